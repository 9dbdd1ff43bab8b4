"""Who did what when, and the figures of the status bar."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from duikan.services.articles import list_articles
from duikan.services.buckets import DECIDED, NOTE
from duikan.services.coverage import coverage, whole
from duikan.services.queue import queue_sizes
from duikan.services.signoff import signatures
from duikan.services.views import ArticleItem, HistoryLine, Totals
from duikan.services.windows import Window
from duikan.store.journal_models import Operation
from duikan.store.models import Article, Claim, Document, NumericFact


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


def history_window(session: Session, offset: int | None, limit: int, line: int | None = None) -> Window[HistoryLine]:
    """Acts offset … offset+limit, newest first (offset None: around `line`), and where `line` stands."""
    total = _count(session, Operation)
    there = session.get(Operation, line) if line else None
    row = None if there is None else session.scalar(select(func.count()).where(Operation.id > there.id)) or 0
    if offset is None:
        offset = max(0, (row or 0) - limit // 2)
    asked = None if row is None else history(session, 1, row)[0]
    return Window(offset, history(session, limit, offset), total, row, asked)


def overview(session: Session) -> tuple[tuple[ArticleItem, ...], Totals]:
    """Every article, and the figures of all of them: what is counted is counted once."""
    items = list_articles(session)
    return items, totals(session, items)


def totals(session: Session, items: Sequence[ArticleItem] | None = None) -> Totals:
    """How large the project is, how much is checked, what undo and redo would do; `items` as just listed."""
    sizes = queue_sizes(session)
    figures = whole(coverage(session).values() if items is None else items)
    signed = signatures(session).values() if items is None else [item.signed for item in items]
    return Totals(
        documents=_count(session, Document),
        articles=_count(session, Article),
        numbers=figures.numbers,
        checked=figures.checked,
        conflicts_open=sum(size for bucket, size in sizes.items() if bucket < NOTE),
        conflicts_decided=sum(size for bucket, size in sizes.items() if bucket & DECIDED and not bucket & NOTE),
        facts=_count(session, NumericFact),
        claims=_count(session, Claim),
        undo=_next(session, "done"),
        redo=_next(session, "undone"),
        claimed=figures.claimed,
        in_conflict=figures.in_conflict,
        untouched=figures.untouched,
        signed=sum(any(one.stands for one in names) for names in signed),
    )


def _count(session: Session, kind: type[Document | Article | NumericFact | Claim | Operation]) -> int:
    return session.scalar(select(func.count()).select_from(kind)) or 0


def _next(session: Session, state: str) -> str:
    """The act that undo (the last one done) or redo (the first one undone) would take."""
    order = Operation.id.desc() if state == "done" else Operation.id.asc()
    return session.scalar(select(Operation.name).where(Operation.state == state).order_by(order).limit(1)) or ""
