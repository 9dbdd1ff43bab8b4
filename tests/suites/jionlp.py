"""JioNLP: test/test_money_parser.py and test/test_time_parser.py, read as text, never run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.suites.items import Amount, Cycle, Days, Item, Wanted, day, number

SUITE = "JioNLP"
_CHINA = timedelta(hours=8)
_SECONDS = {
    "zero": 0, "second": 1, "minute": 60, "hour": 3600, "day": 86400, "workday": 86400, "month": 2592000,
    "year": 31536000,
}  # fmt: skip


def _lists(path: Path, name: str) -> list[list[ast.expr]]:
    """The rows of the list that the test assigns to `name`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.List) and ast.unparse(node.targets[0]) == name:
            return [row.elts for row in node.value.elts if isinstance(row, ast.List)]
    return []


def _stamps(path: Path) -> dict[str, float]:
    """The time stamps that the test gives a name."""
    assigns = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Assign)]
    return {
        ast.unparse(node.targets[0]): node.value.value
        for node in assigns
        if isinstance(node.value, ast.Constant) and isinstance(node.value.value, int | float)
    }


def _base(node: ast.expr, stamps: dict[str, float]) -> date | None:
    """The day a row counts from: a stamp, a list, a dict or datetime(…); None where it needs none or asks the clock."""
    if isinstance(node, ast.Call):
        parts = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
        return date(*[int(str(part)) for part in parts[:3]]) if parts else date(2021, 1, 1)
    value: Any = stamps.get(node.id) if isinstance(node, ast.Name) else ast.literal_eval(node)
    if isinstance(value, dict):
        value = [value.get("year"), value.get("month", 1), value.get("day", 1)]
    if isinstance(value, list):
        return date(*[*value, 1, 1][:3]) if value else None
    return (datetime.fromtimestamp(value, UTC) + _CHINA).date() if value is not None else None


def money(folder: Path) -> Iterator[Item]:
    """Sums of money."""
    path = next(folder.glob("**/test/test_money_parser.py"), None)
    for row in _lists(path, "money_string_list") if path else ():
        text, want = ast.literal_eval(row[0]), ast.literal_eval(row[1])
        values = want["num"] if isinstance(want["num"], list) else [want["num"]]
        yield Item(SUITE, "currency", text, (Amount(text, number(values[0]), number(values[-1]), want["case"]),))


def times(folder: Path) -> Iterator[Item]:
    """Days, stretches of days, lengths of time and what comes back."""
    path = next(folder.glob("**/test/test_time_parser.py"), None)
    stamps = _stamps(path) if path else {}
    for row in _lists(path, "time_string_list") if path else ():
        text, want = ast.literal_eval(row[0]), ast.literal_eval(row[2])
        kind, wanted = _time(text, want)
        yield Item(SUITE, kind, text, (wanted,), _base(row[1], stamps))


def _time(text: str, want: dict[str, Any]) -> tuple[str, Wanted]:
    if want["type"] == "time_period":
        return "date set", Cycle(text)
    if want["type"] == "time_delta":
        lengths = want["time"] if isinstance(want["time"], list) else [want["time"]]
        return "duration", Amount(text, _seconds(lengths[0]), _seconds(lengths[-1]), "秒")
    start, end = (day(one) for one in want["time"])
    return "date" if start == end else "date range", Days(text, start, end, loose=want["definition"] == "blur")


def _seconds(length: dict[str, float]) -> Fraction | None:
    if "infinite" in length or "zero" in length:
        return None
    return sum((Fraction(str(value)) * _SECONDS[unit] for unit, value in length.items()), Fraction(0))


def items(folder: Path) -> Iterator[Item]:
    """Both tests."""
    yield from money(folder)
    yield from times(folder)
