"""When two numbers of one fact cannot both be true, by value and time alone: one text for Python and for SQL.

A rule takes two sides that have the fields of `Bare` (bare.py) and compares them: `== != < <= & |` and nothing else,
so it reads the same whether the sides are numbers or columns of a database. The words (whose number it is, what a
clause takes back) are weighed by relations.py alone, which has the last word on every pair: a rule here brings the
pairs up that need no words to be doubted, and names the type a doubt is of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from duikan.engine.values import ConflictType


class Side(Protocol):
    """A `Bare`, or the columns of one."""

    @property
    def sort(self) -> Any: ...
    @property
    def least(self) -> Any: ...
    @property
    def most(self) -> Any: ...
    @property
    def ranged(self) -> Any: ...
    @property
    def printed(self) -> Any: ...
    @property
    def counted(self) -> Any: ...
    @property
    def plan(self) -> Any: ...
    @property
    def flow(self) -> Any: ...
    @property
    def first_day(self) -> Any: ...
    @property
    def last_day(self) -> Any: ...


Rule = Callable[[Side, Side], Any]


def comparable(a: Side, b: Side) -> Any:
    """Numbers of one sort that count, both of what is or both of what is to be."""
    return (a.sort == b.sort) & (a.sort != 0) & (a.plan == b.plan)


def times_meet(a: Side, b: Side) -> Any:
    """Some day may belong to both."""
    return (a.first_day <= b.last_day) & (b.first_day <= a.last_day)


def equal(a: Side, b: Side) -> Any:
    """The same value, as exact as it is printed."""
    return (a.least == b.least) & (a.most == b.most)


def value(a: Side, b: Side) -> Any:
    """No value is within both, rounding allowed for."""
    return comparable(a, b) & times_meet(a, b) & (a.flow == b.flow) & ((a.most <= b.least) | (b.most <= a.least))


def one_end_off(a: Side, b: Side) -> Any:
    """30–50 against 30–55."""
    lower = (a.least == b.least) & (a.most != b.most)
    upper = (a.least != b.least) & (a.most == b.most)
    return comparable(a, b) & times_meet(a, b) & (a.ranged == 1) & (b.ranged == 1) & (lower | upper)


def unit(a: Side, b: Side) -> Any:
    """One printed number of two units, or currencies."""
    return comparable(a, b) & times_meet(a, b) & (a.printed != 0) & (a.printed == b.printed) & (a.counted != b.counted)


def target_year(a: Side, b: Side) -> Any:
    """One aim, to be reached at two times."""
    parted = (a.last_day < b.first_day) | (b.last_day < a.first_day)
    return comparable(a, b) & equal(a, b) & (a.plan == 1) & parted


def cumulative_vs_new(a: Side, b: Side) -> Any:
    """One value, once as what was added and once as the sum."""
    return comparable(a, b) & equal(a, b) & (a.printed != 0) & (a.flow != b.flow) & (a.flow != 0) & (b.flow != 0)


RULES: Mapping[ConflictType, Rule] = {
    "value": value,
    "range": one_end_off,
    "unit": unit,
    "target_year": target_year,
    "cumulative_vs_new": cumulative_vs_new,
}
"""By the type of conflict that it may be; every rule says the same of (a, b) and (b, a)."""
