"""From text to conflicts: articles, readings, facts and what cannot all be right."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from duikan.engine.conflict.conflicts import by_weight, find_conflicts
from duikan.engine.conflict.dates import date_conflict, find_dates
from duikan.engine.conflict.days import find_days
from duikan.engine.conflict.lengths import find_lengths
from duikan.engine.conflict.milestones import Milestone, milestone
from duikan.engine.conflict.proof import find_notes
from duikan.engine.fact.facts import group
from duikan.engine.fact.stories import Stories
from duikan.engine.folding import fold
from duikan.engine.meaning.mentions import read_article, topic_place
from duikan.engine.memory import Memory
from duikan.engine.page.layout import find_articles
from duikan.engine.page.publication import infer_publication
from duikan.engine.sentences import sentences
from duikan.engine.values import Article, ArticleReading, Conflict, Publication, Span, Stated, mention_id

_LEAD = 260
_LONGEST_SENTENCE = 600
Pair = tuple[int, int]
Text = tuple[str, date | None, str]
"""A text, its publication date or None, its source."""


@dataclass(frozen=True, slots=True)
class Page:
    """One document as read: its articles and their readings; `first` is the number of its first article."""

    text: str
    source: str
    publication: Publication
    articles: tuple[Article, ...]
    readings: tuple[ArticleReading, ...]
    stated: tuple[Stated, ...]
    facts: dict[int, int]
    conflicts: tuple[Conflict, ...]
    first: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """Many documents as read, with the facts and conflicts across them."""

    pages: tuple[Page, ...]
    stated: tuple[Stated, ...]
    facts: dict[int, int]
    conflicts: tuple[Conflict, ...]


def read(text: str, published: date | None = None, source: str = "") -> Page:
    """Everything in one text: articles, mentions, times, facts, conflicts; never raises on any text."""
    page = read_page(text, published, source, 0, 0)
    facts, conflicts = relate(page.stated, milestones=milestones_of([page]))
    return replace(page, facts=facts, conflicts=by_weight([*conflicts, *notes_of([page])]))


def read_all(texts: Sequence[Text]) -> Reading:
    """Many texts (text, publication date or None, source), with what is between them."""
    pages: list[Page] = []
    first = 0
    for index, (text, published, source) in enumerate(texts):
        pages.append(read_page(text, published, source, index, first))
        first += max(1, len(pages[-1].articles))
    return together(pages)


def together(pages: Sequence[Page]) -> Reading:
    """Pages already read and numbered, with the facts and conflicts across them."""
    stated = tuple(one for page in pages for one in page.stated)
    facts, conflicts = relate(stated, milestones=milestones_of(pages))
    return Reading(tuple(pages), stated, facts, by_weight([*conflicts, *notes_of(pages)]))


def relate(
    stated: Sequence[Stated],
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
    milestones: Iterable[Milestone] = (),
    memory: Memory | None = None,
) -> tuple[dict[int, int], tuple[Conflict, ...]]:
    """The facts and conflicts of mentions already read; an editor's links and unlinks win.

    With the `memory` of the last run only what changed since is worked out; the answer is the same without.
    """
    memory = memory or Memory()
    memory.turn()
    together, apart, milestones = tuple(together), tuple(apart), tuple(milestones)
    stories = Stories(stated, memory)
    facts = group(stated, together, apart, stories, memory)
    found = list(find_conflicts(stated, facts, together, stories, apart, memory))
    shown = {spot for conflict in found if conflict.type == "target_year" for spot in conflict.spots}
    dates = find_dates(milestones)
    known = {conflict.members for conflict in dates}
    told = (date_conflict(a, b) for a, b in find_days(milestones, stories))
    dates += [conflict for conflict in told if conflict.members not in known]
    found += [conflict for conflict in dates if not shown.issuperset(conflict.spots)]
    found += find_lengths(stated, milestones, memory)
    return facts, by_weight(found)


def notes_of(pages: Iterable[Page]) -> list[Conflict]:
    """The proof notes on every article; they have spots but no members."""
    return [
        note for page in pages for article in page.articles for note in find_notes(article, page.first + article.index)
    ]


def milestones_of(pages: Iterable[Page]) -> list[Milestone]:
    """The times of many pages that say when something happens."""
    return [
        one for page in pages for reading in page.readings for one in milestones_in(reading, page.first, page.source)
    ]


def milestones_in(reading: ArticleReading, first: int, source: str = "") -> list[Milestone]:
    """The times of one article that say when something happens, and the days that may."""
    article = reading.article
    number, family, parts = first + article.index, _family(first, article), _Parts(article)
    told_by = replace(article, source=source or article.source)
    folded = fold(article.text)
    spans = [time.span for time in reading.times]
    return [
        milestone(number, family, time, parts.at(time.span), folded, spans, told_by)
        for time in reading.times
        if time.event or not time.duration
    ]


def _family(first: int, article: Article) -> int:
    return first + (article.parent if article.parent is not None else article.index)


def read_page(text: str, published: date | None, source: str, document: int, first: int) -> Page:
    """One document's articles and mentions, numbered from `first`; facts and conflicts left empty."""
    return numbered(read_alone(text, published, source), document, first)


