"""How far the numbers of an article are done: checked, claimed, in an open conflict, untouched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from duikan.services import queries
from duikan.services.buckets import NOTE
from duikan.services.views import ArticleItem, Coverage, Untouched
from duikan.store.models import Article, Claim, Conflict, ConflictMember, Document, Mention

NOTHING = Coverage(0, 0, 0, 0, 0)


def coverage(session: Session, article_id: int | None = None) -> dict[int, Coverage]:
    """The figures of every article that has numbers, or of one; a number in an open conflict counts there, too."""
    numbers = queries.numbers_by_article(session, article_id)
    checked = queries.checked_ids(session, article_id)
    claimed = {one: article for one, article in _claimed(session, article_id).items() if one not in checked}
    disputed = _disputed(session, article_id)
    begun = Counter((checked | claimed | disputed).values())
    done, in_claims, in_conflicts = (Counter(found.values()) for found in (checked, claimed, disputed))
    return {
        article: Coverage(count, done[article], in_claims[article], in_conflicts[article], count - begun[article])
        for article, count in numbers.items()
    }


def whole(figures: Iterable[Coverage | ArticleItem]) -> Coverage:
    """The figures of all articles together."""
    rows = [(one.numbers, one.checked, one.claimed, one.in_conflict, one.untouched) for one in figures]
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
    inside = and_(Mention.article_id == Claim.article_id, Claim.start <= Mention.start, Mention.end <= Claim.end)
    query = select(Mention.id, Mention.article_id).join(Claim, inside).where(queries.MARKED)
    return _counted(session, query, article_id)


def _disputed(session: Session, article_id: int | None) -> dict[int, int]:
    """Mention id -> article of every number in a conflict that waits for a decision; proof notes left out."""
    query = (
        select(Mention.id, Mention.article_id)
        .join(ConflictMember, ConflictMember.mention_id == Mention.id)
        .join(Conflict, Conflict.id == ConflictMember.conflict_id)
        .where(Conflict.bucket < NOTE)
    )
    return _counted(session, query, article_id)


def _counted(session: Session, query: Select[int, int], article_id: int | None) -> dict[int, int]:
    query = query.where(Mention.nominal.is_(False), Mention.state != "rejected")
    if article_id is not None:
        query = query.where(Mention.article_id == article_id)
    return dict(session.execute(query).all())
