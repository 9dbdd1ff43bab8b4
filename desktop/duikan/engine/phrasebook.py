"""Word lists as compiled matchers: what the reading of subjects, plans and speakers is made with."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache

from duikan.resources import resource

REACH = 400  # how far back from a number its sentence is asked: a line without end costs no more


@cache
def table(name: str) -> dict[str, object]:
    """One lexicon file as it stands."""
    with resource("lexicon", f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """The words under one key, in the order written, each once."""
    value = table(name)[key]
    return tuple(dict.fromkeys(value.split())) if isinstance(value, str) else ()


@cache
def word_set(name: str, key: str) -> frozenset[str]:
    """The words under one key, to ask for membership."""
    return frozenset(words(name, key))


def any_of(items: Iterable[str]) -> str:
    """A pattern for many words, the longest first: a tree, so that more words cost no more time."""
    words = set(items)
    branches = alternatives(words)
    return f"(?:{branches}){'?' if '' in words else ''}" if branches else ""


def alternatives(items: Iterable[str], ahead: str = "") -> str:
    """The same without its bracket, to add to: each begins with a character, so a scan passes over all others.

    `ahead`: what must, or must not, stand behind each of them.
    """
    by_first: dict[str, set[str]] = {}
    for word in items:
        if word:
            by_first.setdefault(word[0], set()).add(word[1:])
    return "|".join(re.escape(first) + any_of(rest) + ahead for first, rest in sorted(by_first.items()))


@cache
def matcher(name: str, *keys: str) -> re.Pattern[str]:
    """One pattern for all words under the keys, longest first."""
    return re.compile(alternatives(word for key in keys for word in words(name, key)))


def last_match(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """The last place the pattern matches in a stretch of the text, no further back than a long sentence goes."""
    found = pattern.search(text, start if start > end - REACH else end - REACH, end)
    last = found
    while found is not None:
        last = found
        found = pattern.search(text, found.end(), end)
    return last