def read_alone(text: str, published: date | None, source: str) -> Page:
    """The same before it is numbered: what can be done far from the collection."""
    articles = find_articles(text)
    publication = Publication(published, "given", confidence=1.0) if published else infer_publication(text, articles)
    articles = tuple(replace(article, publication=publication) for article in articles)
    parents = {article.parent for article in articles}
    about = {article.index: topic_place(article) for article in articles if article.index in parents}
    readings = tuple(
        read_article(article, about.get(article.parent, "") if article.parent is not None else "")
        for article in articles
    )
    return Page(text, source, publication, articles, readings, (), {}, ())


def numbered(page: Page, document: int, first: int) -> Page:
    """The same page in its place in a collection: its articles counted from `first`."""
    stated = tuple(one for reading in page.readings for one in state(reading, document, first, page.source))
    return replace(page, stated=stated, first=first)


def state(reading: ArticleReading, document: int, first: int, source: str = "") -> list[Stated]:
    """The mentions of one article with their place in the whole collection."""
    article = reading.article
    number, family, parts = first + article.index, _family(first, article), _Parts(article)
    folded = fold(article.text)
    told = sentences(folded) if reading.mentions else ()
    starts = [span.start for span in told]
    words: dict[int, str] = {}
    out: list[Stated] = []
    for mention in reading.mentions:
        where = parts.at(mention.span)
        index = max(0, bisect_right(starts, mention.span.start) - 1)
        begins = starts[index] if starts else 0
        if begins not in words:
            words[begins] = folded[slice(*told[index])] if told and _sayable(told[index]) else ""
        out.append(
            Stated(
                mention_id(number, mention.span.start), number, document, mention, article.title,
                source or article.source, where in ("title", "head"), family, article.publication.value,
                begins, where, words[begins],
            )
        )  # fmt: skip
    return out


def _sayable(sentence: Span) -> bool:
    """A list of a thousand numbers without a stop is no sentence whose words tie them."""
    return sentence.end - sentence.start <= _LONGEST_SENTENCE


class _Parts:
    """Where in one article the editor finds a number: title, head, lead, body, box, caption."""

    def __init__(self, article: Article) -> None:
        pieces = article.pieces
        self._in_box = article.kind == "box"
        self._starts = [piece.start for piece in pieces]
        self._roles = [piece.role for piece in pieces]
        self._lead = next((piece.start for piece in pieces if piece.role in ("body", "item")), 0) + _LEAD

    def at(self, span: Span) -> str:
        index = bisect_right(self._starts, span.start) - 1
        role = self._roles[index] if index >= 0 else "body"
        if role in ("kicker", "title", "subtitle"):
            return "title"
        if role in ("head", "caption"):
            return role
        if self._in_box:
            return "box"
        return "lead" if role == "body" and span.start < self._lead else "body"
