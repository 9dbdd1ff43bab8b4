"""Tables of the desk: signatures under articles, suggestions declined, values accepted. All of them tracked."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from duikan.store.base import Base, Big, Tracked, now


class SignOff(Tracked, Base):
    """A checker's name under an article; the newest of a role counts, until a later change revokes it.

    `known`: the conflicts it was signed with, [[key, fingerprint, open], …]. `revoked_for`: the act that revoked it.
    """

    __tablename__ = "sign_off"

    article_id: Mapped[Big] = mapped_column(ForeignKey("article.id"), index=True)
    role: Mapped[str]  # first | second
    checker: Mapped[str]
    known: Mapped[list[Any]] = mapped_column(default=list)
    created_at: Mapped[datetime] = mapped_column(default=now)
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[str] = mapped_column(default="")
    revoked_for: Mapped[str] = mapped_column(default="")


class Declined(Tracked, Base):
    """A sentence that was suggested as a claim and is none; holds while its words stand there."""

    __tablename__ = "declined"

    article_id: Mapped[Big] = mapped_column(ForeignKey("article.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str]
    author: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)


class Accepted(Tracked, Base):
    """The value an editor takes for right, on the fact of mention `mention_id`, and where it is from."""

    __tablename__ = "accepted"

    mention_id: Mapped[Big] = mapped_column(index=True)
    low: Mapped[str | None]
    high: Mapped[str | None]
    low_open: Mapped[bool] = mapped_column(default=False)
    high_open: Mapped[bool] = mapped_column(default=False)
    unit: Mapped[str] = mapped_column(default="")
    period_start: Mapped[date | None]
    period_end: Mapped[date | None]
    source: Mapped[str] = mapped_column(default="")
    locator: Mapped[str] = mapped_column(default="")
    author: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
