"""The vocabulary of time: the words of resources/lexicon/times.toml, and small numerals."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from duikan.engine.time_grammar import Edge, Point, Ref
from duikan.resources import resource

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "元": 1}
TENS = {"廿": 20, "卅": 30}


@dataclass(frozen=True, slots=True)
class Word:
    """One entry of the word list: what kind of atom it is, and its point in time where it has one."""

    level: str
    point: Point | None = None
    way: str = ""
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words with the one pattern that finds them, longest first."""

    words: dict[str, Word]
    pattern: str
    eras: dict[str, int]
    prefixes: dict[str, str]
    suffixes: dict[str, str]
    by_guard: str
    suffix_pattern: re.Pattern[str]
    longest_prefix: int


def _point(level: str, row: dict[str, Any]) -> Point | None:
    shift = int(row.get("shift", 0))
    months = row.get("months")
    span = (int(months[0]), int(months[1])) if months else None
    edge: Edge = row.get("edge", "")
    if level in ("year", "month", "day"):
        return Point(**{level: Ref(row["ref"], shift)})
    if level == "week":
        return Point(week=(shift, None))
    if level == "part":
        return Point(months=span)
    if level == "season":
        return Point(year=Ref("pub", shift), months=span)
    if level in ("edge", "month_edge"):
        return Point(edge=edge)
    if level == "ten":
        return Point(days=(row["days"][0], row["days"][1]))
    return Point(same=True) if level == "same" else None


def _guarded(text: str, row: dict[str, Any]) -> str:
    before, after = row.get("not_before", ""), row.get("not_after", "")
    left = f"(?<![{re.escape(before)}])" if before else ""
    right = f"(?![{re.escape(after)}])" if after else ""
    return left + re.escape(text) + right


def _glue(table: dict[str, list[str]]) -> dict[str, str]:
    return {text: relation for relation, texts in table.items() for text in texts}


def _longest_first(texts: dict[str, Any]) -> list[str]:
    return sorted(texts, key=lambda text: (-len(text), text))


@cache
def vocabulary() -> Vocabulary:
    """The words of time, read once."""
    data = tomllib.loads(resource("lexicon", "times.toml").read_text(encoding="utf-8"))
    words: dict[str, Word] = {}
    guarded: dict[str, str] = {}
    for row in data["word"]:
        needs = "year" if row.get("needs_year") else "day" if row.get("needs_day") else ""
        word = Word(row["level"], _point(row["level"], row), row.get("way", ""), needs)
        for text in row["texts"]:
            words.setdefault(text, word)
            guarded.setdefault(text, _guarded(text, row))
    prefixes = _glue({k: v for k, v in data["prefixes"].items() if k != "by_not_before"})
    suffixes = _glue(data["suffixes"])
    not_after: dict[str, str] = data["suffix_not_after"]
    tails = [text + (f"(?![{not_after[text]}])" if not_after.get(text) else "") for text in _longest_first(suffixes)]
    return Vocabulary(
        words=words,
        pattern="|".join(guarded[text] for text in _longest_first(words)),
        eras=data["eras"],
        prefixes=prefixes,
        suffixes=suffixes,
        by_guard=data["prefixes"]["by_not_before"],
        suffix_pattern=re.compile("|".join(tails)),
        longest_prefix=max(map(len, prefixes)),
    )


def small_number(text: str) -> int | None:
    """The value of a numeral up to 9999 in either script (31, 三十一, 二〇二五, 廿三); None when it is not one."""
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= 4 else None
    if not text or len(text) > 8:
        return None
    if len(text) > 1 and all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text)) if len(text) <= 4 else None
    return _with_places(text)


def _with_places(text: str) -> int | None:
    total, digit = 0, -1
    places = {"十": 10, "百": 100, "千": 1000}
    for c in text:
        if c in TENS:
            total += TENS[c]
        elif c in DIGITS:
            digit = DIGITS[c]
        elif c in places:
            total += (1 if digit < 0 else digit) * places[c]
            digit = -1
        else:
            return None
    return total + max(digit, 0)
