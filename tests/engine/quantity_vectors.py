"""Compares the engine with tests/vectors/quantities.toml; run as a program it prints the figures and mistakes."""

from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from duikan.engine.folding import fold
from duikan.engine.number.quantities import FoundQuantity, find_quantities
from duikan.engine.number.units import same_counting
from duikan.engine.time.times import find_times

TABLE = Path(__file__).parent.parent / "vectors" / "quantities.toml"
_VALUE = r"-?\d+(?:\.\d+)?(?:/\d+)?(?:万亿|万|亿)?"
_WANT = re.compile(
    rf"(?P<surface>.+?) = (?P<open>\()?(?P<low>{_VALUE})?(?P<range>\.\.)?(?P<high>{_VALUE})?(?P<close>\))?"
    r"(?: (?P<unit>[^ *]+))?(?P<nominal> \*)?"
)
_SCALES = {"万": 10**4, "亿": 10**8, "万亿": 10**12}


@dataclass(frozen=True)
class Wanted:
    """One quantity as the table has it."""

    surface: str
    low: Fraction | None
    high: Fraction | None
    low_open: bool
    high_open: bool
    unit: str
    nominal: bool


@dataclass(frozen=True)
class Row:
    """One sentence with its quantities; every third of a topic is set aside."""

    topic: str
    text: str
    wanted: tuple[Wanted, ...]
    aside: bool


@dataclass
class Figures:
    """What was counted in one set."""

    wanted: int = 0
    found: int = 0
    matched: int = 0
    value: int = 0
    unit: int = 0
    nominal: int = 0

    def lines(self) -> str:
        """Recall, precision, and the share of those found whose value, unit and label are right."""
        of = max(1, self.matched)
        return (
            f"{self.wanted} wanted, {self.found} found: recall {self.matched / self.wanted:.3f}, "
            f"precision {self.matched / max(1, self.found):.3f}, value {self.value / of:.3f}, "
            f"unit {self.unit / of:.3f}, nominal {self.nominal / of:.3f}"
        )


def _number(text: str | None) -> Fraction | None:
    found = re.fullmatch(r"(-?[\d./]+)(万亿|万|亿)?", text or "")
    return Fraction(found[1]) * _SCALES.get(found[2] or "", 1) if found else None


def wanted(entry: str) -> Wanted:
    """One entry of the table: 超过50家 = (50.. 家."""
    found = _WANT.fullmatch(entry)
    assert found is not None, entry
    low, high = _number(found["low"]), _number(found["high"])
    if not found["range"]:
        low = high = low if low is not None else high
    assert low is not None or high is not None, entry
    return Wanted(
        found["surface"],
        low,
        high,
        bool(found["open"]),
        bool(found["close"]),
        found["unit"] or "",
        bool(found["nominal"]),
    )


def rows() -> list[Row]:
    """All sentences of the table."""
    topics = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return [
        Row(topic, text, tuple(wanted(entry) for entry in entries), index % 3 == 2)
        for topic, table in topics.items()
        for index, (text, entries) in enumerate(table["rows"])
    ]


def read(text: str) -> list[FoundQuantity]:
    """The quantities of a sentence, dates taken out first as the whole reading does."""
    folded = fold(text)
    return find_quantities(folded, [time.span for time in find_times(folded) if time.is_date])


def compare(row: Row, figures: Figures) -> list[str]:
    """Counts one sentence into the figures; gives its errors in words."""
    found = read(row.text)
    errors: list[str] = []
    at = 0
    left = list(found)
    for want in row.wanted:
        start = row.text.index(want.surface, at)
        end = at = start + len(want.surface)
        hit = next((f for f in left if f.span.start < end and start < f.span.end), None)
        figures.wanted += 1
        if hit is None:
            errors.append(f"missed {want.surface}")
            continue
        left.remove(hit)
        figures.matched += 1
        errors.extend(_fields(want, hit, figures))
    false = [f for f in left if not f.nominal]
    figures.found += len(found) - len(left) + len(false)
    errors.extend(f"false {row.text[f.span.start : f.span.end]}" for f in false)
    return errors


def _fields(want: Wanted, hit: FoundQuantity, figures: Figures) -> list[str]:
    q = hit.quantity
    value = (q.low, q.high) == (want.low, want.high)
    value = value and (q.low is None or q.high is None or q.low == q.high or not (q.low_open or q.high_open))
    value = value and q.low_open == want.low_open and q.high_open == want.high_open
    unit = q.unit == want.unit or same_counting(q.unit, want.unit) or (not want.unit and q.unit == "")
    figures.value += value
    figures.unit += unit
    figures.nominal += hit.nominal == want.nominal
    errors = [] if value else [f"value of {want.surface}: {q.low}..{q.high} {q.low_open} {q.high_open}"]
    errors += [] if unit else [f"unit of {want.surface}: {q.unit}"]
    return errors + ([] if hit.nominal == want.nominal else [f"nominal of {want.surface}: {hit.nominal}"])


def measure(*, aside: bool) -> tuple[Figures, list[str]]:
    """The figures of one of the two sets, and every error in it."""
    figures = Figures()
    errors: list[str] = []
    for row in rows():
        if row.aside == aside:
            errors.extend(f"{row.topic}: {error} | {row.text}" for error in compare(row, figures))
    return figures, errors


if __name__ == "__main__":
    tuned, mistakes = measure(aside=False)
    print("\n".join(mistakes))
    print("tuned:", tuned.lines())
    print("aside:", measure(aside=True)[0].lines())
    sys.exit(0)
