"""Whether two mentions speak of one time, and on which year of publication that hangs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from duikan.engine.values import Period

Meeting = Literal["same", "open", "near", "other"]

_NEAR_DAYS = 31
_LENGTHS = (1, 7, 31, 92, 184, 366)


@dataclass(frozen=True, slots=True)
class When:
    """How two times meet: `meeting` at the likeliest reading; `years` where it hangs on the publication year."""

    meeting: Meeting
    agree: tuple[int, ...] = ()
    differ: tuple[int, ...] = ()

    @property
    def depends(self) -> bool:
        """True when some years of publication make one time of them and others two."""
        return bool(self.agree and self.differ)


def meet(a: Period, b: Period) -> When:
    """How the times of two mentions meet: same, open (one does not say), near (may be one time), other."""
    years = sorted({year for year, _, _ in (*a.alternatives, *b.alternatives)})
    if not years and _undated(a) != _undated(b):
        known = b if _undated(a) else a
        return _on_any_year(known)
    if not years:
        return When(_meet(a.start, a.end, a.relation, b.start, b.end, b.relation))
    agree: list[int] = []
    differ: list[int] = []
    first: Meeting = "other"
    for year in years:
        (a_start, a_end), (b_start, b_end) = _in_year(a, year), _in_year(b, year)
        meeting = _meet(a_start, a_end, a.relation, b_start, b_end, b.relation)
        (differ if meeting == "other" else agree).append(year)
        first = meeting if meeting != "other" and first == "other" else first
    return When(first if agree else "other", tuple(agree), tuple(differ))


def _undated(period: Period) -> bool:
    return period.basis in ("relative", "inherited") and period.start is None and period.end is None


def _on_any_year(known: Period) -> When:
    """今年 on a page without a date, against a year: one year of publication makes one time of them."""
    if known.end is None or known.basis not in ("explicit", "inherited", "plan"):
        return When("open")
    return When("same", (known.end.year,), (known.end.year + 1,))


def _in_year(period: Period, year: int) -> tuple[date | None, date | None]:
    for published, start, end in period.alternatives:
        if published == year:
            return start, end
    if period.alternatives:
        _, start, end = period.alternatives[-1]
        return start, end
    return period.start, period.end


def _meet(
    a_start: date | None, a_end: date | None, a_rel: str, b_start: date | None, b_end: date | None, b_rel: str
) -> Meeting:
    if (a_start is None and a_end is None) or (b_start is None and b_end is None):
        return "open"
    if (a_start, a_end) == (b_start, b_end):
        return "same"
    if a_end and b_end and _deadline(a_start, a_end, a_rel) and _deadline(b_start, b_end, b_rel):
        return "same" if a_end.year == b_end.year and _covers(a_start, a_end, b_start, b_end) else "other"
    if a_start is None or b_start is None or a_end is None or b_end is None:
        return _half_open(a_start, a_end, b_start, b_end)
    if a_start > b_end or b_start > a_end:
        return "other"
    if _length(a_start, a_end) != _length(b_start, b_end):
        return "near" if a_end == b_end and 1 in (_length(a_start, a_end), _length(b_start, b_end)) else "other"
    same_end = abs((a_end - b_end).days) <= _NEAR_DAYS and abs((a_start - b_start).days) <= _NEAR_DAYS
    return "same" if same_end else "other"


def _deadline(start: date | None, end: date, relation: str) -> bool:
    """到2027年, 2027年, 2027年底: a year to be done by; not a stretch of several years, nor a month of its own."""
    if start is None or relation in ("by", "until"):
        return True
    return _length(start, end) == 366 or (start == end and (end.month, end.day) == (12, 31))


def _covers(a_start: date | None, a_end: date, b_start: date | None, b_end: date) -> bool:
    a_from, b_from = a_start or date(a_end.year, 1, 1), b_start or date(b_end.year, 1, 1)
    return a_from <= b_end and b_from <= a_end


def _half_open(a_start: date | None, a_end: date | None, b_start: date | None, b_end: date | None) -> Meeting:
    if a_start is not None and b_start is not None:
        return "same" if a_start == b_start else "other"
    if a_end is not None and b_end is not None:
        if abs((a_end - b_end).days) <= _NEAR_DAYS:
            return "same"
        known = a_start if a_start is not None else b_start
        latest = a_end if a_start is None else b_end
        return "near" if known is not None and known <= latest <= max(a_end, b_end) else "other"
    return "near"


def _length(start: date, end: date) -> int:
    days = (end - start).days + 1
    return next((size for size in _LENGTHS if days <= size), 366 + days // 366)


def overlap(a: Period, b: Period) -> bool:
    """True when two bounded times have a day in common."""
    if not (a.start and a.end and b.start and b.end):
        return False
    return a.start <= b.end and b.start <= a.end


def year_of(period: Period) -> str:
    """The time in words short enough for a reason: 2025, 2025-06, 2026–2028, or ""."""
    start, end = period.start, period.end
    if period.alternatives or (end is None and start is None):
        years = sorted({last.year for _, _, last in period.alternatives if last})
        return "/".join(str(year) for year in years)
    if start is None or end is None:
        known = start or end
        assert known is not None
        return f"{known.year}"
    if start.year != end.year:
        return f"{start.year}–{end.year}"
    if start == end:
        return start.isoformat()
    return f"{start.year}-{start.month:02d}" if start.month == end.month else f"{start.year}"


def time_said(period: Period, words: str) -> str:
    """A time as a reason says it: as printed, and what it means where the words alone do not tell (今年（2026）)."""
    if not words:
        return year_of(period)
    if period.basis in ("explicit", "none") or len(period.alternatives) > 1:
        return words
    meant = year_of(period)
    return f"{words}（{meant}）" if meant and meant not in words else words
