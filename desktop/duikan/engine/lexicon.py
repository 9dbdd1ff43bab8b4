"""The word tables of the quantities, read once from `resources/lexicon`: what is a numeral, a hedge, a unit, a name."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any

from duikan.resources import resource

NUMERAL_CHARS = "零〇○一二两俩三仨四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿兆廿卅几数半双"


@cache
def table(name: str) -> dict[str, Any]:
    """One lexicon file as it stands, parsed once."""
    return tomllib.loads(resource("lexicon", f"{name}.toml").read_text(encoding="utf-8"))


def words(text: str) -> list[str]:
    """The words of a table row that lists them with blanks between."""
    return text.split()


class Words:
    """A set of words that finds the longest one at, or before, a place in a text."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._first: dict[str, tuple[str, ...]] = {}
        self._last: dict[str, tuple[str, ...]] = {}
        for word in sorted(set(entries), key=lambda w: (-len(w), w)):
            self._first[word[0]] = (*self._first.get(word[0], ()), word)
            self._last[word[-1]] = (*self._last.get(word[-1], ()), word)

    def at(self, text: str, start: int) -> list[str]:
        """The words that begin at `start`, longest first."""
        candidates = self._first.get(text[start : start + 1])
        return [word for word in candidates if text.startswith(word, start)] if candidates else []

    def before(self, text: str, end: int) -> list[str]:
        """The words that end just before `end`, longest first."""
        candidates = self._last.get(text[end - 1]) if end > 0 else None
        return [word for word in candidates if text.endswith(word, 0, end)] if candidates else []

    @property
    def openers(self) -> frozenset[str]:
        """The characters that a word of the set begins with."""
        return frozenset(self._first)


class Names:
    """Words and names with a numeral in them that state no quantity: 长三角, 百度, 九死一生."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._by: dict[str, list[tuple[int, str]]] = {}
        for word in sorted(set(entries), key=lambda w: (-len(w), w)):
            for offset, char in enumerate(word):
                if char in NUMERAL_CHARS or char.isdigit():
                    self._by.setdefault(_gram(word, offset), []).append((offset, word))

    def around(self, text: str, position: int) -> tuple[int, int] | None:
        """Start and end of the longest name that holds the numeral at `position`."""
        best: tuple[int, int] | None = None
        for gram in (text[position : position + 2], text[max(0, position - 1) : position + 1] + "$"):
            for offset, word in self._by.get(gram, ()):
                start = position - offset
                if start >= 0 and text.startswith(word, start) and (best is None or len(word) > best[1] - best[0]):
                    best = (start, start + len(word))
                    break
        return best


def _gram(word: str, offset: int) -> str:
    """A numeral and what follows it; at the end of a word, what stands before it (marked $)."""
    return word[offset : offset + 2] if offset + 1 < len(word) else word[offset - 1 : offset + 1] + "$"


@cache
def names() -> Names:
    """The names that shield their numerals."""
    rows: dict[str, str] = table("names")["words"]
    return Names(word for row in rows.values() for word in words(row))
