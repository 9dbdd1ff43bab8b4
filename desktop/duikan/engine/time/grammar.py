"""What a time expression says before anybody knows the day of publication."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from duikan.engine.values import Relation, Span

Base = Literal["abs", "pub", "said"]
Edge = Literal["", "start", "middle", "end", "within"]
Kind = Literal["point", "range", "plan", "window", "length", "now", "vague", "set", "clock", "run", "ended"]
Unit = Literal["year", "quarter", "month", "week", "day", "short"]
Tense = Literal["past", "future", ""]


@dataclass(frozen=True, slots=True)
class Ref:
    """A year, month or day: itself (`abs`), or so many from publication (`pub`) or from what was last said (`said`)."""

    base: Base
    number: int


@dataclass(frozen=True, slots=True)
class Point:
    """A stretch of the calendar as far as the words give it; what is None is taken from context.

    `months` and `days` are first and last (both included; month 13 and up lie in the next year);
    `week` is (weeks from publication's, weekday 0..6 or None); `same` marks 同期: the stretch last spoken of;
    `loose` a weekday without 上, 本, 下: the nearest one on the side the text looks to.
    `quarter`: so many quarters from publication's; `nth`: the (which, weekday or None for the week) of the stretch,
    -1 the last. `last_year` closes a stretch of whole years that has one name (decade, school year, plan).
    `holiday`: days off by their name, `days` then counts within them; `report`: the end of its year decides (年报).
    """

    year: Ref | None = None
    months: tuple[int, int] | None = None
    month: Ref | None = None
    days: tuple[int, int] | None = None
    day: Ref | None = None
    week: tuple[int, int | None] | None = None
    edge: Edge = ""
    last_year: int | None = None
    same: bool = False
    loose: bool = False
    clock: bool = False
    quarter: int | None = None
    nth: tuple[int, int | None] | None = None
    holiday: str = ""
    report: bool = False

    @property
    def has_month(self) -> bool:
        return self.months is not None or self.month is not None or self.quarter is not None

    @property
    def has_day(self) -> bool:
        return self.days is not None or self.day is not None or self.week is not None or self.nth is not None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """The structure of one expression.

    point: `first`; range: `first`..`last`; plan: `first` with the years of the plan; window: so many units
    before (`ahead` False) or after publication, or with `distance` the time that far away; length: only how long;
    run: so many units from `first` on; ended: so many that end with it; now: up to publication; the rest
    has no interval. A point with `ahead` False lies before `first` (之前).
    """

    kind: Kind
    first: Point | None = None
    last: Point | None = None
    relation: Relation = "in"
    amount: int | None = None
    unit: Unit = "year"
    ahead: bool = True
    distance: bool = False


class FoundTime(NamedTuple):
    """A date or time expression where it stands, not yet resolved.

    `duration`: it states a length (9年, 未来三年); `is_date`: its digits are no quantity.
    `sentence` and `paragraph` number the text from 0; `leads`: it opens its sentence; `tense` of its clause.
    """

    span: Span
    expression: TimeExpression
    duration: bool = False
    is_date: bool = True
    sentence: int = 0
    paragraph: int = 0
    leads: bool = False
    tense: Tense = ""

    def moved(self, by: int, sentence: int, paragraph: int) -> FoundTime:
        """The same in a text of which its line is a part: that line begins at `by`, in that sentence and paragraph."""
        (start, end), expression, duration, is_date, own, _, leads, tense = self
        span = Span(start + by, end + by)
        return FoundTime(span, expression, duration, is_date, own + sentence, paragraph, leads, tense)
