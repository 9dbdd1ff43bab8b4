"""Bring pages into a project: read them outside the transaction, then store the batch as one act."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from duikan.engine import values
from duikan.engine.page.layout import find_articles
from duikan.engine.page.publication import infer_publication
from duikan.importers.batch import Incoming, Progress, go_on, read_batch
from duikan.importers.metadata import Metadata, read_metadata
from duikan.services import queries
from duikan.services.spread import spread
from duikan.services.views import ImportLine
from duikan.store.codec import new_article
from duikan.store.journal import describe
from duikan.store.models import Article, Document, Source


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A file that was read and cut into articles."""

    incoming: Incoming
    articles: tuple[values.Article, ...]


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """Pages ready to be stored, and a line for every file that was refused."""

    pages: tuple[ReadPage, ...]
    refused: tuple[ImportLine, ...]
    cancelled: bool = False


def read_files(paths: Sequence[Path], metadata: Path | None = None, progress: Progress = go_on) -> ImportBatch:
    """Read files and folders; `progress` is told of each and returns False to cancel. Touches no project.

    InputError only for the metadata file as a whole; a bad file or row becomes a line of `refused`.
    """
    told = read_metadata(metadata) if metadata is not None else Metadata()
    batch = read_batch(paths, told, progress)
    refused = tuple(
        ImportLine(
            name=str(error.values.get("name") or error.values.get("file") or error.values.get("folder")),
            document_id=None,
            articles=0,
            numbers=0,
            error_code=error.code,
            error_values=tuple((name, str(value)) for name, value in error.values.items()),
        )
        for error in batch.errors
    )
    pages: list[ReadPage] = []
    with closing(spread(_cut, batch.incoming, _size)) as cut:
        for done, incoming in enumerate(batch.incoming):
            if not progress(done, len(batch.incoming), incoming.source_text.name):
                return ImportBatch((), refused, cancelled=True)
            pages.append(next(cut))
    return ImportBatch(tuple(pages), refused, batch.cancelled)


def store_batch(session: Session, batch: ImportBatch) -> tuple[ImportLine, ...]:
    """Store what was read; the same bytes twice are taken once. A line per file, the refused ones last."""
    lines = [_store(session, page) for page in batch.pages]
    describe(session, "、".join(line.name for line in lines)[:80])
    return (*lines, *batch.refused)


def _cut(incoming: Incoming) -> ReadPage:
    text = incoming.source_text.text
    articles = find_articles(text)
    if incoming.published is None:
        publication = infer_publication(text, articles)
    else:
        publication = values.Publication(incoming.published, "given", confidence=1.0)
    return ReadPage(incoming, tuple(replace(article, publication=publication) for article in articles))


def _size(incoming: Incoming) -> int:
    return len(incoming.source_text.text)


def _store(session: Session, page: ReadPage) -> ImportLine:
    source_text = page.incoming.source_text
    known = session.scalar(select(Document).where(Document.sha256 == source_text.sha256))
    if known is not None:
        return ImportLine(source_text.name, known.id, len(known.articles), 0, "import.again")
    document = Document(
        name=Path(source_text.name).stem,
        path=source_text.name,
        sha256=source_text.sha256,
        encoding=source_text.encoding,
        encoding_reason=source_text.encoding_reason,
        outlet=page.incoming.outlet,
        text=source_text.text,
    )
    session.add(document)
    session.flush()
    rows = [_article(session, page, document.id, article) for article in page.articles]
    for row, article in zip(rows, page.articles, strict=True):
        row.parent_id = rows[article.parent].id if article.parent is not None else None
    return ImportLine(source_text.name, document.id, len(rows), 0)


def _article(session: Session, page: ReadPage, document_id: int, article: values.Article) -> Article:
    row = new_article(article)
    row.document_id = document_id
    source = page.incoming.source or article.source
    row.source_id = _source_id(session, source) if source else None
    if len(page.articles) == 1 and page.incoming.title:
        row.title = page.incoming.title
    session.add(row)
    session.flush()
    return row


def _source_id(session: Session, name: str) -> int:
    row = session.scalar(select(Source).where(Source.name == name))
    if row is None:
        row = Source(name=name)
        session.add(row)
        session.flush()
    return row.id


def count_lines(session: Session, lines: Sequence[ImportLine]) -> tuple[ImportLine, ...]:
    """The lines of an import with how many numbers were read in each page."""
    numbers = queries.numbers_by_article(session)
    counted: list[ImportLine] = []
    for line in lines:
        articles = session.scalars(select(Article.id).where(Article.document_id == line.document_id)).all()
        counted.append(replace(line, numbers=sum(numbers.get(article, 0) for article in articles)))
    return tuple(counted)
