"""When a page came out, read from the page itself and never from the clock.

A printed date settles it. Otherwise every year the page speaks of votes for the years it may have been
written in (a past year for itself and the next, a target for itself and the years before), and the days
it reports as past bound the day from below.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from duikan.engine.folding import fold
from duikan.engine.page.publication_evidence import DayWord, YearWord, day_words, stated_days, year_words
from duikan.engine.page.publication_votes import animal_of, year_shares
from duikan.engine.time.grammar import FoundTime
from duikan.engine.time.publication_years import publication_years
from duikan.engine.time.resolve import REACH, resolve
from duikan.engine.time.times import find_times
from duikan.engine.values import Article, Publication, Span

__all__ = ["infer_publication", "publication_years"]

FAIR = 0.5
SURE = 0.8
_MOST_EVIDENCE = 12
_CURRENT = re.compile("今年|去年|明年|目前|近日|日前|记者|昨[日天]|今[日天]|本报|[电讯][ )]|如今|上月|本月|将")


def infer_publication(text: str, articles: Sequence[Article] = ()) -> Publication:
    """The day of publication with its window, its evidence (document spans) and how sure that is.

    Captions count as no evidence: a photograph may be older than its page.
    """
    folded = fold(text)
    times = find_times(folded)
    stated = sorted(stated_days(folded, times), key=lambda found: (-found.weight, found.span))
    if stated:
        day = stated[0].day
        return Publication(day, "stated", (day, day), (stated[0].span,), 1.0 if stated[0].weight > 1 else SURE)
    captions = [piece.span for article in articles for piece in article.pieces if piece.role in ("caption", "credit")]
    times = _outside(sorted(captions), times) if captions else times
    years = year_words(folded, times)
    days = day_words(folded, times)
    past = _past_days(times)
    shares = year_shares(years, [day for day, _ in past], _season(days))
    if not shares or not (_CURRENT.search(folded) or any(word.news for word in days)):
        return Publication(evidence=_evidence(word.span for word in days))
    best = max(shares, key=lambda year: (shares[year], -year))
    return _inferred(best, shares[best], years, days, [day for day in past if day[0].year <= best])


def _outside(spans: Sequence[Span], times: Sequence[FoundTime]) -> list[FoundTime]:
    """The times that stand in none of the spans, which are in order and do not overlap."""
    starts = [span.start for span in spans]
    kept: list[FoundTime] = []
    for time in times:
        at = bisect_right(starts, time.span.start) - 1
        if at < 0 or not spans[at].contains(time.span):
            kept.append(time)
    return kept


def _past_days(times: Sequence[FoundTime]) -> list[tuple[date, Span]]:
    """The days that the page reports as past with their year: it cannot be older than any of them."""
    days: list[tuple[date, Span]] = []
    for i, time in enumerate(times):
        point = time.expression.last or time.expression.first
        if point is None or time.tense == "future":
            continue
        relation = time.expression.relation
        if relation == "by" or (time.tense != "past" and relation != "until") or point.last_year is not None:
            continue
        period = resolve(time, Publication(), times[max(0, i - REACH) : i])
        if period.basis != "explicit" or period.start is None:
            continue
        whole = not point.has_month and not point.edge and relation != "until"
        day = period.start if whole or relation == "since" or period.end is None else period.end
        days.append((day, time.span))
    return days


def _inferred(
    best: int, share: float, years: Sequence[YearWord], days: Sequence[DayWord], reported: Sequence[tuple[date, Span]]
) -> Publication:
    past = max(reported, default=None)
    targets = [word for word in years if word.kind == "future" and word.year >= best]
    soonest = min(targets, key=lambda word: word.year, default=None)
    earliest = past[0] if past else None
    earliest = max(filter(None, (earliest, _animal_year(years, best))), default=None)
    latest = date(soonest.year + 1, 12, 31) if soonest is not None else None
    wire = next((word for word in days if word.wire), None)
    last = _last_day(days, best, earliest)
    if past is not None and past[0].year == best and (last is None or past[0] > last[0]) and past[0].day > 1:
        last = past
    spans = [word.span for word in years if abs(word.year - best) <= 1 or word.kind in ("zodiac", "plan", "turn")]
    spans = [*([past[1]] if past else []), *([soonest.span] if soonest else []), *([last[1]] if last else []), *spans]
    if share < FAIR:
        return Publication(None, "unknown", (earliest, latest), _evidence(spans), round(share, 2))
    if wire is not None and wire.month and wire.day and (day := _safe(best, wire.month, wire.day)):
        basis = "stated" if share >= SURE else "inferred"
        return Publication(day, basis, (day, latest), _evidence([wire.span, *spans]), round(share, 2))
    floor = max(earliest or date(best, 1, 1), date(best, 1, 1))
    if last is not None:
        value, sure = last[0] + timedelta(days=1), share
    elif floor > date(best, 1, 1):
        value, sure = floor + timedelta(days=1), share * 0.7
    else:
        value, sure = date(best, 7, 1), share * 0.5
    return Publication(value, "inferred", (earliest, latest), _evidence(spans), round(sure, 2))


def _animal_year(years: Sequence[YearWord], best: int) -> date | None:
    """The first day of the year that a 蛇年 on the page names: no page tells of it sooner."""
    named = [
        year for word in years if word.kind == "zodiac" for year in (best, best - 1) if animal_of(year) == word.year
    ]
    return date(max(named), 1, 1) if named else None


def _season(days: Sequence[DayWord]) -> float | None:
    """How far into its year the page was written (0..1), by the latest day it reports as past."""
    dated = [word for word in days if word.news and word.month is not None]
    months = {word.month for word in dated}
    if not dated or (months & {1, 2} and months & {11, 12}):
        return 0.05 if dated else None
    return max(((word.month or 1) - 1 + (word.day or 15) / 31) / 12 for word in dated)


def _last_day(days: Sequence[DayWord], year: int, earliest: date | None) -> tuple[date, Span] | None:
    """The latest day reported as past in `year`; for a bare 5日 the first such day the page allows."""
    chosen = [word for word in days if word.news] or list(days)
    dated = [word for word in chosen if word.month is not None]
    turn = {word.month for word in dated}
    over_new_year = bool(turn & {1, 2}) and bool(turn & {11, 12})
    found: list[tuple[date, Span]] = []
    for word in dated:
        if over_new_year and word.month in (11, 12):
            continue
        day = _safe(year, word.month or 1, word.day or 1)
        if day is not None:
            found.append((day, word.span))
    bare = [word for word in chosen if word.month is None and word.day is not None]
    floor = max(date(year, 1, 1), earliest or date(year, 1, 1))
    if not found and bare:
        first = _next_with_day(floor, bare[0].day or 1)
        return first, bare[0].span
    return max(found, default=None)


def _next_with_day(floor: date, day: int) -> date:
    for month in range(floor.month, floor.month + 3):
        candidate = _safe(floor.year + (month - 1) // 12, (month - 1) % 12 + 1, day)
        if candidate is not None and candidate >= floor:
            return candidate
    return floor


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _evidence(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(list(dict.fromkeys(spans))[:_MOST_EVIDENCE]))
