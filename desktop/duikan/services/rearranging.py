"""Lay the passages of a page out anew over its articles, and take along all that was marked in them.

Every character of the page stays in exactly one place. What an editor made (claims, links, corrections, pairings,
decisions, declined suggestions, accepted values) follows its words to their new place; a claim whose words are no
longer in one piece keeps its longest stretch and waits for another look.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from duikan.engine.anchors import make_anchor
from duikan.engine.page.layout import compose
from duikan.engine.values import ARTICLE_BITS, Piece, Role, Span, mention_id
from duikan.store.codec import pieces_of, pieces_to_json
from duikan.store.models import Accepted, Article, Correction, Declined, Document, Link, Pairing, Review

T = TypeVar("T")
Part = tuple[Span, Role]
Place = tuple[int, int]  # an article, and a position in its text


@dataclass(frozen=True, slots=True)
class _Held:
    """One piece of the new layout: where it begins in the document, and where that is in which article."""

    first: int
    last: int
    article: int
    start: int


class _Map:
    """From a place in an article before to the same character's place after."""

    def __init__(self, before: Mapping[int, Sequence[Piece]], after: Mapping[int, Sequence[Piece]]) -> None:
        self._before = before
        self._starts = {article: [piece.start for piece in pieces] for article, pieces in before.items()}
        self._held = sorted(
            (_Held(piece.span.start, piece.span.end, article, piece.start) for article, pieces in after.items()
             for piece in pieces),
            key=lambda held: held.first,
        )  # fmt: skip
        self._firsts = [held.first for held in self._held]

    def place(self, article: int, position: int) -> Place | None:
        """Where a character went; None for a newline between two pieces."""
        at = bisect_right(self._starts[article], position) - 1
        if at < 0:
            return None
        piece = self._before[article][at]
        printed = piece.span.start + position - piece.start
        found = bisect_right(self._firsts, printed) - 1
        if printed >= piece.span.end or found < 0 or printed >= self._held[found].last:
            return None
        held = self._held[found]
        return held.article, held.start + printed - held.first

    def mention(self, one: int) -> int:
        """The id a mention has now; its own where its article was left alone."""
        article, start = one >> ARTICLE_BITS, one & ((1 << ARTICLE_BITS) - 1)
        place = self.place(article, start) if article in self._before else None
        return one if place is None else mention_id(*place)

    def stretch(self, article: int, start: int, end: int) -> tuple[int, int, int, bool]:
        """Where [start, end) went: article, start, end, and whether it is whole; else its longest stretch."""
        places = [place for i in range(start, end) if (place := self.place(article, i)) is not None]
        runs: list[list[Place]] = [[place] for place in places[:1]]
        for one, two in pairwise(places):
            if one[0] == two[0] and 0 < two[1] - one[1] <= _GAP:
                runs[-1].append(two)
            else:
                runs.append([two])
        best = max(runs, key=len, default=[(article, start)])
        return best[0][0], best[0][1], best[-1][1] + 1, len(runs) == 1


_GAP = 2  # two characters with a newline between them still follow each other


def rearrange(session: Session, document: Document, parts: Mapping[int, Sequence[Part]]) -> int:
    """Give articles of a page these passages, in this order; how many claims were cut. Emptied articles go.

    Together `parts` must hold what the same articles held before.
    """
    rows = {row.id: row for row in document.articles if row.id in parts}
    before = {row.id: pieces_of(row) for row in rows.values()}
    after: dict[int, tuple[Piece, ...]] = {}
    for row in rows.values():
        composed = compose(document.text, parts[row.id])
        after[row.id] = composed.pieces
        if composed.pieces != before[row.id]:
            row.text, row.pieces = composed.text, pieces_to_json(composed.pieces)
            row.byline, row.place = composed.byline, composed.place
    session.flush()
    places = _Map(before, after)
    cut = _carry_claims(rows, places)
    _carry_spans(rows, places)
    session.flush()
    _carry_ids(session, places)
    _carry_reviews(session, places)
    session.expire_all()  # claims know their new articles, articles their new claims
    _drop_empty(session, document, [row for row in rows.values() if not after[row.id]])
    return cut


