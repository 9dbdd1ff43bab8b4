"""What must be flagged between texts and, more often, what must not."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from duikan.engine.pipeline import Reading, read_all

VECTORS = Path(__file__).parents[1] / "vectors"
CASES: list[dict[str, Any]] = [
    case
    for table in ("conflicts.toml", "days.toml")
    for case in tomllib.loads((VECTORS / table).read_text(encoding="utf-8"))["case"]
]
SAME_DAY = "2025-11-20"


MINIMAL: list[list[str]] = tomllib.loads(
    (Path(__file__).parents[1] / "vectors" / "minimal.toml").read_text(encoding="utf-8")
)["rows"]


def reading(case: dict[str, Any]) -> Reading:
    days = case.get("dates") or [SAME_DAY] * len(case["texts"])
    return read_all(
        [(text, date.fromisoformat(day) if day else None, "") for text, day in zip(case["texts"], days, strict=True)]
    )


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_exactly_these_conflicts(case: dict[str, Any]) -> None:
    found = reading(case).conflicts
    assert sorted({conflict.type for conflict in found}) == sorted(case["find"])
    if "status" in case:
        assert {conflict.status for conflict in found} == {case["status"]}


@pytest.mark.parametrize(("find", "one", "other"), [row[1:] for row in MINIMAL], ids=[row[0] for row in MINIMAL])
def test_the_simplest_pairs_are_told(find: str, one: str, other: str) -> None:
    found = read_all([(text, date(2026, 3, 5), "") for text in (one, other) if text]).conflicts
    notes = ("name", "text")
    assert sorted({row.type for row in found if row.severity != "info" and row.type not in notes}) == find.split()


def test_every_type_is_guarded_as_often_as_it_is_asked_for() -> None:
    asked = Counter(kind for case in CASES for kind in case["find"])
    guarded = Counter(case["guards"] for case in CASES if not case["find"])
    assert {kind: number for kind, number in asked.items() if guarded[kind] < number} == {}
