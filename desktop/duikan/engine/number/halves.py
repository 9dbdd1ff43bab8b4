"""Halves: 半年, 半个多月 as half a unit; 一半, 半数以上, 过半, 近半 as 50 %."""

from __future__ import annotations

import re
from fractions import Fraction

from duikan.engine.number.measured import Measured, measured
from duikan.engine.number.numerals import Numeral

_WHOLE_WORD = re.compile(r"一半(?!是|天|夜|时|山|晌|儿)|半数")
_HEDGED = re.compile(r"(?:超过?|逾|将?近|接近|不足|不到|约|大约|至少|过)$")
_NOT_SHARE = re.compile(r"半[年个天日小月里公斤亩吨价世场生山夜空途路边成决径导岛旗球程周分秒米尺元]")
_NAMES_BEFORE = frozenset("上下前后大对过折减参各居多夜小事南北东西")
_ONE_AND = re.compile(r"(?:^|[^零一二两三四五六七八九十百千万几数0-9这那每各整前后上下多])个$")
_AND_A_HALF = re.compile(r"半(?:月|小时|钟头?|星期|礼拜|世纪)(?!前|后)")
_HALF_POINT = ("半个百分点", "半个百份点")
_NO_HALF = ("percent", "degree", "point", "index", "age", "temperature", "multiple", "doubling")


def half_at(text: str, start: int, *, alone: bool = False) -> Measured | None:
    """The half that begins at `start` (半, 一半, 过半 or 半数), with its unit; None in 半导体, 上半年.

    `alone`: nothing else is said, so that 半, 半个 and 半成 are halves too.
    """
    start += text.startswith("过半", start)
    whole = _WHOLE_WORD.match(text, start)
    if whole:
        return measured(text, _numeral(start, whole.end(), 50))
    if _HEDGED.search(text[max(0, start - 2) : start]) and not _NOT_SHARE.match(text, start):
        return measured(text, _numeral(start, start + 1, 50))
    if _AND_A_HALF.match(text, start) and _ONE_AND.search(text[max(0, start - 2) : start]):
        one = Numeral(start - 1, start - 1, Fraction(1), Fraction(1), Fraction(1), True)
        whole = measured(text, one)  # 個半小時: one and a half
        return whole._replace(numeral=one._replace(end=start + 1))
    if text[start - 1 : start] in _NAMES_BEFORE:
        return None
    if text.startswith(_HALF_POINT, start):
        return measured(text, Numeral(start, start + 1, Fraction(1, 2), Fraction(1, 2), Fraction(1, 2), True))
    found = measured(text, Numeral(start, start + 1, Fraction(1, 2), Fraction(1, 2), Fraction(1, 2), True))
    unit = found.unit
    if alone and found.end == len(text):
        return found
    return None if unit is None or unit.counting or unit.dimension in _NO_HALF else found


def _numeral(start: int, end: int, percent: int) -> Numeral:
    value = Fraction(percent)
    return Numeral(start, end, value, value, value, True, "fraction", bare=True)
