"""Conflicts: every flag with its reason and both passages; an editor's decision on it; any two numbers compared."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from duikan.errors import InputError
from duikan.services import queries
from duikan.services.buckets import DECIDED
from duikan.services.conflict_cards import cards_of
from duikan.services.views import ConflictCard, Decision, OneFactView, RelationView
from duikan.store.journal import author, describe
from duikan.store.models import Conflict, ConflictMember, Mention, Pairing, Review


def list_conflicts(session: Session) -> tuple[ConflictCard, ...]:
    """Every conflict: open ones first, the gravest first, in the order of the queue; decided ones last."""
    order = (Conflict.bucket, Conflict.place, Conflict.id)
    return cards_of(session, session.scalars(select(Conflict.id).order_by(*order)).all())


def conflict(session: Session, key: str) -> ConflictCard:
    """One conflict by its key."""
    return cards_of(session, [_by_key(session, key).id])[0]


def conflicts_at(session: Session, article_id: int, start: int) -> tuple[ConflictCard, ...]:
    """The open conflicts that speak of a place of an article."""
    here = select(ConflictMember.conflict_id).where(ConflictMember.article_id == article_id)
    query = select(Conflict.id, Conflict.spots).where(Conflict.id.in_(here), Conflict.bucket < DECIDED)
    found = session.execute(query.order_by(Conflict.bucket, Conflict.place, Conflict.id)).all()
    touching = [key for key, spots in found if any(a == article_id and s <= start < e for a, s, e in spots)]
    return cards_of(session, touching)


def real_conflicts(session: Session) -> tuple[ConflictCard, ...]:
    """The conflicts that were decided to be errors: what a correction notice is about."""
    query = select(Conflict.id).join(Review, Review.id == Conflict.review_id)
    query = query.where(Conflict.bucket >= DECIDED, Review.decision == "real")
    return cards_of(session, session.scalars(query.order_by(Conflict.bucket, Conflict.place, Conflict.id)).all())


def decide(session: Session, key: str, decision: Decision, reason: str) -> None:
    """Decide a conflict: real, explained or dismissed; without a reason InputError reason.required."""
    row = _by_key(session, key)
    if not reason.strip():
        raise InputError("reason.required")
    session.add(
        Review(
            conflict_key=key,
            members=list(_members(session, row.id)),
            fingerprint=row.fingerprint,
            decision=decision,
            reason=reason.strip(),
            author=author(session),
        )
    )
    describe(session, reason.strip()[:40])


def reopen(session: Session, key: str) -> None:
    """Open a decided conflict again; the decision is kept to be read."""
    review = session.get(Review, _by_key(session, key).review_id or 0)
    if review is None:
        raise InputError("conflict.missing")
    review.reopened = True
    describe(session, review.reason[:40])


def compare(session: Session, first_id: int, second_id: int) -> RelationView:
    """How any two numbers relate, and why, also where they do not conflict."""
    rows = [queries.get(session, Mention, key, "mention.missing") for key in (first_id, second_id)]
    # Here, not above: the rules are many, and the list of cards is shown without them.
    from duikan.services.collection import stated_of
    from duikan.services.comparing import relate_two

    first, second = (stated_of(session, row) for row in rows)
    return relate_two(first, second, one_fact=rows[0].fact_id == rows[1].fact_id)


def why_one_fact(session: Session, first_id: int, second_id: int) -> OneFactView:
    """Whether any two numbers are one fact, and what was weighed for and against it; `words.why` says it.

    The window asks it beside `compare`. Weighed among the numbers of the two articles alone.
    """
    rows = [queries.get(session, Mention, key, "mention.missing") for key in sorted((first_id, second_id))]
    from duikan.services.collection import stated_in, stated_of
    from duikan.services.comparing import Weighing

    around = stated_in(session, {row.article_id for row in rows})
    first, second = (around.get(row.id) or stated_of(session, row) for row in rows)
    between = select(Pairing.together).where(Pairing.first_id == rows[0].id, Pairing.second_id == rows[1].id)
    by_hand = {None: "", True: "linked", False: "parted"}[session.scalar(between)]
    one = rows[0].fact_id == rows[1].fact_id
    return Weighing(list(around.values())).of_two(first, second, one_fact=one, by_hand=by_hand)


def _members(session: Session, conflict_id: int) -> Sequence[int]:
    query = select(ConflictMember.mention_id).where(ConflictMember.conflict_id == conflict_id)
    return session.scalars(query.order_by(ConflictMember.mention_id)).all()


def _by_key(session: Session, key: str) -> Conflict:
    row = session.scalar(select(Conflict).where(Conflict.key == key))
    if row is None:
        raise InputError("conflict.missing")
    return row
