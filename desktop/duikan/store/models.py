"""The tables of a project, one class each; the same on SQLite and PostgreSQL.

*Tracked* rows are what an editor made or imported: every change to them goes through the journal, and they
carry a `version`. *Derived* rows are rebuilt from them at any time and are never journalled. No tracked row
points to a derived one by foreign key: it names a mention by its id (`engine.values.mention_id`), which is the
same after every rebuild. The tables of the desk (signatures, declined suggestions, accepted values) are in
desk_models.py, the journal's own in journal_models.py.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Float, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from duikan.store.base import Base, Big, Id, Tracked, now
from duikan.store.desk_models import Accepted, Declined, SignOff

# ---------------------------------------------------------------- tracked: imported


class Source(Tracked, Base):
    """Who speaks: paper, agency, ministry, yearbook. `name` as printed, one row per name."""

    __tablename__ = "source"

    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(default="")  # paper | agency | ministry | yearbook | ""


class Document(Tracked, Base):
    """An imported file: its text with `\\n` newlines, and how it was read."""

    __tablename__ = "document"

    name: Mapped[str]  # as shown, e.g. "003"
    path: Mapped[str] = mapped_column(default="")  # where it was imported from
    sha256: Mapped[str] = mapped_column(unique=True)  # of the file's bytes: the same file is taken once
    encoding: Mapped[str] = mapped_column(default="utf-8")
    encoding_reason: Mapped[str] = mapped_column(default="")
    outlet: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    report: Mapped[dict[str, Any]] = mapped_column(default=dict)  # what the importer noticed
    imported_at: Mapped[datetime] = mapped_column(default=now)

    articles: Mapped[list[Article]] = relationship(
        back_populates="document", cascade="all, delete-orphan", order_by="Article.position"
    )


class Article(Tracked, Base):
    """One article of a document, in reading order. `pieces`: codec.pieces_to_json; `parent_id` of a box: its article.

    `published` is set for basis given, stated, inferred; `window_*` the days possible where it is not known;
    `published_evidence` spans [[start, end], …] in the document.
    """

    __tablename__ = "article"

    document_id: Mapped[Big] = mapped_column(ForeignKey("document.id"), index=True)
    parent_id: Mapped[Big | None] = mapped_column(ForeignKey("article.id"), index=True)
    source_id: Mapped[Big | None] = mapped_column(ForeignKey("source.id"), index=True)
    position: Mapped[int]  # its index on the page
    kind: Mapped[str] = mapped_column(default="article")  # article | box
    title: Mapped[str] = mapped_column(default="")
    byline: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    pieces: Mapped[list[Any]] = mapped_column(default=list)
    published: Mapped[date | None]
    published_basis: Mapped[str] = mapped_column(default="unknown")  # given | stated | inferred | unknown
    window_start: Mapped[date | None]
    window_end: Mapped[date | None]
    published_evidence: Mapped[list[Any]] = mapped_column(default=list)
    published_confidence: Mapped[float] = mapped_column(Float(53), default=0.0)

    document: Mapped[Document] = relationship(back_populates="articles")
    source: Mapped[Source | None] = relationship(lazy="joined")
    parent: Mapped[Article | None] = relationship(back_populates="boxes", remote_side="Article.id")
    boxes: Mapped[list[Article]] = relationship(back_populates="parent")
    claims: Mapped[list[Claim]] = relationship(back_populates="article", cascade="all, delete-orphan")
    corrections: Mapped[list[Correction]] = relationship(back_populates="article", cascade="all, delete-orphan")
    sign_offs: Mapped[list[SignOff]] = relationship(cascade="all, delete-orphan", order_by=SignOff.id)
    declined: Mapped[list[Declined]] = relationship(cascade="all, delete-orphan", order_by=Declined.id)


# ---------------------------------------------------------------- tracked: an editor's work


class Claim(Tracked, Base):
    """What an editor highlighted as checkable: a span of the article's text, and how to find it again."""

    __tablename__ = "claim"

    article_id: Mapped[Big] = mapped_column(ForeignKey("article.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str]
    prefix: Mapped[str] = mapped_column(default="")
    suffix: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    author: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    needs_review: Mapped[bool] = mapped_column(default=False)

    article: Mapped[Article] = relationship(back_populates="claims")
    links: Mapped[list[Link]] = relationship(back_populates="claim", cascade="all, delete-orphan", order_by="Link.id")
    verdicts: Mapped[list[Verdict]] = relationship(
        back_populates="claim", cascade="all, delete-orphan", order_by="Verdict.id"
    )


class Link(Tracked, Base):
    """A claim belongs to the fact of mention `mention_id` (the fact is that mention's current group)."""

    __tablename__ = "link"
    __table_args__ = (UniqueConstraint("claim_id", "mention_id"), {"sqlite_autoincrement": True})

    claim_id: Mapped[Big] = mapped_column(ForeignKey("claim.id"))
    mention_id: Mapped[Big] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(default="states")  # states | supports | disputes
    author: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)

    claim: Mapped[Claim] = relationship(back_populates="links")


class Verdict(Tracked, Base):
    """What was found out about a claim. Append-only: the latest counts."""

    __tablename__ = "verdict"

    claim_id: Mapped[Big] = mapped_column(ForeignKey("claim.id"), index=True)
    rating: Mapped[str]
    rationale: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    locator: Mapped[str] = mapped_column(default="")  # page, paragraph, address, time
    author: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)

    claim: Mapped[Claim] = relationship(back_populates="verdicts")


