"""The numbers of one article in the order they stand, with the words between them: what arithmetic reads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from duikan.engine.fact.bounds import bounds_of, grain
from duikan.engine.meaning.measures import kind_of, measure_of
from duikan.engine.values import Stated

LEVELS = frozenset(("level", "cumulative", "new"))
_HAN = re.compile(r"[\u4e00-\u9fff]+$")
_LOCAL = frozenset(("港元", "新台币", "澳门元"))
_CHANGES = frozenset(("升", "降"))
_ROUND = 1000
# Classifiers any paper may choose for one thing.
_CLASSES = tuple(
    frozenset(row.split())
    for row in (
        "人 名 位 口 人次", "例 宗 起 件 个 项 单", "家 间 个 所 座 处 户 套 伙 栋 幢 戶", "辆 台 部 架 艘 辆次 架次",
        "张 床 条 个", "次 趟 班 班次 架次 航次 场", "票 张 人 名", "枚 块 面 个",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """One number: the least and the most it can stand for, rounding and hedges let in; None is open.

    `before`: the words of its sentence from the number before it; `after`: those up to the next one.
    """

    one: Stated
    low: Fraction | None
    high: Fraction | None
    step: Fraction
    dimension: str
    kind: str
    before: str
    after: str
    about: bool

    @property
    def point(self) -> Fraction | None:
        """The value itself; of a bound the bound, None for a range."""
        bounds = bounds_of(self.one.mention)
        return None if bounds.is_range else bounds.point

    @property
    def exact(self) -> bool:
        """True for a bare point: no hedge, no range, no bound."""
        return not self.about and self.low is not None and self.high is not None and self.point is not None

    @property
    def is_level(self) -> bool:
        """True for an amount there is, not one by which something changed."""
        m = self.one.mention
        return m.aggregate in LEVELS and m.event not in _CHANGES and self.kind != "percent"

    @property
    def is_share(self) -> bool:
        """True for a percentage of a whole, not one by which something grew."""
        return self.dimension == "percent" and self.one.mention.aggregate == "share"

    @property
    def is_change(self) -> bool:
        """True for an amount by which something rose or fell."""
        return self.one.mention.event in _CHANGES and self.dimension != "percent"

    @property
    def label(self) -> str:
        """The Han words right before it."""
        found = _HAN.search(self.before)
        return found.group() if found else ""


class Line:
    """The numbers of one article; `text(i, j)` is what stands between two of them."""

    def __init__(self, members: Iterable[Stated]) -> None:
        ordered = sorted((one for one in members if one.said and not _ordinal(one)), key=lambda one: one.id)
        self.numbers = [_number(one, ordered, i) for i, one in enumerate(ordered)]
        self._runs: list[int] = []  # sentences that only a semicolon parts are one run
        self._said = {one.sentence: one.said for one in ordered}
        before: Stated | None = None
        for one in ordered:
            goes_on = before is not None and (one.sentence == before.sentence or (_next(before, one) and _half(before)))
            self._runs.append(self._runs[-1] + (not goes_on) if self._runs else 0)
            before = one

    def text(self, i: int, j: int) -> str:
        """The words between number i and number j with the numbers among them; "" where other sentences lie between."""
        a, b = self.numbers[i].one, self.numbers[j].one
        start, end = a.mention.span.end - a.sentence, b.mention.span.start - b.sentence
        if a.sentence == b.sentence:
            return a.said[start:end]
        words, at = a.said[start:], a.sentence + len(a.said)
        while at != b.sentence and at in self._said:
            words += self._said[at]
            at += len(self._said[at])
        return words + b.said[:end] if at == b.sentence else ""

    def near(self, i: int, j: int) -> bool:
        """True in one sentence, or in two with nothing but their stop between (not a new paragraph)."""
        if self._runs[j] - self._runs[i] != 1:
            return self._runs[i] == self._runs[j]
        last = next(k for k in range(i, j) if self._runs[k + 1] != self._runs[i])
        return _next(self.numbers[last].one, self.numbers[last + 1].one)

    def joined(self, i: int, j: int) -> bool:
        """True in one sentence, where a semicolon ends none."""
        return self._runs[i] == self._runs[j]


def _next(a: Stated, b: Stated) -> bool:
    return b.sentence == a.sentence + len(a.said)


def _half(one: Stated) -> bool:
    return one.said.endswith((";", "；"))


def _ordinal(one: Stated) -> bool:
    """第一产业, 第三: a place in a row, which adds up with nothing."""
    return one.mention.aggregate == "rank" or one.mention.surface.startswith("第")


def _number(one: Stated, ordered: list[Stated], at: int) -> Number:
    m, start = one.mention, one.sentence
    first = ordered[at - 1].mention.span.end - start if at and ordered[at - 1].sentence == start else 0
    following = at + 1 < len(ordered) and ordered[at + 1].sentence == start
    last = ordered[at + 1].mention.span.start - start if following else len(one.said)
    bounds = bounds_of(m)
    low, high = bounds.low, bounds.high
    slack = _slack(one, bounds.step) if low is not None and high is not None else Fraction(0)
    if bounds.about and low == high and low is not None and high is not None:
        slack = max(slack, grain(bounds))
    return Number(
        one, low - slack if low is not None else None, high + slack if high is not None else None, bounds.step,
        measure_of(m.quantity.unit)[0], kind_of(m),
        one.said[max(0, first) : m.span.start - start], one.said[m.span.end - start : last], bounds.about,
    )  # fmt: skip


def _slack(one: Stated, step: Fraction) -> Fraction:
    """Half of the last printed digit; things counted one by one are exact, unless they are round thousands."""
    if kind_of(one.mention) != "count" or step > 1:
        return step / 2
    value = one.mention.quantity.low
    return Fraction(_ROUND, 2) if value and value >= 10 * _ROUND and value % _ROUND == 0 else Fraction(0)


def alike(a: Number, b: Number) -> bool:
    """True when the two may be added up: one dimension, and of counted things classifiers of one sort."""
    x, y = a.one.mention.quantity.unit, b.one.mention.quantity.unit
    if a.kind == b.kind == "money" and x != y:
        local = "元" in (x, y) and bool({x, y} & _LOCAL)  # 元 is what the paper pays in
        return local and not any("人民" in one.one.mention.surface for one in (a, b))
    if a.kind != b.kind or a.dimension != b.dimension:
        return False
    if a.dimension not in ("count", "occasions") or x == y or not x or not y:
        return True
    return any({x, y} <= row for row in _CLASSES)


@dataclass(frozen=True, slots=True)
class Result:
    """What a sum comes to: the least and the most."""

    low: Fraction | None
    high: Fraction | None

    @property
    def middle(self) -> Fraction | None:
        """The value in the middle; None where one end is open."""
        return (self.low + self.high) / 2 if self.low is not None and self.high is not None else None


def misses(result: Result, said: Number, extra: Fraction = Fraction(0)) -> bool:
    """True when no value is both what comes out and what is said; `extra`: what is let pass besides rounding."""
    above = result.low is not None and said.high is not None and result.low > said.high + extra
    below = result.high is not None and said.low is not None and result.high < said.low - extra
    return above or below


def slipped(result: Result, said: Number, digits: int = 3) -> bool:
    """True when what is said differs from what comes out as a slip of the hand does: a digit, two turned, a nought.

    `digits`: fewer printed ones tell nothing.
    """
    value, middle = said.point, result.middle
    if value is None or middle is None or value <= 0 or middle <= 0:
        return False
    if _tenfold(middle, value, said.step):
        return True
    step = said.step or Fraction(1)
    written = str(abs(int(value / step)))
    half = (result.high or middle) - middle
    nearest = {round((middle + shift) / step) for shift in (-half, Fraction(0), half)}
    return len(written.rstrip("0")) >= digits and any(_one_off(written, str(whole)) for whole in nearest)


def _tenfold(a: Fraction, b: Fraction, step: Fraction) -> bool:
    for power in (10, 100, 1000, 10**4, 10**8):
        if abs(a - b * power) <= step * power or abs(a * power - b) <= step:
            return True
    return False


def _one_off(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) == 1:
        long, short = (a, b) if len(a) > len(b) else (b, a)
        return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
    if len(a) != len(b) or a == b:
        return False
    return sorted(a) == sorted(b) or sum(x != y for x, y in zip(a, b, strict=True)) == 1
