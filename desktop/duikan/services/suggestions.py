"""Sentences worth a check: what a checker may take as a claim with one key, or decline for good."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from duikan.engine.sentences import sentences
from duikan.errors import InputError
from duikan.services import queries
from duikan.services.views import Suggestion
from duikan.store.codec import pieces_of, role_at
from duikan.store.journal import author, describe
from duikan.store.models import Article, Declined, Mention

_NO_CLAIM = frozenset(("byline", "credit", "kicker", "label"))  # what these print is no statement


def suggestions(session: Session, article_id: int) -> tuple[Suggestion, ...]:
    """The sentences of an article that state a number nobody has claimed or checked, declined ones left out."""
    article = queries.get(session, Article, article_id, "article.missing")
    every = sentences(article.text)
    declined = {row.quote for row in article.declined}
    found: dict[tuple[int, int], list[int]] = {}
    for row in _waiting(session, article):
        touched = [one for one in every if one.start < row.end and row.start < one.end] or [row]
        first = min(touched[0].start, row.start)
        text = article.text[first : max(touched[-1].end, row.end)]
        start = first + len(text) - len(text.lstrip())
        found.setdefault((start, start + len(text.strip())), []).append(row.id)
    return tuple(
        Suggestion(start, end, article.text[start:end], tuple(numbers))
        for (start, end), numbers in sorted(found.items())
        if article.text[start:end] not in declined
    )


def decline(session: Session, article_id: int, start: int, end: int) -> None:
    """This sentence is nothing to check: it is not suggested again while its words stand."""
    article = queries.get(session, Article, article_id, "article.missing")
    quote = article.text[start:end]
    if not quote.strip():
        raise InputError("claim.empty")
    article.declined.append(Declined(start=start, end=end, quote=quote, author=author(session)))
    describe(session, quote[:40])


def _waiting(session: Session, article: Article) -> Iterator[Mention]:
    checked = queries.checked_ids(session, article.id)
    claims = [(claim.start, claim.end) for claim in article.claims]
    pieces = pieces_of(article)
    rows = session.scalars(
        select(Mention)
        .where(Mention.article_id == article.id, Mention.nominal.is_(False), Mention.state != "rejected")
        .order_by(Mention.start)
    )
    for row in rows:
        claimed = any(start <= row.start and row.end <= end for start, end in claims)
        if not claimed and row.id not in checked and role_at(pieces, row.start) not in _NO_CLAIM:
            yield row
