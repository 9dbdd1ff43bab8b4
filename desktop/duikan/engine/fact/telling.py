"""The words one number is told with, weighed, and how near two tellings and two values stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from math import inf, sqrt
from typing import NamedTuple

from duikan.engine.fact.bounds import bounds_of
from duikan.engine.fact.likeness import bigrams, profile
from duikan.engine.meaning.measures import measure_of
from duikan.engine.meaning.subjects import key_phrase
from duikan.engine.once import once
from duikan.engine.phrasebook import any_of, table, words
from duikan.engine.values import Mention, Stated

# Classifiers that any paper may choose: they tell only people, occasions and things apart.
_CLASSES = (
    frozenset("人名位口"),
    frozenset(("例", "宗", "起", "件", "个", "项")),
    frozenset(("家", "间", "个", "所", "座", "处", "户", "套", "伙", "栋", "幢")),
    frozenset(("辆", "台", "部", "架")),
    frozenset(("张", "床", "条")),
    frozenset(("次", "人次", "趟", "班", "班次", "架次")),
)
_PHRASE, _OWNER, _CONTEXT = 1.0, 0.4, 0.7
_FEWEST, _LEAST = 1.6, 0.7
_LONGEST_OWNER = 8
_MOST_PHRASES = 4
_MOST_BITS = 256
_POWERS = (10, 100, 1000, 10**4, 10**8)
_LEFT_OUT = 0.05

Rarity = Mapping[str, float]


@cache
def _rows() -> tuple[dict[str, tuple[str, ...]], re.Pattern[str]]:
    rows = table("concepts")["rows"]
    assert isinstance(rows, list)
    of: dict[str, tuple[str, ...]] = {}
    for index, row in enumerate(rows):  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        for word in str(row).split():  # pyright: ignore[reportUnknownArgumentType]
            of[word] = (*of.get(word, ()), f"§{index}")
    return of, re.compile(any_of(of))


def matter_words() -> tuple[str, ...]:
    """Every word that a matter is known by."""
    return tuple(_rows()[0])


@lru_cache(maxsize=1 << 16)
def matters(words: str) -> frozenset[str]:
    """The matters that some words speak of, whatever a paper calls them: 拘捕 and 抓获 are one."""
    of, pattern = _rows()
    return frozenset(row for word in pattern.findall(words) for row in of[word])


@dataclass(frozen=True, slots=True)
class Telling:
    """Pairs of characters around a number, each with its weight; those of what is counted; and the unit."""

    grams: Mapping[str, float]
    phrases: tuple[frozenset[str], ...]
    unit: str
    dimension: str

    def joined(self, other: Telling) -> Telling:
        """Both: what an article says of one number in two places."""
        grams = dict(self.grams)
        for gram, weight in other.grams.items():
            grams[gram] = max(weight, grams.get(gram, 0.0))
        return Telling(grams, (*self.phrases, *other.phrases)[:_MOST_PHRASES], self.unit, self.dimension)

    def unit_likeness(self, other: Telling) -> float:
        """What the units add; below zero where they speak of different things."""
        if self.dimension != other.dimension:
            return -1.0
        if self.dimension not in ("count", "occasions"):
            return 0.1
        if self.unit == other.unit:
            return 0.08 if self.unit in ("个", "人", "项", "次", "") else 0.2
        if not self.unit or not other.unit or any({self.unit, other.unit} <= group for group in _CLASSES):
            return 0.05
        return -1.0

    def unit_meets(self, other: Telling) -> bool:
        """True when both may count one thing."""
        return self.unit_likeness(other) >= 0


def telling_of(one: Stated) -> Telling:
    """The words of one number: what is counted, whose, and the clause."""
    m, features = one.mention, profile(one)
    grams: dict[str, float] = {}
    owner = features.owner if len(features.owner) <= _LONGEST_OWNER else ""
    phrase = features.bigrams | matters(features.phrase)
    context = features.context | matters(key_phrase(m.context))
    for said, weight in ((context, _CONTEXT), (bigrams(owner) | matters(owner), _OWNER), (phrase, _PHRASE)):
        grams.update(dict.fromkeys(said, weight))
    sort = measure_of(m.quantity.unit)[0]
    sort = "money" if sort.startswith("money") else "percent" if sort == "point" else sort
    sort = "electric" if sort in ("power", "energy") else sort
    noun = phrase - _verbs()
    return Telling(grams, (noun,) if noun else (), m.quantity.unit, sort)


@cache
def _verbs() -> frozenset[str]:
    """What is done with anything (培育, 建成) is not what is counted."""
    return frozenset(words("phrases", "verbs"))


def rarity_of(tellings: Iterable[Telling]) -> Rarity:
    """How much each pair of characters counts less, the root of how many of the numbers are told with it."""
    counts = Counter(gram for telling in tellings for gram in telling.grams)
    return {gram: sqrt(count) for gram, count in counts.items()}


class Weighed(NamedTuple):
    """A telling among others: how much each pair of characters tells there, all of them, and those of its phrases."""

    grams: dict[str, float]
    whole: float
    phrases: tuple[tuple[float, tuple[tuple[str, float], ...]], ...]


def weighed(telling: Telling, rarity: Rarity) -> Weighed:
    """A telling weighed once, to be held against many others."""
    grams = {gram: weight / rarity[gram] for gram, weight in telling.grams.items()}
    phrases = [tuple((gram, 1 / rarity[gram]) for gram in phrase) for phrase in telling.phrases]
    told = tuple((max(sum([weight for _, weight in phrase]), _LEAST), phrase) for phrase in phrases)
    return Weighed(grams, sum(grams.values()), told)


def shared(a: Weighed, b: Weighed) -> tuple[float, float, float]:
    """How much of the one telling stands in the other; of what each counts in the other's words, the more and the less.

    Words told of many numbers count little.
    """
    if not a.grams or not b.grams:
        return 0.0, 0.0, 0.0
    small, large = (a.grams, b.grams) if len(a.grams) <= len(b.grams) else (b.grams, a.grams)
    common = sum([min(weight, large[gram]) for gram, weight in small.items() if gram in large])
    around = common / max(min(a.whole, b.whole), _FEWEST)
    one, other = _stands(a, b), _stands(b, a)
    return around, max(one, other), min(one, other)


def _stands(a: Weighed, b: Weighed) -> float:
    """How much of what the one says is counted stands in the other's words; of its phrases the best."""
    grams = b.grams
    return max(
        (sum([weight for gram, weight in told if gram in grams]) / whole for whole, told in a.phrases), default=0.0
    )


