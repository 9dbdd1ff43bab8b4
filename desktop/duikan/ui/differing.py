"""Which characters differ between the printed words of a conflict: 3.4億 against 34億 whole, 1,234 against 1,243 by
digit, 今 of 今年 against 到2025 of 到2025年. Scripts and widths of one character are no difference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from duikan.services.finding import folded
from duikan.services.views import ConflictCard, Statement

Stretch = tuple[int, int]

LONGEST = 200  # characters; what is longer is read, not compared at a glance
_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|\n|.")
_OF_TIME = frozenset({"target_year", "date"})
# Where both sides say the same thing otherwise; a sum and its parts, a new count and a whole one say other things.
_OF_ONE_THING = _OF_TIME | {"value", "magnitude", "unit", "currency", "range", "rank", "percent_vs_point"}


def differing(texts: Sequence[str]) -> list[tuple[Stretch, ...]]:
    """The stretches of each text that the others do not have: the first against the next other one, the rest
    against the first; code points of that text, half-open."""
    plain = [folded(text) for text in texts]
    if not plain or any(len(text) > LONGEST for text in plain):
        return [() for _ in plain]
    first = plain[0]
    other = next((text for text in plain if text != first), first)
    return [_against(text, other if text == first else first) for text in plain]


def _against(text: str, other: str) -> tuple[Stretch, ...]:
    mine, theirs = _TOKEN.findall(text), _TOKEN.findall(other)
    starts = [0]
    for token in mine:
        starts.append(starts[-1] + len(token))
    found: list[Stretch] = []
    for kind, low, high, first, last in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if kind == "replace" and high - low == last - first:
            pairs = zip(mine[low:high], theirs[first:last], strict=True)
            found += [part for at, pair in enumerate(pairs, low) for part in _within(*pair, starts[at])]
        elif kind in ("replace", "delete"):
            found.append((starts[low], starts[high]))
    return _joined(found)


def _within(token: str, other: str, start: int) -> Iterable[Stretch]:
    """Numbers of one length differ by digit, others as a whole."""
    if len(token) != len(other) or not token[0].isdigit():
        return [(start, start + len(token))]
    pairs = enumerate(zip(token, other, strict=True), start)
    return [(at, at + 1) for at, (mine, theirs) in pairs if mine != theirs]


def _joined(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    for start, end in stretches:
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def _line(text: str) -> str:
    return text.replace("\n", "")


def in_words(card: ConflictCard) -> dict[tuple[int, int, int], tuple[Stretch, ...]]:
    """By article, start and end of a statement: what differs in its words, in positions of the article."""
    if card.type not in _OF_ONE_THING:
        return {}
    parts = differing([one.words for one in card.statements])
    return {
        (one.article_id, one.start, one.end): tuple((one.start + start, one.start + end) for start, end in stretches)
        for one, stretches in zip(card.statements, parts, strict=True)
    }


def in_print(card: ConflictCard) -> dict[str, tuple[Stretch, ...]]:
    """By the words of a statement as its card prints them (in one line): what differs in them."""
    if card.type not in _OF_ONE_THING:
        return {}
    lines = [_line(one.printed) for one in card.statements]
    parts = differing([_line(one.words) for one in card.statements])
    if any(parts):
        shifted = (_moved(one, stretches) for one, stretches in zip(card.statements, parts, strict=True))
        return dict(zip(lines, shifted, strict=True))
    return dict(zip(lines, differing(lines), strict=True)) if card.type in _OF_TIME else {}


def _moved(one: Statement, stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """From the words of a place to those of the card, where time words may stand before them."""
    at = _line(one.printed).rfind(_line(one.words))
    return tuple((at + start, at + end) for start, end in stretches) if at >= 0 else ()
