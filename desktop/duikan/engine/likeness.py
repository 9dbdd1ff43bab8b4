"""How likely two mentions answer one question: features of each, a score of named parts, and what forbids it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from duikan.engine.phrasebook import any_of, table, words
from duikan.engine.places import tie
from duikan.engine.subjects import clean, general, key_phrase
from duikan.engine.values import Mention, Stated

Parts = tuple[tuple[str, float], ...]

ENOUGH = 0.62  # one fact
STRONG = 0.72  # one fact surely enough to say that two values disagree
_PEOPLE = frozenset(("人", "名", "位", "口", "员"))
_TIMES_COUNT = frozenset(("次", "人次", "趟", "班次", "架次", "场次", "例次"))
_OWNER_TAIL = re.compile(r"(?:股份)?有限(?:责任)?公司$|公司$|集团$")


@dataclass(frozen=True, slots=True)
class Profile:
    """What grouping compares of one mention."""

    kind: str
    phrase: str
    bigrams: frozenset[str]
    owner: str
    context: frozenset[str]
    place: str
    scope: str
    near: frozenset[tuple[int, str]]
    around: frozenset[tuple[int, str]]
    parts: frozenset[str]
    unit: str


@cache
def _dimensions() -> dict[str, tuple[str, Fraction]]:
    """Each unit and spelling: its dimension and its factor to the dimension's base."""
    known: dict[str, tuple[str, Fraction]] = {}
    for dimension, rows in table("units").items():
        if isinstance(rows, dict) and dimension != "latin":
            for name, row in rows.items():  # pyright: ignore[reportUnknownVariableType]
                first, *rest = [str(part) for part in row]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
                for spelling in (str(name), *rest):  # pyright: ignore[reportUnknownArgumentType]
                    known.setdefault(spelling, (dimension, Fraction(first)))
    return known


@cache
def measure_of(unit: str) -> tuple[str, Fraction]:
    """The dimension of a unit and its factor to the base; counted things are "count", people "people"."""
    known = _dimensions().get(unit)
    if known:
        return known
    if unit in _PEOPLE:
        return "people", Fraction(1)
    return ("occasions" if unit in _TIMES_COUNT else "count"), Fraction(1)


def kind_of(mention: Mention) -> str:
    """What sort of number it is: only numbers of one sort can be one fact."""
    dimension = measure_of(mention.quantity.unit)[0]
    if mention.aggregate in ("rank", "duration"):
        return mention.aggregate
    if dimension.startswith("money"):
        return "money"
    if dimension in ("percent", "point"):
        return "percent"
    if dimension in ("people", "count"):
        return "count"
    return dimension


@cache
def _rivals() -> tuple[dict[str, tuple[int, ...]], re.Pattern[str]]:
    rows = table("aliases")["apart"]
    assert isinstance(rows, list)
    of: dict[str, tuple[int, ...]] = {}
    for index, row in enumerate(rows):  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        for word in str(row).split():  # pyright: ignore[reportUnknownArgumentType]
            of[word] = (*of.get(word, ()), index)
    return of, re.compile(any_of(of))


@cache
def _part_words() -> re.Pattern[str]:
    return re.compile(any_of(words("aliases", "parts")))


def _found_rivals(text: str) -> frozenset[tuple[int, str]]:
    of, pattern = _rivals()
    return frozenset((row, word) for word in pattern.findall(text) for row in of[word])


