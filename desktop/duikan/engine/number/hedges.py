"""The words around a number that move its bounds: 超过, 近, 至少, 以上, 左右 — also a few characters away."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple

from duikan.engine.lexicon import Words, table, words

Bound = Literal["low_open", "low_closed", "high_open", "high_closed", "about", "point"]
_BOUNDS: tuple[Bound, ...] = ("low_open", "low_closed", "high_open", "high_closed", "about", "point")
_BOUNDARY = re.compile(r"$|[\s。,，、;；!！?？:：)）(（」』”’》]|的|不等|之间")
_LINKS = ("了", "人民币", "港币", "美元", "美金", "新台币")
_WINDOW = 14
_MAY_HEDGE = re.compile("[至最不超逾突起低少]")
# Behind these 过 tells that something was done (花过, 通过), before a number not that it is more.
_VERBS_BEFORE = frozenset(
    "通经超不度走越有做来去到说看读吃用听想受难好太错渡路胜透罪掠闪跑飞熬挺见养活讲写拿拍卖学"
    "打玩干住试当上下过穿转花捐贷欠赔给收投付借存取赚亏买销办建开签领发派提跳高多少大"
)
_NUMERALS = frozenset("0123456789一二两三四五六七八九")
_THAN = re.compile(r"[ ]?([大高多长重贵]|[小低少短轻])(?=$|[\s,，。;；的了且并又些比]|一[些点]|得多)")


class Hedge(NamedTuple):
    """A hedge word with its place."""

    word: str
    bound: Bound
    start: int
    end: int


class Bounds(NamedTuple):
    """The two ends that number and hedges leave together."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False


@cache
def _table(side: str) -> tuple[Words, dict[str, Bound]]:
    rows = table("hedges")[side]
    bounds: dict[str, Bound] = {w: bound for bound in _BOUNDS for w in words(rows.get(bound, ""))}
    return Words(bounds), bounds


@cache
def comparing() -> frozenset[str]:
    """The hedges after which any number is meant as one: 大于六小于十."""
    return frozenset(words(table("hedges")["comparing"]["words"]))


@cache
def _not_after() -> dict[str, str]:
    return dict(table("hedges")["not_after"])


@cache
def _needs_end() -> frozenset[str]:
    return frozenset(words(table("hedges")["after_needs_end"]["words"]))


@cache
def _apart() -> tuple[re.Pattern[str], dict[str, Bound]]:
    rows = table("hedges")["apart"]
    bounds: dict[str, Bound] = {w: bound for bound in _BOUNDS for w in words(rows.get(bound, ""))}
    verbs = sorted(words(rows["verbs"]), key=len, reverse=True)
    heads = sorted(bounds, key=len, reverse=True)
    return re.compile(f"({'|'.join(heads)})(?:{'|'.join(verbs)}){{1,3}}$"), bounds


def before(text: str, start: int, *, bare: bool) -> list[Hedge]:
    """The hedges that touch a number from the left, nearest first; `bare`: the number is 百 千 万 亿 alone."""
    found: list[Hedge] = []
    at = start
    while len(found) < 3:
        hedge = _before_once(text, at, bare=bare)
        if hedge is None:
            break
        found.append(hedge)
        at = hedge.start
    return found or _linked(text, start) or _far(text, start)


def _before_once(text: str, end: int, *, bare: bool) -> Hedge | None:
    sides = ("bare", "before") if bare else ("before",)
    for side in sides:
        entries, bounds = _table(side)
        for word in entries.before(text, end):
            start = end - len(word)
            if start > 0 and text[start - 1] in _not_after().get(word, ""):
                continue
            return Hedge(word, bounds[word], start, end)
    return None


def past(text: str, start: int, *, large: bool) -> list[Hedge]:
    """票房过10亿, 城镇化率过六成: 过 before a large number or a share, where no verb stands before it."""
    stands = large and text[start - 1 : start] == "过" and text[start - 2 : start - 1] not in _VERBS_BEFORE
    return [Hedge("过", "low_open", start - 1, start)] if stands else []


def compared(text: str, start: int, end: int) -> Hedge | None:
    """比三十大, 比 170 低: the number is the bound."""
    at = start - text.startswith(" ", start - 1)
    if at < 1 or text[at - 1] != "比" or text[at - 2 : at - 1].isdigit():
        return None
    found = _THAN.match(text, end)
    if found is None:
        return None
    more = found[1] in "大高多长重贵"
    return Hedge("比…大" if more else "比…小", "low_open" if more else "high_open", at - 1, found.end())


def _linked(text: str, start: int) -> list[Hedge]:
    """超过了30家, 超过人民币8亿元: one small word between."""
    for link in _LINKS:
        if text.endswith(link, 0, start):
            hedge = _before_once(text, start - len(link), bare=False)
            return [hedge] if hedge and hedge.bound not in ("about", "point") else []
    return []


def _far(text: str, start: int) -> list[Hedge]:
    """至少提前3年: the hedge before the verb."""
    first = max(0, start - _WINDOW)
    if _MAY_HEDGE.search(text, first, start) is None:
        return []
    window = text[first:start]
    pattern, bounds = _apart()
    found = pattern.search(window)
    if found is None:
        return []
    at = start - len(window) + found.start()
    word = found[1]
    if at > 0 and text[at - 1] in _not_after().get(word, ""):
        return []
    return [Hedge(word, bounds[word], at, at + len(word))]


def after(text: str, end: int, *, many: bool, share: bool = False) -> list[Hedge]:
    """The hedges that touch a number's unit from the right.

    `many`: 多 may stand here (3年多); `share`: 强 and 弱 may (三分之一强).
    """
    found: list[Hedge] = []
    at = end + text.startswith(" ", end)
    while len(found) < 2:
        hedge = _after_once(text, at, many=many and not found, share=share)
        if hedge is None:
            break
        found.append(hedge)
        at = hedge.end
    return found


def _after_once(text: str, start: int, *, many: bool, share: bool) -> Hedge | None:
    entries, bounds = _table("after")
    for word in entries.at(text, start):
        end = start + len(word)
        if word in ("多", "余") and (not many or text[end : end + 1] in _NUMERALS):
            continue  # 比927億元多45億元
        if word in ("强", "弱") and not share:
            continue
        if word in _needs_end() and not share and not _BOUNDARY.match(text, end):
            continue
        return Hedge(word, bounds[word], start, end)
    return None


def bounded(low: Fraction, high: Fraction, hedges: list[Hedge], *, over: bool) -> Bounds:
    """What is left of low..high under these hedges; `over`: 多 or 余 in the number itself."""
    if not hedges and not over:
        return Bounds(low, high)
    kinds: list[Bound] = [h.bound for h in hedges]
    if low is not high and low != high:
        return _bounded_range(low, high, kinds)
    for kind in kinds:
        if kind in ("low_open", "low_closed"):
            return Bounds(low, None, low_open=over or kind == "low_open")
        if kind in ("high_open", "high_closed"):
            return Bounds(None, high, high_open=kind == "high_open")
    return Bounds(low, None, low_open=True) if over else Bounds(low, high)


def _bounded_range(low: Fraction, high: Fraction, kinds: list[Bound]) -> Bounds:
    """超过十几 has no upper end any more; 30家至50家左右 keeps both."""
    if "low_open" in kinds or "low_closed" in kinds:
        return Bounds(low, high, low_open="low_open" in kinds)
    return Bounds(low, high)
