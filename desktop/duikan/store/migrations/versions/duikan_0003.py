"""The queue of conflicts in the order of the database: its place, its fact, and the decision that counts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "duikan_0003"
down_revision = "duikan_0002"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INDEXES = (("bucket", "place"), ("place", "bucket"), ("fact", "bucket", "place"), ("review_id",))


def upgrade() -> None:
    for column in ("bucket", "place", "fact"):
        op.add_column("conflict", sa.Column(column, BIG, nullable=False, server_default="0"))
    op.add_column("conflict", sa.Column("review_id", BIG, nullable=True))
    for columns in _INDEXES:
        op.create_index(op.f(f"ix_conflict_{'_'.join(columns)}"), "conflict", list(columns), unique=False)
    op.drop_index(op.f("ix_mention_article_id"), "mention")
    op.create_index(op.f("ix_mention_article_id_state_nominal"), "mention", ["article_id", "state", "nominal"])
    op.execute("DELETE FROM stamp WHERE name = 'reading'")  # the conflicts are worked out again, with their places
