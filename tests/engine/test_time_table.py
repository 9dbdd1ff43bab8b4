"""The table of times, and how much of it is read. As a program it prints the figures; `tuned` shows the errors."""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from duikan.engine.folding import fold
from duikan.engine.time.resolve import resolve_all
from duikan.engine.time.times import find_times
from duikan.engine.values import Publication

TABLE = Path(__file__).resolve().parents[1] / "vectors" / "times.toml"
Reading = tuple[str, date | None, date | None, str, bool]


@dataclass(frozen=True)
class Row:
    """One sentence with what an editor reads in it."""

    topic: str
    text: str
    published: date
    aside: bool
    expected: tuple[Reading, ...]


def _first(text: str) -> date:
    parts = [int(part) for part in text.split("-")]
    return date(*parts, *([1] * (3 - len(parts))))


def _last(text: str) -> date:
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    if len(parts) == 2 and parts[1] < 12:
        return date(parts[0], parts[1] + 1, 1) - timedelta(days=1)
    return date(parts[0], 12, 31)


def days(text: str) -> tuple[date | None, date | None]:
    """`2025`, `2025-03`, `a..b`, `..b`, `a..`, `-` as first and last day."""
    if text == "-":
        return None, None
    first, _, last = text.partition("..") if ".." in text else (text, "", text)
    return (_first(first) if first else None), (_last(last) if last else None)


def rows() -> list[Row]:
    """All rows of the table."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return [
        Row(
            topic["name"],
            row["text"],
            topic["published"],
            row.get("set") == "aside",
            tuple((f[0], *days(f[1]), f[2], f[3:] == ["length"]) for f in row["found"]),
        )
        for topic in table["topic"]
        for row in topic["rows"]
    ]


def read(text: str, published: date) -> list[Reading]:
    """What the engine reads in a sentence."""
    times = find_times(fold(text))
    periods = resolve_all(times, Publication(published, "given"))
    return [
        (text[time.span.start : time.span.end], period.start, period.end, period.relation, time.duration)
        for time, period in zip(times, periods, strict=True)
    ]


def show_difference(topic: str, text: str, expected: Sequence[Reading], got: Sequence[Reading]) -> None:
    """Print a sentence with what was not read (-) and what was read wrongly (+)."""
    print(f"{topic}: {text}")
    for sign, some, others in (("-", expected, got), ("+", got, expected)):
        for surface, first, last, relation, length in (Counter(some) - Counter(others)).elements():
            print(f"    {sign} {surface} {first}..{last} {relation}{' length' if length else ''}")


def figures(aside: bool, show: bool = False) -> tuple[float, float]:
    """Recall and precision over the rows of one set; a reading counts when all of it is right."""
    wanted = right = printed = 0
    for row in rows():
        if row.aside != aside:
            continue
        got = read(row.text, row.published)
        hits = sum((Counter(got) & Counter(row.expected)).values())
        wanted, right, printed = wanted + len(row.expected), right + hits, printed + len(got)
        if show and not hits == len(got) == len(row.expected):
            show_difference(row.topic, row.text, row.expected, got)
    return right / wanted, right / printed


@pytest.mark.parametrize(("aside", "recall", "precision"), [(False, 0.98, 0.98), (True, 0.93, 0.93)])
def test_table_of_times_is_read(aside: bool, recall: float, precision: float) -> None:
    got_recall, got_precision = figures(aside)
    print(f"{'aside' if aside else 'tuned'}: recall {got_recall:.3f} precision {got_precision:.3f}")
    assert got_recall >= recall
    assert got_precision >= precision


def test_table_is_large_and_a_third_is_aside() -> None:
    table = rows()
    assert len(table) >= 400
    assert len({row.topic for row in table}) >= 20
    assert sum(row.aside for row in table) * 3 == len(table)


if __name__ == "__main__":
    for name, aside in (("tuned", False), ("aside", True)):
        recall, precision = figures(aside, show=name in sys.argv[1:])
        print(f"{name}: recall {recall:.3f} precision {precision:.3f}")
