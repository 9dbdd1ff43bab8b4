"""Which decision stands on which conflict, kept beside each conflict: the queue filters and counts without asking.

The newest decision on a conflict's key counts. A conflict that gained or lost a member (a date was given) keeps the
decision made on most of its members; its fingerprint is another, so it is open again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from duikan.services.buckets import DECIDED
from duikan.store.models import Conflict, ConflictMember, Review

_SAME_CONFLICT = 2  # members two states of one conflict have in common
_AT_ONCE = 500


def stands(review: Review | None, fingerprint: str) -> bool:
    """True when the decision is on what the conflict says now."""
    return review is not None and not review.reopened and review.fingerprint == fingerprint


def settle_decisions(session: Session, keys: Collection[str] | None = None) -> None:
    """Note on every conflict (or those with these keys) which decision counts and whether it stands."""
    session.flush()
    newest = _newest(session, keys)
    there = _conflicts(session, Conflict.key, newest if keys is None else keys)
    counted = {row.id: newest[row.key] for row in there if row.key in newest}
    rows = {row.id: row for row in there}
    if keys is None or len(counted) < len(rows):
        inherited = _inherited(session, None if keys is None else rows.keys() - counted.keys())
        rows |= {row.id: row for row in _conflicts(session, Conflict.id, inherited)}
        counted |= inherited
    if keys is None:
        marked = _columns().where(Conflict.review_id.is_not(None))
        rows |= {row.id: row for row in session.execute(marked)}
    _write(session, rows.values(), counted)


def _write(session: Session, rows: Iterable[Any], counted: Mapping[int, Review]) -> None:
    changed: list[dict[str, Any]] = []
    for row in rows:
        review = counted.get(row.id)
        bucket = row.bucket % DECIDED + DECIDED * stands(review, row.fingerprint)
        if (bucket, review and review.id) != (row.bucket, row.review_id):
            changed.append({"one": row.id, "in_bucket": bucket, "by": review and review.id})
    if changed:
        statement = update(Conflict).where(Conflict.id == bindparam("one"))
        statement = statement.values(bucket=bindparam("in_bucket"), review_id=bindparam("by"))
        session.connection().execute(statement, changed)


def _columns() -> Any:
    return select(Conflict.id, Conflict.key, Conflict.fingerprint, Conflict.bucket, Conflict.review_id)


def _conflicts(session: Session, column: Any, wanted: Iterable[Any]) -> list[Any]:
    return [row for some in in_parts(wanted) for row in session.execute(_columns().where(column.in_(some)))]


def _newest(session: Session, keys: Collection[str] | None) -> dict[str, Review]:
    """The newest decision on each key, whether there is such a conflict or not."""
    ids = select(func.max(Review.id)).group_by(Review.conflict_key)
    if keys is None:
        return {row.conflict_key: row for row in session.scalars(select(Review).where(Review.id.in_(ids)))}
    found = (select(Review).where(Review.id.in_(ids.where(Review.conflict_key.in_(some)))) for some in in_parts(keys))
    return {row.conflict_key: row for query in found for row in session.scalars(query)}


def _inherited(session: Session, wanted: Collection[int] | None) -> dict[int, Review]:
    """The decisions on conflicts that are no more, by the conflict (of these) that took most of the members over."""
    has_conflict = select(Conflict.id).where(Conflict.key == Review.conflict_key).exists()
    has_review = select(Review.id).where(Review.conflict_key == Conflict.key).exists()
    ids = select(func.max(Review.id)).where(~has_conflict).group_by(Review.conflict_key)
    best: dict[int, tuple[int, str]] = {}
    orphans = {row.conflict_key: row for row in session.scalars(select(Review).where(Review.id.in_(ids)))}
    for key in sorted(orphans):
        kind = key.partition(":")[0]
        shared: Counter[int] = Counter()
        for some in in_parts(orphans[key].members):
            query = (
                select(ConflictMember.conflict_id)
                .join(Conflict, Conflict.id == ConflictMember.conflict_id)
                .where(ConflictMember.mention_id.in_(some), Conflict.type == kind, ~has_review)
            )
            shared.update(session.scalars(query))
        for conflict, count in shared.items():
            wins = count >= _SAME_CONFLICT and count > best.get(conflict, (0, ""))[0]
            if wins and (wanted is None or conflict in wanted):
                best[conflict] = (count, key)
    return {conflict: orphans[key] for conflict, (_, key) in best.items()}


def in_parts(values: Iterable[Any]) -> Iterable[Sequence[Any]]:
    """The values in as many at once as a statement takes."""
    every = list(values)
    return (every[at : at + _AT_ONCE] for at in range(0, len(every), _AT_ONCE))
