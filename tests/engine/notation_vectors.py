"""The table of notations read as whole inputs; as a program it prints figures, with `errors` what failed."""

from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from tests.engine.test_time_table import days

from duikan.engine.number.units import same_counting
from duikan.engine.pipeline import read
from duikan.engine.values import Period, Quantity

TABLE = Path(__file__).resolve().parents[1] / "vectors" / "notations.toml"
PUBLISHED = date(2025, 3, 14)
_NUMBER = r"-?\d*(?:\.\d+)?(?:/\d+)?"
_WANT = re.compile(rf"(\()?({_NUMBER})(?:(\.\.)({_NUMBER})(\))?)?(?: (\S+))?")


@dataclass(frozen=True)
class Row:
    """One input of a class and what an editor reads in it: a quantity, days, or nothing."""

    kind: str
    text: str
    want: str
    time: bool


def rows() -> list[Row]:
    """All inputs of the table."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return [
        Row(kind, text, want, part.get("time", False)) for kind, part in table.items() for text, want in part["rows"]
    ]


def _quantity(want: str) -> Quantity:
    found = _WANT.fullmatch(want)
    assert found is not None, want
    low_open, low, dots, high, high_open, unit = found.groups()
    least = Fraction(low) if low else None
    most = (Fraction(high) if high else None) if dots else least
    return Quantity(least, most, bool(low_open), bool(high_open), unit or "")


def _reads(want: Quantity, got: Quantity) -> bool:
    ends = (want.low, want.high, want.low_open, want.high_open) == (got.low, got.high, got.low_open, got.high_open)
    return ends and (want.unit == got.unit or same_counting(want.unit, got.unit))


def _covers(want: str, got: Period) -> bool:
    """Whether a period is the one wanted; `a|b`: a bare month or day may lie in either of two years."""
    return any(days(one) == (got.start, got.end) for one in want.split("|"))


def wrong(row: Row) -> str:
    """What is read instead of what an editor reads in a row; "" when it is right."""
    page = read(row.text, PUBLISHED)
    numbers = [mention.quantity for reading in page.readings for mention in reading.mentions]
    times = [time.period for reading in page.readings for time in reading.times]
    if row.time:
        dated = [time for time in times if time.start or time.end]
        if row.want == "-" and not dated:
            return ""
        return "" if any(_covers(row.want, time) for time in dated) else str(dated or times or numbers)
    if row.want == "none":
        return "" if not numbers else _shown(numbers)
    if len(numbers) == 1 and _reads(_quantity(row.want), numbers[0]):
        return ""
    return _shown(numbers) or "nothing"


def _shown(numbers: list[Quantity]) -> str:
    return "; ".join(f"{q.low}..{q.high} {q.low_open:d}{q.high_open:d} {q.unit}" for q in numbers)


def measure() -> tuple[dict[str, tuple[int, int]], list[str]]:
    """Right and all per class, and every error."""
    figures: dict[str, tuple[int, int]] = {}
    errors: list[str] = []
    for row in rows():
        error = wrong(row)
        right, whole = figures.get(row.kind, (0, 0))
        figures[row.kind] = (right + (not error), whole + 1)
        if error:
            errors.append(f"{row.kind}: {row.text} = {row.want} | {error}")
    return figures, errors


if __name__ == "__main__":
    counted, mistakes = measure()
    if "errors" in sys.argv[1:]:
        print("\n".join(mistakes))
    for name, (good, total) in counted.items():
        print(f"{name:12} {good:3}/{total:3} {good / total:.3f}")
    good, total = (sum(pair[i] for pair in counted.values()) for i in (0, 1))
    print(f"{'all':12} {good:3}/{total:3} {good / total:.3f}")
