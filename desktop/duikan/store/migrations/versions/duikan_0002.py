"""Signatures under articles, declined suggestions, accepted values."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "duikan_0002"
down_revision = "duikan_0001"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INDEXES = (("sign_off", "article_id"), ("declined", "article_id"), ("accepted", "mention_id"))


def upgrade() -> None:
    _create(
        "sign_off",
        *_of_article("sign_off"),
        *_words("role", "checker"),
        sa.Column("known", sa.JSON(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        *_words("revoked_by", "revoked_for"),
    )
    _create(
        "declined",
        *_of_article("declined"),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        *_words("quote", "author"),
    )
    _create(
        "accepted",
        sa.Column("mention_id", BIG, nullable=False),
        sa.Column("low", sa.String(), nullable=True),
        sa.Column("high", sa.String(), nullable=True),
        sa.Column("low_open", sa.Boolean(), nullable=False),
        sa.Column("high_open", sa.Boolean(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        *_words("unit", "source", "locator", "author"),
    )
    for table, column in _INDEXES:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _create(table: str, *columns: sa.Column[Any] | sa.Constraint) -> None:
    op.create_table(
        table,
        *columns,
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", BIG, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sqlite_autoincrement=True,
    )


def _of_article(table: str) -> tuple[sa.Column[Any], sa.Constraint]:
    name = op.f(f"fk_{table}_article_id_article")
    column = sa.Column("article_id", BIG, nullable=False)
    return column, sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=name)


def _words(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]
