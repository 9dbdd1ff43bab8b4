"""The words one number is told with, weighed, and how near two tellings and two values stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from duikan.engine.bounds import bounds_of, power_of_ten
from duikan.engine.likeness import profile
from duikan.engine.measures import measure_of
from duikan.engine.subjects import key_phrase
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
_FEWEST = 1.6
_SLIP = 0.38  # what a slip of the hand adds to being one
_LONGEST_OWNER = 8
_MOST_PHRASES = 4


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
    for words, weight in ((key_phrase(m.context), _CONTEXT), (owner, _OWNER), (features.phrase, _PHRASE)):
        for i in range(len(words) - 1):
            grams[words[i : i + 2]] = weight
    phrase = frozenset(features.phrase[i : i + 2] for i in range(len(features.phrase) - 1))
    sort = measure_of(m.quantity.unit)[0]
    sort = "money" if sort.startswith("money") else "percent" if sort == "point" else sort
    return Telling(grams, (phrase,) if phrase else (), m.quantity.unit, sort)


def shared(a: Telling, b: Telling, rarity: Counter[str]) -> float:
    """0..1: how much of the one telling stands in the other; words told of many numbers count little."""
    if not a.grams or not b.grams:
        return 0.0
    small, large = sorted((a.grams, b.grams), key=len)
    common = sum(min(weight, large[gram]) / sqrt(rarity[gram]) for gram, weight in small.items() if gram in large)
    whole = min(_weight(a.grams, rarity), _weight(b.grams, rarity))
    around = common / max(whole, _FEWEST)
    one, other = _stands(a, b, rarity), _stands(b, a, rarity)
    return 0.4 * around + 0.4 * max(one, other) + 0.2 * min(one, other)


def _stands(a: Telling, b: Telling, rarity: Counter[str]) -> float:
    """How much of what the one says is counted stands in the other's words; of its phrases the best."""
    best = 0.0
    for phrase in a.phrases:
        whole = sum(1 / sqrt(rarity[gram]) for gram in phrase)
        found = sum(1 / sqrt(rarity[gram]) for gram in phrase if gram in b.grams)
        best = max(best, found / max(whole, 0.7))
    return best


def _weight(grams: Mapping[str, float], rarity: Counter[str]) -> float:
    return sum(weight / sqrt(rarity[gram]) for gram, weight in grams.items())


def slip(a: Mention, b: Mention) -> float:
    """0..1: how much two different values look like one, mistyped: digits turned, a nought or 萬 too many."""
    x, y = bounds_of(a), bounds_of(b)
    if x.point is None or y.point is None or x.point * y.point <= 0 or x.point == y.point:
        return 0.0
    one, other = _figures(a), _figures(b)
    size = min(len(one), len(other))
    if x.is_range or y.is_range:
        return 0.7 if x.is_range and y.is_range and (x.low == y.low) != (x.high == y.high) else 0.0
    if power_of_ten(x, y):
        return (0.3, 0.3, 0.7, 1.0)[min(size, 3)]
    if size >= 2 and len(one) == len(other):
        if sorted(one) == sorted(other):
            return (0.5, 0.5, 0.7, 0.9, 1.0)[min(size, 4)]
        if sum(p != q for p, q in zip(one, other, strict=True)) == 1:
            return (0.1, 0.1, 0.1, 0.4, 0.8)[min(size, 4)]
    return 0.6 if size >= 2 and one.replace("0", "") == other.replace("0", "") else 0.0


def nearness(a: Mention, b: Mention) -> float:
    """What two different values add to being one: a slip of the hand adds, values far apart take away."""
    near = slip(a, b)
    if near:
        return _SLIP * near
    x, y = bounds_of(a), bounds_of(b)
    if x.point is None or y.point is None or x.point * y.point <= 0:
        return -0.2
    ratio = abs(x.point / y.point)
    return 0.05 if 4 <= 5 * ratio <= 6.25 else 0.0 if 2 <= 5 * ratio <= 12.5 else -0.4


def _figures(m: Mention) -> str:
    """The digits of a value, without point and noughts at the ends; of 2小时08分 those that are printed."""
    bound = m.quantity.low if m.quantity.low is not None else m.quantity.high
    if bound is None:
        return ""
    if m.aggregate == "duration":
        return "".join(char for char in m.surface if char.isdigit())
    text = str(bound.numerator) if bound.denominator == 1 else f"{float(bound):.6g}".replace(".", "")
    return text.strip("0")
