"""Reads one written number: 1,200, 1.2亿, 三千五百万, 十几, 数万, 百分之三, 2/3. Exact; the unit is not read here."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from duikan.engine.lexicon import table
from duikan.engine.number.numeral_value import Item, decimal_value, total_of, whole

Form = Literal["plain", "percent", "permille", "fraction"]

LONGEST = 48
ARABIC = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,8}(?![0-9])(?:\.[0-9]{1,20})?|[0-9]{1,40}(?:\.[0-9]{1,20})?")
_SYMBOL_PREFIXES = "瓦克卡伏帕赫焦字比安"
_NOT_PREFIX = re.compile(
    f"千(?![{_SYMBOL_PREFIXES}米])|[百](?![帕])|兆(?![{_SYMBOL_PREFIXES}欧头周宽网光以流带丰])|[十拾佰仟万亿]"
)
_CHINESE_THOUSAND = re.compile(f"千(?![{_SYMBOL_PREFIXES}])")
_DECIMAL = re.compile(r"点([零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖]{1,24})(?![十百千刻半钟]|分(?!钟))")
_SLASH = re.compile(r"([0-9]{1,4})/([0-9]{1,4})(?![0-9/.年月日号%-]|[学财]年|赛季)")
# 三分一, 四分一厘: Hong Kong leaves 之 out.
_SHORT = re.compile(r"([三四五六七八九])分([一二三四])(?![分秒钟十百千万亿点])")
_GOES_ON = frozenset("零〇○一二两三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿兆几多余来点分又/半廿卅0123456789")
_MAGNITUDES = tuple("十百千万亿")
_NOT_AFTER_COME = ("", *"自到源了看说袭临华京")
_ONE = Fraction(1)
_PAIRS = frozenset({(3, 5)} | {(n, n + 1) for n in range(1, 9)} | {(3, 2)})


class Numeral(NamedTuple):
    """A written number and what its own words leave open.

    `low`/`high` differ for 十几 and 三四百. `over`: 多 or 余 in it. `bare`: only 百 千 万 亿, no digit.
    `chinese`: no Arabic digit. `words`: 多 余 来 几 数 as printed. `step`: unit of the last printed digit.
    """

    start: int
    end: int
    low: Fraction
    high: Fraction
    step: Fraction
    chinese: bool
    form: Form = "plain"
    over: bool = False
    bare: bool = False
    words: tuple[str, ...] = ()

    @property
    def point(self) -> bool:
        """True when it names one value."""
        return self.low is self.high or self.low == self.high


@cache
def _digits() -> dict[str, int]:
    return dict(table("numerals")["digits"])


@cache
def _multipliers() -> dict[str, int]:
    return dict(table("numerals")["multipliers"])


def read_numeral(text: str, start: int) -> Numeral | None:
    """The number that begins at `start`; None where none does or where it cannot be one."""
    short = _SHORT.match(text, start)
    if short and _digits()[short[2]] < _digits()[short[1]]:
        value = Fraction(_digits()[short[2]], _digits()[short[1]])
        if text.startswith("厘", short.end()):
            return Numeral(start, short.end(), value, value, value, True)
        return _ratio(start, short.end(), value, _ONE, chinese=True)
    plain = _simple(text, start)
    if plain is not None:
        return plain
    slash = _SLASH.match(text, start)
    if slash and 0 < int(slash[1]) < int(slash[2]) and not (int(slash[1]) > 9 and int(slash[2]) - int(slash[1]) == 1):
        return _ratio(start, slash.end(), Fraction(int(slash[1])), Fraction(int(slash[2])), chinese=False)
    symbol = table("numerals")["symbols"].get(text[start : start + 1])
    if symbol:
        value = Fraction(symbol)
        return Numeral(start, start + 1, value * 100, value * 100, Fraction(1), False, "fraction")
    numeral = _Reader(text, start).read()
    if numeral is None:
        return None
    over = text.startswith("分之", numeral.end)
    return _fraction(text, numeral, numeral.end + 2) if over else _mixed(text, numeral)


def _simple(text: str, start: int) -> Numeral | None:
    """Most numbers: Arabic digits, or one Chinese digit, with nothing of a number behind them."""
    char = text[start : start + 1]
    if char in _digits():
        if text[start + 1 : start + 2] in _GOES_ON:
            return None
        value, _ = _printed(str(_digits()[char]))
        return Numeral(start, start + 1, value, value, _ONE, True)
    found = ARABIC.match(text, start)
    if found is None or text[found.end() : found.end() + 1] in _GOES_ON:
        return None  # a digit here means: longer than any number
    if text[found.end() : found.end() + 1] == " " and text[found.end() + 1 : found.end() + 2] in ("万", "亿"):
        return None
    value, step = _printed(found[0])
    return Numeral(start, found.end(), value, value, step, False)


@lru_cache(maxsize=4096)
def _printed(arabic: str) -> tuple[Fraction, Fraction]:
    """The exact value of an Arabic number and the unit of its last digit."""
    raw = arabic.replace(",", "")
    number, step = decimal_value(raw, len(raw.partition(".")[2]))
    return whole(number) if isinstance(number, int) else number, whole(step) if isinstance(step, int) else step


def _fraction(text: str, below: Numeral, at: int) -> Numeral | None:
    """三分之二: `below` is 三, the rest begins at `at`."""
    above = _Reader(text, at).read()
    if above is None:
        return _negative(text, below, at)
    if not below.point or below.low == 0:
        return None
    if below.low in (100, 1000) and below.chinese:
        form: Form = "percent" if below.low == 100 else "permille"
        return above._replace(start=below.start, form=form, bare=False)
    if not above.point:
        return None
    return _ratio(below.start, above.end, above.low, below.low, chinese=above.chinese, over=above.over)


def _negative(text: str, below: Numeral, at: int) -> Numeral | None:
    """百分之负三点五."""
    if not text.startswith(("负", "-", "−"), at):
        return None
    share = _fraction(text, below, at + 1) if text[at + 1 : at + 2] not in ("负", "-", "−") else None
    return share._replace(low=-share.high, high=-share.low) if share else None


def _ratio(start: int, end: int, above: Fraction, below: Fraction, *, chinese: bool, over: bool = False) -> Numeral:
    value = above / below * 100
    return Numeral(start, end, value, value, Fraction(100) / below, chinese, "fraction", over)


def _mixed(text: str, whole: Numeral) -> Numeral:
    """一又二分之一; anything else as it was."""
    if not text.startswith("又", whole.end) or not whole.point:
        return whole
    slash = _SLASH.match(text, whole.end + 1)
    if slash and int(slash[2]):
        below_one = Fraction(int(slash[1]), int(slash[2]))
        value = whole.low + below_one
        return Numeral(whole.start, slash.end(), value, value, Fraction(1, int(slash[2])), False)
    below = _Reader(text, whole.end + 1).read()
    part = _fraction(text, below, below.end + 2) if below and text.startswith("分之", below.end) else None
    if part is None or not part.point:
        return whole
    share = 1000 if part.form == "permille" else 100
    value = whole.low + part.low / share
    return Numeral(whole.start, part.end, value, value, part.step / share, whole.chinese)


class _Reader:
    """Takes a number apart into items, left to right, and works out its value."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.start = self.at = start
        self.items: list[Item] = []
        self.words: list[str] = []
        self.over = False
        self.digit = False

    def read(self) -> Numeral | None:
        if self.text.startswith("数", self.at) and self.text[self.at + 1 : self.at + 2] in _MAGNITUDES:
            self._some("数")
        while self.at - self.start <= LONGEST and self._one():
            pass
        if not self.items or self.at - self.start > LONGEST:
            return None
        return self._numeral()

    def _some(self, word: str) -> None:
        after = bool(self.items)
        self.items.append(Item(0 if after else 1, 10, 1))
        self.words.append(word)
        self.digit = True
        self.at += 1

    def _one(self) -> bool:
        """Takes one item; False when nothing more belongs to the number."""
        char = self.text[self.at : self.at + 1]
        if char == " " and self._gap():
            char = self.text[self.at]
        if not char or (self.over and char not in _multipliers()):
            return False
        if "0" <= char <= "9":
            return self._arabic()
        if char in _digits():
            return self._chinese_digits()
        if char in _multipliers():
            return self._multiplier(char)
        if char in "廿卅" and not self.items:
            return self._tens(char)
        if char in "点几多余来":
            return self._word(char)
        return False

    def _gap(self) -> bool:
        """3.5 万: a blank between digits and 万 or 亿 is stepped over."""
        fits = bool(self.items) and not self.items[-1].chinese and self.text[self.at + 1 : self.at + 2] in ("万", "亿")
        self.at += fits
        return fits

    def _arabic(self) -> bool:
        last = self.items[-1] if self.items else None
        found = ARABIC.match(self.text, self.at)
        if found is None or self.text[found.end() : found.end() + 1].isdecimal():
            return False
        if last is not None and (not last.multiplier or last.low < 1000):
            return False
        raw = found[0].replace(",", "")
        decimals = len(raw.partition(".")[2])
        if last is not None and (
            decimals or not self._goes_on_in_digits(raw, self.text[found.end() : found.end() + 1])
        ):
            return False
        value, step = decimal_value(raw, decimals)
        self.items.append(Item(value, value, step, chinese=False))
        self.digit = True
        self.at = found.end()
        return True

    def _goes_on_in_digits(self, raw: str, after: str) -> bool:
        """3亿5000万 and, as Hong Kong and Taiwan print, 4万6,800: the digits below the last 万 written out."""
        last = self.items[-1]
        written_out = last.low == 10000 and not self.items[0].chinese and 3 <= len(raw) <= 4
        return after in ("千", "百", "万", "亿") or written_out

    def _chinese_digits(self) -> bool:
        end = self.at
        values: list[int] = []
        while end < len(self.text) and self.text[end] in _digits() and len(values) <= LONGEST:
            if (
                self.text[end] == "两"
                and (values or self.items)
                and self.text[end + 1 : end + 2] not in _MAGNITUDES[1:]
            ):
                break  # 三万两, 八两: the weight
            values.append(_digits()[self.text[end]])
            end += 1
        if not values or (self.items and not self.items[-1].multiplier):
            return False
        linked = self.items and values[0] == 0
        while linked and len(values) > 1 and values[0] == 0:
            values.pop(0)
        return self._digits_as_item(values, end, linked=bool(linked))

    def _digits_as_item(self, values: list[int], end: int, *, linked: bool) -> bool:
        if linked and values == [0]:
            return self._zero(end)
        low = high = int("".join(map(str, values)))
        if len(values) == 2 and tuple(values) in _PAIRS:
            low, high = min(values), max(values)
        elif len(values) > 1 and self.items:
            return False
        self.items.append(Item(low, high, 1))
        self.digit = True
        self.at = end
        self._colloquial(linked=linked, single=len(values) == 1 or low != high)
        return True

    def _zero(self, end: int) -> bool:
        """一千零十, 一万零百一十, 一百零几万: 零 before a smaller 百, 十 or 几 that has no digit."""
        char = self.text[end : end + 1]
        value = _multipliers().get(char, 0)
        several = char == "几" and self.text[end + 1 : end + 2] in _MAGNITUDES
        if not several and (value not in (10, 100) or value >= self.items[-1].low):
            return False
        self.at = end
        if several:
            self._some("几")
            return True
        self.items.append(Item(value, value, 0, multiplier=True))
        self.digit = True
        self.at += 1
        return True

    def _colloquial(self, *, linked: bool, single: bool) -> None:
        """三万五 is 35,000: a last digit straight after 百 千 万 亿 counts tenths of it."""
        if len(self.items) < 2 or linked or not single or self.text[self.at : self.at + 1] in _multipliers():
            return
        before = self.items[-2]
        if before.low < 100 or not (len(self.items) == 2 or self.items[-3].chinese):
            return
        item, tenth = self.items[-1], int(before.low) // 10
        self.items[-1] = Item(item.low * tenth, item.high * tenth, tenth)

    def _multiplier(self, char: str) -> bool:
        arabic = bool(self.items) and not self.items[-1].chinese
        pattern = _CHINESE_THOUSAND if char == "千" and not arabic else _NOT_PREFIX
        if not pattern.match(self.text, self.at) or (arabic and char == "十"):
            return False
        value = _multipliers()[char]
        if not self._fits(value) or (char == "兆" and not self.digit):
            return False
        self.items.append(Item(value, value, 0, multiplier=True))
        self.digit = self.digit or value == 10
        self.at += 1
        return True

    def _fits(self, value: int) -> bool:
        """百 may follow a number or begin one (百万); 千百 and 十十 are none."""
        if not self.items:
            return True
        last = self.items[-1]
        if not last.multiplier:
            smaller = [i.low for i in self._section() if i.multiplier]
            return value >= 10000 or all(value < low for low in smaller)
        return value >= 10000 or (value == 10 and last.low >= 100 and last.low < 10000)

    def _section(self) -> list[Item]:
        """The items since the last 万 or 亿."""
        items: list[Item] = []
        for item in reversed(self.items):
            if item.multiplier and item.low >= 10000:
                break
            items.append(item)
        return items

    def _tens(self, char: str) -> bool:
        value: int = table("numerals")["tens"][char]
        self.items += (Item(value // 10, value // 10, 1), Item(10, 10, 0, multiplier=True))
        self.digit = True
        self.at += 1
        return True

    def _word(self, char: str) -> bool:
        if char == "点":
            return self._decimal()
        if char == "几":
            return self._several()
        if not self.items or not self._round():
            return False
        if char == "来" and self.text[self.at + 1 : self.at + 2] in _NOT_AFTER_COME:
            return False
        self.words.append(char)
        self.at += 1
        self.over = self.over or char != "来"
        return self.over and self.text[self.at : self.at + 1] in "百千万亿"

    def _several(self) -> bool:
        nxt = self.text[self.at + 1 : self.at + 2]
        if self.items and not self._round():
            return False
        if not self.items and nxt not in _MAGNITUDES:
            return False
        if self.items and not self.items[-1].multiplier:
            value = self.items[-1].low
            self.items[-1] = self.items[-1]._replace(high=value + 10)
            self.words.append("几")
            self.at += 1
            return True
        self._some("几")
        return True

    def _round(self) -> bool:
        """Only round numbers take 多 余 来 几: 300多, 十几, 3万余."""
        last = self.items[-1]
        return last.multiplier or (last.low == last.high and last.low >= 10 and last.low % 10 == 0 and not last.chinese)

    def _decimal(self) -> bool:
        found = _DECIMAL.match(self.text, self.at)
        if found is None or not self.items or not self.items[-1].chinese or not self.digit or self.over:
            return False
        if any(not item.chinese for item in self.items):
            return False
        value, high, _ = total_of(self.items)
        if value != high:
            return False
        digits = "".join(str(_digits()[c]) for c in found[1])
        value = value + Fraction(int(digits), 10 ** len(digits))
        self.items = [Item(value, value, Fraction(1, 10 ** len(digits)))]
        self.at = found.end()
        return True

    def _numeral(self) -> Numeral:
        low, high, step = total_of(self.items)
        chinese = all(item.chinese for item in self.items)
        least = whole(low) if isinstance(low, int) else low
        most = least if high is low else whole(high) if isinstance(high, int) else high
        return Numeral(
            self.start, self.at, least, most, whole(step) if isinstance(step, int) else step,
            chinese, "plain", self.over, not self.digit, tuple(self.words),
        )  # fmt: skip