def _bigrams(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or (frozenset((text,)) if text else frozenset())


_PROFILES: dict[tuple[str, ...], Profile] = {}


def profile(stated: Stated) -> Profile:
    """The features of one mention; equal mentions share one."""
    m = stated.mention
    key = (kind_of(m), m.subject, m.measure, m.owner, m.context, m.place, m.scope, m.quantity.unit, m.event)
    known = _PROFILES.get(key)
    if known is None:
        if len(_PROFILES) > 300_000:
            _PROFILES.clear()
        known = _PROFILES[key] = _profile(m, key[0])
    return known


def _profile(m: Mention, kind: str) -> Profile:
    phrase = _phrase(m)
    own = clean(m.subject + m.measure)
    owner = _OWNER_TAIL.sub("", key_phrase(m.owner))
    near = _found_rivals(own) or _found_rivals(m.event)
    return Profile(
        kind, phrase, _bigrams(phrase), owner, _bigrams(key_phrase(m.context)), m.place, m.scope, near,
        _found_rivals(m.context), frozenset(_part_words().findall(own + m.scope)), m.quantity.unit,
    )  # fmt: skip


def _phrase(m: Mention) -> str:
    """What is counted, as compared: the noun, the measure where it is more than a general word."""
    subject, measure = key_phrase(m.subject), key_phrase(m.measure)
    if subject in general():
        subject = ""
    if measure in general() and subject:
        measure = ""
    unit = m.quantity.unit
    if not subject and not measure and len(unit) >= 2 and kind_of(m) == "count":
        return key_phrase(unit)
    return subject + measure


def forbidden(a: Profile, b: Profile) -> str:
    """The code of what keeps two mentions from being one fact; "" when nothing does."""
    if a.kind != b.kind:
        return "other_kind"
    ties = tie(a.place, b.place)
    if ties == "apart":
        return "other_place"
    if ties == "within":
        return "whole_part"
    if a.scope and b.scope and a.scope != b.scope and not (a.scope.startswith("全") and b.scope.startswith("全")):
        return "other_part"
    if _clash(a.near, b.near) or (_clash(a.around, b.around) and not (a.near & b.near)):
        return "rival"
    if a.parts != b.parts and bool(a.parts - b.parts) != bool(b.parts - a.parts):
        return "whole_part"
    return "rival" if (a.parts - b.parts) and (b.parts - a.parts) else ""


def _clash(a: frozenset[tuple[int, str]], b: frozenset[tuple[int, str]]) -> bool:
    """True when a row of rivals has words on both sides and none in common."""
    rows = {row for row, _ in a} & {row for row, _ in b}
    return any(not ({w for r, w in a if r == row} & {w for r, w in b if r == row}) for row in rows)


def _dice(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _in_order(short: str, long: str) -> bool:
    """True when the short one's characters stand in the long one in that order: 中试平台 in 中试验证平台."""
    rest = iter(long)
    return all(char in rest for char in short)


def phrase_likeness(a: str, b: str, a_grams: frozenset[str], b_grams: frozenset[str]) -> float:
    """0..1 for two compared phrases: equal, one the end of the other, an abbreviation, or alike by characters."""
    if not a or not b:
        return 0.35 if not a and not b else 0.25
    if a == b:
        return 1.0
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) >= 2 and (long.endswith(short) or long.startswith(short)):
        return 0.82 if len(short) >= 3 else 0.7
    if len(short) >= 3 and short[-2:] == long[-2:] and _in_order(short, long):
        return 0.85
    dice = _dice(a_grams, b_grams)
    if short in long and len(short) >= 3:
        return 0.72
    return 0.3 + 0.65 * dice if a[-2:] == b[-2:] and dice >= 0.34 else 0.6 * dice


def owner_likeness(a: str, b: str) -> float:
    """0..1 for whose number it is; a half where one of them does not say."""
    if not a or not b:
        return 0.5
    if a == b:
        return 1.0
    if a in b or b in a or _in_order(*sorted((a, b), key=len)):
        return 0.85
    return _dice(_bigrams(a), _bigrams(b))


def likeness(a: Stated, b: Stated) -> tuple[float, Parts]:
    """How likely two mentions are one fact, 0..1, with the named parts it is made of."""
    p, q = profile(a), profile(b)
    stop = forbidden(p, q)
    if stop:
        return 0.0, ((stop, 0.0),)
    phrase = phrase_likeness(p.phrase, q.phrase, p.bigrams, q.bigrams)
    owner = owner_likeness(p.owner, q.owner)
    context = _dice(p.context, q.context)
    place = 1.0 if p.place and p.place == q.place else 0.4
    value = _value_likeness(a.mention, b.mention)
    home = 1.0 if a.family == b.family and a.family >= 0 else 0.0
    short = min(len(p.phrase), len(q.phrase)) <= 3
    weights = (0.46, 0.2, 0.14) if short else (0.58, 0.08, 0.14)
    score = weights[0] * phrase + weights[1] * owner + weights[2] * context + 0.08 * place + 0.08 * value + 0.04 * home
    parts = (
        ("subject", round(phrase, 3)), ("owner", round(owner, 3)), ("context", round(context, 3)),
        ("place", place), ("value", value), ("article", home), ("score", round(score, 3)),
    )  # fmt: skip
    return score, parts


def _value_likeness(a: Mention, b: Mention) -> float:
    same = (a.quantity.low, a.quantity.high) == (b.quantity.low, b.quantity.high)
    if not same:
        return 0.0
    ranged = a.quantity.low != a.quantity.high and a.quantity.low is not None and a.quantity.high is not None
    return 1.0 if ranged or _digits(a) >= 2 else 0.6


def _digits(m: Mention) -> int:
    bound = m.quantity.low if m.quantity.low is not None else m.quantity.high
    return len(str(abs(bound.numerator)).rstrip("0")) if bound is not None else 0
