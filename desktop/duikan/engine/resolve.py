"""Turns a found time into days, as far as the page's date and the words before it allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from duikan.engine.calendar_days import Stretch, days_in_month, moved, quarter_of, rounded, stretch_of, week_of
from duikan.engine.publication_years import day_in_year, publication_years
from duikan.engine.time_grammar import FoundTime, Point, Ref, TimeExpression
from duikan.engine.values import NO_PERIOD, Basis, Period, Publication

REACH = 12


def resolve(found: FoundTime, publication: Publication, context: Sequence[FoundTime] = ()) -> Period:
    """The days an expression stands for; with `alternatives` where they hang on an unknown day of publication.

    `context`: the times before it in its article, in order; the last REACH are enough.
    """
    said = context[-REACH:]
    if publication.known:
        return _Reader(publication.value, publication.value, said).period(found)
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
    return [resolve(time, publication, times[max(0, i - REACH) : i]) for i, time in enumerate(times)]


def _leans(found: FoundTime, period: Period) -> bool:
    """True when a relative word came out alike for every year because only one year is possible."""
    return found.expression.kind != "vague" and period.basis == "relative"


def _day_of(publication: Publication, year: int) -> date | None:
    """The last day a count `to the day of publication` may run to, when one is likely."""
    return day_in_year(publication, year) if publication.value else None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads expressions for one assumed day of publication (`day`); `today` ends what runs on, None: not known."""

    day: date | None
    today: date | None
    context: Sequence[FoundTime]

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
        if expression.kind not in ("point", "range", "plan", "run") or expression.first is None:
            return NO_PERIOD
        stretch, basis = self._stretch(found, expression.first)
        if stretch is None:
            return Period(relation=expression.relation)
        if expression.last is not None:
            end, _ = self._stretch(found, expression.last)
            stretch = (stretch[0], end[1]) if end and end[1] >= stretch[0] else stretch
        if expression.kind == "run" and expression.amount:
            stretch = (stretch[0], moved(stretch[0], expression.amount, expression.unit) - timedelta(days=1))
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
        plan = self._plan(found) if expression.ahead and unit == "year" and amount else None
        if plan is not None:
            return Period(plan[0], plan[1], "plan", expression.relation)
        if self.day is None or amount is None or unit == "short":
            return Period(relation=expression.relation)
        if expression.relation == "by" and found.tense == "past":
            return Period(relation="by")
        said = self._said_end(found) if expression.distance else None
        edge = moved(said or self.day, amount if expression.ahead else -amount, unit)
        if expression.distance:
            first, last = rounded(edge, unit)
            return Period(first, last, "inherited" if said else "relative", "about")
        first, last = (self.day, edge) if expression.ahead else (edge, self.day)
        return Period(first, last, "relative", expression.relation)

    def _said_end(self, found: FoundTime) -> date | None:
        """The end of the point last spoken of in this sentence: 2016年…四年后 is 2020."""
        for i in range(len(self.context) - 1, -1, -1):
            time = self.context[i]
            if time.sentence != found.sentence:
                return None
            if time.expression.kind == "point" and time.expression.first is not None:
                stretch, _ = _Reader(self.day, self.today, self.context[:i])._stretch(time, time.expression.first)
                return stretch[1] if stretch else None
        return None

    def _plan(self, found: FoundTime) -> Stretch | None:
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

    def _stretch(self, found: FoundTime, point: Point) -> tuple[Stretch | None, Basis]:
        if point.same:
            return self._same(found, point)
        if point.week is not None:
            return self._in_week(found, point, point.week)
        if point.quarter is not None:
            return (quarter_of(self.day, point.quarter), "relative") if self.day else (None, "none")
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
        said = self._said_year(found, needed=point.year is not None and point.year.number >= 0)
        if said is not None:
            return said + (point.year.number if point.year else 0), "inherited"
        if self.day is not None and point.year == Ref("said", -1):
            return self.day.year - 1, "relative"
        if point.year is not None or self.day is None:
            return None, "none"
        return self._nearest(found, point), "relative"

    def _nearest(self, found: FoundTime, point: Point) -> int:
        """The year of a bare 8月12日: publication's, or its neighbour when the text looks the other way."""
        assert self.day is not None
        first, last = stretch_of(self.day.year, point)
        if point.edge or point.months == (1, 12):
            return self.day.year
        relation = found.expression.relation
        open_ahead = relation in ("by", "since") or point.months == (7, 12)
        away = 60 if found.tense == "past" else 10_000 if found.tense == "future" or open_ahead else 150
        if (first - self.day).days > away or (relation == "until" and first > self.day):
            return self.day.year - 1
        if (self.day - last).days > 60 and (found.tense == "future" or (relation == "by" and found.tense == "")):
            return self.day.year + 1
        return self.day.year

    def _said_year(self, found: FoundTime, *, needed: bool) -> int | None:
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

    def _said_month(self, found: FoundTime, *, needed: bool) -> tuple[int, int] | None:
        for time in reversed(self.context):
            point = time.expression.last or time.expression.first
            if point is None or (time.sentence != found.sentence and not needed):
                continue
            if point.months is not None and point.months[0] == point.months[1]:
                before = self.context[: _index(self.context, time)]
                year, _ = _Reader(self.day, self.today, before)._year(time, point)
                return None if year is None else (year, point.months[1])
        return None

    def _named_month(self, found: FoundTime, point: Point) -> tuple[Stretch | None, Basis]:
        assert point.month is not None
        if point.month.base == "said":
            said = self._said_month(found, needed=True)
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
        """去年同期: the stretch last spoken of in this sentence, in that year."""
        year, basis = self._year(found, replace(point, same=False))
        for i in range(len(self.context) - 1, -1, -1):
            time = self.context[i]
            first = time.expression.first
            if time.sentence != found.sentence or first is None or not (first.has_month or first.edge):
                continue
            if year is not None:
                return stretch_of(year, replace(first, year=None, same=False)), basis
        return (None, "none") if year is None or point.year is None else (stretch_of(year, Point()), basis)


def _index(context: Sequence[FoundTime], time: FoundTime) -> int:
    return next(i for i, other in enumerate(context) if other is time)


def _edge(expression: TimeExpression) -> str:
    point = expression.last or expression.first
    return point.edge if point else ""
