"""An archive already read, made of the annotated clusters: each told again in other years, names and figures.

A cluster is read once; of what was read copies are made, in which figures, names and days are turned alike in all
articles of the cluster. So a copy holds the agreements and the conflicts of its cluster, and the pairs of numbers
that answer one question stay known, while two copies share only words, as two years' harvests do.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import combinations
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "vectors"))

from score_pairs import placed, true_pairs
from verify_articles import Row, load

from duikan.engine.conflict.dates import Milestone
from duikan.engine.folding import fold
from duikan.engine.phrasebook import table
from duikan.engine.pipeline import Page, Reading, milestones_of, read_page, together
from duikan.engine.values import Article, Mention, Period, Quantity, Span, Stated, TimeMention, mention_id

Pair = tuple[int, int]
_DIGITS = "123456789"
_FORTNIGHTS = 240  # how many copies fall into stretches of their own
_LEXICONS = ("concepts", "phrases", "aliases", "time", "units", "places", "events", "aggregates", "hedges")


@dataclass(frozen=True, slots=True)
class Cluster:
    """Articles on one event as read, numbered from nought, and the pairs of numbers that are one question."""

    stated: tuple[Stated, ...]
    milestones: tuple[Milestone, ...]
    true: frozenset[Pair]
    asked: dict[int, str]
    """Of every annotated number what it is asked for."""
    facts: dict[int, int]
    pages: tuple[Page, ...]
    articles: int


@cache
def clusters() -> tuple[Cluster, ...]:
    """Every annotated cluster, read by this program; the text of each article begins anew at nought."""
    return tuple(_cluster(rows) for rows in load().values())


def _cluster(rows: Row) -> Cluster:
    pages: list[Page] = []
    first = 0
    for article in rows["article"]:
        day = date.fromisoformat(article["published"]) if article["published"] else None
        pages.append(read_page(article["text"].lstrip("\n"), day, article["source"], len(pages), first))
        first += max(1, len(pages[-1].articles))
    reading = together(pages)
    known = _annotated(rows, reading)
    subjects = {fact["id"]: fact["subject"] for article in rows["article"] for fact in article["facts"]}
    return Cluster(
        stated=reading.stated,
        milestones=tuple(milestones_of(pages)),
        true=_one_question(rows, known),
        asked={one: subjects[name] for name, one in known.items()},
        facts=reading.facts,
        pages=reading.pages,
        articles=first,
    )


def _annotated(rows: Row, reading: Reading) -> dict[str, int]:
    """The numbers of the annotation as they were read."""
    known: dict[str, int] = {}
    for page, article in enumerate(rows["article"]):
        numbers = placed(reading, page)
        for fact in article["facts"]:
            span = Span(fact["start"], fact["start"] + len(fact["surface"]))
            hit = next((one.id for where, one in numbers if where.overlaps(span)), None)
            known |= {fact["id"]: hit} if hit is not None else {}
    return known


def _one_question(rows: Row, known: dict[str, int]) -> frozenset[Pair]:
    """Every pair that the annotation ties, over others too."""
    groups: dict[int, int] = {}
    for a, b in true_pairs(rows):
        if a in known and b in known:
            one, other = (groups.setdefault(known[key], known[key]) for key in (a, b))
            groups |= {key: min(one, other) for key, group in groups.items() if group in (one, other)}
    return frozenset(pair for pair in combinations(sorted(groups), 2) if groups[pair[0]] == groups[pair[1]])


@cache
def _turnable() -> str:
    """The characters that stand in no word list: turned, they make other names and leave the sense alone."""
    told = "".join(one.said + one.title + one.mention.owner for cluster in clusters() for one in cluster.stated)
    listed = set("".join(map(repr, (table(name) for name in _LEXICONS if _exists(name)))))
    return "".join(sorted({char for char in fold(told) if "\u4e00" <= char <= "\u9fff"} - listed))


def _exists(name: str) -> bool:
    from duikan.resources import resource

    return resource("lexicon", f"{name}.toml").is_file()


class _Turn:
    """How one copy differs from what was read."""

    def __init__(self, copy: int) -> None:
        chance = random.Random(copy)
        names, digits = list(_turnable()), list(_DIGITS)
        if copy:
            chance.shuffle(names)
            chance.shuffle(digits)
        self.figures = dict(zip(_DIGITS, digits, strict=True))
        self._words = str.maketrans(dict(zip(_turnable(), names, strict=True)) | self.figures)
        self._years = copy % _FORTNIGHTS % 10
        self._days = timedelta(days=365 * self._years + 15 * (copy % _FORTNIGHTS // 10))

    def words(self, said: str) -> str:
        return said.translate(self._words)

    def day(self, day: date | None) -> date | None:
        return day and day + self._days

    def period(self, period: Period) -> Period:
        start, end = period.start, period.end
        if start and end and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
            moved = start.replace(year=start.year + self._years), end.replace(year=end.year + self._years)
        else:
            moved = self.day(start), self.day(end)
        others = tuple((year + self._years, self.day(a), self.day(b)) for year, a, b in period.alternatives)
        return replace(period, start=moved[0], end=moved[1], alternatives=others)

    def quantity(self, quantity: Quantity) -> Quantity:
        low, high = self._figure(quantity.low), self._figure(quantity.high)
        if low is not None and high is not None and low > high:
            low, high = high, low
        return replace(quantity, low=low, high=low if quantity.high is quantity.low else high)

    def _figure(self, value: Fraction | None) -> Fraction | None:
        if value is None or 10**12 % value.denominator:
            return value
        digits = str(abs(value.numerator) * (10**12 // value.denominator))
        turned = int("".join(self.figures.get(char, char) for char in digits))
        return Fraction(turned if value >= 0 else -turned, 10**12)

    def mention(self, m: Mention) -> Mention:
        words = self.words
        return replace(
            m, surface=words(m.surface), quantity=self.quantity(m.quantity), period=self.period(m.period),
            subject=words(m.subject), measure=words(m.measure), owner=words(m.owner), context=words(m.context),
            time_words=words(m.time_words),
        )  # fmt: skip

    def stated(self, one: Stated, first: int) -> Stated:
        return replace(
            one, id=mention_id(first + one.article, one.mention.span.start), article=first + one.article,
            document=first + one.article, mention=self.mention(one.mention), title=self.words(one.title),
            family=first + one.family, published=self.day(one.published), said=self.words(one.said),
        )  # fmt: skip

    def articles(self, cluster: Cluster, first: int) -> tuple[tuple[int, int, Article], ...]:
        return tuple(
            (first + page.first + one.index, first + page.first, self._article(one))
            for page in cluster.pages for one in page.articles
        )  # fmt: skip

    def _article(self, one: Article) -> Article:
        day = replace(one.publication, value=self.day(one.publication.value), evidence=())
        return replace(one, title=self.words(one.title), text=self.words(one.text), publication=day)

    def milestone(self, one: Milestone, first: int) -> Milestone:
        time: TimeMention = replace(one.time, period=self.period(one.time.period), subject=self.words(one.time.subject))
        return replace(one, article=first + one.article, family=first + one.family, time=time)


@dataclass(frozen=True, slots=True)
class Copy:
    """One cluster told again: numbers and dates in their place in the archive, its true pairs, its facts as grouped."""

    stated: tuple[Stated, ...]
    milestones: tuple[Milestone, ...]
    true: tuple[Pair, ...]
    asked: dict[int, str]
    facts: dict[int, int]
    articles: tuple[tuple[int, int, Article], ...]
    """Number, document and the article itself, whose text says what was turned."""


def copies(mentions: int) -> Iterator[Copy]:
    """Clusters until the archive holds so many numbers; articles are numbered from one."""
    first, held, turn = 1, 0, 0
    while held < mentions:
        turned = _Turn(turn)
        for cluster in clusters():
            if held >= mentions:
                return
            told = tuple(turned.stated(one, first) for one in cluster.stated)
            named = {one.id: copy.id for one, copy in zip(cluster.stated, told, strict=True)}
            true = tuple((named[a], named[b]) for a, b in cluster.true)
            yield Copy(
                told,
                tuple(turned.milestone(one, first) for one in cluster.milestones),
                true,
                {named[one]: subject for one, subject in cluster.asked.items()},
                {named[one]: named[fact] for one, fact in cluster.facts.items()},
                turned.articles(cluster, first),
            )
            first += cluster.articles
            held += len(told)
        turn += 1
