"""What the faces see: frozen values, never rows. Positions are code points of the article's text, half-open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Decision = Literal["real", "explained", "dismissed"]
Rating = Literal["true", "mostly_true", "false", "misleading", "unverifiable"]
LinkKind = Literal["states", "supports", "disputes"]
MentionState = Literal["proposed", "confirmed", "corrected", "rejected"]
MarkKind = Literal["number", "verified", "conflict", "depends", "claim", "time"]


def is_note(kind: str, severity: str) -> bool:
    """True for a conflict that only asks for a second look: it is shown under a filter of its own, never counted."""
    return severity == "info" or kind in ("name", "text")


@dataclass(frozen=True, slots=True)
class SignView:
    """A checker's name under an article; `revoked_for` is the code of the act that revoked it, "" while it stands."""

    role: Literal["first", "second"]
    checker: str
    at: datetime
    revoked_at: datetime | None
    revoked_by: str
    revoked_for: str

    @property
    def stands(self) -> bool:
        """True while nothing changed since."""
        return self.revoked_at is None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many numbers there are and how far they are: a number in an open conflict may be checked or claimed, too."""

    numbers: int
    checked: int
    claimed: int  # in a claim, not checked yet
    in_conflict: int  # in a conflict that waits for a decision
    untouched: int  # none of these


@dataclass(frozen=True, slots=True)
class ArticleItem:
    """One line of the article list: what an editor needs to choose it."""

    id: int
    document_id: int
    page: str  # the document's name as shown, e.g. "003"
    source: str
    title: str
    kind: str  # article | box
    parent_id: int | None
    published: date | None
    published_basis: str  # given | stated | inferred | unknown
    years: tuple[int, ...]  # publication years the page allows, where the date is not known
    numbers: int  # mentions that count (nominal and rejected left out)
    checked: int  # of these: in a claim with a verdict, or confirmed/corrected
    conflicts: int  # open conflicts that touch it (notes of severity info left out)
    depends: int  # of these: that depend on the date
    claimed: int = 0  # numbers in a claim, not checked yet
    in_conflict: int = 0  # numbers in an open conflict
    untouched: int = 0  # numbers that are none of these
    signed: tuple[SignView, ...] = ()  # the newest signature of each role, first checker first


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of an article to draw: a number, a time in a conflict, a claim."""

    start: int
    end: int
    kind: MarkKind
    id: int  # mention id; claim id for claims; for time marks the conflict's number


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article's text and the part it plays: title, byline, head, body, item, caption …"""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article opened for reading: text, paragraphs, marks."""

    item: ArticleItem
    byline: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    marks: tuple[Mark, ...]
    evidence: tuple[str, ...]  # printed words the publication date was inferred from


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """Which printed words gave which part of a mention."""

    part: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class MentionView:
    """A number as printed and as read: what the hover card and the fact panel show."""

    id: int
    article_id: int
    article_title: str
    page: str
    start: int
    end: int
    surface: str
    low: str  # exact, base unit: "30", "1/3", "" when open
    high: str
    low_open: bool
    high_open: bool
    unit: str
    hedges: tuple[str, ...]
    subject: str
    measure: str
    place: str
    scope: str
    aggregate: str
    modality: str
    speaker: str
    period_start: date | None
    period_end: date | None
    period_basis: str
    alternatives: tuple[tuple[int, date | None, date | None], ...]
    evidence: tuple[EvidenceView, ...]
    state: MentionState
    nominal: bool
    fact_id: int
    others: int  # other mentions of the same fact
    sentence: str  # the sentence it stands in, as printed


