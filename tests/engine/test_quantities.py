"""Quantities as newspapers print them: the table of sentences, every written form of a number, and hard input."""

from __future__ import annotations

from tests.engine.quantity_vectors import measure


def test_the_tuned_sentences_are_read() -> None:
    figures, mistakes = measure(aside=False)
    assert figures.matched / figures.wanted >= 0.97, "\n".join(mistakes)
