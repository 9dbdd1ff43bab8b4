"""What the rules compare of a number, as whole numbers beside each other: doubts are one question to the database."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "duikan_0005"
down_revision = "duikan_0004"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_BIG = ("sort", "least", "most", "printed", "counted")
_SMALL = ("ranged", "plan", "flow", "first_day", "last_day")
_COMPARED = ("sort", "plan", "least", "most", "ranged", "printed", "counted", "flow", "first_day", "last_day")


def upgrade() -> None:
    for column in ("low_quanta", "high_quanta"):
        op.drop_column("mention", column)
    for column in (*_BIG, *_SMALL):
        kind = BIG if column in _BIG else sa.Integer()
        op.add_column("mention", sa.Column(column, kind, nullable=False, server_default="0"))
    op.drop_index(op.f("ix_mention_fact_id"), "mention")
    op.create_index("ix_mention_doubts", "mention", ["fact_id", *_COMPARED, "id"])
    op.create_index(op.f("ix_fact_mentions"), "fact", ["mentions"])
    op.execute("DELETE FROM stamp WHERE name = 'reading'")  # every article is read again, and these with it
