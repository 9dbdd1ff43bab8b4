"""Where sentences and clauses begin and end, in folded text."""

from __future__ import annotations

import re

from duikan.engine.values import Span

_CLOSERS = "」』”’）)】》〉"
_SENTENCE_END = re.compile(f"[。！？；!?;\\n]+[{_CLOSERS}]*")
# A comma before exactly three digits, or a colon between digits, belongs to the number: 4,000, 9:00.
_CLAUSE_END = re.compile(
    f"(?:，|,(?!(?<=[0-9],)[0-9]{{3}}(?![0-9]))|[:：](?!(?<=[0-9][:：])[0-9])|——)[{_CLOSERS}]*",
)


def sentences(folded: str) -> tuple[Span, ...]:
    """The sentences of a text in order: closing mark and quotes belong to them, white around them does not."""
    return tuple(_split(folded, Span(0, len(folded)), _SENTENCE_END))


def clauses(folded: str, sentence: Span) -> tuple[Span, ...]:
    """The clauses of one sentence in order, each with the comma, colon or dash that ends it; 、 ends none."""
    return tuple(_split(folded, sentence, _CLAUSE_END))


def _split(text: str, within: Span, ends: re.Pattern[str]) -> list[Span]:
    found: list[Span] = []
    start = within.start
    stops = [match.end() for match in ends.finditer(text, start, within.end)]
    stops.append(within.end)
    for end in stops:
        part = text[start:end]
        bare = part.lstrip()
        if bare:
            first = end - len(bare)
            found.append(Span(first, first + len(bare.rstrip())))
        start = end
    return found
