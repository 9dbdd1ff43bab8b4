"""Quantities as newspapers print them: the figures of the table of sentences, in both its sets."""

from __future__ import annotations

import pytest
from tests.engine.quantity_vectors import measure

from duikan.engine.folding import fold
from duikan.engine.number.quantities import find_quantities
from duikan.engine.number.units import dimension, factor, same_counting


@pytest.mark.parametrize(("aside", "found", "value"), [(False, 0.98, 0.98), (True, 0.96, 0.97)])
def test_the_sentences_are_read(aside: bool, found: float, value: float) -> None:
    figures, mistakes = measure(aside=aside)
    shown = figures.lines() if aside else "\n".join(mistakes)
    assert figures.matched / figures.wanted >= found, shown
    assert figures.matched / figures.found >= found, shown
    assert figures.value / figures.matched >= value, shown
    assert figures.unit / figures.matched >= value, shown


def test_both_scripts_are_one() -> None:
    for traditional, simplified in (
        ("超過50家、近兩萬個、約三億元", "超过50家、近两万个、约三亿元"),
        ("零下5攝氏度", "零下5摄氏度"),
    ):
        one, other = (find_quantities(fold(text), []) for text in (traditional, simplified))
        assert one == other != []


def test_units_tell_dimension_and_exact_size() -> None:
    assert factor("亩") * 3 == 2000
    assert dimension("亩") == dimension("公顷") != dimension("吨")
    assert dimension("美元") != dimension("港元")
    assert factor("元/吨") * 1000 == 1
    assert same_counting("家", "个")
    assert same_counting("人", "名")
    assert not same_counting("家", "人")


def test_the_words_are_shown_that_gave_the_reading() -> None:
    text = "将超过50家企业"
    (found,) = find_quantities(text, [])
    shown = {proof.part: text[proof.span.start : proof.span.end] for proof in found.evidence}
    assert shown == {"value": "50", "unit": "家", "hedge": "超过"}
