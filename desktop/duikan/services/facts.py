"""Facts: the questions numbers answer; an editor's word that two mentions are one fact or are not."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from duikan.engine.folding import fold
from duikan.services import queries
from duikan.services.accepted import accepted_values
from duikan.services.views import FactView
from duikan.services.windows import Window
from duikan.store.journal import author, describe
from duikan.store.models import ConflictMember, Link, Mention, NumericFact, Pairing


def list_facts(session: Session, limit: int = 500, offset: int = 0, text: str = "") -> tuple[FactView, ...]:
    """Facts with the most mentions first; `text` (either script) narrows by subject, measure or place."""
    rows = select(NumericFact).where(*_saying(text)).order_by(NumericFact.mentions.desc(), NumericFact.id)
    return _views(session, session.scalars(rows.limit(limit).offset(offset)).all())


def fact_window(
    session: Session, text: str, offset: int | None, limit: int, fact_id: int | None = None
) -> Window[FactView]:
    """Facts offset … offset+limit of `list_facts` (offset None: around `fact_id`), and where `fact_id` stands."""
    wanted = _saying(text)
    total = session.scalar(select(func.count()).select_from(NumericFact).where(*wanted)) or 0
    row = asked = None
    there = session.scalar(select(NumericFact).where(NumericFact.id == fact_id, *wanted)) if fact_id else None
    if there is not None:
        same = and_(NumericFact.mentions == there.mentions, NumericFact.id < there.id)
        before = select(func.count()).select_from(NumericFact)
        row = session.scalar(before.where(or_(NumericFact.mentions > there.mentions, same), *wanted)) or 0
        asked = _views(session, [there])[0]
    if offset is None:
        offset = max(0, (row or 0) - limit // 2)
    return Window(offset, list_facts(session, limit, offset, text), total, row, asked)


def _saying(text: str) -> tuple[ColumnElement[bool], ...]:
    if not text.strip():
        return ()
    like = f"%{fold(text.strip())}%"
    return (or_(NumericFact.subject.like(like), NumericFact.measure.like(like), NumericFact.place.like(like)),)


def fact(session: Session, fact_id: int) -> FactView:
    """One fact with every place it occurs."""
    return _views(session, [queries.get(session, NumericFact, fact_id, "fact.missing")])[0]


def shared_places(session: Session, articles: Sequence[int]) -> tuple[tuple[int, int, int], ...]:
    """(fact, article, start) of every number whose fact stands in at least two of these articles, in reading order."""
    rows = session.execute(
        select(Mention.fact_id, Mention.article_id, Mention.start)
        .where(Mention.article_id.in_(set(articles)), Mention.nominal.is_(False), Mention.state != "rejected")
        .order_by(Mention.article_id, Mention.start)
    ).all()
    seen: dict[int, set[int]] = {}
    for fact_id, article, _ in rows:
        seen.setdefault(fact_id, set()).add(article)
    return tuple((fact_id, article, start) for fact_id, article, start in rows if len(seen[fact_id]) > 1)


def pair(session: Session, first_id: int, second_id: int) -> None:
    """These two mentions state one fact, whatever the program thinks."""
    _pair(session, first_id, second_id, together=True)


def unpair(session: Session, first_id: int, second_id: int) -> None:
    """These two mentions are not of one fact, whatever the program thinks."""
    _pair(session, first_id, second_id, together=False)


def _pair(session: Session, first_id: int, second_id: int, *, together: bool) -> None:
    first, second = (queries.get(session, Mention, key, "mention.missing") for key in sorted((first_id, second_id)))
    row = session.scalar(select(Pairing).where(Pairing.first_id == first.id, Pairing.second_id == second.id))
    if row is None:
        row = Pairing(first_id=first.id, second_id=second.id, together=together, author=author(session))
        session.add(row)
    row.together = together
    describe(session, f"{first.surface} · {second.surface}")


def _views(session: Session, rows: Sequence[NumericFact]) -> tuple[FactView, ...]:
    ids = [row.id for row in rows]
    numbers = session.scalars(select(Mention).where(Mention.fact_id.in_(ids)).order_by(Mention.id)).all()
    by_fact: dict[int, list[Mention]] = {}
    for row in numbers:
        by_fact.setdefault(row.fact_id, []).append(row)
    views = {view.id: view for view in queries.mention_views(session, numbers)}
    conflicts = _conflicts(session, ids)
    claims = _claims(session, ids)
    accepted = accepted_values(session, by_fact)
    return tuple(
        FactView(
            id=row.id,
            subject=row.subject,
            measure=row.measure,
            place=row.place,
            unit=row.unit,
            mentions=tuple(views[one.id] for one in by_fact.get(row.id, ())),
            conflicts=conflicts.get(row.id, 0),
            claims=claims.get(row.id, 0),
            accepted=accepted[row.id][0] if row.id in accepted else None,
            against=accepted[row.id][1] if row.id in accepted else (),
        )
        for row in rows
    )


def _conflicts(session: Session, facts: Sequence[int]) -> dict[int, int]:
    rows = session.execute(
        select(Mention.fact_id, func.count(func.distinct(ConflictMember.conflict_id)))
        .join(ConflictMember, ConflictMember.mention_id == Mention.id)
        .where(Mention.fact_id.in_(facts))
        .group_by(Mention.fact_id)
    )
    return dict(rows.all())


def _claims(session: Session, facts: Sequence[int]) -> dict[int, int]:
    rows = session.execute(
        select(Mention.fact_id, func.count(func.distinct(Link.claim_id)))
        .join(Link, Link.mention_id == Mention.id)
        .where(Mention.fact_id.in_(facts))
        .group_by(Mention.fact_id)
    )
    return dict(rows.all())
