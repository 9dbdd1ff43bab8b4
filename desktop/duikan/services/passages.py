"""Mend by hand what was cut or joined wrongly on a page: split an article, merge two, move a passage, set its order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy.orm import Session

from duikan.engine.values import Role, Span
from duikan.errors import InputError
from duikan.services import queries
from duikan.services.rearranging import Part, rearrange
from duikan.store.codec import pieces_of
from duikan.store.journal import describe
from duikan.store.models import Article

_HEADLINE_MAX = 64
_NAMED = 24  # characters that stand for a title where there is none
_CLOSED = "。；;，,、…"
_TITLES: tuple[Role, ...] = ("title", "kicker", "subtitle")


@dataclass(frozen=True, slots=True)
class Mended:
    """The article to look at after an act, and how many claims lost a part of their words to it."""

    article_id: int
    cut: int = 0


def split(session: Session, article_id: int, at: int, *, line: bool = False) -> Mended:
    """Let a new article begin at a position of this one's text; a short line at its head becomes the title.

    `line`: at the beginning of the printed line that holds the position.
    """
    article = _article(session, article_id)
    if line:
        at = max((piece.start for piece in pieces_of(article) if piece.start <= at), default=0)
    before, after = _cut(_parts(article), article, at)
    if not before or not after:
        raise InputError("passage.nothing")
    new = _new_after(session, article)
    title, after = _headline(article.document.text, after)
    new.title = title
    describe(session, f"{article.title} / {title}"[:80])
    cut = rearrange(session, article.document, {article.id: before, new.id: after})
    return Mended(new.id, cut)


def merge(session: Session, article_id: int, other_id: int) -> Mended:
    """Put the whole text of another article of the page behind this one's; its headline becomes a head inside."""
    article, other = _article(session, article_id), _article(session, other_id)
    _refuse_other_page(article, other)
    for box in list(other.boxes):
        box.parent_id = article.parent_id or article.id
    if article.parent_id == other.id:
        article.parent_id, article.kind = None, "article"
    session.flush()
    session.refresh(other, ["boxes"])
    behind = _inside(_parts(other), "head")
    describe(session, f"{article.title} + {other.title}"[:80])
    cut = rearrange(session, article.document, {article.id: [*_parts(article), *behind], other.id: []})
    return Mended(article.id, cut)


def move(session: Session, article_id: int, start: int, end: int, to_id: int) -> Mended:
    """Move [start, end) of an article to another one of its page, to where it was printed among that one's lines."""
    article, other = _article(session, article_id), _article(session, to_id)
    _refuse_other_page(article, other)
    before, rest = _cut(_parts(article), article, start)
    passage, behind = _cut(rest, article, end)
    if not passage:
        raise InputError("passage.nothing")
    told = _inside(passage, "body")
    theirs = _parts(other)
    place = _printed_place(theirs, told[0][0])
    describe(session, article.document.text[told[0][0].start : told[-1][0].end][:40])
    cut = rearrange(
        session, article.document, {article.id: [*before, *behind], other.id: [*theirs[:place], *told, *theirs[place:]]}
    )
    return Mended(other.id, cut)


def shift(session: Session, article_id: int, start: int, end: int, by: int) -> Mended:
    """Move the lines that [start, end) touches one line up (by < 0) or down in their article."""
    article = _article(session, article_id)
    parts, pieces = _parts(article), pieces_of(article)
    touched = [
        i
        for i, piece in enumerate(pieces)
        if piece.start < max(end, start + 1) and start < piece.start + piece.span.end - piece.span.start + 1
    ]
    if not touched:
        raise InputError("passage.nothing")
    first, last = touched[0], touched[-1] + 1
    heading = parts[first][1] in _TITLES or (by < 0 and first > 0 and parts[first - 1][1] in _TITLES)
    if heading or (by < 0 and first == 0) or (by > 0 and last == len(parts)):
        raise InputError("passage.edge")
    taken = parts[first:last]
    del parts[first:last]
    at = first - 1 if by < 0 else first + 1
    parts[at:at] = taken
    describe(session, article.document.text[taken[0][0].start : taken[-1][0].end][:40])
    return Mended(article.id, rearrange(session, article.document, {article.id: parts}))


