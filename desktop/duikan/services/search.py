"""Words in context: every article that says them, in either script, by one query."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from duikan.services import search_index
from duikan.services.finding import Hit, folded, places_in
from duikan.store.models import Article, Document, SearchRow

AROUND = 24  # characters shown on each side
_FEW, _MANY = 16, 256  # articles looked into at once: few first, for most words are said soon
_SAID = (Article.id, Article.title, Document.name, Article.text)
_ORDER = (Article.document_id, Article.position)


def find(session: Session, words: str, most: int = 50) -> tuple[Hit, ...]:
    """The first places where the words stand, in the order of the pages."""
    wanted = folded(words.strip())
    if not wanted:
        return ()
    rows = _said(session, wanted) if search_index.is_built(session) else _all(session)
    found: list[Hit] = []
    for article, title, page, text in rows:
        for start, end in places_in(folded(text), wanted, most - len(found)):
            before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
            found.append(Hit(article, title, page, start, end, before, text[start:end], after))
        if len(found) >= most:
            break
    return tuple(found)


def _all(session: Session) -> Iterator[Any]:
    # A stream, closed when enough is found: a project of a hundred thousand articles does not come into memory.
    query = select(*_SAID).join(Document, Document.id == Article.document_id).order_by(*_ORDER)
    with session.execute(query.execution_options(yield_per=200)) as rows:
        yield from rows


def _said(session: Session, words: str) -> Iterator[Any]:
    """The articles that may say the words; those of a page together, for their order is the page's."""
    size, waiting = _FEW, list[int]()
    for _, numbers in groupby(search_index.candidates(session, words), lambda row: row >> search_index.PAGE_BITS):
        waiting += numbers
        if len(waiting) >= size:
            yield from _looked_into(session, waiting)
            size, waiting = min(2 * size, _MANY), []
    if waiting:
        yield from _looked_into(session, waiting)


def _looked_into(session: Session, numbers: list[int]) -> Iterator[Any]:
    query = select(*_SAID).join(Document, Document.id == Article.document_id)
    query = query.join(SearchRow, SearchRow.article_id == Article.id).where(SearchRow.id.in_(numbers))
    yield from session.execute(query.order_by(*_ORDER)).all()
