"""Claims: highlight, note, link to facts, give verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from duikan.engine.anchors import make_anchor
from duikan.engine.values import Span
from duikan.errors import InputError
from duikan.services import queries
from duikan.services.buckets import NOTE
from duikan.services.decisions import in_parts
from duikan.services.finding import occurrences
from duikan.services.views import ClaimView, LinkKind, LinkView, Rating, VerdictView
from duikan.services.windows import Window
from duikan.store.journal import author, describe
from duikan.store.models import Article, Claim, Conflict, ConflictMember, Link, Mention, Verdict


def highlight(session: Session, article_id: int, start: int, end: int, note: str = "") -> int:
    """Mark [start, end) of an article as a claim, its numbers linked to their facts; the new claim's id."""
    article = queries.get(session, Article, article_id, "article.missing")
    claim = Claim(article_id=article.id, note=note, author=author(session))
    _place(article, claim, start, end)
    session.add(claim)
    session.flush()
    for number in _numbers_inside(session, claim):
        session.add(Link(claim_id=claim.id, mention_id=number, author=author(session)))
    describe(session, claim.quote[:40])
    return claim.id


def move(session: Session, claim_id: int, start: int, end: int) -> None:
    """Give a claim other boundaries; numbers that come inside are linked, links made by hand stay."""
    claim = _claim(session, claim_id)
    _place(claim.article, claim, start, end)
    linked = {link.mention_id for link in claim.links}
    for number in _numbers_inside(session, claim):
        if number not in linked:
            claim.links.append(Link(mention_id=number, author=author(session)))
    describe(session, claim.quote[:40])


def highlight_others(session: Session, article_id: int, start: int, end: int) -> tuple[int, ...]:
    """Mark every other place of an article with the words of [start, end) as a claim; the new claims' ids."""
    article = queries.get(session, Article, article_id, "article.missing")
    words = article.text[start:end].strip()
    if not words:
        raise InputError("claim.empty")
    taken = {(claim.start, claim.end) for claim in article.claims}
    places = [(first, last) for first, last in occurrences(article.text, words) if last <= start or end <= first]
    return tuple(highlight(session, article_id, *place) for place in places if place not in taken)


def remove(session: Session, claim_id: int) -> None:
    """Take a claim away with its links and verdicts; undo brings it back."""
    claim = _claim(session, claim_id)
    describe(session, claim.quote[:40])
    session.delete(claim)


def set_note(session: Session, claim_id: int, note: str) -> None:
    """Write the note of a claim."""
    claim = _claim(session, claim_id)
    claim.note = note
    describe(session, note[:40])


def give_verdict(
    session: Session, claim_id: int, rating: Rating, rationale: str = "", source: str = "", locator: str = ""
) -> None:
    """Add a verdict; the latest counts, the earlier ones are kept."""
    claim = _claim(session, claim_id)
    claim.verdicts.append(
        Verdict(rating=rating, rationale=rationale, source=source, locator=locator, author=author(session))
    )
    claim.needs_review = False
    describe(session, claim.quote[:40])


def link(session: Session, claim_id: int, mention_id: int, kind: LinkKind = "states") -> int:
    """Link a claim to the fact of a mention; the link's id. Linking twice only changes the kind."""
    claim = _claim(session, claim_id)
    number = queries.get(session, Mention, mention_id, "mention.missing")
    found = next((each for each in claim.links if each.mention_id == number.id), None)
    if found is None:
        found = Link(mention_id=number.id, kind=kind, author=author(session))
        claim.links.append(found)
    found.kind = kind
    session.flush()
    describe(session, number.surface)
    return found.id


def unlink(session: Session, link_id: int) -> None:
    """Take a link away."""
    session.delete(queries.get(session, Link, link_id, "claim.missing"))


def list_claims(session: Session) -> tuple[ClaimView, ...]:
    """Every claim in the order of the pages."""
    return _views(session, _rows(session, _in_order(session)))


