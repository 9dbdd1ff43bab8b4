"""After every act: read the changed articles again, group all numbers, work the conflicts out; write what differs.

The derived rows are a function of the tracked ones: the same after undo, redo and a rebuild.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection as Ids
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from duikan.engine.meaning.mentions import read_article, topic_place
from duikan.engine.page.publication import infer_publication
from duikan.engine.values import Article, ArticleReading, Publication
from duikan.services import search_index
from duikan.services.collection import Collection
from duikan.services.relating import relate_all, write
from duikan.services.spread import spread
from duikan.services.stamp import set_current
from duikan.store import codec, models
from duikan.store.base import Base
from duikan.store.journal import Recorded

Row = dict[str, Any]
_GROUPING = frozenset(("fact_id",))  # what grouping decides, not reading
_MENTION = Base.metadata.tables["mention"]
_MILESTONE = Base.metadata.tables["milestone"]


def derive(session: Session, reread: Ids[int], known: Collection, *, regroup: bool = False) -> set[int]:
    """Bring the derived rows up to date after these articles changed (or went); the articles that look different."""
    if not reread and not regroup:
        return set()
    search_index.follow(session, reread)
    return _read_again(session, reread) | relate_all(session, reread, known)


def rebuild(session: Session, known: Collection) -> set[int]:
    """Read every article again; the articles that look different."""
    everything = set(session.scalars(select(models.Article.id)))
    touched = _read_again(session, everything) | relate_all(session, everything, known)
    set_current(session)
    return touched


# ---------------------------------------------------------------- dates


def infer_dates(session: Session, recorded: Sequence[Recorded]) -> None:
    """Where an editor took a date away: infer it from the page again, inside the same act."""
    asked = [one for one in recorded if one.table == "article" and one.before and one.after]
    for one in asked:
        if one.after and one.before and one.after["published_basis"] == "unknown" != one.before["published_basis"]:
            article = session.get_one(models.Article, one.row_id)
            codec.set_publication(article, _inferred(article.document))


def _inferred(document: models.Document) -> Publication:
    rows = {row.id: row.position for row in document.articles}
    articles = [
        replace(codec.article_value(row), parent=rows.get(row.parent_id or 0), publication=Publication())
        for row in document.articles
    ]
    return infer_publication(document.text, articles)


# ---------------------------------------------------------------- reading


def _read_again(session: Session, article_ids: Ids[int]) -> set[int]:
    touched: set[int] = set()
    under_way: deque[models.Article] = deque()

    def asked() -> Iterator[Asked]:
        for article_id in sorted(article_ids):
            article = session.get(models.Article, article_id)
            if article is not None:
                under_way.append(article)
                yield _asked(article)

    with closing(spread(_reading, asked(), _size)) as readings:
        for reading in readings:
            article = under_way.popleft()
            if _take(session, article, reading):
                touched.add(article.id)
    session.expire_all()  # written past the session
    return touched


Asked = tuple[Article, Article | None]
"""An article, and the one whose box it is."""


def _asked(row: models.Article) -> Asked:
    return codec.article_value(row), codec.article_value(row.parent) if row.parent else None


def _size(asked: Asked) -> int:
    return len(asked[0].text)


def _reading(asked: Asked) -> ArticleReading:
    article, parent = asked
    return read_article(article, topic_place(parent) if parent else "")


def _take(session: Session, article: models.Article, reading: ArticleReading) -> bool:
    """Write what was read in one article; True where it differs from what stood there."""
    mentions = {row["id"]: row for row in (codec.mention_row(article.id, one) for one in reading.mentions)}
    times = {row["id"]: row for row in (codec.time_row(article.id, one) for one in reading.times)}
    _apply_corrections(session, article, mentions)
    changed = write(session, _MENTION, _rows(session, _MENTION, article.id), mentions, _GROUPING)
    return write(session, _MILESTONE, _rows(session, _MILESTONE, article.id), times) or changed


def _apply_corrections(session: Session, article: models.Article, mentions: dict[int, Row]) -> None:
    """Put the editor's word over the reading, where the words it was given for still stand."""
    for correction in session.scalars(select(models.Correction).where(models.Correction.article_id == article.id)):
        row = mentions.get(correction.mention_id)
        if row is not None and article.text[correction.start : correction.end] == correction.quote:
            mentions[correction.mention_id] = codec.corrected(row, correction)


def _rows(session: Session, table: Table, article_id: int) -> dict[int, Row]:
    found = session.connection().execute(select(table).where(table.c["article_id"] == article_id))
    return {row["id"]: dict(row) for row in found.mappings()}
