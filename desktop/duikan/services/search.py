"""Words in context: every article that says them, in either script, by one query."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from duikan.services.finding import Hit, folded, places_in
from duikan.store.models import Article, Document

AROUND = 24  # characters shown on each side


def find(session: Session, words: str, most: int = 50) -> tuple[Hit, ...]:
    """The first places where the words stand, in the order of the pages."""
    wanted = folded(words.strip())
    if not wanted:
        return ()
    query = (
        select(Article.id, Article.title, Document.name, Article.text)
        .join(Document, Document.id == Article.document_id)
        .order_by(Article.document_id, Article.position)
    )
    found: list[Hit] = []
    # A stream, closed when enough is found: a project of a hundred thousand articles does not come into memory.
    with session.execute(query.execution_options(yield_per=200)) as rows:
        for article, title, page, text in rows:
            for start, end in places_in(folded(text), wanted, most - len(found)):
                before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
                found.append(Hit(article, title, page, start, end, before, text[start:end], after))
            if len(found) >= most:
                break
    return tuple(found)