def claim_window(session: Session, offset: int | None, limit: int, claim_id: int | None = None) -> Window[ClaimView]:
    """Claims offset … offset+limit (offset None: around `claim_id`), and where `claim_id` stands."""
    order = _in_order(session)
    row = order.index(claim_id) if claim_id in order else None
    if offset is None:
        offset = max(0, (row or 0) - limit // 2)
    asked = None if row is None or claim_id is None else claim(session, claim_id)
    return Window(offset, _views(session, _rows(session, order[offset : offset + limit])), len(order), row, asked)


def _in_order(session: Session) -> Sequence[int]:
    order = (Article.document_id, Article.position, Claim.start, Claim.id)
    return session.scalars(select(Claim.id).join(Claim.article).order_by(*order)).all()


def _rows(session: Session, ids: Sequence[int]) -> list[Claim]:
    found: dict[int, Claim] = {}
    for some in in_parts(ids):
        query = select(Claim).options(selectinload(Claim.links), selectinload(Claim.verdicts)).where(Claim.id.in_(some))
        found |= {row.id: row for row in session.scalars(query)}
    return [found[one] for one in ids]


def claim(session: Session, claim_id: int) -> ClaimView:
    """One claim with its links and verdicts."""
    return _views(session, [_claim(session, claim_id)])[0]


def _claim(session: Session, claim_id: int) -> Claim:
    return queries.get(session, Claim, claim_id, "claim.missing")


def _place(article: Article, claim: Claim, start: int, end: int) -> None:
    """Set span and anchor; white space at the ends does not belong to a claim."""
    start, end = max(start, 0), min(end, len(article.text))
    quote = article.text[start:end]
    start += len(quote) - len(quote.lstrip())
    end -= len(quote) - len(quote.rstrip())
    if start >= end:
        raise InputError("claim.empty")
    anchor = make_anchor(article.text, Span(start, end))
    claim.start, claim.end = start, end
    claim.quote, claim.prefix, claim.suffix = anchor.quote, anchor.prefix, anchor.suffix


def _numbers_inside(session: Session, claim: Claim) -> Sequence[int]:
    return session.scalars(
        select(Mention.id)
        .where(Mention.article_id == claim.article_id, Mention.start >= claim.start, Mention.end <= claim.end)
        .where(Mention.nominal.is_(False), Mention.state != "rejected")
        .order_by(Mention.id)
    ).all()


def _views(session: Session, rows: Sequence[Claim]) -> tuple[ClaimView, ...]:
    wanted = {link.mention_id for row in rows for link in row.links}
    numbers = {row.id: row for row in session.scalars(select(Mention).where(Mention.id.in_(wanted)))}
    conflicting = _facts_in_conflict(session, {number.fact_id for number in numbers.values()})
    return tuple(_view(row, numbers, conflicting) for row in rows)


def _facts_in_conflict(session: Session, facts: Iterable[int]) -> dict[int, int]:
    """How many open conflicts each of these facts stands in, notes left out."""
    found: dict[int, int] = {}
    for some in in_parts(facts):
        query = (
            select(Mention.fact_id, func.count(func.distinct(Conflict.id)))
            .join(ConflictMember, ConflictMember.mention_id == Mention.id)
            .join(Conflict, Conflict.id == ConflictMember.conflict_id)
            .where(Mention.fact_id.in_(some), Conflict.bucket < NOTE)
            .group_by(Mention.fact_id)
        )
        found |= dict(session.execute(query).all())
    return found


def _view(row: Claim, numbers: dict[int, Mention], conflicting: dict[int, int]) -> ClaimView:
    facts = {numbers[link.mention_id].fact_id for link in row.links if link.mention_id in numbers}
    return ClaimView(
        id=row.id,
        article_id=row.article_id,
        article_title=row.article.title,
        page=row.article.document.name,
        start=row.start,
        end=row.end,
        quote=row.quote,
        note=row.note,
        author=row.author,
        created_at=row.created_at,
        needs_review=row.needs_review,
        links=tuple(_link_view(link, numbers.get(link.mention_id)) for link in row.links),
        verdicts=tuple(_verdict_view(verdict) for verdict in reversed(row.verdicts)),
        conflicts=sum(conflicting.get(fact, 0) for fact in facts),
    )


def _link_view(row: Link, number: Mention | None) -> LinkView:
    return LinkView(
        id=row.id,
        mention_id=row.mention_id,
        fact_id=number.fact_id if number else row.mention_id,
        kind=row.kind,  # pyright: ignore[reportArgumentType] - the column holds only these words
        subject=number.subject if number else "",
        printed=number.surface if number else "",
    )


def _verdict_view(row: Verdict) -> VerdictView:
    return VerdictView(
        rating=row.rating,  # pyright: ignore[reportArgumentType] - the column holds only these words
        rationale=row.rationale,
        source=row.source,
        locator=row.locator,
        author=row.author,
        at=row.created_at,
    )
