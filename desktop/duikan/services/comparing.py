"""How any two numbers relate, and why: one answer for the window and for the command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from duikan.engine.anchors import to_document
from duikan.engine.fact.facts import why
from duikan.engine.fact.likeness import Topics
from duikan.engine.fact.relations import compare
from duikan.engine.fact.stories import Stories
from duikan.engine.pipeline import Reading, read_all
from duikan.engine.values import Span, Stated
from duikan.errors import InputError
from duikan.services.views import OneFactView, RelationView

_RANK = {"conflict": 0, "compatible": 1, "refines": 2, "same": 3}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number stands: a text with its name, and an offset in it, the words printed there, or neither."""

    name: str
    text: str
    published: date | None = None
    source: str = ""
    offset: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two numbers, where they stand (name, offset) and as printed, how they relate, and whether they are one fact."""

    first: tuple[str, int, str]
    second: tuple[str, int, str]
    relation: RelationView
    fact: OneFactView


def relate_two(first: Stated, second: Stated, *, one_fact: bool) -> RelationView:
    """How two numbers relate; `one_fact`: grouping takes them for answers to one question."""
    relation = compare(first, second, told=one_fact and first.article != second.article)
    values = tuple(sorted(relation.reason.values.items()))
    return RelationView(relation.kind, relation.type or "", relation.reason.code, values)


class Weighing:
    """Says of any two numbers why they are one fact or are not; `around`: all numbers of their articles."""

    def __init__(self, around: Sequence[Stated]) -> None:
        self._stories, self._topics = Stories(around), Topics(around)

    def of_two(self, first: Stated, second: Stated, *, one_fact: bool, by_hand: str = "") -> OneFactView:
        """`one_fact`: grouping takes them for one; `by_hand`: an editor "linked" or "parted" them."""
        *parts, (_, score) = why(first, second, self._stories, self._topics)
        alone = score >= 0
        verdict = ("together" if alone else "through") if one_fact else "kept" if alone else "apart"
        return OneFactView(by_hand or verdict, tuple(sorted(parts, key=lambda part: -abs(part[1]))), score)


def compare_places(first: Place, second: Place) -> list[Compared]:
    """The two numbers named; of two whole texts every pair that answers one question, the gravest first.

    A place without a number is an InputError compare.no_number.
    """
    whole = _is_whole(first) and _is_whole(second)
    one_text = (first.name, first.text) == (second.name, second.text)
    places = [first] if one_text else [first, second]
    reading = read_all([(place.text, place.published, place.source) for place in places])
    sides = [_numbers(reading, 0, first), _numbers(reading, len(places) - 1, second)]
    if not whole:
        sides = [side[:1] for side in sides]
    pairs = [(a, b) for a in sides[0] for b in sides[1] if not whole or (a.id < b.id and _one(reading, a, b))]
    weighing = Weighing(reading.stated)

    def compared(a: Stated, b: Stated) -> Compared:
        one = _one(reading, a, b)
        shown = _shown(reading, first, a), _shown(reading, second, b)
        return Compared(*shown, relate_two(a, b, one_fact=one), weighing.of_two(a, b, one_fact=one))

    found = [compared(a, b) for a, b in pairs]
    return sorted(found, key=lambda pair: _RANK.get(pair.relation.kind, len(_RANK))) if whole else found


def _is_whole(place: Place) -> bool:
    return place.offset is None and not place.words


def _one(reading: Reading, a: Stated, b: Stated) -> bool:
    return reading.facts.get(a.id, a.id) == reading.facts.get(b.id, b.id)


def _numbers(reading: Reading, page: int, place: Place) -> Sequence[Stated]:
    """The numbers of a page that a place names: those at an offset, those within words, or all."""
    at = place.offset if place.offset is not None else place.text.find(place.words) if place.words else 0
    end = len(place.text) if _is_whole(place) else at + max(1, len(place.words))
    named = Span(at, end)
    found = [one for one, span in _spans(reading, page) if at >= 0 and span.overlaps(named)]
    if not found:
        where = place.words or ("" if place.offset is None else str(place.offset))
        raise InputError("compare.no_number", file=place.name, where=where)
    return found


def _spans(reading: Reading, page: int) -> Iterator[tuple[Stated, Span]]:
    """The compared numbers of a page with their places in its text."""
    shown = reading.pages[page]
    articles = {shown.first + article.index: article for article in shown.articles}
    for one in shown.stated:
        if not one.mention.nominal:
            yield one, to_document(articles[one.article], one.mention.span)


def _shown(reading: Reading, place: Place, one: Stated) -> tuple[str, int, str]:
    span = next(span for other, span in _spans(reading, one.document) if other is one)
    return place.name, span.start, one.mention.surface
