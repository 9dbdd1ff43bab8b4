"""The numbers of a project as the rules compare them, kept between acts: an act pays for what it changed.

Nothing here is the truth: the rows are. What another act, an undo or a colleague touched since (`Notice`) is loaded
again, and after an act that failed all is forgotten.
"""

from __future__ import annotations

from collections.abc import Collection as Ids
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from duikan.engine.conflict.milestones import Milestone
from duikan.engine.memory import Memory
from duikan.engine.pipeline import milestones_in, state
from duikan.engine.values import Article, ArticleReading, Mention, Stated, TimeMention
from duikan.services.touched import changes_of
from duikan.store import codec, models
from duikan.store.base import Base
from duikan.store.journal_models import Notice

Row = dict[str, Any]
_AT_ONCE = 500  # ids in one question: far under every database's limit
_MENTION = Base.metadata.tables["mention"]
_MILESTONE = Base.metadata.tables["milestone"]


class Collection:
    """Every compared mention and milestone by article, and what was last written of their facts and conflicts."""

    def __init__(self, writer: str = "") -> None:
        self._writer = writer
        self._stated: dict[int, list[Stated]] = {}
        self._milestones: dict[int, list[Milestone]] = {}
        self._notice: int | None = None
        self.facts: dict[int, int] | None = None
        self.conflicts: dict[int, Row] | None = None
        self.notes: set[int] = set()
        self.memory = Memory()

    def forget(self) -> None:
        """Start anew at the next act: the last one was not kept."""
        self.__init__(self._writer)

    def settle(self, notice: int) -> None:
        """What was written up to this notice is what is held here."""
        if self._notice is not None:
            self._notice = notice

    def refresh(self, session: Session, reread: Ids[int]) -> None:
        """Load what the act under way read again, and what others touched since the last one."""
        touched = self._touched(session)
        if touched is None:
            self.forget()
        stale = None if touched is None else touched | set(reread)
        for article in stale or ():
            self._stated.pop(article, None)
            self._milestones.pop(article, None)
        self._load(session, stale)
        if touched is None or touched:
            self.facts = self.conflicts = None
        self._notice = session.scalar(select(Notice.id).order_by(Notice.id.desc()).limit(1)) or 0

    @property
    def stated(self) -> list[Stated]:
        """Every mention that is compared, ascending."""
        return [one for article in sorted(self._stated) for one in self._stated[article]]

    @property
    def milestones(self) -> list[Milestone]:
        """Every time that says when something happens, by article."""
        return [one for article in sorted(self._milestones) for one in self._milestones[article]]

    def _touched(self, session: Session) -> set[int] | None:
        """The articles that colleagues touched since; None where that may be all.

        An act of our own that changed what is compared was related, and settled here, at once.
        """
        if self._notice is None:
            return None
        found: set[int] = set()
        since = select(Notice.id, Notice.writer, Notice.touched).where(Notice.id > self._notice)
        for notice, writer, touched in session.execute(since):
            changes = changes_of(notice, touched)
            theirs = writer != self._writer
            if changes.everything or (theirs and changes.documents):
                return None
            if theirs:
                found |= changes.articles
        return found

    def _load(self, session: Session, stale: set[int] | None) -> None:
        mentions: dict[int, list[Mention]] = {}
        for row in _compared(session, stale):
            mentions.setdefault(row.article_id, []).append(codec.mention_value(row))
        times: dict[int, list[TimeMention]] = {}
        for row in _days(session, stale):
            times.setdefault(row.article_id, []).append(codec.time_value(row))
        for ids in _some(mentions.keys() | times.keys()):
            for article in session.scalars(select(models.Article).where(models.Article.id.in_(ids))):
                self._hold(article, mentions.get(article.id, ()), times.get(article.id, ()))

    def _hold(self, row: models.Article, mentions: Sequence[Mention], times: Sequence[TimeMention]) -> None:
        article = placed(row)
        if mentions:
            self._stated[row.id] = state(ArticleReading(article, tuple(mentions), ()), row.document_id, 0)
        if times:
            self._milestones[row.id] = milestones_in(ArticleReading(article, (), tuple(times)), 0)


def placed(row: models.Article) -> Article:
    """The article under its id, so that numbers and families of the collection are ids."""
    return replace(codec.article_value(row), index=row.id, parent=row.parent_id)


def stated_of(session: Session, row: models.Mention) -> Stated:
    """One mention in its place in the collection, as the rules compare it."""
    article = session.get_one(models.Article, row.article_id)
    return state(ArticleReading(placed(article), (codec.mention_value(row),), ()), article.document_id, 0)[0]


def stated_in(session: Session, articles: Ids[int]) -> dict[int, Stated]:
    """The compared mentions of some articles by id, in their place in the collection."""
    rows: dict[int, list[Mention]] = {}
    for row in _compared(session, set(articles)):
        rows.setdefault(row.article_id, []).append(codec.mention_value(row))
    found: dict[int, Stated] = {}
    for key, mentions in sorted(rows.items()):
        article = session.get_one(models.Article, key)
        read = state(ArticleReading(placed(article), tuple(mentions), ()), article.document_id, 0)
        found.update((one.id, one) for one in read)
    return found


def rows_of(session: Session, table: Table, column: str, ids: Iterable[int]) -> list[Any]:
    """The rows of a table whose column has one of these ids, however many they are."""
    connection = session.connection()
    return [row for some in _some(ids) for row in connection.execute(select(table).where(table.c[column].in_(some)))]


def _some(ids: Iterable[int]) -> Iterator[list[int]]:
    """The ids, ascending, a few hundred at a time."""
    ordered = sorted(ids)
    return (ordered[at : at + _AT_ONCE] for at in range(0, len(ordered), _AT_ONCE))


def _compared(session: Session, stale: set[int] | None) -> Iterator[models.Mention]:
    # Plain rows: they read like the mapped ones, at half the cost.
    rows = _all(session, _MENTION) if stale is None else rows_of(session, _MENTION, "article_id", stale)
    kept = (row for row in rows if not row.nominal and row.state != "rejected")
    return cast(Iterator[models.Mention], iter(sorted(kept, key=lambda row: row.id)))


def _days(session: Session, stale: set[int] | None) -> Iterator[models.Milestone]:
    rows = _all(session, _MILESTONE) if stale is None else rows_of(session, _MILESTONE, "article_id", stale)
    return cast(
        Iterator[models.Milestone],
        iter(sorted((row for row in rows if row.event or not row.duration), key=lambda row: row.id)),
    )


def _all(session: Session, table: Table) -> Iterable[Any]:
    return session.connection().execute(select(table))