def retitle(session: Session, article_id: int, title: str) -> None:
    """Give an article another title in the lists; its text stays as printed."""
    article = _article(session, article_id)
    article.title = title.strip()
    describe(session, article.title)


def neighbours(session: Session, article_id: int) -> tuple[tuple[int, str], ...]:
    """The other articles of the page, id and title: the ones behind this one first, then those before it."""
    article = _article(session, article_id)
    rows = sorted(article.document.articles, key=lambda row: (row.position < article.position, row.position))
    return tuple((row.id, row.title or row.text[:_NAMED]) for row in rows if row.id != article.id)


def _article(session: Session, article_id: int) -> Article:
    return queries.get(session, Article, article_id, "article.missing")


def _refuse_other_page(article: Article, other: Article) -> None:
    if article.id == other.id or article.document_id != other.document_id:
        raise InputError("passage.other_page")


def _parts(article: Article) -> list[Part]:
    return [(piece.span, piece.role) for piece in pieces_of(article)]


def _inside(parts: Sequence[Part], instead: Role) -> list[Part]:
    """Passages that come into another article: what was a headline is none there."""
    return [(span, instead if role in _TITLES else role) for span, role in parts]


def _cut(parts: Sequence[Part], article: Article, at: int) -> tuple[list[Part], list[Part]]:
    """The passages before and from a position of the article's text; a printed line is cut in two if need be."""
    where = {piece.span.start: piece.start for piece in pieces_of(article)}
    text = article.document.text
    before: list[Part] = []
    after: list[Part] = []
    starts = sorted(where)
    for span, role in parts:
        origin = max(start for start in starts if start <= span.start)
        printed = at - where[origin] + origin  # the position in the document, if it is in this line
        if at <= where[origin] + span.start - origin:
            after.append((span, role))
        elif printed >= span.end:
            before.append((span, role))
        else:
            left, right = text[span.start : printed].rstrip(), text[printed : span.end].lstrip()
            if left:
                before.append((Span(span.start, span.start + len(left)), role))
            if right:
                after.append((Span(span.end - len(right), span.end), role))
    return before, after


def _new_after(session: Session, article: Article) -> Article:
    """A new, empty article right behind one, of the same day and source."""
    for row in article.document.articles:
        if row.position > article.position:
            row.position += 1
    new = Article(
        document_id=article.document_id,
        source_id=article.source_id,
        position=article.position + 1,
        text="",
        pieces=[],
        published=article.published,
        published_basis=article.published_basis,
        window_start=article.window_start,
        window_end=article.window_end,
        published_evidence=article.published_evidence,
        published_confidence=article.published_confidence,
    )
    session.add(new)
    session.flush()
    session.refresh(article.document, ["articles"])
    return new


def _headline(text: str, parts: list[Part]) -> tuple[str, list[Part]]:
    """A short line without a full stop at the head of a new article is its title."""
    span, role = parts[0]
    line = text[span.start : span.end].strip()
    if len(parts) == 1 or role not in (*_TITLES, "head", "body", "label") or len(line) > _HEADLINE_MAX:
        return "", parts
    if line[-1] in _CLOSED:
        return "", parts
    return line.lstrip("#*◆■● ").rstrip("#*◆■● "), [(span, cast(Role, "title")), *parts[1:]]


def _printed_place(parts: Sequence[Part], span: Span) -> int:
    """Behind the last line of an article that is printed before a passage, and never before its headline."""
    before = [
        i for i, (held, role) in enumerate(parts) if held.start < span.start and role not in ("caption", "credit")
    ]
    headed = next((i for i, (_, role) in enumerate(parts) if role not in (*_TITLES, "byline", "label")), len(parts))
    return max(before[-1] + 1 if before else 0, headed)
