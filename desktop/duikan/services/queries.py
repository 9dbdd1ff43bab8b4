"""Reads that several services share: rows in, numbers and views out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, TypeVar

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from duikan.engine.publication_years import publication_years
from duikan.engine.sentences import sentences
from duikan.engine.values import Span
from duikan.errors import InputError
from duikan.services.views import EvidenceView, MentionView, is_note
from duikan.store.base import Base
from duikan.store.codec import alternatives, publication_of
from duikan.store.models import Article, Claim, Conflict, ConflictMember, Mention, Review, Verdict

Row = TypeVar("Row", bound=Base)
Waiting = Literal["conflict", "depends"]
_SAME_CONFLICT = 2  # members two states of one conflict have in common


def get(session: Session, kind: type[Row], key: int, code: str) -> Row:
    """The row, or the sentence `code` when it is gone."""
    row = session.get(kind, key)
    if row is None:
        raise InputError(code)
    return row


def years_of(article: Article) -> tuple[int, ...]:
    """The publication years the page allows; empty where the date is known."""
    publication = publication_of(article)
    return () if publication.known else publication_years(publication)


def numbers_by_article(session: Session) -> dict[int, int]:
    """How many numbers of each article wait to be checked or are."""
    rows = session.execute(
        select(Mention.article_id, func.count())
        .where(Mention.nominal.is_(False), Mention.state != "rejected")
        .group_by(Mention.article_id)
    )
    return dict(rows.all())


def checked_ids(session: Session, article_id: int | None = None) -> dict[int, int]:
    """Mention id -> article of every number that is checked: confirmed, corrected, or in a claim with a verdict."""
    judged = (
        exists()
        .where(Claim.article_id == Mention.article_id, Claim.start <= Mention.start, Mention.end <= Claim.end)
        .where(exists().where(Verdict.claim_id == Claim.id))
    )
    query = select(Mention.id, Mention.article_id).where(
        Mention.nominal.is_(False), Mention.state != "rejected", Mention.state.in_(("confirmed", "corrected")) | judged
    )
    if article_id is not None:
        query = query.where(Mention.article_id == article_id)
    return dict(session.execute(query).all())


def standing_reviews(session: Session) -> dict[str, Review]:
    """The newest decision on each conflict there is, by its key, whether it still stands or not.

    A conflict that gained or lost a member (a date was given) keeps the decision made on most of its members;
    its fingerprint is another, so it is open again.
    """
    newest = {row.conflict_key: row for row in session.scalars(select(Review).order_by(Review.id))}
    orphans = newest.keys() - set(session.scalars(select(Conflict.key).where(Conflict.key.in_(newest))))
    if not orphans:
        return newest
    kinds = {key.partition(":")[0] for key in orphans}
    undecided = session.scalars(select(Conflict).where(Conflict.type.in_(kinds), Conflict.key.not_in(newest)))
    for conflict in undecided.all():
        members = {member.mention_id for member in conflict.members}
        shared = {
            key: len(members & set(newest[key].members)) for key in orphans if key.startswith(f"{conflict.type}:")
        }
        best = max(sorted(shared), key=lambda key: shared[key], default="")
        if best and shared[best] >= _SAME_CONFLICT:
            newest[conflict.key] = newest[best]
    return newest


def stands(review: Review | None, conflict: Conflict) -> bool:
    """True when the decision is on what the conflict says now."""
    return review is not None and not review.reopened and review.fingerprint == conflict.fingerprint


def open_conflicts_by_article(session: Session) -> tuple[Counter[int], Counter[int]]:
    """Open conflicts that touch each article, and how many of them depend on the date; notes left out."""
    reviews = standing_reviews(session)
    touched = members_by_conflict(session)
    waiting: Counter[int] = Counter()
    depending: Counter[int] = Counter()
    for conflict in session.scalars(select(Conflict)):
        if is_note(conflict.type, conflict.severity) or stands(reviews.get(conflict.key), conflict):
            continue
        for article in {article for _, article in touched.get(conflict.id, ())}:
            waiting[article] += 1
            depending[article] += conflict.status == "depends_on_date"
    return waiting, depending


def members_by_conflict(session: Session) -> dict[int, list[tuple[int, int]]]:
    """(mention, article) of every conflict's members."""
    found: dict[int, list[tuple[int, int]]] = {}
    rows = session.execute(
        select(ConflictMember.conflict_id, ConflictMember.mention_id, ConflictMember.article_id).order_by(
            ConflictMember.mention_id
        )
    )
    for conflict, mention, article in rows:
        found.setdefault(conflict, []).append((mention, article))
    return found


class SentenceFinder:
    """The sentence around a position of an article, split once per article."""

    def __init__(self) -> None:
        self._spans: dict[int, tuple[Span, ...]] = {}

    def around(self, article: Article, start: int, end: int) -> Span:
        """The sentences that hold [start, end) of the article's text."""
        if article.id not in self._spans:
            self._spans[article.id] = sentences(article.text)
        touched = [span for span in self._spans[article.id] if span.start < end and start < span.end]
        return Span(min(touched[0].start, start), max(touched[-1].end, end)) if touched else Span(start, end)


def fact_sizes(session: Session, facts: Iterable[int] | None = None) -> dict[int, int]:
    """How many mentions each fact has."""
    query = select(Mention.fact_id, func.count()).group_by(Mention.fact_id)
    if facts is not None:
        query = query.where(Mention.fact_id.in_(list(facts)))
    return dict(session.execute(query).all())


def mention_views(session: Session, rows: Sequence[Mention]) -> tuple[MentionView, ...]:
    """Stored mentions as the faces see them, in the order given."""
    wanted = {row.article_id for row in rows}
    articles = {row.id: row for row in session.scalars(select(Article).where(Article.id.in_(wanted)))}
    sizes = fact_sizes(session, {row.fact_id for row in rows})
    finder = SentenceFinder()
    return tuple(_mention_view(row, articles[row.article_id], sizes, finder) for row in rows)


def _mention_view(row: Mention, article: Article, sizes: Mapping[int, int], finder: SentenceFinder) -> MentionView:
    sentence = finder.around(article, row.start, row.end)
    return MentionView(
        id=row.id,
        article_id=row.article_id,
        article_title=article.title,
        page=article.document.name,
        start=row.start,
        end=row.end,
        surface=row.surface,
        low=row.low or "",
        high=row.high or "",
        low_open=row.low_open,
        high_open=row.high_open,
        unit=row.unit,
        hedges=tuple(row.hedges),
        subject=row.subject,
        measure=row.measure,
        place=row.place,
        scope=row.scope,
        aggregate=row.aggregate,
        modality=row.modality,
        speaker=row.speaker,
        period_start=row.period_start,
        period_end=row.period_end,
        period_basis=row.period_basis,
        alternatives=alternatives(row.alternatives),
        evidence=tuple(EvidenceView(part, start, end, article.text[start:end]) for part, start, end in row.evidence),
        state=row.state,  # pyright: ignore[reportArgumentType] - the column holds only these words
        nominal=row.nominal,
        fact_id=row.fact_id,
        others=sizes.get(row.fact_id, 1) - 1,
        sentence=article.text[sentence.start : sentence.end],
    )