class Review(Tracked, Base):
    """A decision on a conflict, found by the conflict's key; the newest of a key counts.

    It stands while the conflict's `fingerprint` is the one decided on; another one, or `reopened`, and the
    conflict is open again with the decision kept.
    """

    __tablename__ = "review"

    conflict_key: Mapped[str] = mapped_column(index=True)
    members: Mapped[list[Any]] = mapped_column(default=list)  # mention ids decided on
    fingerprint: Mapped[str]
    decision: Mapped[str]  # real | explained | dismissed
    reason: Mapped[str]
    reopened: Mapped[bool] = mapped_column(default=False)
    author: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)


class Correction(Tracked, Base):
    """An editor's word on one mention, put over every new reading. `changes`: corrected columns of Mention by name."""

    __tablename__ = "correction"

    mention_id: Mapped[Big] = mapped_column(unique=True)
    article_id: Mapped[Big] = mapped_column(ForeignKey("article.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str]  # the printed words it was given for: other words there, and it no longer holds
    state: Mapped[str]  # confirmed | corrected | rejected
    changes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    author: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)

    article: Mapped[Article] = relationship(back_populates="corrections")


class Pairing(Tracked, Base):
    """An editor's word that two mentions are, or are not, of one fact; first_id < second_id."""

    __tablename__ = "pairing"
    __table_args__ = (UniqueConstraint("first_id", "second_id"), {"sqlite_autoincrement": True})

    first_id: Mapped[Big]
    second_id: Mapped[Big] = mapped_column(index=True)
    together: Mapped[bool]
    author: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)


class Setting(Tracked, Base):
    """A setting of the project that can change a verdict. `value`: {"value": …}."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(unique=True)
    value: Mapped[dict[str, Any]] = mapped_column(default=dict)


TRACKED: tuple[type[Tracked], ...] = (
    Source, Document, Article, Claim, Link, Verdict, Review, Correction, Pairing, Setting, SignOff, Declined, Accepted,
)  # fmt: skip


# ---------------------------------------------------------------- derived


class PeriodColumns:
    """A period as columns. `alternatives`: [[year, first, last], …], days as ISO text or null."""

    period_start: Mapped[date | None]
    period_end: Mapped[date | None]
    period_basis: Mapped[str] = mapped_column(default="none")
    period_relation: Mapped[str] = mapped_column(default="in")
    alternatives: Mapped[list[Any]] = mapped_column(default=list)


_COMPARED = ("sort", "plan", "least", "most", "ranged", "printed", "counted", "flow", "first_day", "last_day")


class Mention(PeriodColumns, Base):
    """A span of an article that states a quantity. Bounds exact, as fraction text.

    `sort` to `last_day` are what the rules compare (engine/bare.py), a fact's numbers side by side in one index.
    Positions in the article's text. `hedges`: words, outermost first. `evidence`: [[part, start, end], …].
    """

    __tablename__ = "mention"
    __table_args__ = (
        Index("ix_mention_article_id_state_nominal", "article_id", "state", "nominal"),  # counts
        Index("ix_mention_doubts", "fact_id", *_COMPARED, "id"),  # answers doubts.py without the rows
    )

    id: Mapped[Id] = mapped_column(autoincrement=False)
    article_id: Mapped[Big] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    fact_id: Mapped[Big]  # smallest mention id of its group
    start: Mapped[int]
    end: Mapped[int]
    number_start: Mapped[int]
    number_end: Mapped[int]
    surface: Mapped[str]
    low: Mapped[str | None]  # "30", "1/3"; null: no bound
    high: Mapped[str | None]
    low_open: Mapped[bool] = mapped_column(default=False)
    high_open: Mapped[bool] = mapped_column(default=False)
    unit: Mapped[str] = mapped_column(default="")
    hedges: Mapped[list[Any]] = mapped_column(default=list)
    step: Mapped[str] = mapped_column(default="1")
    time_start: Mapped[int | None]  # span of the words that gave the period
    time_end: Mapped[int | None]
    subject: Mapped[str] = mapped_column(default="")
    measure: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    scope: Mapped[str] = mapped_column(default="")
    event: Mapped[str] = mapped_column(default="")
    aggregate: Mapped[str] = mapped_column(default="level")
    modality: Mapped[str] = mapped_column(default="actual")
    speaker: Mapped[str] = mapped_column(default="")
    owner: Mapped[str] = mapped_column(default="")
    context: Mapped[str] = mapped_column(default="")
    time_words: Mapped[str] = mapped_column(default="")
    nominal: Mapped[bool] = mapped_column(default=False)
    evidence: Mapped[list[Any]] = mapped_column(default=list)
    state: Mapped[str] = mapped_column(default="proposed")  # proposed | confirmed | corrected | rejected
    sort: Mapped[Big] = mapped_column(default=0)
    least: Mapped[Big] = mapped_column(default=0)
    most: Mapped[Big] = mapped_column(default=0)
    ranged: Mapped[int] = mapped_column(default=0)
    printed: Mapped[Big] = mapped_column(default=0)
    counted: Mapped[Big] = mapped_column(default=0)
    plan: Mapped[int] = mapped_column(default=0)
    flow: Mapped[int] = mapped_column(default=0)
    first_day: Mapped[int] = mapped_column(default=0)
    last_day: Mapped[int] = mapped_column(default=0)


class Milestone(PeriodColumns, Base):
    """A date or time expression of an article; with `event` it says when something happens."""

    __tablename__ = "milestone"

    id: Mapped[Id] = mapped_column(autoincrement=False)
    article_id: Mapped[Big] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    surface: Mapped[str]
    duration: Mapped[bool] = mapped_column(default=False)
    event: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")


class NumericFact(Base):
    """The question that its mentions answer; `id` is the smallest mention id of the group, its words that mention's."""

    __tablename__ = "fact"

    id: Mapped[Id] = mapped_column(autoincrement=False)
    subject: Mapped[str] = mapped_column(default="")
    measure: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    mentions: Mapped[int] = mapped_column(default=1, index=True)  # how many
    articles: Mapped[int] = mapped_column(default=1)  # in how many articles


