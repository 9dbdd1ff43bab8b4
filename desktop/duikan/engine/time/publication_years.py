"""Which years a page may be of, and the likeliest day in each."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date

from duikan.engine.values import Publication

_MOST = 5


def publication_years(publication: Publication) -> tuple[int, ...]:
    """The years of publication that are possible, ascending: one when it is known or its window says so.

    With an open window: the likeliest year and its neighbours. Empty when nothing is known.
    """
    if publication.known and publication.value is not None:
        return (publication.value.year,)
    first, last = publication.window
    likely = publication.value
    if likely is None:
        return _from_window(first, last)
    years = range(max(MINYEAR, likely.year - 1), min(MAXYEAR, likely.year + 1) + 1)
    return tuple(
        year for year in years if (first is None or year >= first.year) and (last is None or year <= last.year)
    )


def _from_window(first: date | None, last: date | None) -> tuple[int, ...]:
    if first is not None and last is not None:
        return tuple(range(first.year, min(last.year, first.year + _MOST - 1) + 1))
    if first is not None:
        return (first.year, min(MAXYEAR, first.year + 1))
    return (max(MINYEAR, last.year - 1), last.year) if last is not None else ()


def day_in_year(publication: Publication, year: int) -> date:
    """The day to assume if the page came out in `year`: the likeliest day's, kept within the window."""
    value = publication.value
    day = (
        date(year, 7, 1)
        if value is None
        else date(year, value.month, min(value.day, 28) if value.month == 2 else value.day)
    )
    first, last = publication.window
    if first is not None and first.year == year:
        day = max(day, first)
    if last is not None and last.year == year:
        day = min(day, last)
    return day
