"""Faces by preference: a serif for the articles, in the glyphs of their own script; a sans for the program."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from duikan.resources import resource


@cache
def _faces() -> dict[str, Any]:
    with resource("themes", "faces.toml").open("rb") as file:
        return tomllib.load(file)


LEADING, MEASURE = 1.95, 34  # as shipped: the pitch of lines in characters, the longest line in characters


@dataclass(frozen=True, slots=True)
class Setting:
    """How the articles are set: their size (1.0 is 16.5 px), the pitch of lines and the longest line in characters."""

    scale: float = 1.0
    leading: float = LEADING
    measure: int = MEASURE


_setting = [Setting()]


def set_articles(scale: float = 1.0, leading: float = LEADING, measure: int = MEASURE) -> None:
    """Set the articles as the reader likes it, within what can be read."""
    within = min(3.0, max(0.6, scale)), min(3.0, max(1.3, leading)), min(80, max(12, measure))
    _setting[0] = Setting(*within)
    serif.cache_clear()


def setting() -> Setting:
    """How the articles are set now."""
    return _setting[0]


_program = ["Hant"]


def set_program_script(script: str) -> None:
    """The glyphs of the program's own words: Hant or Hans."""
    _program[0] = script
    sans.cache_clear()


def scale() -> float:
    """The reader's text size, 1.0 for 16.5 px."""
    return _setting[0].scale


@cache
def _present(names: tuple[str, ...]) -> tuple[str, ...]:
    families = set(QFontDatabase.families())
    found = tuple(name for name in (*names, *_faces()["last"]) if name in families)
    return found or names


def _font(families: tuple[str, ...], pixels: float, weight: QFont.Weight) -> QFont:
    font = QFont()
    font.setFamilies(list(_present(families)))
    # Qt takes whole pixels only; points keep the half pixel.
    font.setPointSizeF(pixels * 72.0 / _dots())
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@cache
def _dots() -> float:
    return QGuiApplication.primaryScreen().logicalDotsPerInchY()


@cache
def serif(pixels: float = 16.5, script: str = "Hant", semibold: bool = False) -> QFont:
    """The face of printed text, in the glyphs of `script` (Hant, HK, Hans, JP)."""
    weight = QFont.Weight.DemiBold if semibold else QFont.Weight.Normal
    return _font(tuple(_faces()["serif"][script]), pixels, weight)


@cache
def sans(pixels: float = 13.0, semibold: bool = False) -> QFont:
    """The face of the program's own words."""
    return _font(
        tuple(_faces()["sans"][_program[0]]), pixels, QFont.Weight.DemiBold if semibold else QFont.Weight.Normal
    )


@cache
def mono(pixels: float = 10.0) -> QFont:
    """The face of key caps."""
    return _font(tuple(_faces()["mono"]), pixels, QFont.Weight.Normal)


def script_of(text: str) -> str:
    """Which glyphs a text wants: kana is Japanese, Simplified forms SC, Hong Kong's own characters HK, else TC."""
    sample = text[:2000]
    if _KANA.search(sample):
        return "JP"
    if len(_SIMPLIFIED.findall(sample)) > len(_TRADITIONAL.findall(sample)):
        return "Hans"
    return "HK" if _HONG_KONG.search(sample) else "Hant"


_KANA = re.compile("[\u3040-\u30ff]")
# The commonest characters whose two forms differ, one list for each form, and those only Hong Kong prints.
_SIMPLIFIED = re.compile(
    "[这个们来时说国过会对发经现样还关进实业开问车两无与东万亿产资设务动电机应项点创计线单区长门级节达场]"
)
_TRADITIONAL = re.compile(
    "[這個們來時說國過會對發經現樣還關進實業開問車兩無與東萬億產資設務動電機應項點創計線單區長門級節達場]"
)
_HONG_KONG = re.compile("[着裏衞説為綫羣峯]")
