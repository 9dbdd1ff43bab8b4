"""So many, so much each, and what that makes together: 2台，每台1215兆瓦，合计253万千瓦."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from duikan.engine.conflict.lines import Line, Number, Result, alike, misses, slipped
from duikan.engine.meaning.measures import measure_of

Found = tuple[str, list[Number], Result, Number]

_REACH = 6
_NEAR = Fraction(3, 10)
_FAR = Fraction(3, 5)  # where nothing else can be meant
_EACH = re.compile(
    r"每(?:一)?(?P<each>[\u4e00-\u9fff]{1,10})$|(?P<short>人均|户均|日均|月均|年均|亩均|单台|单机)[\u4e00-\u9fff]{0,6}$"
)
_SHORT = {
    "人均": "人", "户均": "户", "日均": "日", "月均": "月", "年均": "年", "亩均": "亩", "单台": "台", "单机": "台",
}  # fmt: skip
_ALSO = {
    "人": "名 位",
    "名": "人 位",
    "天": "日",
    "日": "天",
    "月": "个月",
    "机组": "台 座 部",
    "台": "部 座",
    "家": "户 个",
    "辆": "台 部",
}
_SECONDS = {"秒": 1, "分钟": 60, "小时": 3600, "时": 3600, "天": 86400, "日": 86400, "周": 604800}
_SUMMED = re.compile(r"合计|合共|共计|总计|总共|一共|共|总|累计|全部|全月|全年")
_OTHER = re.compile(r"[较比]|同期|原来|原先|此前|目标|预计|预测|其中|余下")


def find_products(line: Line) -> Iterator[Found]:
    """Amounts for each that do not make the whole: (code, operands, what comes out, what is said)."""
    for i, each in enumerate(line.numbers):
        named = _each_of(each)
        if not named or not _amount(each):
            continue
        own = _triples(each, named, [other for other in _near(line, i) if other.one.sentence == each.one.sentence])
        found = _judged(each, named, own or _triples(each, named, _near(line, i)))
        if found is not None:
            yield found


def _triples(each: Number, named: str, near: list[Number]) -> list[tuple[Number, Number]]:
    """The counts and totals an amount for each may go with."""
    return [
        (count, total)
        for count in near
        for total in near
        if _counts(count, named) and _amount(total) and total.one.id != count.one.id and _total(each, total)
    ]


def _amount(number: Number) -> bool:
    return number.is_level and number.low is not None and number.high is not None and number.low > 0


def _each_of(each: Number) -> str:
    """The words after 每, which begin with that of which the number gives the amount for one; for 人均 its units."""
    match = _EACH.search(each.before)
    if match is None:
        return ""
    return _SHORT[match["short"]] if match["short"] else match["each"]


def _near(line: Line, i: int) -> list[Number]:
    """The numbers of the sentence, and those of the sentence before and after that run on."""
    found: list[Number] = []
    for at in range(max(0, i - _REACH), min(len(line.numbers), i + _REACH + 1)):
        if at != i and line.near(min(at, i), max(at, i)) and not _OTHER.search(line.numbers[at].before):
            found.append(line.numbers[at])
    return found


def _counts(count: Number, named: str) -> bool:
    """True when the number counts what the other gives the amount for one of."""
    unit = count.one.mention.quantity.unit
    if not (count.is_level or count.kind == "duration") or _EACH.search(count.before) or (count.point or 0) < 1:
        return False
    if count.kind == "duration" and any(named.startswith(word) for word in _SECONDS) and unit in _SECONDS:
        return True
    return bool(unit) and (
        named.startswith(unit) or any(named.startswith(word) and unit in _ALSO[word].split() for word in _ALSO)
    )


def _times(count: Number, named: str) -> tuple[Fraction, Fraction] | None:
    """How often the amount for one is taken; a whole number without a hedge is exact."""
    unit, value = count.one.mention.quantity.unit, count.point
    if count.kind == "duration" and unit in _SECONDS:
        each = next((_SECONDS[word] for word in ("分钟", "小时", *_SECONDS) if named.startswith(word)), _SECONDS[unit])
        value = (count.one.mention.quantity.low or 0) * Fraction(_SECONDS[unit], each)
        return value, value
    size = measure_of(unit)[1]
    if count.exact and value is not None and (value / size).denominator == 1 and count.step <= size:
        return value / size, value / size
    return (count.low / size, count.high / size) if count.low is not None and count.high is not None else None


def _total(each: Number, total: Number) -> bool:
    return alike(each, total) and not _EACH.search(total.before) and (total.low or 0) > (each.high or 0)


def _judged(each: Number, named: str, triples: list[tuple[Number, Number]]) -> Found | None:
    """The one way to take the numbers that is nearly right; None where one of the ways is right."""
    best: tuple[Fraction, Found] | None = None
    for count, total in triples:
        times = _times(count, named)
        if times is None or each.low is None or each.high is None:
            continue
        result = Result(each.low * times[0], each.high * times[1])
        if not misses(result, total):
            return None
        off = _distance(result, total)
        strong = bool(_SUMMED.search(total.before)) or (len(triples) == 1 and each.one.sentence == total.one.sentence)
        near = _FAR if strong and len(triples) == 1 else _NEAR
        if off is None or not (slipped(result, total) or (strong and off <= near)):
            continue
        found: Found = ("product", [count, each], result, total)
        best = min(best, (off, found), key=lambda row: row[0]) if best else (off, found)
    return best[1] if best else None


def _distance(result: Result, total: Number) -> Fraction | None:
    if result.middle is None or total.point is None:
        return None
    return abs(result.middle - total.point) / max(result.middle, total.point)
