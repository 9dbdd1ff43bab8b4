"""Numbers written as newspapers write them: what the property tests of the reading print and read back."""

from __future__ import annotations

from fractions import Fraction

_DIGITS = "零一二三四五六七八九"
_CHEQUE = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_TRADITIONAL = str.maketrans("万亿两贰陆", "萬億兩貳陸")
_WIDE = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")
_SECTIONS = ((10**8, "亿"), (10**4, "万"))


def chinese(value: int) -> str:
    """一万零二百五十: whole numbers below 10¹² in characters."""
    for size, word in _SECTIONS:
        if value >= size:
            head, rest = divmod(value, size)
            zero = "零" if 0 < rest < size // 10 else ""
            return chinese(head) + word + zero + (chinese(rest) if rest else "")
    return _section(value)


def _section(value: int) -> str:
    if value < 10:
        return _DIGITS[value]
    for size, word in ((1000, "千"), (100, "百"), (10, "十")):
        if value >= size:
            head, rest = divmod(value, size)
            ten = value < 20
            zero = "零" if 0 < rest < size // 10 else ""
            return ("" if ten else _DIGITS[head]) + word + zero + (_section_inside(rest) if rest else "")
    return ""


def _section_inside(value: int) -> str:
    """Inside a number ten is 一十: 一百一十五."""
    return "一" + _section(value) if 10 <= value < 20 else _section(value)


def cheque(value: int) -> str:
    """壹万零贰佰伍拾: the digits of cheques."""
    return ("一" if 10 <= value < 20 else "").translate(_CHEQUE) + chinese(value).translate(_CHEQUE)


def traditional(words: str) -> str:
    """The same in Traditional characters."""
    return words.translate(_TRADITIONAL)


def wide(words: str) -> str:
    """Full-width digits, as older pages are set."""
    return words.translate(_WIDE)


def scaled(value: int, size: int) -> str | None:
    """1.2亿: at most four decimals before 万 or 亿; None where the number does not come out so."""
    part = Fraction(value, size)
    if value < size or (part * 10**4).denominator != 1:
        return None
    head, rest = divmod(value, size)
    decimals = f"{Fraction(rest, size) * 10**4 + 10**4}"[1:].rstrip("0")
    return f"{head}{'.' + decimals if decimals else ''}{'亿' if size == 10**8 else '万'}"


def in_sections(value: int) -> str | None:
    """3亿5000万: digits before each of 亿 and 万; None where something is left over."""
    head, rest = divmod(value, 10**8)
    if not head or rest % 10**4 or rest < 10**7:
        return None
    return f"{head}亿{rest // 10**4}万"


def forms(value: int) -> list[str]:
    """Every way of writing a whole number from 1 that a newspaper uses."""
    sized = [scaled(value, size) for size in (10**4, 10**8)]
    cheques = cheque(value) if value > 10 else None  # 贰 alone is found on cheques only
    known = [str(value), f"{value:,}", wide(str(value)), chinese(value), cheques, in_sections(value), *sized]
    plain = [form for form in known if form]
    return list(dict.fromkeys([*plain, *map(traditional, plain)]))
