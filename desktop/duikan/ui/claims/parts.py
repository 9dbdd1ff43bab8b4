"""The parts of a reading as an editor writes them, and back: 30–50, > 50, 8億, 2025–2027."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from fractions import Fraction

from duikan.services.views import MentionView
from duikan.ui import i18n, present

Changes = dict[str, str | bool | None]

TEXTS = ("unit", "subject", "measure", "place", "speaker")
CHOICES = {
    "aggregate": ("level", "cumulative", "new", "rate", "rank", "share", "duration"),
    "modality": ("actual", "target", "planned", "estimate", "quote"),
}
PARTS = ("value", "unit", "subject", "measure", "place", "time", "aggregate", "modality", "speaker")

_SIZES = {"萬": 10**4, "万": 10**4, "億": 10**8, "亿": 10**8}
_NUMBER = re.compile(r"(-?[0-9]{1,40}(?:\.[0-9]{1,20})?)(?:/([0-9]{1,20}))?([萬万億亿]{0,2})")
_SIGNS = {">": (True, True), "≥": (True, False), "<": (False, True), "≤": (False, False)}  # a lower bound?, open?
_PLAIN = str.maketrans("０１２３４５６７８９．－＞＜～〜—至到", "0123456789.-><–––––", ",， \u3000")
_DAY = re.compile(r"([0-9]{4})(?:[-年]([0-9]{1,2})(?:[-月]([0-9]{1,2}))?)?[年月日]?")


def read_as(mention: MentionView, part: str) -> str:
    """What a part was read as, for reading; "" where nothing was read."""
    if part == "value":
        return present.quantity(mention)
    if part == "time":
        many = len(mention.alternatives) > 1
        return present.years(mention.alternatives) if many else present.period(mention.period_start, mention.period_end)
    if part in CHOICES:
        return i18n.name(part, str(getattr(mention, part)))
    return present.word_shown(str(getattr(mention, part)))


def words_of(mention: MentionView, part: str) -> str:
    """The printed words that gave a part."""
    return "…".join(dict.fromkeys(one.words.strip() for one in mention.evidence if one.part == part and one.words))


def written(mention: MentionView, part: str) -> str:
    """A part as text to edit: what `changes` reads back as the same."""
    if part == "value":
        low, high = present.number(mention.low), present.number(mention.high)
        if low and high:
            return low if low == high else f"{low}–{high}"
        if low:
            return f"{'>' if mention.low_open else '≥'} {low}"
        return f"{'<' if mention.high_open else '≤'} {high}" if high else ""
    if part == "time":
        return _written_time(mention)
    return str(getattr(mention, part))


def _written_time(mention: MentionView) -> str:
    start, end = mention.period_start, mention.period_end
    if start is None or end is None:
        known = start or end
        return "" if known is None else f"{known} –" if end is None else f"– {known}"
    return present.period(start, end)


def changes(part: str, text: str) -> Changes:
    """What a part's new text changes; ValueError where it cannot be read."""
    if part == "value":
        return _bounds(text)
    if part == "time":
        return _period(text)
    return {part: text.strip()}


def _bounds(text: str) -> Changes:
    plain = text.translate(_PLAIN).replace(">=", "≥").replace("<=", "≤")
    sign = _SIGNS.get(plain[:1])
    if sign is not None:
        lower, is_open = sign
        value = str(_number(plain[1:]))
        return {
            "low": value if lower else None, "high": None if lower else value,
            "low_open": lower and is_open, "high_open": not lower and is_open,
        }  # fmt: skip
    first, _, last = plain.partition("–")
    low = _number(first)
    high = _number(last) if last else low
    if high < low:
        raise ValueError(text)
    return {"low": str(low), "high": str(high), "low_open": False, "high_open": False}


def _number(text: str) -> Fraction:
    found = _NUMBER.fullmatch(text)
    if found is None or (found[2] and not int(found[2])):
        raise ValueError(text)
    value = Fraction(found[1]) / int(found[2] or 1)
    for size in found[3]:
        value *= _SIZES[size]
    return value


def _period(text: str) -> Changes:
    plain = text.translate(_PLAIN)
    first, dash, last = plain.partition("–")
    start = _days(first)[0] if first else None
    end = _days(last if dash else first)[1] if (last or not dash) and plain else None
    if start is not None and end is not None and end < start:
        raise ValueError(text)
    return {"period_start": start and start.isoformat(), "period_end": end and end.isoformat()}


def _days(text: str) -> tuple[date, date]:
    found = _DAY.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year, month, day = (int(one) if one else None for one in found.groups())
    if year is None or month is None:
        return date(year or 0, 1, 1), date(year or 0, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1] if 1 <= month <= 12 else 1)
    return date(year, month, day), date(year, month, day)
