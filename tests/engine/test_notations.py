"""Short inputs that are a number, a date or a stretch of days and nothing else, in the notations of the field."""

from __future__ import annotations

from tests.engine.notation_vectors import measure, rows

from duikan.engine.folding import fold
from duikan.engine.number.quantities import find_quantities
from duikan.engine.values import Span

_LEAST = {
    "number": 0.97, "ordinal": 0.99, "percentage": 0.98, "range": 0.95, "currency": 0.97, "dimension": 0.95,
    "count": 0.9, "age": 0.95, "temperature": 0.95, "duration": 0.9, "date": 0.85, "period": 0.85,
}  # fmt: skip


def test_the_notations_are_read() -> None:
    figures, mistakes = measure()
    short = {kind: right / whole for kind, (right, whole) in figures.items() if right / whole < _LEAST[kind]}
    assert not short, "\n".join(mistakes)


def test_the_table_is_large() -> None:
    assert len(rows()) >= 400


def test_a_number_written_evenly_stands_where_it_was_printed() -> None:
    for text, start, end in (("  二 百 三 十。", 2, 9), ("3.5E-2", 0, 6), ("＋60k", 1, 4), (" .75", 1, 4)):
        (found,) = find_quantities(fold(text), [])
        assert found.span == Span(start, end), text
