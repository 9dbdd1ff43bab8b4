"""Every colour that carries words stands out from its ground, and every mark from the paper: WCAG 2.2 AA."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from PySide6.QtGui import QColor

from duikan.resources import resource
from duikan.ui.theme import Theme, load

PAGE = ("paper", "ground_conflict", "ground_depends", "ground_verified", "ground_claim", "selection")
PROGRAM = ("panel", "bar", "raised", "resting", "paper")
CARDS = ("raised", "resting", "paper", "panel")
WORDS = {
    "ink": (*PAGE, *PROGRAM),
    "soft": (*PAGE, *PROGRAM),
    "accent": (*CARDS,),
    "conflict": (*CARDS,),
    "verified": (*CARDS,),
    "depends_text": (*CARDS, "ground_depends"),
    "on_accent": ("accent",),
    "on_mark": ("conflict", "depends", "accent"),  # counts in dots, characters that stand out
    "paper": ("ink",),  # the chosen pill
}
MARKS = {  # strokes, dots, bars: what says something and is no word
    "faint": ("paper", "panel", "raised"),
    "conflict": ("paper", "raised", "ground_conflict", "gutter"),
    "depends": ("paper", "raised", "ground_depends", "gutter"),
    "verified": ("paper", "raised", "ground_verified", "gutter"),
    "claim": ("paper", "raised", "gutter"),
    "accent": ("paper", "panel", "raised", "bar", "gutter"),
    "soft": ("raised", "resting"),
}


def luminance(colour: QColor) -> float:
    parts = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3])
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def too_low(theme: Theme, pairs: dict[str, tuple[str, ...]], least: float) -> list[str]:
    found = ((one, two, contrast(getattr(theme, one), getattr(theme, two))) for one in pairs for two in pairs[one])
    return [f"{one} on {two}: {ratio:.2f}" for one, two, ratio in found if ratio < least]


def test_the_measure_is_that_of_the_standard() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_words_stand_out_from_their_ground(name: str) -> None:
    assert too_low(load(name), WORDS, 4.5) == []


@pytest.mark.parametrize("name", ["light", "dark"])
def test_marks_stand_out_from_what_they_lie_on(name: str) -> None:
    assert too_low(load(name), MARKS, 3.0) == []


@pytest.mark.parametrize("name", ["light", "dark"])
def test_what_numbers_say_is_told_apart_without_hue(name: str) -> None:
    """A conflict, an amber one and a verified one differ in shape (test_page_view.py); their grounds keep the ink."""
    theme = load(name)
    for ground in ("ground_conflict", "ground_depends", "ground_verified", "ground_claim"):
        assert contrast(theme.ink, getattr(theme, ground)) > 7


def test_the_style_sheet_writes_with_measured_colours_only() -> None:
    sheet = resource("themes", "window.qss").read_text("utf-8")
    written: set[str] = set()
    for rule in re.findall(r"([^{}]+)\{([^}]*)\}", sheet):
        if ":disabled" not in rule[0]:  # what rests is exempt
            written |= set(re.findall(r"(?:^|[; ])(?:selection-)?color: \$(\w+)", rule[1]))
    assert written
    assert written <= set(WORDS)
    assert set(WORDS) | set(MARKS) <= {field.name for field in fields(Theme)}
