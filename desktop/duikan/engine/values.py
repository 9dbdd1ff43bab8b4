"""The nouns of the engine: frozen values that every stage passes to the next.

All positions are code points, half-open. A span says in its docstring which text it is in:
the *document* (the imported file's text with `\\n` newlines) or the *article* (its own text,
pieces of the document in reading order).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Literal, NamedTuple

Basis = Literal["explicit", "relative", "plan", "inherited", "none"]
Relation = Literal["in", "by", "since", "until", "about"]
PublishedBasis = Literal["given", "stated", "inferred", "unknown"]
Aggregate = Literal["level", "cumulative", "new", "rate", "rank", "share", "duration"]
Modality = Literal["actual", "target", "planned", "estimate", "quote"]
ArticleKind = Literal["article", "box"]
Role = Literal["kicker", "title", "subtitle", "byline", "head", "body", "item", "caption", "credit", "label"]
Severity = Literal["high", "medium", "low", "info"]
Status = Literal["open", "depends_on_date"]
ConflictType = Literal[
    "value", "magnitude", "unit", "currency", "target_year", "range", "cumulative_vs_new", "rank",
    "percent_vs_point", "sum", "share", "growth", "date", "name", "text",
]  # fmt: skip
Part = Literal["value", "unit", "hedge", "time", "subject", "place", "aggregate", "modality", "speaker"]


class Span(NamedTuple):
    """A stretch of one text: start and end in code points, half-open. A tuple: an article makes thousands of them."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a number says: bounds in the base unit (8億元 is 800000000 元), exact.

    `low`/`high` None: unbounded on that side. A point has low == high, both closed.
    `step` is the unit of the last printed digit (1.23億 -> 1000000): the precision as printed.
    `hedges` as folded words (超过 逾 近 约 …), outermost first. `unit` canonical, Simplified, "" if none.
    """

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False
    unit: str = ""
    hedges: tuple[str, ...] = ()
    step: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both included; None is an open end (or unknown when basis is "none").

    `alternatives` is filled where the publication date is not known and the words depend on it:
    one (publication year, first, last) for every year the page allows; start/end then hold the likeliest.
    """

    start: date | None = None
    end: date | None = None
    basis: Basis = "none"
    relation: Relation = "in"
    alternatives: tuple[tuple[int, date | None, date | None], ...] = ()


NO_PERIOD = Period()


@dataclass(frozen=True, slots=True)
class Publication:
    """When the page came out and how that is known.

    given: the editor or the metadata said so; stated: printed on the page; inferred: from `evidence`
    with `confidence` 0..1 and a `window` of possible days; unknown: `value` is None (a window may still hold).
    `value` is set only for given, stated and inferred. `evidence` spans are in the document.
    """

    value: date | None = None
    basis: PublishedBasis = "unknown"
    window: tuple[date | None, date | None] = (None, None)
    evidence: tuple[Span, ...] = ()
    confidence: float = 0.0

    @property
    def known(self) -> bool:
        """True when relative words may be resolved without saying that they depend on the date."""
        return self.value is not None and self.basis in ("given", "stated")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the document as it stands in an article's text.

    `start`: where it begins in the article's text; `span`: where it stands in the document;
    `joined`: it goes on the sentence of the piece before it (no newline between them).
    """

    start: int
    span: Span
    role: Role = "body"
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page: its text in reading order, and where each piece of it was printed.

    `text` holds title, byline, body, captions: every piece, newline between pieces that are not joined.
    `parent`: for a box, the index on the page of the article it belongs to.
    """

    index: int
    kind: ArticleKind
    title: str
    byline: str
    source: str
    place: str
    text: str
    pieces: tuple[Piece, ...]
    publication: Publication
    parent: int | None = None


class Evidence(NamedTuple):
    """Which characters (article span) gave which part of a mention: what the hover card shows."""

    part: Part
    span: Span


class Kept(dict[object, Any]):
    """What was worked out of a value already (`once`); stays behind when the value goes to another process."""

    def __reduce__(self) -> tuple[type[Kept], tuple[()]]:
        return Kept, ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of an article that states a quantity, with what it counts, where and when.

    `span` in the article's text, qualifier and unit that touch the number included; `number` the bare numeral.
    `subject`, `measure`, `place`, `speaker`, `scope` are folded to Simplified; "" where the text does not say.
    `scope` is the part spoken of (其中, 一期, 首批, 全省); `event` the verb that decides (建成, 认定).
    `owner`: whose number it is, the sentence's topic (a company, a project, a list). `context`: the folded words
    around, numbers and times left out: what grouping compares beside the subject. `time_words`: the words, as printed,
    that gave the period.
    `nominal`: part of a name or label (三大, 一號文): found, never compared.
    """

    span: Span
    number: Span
    surface: str
    quantity: Quantity
    period: Period = NO_PERIOD
    subject: str = ""
    measure: str = ""
    place: str = ""
    scope: str = ""
    event: str = ""
    aggregate: Aggregate = "level"
    modality: Modality = "actual"
    speaker: str = ""
    nominal: bool = False
    time_span: Span | None = None
    evidence: tuple[Evidence, ...] = ()
    owner: str = ""
    context: str = ""
    time_words: str = ""
    kept: Kept = field(default_factory=Kept, init=False, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A date or time expression of an article; with `event` and `subject` it is a milestone."""

    span: Span
    surface: str
    period: Period
    duration: bool = False
    event: str = ""
    subject: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two mentions relate as they do: a code the faces have a sentence for, and its values."""

    code: str
    values: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """All that was read in one article."""

    article: Article
    mentions: tuple[Mention, ...]
    times: tuple[TimeMention, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """A mention (or a time) with its place in the whole collection: what grouping and the rules compare.

    `id` orders and names it (article id and start, packed: see `mention_id`); `witness` is equal for
    articles that carry the same copy; `headline` True when it stands in a title, kicker or section head.
    `family`: the article a box belongs to, else its own; `published`: the day its article counts from;
    `sentence`: where its sentence begins, `said` the sentence itself, folded ("" where it is too long to be one);
    `place_in`: title, head, lead, body, box, caption (for reasons).
    """

    id: int
    article: int
    document: int
    mention: Mention
    title: str = ""
    source: str = ""
    headline: bool = False
    family: int = -1
    published: date | None = None
    sentence: int = 0
    place_in: str = "body"
    said: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Mentions that cannot all be right, or need a second look, and why.

    `members` are ids of `Stated`, ascending. `spots` are (article, article span) pairs to show: the numbers,
    or the time expressions where a date is what differs.
    """

    type: ConflictType
    severity: Severity
    status: Status
    members: tuple[int, ...]
    spots: tuple[tuple[int, Span], ...]
    reason: Reason


ARTICLE_BITS = 24


def mention_id(article: int, start: int) -> int:
    """The id of the mention that starts at `start` in `article`: the same after undo, redo and rebuild.

    Articles are limited to 2**24 code points (a file to 20 MB), so the two halves never collide.
    """
    return article << ARTICLE_BITS | start
