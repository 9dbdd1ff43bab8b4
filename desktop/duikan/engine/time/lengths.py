"""Lengths of time (9年, 3至6个月), and the stretches they cut out: 未来三年, 近五年, 两年内, 十年前."""

from __future__ import annotations

import re

from duikan.engine.time.grammar import FoundTime, TimeExpression, Unit
from duikan.engine.time.words import small_number
from duikan.engine.values import Relation, Span

_AHEAD = re.compile(r"(?:未来|今后|接下来|往后|此后|随后|其后)的?$")
_SAID = ("此后", "随后", "其后")
_BACK = re.compile(r"(?:过去|刚过去|近|最近|以往)的?这?$")
_RUNNING = re.compile(r"连续$")
_NEARLY = re.compile(r"(?:耗时|历时|长达|为期|已有?|达|用时|工期|满|将|延误|花费?|拖延)近$")
_TAIL = re.compile(
    r"以来|来(?![自到往源])|内(?![地部外容需政蒙])|以内|之内|间(?![接隔])|前(?![往列沿])|之前|以前|后(?![续期])|之后|以后"
)
_UNIT_OF: tuple[tuple[str, Unit], ...] = (
    ("年", "year"), ("载", "year"), ("季度", "quarter"), ("月", "month"), ("星期", "week"), ("礼拜", "week"),
    ("工作日", "day"), ("周", "week"), ("天", "day"), ("日", "day"), ("昼夜", "day"),
)  # fmt: skip
_NUMERAL = re.compile(r"\d+(?![\d.])|[一二两三四五六七八九十百千]+")
_SHORT: Unit = "short"
_HEAD = 6


def opens_length(word: str) -> bool:
    """True for 未来, 过去: before a length they are its head and no time of their own."""
    return bool(_AHEAD.search(word) or _BACK.search(word))


def read_length(folded: str, start: int, end: int, floor: int) -> FoundTime:
    """The length at `start`..`end` with the words around it; nothing before `floor` may be taken."""
    text = folded[start:end]
    before = folded[max(floor, start - _HEAD) : start]
    tail = _TAIL.match(folded, end)
    word = tail[0] if tail else ""
    amount, unit = length_of(text)
    running = _RUNNING.search(before)
    plain = unit == "short" or _NEARLY.search(before) is not None
    ahead, back = (None, None) if plain else (_AHEAD.search(before), _BACK.search(before))
    head = running or ahead or back
    start -= len(before) - head.start() if head else 0
    if running or unit == "short" or (not head and word in ("", "间")):
        inside = tail.end() if tail and "内" in word else end
        return FoundTime(Span(start, inside), TimeExpression("length", amount=amount, unit=unit), True, False)
    if ahead and ahead[0] in _SAID:
        amount = None  # from what was told before, not from publication
    span = Span(start, tail.end() if tail else end)
    return FoundTime(span, _window(word, bool(ahead), bool(back), amount, unit), True, False)


def _window(word: str, ahead: bool, back: bool, amount: int | None, unit: Unit) -> TimeExpression:
    if "内" in word or ahead:
        relation: Relation = "by" if "内" in word and not ahead and not back else "in"
        return TimeExpression("window", None, None, relation, amount, unit, not back)
    if not back and ("前" in word or "后" in word):
        return TimeExpression("window", None, None, "about", amount, unit, "后" in word, distance=True)
    return TimeExpression("window", None, None, "in", amount, unit, ahead=False)


def length_of(text: str) -> tuple[int | None, Unit]:
    """How many of which unit; None where it is said roughly (数年, 两三年)."""
    unit: Unit = _SHORT
    for word, named in reversed(_UNIT_OF):
        unit = named if word in text else unit
    if text.startswith("半年"):
        return 6, "month"
    numeral = _NUMERAL.match(text)
    if numeral is None or (len(numeral[0]) > 1 and all(c in "一二两三四五六七八九" for c in numeral[0])):
        return None, unit
    return small_number(numeral[0]), unit
