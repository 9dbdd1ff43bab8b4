"""Units and measure words: which one stands after a number, of what dimension, and how large, exactly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from duikan.engine.lexicon import Words, table, words

_LATIN = re.compile(r"[A-Za-z]")
_LATIN_END = re.compile(r"(?![A-Za-z0-9])")
_BRACKETED = re.compile(r"[(（]([^()（）\n]{1,4})[)）]")
_PER = re.compile(r"[/每]")
_CURRENCY_NAMES = re.compile(
    r"人民币|港币|港元|美金|美元|新台币|台币|欧元|日元|日圆|韩元|韩圆|英镑|澳门元|澳门币|澳元|加元|新加坡元|卢布"
)
_PER_COUNTED = frozenset("人日天月年股次户份张辆件套间平方亩桶支盒瓶只头箱斤")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it is meant: canonical name, dimension, and how many base units one of it is.

    `share` of 成 and 折: what a number before it is multiplied with to be %.
    """

    name: str
    dimension: str
    factor: Fraction = Fraction(1)

    @property
    def counting(self) -> bool:
        """True for measure words: 家, 个, 人."""
        return self.dimension.startswith("count")


class UnitHit(NamedTuple):
    """A unit found in a text, and where it ends. `noun`: 部门 and the like, counted without a measure word."""

    unit: Unit
    end: int
    noun: bool = False


@cache
def _alike() -> dict[str, str]:
    rows: dict[str, str] = table("measures")["alike"]
    return {word: key for key, row in rows.items() for word in words(row)}


@cache
def _physical() -> dict[str, Unit]:
    """Every spelling of a unit with a dimension."""
    found: dict[str, Unit] = {}
    for dimension, rows in table("units").items():
        for name, row in rows.items():
            if dimension == "latin":
                continue
            unit = Unit(name, dimension, Fraction(row[0]))
            for spelling in (name, *row[1:]):
                found.setdefault(spelling, unit)
    return found


@cache
def _counters() -> dict[str, Unit]:
    """Every measure word, and every noun that is counted without one."""
    measures = table("measures")
    found = {w: Unit(w, f"count-{_alike().get(w, w)}") for w in words(measures["classifiers"]["things"])}
    for name, row in measures["nouns"].items():
        for word in words(row):
            found.setdefault(word, Unit(name, f"count-{_alike().get(name, name)}"))
    return found


@cache
def _nouns() -> frozenset[str]:
    return frozenset(w for row in table("measures")["nouns"].values() for w in words(row))


@cache
def _words() -> Words:
    return Words([*_physical(), *_counters()])


@cache
def _single_letters() -> frozenset[str]:
    return frozenset(words(table("units")["latin"]["single"]))


@cache
def _not_before() -> dict[str, str]:
    return dict(table("measures")["classifiers"]["not_before"])


@cache
def unit_openers() -> frozenset[str]:
    """The characters that a unit may begin with."""
    return _words().openers


def unit_at(text: str, start: int) -> UnitHit | None:
    """The unit or measure word that begins at `start`; compound ones (元/吨) and 台(套) whole."""
    for word in _words().at(text, start):
        end = start + len(word)
        if not _stands(text, word, end):
            continue
        unit = _physical().get(word) or _counters()[word]
        hit = UnitHit(unit, end, word in _nouns())
        return _compound(text, _bracket(text, _currency(text, hit)))
    return None


def _stands(text: str, word: str, end: int) -> bool:
    """Whether the word is the unit there and not the head of a longer word: 名 in 名单, m in ml."""
    if word[-1].isascii() and _LATIN.match(word[-1]):
        single = len(word) == 1 and word not in _single_letters()
        return not single and _LATIN_END.match(text, end) is not None
    barred = text[end : end + 1] in _not_before().get(word, "") and end < len(text)
    return not barred or text.startswith("合计", end)  # 112场合计


def _currency(text: str, hit: UnitHit) -> UnitHit:
    """元 with the currency behind it: 500万元港币."""
    if hit.unit.name != "元":
        return hit
    found = _CURRENCY_NAMES.match(text, hit.end)
    return UnitHit(_physical()[found[0]], found.end()) if found and found[0] in _physical() else hit


def _bracket(text: str, hit: UnitHit) -> UnitHit:
    """台(套), 家(次): the second measure word belongs to the first."""
    found = _BRACKETED.match(text, hit.end) if hit.unit.counting else None
    if found and all(part in _counters() for part in re.split("[、,/]", found[1])):
        return UnitHit(hit.unit, found.end(), hit.noun)
    return hit


def _compound(text: str, hit: UnitHit) -> UnitHit:
    """元/吨, 人/平方公里, 微克/立方米."""
    if not _PER.match(text, hit.end):
        return hit
    each = text[hit.end] == "每"
    for word in _words().at(text, hit.end + 1):
        end = hit.end + 1 + len(word)
        below = _physical().get(word)
        if below is None and word not in _PER_COUNTED:
            continue
        if not _stands(text, word, end) or (each and below is None):
            continue
        unit = below or _counters()[word]
        name = f"{hit.unit.name}/{unit.name}"
        known = _physical().get(name)
        return _compound(text, UnitHit(known or _ratio(name, hit.unit, unit), end))
    return hit


def _ratio(name: str, above: Unit, below: Unit) -> Unit:
    return Unit(name, f"{above.dimension}/{below.dimension}", above.factor / below.factor)


@cache
def unit_named(name: str) -> Unit:
    """The unit of a canonical name or of any spelling; one of its own kind when it is not known."""
    unit = _physical().get(name) or _counters().get(name)
    if unit is not None:
        return unit
    above, slash, below = name.partition("/")
    if slash and above and below:
        return _ratio(name, unit_named(above), unit_named(below))
    return Unit(name, f"count-{_alike().get(name, name)}" if name else "")


def dimension(unit: str) -> str:
    """What a unit measures: only units of one dimension can be compared. Each currency is its own."""
    found = unit_named(unit)
    return f"{found.dimension}-{found.name}" if found.dimension == "money-other" else found.dimension


def factor(unit: str) -> Fraction:
    """How many base units of its dimension one of this unit is, exactly."""
    return unit_named(unit).factor


def same_counting(one: str, other: str) -> bool:
    """True when two measure words count alike: 家 ≈ 个 ≈ 间, 人 ≈ 名 ≈ 位."""
    return unit_named(one).counting and dimension(one) == dimension(other)
