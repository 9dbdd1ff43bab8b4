"""The words around a place of an article, cut out by the database: no text of an article is loaded for them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import text
from sqlalchemy.orm import Session

from duikan.engine.sentences import sentences
from duikan.services.decisions import in_parts

Spot = tuple[int, int, int]  # article, start, end
_STOPS = "。！？\n"
AROUND = 240  # characters on each side in which the sentence of a place is looked for


def words_around(session: Session, spots: Iterable[Spot]) -> dict[Spot, tuple[str, str]]:
    """The printed words of each spot, and the sentences that hold it."""
    found: dict[Spot, tuple[str, str]] = {}
    for article, start, end, before, words in _cut(session, spots, AROUND):
        first, last = start - before, end - before
        touched = [span for span in sentences(words) if span.start < last and first < span.end]
        sentence = words[min(touched[0].start, first) : max(touched[-1].end, last)] if touched else words[first:last]
        found[article, start, end] = (words[first:last], sentence)
    return found


def passages(session: Session, spots: Iterable[Spot]) -> dict[Spot, tuple[str, str]]:
    """The printed words of each spot, and the line around them up to the next full stop: what a card needs."""
    found: dict[Spot, tuple[str, str]] = {}
    for article, start, end, before, words in _cut(session, spots, AROUND):
        first, last = start - before, end - before
        begin = max(words.rfind(mark, 0, first) for mark in _STOPS) + 1
        ends = [at for at in (words.find(mark, last) for mark in _STOPS) if at >= 0]
        found[article, start, end] = (words[first:last], words[begin : min(ends, default=len(words)) + 1].strip())
    return found


def printed_words(session: Session, spots: Iterable[Spot]) -> dict[Spot, str]:
    """The printed words of each spot."""
    return {(article, start, end): words for article, start, end, _, words in _cut(session, spots, 0)}


def _cut(session: Session, spots: Iterable[Spot], around: int) -> Iterable[tuple[int, int, int, int, str]]:
    for some in in_parts(sorted(set(spots))):
        # Whole numbers of our own, written out: no name and no word of anybody's comes into the statement.
        wanted = ", ".join(f"({int(a)}, {int(s)}, {int(e)}, {max(0, int(s) - around)})" for a, s, e in some)
        yield from session.execute(
            text(
                f"WITH spot(article_id, start, finish, before) AS (VALUES {wanted}) "
                "SELECT spot.article_id, spot.start, spot.finish, spot.before, "
                f"substr(article.text, spot.before + 1, spot.finish - spot.before + {around}) "
                "FROM spot JOIN article ON article.id = spot.article_id"
            )
        )  # pyright: ignore[reportReturnType] - as selected
