"""Conflicts as cards: every side with its words as printed, what it was read as, and the decision that counts.

Only what a card shows is read: never the text of an article, but the few words around each number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from duikan.services.around import passages
from duikan.services.decisions import in_parts, stands
from duikan.services.views import ConflictCard, ReviewView, Statement
from duikan.store.codec import alternatives
from duikan.store.models import Article, Conflict, ConflictMember, Document, Mention, Milestone, Review

_CONFLICT = (
    Conflict.id, Conflict.key, Conflict.type, Conflict.severity, Conflict.status, Conflict.scope, Conflict.spots,
    Conflict.reason_code, Conflict.reason_values, Conflict.fingerprint, Conflict.review_id,
)  # fmt: skip
_PERIOD = ("id", "article_id", "start", "end", "surface", "period_start", "period_end", "alternatives")
_NUMBER = (*_PERIOD, "time_start", "time_end", "time_words", "low", "high", "low_open", "high_open", "unit")
_MENTION = tuple(getattr(Mention, name) for name in _NUMBER)
_MILESTONE = tuple(getattr(Milestone, name) for name in _PERIOD)
_ARTICLE = (Article.id, Article.title, Article.kind, Article.published, Article.pieces, Document.name.label("page"))


def cards_of(session: Session, ids: Sequence[int]) -> tuple[ConflictCard, ...]:
    """The cards of these conflicts, in this order; one that is gone is left out."""
    rows = {row.id: row for row in _rows(session, _CONFLICT, Conflict.id, ids)}
    reviews = {row.id: row for row in _reviews(session, rows.values())}
    builder = _Statements(session, list(rows.values()))
    return tuple(_card(rows[key], builder.of(rows[key]), reviews) for key in ids if key in rows)


def _rows(session: Session, columns: Sequence[Any], column: Any, wanted: Iterable[Any]) -> list[Any]:
    return [row for some in in_parts(wanted) for row in session.execute(select(*columns).where(column.in_(some)))]


def _reviews(session: Session, rows: Iterable[Any]) -> list[Review]:
    ids = {row.review_id for row in rows if row.review_id is not None}
    return [row for some in in_parts(ids) for row in session.scalars(select(Review).where(Review.id.in_(some)))]


def _card(row: Any, statements: tuple[Statement, ...], reviews: Mapping[int, Review]) -> ConflictCard:
    return ConflictCard(
        key=row.key,
        type=row.type,
        severity=row.severity,
        status=row.status,
        scope=row.scope,
        reason_code=row.reason_code,
        reason_values=tuple(sorted((name, str(value)) for name, value in row.reason_values.items())),
        statements=statements,
        review=_review(reviews.get(row.review_id), row.fingerprint),
        witnesses=len({statement.page for statement in statements}),
    )


def _review(review: Review | None, fingerprint: str) -> ReviewView | None:
    if review is None:
        return None
    return ReviewView(
        decision=review.decision,  # pyright: ignore[reportArgumentType] - the column holds only these words
        reason=review.reason,
        author=review.author,
        at=review.created_at,
        reopened=not stands(review, fingerprint),
    )


class _Statements:
    """Builds the sides of conflicts from rows fetched once for all of them."""

    def __init__(self, session: Session, rows: Sequence[Any]) -> None:
        members = (ConflictMember.conflict_id, ConflictMember.mention_id)
        found = _rows(session, members, ConflictMember.conflict_id, [row.id for row in rows])
        ids = sorted({row.mention_id for row in found})
        numbers = {row.id: row for row in _rows(session, _MENTION, Mention.id, ids)}
        times = {row.id: row for row in _rows(session, _MILESTONE, Milestone.id, ids)}
        self._numbers: dict[int, list[Any]] = {}
        self._times: dict[int, list[Any]] = {}
        for conflict, mention in sorted(found):
            for there, known in ((self._numbers, numbers), (self._times, times)):
                if mention in known:
                    there.setdefault(conflict, []).append(known[mention])
        spots = {(article, start, end) for row in rows for article, start, end in row.spots}
        self._articles = _articles(session, {spot[0] for spot in spots})
        self._words = passages(session, spots)

    def of(self, row: Any) -> tuple[Statement, ...]:
        """One statement per spot, in the order the engine gave them."""
        return tuple(self._statement(row, *spot) for spot in row.spots if spot[0] in self._articles)

    def _statement(self, row: Any, article_id: int, start: int, end: int) -> Statement:
        article = self._articles[article_id]
        number = self._number_at(row, article_id, start, end)
        words, sentence = self._words.get((article_id, start, end), ("", ""))
        period = number or self._time_at(row, article_id, start)
        return Statement(
            mention_id=number.id if number else None,
            article_id=article_id,
            title=article.title,
            page=article.page,
            role=_role(article, start),
            start=start,
            end=end,
            printed=_printed(number) if number else words,
            sentence=sentence,
            low=(number.low or "") if number else "",
            high=(number.high or "") if number else "",
            low_open=number.low_open if number else False,
            high_open=number.high_open if number else False,
            unit=number.unit if number else "",
            period_start=period.period_start if period else None,
            period_end=period.period_end if period else None,
            alternatives=alternatives(period.alternatives) if period else (),
            published=article.published,
            words=words,
        )

    def _number_at(self, row: Any, article_id: int, start: int, end: int) -> Any:
        """The member that the spot shows: the spot is its span, or the words that gave its time."""
        here = [number for number in self._numbers.get(row.id, ()) if number.article_id == article_id]
        for number in here:
            if number.start < end and start < number.end:
                return number
        return next((number for number in here if number.time_start == start), here[0] if len(here) == 1 else None)

    def _time_at(self, row: Any, article_id: int, start: int) -> Any:
        times = self._times.get(row.id, ())
        return next((time for time in times if time.article_id == article_id and time.start == start), None)


def _articles(session: Session, wanted: Iterable[int]) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for some in in_parts(wanted):
        query = select(*_ARTICLE).join(Document, Document.id == Article.document_id).where(Article.id.in_(some))
        found |= {row.id: row for row in session.execute(query)}
    return found


def _role(article: Any, start: int) -> str:
    """The part that the words at a position play, as `codec.role_at` says it, without making pieces."""
    role = "body"
    for piece in article.pieces:
        if piece[0] > start:
            break
        role = piece[3]
    return "item" if role == "body" and article.kind == "box" else role


def _printed(number: Any) -> str:
    """The number as printed, the words of its time before it where they stand elsewhere."""
    if number.time_start is None or number.time_end is None:
        return number.surface
    if number.start < number.time_end and number.time_start < number.end:
        return number.surface
    return f"{number.time_words} {number.surface}"