class Conflict(Base):
    """Mentions that disagree. `key` (type and members) names it over rebuilds, `id` is made of the key.

    `spots`: [[article id, start, end], …], what to show. `fingerprint`: of the values, periods and words that
    a decision would be about. `scope`: same_article | same_page | two_sources. `bucket` and `place` (what
    mention_id makes of the first spot) are its place in the queue, `fact` that of its first number, `review_id` the
    decision that counts, whether it stands or not.
    """

    __tablename__ = "conflict"
    __table_args__ = (
        Index("ix_conflict_bucket_place", "bucket", "place"),
        Index("ix_conflict_place_bucket", "place", "bucket"),
        Index("ix_conflict_fact_bucket_place", "fact", "bucket", "place"),
    )

    id: Mapped[Id] = mapped_column(autoincrement=False)
    key: Mapped[str] = mapped_column(unique=True)
    type: Mapped[str]
    severity: Mapped[str]
    status: Mapped[str]  # open | depends_on_date
    scope: Mapped[str]
    spots: Mapped[list[Any]]
    reason_code: Mapped[str]
    reason_values: Mapped[dict[str, Any]] = mapped_column(default=dict)
    fingerprint: Mapped[str]
    bucket: Mapped[Big] = mapped_column(default=0)
    place: Mapped[Big] = mapped_column(default=0)
    fact: Mapped[Big] = mapped_column(default=0)
    review_id: Mapped[Big | None] = mapped_column(index=True)

    members: Mapped[list[ConflictMember]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="ConflictMember.mention_id"
    )


class ConflictMember(Base):
    """One mention (or milestone) of a conflict."""

    __tablename__ = "conflict_member"

    conflict_id: Mapped[Id] = mapped_column(ForeignKey("conflict.id", ondelete="CASCADE"))
    mention_id: Mapped[Id] = mapped_column(index=True)
    article_id: Mapped[Big] = mapped_column(index=True)


class Stamp(Base):
    """What the derived rows were made by: another reading than this program's, and they are made again."""

    __tablename__ = "stamp"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class SearchRow(Base):
    """A row of the index of words (table search_gram, the database's own): the article it speaks of, or none any more.

    `id`: the document's id, and behind it the row's number on that page (services.search_index).
    """

    __tablename__ = "search_row"

    id: Mapped[Id] = mapped_column(autoincrement=False)
    article_id: Mapped[Big | None] = mapped_column(index=True)