def _carry_claims(rows: Mapping[int, Article], places: _Map) -> int:
    cut = 0
    for claim in [claim for row in rows.values() for claim in row.claims]:
        article, start, end, whole = places.stretch(claim.article_id, claim.start, claim.end)
        text = rows[article].text
        anchor = make_anchor(text, Span(start, end))
        claim.article_id, claim.start, claim.end = article, start, end
        claim.quote, claim.prefix, claim.suffix = anchor.quote, anchor.prefix, anchor.suffix
        claim.needs_review = claim.needs_review or not whole
        cut += not whole
    return cut


def _carry_spans(rows: Mapping[int, Article], places: _Map) -> None:
    """Corrections and declined suggestions keep their words: where those are broken they hold no longer."""
    held: list[Correction | Declined] = [one for row in rows.values() for one in (*row.corrections, *row.declined)]
    for one in held:
        length = one.end - one.start
        one.article_id, one.start, _, _ = places.stretch(one.article_id, one.start, one.end)
        one.end = one.start + length


def _carry_ids(session: Session, places: _Map) -> None:
    """The rows that name a number by its id. A name is only taken when nobody bears it any more."""
    corrections = session.scalars(select(Correction)).all()
    _rename(session, corrections, lambda row: (row.mention_id,), _set_mention, places)
    _rename(session, session.scalars(select(Accepted)).all(), lambda row: (row.mention_id,), _set_mention, places)
    _rename(
        session, session.scalars(select(Link)).all(), lambda row: (row.mention_id,), _set_mention, places,
        within=lambda row: row.claim_id,
    )  # fmt: skip
    _rename(session, session.scalars(select(Pairing)).all(), lambda row: (row.first_id, row.second_id), _pair, places)


def _set_mention(row: Correction | Accepted | Link, ids: tuple[int, ...]) -> None:
    (row.mention_id,) = ids


def _pair(row: Pairing, ids: tuple[int, ...]) -> None:
    row.first_id, row.second_id = ids


def _rename(
    session: Session, rows: Iterable[T], now: Callable[[T], tuple[int, ...]],
    give: Callable[[T, tuple[int, ...]], None], places: _Map, within: Callable[[T], int] = lambda _row: 0,
) -> None:  # fmt: skip
    wanted = [(row, within(row), tuple(sorted(map(places.mention, now(row))))) for row in rows]
    waiting = [one for one in wanted if now(one[0]) != one[2]]
    while waiting:
        borne = {(group, now(row)) for row, group, _ in waiting}
        free = [one for one in waiting if (one[1], one[2]) not in borne]
        for row, _, ids in free or waiting[:1]:
            give(row, ids if free else tuple(-one for one in now(row)))  # two that swap: one steps aside
            session.flush()
        waiting = [one for one in waiting if now(one[0]) != one[2]]


def _carry_reviews(session: Session, places: _Map) -> None:
    for review in session.scalars(select(Review)):
        members = sorted(places.mention(one) for one in review.members)
        kind, _, named = review.conflict_key.partition(":")
        ids = sorted(places.mention(int(one)) for one in named.split("-") if one.isdigit())
        if members != review.members:
            review.members = members
        key = f"{kind}:{'-'.join(map(str, ids))}"
        if key != review.conflict_key:
            review.conflict_key = key
    session.flush()


def _drop_empty(session: Session, document: Document, empty: Sequence[Article]) -> None:
    """Articles without a word left go; their boxes stand alone, and the others close up."""
    for row in empty:
        for box in row.boxes:
            box.parent_id = None
        session.flush()
        session.refresh(row)
        session.delete(row)
        session.flush()
    session.refresh(document, ["articles"])
    for position, row in enumerate(sorted(document.articles, key=lambda row: row.position)):
        if row.position != position:
            row.position = position
    session.flush()
