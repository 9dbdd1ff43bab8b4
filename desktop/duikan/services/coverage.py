"""How far the numbers of an article are done: checked, claimed, in an open conflict, untouched."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from duikan.services import queries
from duikan.services.views import Coverage, Untouched, is_note
from duikan.store.models import Article, Claim, Conflict, ConflictMember, Document, Mention

NOTHING = Coverage(0, 0, 0, 0, 0)


def coverage(session: Session, article_id: int | None = None) -> dict[int, Coverage]:
    """The figures of every article that has numbers, or of one; a number in an open conflict counts there, too."""
    numbers = queries.numbers_by_article(session)
    if article_id is not None:
        numbers = {article_id: numbers.get(article_id, 0)}
    checked = queries.checked_ids(session, article_id)
    claimed = {one: article for one, article in _claimed(session, article_id).items() if one not in checked}
    disputed = _disputed(session, article_id)
    begun = Counter((checked | claimed | disputed).values())
    done, in_claims, in_conflicts = (Counter(found.values()) for found in (checked, claimed, disputed))
    return {
        article: Coverage(count, done[article], in_claims[article], in_conflicts[article], count - begun[article])
        for article, count in numbers.items()
    }


def whole(figures: dict[int, Coverage]) -> Coverage:
    """The figures of all articles together."""
    rows = [(one.numbers, one.checked, one.claimed, one.in_conflict, one.untouched) for one in figures.values()]
    return Coverage(*(sum(column) for column in zip(*rows, strict=True))) if rows else NOTHING


def next_untouched(session: Session, article_id: int, after: int) -> Untouched | None:
    """The next untouched number: behind `after` in the article, then in those that follow, then from the top again."""
    begun = queries.checked_ids(session) | _claimed(session, None) | _disputed(session, None)
    in_order = (Document.name, Document.id, Article.position)
    articles = session.scalars(select(Article.id).join(Article.document).order_by(*in_order))
    rank = {article: at for at, article in enumerate(articles)}
    rows = session.execute(
        select(Mention.id, Mention.article_id, Article.title, Mention.start, Mention.end)
        .join(Article, Article.id == Mention.article_id)
        .join(Article.document)
        .where(Mention.nominal.is_(False), Mention.state != "rejected")
        .order_by(*in_order, Mention.start)
    )
    untouched = [Untouched(*row) for row in rows if row.id not in begun]
    here = (rank.get(article_id, 0), after)
    behind = (one for one in untouched if (rank[one.article_id], one.start) > here)
    return next(behind, untouched[0] if untouched else None)


def _claimed(session: Session, article_id: int | None) -> dict[int, int]:
    """Mention id -> article of every number that stands in a claim."""
    inside = exists().where(
        Claim.article_id == Mention.article_id, Claim.start <= Mention.start, Mention.end <= Claim.end
    )
    query = select(Mention.id, Mention.article_id).where(
        Mention.nominal.is_(False), Mention.state != "rejected", inside
    )
    if article_id is not None:
        query = query.where(Mention.article_id == article_id)
    return dict(session.execute(query).all())


def _disputed(session: Session, article_id: int | None) -> dict[int, int]:
    """Mention id -> article of every number in a conflict that waits for a decision; proof notes left out."""
    reviews = queries.standing_reviews(session)
    waiting = {
        row.id
        for row in session.scalars(select(Conflict))
        if not is_note(row.type, row.severity) and not queries.stands(reviews.get(row.key), row)
    }
    query = (
        select(ConflictMember.conflict_id, Mention.id, Mention.article_id)
        .join(Mention, Mention.id == ConflictMember.mention_id)
        .where(Mention.nominal.is_(False), Mention.state != "rejected")
    )
    if article_id is not None:
        query = query.where(Mention.article_id == article_id)
    return {mention: article for conflict, mention, article in session.execute(query) if conflict in waiting}
