"""Duckling: Duckling/*/ZH/**/Corpus.hs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

from tests.suites.items import Amount, Days, Item, Wanted, number

SUITE = "Duckling"
REFERENCE = date(2013, 2, 12)
UNITS = {
    "Cent": "分钱", "Dollar": "元", "CNY": "元", "HKD": "港元", "Gram": "克", "Centimetre": "厘米", "Metre": "米",
    "Kilometre": "公里", "Foot": "英尺", "Inch": "英寸", "Mile": "英里", "Celsius": "℃", "Fahrenheit": "华氏度",
    "Degree": "度", "Litre": "升", "Millilitre": "毫升", "Gallon": "加仑", "Second": "秒", "Minute": "分钟",
    "Hour": "小时", "Day": "天", "Week": "周", "Month": "个月", "Year": "年",
}  # fmt: skip
KINDS = {
    "Numeral": "plain number", "Ordinal": "ordinal", "AmountOfMoney": "currency", "Quantity": "unit",
    "Distance": "unit", "Volume": "unit", "Temperature": "temperature", "Duration": "duration", "Time": "date",
}  # fmt: skip
_GROUP = re.compile(r'examples\s+\((?P<want>(?:[^"\[]|"[^"]*")*)\)\s*\[(?P<texts>(?:\s*,?\s*"[^"\n]*")+)\s*\]')
_TEXT = re.compile(r'"([^"\n]*)"')
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_STAMP = re.compile(r"\(([0-9]+), ?([0-9]+), ?([0-9]+), ?([0-9]+), ?([0-9]+), ?([0-9]+)\)")
_WINDOW = re.compile("([上前下后後])([一二三两兩])[个個]?([周週月年])$")
Made = Callable[[str], tuple[str, Wanted]] | None


def _named(want: str) -> str:
    return next(UNITS[word] for word in re.findall(r"[A-Za-z]+", want) if word in UNITS)


def _amount(want: str, kind: str) -> Made:
    values = [number(one) for one in _NUMBER.findall(want)]
    low, high = values[0], values[-1]
    unit = None if kind in ("plain number", "ordinal") else _named(want)
    ends: tuple[Fraction | None, Fraction | None] = (low, high)
    if want.startswith("under"):
        ends = (None, high)
    if want.startswith("above"):
        ends = (low, None)
    ranged = "number range" if ends[0] != ends[1] and kind == "plain number" else kind
    return lambda text: (ranged, Amount(text, *ends, unit))


def _stamp(words: tuple[str, ...]) -> tuple[date, bool]:
    """The day of a time stamp, and whether it is midnight; a month 0 or day 0 is the first."""
    year, month, dom, *clock = (int(word) for word in words)
    return date(year, max(1, month), max(1, dom)), not any(clock)


def _days(want: str) -> Made:
    stamps = [_stamp(found) for found in _STAMP.findall(want)]
    start, grain = stamps[0][0], want.split(")")[-1].strip().split(" ")[0]
    if "Interval" not in want:
        if grain in ("Second", "Minute", "Hour"):
            return None
        end = _last(start, grain)
        return lambda text: ("date" if grain == "Day" else "date range", Days(text, start, end))
    if grain in ("Second", "Minute"):
        return None
    after, midnight = stamps[1]
    end = after - timedelta(days=1) if midnight else after
    kind = "date" if grain == "Hour" and start == end else "date range"
    return lambda text: (kind, Days(text, start, max(start, end), _rolling(text)))


def _rolling(text: str) -> tuple[tuple[date | None, date | None], ...]:
    """上两个月 as two months up to today, as Recognizers counts, beside the two of the calendar."""
    found = _WINDOW.match(text)
    if found is None:
        return ()
    amount, ahead = "一二三四五".find(found[2].replace("两", "二").replace("兩", "二")) + 1, found[1] in "下后後"
    days = {"月": 30, "年": 365}.get(found[3], 7)
    months = amount * {30: 1, 365: 12}.get(days, 0) * (1 if ahead else -1)
    far = REFERENCE + timedelta(days=amount * days * (1 if ahead else -1))
    if months:
        year, month = divmod(REFERENCE.year * 12 + REFERENCE.month - 1 + months, 12)
        far = date(year, month + 1, REFERENCE.day)
    return ((min(REFERENCE, far), max(REFERENCE, far)),)


def _last(start: date, grain: str) -> date:
    if grain == "Week":
        return start + timedelta(days=6)
    if grain == "Month":
        return (start.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return start.replace(month=12, day=31) if grain == "Year" else start


def items(folder: Path) -> Iterator[Item]:
    """Every example; times of the clock are left out, our periods are days. Festivals are a kind of their own."""
    for path in sorted(folder.glob("**/Duckling/*/ZH/**/Corpus.hs")):
        kind = KINDS.get(path.relative_to(path.parents[path.parts[::-1].index("Duckling")]).parts[1], "")
        for group in _GROUP.finditer(path.read_text(encoding="utf-8")) if kind else ():
            made = _days(group["want"]) if kind == "date" else _amount(group["want"], kind)
            festival = "Holiday" in group["want"]
            for text in _TEXT.findall(group["texts"]) if made else ():
                found, wanted = made(text)
                yield Item(SUITE, "festival" if festival else found, text, (wanted,), REFERENCE)
