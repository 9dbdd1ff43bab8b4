"""The word tables of the quantities, read once from `resources/lexicon`: what is a numeral, a hedge, a unit, a name."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
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
    """A set of words that finds the longest one at, or before, a place in a text.

    Two characters at a time: what stands there leaves a few words to ask for, mostly none.
    """

    def __init__(self, entries: Iterable[str]) -> None:
        ordered = sorted(set(entries), key=lambda w: (-len(w), w))
        self._first = _by_end(ordered, slice(0, 2), slice(0, 1))
        self._last = _by_end(ordered, slice(-2, None), slice(-1, None))
        self.openers = frozenset(word[0] for word in ordered)

    def at(self, text: str, start: int) -> Sequence[str]:
        """The words that begin at `start`, longest first."""
        known = self._first.get(text[start : start + 2])
        if known is None:
            return self._first.get(text[start : start + 1], ())
        return [word for word in known if text.startswith(word, start)]

    def before(self, text: str, end: int) -> Sequence[str]:
        """The words that end just before `end`, longest first."""
        known = self._last.get(text[end - 2 : end] if end > 1 else "")
        if known is None:
            return self._last.get(text[end - 1 : end], ()) if end > 0 else ()
        return [word for word in known if text.endswith(word, 0, end)]


def _by_end(words: Sequence[str], two: slice, one: slice) -> dict[str, tuple[str, ...]]:
    """The words by two characters, those of one character with them; and by one, for what stands before others."""
    single = {word: (word,) for word in words if len(word) == 1}
    found: dict[str, tuple[str, ...]] = {}
    for word in words:
        if len(word) > 1:
            found[word[two]] = (*found.get(word[two], ()), word)
    return single | {key: (*known, *single.get(key[one], ())) for key, known in found.items()}


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
