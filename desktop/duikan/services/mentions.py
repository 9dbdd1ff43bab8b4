"""One number: what was read and by which words; an editor's confirmation, correction or rejection of it."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from duikan.services import queries
from duikan.services.views import MentionView
from duikan.store.journal import author, describe
from duikan.store.models import Correction, Mention

CORRECTABLE = (
    "low", "high", "low_open", "high_open", "unit", "subject", "measure", "place", "scope", "aggregate", "modality",
    "speaker", "period_start", "period_end",
)  # fmt: skip
"""The parts an editor may correct, as columns of Mention."""


def mention(session: Session, mention_id: int) -> MentionView:
    """A number as printed and as read."""
    row = queries.get(session, Mention, mention_id, "mention.missing")
    return queries.mention_views(session, [row])[0]


def confirm(session: Session, mention_id: int) -> None:
    """The reading of this number is right as it is."""
    _say(session, mention_id, "confirmed", {})


def reject(session: Session, mention_id: int) -> None:
    """This is no number to check: leave it out of facts and conflicts."""
    _say(session, mention_id, "rejected", {})


def correct(session: Session, mention_id: int, **changes: str | bool | None) -> None:
    """Set parts of the reading (names of CORRECTABLE; days as ISO text, bounds as exact text such as "1/3")."""
    unknown = set(changes) - set(CORRECTABLE)
    if unknown:
        raise TypeError(f"not correctable: {', '.join(sorted(unknown))}")
    _say(session, mention_id, "corrected", changes)


State = Literal["confirmed", "corrected", "rejected"]


def _say(session: Session, mention_id: int, state: State, changes: dict[str, str | bool | None]) -> None:
    row = queries.get(session, Mention, mention_id, "mention.missing")
    describe(session, row.surface)
    before = session.scalar(select(Correction).where(Correction.mention_id == mention_id))
    if before is not None:
        before.state = state
        before.changes = {**before.changes, **changes}
        before.author = author(session)
        return
    session.add(
        Correction(
            mention_id=row.id,
            article_id=row.article_id,
            start=row.start,
            end=row.end,
            quote=row.surface,
            state=state,
            changes=changes,
            author=author(session),
        )
    )
