"""Days that no calendar has: 5月32日, 2月30日, 13月5日. They are read as text and noted, never as numbers."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR
from functools import lru_cache

from duikan.engine.time.words import small_number
from duikan.engine.values import Span

_IN_MONTH = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_DAY = re.compile(
    rf"(?<![0-9.一二三四五六七八九十个第])(?:(?P<year>[0-9]{{4}})年)?(?P<month>{_IN_MONTH})月(?P<day>{_IN_MONTH})[日号](?![元线楼])"
)
_MONTH_AND_DAY = re.compile(rf"月(?:{_IN_MONTH})[日号]")
_MOST_BEFORE = 8  # the characters of year and month before 月
_LEAP = 2024  # without a year 2月29日 is a day


@lru_cache(maxsize=32)
def no_days(folded: str) -> tuple[Span, ...]:
    """The dates of a text that cannot be; asked for when its numbers are read, and again for its notes."""
    found: list[Span] = []
    done = 0
    for known in _MONTH_AND_DAY.finditer(folded):
        match = _DAY.search(folded, max(done, known.start() - _MOST_BEFORE), known.end() + 1)
        if match is None:
            continue
        done = match.end()
        year = int(match["year"] or _LEAP)
        month, day = small_number(match["month"]), small_number(match["day"])
        if month is not None and day is not None and not _is_day(year, month, day):
            found.append(Span(*match.span()))
    return tuple(found)


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
