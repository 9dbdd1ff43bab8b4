"""The first tables of a project."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "duikan_0001"
down_revision = None
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INDEXES = """
    operation.state pairing.second_id review.conflict_key article.document_id article.parent_id
    article.source_id change.operation_id change.row_id conflict_member.article_id conflict_member.mention_id
    notice.operation_id claim.article_id correction.article_id mention.article_id mention.fact_id
    milestone.article_id link.mention_id verdict.claim_id
"""


def upgrade() -> None:
    _conflict()
    _document()
    _fact()
    _kept_text()
    _operation()
    _pairing()
    _review()
    _setting()
    _source()
    _stamp()
    _article()
    _change()
    _conflict_member()
    _notice()
    _claim()
    _correction()
    _mention()
    _milestone()
    _link()
    _verdict()
    for index in _INDEXES.split():
        table, column = index.split(".")
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _words(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _period() -> list[sa.Column[Any]]:
    return [
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        *_words("period_basis", "period_relation"),
        sa.Column("alternatives", sa.JSON(), nullable=False),
    ]


def _conflict() -> None:
    op.create_table(
        "conflict",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        *_words("key", "type", "severity", "status", "scope"),
        sa.Column("spots", sa.JSON(), nullable=False),
        sa.Column("reason_code", sa.String(), nullable=False),
        sa.Column("reason_values", sa.JSON(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict")),
        sa.UniqueConstraint("key", name=op.f("uq_conflict_key")),
    )


def _document() -> None:
    op.create_table(
        "document",
        *_words("name", "path", "sha256", "encoding", "encoding_reason", "outlet", "text"),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", BIG, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("sha256", name=op.f("uq_document_sha256")),
        sqlite_autoincrement=True,
    )


def _fact() -> None:
    op.create_table(
        "fact",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        *_words("subject", "measure", "place", "unit"),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact")),
    )


def _kept_text() -> None:
    op.create_table(
        "kept_text",
        *_words("sha256", "text"),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_kept_text")),
    )


def _operation() -> None:
    op.create_table(
        "operation",
        sa.Column("id", BIG, nullable=False),
        *_words("name", "author"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *_words("state", "detail"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation")),
        sqlite_autoincrement=True,
    )


def _pairing() -> None:
    op.create_table(
        "pairing",
        sa.Column("first_id", BIG, nullable=False),
        sa.Column("second_id", BIG, nullable=False),
        sa.Column("together", sa.Boolean(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", BIG, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_pairing_first_id_second_id")),
        sqlite_autoincrement=True,
    )


def _review() -> None:
    op.create_table(
        "review",
        sa.Column("conflict_key", sa.String(), nullable=False),
        sa.Column("members", sa.JSON(), nullable=False),
        *_words("fingerprint", "decision", "reason"),
        sa.Column("reopened", sa.Boolean(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", BIG, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sqlite_autoincrement=True,
    )


def _setting() -> None:
    op.create_table(
        "setting",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("id", BIG, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("name", name=op.f("uq_setting_name")),
        sqlite_autoincrement=True,
    )


def _source() -> None:
    op.create_table(
        "source",
        *_words("name", "kind"),
        sa.Column("id", BIG, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("name", name=op.f("uq_source_name")),
        sqlite_autoincrement=True,
    )


def _stamp() -> None:
    op.create_table(
        "stamp",
        *_words("name", "value"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_stamp")),
    )


def _article() -> None:
    op.create_table(
        "article",
        sa.Column("document_id", BIG, nullable=False),
        sa.Column("parent_id", BIG, nullable=True),
        sa.Column("source_id", BIG, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        *_words("kind", "title", "byline", "place", "text"),
        sa.Column("pieces", sa.JSON(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("published_basis", sa.String(), nullable=False),
        sa.Column("window_start", sa.Date(), nullable=True),
        sa.Column("window_end", sa.Date(), nullable=True),
        sa.Column("published_evidence", sa.JSON(), nullable=False),
        sa.Column("published_confidence", sa.Float(precision=53), nullable=False),
        sa.Column("id", BIG, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_article_document_id_document")),
        sa.ForeignKeyConstraint(["parent_id"], ["article.id"], name=op.f("fk_article_parent_id_article")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_article_source_id_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sqlite_autoincrement=True,
    )


def _change() -> None:
    op.create_table(
        "change",
        sa.Column("id", BIG, nullable=False),
        sa.Column("operation_id", BIG, nullable=False),
        sa.Column("table", sa.String(), nullable=False),
        sa.Column("row_id", BIG, nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["operation_id"], ["operation.id"], name=op.f("fk_change_operation_id_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sqlite_autoincrement=True,
    )


def _conflict_member() -> None:
    op.create_table(
        "conflict_member",
        sa.Column("conflict_id", BIG, nullable=False),
        sa.Column("mention_id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["conflict_id"], ["conflict.id"], name=op.f("fk_conflict_member_conflict_id_conflict"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conflict_id", "mention_id", name=op.f("pk_conflict_member")),
    )


def _notice() -> None:
    op.create_table(
        "notice",
        sa.Column("id", BIG, nullable=False),
        sa.Column("operation_id", BIG, nullable=True),
        sa.Column("writer", sa.String(), nullable=False),
        sa.Column("touched", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["operation_id"], ["operation.id"], name=op.f("fk_notice_operation_id_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sqlite_autoincrement=True,
    )


def _claim() -> None:
    op.create_table(
        "claim",
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        *_words("quote", "prefix", "suffix", "note", "author"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("needs_review", sa.Boolean(), nullable=False),
        sa.Column("id", BIG, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_claim_article_id_article")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sqlite_autoincrement=True,
    )


def _correction() -> None:
    op.create_table(
        "correction",
        sa.Column("mention_id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        *_words("quote", "state"),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", BIG, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_correction_article_id_article")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
        sa.UniqueConstraint("mention_id", name=op.f("uq_correction_mention_id")),
        sqlite_autoincrement=True,
    )


def _mention() -> None:
    op.create_table(
        "mention",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("fact_id", BIG, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("number_start", sa.Integer(), nullable=False),
        sa.Column("number_end", sa.Integer(), nullable=False),
        sa.Column("surface", sa.String(), nullable=False),
        sa.Column("low", sa.String(), nullable=True),
        sa.Column("high", sa.String(), nullable=True),
        sa.Column("low_open", sa.Boolean(), nullable=False),
        sa.Column("high_open", sa.Boolean(), nullable=False),
        sa.Column("low_quanta", BIG, nullable=True),
        sa.Column("high_quanta", BIG, nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("hedges", sa.JSON(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("time_start", sa.Integer(), nullable=True),
        sa.Column("time_end", sa.Integer(), nullable=True),
        *_words("subject", "measure", "place", "scope", "event", "aggregate", "modality", "speaker"),
        *_words("owner", "context", "time_words"),
        sa.Column("nominal", sa.Boolean(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        *_period(),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_mention_article_id_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mention")),
    )


def _milestone() -> None:
    op.create_table(
        "milestone",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("surface", sa.String(), nullable=False),
        sa.Column("duration", sa.Boolean(), nullable=False),
        *_words("event", "subject", "place"),
        *_period(),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_milestone_article_id_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
    )


def _link() -> None:
    op.create_table(
        "link",
        sa.Column("claim_id", BIG, nullable=False),
        sa.Column("mention_id", BIG, nullable=False),
        *_words("kind", "author"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", BIG, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_link_claim_id_claim")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
        sa.UniqueConstraint("claim_id", "mention_id", name=op.f("uq_link_claim_id_mention_id")),
        sqlite_autoincrement=True,
    )


def _verdict() -> None:
    op.create_table(
        "verdict",
        sa.Column("claim_id", BIG, nullable=False),
        *_words("rating", "rationale", "source", "locator", "author"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", BIG, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_verdict_claim_id_claim")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict")),
        sqlite_autoincrement=True,
    )
