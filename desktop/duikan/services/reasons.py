"""The words an editor decided with before: offered again where the next decision of that kind is made."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from duikan.store.models import Review

MOST = 4
LONGEST = 40  # what is longer was about one case


def remembered(session: Session, decision: str, most: int = MOST) -> tuple[str, ...]:
    """Reasons given for a decision in this project, the latest first, each once; long ones left out."""
    newest = (
        select(Review.reason)
        .where(Review.decision == decision, func.length(Review.reason) <= LONGEST)
        .group_by(Review.reason)
        .order_by(func.max(Review.id).desc())
    )
    return tuple(session.scalars(newest.limit(most)))
