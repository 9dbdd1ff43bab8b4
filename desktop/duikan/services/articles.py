"""The articles of a project: list them, open one, give a date, a title, take a page away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from duikan.engine.time.publication_years import publication_years
from duikan.engine.values import Publication
from duikan.services import queries
from duikan.services.buckets import NOTE
from duikan.services.coverage import NOTHING, coverage
from duikan.services.signoff import signatures
from duikan.services.views import ArticleItem, ArticlePage, Mark, Paragraph
from duikan.store.journal import describe
from duikan.store.models import Article, Claim, Conflict, ConflictMember, Document, Mention, Source


def list_articles(session: Session) -> tuple[ArticleItem, ...]:
    """Every article by page, in reading order, with what waits in it."""
    return tuple(_items(session, None))


def open_article(session: Session, article_id: int) -> ArticlePage:
    """One article for reading: its text, its paragraphs, what is marked in it."""
    article = queries.get(session, Article, article_id, "article.missing")
    return ArticlePage(
        item=next(_items(session, article_id)),
        byline=article.byline,
        text=article.text,
        paragraphs=tuple(_paragraphs(article)),
        marks=tuple(_marks(session, article)),
        evidence=tuple(article.document.text[start:end] for start, end in article.published_evidence),
    )


def set_published(session: Session, article_id: int, day: date | None, whole_document: bool = True) -> None:
    """Say when an article (and the rest of its page) came out; None: not known, infer it again."""
    article = queries.get(session, Article, article_id, "article.missing")
    for each in article.document.articles if whole_document else [article]:
        each.published = day
        each.published_basis = "given" if day else "unknown"
        each.published_confidence = 1.0 if day else 0.0
    describe(session, f"{article.title}：{day.isoformat() if day else '？'}")


def remove_document(session: Session, document_id: int) -> None:
    """Take a page out of the project with all that was marked in it; undo brings it back."""
    document = queries.get(session, Document, document_id, "article.missing")
    describe(session, document.name)
    session.delete(document)


_LIGHT = (  # the texts of an archive stay where they are
    Article.id, Article.document_id, Article.title, Article.kind, Article.parent_id, Article.published,
    Article.published_basis, Article.window_start, Article.window_end,
    Document.name.label("page"), Document.outlet, Source.name.label("source"),
)  # fmt: skip


def _items(session: Session, article_id: int | None) -> Iterator[ArticleItem]:
    query = select(*_LIGHT).join(Article.document).outerjoin(Source, Source.id == Article.source_id)
    query = query.order_by(Document.name, Document.id, Article.position)
    rows = session.execute(query if article_id is None else query.where(Article.id == article_id)).all()
    touching = queries.open_conflicts_by_article(session, article_id)
    figures, signed = coverage(session, article_id), signatures(session, article_id)
    for row in rows:
        figure = figures.get(row.id, NOTHING)
        yield ArticleItem(
            id=row.id,
            document_id=row.document_id,
            page=row.page,
            source=row.outlet if row.source is None else row.source,
            title=row.title,
            kind=row.kind,
            parent_id=row.parent_id,
            published=row.published,
            published_basis=row.published_basis,
            years=_years_of(row),
            numbers=figure.numbers,
            checked=figure.checked,
            conflicts=touching.get(row.id, (0, 0))[0],
            depends=touching.get(row.id, (0, 0))[1],
            claimed=figure.claimed,
            in_conflict=figure.in_conflict,
            untouched=figure.untouched,
            signed=signed.get(row.id, ()),
        )


def _years_of(row: Any) -> tuple[int, ...]:
    """The publication years the page allows; empty where the date is known."""
    publication = Publication(row.published, row.published_basis, (row.window_start, row.window_end))
    return () if publication.known else publication_years(publication)


def _paragraphs(article: Article) -> Iterator[Paragraph]:
    """The stretches between newlines, each with the role of the piece it begins with."""
    starts = [(int(piece[0]), str(piece[3])) for piece in article.pieces]
    at, begin = 0, 0
    for line in article.text.split("\n"):
        end = begin + len(line)
        while at + 1 < len(starts) and starts[at + 1][0] <= begin:
            at += 1
        if line.strip():
            yield Paragraph(begin, end, starts[at][1] if starts else "body")
        begin = end + 1


def _marks(session: Session, article: Article) -> Iterator[Mark]:
    states = _conflict_states(session, article.id)
    checked = queries.checked_ids(session, article.id)
    # Plain rows: an article may hold ten thousand numbers, and a mark needs three words of each.
    rows = session.execute(
        select(Mention.id, Mention.start, Mention.end)
        .where(Mention.article_id == article.id, Mention.nominal.is_(False), Mention.state != "rejected")
        .order_by(Mention.start)
    )
    for mention, start, end in rows:
        kind = states.pop((start, end), None)
        yield Mark(start, end, kind or ("verified" if mention in checked else "number"), mention)
    for (start, end), kind in states.items():
        yield Mark(start, end, kind, 0)
    claims = select(Claim.start, Claim.end, Claim.id).where(Claim.article_id == article.id).order_by(Claim.id)
    for start, end, claim in session.execute(claims):
        yield Mark(start, end, "claim", claim)


def _conflict_states(session: Session, article_id: int) -> dict[tuple[int, int], queries.Waiting]:
    """The spans of this article that stand in an open conflict (the numbers, and the times where a date differs),
    and how: in conflict, or depending on the date. Proof notes leave no mark."""
    rows = session.execute(
        select(Conflict.status, Conflict.spots, Mention.start, Mention.end)
        .join(ConflictMember, ConflictMember.conflict_id == Conflict.id)
        .outerjoin(Mention, Mention.id == ConflictMember.mention_id)
        .where(ConflictMember.article_id == article_id, Conflict.bucket < NOTE)
    )
    found: dict[tuple[int, int], queries.Waiting] = {}
    for status, spots, first, last in rows:
        kind: queries.Waiting = "depends" if status == "depends_on_date" else "conflict"
        here = [(start, end) for article, start, end in spots if article == article_id]
        for span in (*here, (first, last)):
            if span[0] is not None and found.get(span) != "conflict":
                found[span] = kind
    return found
