"""The value an editor takes for right, with its source: kept on a fact, and held against every place that states it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from duikan.errors import InputError
from duikan.services import queries
from duikan.services.views import AcceptedView
from duikan.store.journal import author, describe
from duikan.store.models import Accepted, Mention

if TYPE_CHECKING:
    from duikan.engine.values import Stated


@dataclass(frozen=True, slots=True)
class Value:
    """A value as an editor gives it: exact text ("30", "1/3"), None for an open side; the unit is the number's."""

    low: str | None
    high: str | None
    low_open: bool = False
    high_open: bool = False


def accept(session: Session, mention_id: int, value: Value, source: str, locator: str = "") -> None:
    """Take a value for right on the fact of a number, in that number's time and unit; without a source InputError."""
    number = queries.get(session, Mention, mention_id, "mention.missing")
    if not source.strip():
        raise InputError("accept.source")
    row = _of_fact(session, number.fact_id)
    if row is None:
        row = Accepted(mention_id=number.id)
        session.add(row)
    row.mention_id, row.unit = number.id, number.unit
    row.low, row.high, row.low_open, row.high_open = value.low, value.high, value.low_open, value.high_open
    row.period_start, row.period_end = number.period_start, number.period_end
    row.source, row.locator, row.author = source.strip(), locator.strip(), author(session)
    describe(session, f"{number.surface} · {source.strip()}"[:60])


def withdraw(session: Session, mention_id: int) -> None:
    """The fact of a number has no accepted value any more."""
    number = queries.get(session, Mention, mention_id, "mention.missing")
    row = _of_fact(session, number.fact_id)
    if row is None:
        raise InputError("accept.missing")
    session.delete(row)
    describe(session, number.surface)


def accepted_values(
    session: Session, numbers: Mapping[int, Sequence[Mention]]
) -> dict[int, tuple[AcceptedView, tuple[int, ...]]]:
    """By fact (given with its numbers): the accepted value, and the ids of the numbers that contradict it."""
    rows = session.execute(
        select(Mention, Accepted)
        .join(Accepted, Accepted.mention_id == Mention.id)
        .where(Mention.fact_id.in_(list(numbers)))
        .order_by(Accepted.id)
    ).all()
    return {base.fact_id: (_view(row), _against(session, base, row, numbers[base.fact_id])) for base, row in rows}


def _of_fact(session: Session, fact_id: int) -> Accepted | None:
    query = select(Accepted).join(Mention, Mention.id == Accepted.mention_id).where(Mention.fact_id == fact_id)
    return session.scalars(query.order_by(Accepted.id.desc())).first()


def _against(session: Session, base: Mention, row: Accepted, numbers: Sequence[Mention]) -> tuple[int, ...]:
    """The numbers that cannot stand beside the accepted value, by the rules that find conflicts."""
    from duikan.engine.fact.relations import compare  # late: a project without accepted values needs no rules here
    from duikan.services.collection import stated_of

    held = _held(stated_of(session, base), row)
    counted = [one for one in numbers if not one.nominal and one.state != "rejected"]
    relations = ((one.id, compare(held, stated_of(session, one), linked=True)) for one in counted)
    # What is too far off to be a slip is no conflict between two papers; against the value to go by it is one.
    return tuple(key for key, found in relations if found.kind == "conflict" or found.reason.code == "far_apart")


def _held(base: Stated, row: Accepted) -> Stated:
    """The accepted value as if an article of its own had printed it."""
    from duikan.engine.values import Period
    from duikan.store.codec import fraction

    mention = base.mention
    quantity = replace(
        mention.quantity, low=fraction(row.low), high=fraction(row.high),
        low_open=row.low_open, high_open=row.high_open, unit=row.unit, hedges=(),
    )  # fmt: skip
    period = mention.period
    if (row.period_start, row.period_end) != (period.start, period.end):
        period = Period(row.period_start, row.period_end, "explicit")
    return replace(base, article=-1, document=-1, mention=replace(mention, quantity=quantity, period=period))


def _view(row: Accepted) -> AcceptedView:
    return AcceptedView(
        mention_id=row.mention_id,
        low=row.low or "",
        high=row.high or "",
        low_open=row.low_open,
        high_open=row.high_open,
        unit=row.unit,
        period_start=row.period_start,
        period_end=row.period_end,
        source=row.source,
        locator=row.locator,
        author=row.author,
        at=row.created_at,
    )
