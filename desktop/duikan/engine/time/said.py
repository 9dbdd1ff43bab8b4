"""Which year words without one mean: the year last spoken of, a plan's, or the nearest that the text looks to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from duikan.engine.time.calendar_days import Stretch, quarter_of, stretch_of
from duikan.engine.time.grammar import FoundTime, Point

_LOOKS_BACK = 3  # the last month in which 全年 may be of the year before
_SO_FAR = 31
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Said:
    """What was said before an expression, for one assumed day of publication (`day`)."""

    day: date | None
    today: date | None
    context: Sequence[FoundTime]
    around: Sequence[FoundTime] = ()

    def horizon(self, found: FoundTime) -> Stretch | None:
        """The years of 三年内 where the text sets itself the last of them: 到2028年, told in 2026."""
        amount = found.expression.amount or 0
        for time in self.around:
            first = time.expression.first
            if first is None or first.year is None or first.year.base != "abs" or time.expression.relation != "by":
                continue
            if self.day is not None and first.year.number - self.day.year == amount - 1 > 0 and not first.has_month:
                return date(self.day.year, 1, 1), date(first.year.number, 12, 31)
        return None

    def plan_years(self, found: FoundTime) -> Stretch | None:
        """The years of a plan of the same length, named before: 未来三年 in a plan of 2026—2028."""
        for time in reversed(self.context):
            first = time.expression.first
            if first is None or first.year is None or first.year.base != "abs":
                continue
            start, end = first.year.number, first.last_year
            last = time.expression.last
            if end is None and last is not None and last.year is not None and last.year.base == "abs":
                end = last.year.number
            if end is not None and end - start + 1 == found.expression.amount:
                return date(start, 1, 1), date(end, 12, 31)
        return None

    def nearest_year(self, found: FoundTime, point: Point) -> int:
        """The year of a bare 8月12日: publication's, or its neighbour when the text looks the other way."""
        assert self.day is not None
        first, last = stretch_of(self.day.year, point)
        relation = found.expression.relation
        if point.edge or point.months == (1, 12):
            return self.day.year - self._closed(found, point, last)
        if point.report or (point.months and point.months[0] == 1 < point.months[1] and found.tense != "future"):
            return self.day.year - ((last - self.day).days > _SO_FAR)
        open_ahead = relation in ("by", "since") or point.months == (7, 12)
        away = 60 if found.tense == "past" else 10_000 if found.tense == "future" or open_ahead else 150
        if (first - self.day).days > away or (relation == "until" and first > self.day):
            return self.day.year - 1
        if (self.day - last).days > 60 and (found.tense == "future" or (relation == "by" and found.tense == "")):
            return self.day.year + 1
        return self.day.year

    def _closed(self, found: FoundTime, point: Point, last: date) -> bool:
        """True for 全年 and 年底 of a page of the first months that looks back on the year before."""
        assert self.day is not None
        if (
            self.day.month > _LOOKS_BACK
            or found.tense == "future"
            or last <= self.day
            or point.has_month > (not point.edge)
        ):
            return False
        if point.edge not in ("", "end") or found.expression.relation == "by":
            return False
        for time in reversed(self.context):
            year = self._own_year(time)
            if year in (self.day.year, self.day.year - 1) and time.expression.relation not in ("by", "since"):
                return year == self.day.year - 1
        return found.tense == "past" or not point.edge

    def nearness(self, found: FoundTime) -> list[int]:
        """Places of what was said, the nearest first; before 单看第三季 of another paragraph the months reported."""
        places = list(range(len(self.context) - 1, -1, -1))
        if any(time.paragraph == found.paragraph for time in self.context):
            return places
        return sorted(places, key=lambda i: not self._so_far(self.context[i]))

    def _so_far(self, time: FoundTime) -> bool:
        """True for 前三季度 and 1至9月: what a report as a whole is of."""
        first = time.expression.first
        return first is not None and first.months is not None and first.months[0] == 1 < first.months[1] < _YEAR

    def quarter(self, found: FoundTime, shift: int) -> Stretch | None:
        """本季, 上季; where the last quarter is spoken of, 上季 is the one before it."""
        if self.day is None:
            return None
        last = quarter_of(self.day, shift)
        for time in self.context:
            first = time.expression.first
            said = first is not None and first.months == (last[0].month, last[1].month) and first.year is None
            if said and time.paragraph == found.paragraph and shift < 0:
                return quarter_of(self.day, shift - 1)
        return last

    def year_before(self) -> int | None:
        """The year before the one the text is on: 上年 in a page of January that tells of 2025 is 2024."""
        if self.day is None:
            return None
        said = {self._own_year(time) for time in self.context if time.expression.relation not in ("by", "since")}
        looks_back = self.day.month <= _LOOKS_BACK + 1 and self.day.year - 1 in said and self.day.year not in said
        return self.day.year - 1 - looks_back

    def said_year(self, found: FoundTime, *, needed: bool) -> int | None:
        """The year last spoken of: in the same sentence; for 同年 and its like, and in a story, further back."""
        for time in reversed(self.context):
            if not needed and time.expression.relation in ("by", "since", "until"):
                continue
            year = self._own_year(time)
            if year is None:
                continue
            if needed or time.sentence == found.sentence or self._tells_on(time, year, found):
                return year
            return None
        return None

    def _tells_on(self, time: FoundTime, year: int, found: FoundTime) -> bool:
        """True when `found` goes on with a story of an earlier year: 2020年1月，…。3月，…"""
        opens = time.leads and time.paragraph == found.paragraph and time.expression.kind == "point"
        before, after = time.expression.first, found.expression.first
        if not opens or before is None or after is None or before.months is None or after.months is None:
            return False
        absolute = before.year is not None and before.year.base == "abs"
        return absolute and self.day is not None and year < self.day.year and after.months[0] >= before.months[0]

    def _own_year(self, time: FoundTime) -> int | None:
        point = time.expression.last or time.expression.first
        if point is None or time.expression.kind == "plan" or point.last_year is not None:
            return None
        if point.months is not None and point.months[1] > 12 and time.expression.last is None:
            return None  # a business year lies in two
        if point.year is None:
            return None
        if point.year.base == "abs":
            return point.year.number
        return self.day.year + point.year.number if point.year.base == "pub" and self.day else None
