"""Who did what when, and the figures of the status bar."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from duikan.services import queries
from duikan.services.coverage import coverage, whole
from duikan.services.signoff import signatures
from duikan.services.views import HistoryLine, Totals, is_note
from duikan.store.journal_models import Operation
from duikan.store.models import Article, Claim, Conflict, Document, NumericFact


def history(session: Session, limit: int = 200, offset: int = 0) -> tuple[HistoryLine, ...]:
    """The acts, newest first."""
    rows = session.scalars(select(Operation).order_by(Operation.id.desc()).limit(limit).offset(offset))
    return tuple(
        HistoryLine(
            id=row.id,
            name=row.name,
            author=row.author,
            at=row.at,
            state=row.state,  # pyright: ignore[reportArgumentType] - the column holds only these words
            detail=row.detail,
        )
        for row in rows
    )


def totals(session: Session) -> Totals:
    """How large the project is, how much is checked, what undo and redo would do."""
    reviews = queries.standing_reviews(session)
    counted = [row for row in session.scalars(select(Conflict)) if not is_note(row.type, row.severity)]
    decided = sum(queries.stands(reviews.get(row.key), row) for row in counted)
    figures = whole(coverage(session))
    return Totals(
        documents=_count(session, Document),
        articles=_count(session, Article),
        numbers=figures.numbers,
        checked=figures.checked,
        conflicts_open=len(counted) - decided,
        conflicts_decided=decided,
        facts=_count(session, NumericFact),
        claims=_count(session, Claim),
        undo=_next(session, "done"),
        redo=_next(session, "undone"),
        claimed=figures.claimed,
        in_conflict=figures.in_conflict,
        untouched=figures.untouched,
        signed=sum(any(one.stands for one in names) for names in signatures(session).values()),
    )


def _count(session: Session, kind: type[Document | Article | NumericFact | Claim]) -> int:
    return session.scalar(select(func.count()).select_from(kind)) or 0


def _next(session: Session, state: str) -> str:
    """The act that undo (the last one done) or redo (the first one undone) would take."""
    order = Operation.id.desc() if state == "done" else Operation.id.asc()
    return session.scalar(select(Operation.name).where(Operation.state == state).order_by(order).limit(1)) or ""
