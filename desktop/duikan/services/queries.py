"""Reads that several services share: rows in, numbers and views out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, TypeVar

from sqlalchemy import and_, case, exists, func, select
from sqlalchemy.orm import Session

from duikan.errors import InputError
from duikan.services.around import printed_words, words_around
from duikan.services.buckets import NOTE
from duikan.services.decisions import in_parts
from duikan.services.views import EvidenceView, MentionView
from duikan.store.base import Base
from duikan.store.codec import alternatives
from duikan.store.models import Article, Claim, Conflict, ConflictMember, Document, Mention, Verdict

Row = TypeVar("Row", bound=Base)
Waiting = Literal["conflict", "depends"]
MARKED = Mention.article_id.in_(select(Claim.article_id))  # from the few claims to their numbers, not the other way


def get(session: Session, kind: type[Row], key: int, code: str) -> Row:
    """The row, or the sentence `code` when it is gone."""
    row = session.get(kind, key)
    if row is None:
        raise InputError(code)
    return row


def numbers_by_article(session: Session, article_id: int | None = None) -> dict[int, int]:
    """How many numbers of each article (or of one) wait to be checked or are."""
    query = select(Mention.article_id, func.count()).where(Mention.nominal.is_(False), Mention.state != "rejected")
    if article_id is not None:
        query = query.where(Mention.article_id == article_id)
    return dict(session.execute(query.group_by(Mention.article_id)).all())


def checked_ids(session: Session, article_id: int | None = None) -> dict[int, int]:
    """Mention id -> article of every number that is checked: confirmed, corrected, or in a claim with a verdict."""
    counted = (Mention.nominal.is_(False), Mention.state != "rejected")
    inside = and_(Mention.article_id == Claim.article_id, Claim.start <= Mention.start, Mention.end <= Claim.end)
    said = select(Mention.id, Mention.article_id).where(Mention.state.in_(("confirmed", "corrected")), *counted)
    judged = select(Mention.id, Mention.article_id).join(Claim, inside).where(MARKED)
    judged = judged.where(exists().where(Verdict.claim_id == Claim.id), *counted)
    if article_id is not None:
        said, judged = (query.where(Mention.article_id == article_id) for query in (said, judged))
    return dict(session.execute(said).all()) | dict(session.execute(judged).all())


def open_conflicts_by_article(session: Session, article_id: int | None = None) -> dict[int, tuple[int, int]]:
    """Open conflicts that touch each article (or one), and how many of them depend on the date; notes left out."""
    depending = case((Conflict.status == "depends_on_date", Conflict.id))
    query = (
        select(ConflictMember.article_id, func.count(func.distinct(Conflict.id)), func.count(func.distinct(depending)))
        .join(Conflict, Conflict.id == ConflictMember.conflict_id)
        .where(Conflict.bucket < NOTE)
        .group_by(ConflictMember.article_id)
    )
    if article_id is not None:
        query = query.where(ConflictMember.article_id == article_id)
    return {article: (waiting, depends) for article, waiting, depends in session.execute(query)}


def fact_sizes(session: Session, facts: Iterable[int]) -> dict[int, int]:
    """How many mentions each of these facts has."""
    found: dict[int, int] = {}
    for some in in_parts(facts):
        query = select(Mention.fact_id, func.count()).where(Mention.fact_id.in_(some)).group_by(Mention.fact_id)
        found |= dict(session.execute(query).all())
    return found


def mention_views(session: Session, rows: Sequence[Mention]) -> tuple[MentionView, ...]:
    """Stored mentions as the faces see them, in the order given."""
    titles: dict[int, tuple[str, str]] = {}
    for some in in_parts({row.article_id for row in rows}):
        query = select(Article.id, Article.title, Document.name).join(Article.document).where(Article.id.in_(some))
        titles |= {article: (title, page) for article, title, page in session.execute(query)}
    sizes = fact_sizes(session, {row.fact_id for row in rows})
    sentences = words_around(session, ((row.article_id, row.start, row.end) for row in rows))
    spots = ((row.article_id, start, end) for row in rows for _, start, end in row.evidence)
    printed = printed_words(session, spots)
    found: list[MentionView] = []
    for row in rows:
        evidence = tuple(
            EvidenceView(part, start, end, printed[row.article_id, start, end]) for part, start, end in row.evidence
        )
        sentence = sentences[row.article_id, row.start, row.end][1]
        found.append(_mention_view(row, titles[row.article_id], sizes.get(row.fact_id, 1) - 1, sentence, evidence))
    return tuple(found)


def _mention_view(
    row: Mention, title: tuple[str, str], others: int, sentence: str, evidence: tuple[EvidenceView, ...]
) -> MentionView:
    return MentionView(
        id=row.id,
        article_id=row.article_id,
        article_title=title[0],
        page=title[1],
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
        evidence=evidence,
        state=row.state,  # pyright: ignore[reportArgumentType] - the column holds only these words
        nominal=row.nominal,
        fact_id=row.fact_id,
        others=others,
        sentence=sentence,
    )
