"""Inputs that are nothing but a number: written out evenly, so that the scan reads them whole.

A cell, a query or a line such as 「二 百 三 十」, 60k, 3.5E-2, +18, 俩 has no sentence around it that could
speak against a number; running prose never comes here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from duikan.engine.number.found import FoundQuantity
from duikan.engine.values import Evidence, Span

LONGEST_ALONE = 40
_EDGE = " \t\r\n.。!！?？;；,，"
_NUMERAL = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟半几数"
_A = f"[0-9{_NUMERAL}]"
_HAS_NUMBER = re.compile(rf"[0-9{_NUMERAL}廿卅俩仨½¼¾对]")
_BESIDE = re.compile(
    r"(?:[ ]|还有|以及|在|介于|位于|处于|从|由|自|且|并且|并|但|而|同时|的|是|等于|=|有|和|[,，、;；(（)）]|约为|大)*"
)
_BIGGEST_POWER = 40
_MOST_DECIMALS = 20
_Rewrite = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


class Even(NamedTuple):
    """A short input written evenly: `text`, and where each of its characters came from."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def back(self, found: FoundQuantity) -> FoundQuantity:
        """The same quantity at its place in the input."""
        evidence = tuple(Evidence(proof.part, self._span(proof.span)) for proof in found.evidence)
        return replace(found, span=self._span(found.span), number=self._span(found.number), evidence=evidence)

    def _span(self, span: Span) -> Span:
        return Span(self.starts[span.start], self.ends[max(span.start, span.end - 1)])


def _plain(value: Fraction) -> str:
    """A power of ten written out."""
    if value.denominator == 1:
        return str(value.numerator)
    places = next((n for n in range(1, 2 * _BIGGEST_POWER) if (value * 10**n).denominator == 1), 0)
    digits = str(int(value * 10**places)).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else str(value.numerator)


def _scientific(found: re.Match[str]) -> str:
    exponent = int(found[2])
    return found[0] if abs(exponent) > _BIGGEST_POWER else _plain(Fraction(found[1]) * Fraction(10) ** exponent)


def _power(found: re.Match[str]) -> str:
    base, exponent = Fraction(found[1]), int(found[2])
    if not base or abs(exponent) > _BIGGEST_POWER:
        return found[0]
    value = base**exponent
    return _plain(value) if _finite(value) else found[0]


def _finite(value: Fraction) -> bool:
    """Whether it can be written with at most as many decimals as a number may have."""
    return (value * 10**_MOST_DECIMALS).denominator == 1


def _improper(found: re.Match[str]) -> str:
    """16/5: more than one, so it is no date."""
    above, below = int(found[2]), int(found[3])
    return f"{found[1]}{below}分之{above}" if above > below > 0 else found[0]


_REWRITES: tuple[_Rewrite, ...] = (
    (re.compile(r"(?<![0-9])([0-9]{1,3})((?: [0-9]{3})+)(?![0-9])"), lambda m: m[0].replace(" ", "")),
    (re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,12})?)[eE]([+-]?[0-9]{1,2})(?![0-9A-Za-z.])"), _scientific),
    (re.compile(r"(?<![0-9.])([0-9]{1,3}(?:\.[0-9]{1,2})?)\^([+-]?[0-9]{1,2})(?![0-9.])"), _power),
    (re.compile(r"(?<![0-9])([0-9]{1,4}) (?=[0-9]{1,4}/[0-9]{1,4}(?![0-9/]))"), lambda m: f"{m[1]}又"),
    (re.compile(r"^([-−]?)([0-9]{1,6})/([0-9]{1,6})$"), _improper),
    (re.compile(r"(?<![0-9])\.(?=[0-9])"), lambda m: "0."),
    (re.compile(r"(?<=[0-9])[ ]?[kK](?![A-Za-z])"), lambda m: "千"),
    (re.compile(r"(?<=[0-9])[ ]?[wW](?![A-Za-z])"), lambda m: "万"),
    (re.compile(r"(?<=[0-9])[ ]?M(?![A-Za-z])"), lambda m: "百万"),
    (re.compile(rf"(?<={_A})蚊"), lambda m: "块"),
    (re.compile(rf"(?<={_A})毫(?={_A}|$|[至到])"), lambda m: "毛"),
    (re.compile(rf"(?<={_A})仙$"), lambda m: "分钱"),
    (re.compile(rf"(?<={_A})分半$"), lambda m: "分半钟"),
    (re.compile(r"^分半钟?$"), lambda m: "一分半钟"),
    (re.compile(rf"百分(?={_A})"), lambda m: "百分之"),
    (re.compile(r"(?<![0-9,])[ \u00a0\t]+|[ \u00a0\t]+(?![0-9])"), lambda m: ""),
    (re.compile("俩"), lambda m: "两"),
    (re.compile("仨"), lambda m: "三"),
    (re.compile(f"幺(?=[{_NUMERAL}])"), lambda m: "一"),
    (re.compile("半百"), lambda m: "五十"),
    (re.compile("打?对折"), lambda m: "五折"),
    (re.compile(rf"^[+正](?=[0-9{_NUMERAL}])"), lambda m: ""),
)


def evenly(folded: str) -> Even | None:
    """A short, single line with a number in it, written evenly; None for anything longer."""
    text = folded.rstrip(_EDGE).lstrip(" \t\r\n")
    if not text or len(text) > LONGEST_ALONE or "\n" in text or not _HAS_NUMBER.search(text):
        return None
    at = folded.index(text)
    even = Even(text, tuple(range(at, at + len(text))), tuple(range(at + 1, at + len(text) + 1)))
    for pattern, change in _REWRITES:
        even = _rewritten(even, pattern, change)
    return even


def _rewritten(even: Even, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str]) -> Even:
    if not pattern.search(even.text):
        return even
    text, starts, ends, at = "", (), (), 0
    for found in pattern.finditer(even.text):
        new = change(found)
        first, last = found.span()
        text += even.text[at:first] + new
        starts += even.starts[at:first] + (even.starts[min(first, len(even.starts) - 1)],) * len(new)
        ends += even.ends[at:first] + (even.ends[max(first, last - 1)],) * len(new)
        at = last
    return Even(text + even.text[at:], starts + even.starts[at:], ends + even.ends[at:])


def is_all(even: Even, found: list[FoundQuantity]) -> bool:
    """Whether the quantities are the whole input, but for the words between and around them."""
    at, rest = 0, list[str]()
    for one in found:
        rest.append(even.text[at : one.span.start])
        at = one.span.end
    rest.append(even.text[at:])
    return bool(found) and all(_BESIDE.fullmatch(part) for part in rest)


def by_the_dozen(text: str, found: FoundQuantity) -> FoundQuantity:
    """两打 is 24, 三双 is 6: where nothing is said that is counted, the single ones are."""
    times, unit = _SETS.get(found.quantity.unit, (1, ""))
    if times == 1 or found.span.end != len(text):
        return found
    quantity = found.quantity
    low = quantity.low * times if quantity.low is not None else None
    high = quantity.high * times if quantity.high is not None else None
    return replace(found, quantity=replace(quantity, low=low, high=high, unit=unit, step=quantity.step * times))


_SETS = {"打": (12, "个"), "双": (2, "只"), "对": (2, "个")}
