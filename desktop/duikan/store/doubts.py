"""The rules of engine/rules.py as one question to the store: which numbers of one fact cannot both be true."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import NamedTuple, cast

from sqlalchemy import BindParameter, Connection, Select, and_, bindparam, case, literal, or_, select
from sqlalchemy.orm import aliased

from duikan.engine.fact.rules import RULES, Side, comparable
from duikan.store.models import Mention, NumericFact


class Doubt(NamedTuple):
    """Two numbers (ids ascending) and the first rule by which they cannot both be true."""

    type: str
    a: int
    b: int


def doubts(connection: Connection, articles: Collection[int] | None = None) -> list[Doubt]:
    """Every doubted pair of the project, ascending; with `articles` those that one of them has a part in."""
    if articles is None:
        found = connection.execute(_doubted(of_articles=False))
    else:
        found = connection.execute(_doubted(of_articles=True), {"articles": sorted(articles)})
    return sorted((Doubt(*row) for row in found), key=lambda doubt: (doubt.a, doubt.b))


@cache
def _doubted(*, of_articles: bool) -> Select[str, int, int]:
    """The question itself, put together once: the pairs of every fact that holds more than one number."""
    one, other = aliased(Mention), aliased(Mention)
    a, b = cast(Side, one), cast(Side, other)
    found = {kind: rule(a, b) for kind, rule in RULES.items()}
    kind = case(*((told, literal(kind)) for kind, told in found.items()))
    pairs = (
        select(kind, one.id, other.id)
        .join(other, and_(other.fact_id == one.fact_id, comparable(a, b), one.id < other.id))
        .where(or_(*found.values()))
    )
    if not of_articles:
        return pairs.where(one.fact_id.in_(select(NumericFact.id).where(NumericFact.mentions > 1)))
    articles: BindParameter[list[int]] = bindparam("articles", expanding=True)
    here = select(Mention.fact_id).where(Mention.article_id.in_(articles))
    return pairs.where(one.fact_id.in_(here), one.article_id.in_(articles) | other.article_id.in_(articles))
