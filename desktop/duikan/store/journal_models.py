"""The journal's own tables: acts, the rows they changed, and what every window must read again."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from duikan.store.base import Base, Big, Id, now


class Operation(Base):
    """One act of an editor: one line of history, one undo step."""

    __tablename__ = "operation"
    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: Mapped[Id]
    name: Mapped[str]  # the code of the act, e.g. "claim.add"
    author: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=now)
    state: Mapped[str] = mapped_column(default="done", index=True)  # done | undone | gone
    detail: Mapped[str] = mapped_column(default="")  # what it was about, in the page's own words


class Change(Base):
    """A tracked row before and after one operation (null: it was not there); in the order they happened."""

    __tablename__ = "change"
    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: Mapped[Id]
    operation_id: Mapped[Big] = mapped_column(ForeignKey("operation.id"), index=True)
    table: Mapped[str]
    row_id: Mapped[Big] = mapped_column(index=True)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class Notice(Base):
    """What one do, undo, redo or rebuild touched: how a colleague's window learns what to read again."""

    __tablename__ = "notice"
    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: Mapped[Id]
    operation_id: Mapped[Big | None] = mapped_column(ForeignKey("operation.id"), index=True)
    writer: Mapped[str]  # which open workspace
    touched: Mapped[dict[str, Any]] = mapped_column(default=dict)


class KeptText(Base):
    """A long text that left its row and that the journal still needs, once per text."""

    __tablename__ = "kept_text"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
