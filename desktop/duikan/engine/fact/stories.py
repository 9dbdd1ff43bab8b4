"""Articles that tell one event, and which of their numbers answer one question.

Two papers say one thing in different words. What helps is that they tell it together: an event is known by the
figures, names, places and words that few other articles share; within it the numbers are held against each other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from itertools import product
from math import log, sqrt

from duikan.engine.fact.matching import align, align_all, reasons
from duikan.engine.fact.nodes import Node, nodes_of, sort_of
from duikan.engine.fact.telling import matter_words, matters
from duikan.engine.folding import fold
from duikan.engine.meaning.measures import digits, value_key
from duikan.engine.meaning.subjects import aliases, clean
from duikan.engine.memory import Memory
from duikan.engine.phrasebook import any_of, words
from duikan.engine.values import Stated

_MOST_HOLDERS = 16  # a mark that more articles bear tells of no one event
_MOST_DAYS = 45
_SAME_DAYS = 8
_MOST_PARTNERS = 8  # the nearest articles each is held against: enough for an event, and linear
# The log odds that two articles tell one event, fitted like the weights of matching.toml.
_BASE, _FEW_DIGITS, _MANY_DIGITS, _PLACE, _NAME, _MATTERS, _WEEK = -7.7, 1.25, 1.9, 0.9, 0.85, 7.2, 2.0
# Two or three briefs set side by side are likelier to tell one event than any two articles of an archive.
_AN_ARCHIVE, _SET_SIDE_BY_SIDE, _A_BRIEF = 100, 4, 5
_AN_EVENT = 0.0
_A_FRIEND = -3.0  # what is asked of two articles that both tell one event with a third
_NAMES_COUNTED = 8
_FEW_MATTERS = 3  # of an article of one sentence a matter in common says little
_MOST_REPEATS = 8
_TELLING_DIGITS = 2

Pair = tuple[int, int]


@dataclass(slots=True)
class _Story:
    """One article as a story: its numbers, what marks it, its words and the day."""

    article: int
    nodes: list[Node]
    figures: dict[object, float] = field(default_factory=dict[object, float])
    names: set[str] = field(default_factory=set[str])
    matters: set[str] = field(default_factory=set[str])

    @property
    def first(self) -> Stated:
        return self.nodes[0].first


class Stories:
    """Which articles tell one event, and which of their numbers are held against each other."""

    def __init__(self, stated: Iterable[Stated], memory: Memory | None = None) -> None:
        self.aligned: dict[Pair, float] = {}
        self._partners: dict[int, set[int]] = defaultdict(set)
        self._tell: set[Pair] = set()
        self._memory = memory or Memory()
        numbers = [one for one in stated if not one.mention.nominal]
        self._stories = stories = _stories(numbers, self._memory) if _many(numbers) else {}
        for a, b in _events(stories):
            self._tell.add((a, b))
            self._hold((a, b), stories[a].nodes, stories[b].nodes)
        for article, head, body in _headlines(numbers, self._memory):
            self._hold((article, article), head, body, slips_only=True)

    def _hold(self, pair: Pair, a: list[Node], b: list[Node], slips_only: bool = False) -> None:
        found = self._memory.once(("align", pair), (a, b), lambda: list(align(a, b, slips_only)))
        for score, one, other in found:
            for x, y in product(one.members[:_MOST_REPEATS], other.members[:_MOST_REPEATS]):
                self.aligned[min(x.id, y.id), max(x.id, y.id)] = score
                self._partners[x.id].add(y.id)
                self._partners[y.id].add(x.id)

    def events(self) -> list[Pair]:
        """The pairs of articles that tell one event, ascending."""
        return sorted(self._tell)

    def tell(self, a: int, b: int) -> bool:
        """True when two articles tell one event."""
        return ((a, b) if a < b else (b, a)) in self._tell

    def held(self, members: Sequence[Stated]) -> tuple[Pair, ...]:
        """The pairs of these that are held against each other."""
        ids = {one.id for one in members}
        return tuple(sorted((one, other) for one in ids for other in self._partners.get(one, ()) if one < other in ids))

    def hold(self, a: Stated, b: Stated) -> bool:
        """True when the two are held against each other."""
        return (min(a.id, b.id), max(a.id, b.id)) in self.aligned

    def evidence(self, a: Stated, b: Stated) -> tuple[tuple[str, float], ...]:
        """What speaks for and against two numbers of two tellings of one event, the weightiest first; () of others."""
        a, b = (a, b) if a.id <= b.id else (b, a)
        if (a.article, b.article) not in self._tell:
            return ()
        for pair in align_all(self._stories[a.article].nodes, self._stories[b.article].nodes):
            if a in pair.x.members and b in pair.y.members:
                return reasons(pair)
        return ()


# --- which articles


def _stories(stated: Iterable[Stated], memory: Memory) -> dict[int, _Story]:
    articles: dict[int, list[Stated]] = defaultdict(list)
    for one in stated:
        articles[one.article].append(one)
    return {
        number: memory.once(("story", number), tuple(members), partial(_story, number, members))
        for number, members in sorted(articles.items())
    }


def _story(number: int, members: list[Stated]) -> _Story:
    story = _Story(number, nodes_of(members))
    for node in story.nodes:
        m = node.first.mention
        size = digits(m)
        if size >= _TELLING_DIGITS:
            story.figures[sort_of(m), value_key(m)] = _FEW_DIGITS if size < 3 else _MANY_DIGITS
        for one in node.members[:_MOST_REPEATS]:
            if one.mention.place:
                story.figures["place", one.mention.place] = _PLACE
            for said in (one.mention.subject + one.mention.measure, one.mention.owner, one.mention.context):
                story.names.update(_names(said))
                story.matters |= matters(said)
    title = fold(members[0].title)
    story.names.update(_names(clean(title)))
    story.matters |= matters(title)
    return story


@cache
def _common() -> re.Pattern[str]:
    """Words any paper uses; what is left between them are names."""
    lists = (("concepts", "plain"), ("phrases", "told"), ("phrases", "general"), ("phrases", "verbs"))
    known = (*matter_words(), *aliases(), *(word for name, key in lists for word in words(name, key)))
    return re.compile(any_of(word for word in known if len(word) > 1) + r"|[^\u4e00-\u9fff]")


@lru_cache(maxsize=1 << 16)
def _names(said: str) -> tuple[str, ...]:
    parts = _common().split(said)
    return tuple(part[i : i + 2] for part in parts for i in range(len(part) - 1))


def _events(stories: dict[int, _Story]) -> Iterator[Pair]:
    """Articles that share enough that few others have, and those that tell one event with the same third."""
    strength = {pair: _strength(stories, pair, found) for pair, found in _shared(stories).items()}
    ranked = sorted((-value, pair) for pair, value in strength.items() if value >= _A_FRIEND)
    friends: dict[int, set[int]] = defaultdict(set)
    told: set[Pair] = set()
    for value, (a, b) in ranked:
        if -value >= _AN_EVENT and max(len(friends[a]), len(friends[b])) < _MOST_PARTNERS:
            told.add((a, b))
            friends[a].add(b)
            friends[b].add(a)
    strong = {article: frozenset(others) for article, others in friends.items()}
    for _, (a, b) in ranked:
        if (a, b) in told or max(len(friends[a]), len(friends[b])) >= _MOST_PARTNERS:
            continue
        if strong.get(a, frozenset()) & strong.get(b, frozenset()) and _days(stories[a], stories[b]) <= _SAME_DAYS:
            told.add((a, b))
            friends[a].add(b)
            friends[b].add(a)
    yield from sorted(told)


def _many(numbers: Iterable[Stated]) -> bool:
    """False for one article and its boxes, which are no two tellings."""
    families = {one.family for one in numbers}
    return len(families) > 1 or min(families, default=0) < 0


def _shared(stories: dict[int, _Story]) -> dict[Pair, float]:
    """For every two articles with a rare mark in common: what these weigh."""
    holders: dict[object, list[int]] = defaultdict(list)
    for number, story in stories.items():
        for mark in (*story.figures, *story.names):
            holders[mark].append(number)
    figures: dict[Pair, float] = defaultdict(float)
    names: dict[Pair, float] = defaultdict(float)
    for mark, numbers in holders.items():
        if not 1 < len(numbers) <= _MOST_HOLDERS:
            continue
        weight = _NAME if isinstance(mark, str) else stories[numbers[0]].figures[mark]
        counted = names if isinstance(mark, str) else figures
        for i, a in enumerate(numbers):
            for b in numbers[i + 1 :]:
                counted[a, b] += weight
    most = _NAME * _NAMES_COUNTED
    return {pair: figures.get(pair, 0.0) + min(names.get(pair, 0.0), most) for pair in figures.keys() | names.keys()}


def _strength(stories: dict[int, _Story], pair: Pair, found: float) -> float:
    a, b = stories[pair[0]], stories[pair[1]]
    if (a.first.family == b.first.family and a.first.family >= 0) or _days(a, b) > _MOST_DAYS:
        return _BASE
    alike = len(a.matters & b.matters) / sqrt((len(a.matters) + _FEW_MATTERS) * (len(b.matters) + _FEW_MATTERS))
    brief = len(stories) <= _SET_SIDE_BY_SIDE and max(len(a.nodes), len(b.nodes)) <= _A_BRIEF
    likely = _BASE + (log(_AN_ARCHIVE / len(stories)) if brief else 0.0)
    return likely + found + _MATTERS * alike + _WEEK * (_days(a, b) <= _SAME_DAYS)


def _days(a: _Story, b: _Story) -> int:
    x, y = a.first.published, b.first.published
    return abs((x - y).days) if x and y else 0


def _headlines(numbers: Iterable[Stated], memory: Memory) -> Iterator[tuple[int, list[Node], list[Node]]]:
    """The numbers of the headlines of each article, and of the text under them."""
    parts: dict[int, tuple[list[Stated], list[Stated]]] = {}
    for one in numbers:
        parts.setdefault(one.article, ([], []))[0 if one.headline else 1].append(one)
    for article in sorted(parts):
        head, body = parts[article]
        if head and body:
            yield (
                article,
                memory.once(("head", article), tuple(head), partial(nodes_of, head)),
                memory.once(("body", article), tuple(body), partial(nodes_of, body)),
            )
