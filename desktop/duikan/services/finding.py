"""Where words stand in a text, both scripts and both cases as one; pure, so the window can ask without a project."""

from __future__ import annotations

from dataclasses import dataclass

from duikan.engine.folding import fold

_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where searched words stand, with the words around it as printed."""

    article_id: int
    title: str
    page: str
    start: int
    end: int
    before: str
    words: str
    after: str


def folded(text: str) -> str:
    """The text as it is searched: one script, one width, one case, and exactly as long as before."""
    return fold(text).translate(_LOWER)


def occurrences(text: str, words: str, most: int = 10_000) -> list[tuple[int, int]]:
    """The places [start, end) where `words` stand, left to right, none over another, at most so many."""
    return places_in(folded(text), folded(words), most)


def places_in(text: str, words: str, most: int) -> list[tuple[int, int]]:
    """The same for what is already folded."""
    found: list[tuple[int, int]] = []
    at = text.find(words) if words else -1
    while at >= 0 and len(found) < most:
        found.append((at, at + len(words)))
        at = text.find(words, at + len(words))
    return found
