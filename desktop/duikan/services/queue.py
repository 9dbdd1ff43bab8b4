"""The conflict queue, a window of cards at a time: sorted, filtered and counted where the rows are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, and_, func, literal_column, or_, select, text
from sqlalchemy.orm import Session

from duikan.engine.values import ARTICLE_BITS
from duikan.services.buckets import QueueFilter
from duikan.services.conflict_cards import cards_of
from duikan.services.views import ConflictCard
from duikan.services.windows import QueueWindow
from duikan.store.models import Conflict

_FACT: ColumnElement[int] = Conflict.__table__.c["fact"]
_MANY = 20_000  # from here on it is faster to walk the queue's order than to sort what a filter takes
_KEYS: dict[str, tuple[Any, ...]] = {
    "gravity": (Conflict.bucket, Conflict.place, Conflict.id),
    "article": (Conflict.place, Conflict.id),
    "fact": (Conflict.fact, Conflict.bucket, Conflict.place, Conflict.id),
}


def queue_sizes(session: Session) -> dict[int, int]:
    """How many conflicts each bucket holds: the counts of every filter at once."""
    return dict(session.execute(select(Conflict.bucket, func.count()).group_by(Conflict.bucket)).all())


def queue_window(
    session: Session,
    asked: QueueFilter,
    offset: int | None,
    limit: int,
    key: str = "",
    sizes: Mapping[int, int] | None = None,
) -> QueueWindow:
    """Cards offset … offset+limit (offset None: around the card with `key`), and where the card with `key` stands.

    `sizes` as last counted spare a count; without them all but the first rows by gravity wait for one.
    """
    if sizes is None and (offset != 0 or key or asked.order != "gravity"):
        sizes = queue_sizes(session)
    row = _row_of(session, asked, key, sizes) if key and sizes is not None else None
    if offset is None:
        offset = max(0, (row or 0) - limit // 2)
    wanted = [bucket for bucket in (_buckets(session) if sizes is None else sorted(sizes)) if asked.takes(bucket)]
    before = 1 if offset and asked.order != "gravity" else 0  # that row tells whether the first one begins a group
    found = list(_window(session, asked, wanted, offset - before, limit + before, sizes or {}))
    rows = cards_of(session, [one.id for one in found[before:]])
    return QueueWindow(
        offset,
        rows,
        None if sizes is None else sum(sizes[bucket] for bucket in wanted),
        row,
        _asked(session, key, rows) if row is not None else None,
        () if asked.order == "gravity" else _heads(session, asked, wanted, found if before else [None, *found]),
        None if sizes is None else tuple(sorted(sizes.items())),
    )


def _asked(session: Session, key: str, rows: Sequence[ConflictCard]) -> ConflictCard | None:
    here = next((card for card in rows if card.key == key), None)
    return here or next(iter(cards_of(session, session.scalars(select(Conflict.id).where(Conflict.key == key)).all())))


def _row_of(session: Session, asked: QueueFilter, key: str, sizes: Mapping[int, int]) -> int | None:
    """Where a conflict stands in the queue; None where the filter leaves it out."""
    row = session.execute(
        select(Conflict.id, Conflict.bucket, Conflict.place, Conflict.fact).where(Conflict.key == key)
    ).one_or_none()
    if row is None or not asked.takes(row.bucket):
        return None
    count = select(func.count()).select_from(Conflict)
    earlier = or_(Conflict.place < row.place, and_(Conflict.place == row.place, Conflict.id < row.id))
    if asked.order == "gravity":
        before = sum(size for bucket, size in sizes.items() if bucket < row.bucket and asked.takes(bucket))
        return before + (session.scalar(count.where(Conflict.bucket == row.bucket, earlier)) or 0)
    if asked.order == "fact":
        same = and_(Conflict.fact == row.fact, Conflict.bucket == row.bucket, earlier)
        earlier = or_(Conflict.fact < row.fact, and_(Conflict.fact == row.fact, Conflict.bucket < row.bucket), same)
    wanted = [bucket for bucket in sizes if asked.takes(bucket)]
    return session.scalar(count.where(_in(wanted, sizes), earlier)) or 0


def _buckets(session: Session) -> list[int]:
    """The buckets that hold something, found by stepping from one to the next: the rows are not walked."""
    query = text(
        "WITH RECURSIVE step(bucket) AS (SELECT min(bucket) FROM conflict UNION ALL "
        "SELECT (SELECT min(conflict.bucket) FROM conflict WHERE conflict.bucket > step.bucket) "
        "FROM step WHERE step.bucket IS NOT NULL) SELECT bucket FROM step WHERE bucket IS NOT NULL"
    )
    return list(session.scalars(query))


def _in(wanted: Sequence[int], sizes: Mapping[int, int]) -> Any:
    """The condition on buckets; where it takes many rows so that the index of the order is walked, not that of it."""
    many = sum(sizes.get(bucket, 0) for bucket in wanted) > _MANY
    return (Conflict.bucket + 0 if many else Conflict.bucket).in_(wanted)


def _window(
    session: Session, asked: QueueFilter, wanted: Sequence[int], offset: int, limit: int, sizes: Mapping[int, int]
) -> Iterator[Any]:
    query = select(Conflict.id, Conflict.key, Conflict.place, Conflict.fact).order_by(*_KEYS[asked.order])
    if asked.order != "gravity":
        yield from session.execute(query.where(_in(wanted, sizes)).offset(offset).limit(limit))
        return
    for bucket in wanted:  # one after the other: each is a stretch of the index
        size = sizes.get(bucket, 0)
        if offset and offset >= size:
            offset -= size
            continue
        found = session.execute(query.where(Conflict.bucket == bucket).offset(offset).limit(limit)).all()
        yield from found
        offset, limit = 0, limit - len(found)
        if limit <= 0:
            return


def _heads(
    session: Session, asked: QueueFilter, wanted: Sequence[int], rows: Sequence[Any]
) -> tuple[tuple[str, int], ...]:
    """How many of the asked cards each group has that begins after the first of these rows."""
    groups = [_group(asked, row) for row in rows]
    begins = [(row, group) for row, group, before in zip(rows[1:], groups[1:], groups, strict=False) if group != before]
    if not begins:
        return ()
    first, last = begins[0][1], begins[-1][1]
    if asked.order == "article":
        group: ColumnElement[int] = literal_column(f"conflict.place >> {ARTICLE_BITS}", BigInteger)
        here = Conflict.place.between(first << ARTICLE_BITS, ((last + 1) << ARTICLE_BITS) - 1)
    else:
        group, here = _FACT, Conflict.fact.between(first, last)
    query = select(group, func.count()).where(here, (Conflict.bucket + 0).in_(wanted)).group_by(group)
    sizes = dict(session.execute(query).all())
    return tuple((row.key, sizes.get(group, 1)) for row, group in begins)


def _group(asked: QueueFilter, row: Any) -> int:
    return -1 if row is None else row.place >> ARTICLE_BITS if asked.order == "article" else row.fact