@dataclass(frozen=True, slots=True)
class Statement:
    """One side of a conflict: where it stands, as printed, and what it was read as."""

    mention_id: int | None
    article_id: int
    title: str
    page: str
    role: str  # title, body, item, caption …
    start: int  # what to show: the number, or the time expression
    end: int
    printed: str  # the number as printed, with its time words
    sentence: str
    low: str
    high: str
    low_open: bool
    high_open: bool
    unit: str
    period_start: date | None
    period_end: date | None
    alternatives: tuple[tuple[int, date | None, date | None], ...]
    published: date | None
    words: str = ""  # what stands at start..end


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A decision on a conflict."""

    decision: Decision
    reason: str
    author: str
    at: datetime
    reopened: bool  # something changed since: the decision is kept, the conflict is open again


@dataclass(frozen=True, slots=True)
class ConflictCard:
    """One card of the sidebar."""

    key: str  # the same for the same mentions and type, over rebuilds
    type: str
    severity: str
    status: str  # open | depends_on_date
    scope: str  # same_article | same_page | two_sources
    reason_code: str
    reason_values: tuple[tuple[str, str], ...]
    statements: tuple[Statement, ...]
    review: ReviewView | None
    witnesses: int  # how many independent sources stand behind it

    @property
    def is_note(self) -> bool:
        """A proof note: under a filter of its own, left out of every count."""
        return is_note(self.type, self.severity)

    @property
    def decided(self) -> bool:
        """True while a decision stands."""
        return self.review is not None and not self.review.reopened


@dataclass(frozen=True, slots=True)
class Untouched:
    """A number that is not checked, not claimed and in no open conflict, and where it stands."""

    mention_id: int
    article_id: int
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A sentence of an article worth a check, and its numbers that nobody has claimed or checked."""

    start: int
    end: int
    quote: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AcceptedView:
    """The value an editor takes for right, in a time, and where it is from."""

    mention_id: int
    low: str
    high: str
    low_open: bool
    high_open: bool
    unit: str
    period_start: date | None
    period_end: date | None
    source: str
    locator: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FactView:
    """One fact: what is counted, and every mention of it."""

    id: int
    subject: str
    measure: str
    place: str
    unit: str
    mentions: tuple[MentionView, ...]
    conflicts: int
    claims: int
    accepted: AcceptedView | None = None
    against: tuple[int, ...] = ()  # mentions that contradict the accepted value


@dataclass(frozen=True, slots=True)
class VerdictView:
    """What somebody found out about a claim."""

    rating: Rating
    rationale: str
    source: str
    locator: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LinkView:
    """A claim's link to a fact: `mention_id` names the number that was linked, `fact_id` its fact now."""

    id: int
    mention_id: int
    fact_id: int
    kind: LinkKind
    subject: str
    printed: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """What an editor highlighted, with its links and its latest verdict (verdicts newest first)."""

    id: int
    article_id: int
    article_title: str
    page: str
    start: int
    end: int
    quote: str
    note: str
    author: str
    created_at: datetime
    needs_review: bool
    links: tuple[LinkView, ...]
    verdicts: tuple[VerdictView, ...]
    conflicts: int


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act: who did what and when; `state` is done, undone or gone (undone, then something else was done)."""

    id: int
    name: str  # operation code, e.g. "claim.add": words.py has op.<name>
    author: str
    at: datetime
    state: Literal["done", "undone", "gone"]
    detail: str


@dataclass(frozen=True, slots=True)
class TrashItem:
    """Something that was removed and can be put back; `change` names it."""

    change: int
    kind: Literal["document", "article", "claim"]
    words: str
    act: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures of the status bar."""

    documents: int
    articles: int
    numbers: int
    checked: int
    conflicts_open: int
    conflicts_decided: int
    facts: int
    claims: int
    undo: str  # code of the act that undo would take back, "" if none
    redo: str
    claimed: int = 0
    in_conflict: int = 0
    untouched: int = 0
    signed: int = 0  # articles whose signature stands


@dataclass(frozen=True, slots=True)
class ImportLine:
    """What became of one file of an import: taken, already there, or refused and why."""

    name: str
    document_id: int | None
    articles: int
    numbers: int
    error_code: str = ""
    error_values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RelationView:
    """How two mentions relate and why."""

    kind: str  # same | refines | compatible | conflict | not_comparable
    type: str
    reason_code: str
    reason_values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OneFactView:
    """Whether two numbers are taken for one fact, and what was weighed for and against; `words.why` says it.

    `verdict`: together, apart; linked, parted by an editor; through other numbers only; kept apart by others only.
    `parts` (code, weight), the weightiest first, add up to `score`: from nought up the two alone are one fact.
    """

    verdict: str
    parts: tuple[tuple[str, float], ...]
    score: float
