"""Quantities of a shape of their own: ranges, scores, 三省一市."""

from __future__ import annotations

import re
from collections.abc import Container
from fractions import Fraction

from duikan.engine.number.found import FoundQuantity
from duikan.engine.number.measured import Measured, measured, nominal_words
from duikan.engine.number.numerals import read_numeral
from duikan.engine.number.units import unit_at
from duikan.engine.values import Evidence, Quantity, Span

_TO = re.compile(r"[ ]?(?:[(（]含[)）])?(至|到|—{1,2}|–|-{1,2}|~|～|〜|−|─{1,2}|―)[ ]?(?:约|近)?")
_BETWEEN = re.compile(r"[ ]?(和|与|及|跟)[ ]?")
_CHANGE = re.compile(r"[升跌涨降增减加调挫缩息](?:了|约|近|逾|幅|少|多|高|低|加)?$")
_SCALES = {"百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "亿": 10**8}
_DIGITS = "[零一二三四五六七八九十]{1,3}"
_SCORE = re.compile(
    r"([0-9]{1,3}(?:\.[0-9]{1,3})?)[ ]?([:∶比])[ ]?([0-9]{1,3})(?![0-9:.%])" + f"|({_DIGITS})比({_DIGITS})"
)


def range_from(text: str, first: Measured, *, alone: bool = False) -> tuple[Measured, Measured] | None:
    """The two ends of 30家至50家, 20-30亿元, 在3个和5个之间; None when `first` stands alone.

    `alone`: no verb stands before, so that 从100到180 is a range and not a change.
    """
    if first.over:
        return None
    found = _TO.match(text, first.end)
    between = None if found else _BETWEEN.match(text, first.end)
    link = found or between
    if link is None:
        return None
    at = link.end()
    below = text.startswith(("零下", "-", "−"), at)
    numeral = read_numeral(text, at + (2 if text.startswith("零下", at) else 1) if below else at)
    if numeral is None or numeral.form == "fraction":
        return None
    last = measured(text, numeral)
    if first.numeral.form == "percent" and last.unit is None:
        last = last._replace(unit=first.unit)
    if between and not text.startswith("之间", last.end):
        return None
    return _matched(text, first, last, link[1] if not alone else "-")


def _matched(text: str, first: Measured, last: Measured, link: str) -> tuple[Measured, Measured] | None:
    from_to = link in ("至", "到") and text[first.start - 1 : first.start] == "从"
    from_to = from_to and not text.startswith(("不等", "之间"), last.end)
    if from_to or _zero_led(text, first) or (last.unit is None and first.unit is not None):
        return None
    if _changed(text, first, last, link):
        return None
    if text.startswith("之间", last.end):
        last = last._replace(end=last.end + 2)
    if first.unit is not None and last.unit is not None:
        if first.unit.name == last.unit.name:
            return first, last
        same = first.unit.dimension == last.unit.dimension and not first.unit.counting
        return _converted(first, last) if same else None
    return _inherited(text, first, last)


def _changed(text: str, first: Measured, last: Measured, link: str) -> bool:
    """减息0.25厘至4.75厘: the change, and what it came to."""
    if (
        link not in ("至", "到")
        or first.unit is None
        or not _CHANGE.search(text[max(0, first.start - 4) : first.start])
    ):
        return False
    return abs(last.low) >= 4 * abs(first.high) or abs(first.high) >= 4 * abs(last.low)


def _zero_led(text: str, first: Measured) -> bool:
    """010-6655 is a telephone number."""
    printed = text[first.numeral.start : first.numeral.end]
    return len(printed) > 1 and printed[0] == "0" and printed.isdigit()


def _converted(first: Measured, last: Measured) -> tuple[Measured, Measured]:
    """3天至1周: both in the unit of the second."""
    if first.unit is None or last.unit is None:
        return first, last
    rate = first.unit.factor / last.unit.factor
    return first._replace(low=first.low * rate, high=first.high * rate), last


def _inherited(text: str, first: Measured, last: Measured) -> tuple[Measured, Measured] | None:
    """30至50家, 20-30亿元: the first number takes unit and 万, 亿 of the second; 零下 holds for both."""
    printed = text[first.numeral.start : first.numeral.end]
    inner = any(c in printed for c in "百千佰仟")
    scale = _scale(text, last, "万亿" if inner else _SCALES)
    plain = first.numeral.step <= (1000 if inner else 1) and not any(c in printed for c in "万亿")
    low, high = first.low, first.high
    if plain and scale > 1 and abs(low) * scale <= abs(last.high):
        low, high = low * scale, high * scale
    tenths = last.low / last.numeral.low if last.numeral.low and last.unit and last.unit.name == "%" else Fraction(1)
    if tenths in (10, 1) and last.low > 0:
        low, high = low * tenths, high * tenths
    if low == last.high:
        return None
    return first._replace(low=low, high=high, unit=last.unit), last


def _scale(text: str, last: Measured, chars: Container[str]) -> Fraction:
    """What those of `chars` at the end of a number multiply it with: 百 千 万 亿, or only 万 亿."""
    printed = text[last.numeral.start : last.numeral.end].rstrip("多余来几")
    scale = Fraction(1)
    for char in reversed(printed):
        if char not in chars:
            break
        scale *= _SCALES[char]
    return scale


def score(text: str, start: int) -> FoundQuantity | None:
    """3比1, 21:15: found whole, never compared; the first number is its value."""
    found = _SCORE.match(text, start)
    if found is None or (
        start > 0 and ((text[start - 1].isascii() and text[start - 1].isalnum()) or text[start - 1] in ".:")
    ):
        return None
    first = read_numeral(text, found.start(1) if found[1] else found.start(4))
    if first is None or unit_at(text, found.end()) is not None or first.high >= 1000:
        return None
    span = Span(start, found.end())
    quantity = Quantity(first.low, first.low)
    return FoundQuantity(span, span, quantity, True, "number", None, (Evidence("value", span),))


def parts_of_list(text: str, first: Measured) -> FoundQuantity | None:
    """三省一市: one label, its parts added up."""
    head = text[first.unit_start : first.end]
    if not first.numeral.chinese or len(head) != 1 or head not in nominal_words():
        return None
    numeral = read_numeral(text, first.end)
    if numeral is None or not numeral.chinese or not numeral.point or numeral.high > 20:
        return None
    tail = text[numeral.end : numeral.end + 1]
    if tail not in nominal_words() or not tail:
        return None
    value = first.low + numeral.low
    span = Span(first.start, numeral.end + 1)
    quantity = Quantity(value, value, unit=head + tail)
    return FoundQuantity(span, span, quantity, True, "count", None, (Evidence("value", span),))
