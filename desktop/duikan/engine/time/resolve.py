"""Turns a found time into days, as far as the page's date and the words before it allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from duikan.engine.time.calendar_days import (
    Stretch,
    days_in_month,
    moved,
    rounded,
    shifted_to,
    stretch_of,
    week_of,
)
from duikan.engine.time.grammar import FoundTime, Point, Ref, TimeExpression
from duikan.engine.time.holidays import days_within, holiday_in, holiday_near
from duikan.engine.time.publication_years import day_in_year, publication_years
from duikan.engine.time.said import Said
from duikan.engine.values import NO_PERIOD, Basis, Period, Publication

REACH = 12
_SHORT = 32
_A_MONTH = 62
_IN_HEADLINE, _BELOW = 6, 60


def resolve(
    found: FoundTime,
    publication: Publication,
    context: Sequence[FoundTime] = (),
    around: Sequence[FoundTime] = (),
) -> Period:
    """The days an expression stands for; with `alternatives` where they hang on an unknown day of publication.

    `context`: the times before it in its article, in order; the last REACH are enough. `around`: the deadlines that
    its article names.
    """
    said = context[-REACH:]
    if publication.known:
        return _Reader(publication.value, publication.value, said, around).period(found)
    readings = [
        (year, _Reader(day_in_year(publication, year), _day_of(publication, year), said).period(found))
        for year in publication_years(publication)
    ]
    if not readings:
        return _Reader(None, None, said).period(found)
    likely = publication.value.year if publication.value else readings[0][0] if len(readings) == 1 else None
    best = next((period for year, period in readings if year == likely), None)
    if len({(period.start, period.end) for _, period in readings}) == 1 and not _leans(found, readings[0][1]):
        return readings[0][1]
    choices = tuple((year, period.start, period.end) for year, period in readings)
    shown = best or replace(readings[0][1], start=None, end=None)
    return replace(shown, alternatives=choices)


def resolve_all(times: Sequence[FoundTime], publication: Publication) -> list[Period]:
    """The period of every time of one article, each read in the light of those before it."""
    ends = [time for time in times if time.expression.relation == "by"][:REACH]
    periods = [resolve(time, publication, times[max(0, i - REACH) : i], ends) for i, time in enumerate(times)]
    for i, time in enumerate(times[:_IN_HEADLINE]):
        if time.paragraph == 0 and _bare(time):
            periods[i] = _named_below(i, times, periods) or periods[i]
    return periods


def _bare(time: FoundTime) -> bool:
    """A day of no month, a weekday of no week: in a headline nothing says which."""
    first = time.expression.first
    if first is None or time.expression.kind != "point" or first.has_month or first.year is not None:
        return False
    return first.loose if first.week is not None else first.days is not None


def _named_below(at: int, times: Sequence[FoundTime], periods: Sequence[Period]) -> Period | None:
    """The one day that the text under a headline names in full, of the same number or the same day of the week."""
    first = times[at].expression.first
    assert first is not None
    found: set[tuple[date, date]] = set()
    below = slice(at + 1, at + 1 + _BELOW)
    for time, period in zip(times[below], periods[below], strict=True):
        start, end = period.start, period.end
        if time.paragraph == 0 or _bare(time) or start is None or end != start or period.alternatives:
            continue
        if start.weekday() == first.week[1] if first.week else (start.day, start.day) == first.days:
            found.add((start, start))
    if len(found) != 1:
        return None
    day, _ = found.pop()
    was = periods[at].start
    near = was is not None and abs((day - was).days) <= _A_MONTH
    return replace(periods[at], start=day, end=day) if near else None


def _leans(found: FoundTime, period: Period) -> bool:
    """True when a relative word came out alike for every year because only one year is possible."""
    return found.expression.kind != "vague" and period.basis == "relative"


def _day_of(publication: Publication, year: int) -> date | None:
    """The last day a count `to the day of publication` may run to, when one is likely."""
    return day_in_year(publication, year) if publication.value else None


@dataclass(frozen=True, slots=True)
class _Reader(Said):
    """Reads expressions for one assumed day of publication (`day`); `today` ends what runs on, None: not known."""

    def period(self, found: FoundTime) -> Period:
        try:
            return self._period(found)
        except (ValueError, OverflowError):
            return NO_PERIOD  # beyond the calendar: 今后九千年

    def _period(self, found: FoundTime) -> Period:
        expression = found.expression
        if expression.kind == "now":
            return Period(None, self.today, "relative", "until")
        if expression.kind == "window":
            return self._window(found)
        if expression.kind not in ("point", "range", "plan", "run", "ended") or expression.first is None:
            return NO_PERIOD
        stretch, basis = self._stretch(found, expression.first)
        if stretch is None:
            return Period(relation=expression.relation)
        if expression.last is not None:
            end, _ = self._stretch(found, expression.last)
            stretch = (stretch[0], end[1]) if end and end[1] >= stretch[0] else stretch
        if expression.kind == "run" and expression.amount:
            stretch = (stretch[0], moved(stretch[0], expression.amount, expression.unit) - timedelta(days=1))
        if expression.kind == "ended" and expression.amount:
            after = stretch[1] + timedelta(days=1)
            stretch = (moved(after, -expression.amount, expression.unit), stretch[1])
        if expression.kind == "plan":
            basis = "plan"
        return self._related(found, stretch, basis)

    def _related(self, found: FoundTime, stretch: Stretch, basis: Basis) -> Period:
        first, last = stretch
        relation = found.expression.relation
        if relation == "since":
            open_end = self.today is None or first > self.today
            return Period(first, None if open_end else self.today, basis, relation)
        if relation == "until":
            if not found.expression.ahead:
                if found.tense == "future" or _edge(found.expression):
                    return Period(first, last, basis, "by")
                return Period(None, first - timedelta(days=1), basis, relation)
            if self.day is not None and first <= self.day < last:
                last = self.day
            return Period(last, last, basis, relation)
        return Period(first, last, basis, relation)

    def _window(self, found: FoundTime) -> Period:
        expression = found.expression
        amount, unit = expression.amount, expression.unit
        plan = self.plan_years(found) if expression.ahead and unit == "year" and amount else None
        if plan is None and expression.ahead and unit == "year" and not expression.distance:
            plan = self.horizon(found)
        if plan is not None:
            return Period(plan[0], plan[1], "plan", expression.relation)
        if self.day is None or amount is None or unit == "short":
            return Period(relation=expression.relation)
        if expression.relation == "by" and found.tense == "past":
            return Period(relation="by")
        said = self._said_end(found) if expression.distance else None
        edge = moved(said[1] if said else self.day, amount if expression.ahead else -amount, unit)
        if (
            expression.distance
            and said
            and not expression.ahead
            and unit == "year"
            and (said[1] - said[0]).days < _SHORT
        ):
            return Period(*shifted_to(said, edge.year), "inherited", "about")
        if expression.distance:
            first, last = rounded(edge, unit)
            return Period(first, last, "inherited" if said else "relative", "about")
        first, last = (self.day, edge) if expression.ahead else (edge, self.day)
        return Period(first, last, "relative", expression.relation)

    def _said_end(self, found: FoundTime) -> Stretch | None:
        """The point last spoken of in this sentence: 2016年…四年后 is 2020."""
        for i in range(len(self.context) - 1, -1, -1):
            time = self.context[i]
            if time.sentence != found.sentence:
                return None
            if time.expression.kind == "point" and time.expression.first is not None:
                return _Reader(self.day, self.today, self.context[:i])._stretch(time, time.expression.first)[0]
        return None

    def _stretch(self, found: FoundTime, point: Point) -> tuple[Stretch | None, Basis]:
        if point.same or point.holiday:
            return self._same(found, point) if point.same else self._holiday(found, point)
        if point.week is not None:
            return self._in_week(found, point, point.week)
        if point.quarter is not None:
            quarter = self.quarter(found, point.quarter)
            return (quarter, "relative") if quarter else (None, "none")
        if point.day is not None:
            return self._named_day(found, point)
        if point.year is None and not point.has_month and point.days is not None:
            return self._bare_day(found, point.days)
        if point.month is not None:
            return self._named_month(found, point)
        year, basis = self._year(found, point)
        return (None, "none") if year is None else (stretch_of(year, point), basis)

    def _in_week(self, found: FoundTime, point: Point, week: tuple[int, int | None]) -> tuple[Stretch | None, Basis]:
        if self.day is None:
            return None, "none"
        first, last = week_of(self.day, week)
        if point.loose and first > self.day and found.tense == "past":
            first, last = first - timedelta(weeks=1), last - timedelta(weeks=1)
        elif point.loose and last < self.day and found.tense == "future":
            first, last = first + timedelta(weeks=1), last + timedelta(weeks=1)
        return (first, last), "relative"

    def _year(self, found: FoundTime, point: Point) -> tuple[int | None, Basis]:
        if point.year is not None and point.year.base == "abs":
            return point.year.number, "explicit"
        if point.year is not None and point.year.base == "pub":
            return (None if self.day is None else self.day.year + point.year.number), "relative"
        said = self.said_year(found, needed=point.year is not None and point.year.number >= 0)
        if said is not None:
            return said + (point.year.number if point.year else 0), "inherited"
        if self.day is not None and point.year == Ref("said", -1):
            return self.year_before(), "relative"
        if point.year is not None or self.day is None:
            return None, "none"
        return self.nearest_year(found, point), "relative"

    def _said_month(self, found: FoundTime, *, needed: bool) -> tuple[int, int] | None:
        for time in reversed(self.context):
            point = time.expression.last or time.expression.first
            if point is None or (time.sentence != found.sentence and not needed):
                continue
            if point.month is not None and point.month.base == "pub" and self.day is not None:
                number = self.day.year * 12 + self.day.month - 1 + point.month.number
                return number // 12, number % 12 + 1
            if point.months is not None and point.months[0] == point.months[1]:
                before = self.context[: _index(self.context, time)]
                year, _ = _Reader(self.day, self.today, before)._year(time, point)
                return None if year is None else (year, point.months[1])
        return None

    def _named_month(self, found: FoundTime, point: Point) -> tuple[Stretch | None, Basis]:
        assert point.month is not None
        if point.year is not None and point.month == Ref("said", 0):
            said = self._said_month(found, needed=True)
            year, basis = self._year(found, point)
            said = (year, said[1]) if said and year else None
        elif point.month.base == "said":
            said = self._said_month(found, needed=True)
            if said is None and self.day is not None:
                said = self.day.year, self.day.month
            basis: Basis = "inherited"
        else:
            said = (self.day.year, self.day.month) if self.day else None
            basis = "relative"
        if said is None:
            return None, "none"
        number = said[0] * 12 + said[1] - 1 + point.month.number
        month = number % 12 + 1
        return stretch_of(number // 12, replace(point, months=(month, month), month=None)), basis

    def _named_day(self, found: FoundTime, point: Point) -> tuple[Stretch | None, Basis]:
        assert point.day is not None
        base, basis = self.day, "relative"
        if point.day.base == "said":
            base, basis = self._said_day(), "inherited"
        if base is None:
            return None, "none"
        day = base + timedelta(days=point.day.number)
        return (day, day), basis

    def _said_day(self) -> date | None:
        for i in range(len(self.context) - 1, -1, -1):
            time = self.context[i]
            point = time.expression.last or time.expression.first
            if point is None or not (point.days is not None or (point.day is not None and point.day.base == "pub")):
                continue
            stretch, _ = _Reader(self.day, self.today, self.context[:i])._stretch(time, point)
            return stretch[1] if stretch else None
        return None

    def _bare_day(self, found: FoundTime, days: tuple[int, int]) -> tuple[Stretch | None, Basis]:
        if (said := self._said_month(found, needed=False)) is not None:
            return days_in_month(said[0], said[1], days), "inherited"
        if self.day is None:
            return None, "none"
        year, month = self.day.year, self.day.month
        ahead = found.tense == "future" or found.expression.relation == "by"
        if days[0] > self.day.day and not ahead:
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        elif days[1] < self.day.day and ahead and self.day.day - days[1] > 7:
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        return days_in_month(year, month, days), "relative"

    def _same(self, found: FoundTime, point: Point) -> tuple[Stretch | None, Basis]:
        """去年同期: the stretch last spoken of, in that year; 期内 and 同期 alone: that stretch itself."""
        year, basis = self._year(found, replace(point, same=False)) if point.year else (None, "inherited")
        said = self._said_stretch(found)
        if said is None:
            return (None, "none") if year is None or point.year is None else (stretch_of(year, Point()), basis)
        stretch, name = said
        if year is not None and point.year is not None:
            told = stretch[1].year
            year = told - 1 if point.year == Ref("said", -1) or (year == told and point.year.number == -1) else year
            stretch = (holiday_in(year, name) if name else None) or shifted_to(stretch, year)
        return (stretch[1], stretch[1]) if point.edge == "end" else stretch, basis

    def _said_stretch(self, found: FoundTime) -> tuple[Stretch, str] | None:
        """The stretch finer than a year that a count before is of, and the holiday it is; no day of a report."""
        for i in self.nearness(found):
            time = self.context[i]
            first = time.expression.first
            if (
                first is None
                or first.same
                or first.edge == "start"
                or first.months == (1, 12)
                or not (first.has_month or first.edge or first.holiday or first.has_day)
            ):
                continue
            period = _Reader(self.day, self.today, self.context[:i]).period(time)
            if period.end is None:
                continue
            start = period.start or period.end
            if start < period.end or time.sentence == found.sentence or period.relation == "until":
                return (start, period.end), first.holiday  # else the day of the report
        return None

    def _holiday(self, found: FoundTime, point: Point) -> tuple[Stretch | None, Basis]:
        year = self._year(found, point)[0] if point.year else None
        if year is None and self.day is None:
            return None, "none"
        if year is None:
            assert self.day is not None
            stretch = holiday_near(self.day, point.holiday, found.tense)
        else:
            stretch = holiday_in(year, point.holiday)
        if stretch is not None and point.days is not None:
            stretch = days_within(stretch, point.days)
        return stretch, "relative" if year is None else "explicit"


def _index(context: Sequence[FoundTime], time: FoundTime) -> int:
    return next(i for i, other in enumerate(context) if other is time)


def _edge(expression: TimeExpression) -> str:
    point = expression.last or expression.first
    return point.edge if point else ""
