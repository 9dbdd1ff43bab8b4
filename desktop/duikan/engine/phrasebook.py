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
    """An alternation that tries longer words first."""
    return "|".join(re.escape(word) for word in sorted(set(items), key=lambda word: (-len(word), word)))


@cache
def matcher(name: str, *keys: str) -> re.Pattern[str]:
    """One pattern for all words under the keys, longest first."""
    return re.compile(any_of(word for key in keys for word in words(name, key)))


def last_match(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """The last place the pattern matches in a stretch of the text, no further back than a long sentence goes."""
    found = list(pattern.finditer(text, max(start, end - REACH), end))
    return found[-1] if found else None
