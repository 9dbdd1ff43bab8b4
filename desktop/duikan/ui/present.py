"""Values as an editor writes them: 30–50 家, > 50 家, 8億元, 2025–2027."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from fractions import Fraction
from typing import Protocol

from duikan.script import shown
from duikan.ui import i18n

_YI, _WAN = 100_000_000, 10_000
_CLOSE = frozenset("%‰°")


class Bounded(Protocol):
    """What a mention and a statement have in common: exact bounds and a unit."""

    @property
    def low(self) -> str: ...
    @property
    def high(self) -> str: ...
    @property
    def low_open(self) -> bool: ...
    @property
    def high_open(self) -> bool: ...
    @property
    def unit(self) -> str: ...


def exact(text: str) -> Fraction | None:
    """The number a bound holds; None for an open end or something that is none."""
    try:
        return Fraction(text) if text else None
    except (ValueError, ZeroDivisionError):
        return None


def number(text: str) -> str:
    """A bound for reading: 800000000 is 8億 in Chinese and 800,000,000 in English; a fraction stays one."""
    value = exact(text)
    if value is None:
        return text
    if i18n.language() != "en":
        for size, word in ((_YI, "億"), (_WAN, "萬")):
            if abs(value) >= size and _short(value / size, size):
                return _decimal(value / size) + word_shown(word)
    return _decimal(value)


def word_shown(word: str) -> str:
    """A Chinese word in the script of the window's language."""
    return shown(word, "Hans" if i18n.language() == "zh_Hans" else "Hant")


def _short(value: Fraction, size: int) -> bool:
    return (value * 10_000).denominator == 1 and (size == _YI or abs(value) < _WAN)


def _decimal(value: Fraction) -> str:
    denominator = value.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    if denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    if value.denominator == 1:
        return f"{value.numerator:,}"
    places = next(n for n in range(1, 40) if (value * 10**n).denominator == 1 or n == 39)
    scaled = abs(value) * 10**places
    whole, rest = divmod(int(scaled), 10**places)
    return f"{'-' if value < 0 else ''}{whole:,}.{rest:0{places}d}"


def quantity(of: Bounded) -> str:
    """The bounds and the unit: `30–50 家`, `> 50 家`, `8億元`, `≤ 3%`."""
    low, high = number(of.low), number(of.high)
    unit = word_shown(of.unit)
    # A gap sets a word off from digits; 8億元 is one word, and 3% is written close.
    close = unit[:1] in _CLOSE or not (high or low)[-1:].isascii()
    unit = unit if close or not unit else f" {unit}"
    if low and high:
        return (low if low == high else f"{low}–{high}") + unit
    if low:
        return f"{'>' if of.low_open else '≥'} {low}{unit}"
    if high:
        return f"{'<' if of.high_open else '≤'} {high}{unit}"
    return i18n.t("value_unknown")


def period(start: date | None, end: date | None) -> str:
    """A stretch of days as short as it can be said: 2025, 2025-02, 2025–2027, –2027; "" when unknown."""
    if start is None and end is None:
        return ""
    if start is None:
        return i18n.t("until", day=_edge(end))
    if end is None:
        return i18n.t("since", day=_edge(start))
    if start == end:
        return start.isoformat()
    whole_years = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    if whole_years:
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    whole_month = (start.year, start.month) == (end.year, end.month) and start.day == 1
    if whole_month and end.day == monthrange(end.year, end.month)[1]:
        return f"{start:%Y-%m}"
    return f"{start.isoformat()} – {end.isoformat()}"


def _coarse(start: date | None, end: date | None) -> str:
    said = period(start, end)
    if start is None or end is None or len(said) <= 10:
        return said
    return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"


def _edge(day: date | None) -> str:
    if day is None:
        return ""
    return str(day.year) if (day.month, day.day) in ((12, 31), (1, 1)) else day.isoformat()


def years(alternatives: tuple[tuple[int, date | None, date | None], ...]) -> str:
    """The periods that the publication date still decides between: `2025 或 2026`."""
    seen = dict.fromkeys(_coarse(start, end) for _, start, end in alternatives)
    return i18n.t("or").join(one for one in seen if one)