def _nought_too_many(a: float, b: float, one: str, other: str) -> bool:
    """783万 and 78万多: a power of ten apart but for what the shorter one leaves out."""
    ratio = max(a / b, b / a)
    power = next((power for power in _POWERS if abs(ratio / power - 1) < _LEFT_OUT), 0)
    short, long = sorted((one, other), key=len)
    return bool(power) and (long.startswith(short) or str(round(int(long) / 10 ** (len(long) - len(short)))) == short)


@dataclass(frozen=True, slots=True)
class Figure:
    """A value as slips of the hand are looked for: its digits, and about how large it is."""

    digits: str
    size: float
    low: float | None
    high: float | None

    @property
    def is_range(self) -> bool:
        """True for two ends that differ."""
        return self.low is not None and self.high is not None and self.low != self.high


@once
def figure_of(m: Mention) -> Figure:
    """The value of a mention, in the base unit of its dimension."""
    bounds = bounds_of(m)
    low, high = _float(bounds.low), _float(bounds.high)
    return Figure(_digits(m), low if low is not None else high or 0.0, low, high)


def _float(value: Fraction | None) -> float | None:
    if value is None:
        return None
    try:
        return float(value)
    except OverflowError:
        return inf


def _digits(m: Mention) -> str:
    """The digits of a value, without point and noughts at the ends; of 2小时08分 those that are printed."""
    bound = m.quantity.low if m.quantity.low is not None else m.quantity.high
    if bound is None:
        return ""
    if m.aggregate == "duration":
        return "".join(char for char in m.surface if char.isdigit())
    whole = bound.denominator == 1 and bound.numerator.bit_length() < _MOST_BITS
    text = str(bound.numerator) if whole else f"{_float(bound):.6g}".partition("e")[0].replace(".", "")
    return text.strip("0")


def slip(a: Mention, b: Mention) -> float:
    """0..1: how much two different values look like one, mistyped: digits turned, a nought or 萬 too many."""
    return turned(figure_of(a), figure_of(b))


def turned(a: Figure, b: Figure) -> float:
    """The same of two figures."""
    if a.size * b.size <= 0:
        return 0.0
    if a.is_range or b.is_range:
        one_end = (a.low == b.low) != (a.high == b.high)
        return 0.7 if a.is_range and b.is_range and one_end else 0.0
    if a.size == b.size:
        return 0.0
    one, other = a.digits, b.digits
    least = min(len(one), len(other))
    if one == other:
        return (0.3, 0.3, 0.7, 1.0)[min(least, 3)]
    if least >= 2 and _nought_too_many(a.size, b.size, one, other):
        return 0.7
    if least >= 2 and len(one) == len(other):
        if sorted(one) == sorted(other):
            return (0.5, 0.5, 0.7, 0.9, 1.0)[min(least, 4)]
        if sum(p != q for p, q in zip(one, other, strict=True)) == 1:
            return (0.1, 0.1, 0.1, 0.4, 0.8, 1.0)[min(least, 5)]
    return 0.6 if least >= 2 and one.replace("0", "") == other.replace("0", "") else 0.0
