"""Words are found in either script, either width, either case, where they stand and nowhere else."""

from __future__ import annotations

import pytest

from duikan.services.finding import folded, occurrences


@pytest.mark.parametrize(
    ("text", "words", "places"),
    [
        ("廣東的广东", "广东", [(0, 2), (3, 5)]),
        ("廣東的广东", "廣東", [(0, 2), (3, 5)]),
        ("𠮷野家😀𠮷野", "𠮷野", [(0, 2), (4, 6)]),
        ("ＡＩ與ai", "AI", [(0, 2), (3, 5)]),
        ("一一一", "一一", [(0, 2)]),
        ("有", "", []),
        ("有", "無", []),
    ],
)
def test_occurrences(text: str, words: str, places: list[tuple[int, int]]) -> None:
    assert occurrences(text, words) == places


def test_no_more_than_asked_for() -> None:
    assert occurrences("一" * 50, "一", most=3) == [(0, 1), (1, 2), (2, 3)]


def test_folding_moves_no_position() -> None:
    text = "著名「１２，３００」萬İß𠮷"
    assert len(folded(text)) == len(text)
