"""The vocabulary of time: the words of resources/lexicon/times.toml, and small numerals."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from duikan.engine.time.grammar import Edge, Point, Ref
from duikan.engine.values import Relation
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
    prefixes: dict[str, Relation]
    suffixes: dict[str, Relation]
    by_guard: str
    suffix_pattern: re.Pattern[str]
    longest_prefix: int


def _point(level: str, row: dict[str, Any]) -> Point | None:
    shift = int(row.get("shift", 0))
    months = row.get("months")
    span = (int(months[0]), int(months[1])) if months else None
    edge: Edge = row.get("edge", "")
    if level in ("year", "month", "day"):
        ref = Ref(row["ref"], shift)
        if level == "year":
            return Point(year=ref, months=span)
        return Point(month=ref) if level == "month" else Point(day=ref)
    by_level = {
        "week": Point(week=(shift, 7 if row.get("weekend") else None)),
        "part": Point(months=span),
        "quarter": Point(quarter=shift),
        "feast": Point(months=span, days=(row.get("day", 0), row.get("day", 0))),
        "season": Point(year=Ref("pub", shift), months=span),
        "edge": Point(edge=edge),
        "month_edge": Point(month=Ref("pub", 0), edge=edge),
        "ten": Point(days=tuple(row.get("days", (0, 0)))),
        "same": Point(same=True),
    }
    return by_level.get(level)


def _guarded(text: str, row: dict[str, Any]) -> str:
    """The word without its first character, and what may not stand around it; the literal comes first for speed."""
    before, after, ahead = row.get("not_before", ""), row.get("not_after", ""), row.get("not_ahead", "")
    left = f"(?<![{re.escape(before)}]{re.escape(text)})" if before else ""
    right = (f"(?![{re.escape(after)}])" if after else "") + (f"(?!{ahead})" if ahead else "")
    return re.escape(text[1:]) + left + right


def _by_first(guarded: dict[str, str]) -> str:
    """One alternative per first character, the longest words first."""
    rests: dict[str, list[str]] = {}
    for text in _longest_first(guarded):
        rests.setdefault(text[0], []).append(guarded[text])
    gate = "".join(re.escape(first) for first in rests)
    branches = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in rests.items())
    return f"(?=[{gate}])(?:{branches})"


def _glue(table: dict[str, list[str]]) -> dict[str, Relation]:
    relations: tuple[Relation, ...] = ("in", "by", "since", "until", "about")
    return {text: relation for relation in relations for text in table.get(relation, [])}


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
    prefixes = _glue(data["prefixes"])
    suffixes = _glue(data["suffixes"])
    not_after: dict[str, str] = data["suffix_not_after"]
    tails = [text + (f"(?![{not_after[text]}])" if not_after.get(text) else "") for text in _longest_first(suffixes)]
    return Vocabulary(
        words=words,
        pattern=_by_first(guarded),
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
