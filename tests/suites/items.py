"""What a public suite asks of one text: values at places, days, or that nothing is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path


@dataclass(frozen=True)
class Amount:
    """A number at `place`; `low` and `high` differ in a range, None is an open end. `unit` as our unit names go.

    `unit` None: the suite asks for the bare number. `one_of`: values that the suite itself offers side by side.
    """

    place: str
    low: Fraction | None
    high: Fraction | None
    unit: str | None = None


@dataclass(frozen=True)
class Days:
    """First and last day at `place`, both included, None where open; the suite's other readings in `other`.

    `loose`: the suite calls it vague (年底, 几年前): right when one of the two stretches lies in the other.
    """

    place: str
    start: date | None
    end: date | None
    other: tuple[tuple[date | None, date | None], ...] = ()
    loose: bool = False


@dataclass(frozen=True)
class Cycle:
    """Something that comes back (每天): it has no day, so right is that it is read as a time and as no number."""

    place: str


Wanted = Amount | Days | Cycle


@dataclass(frozen=True)
class Item:
    """One text of a suite; nothing wanted means that nothing may be read. `of`: the kind of number it is not."""

    suite: str
    kind: str
    text: str
    wanted: tuple[Wanted, ...]
    published: date | None = None
    note: str = field(default="", compare=False)


Reader = Callable[[Path], Iterator[Item]]


def number(words: str) -> Fraction:
    """A value as the suites print it: 1, -1.2, 1.2732E+15, 50%."""
    return Fraction(words.strip().rstrip("%").replace("(", "").replace(")", "").replace(" ", ""))


def day(words: str) -> date | None:
    """The day of 2017-03-22T00:00:00 or 2017-03-22 00:00:00; None for inf and for what is no day."""
    try:
        return date.fromisoformat(words[:10])
    except ValueError:
        return None
