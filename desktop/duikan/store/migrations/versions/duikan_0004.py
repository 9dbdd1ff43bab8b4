"""Words are found in every article at once: which two characters stand beside each other in which article."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "duikan_0004"
down_revision = "duikan_0003"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "search_row",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("article_id", BIG, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_row")),
    )
    op.create_index(op.f("ix_search_row_article_id"), "search_row", ["article_id"], unique=False)
    # Each database has an index of words of its own; its rows are numbered as those of search_row.
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE search_gram USING fts5(grams, content='', detail=none, tokenize='ascii')")
    else:
        op.execute("CREATE TABLE search_gram (rowid bigint PRIMARY KEY, grams text[] NOT NULL)")
        op.execute("CREATE INDEX ix_search_gram_grams ON search_gram USING gin (grams)")
