"""Articles that tell one event, and which of their numbers answer one question.

Two papers say one thing in different words. What helps is that they tell it together: the numbers on which
they agree are taken out first; of those left over, the ones that stand alone on both sides, with the nearest
words around them and the same sort of unit, are held against each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from duikan.engine.likeness import forbidden, never, profile
from duikan.engine.measures import digits, kind_of, value_key
from duikan.engine.places import tie
from duikan.engine.subjects import key_phrase
from duikan.engine.telling import (
    Figure,
    Rarity,
    Telling,
    figure_of,
    nearness,
    rarity_of,
    shared,
    telling_of,
    turned,
)
from duikan.engine.values import Stated

_MOST_HOLDERS = 16  # a mark that more articles bear tells of no one event
_MOST_DAYS = 45
_MOST_PARTNERS = 8  # the nearest articles each is held against: enough for an event, and linear
_A_STORY = 4
_SAME_EVENT = 5
_MARKS_COUNTED = 6
_MOST_NODES = 60
_MOST_REPEATS = 8
_TELLING_DIGITS = 2
_OPEN = frozenset(("level", "cumulative", "new"))

_EQUAL_WORDS = {1: 0.45, 2: 0.2, 3: 0.0}  # how much words and unit must share, by the digits of an equal value
_ENOUGH = 0.5
_SURE_SLIP = 0.7
_TURNED = 0.9
_NO_OTHER = 0.15  # and that neither article has another at all
_ALONE = 0.12  # what it adds that no other number of its unit is left

Pair = tuple[int, int]


@dataclass(slots=True)
class _Node:
    """One number of one article, wherever the article repeats it."""

    members: list[Stated]
    telling: Telling
    figure: Figure
    order: int
    matched: int = -1

    @property
    def first(self) -> Stated:
        return self.members[0]


@dataclass(slots=True)
class _Story:
    """One article as a story: its numbers as they stand, and each once."""

    article: int
    members: list[Stated]
    nodes: list[_Node] = field(default_factory=list[_Node])


class Stories:
    """Which articles tell one event, and which of their numbers are held against each other."""

    def __init__(self, stated: Iterable[Stated]) -> None:
        self.aligned: dict[Pair, float] = {}
        self._tell: set[Pair] = set()
        numbers = [one for one in stated if not one.mention.nominal]
        tellings = {one.id: telling_of(one) for one in numbers}
        stories = _stories(numbers, tellings)
        for a, b in _pairs(stories):
            self._tell.add((a.article, b.article))
            self._hold(a, b)
        for head, body in _headlines(numbers, tellings):
            self._hold(head, body, slips_only=True)

    def _hold(self, a: _Story, b: _Story, slips_only: bool = False) -> None:
        for score, one, other in _align(a, b):
            if slips_only and turned(one.figure, other.figure) < _SURE_SLIP:
                continue
            for x, y in product(one.members[:_MOST_REPEATS], other.members[:_MOST_REPEATS]):
                self.aligned[min(x.id, y.id), max(x.id, y.id)] = score

    def events(self) -> list[Pair]:
        """The pairs of articles that tell one event, ascending."""
        return sorted(self._tell)

    def hold(self, a: Stated, b: Stated) -> bool:
        """True when the two are held against each other."""
        return (min(a.id, b.id), max(a.id, b.id)) in self.aligned


# --- which articles


def _stories(stated: Iterable[Stated], tellings: Mapping[int, Telling]) -> dict[int, _Story]:
    articles: dict[int, list[Stated]] = defaultdict(list)
    for one in stated:
        articles[one.article].append(one)
    return {number: _story(number, articles[number], tellings) for number in sorted(articles)}


def _story(number: int, members: list[Stated], tellings: Mapping[int, Telling]) -> _Story:
    story = _Story(number, sorted(members, key=lambda one: one.id))
    nodes: dict[object, _Node] = {}
    for one in story.members:
        m = one.mention
        tail = "" if digits(m) >= _TELLING_DIGITS else profile(one).phrase[-2:]
        key = (kind_of(m), value_key(m), m.quantity.unit, m.aggregate in _OPEN, tail)
        node = nodes.get(key)
        if node is None:
            node = nodes[key] = _Node([], tellings[one.id], figure_of(m), len(nodes))
        else:
            node.telling = node.telling.joined(tellings[one.id])
        node.members.append(one)
    story.nodes = list(nodes.values())
    return story


def _marks(story: _Story) -> set[object]:
    """What an article may be known by: its figures of several digits, and every three characters of its names."""
    marks: set[object] = {
        (kind_of(one.mention), value_key(one.mention))
        for one in story.members
        if digits(one.mention) >= _TELLING_DIGITS
    }
    named = {name for one in story.members for name in (profile(one).phrase, key_phrase(one.mention.owner), one.title)}
    for words in named:
        marks.update(words[i : i + 3] for i in range(len(words) - 2))
    return marks


def _pairs(stories: dict[int, _Story]) -> Iterator[tuple[_Story, _Story]]:
    """Articles that share enough marks few others bear, in the order of their numbers."""
    holders: dict[object, list[int]] = defaultdict(list)
    for number, story in stories.items() if _many(stories) else ():
        for mark in _marks(story):
            holders[mark].append(number)
    weight: Counter[Pair] = Counter()
    words: Counter[Pair] = Counter()
    for mark, numbers in holders.items():
        if not 1 < len(numbers) <= _MOST_HOLDERS:
            continue
        counted = words if isinstance(mark, str) else weight
        for i, a in enumerate(numbers):
            counted.update((a, b) for b in numbers[i + 1 :])
    near: list[tuple[int, Pair]] = []
    for pair in sorted(weight.keys() | words.keys()):
        figures, names = weight[pair], min(words[pair], _MARKS_COUNTED)
        strength = 2 * figures + names
        if strength >= (_A_STORY if figures else _SAME_EVENT) and _of_one_time(stories[pair[0]], stories[pair[1]]):
            near.append((-strength, pair))
    partners: Counter[int] = Counter()
    for _, (a, b) in sorted(near):
        if max(partners[a], partners[b]) < _MOST_PARTNERS:
            partners.update((a, b))
            yield stories[a], stories[b]


def _many(stories: dict[int, _Story]) -> bool:
    """False for one article and its boxes, which are no two tellings."""
    families = {story.nodes[0].first.family for story in stories.values()}
    return len(families) > 1 or min(families, default=0) < 0


def _of_one_time(a: _Story, b: _Story) -> bool:
    x, y = a.nodes[0].first, b.nodes[0].first
    if x.family == y.family and x.family >= 0:
        return False
    return x.published is None or y.published is None or abs((x.published - y.published).days) <= _MOST_DAYS


def _headlines(numbers: Iterable[Stated], tellings: Mapping[int, Telling]) -> Iterator[tuple[_Story, _Story]]:
    """The headlines of each article and the text under them."""
    parts: dict[int, tuple[list[Stated], list[Stated]]] = {}
    for one in numbers:
        parts.setdefault(one.article, ([], []))[0 if one.headline else 1].append(one)
    for article in sorted(parts):
        head, body = parts[article]
        if head and body:
            yield _story(article, head, tellings), _story(article, body, tellings)


# --- which numbers


def _align(a: _Story, b: _Story) -> Iterator[tuple[float, _Node, _Node]]:
    left, right = _by_kind(a.nodes), _by_kind(b.nodes)
    found: list[tuple[float, _Node, _Node]] = []
    for node in (*a.nodes, *b.nodes):
        node.matched = -1
    common = sorted(left.keys() & right.keys())
    rarity = {kind: rarity_of(node.telling for node in (*left[kind], *right[kind])) for kind in common}
    for kind in common:
        found += _take(_equals(left[kind], right[kind], rarity[kind]))
    for kind in common:
        found += _take(_leftovers(left[kind], right[kind], rarity[kind]))
    return iter(found)


def _by_kind(nodes: Sequence[_Node]) -> dict[str, list[_Node]]:
    kinds: dict[str, list[_Node]] = defaultdict(list)
    for node in nodes:
        kinds[kind_of(node.first.mention)].append(node)
    return kinds


def _take(scored: Iterable[tuple[float, _Node, _Node]]) -> list[tuple[float, _Node, _Node]]:
    """The best pairs first, each number once."""
    kept: list[tuple[float, _Node, _Node]] = []
    for score, x, y in sorted(scored, key=lambda row: (-row[0], row[1].order, row[2].order)):
        if x.matched < 0 and y.matched < 0:
            x.matched, y.matched = y.order, x.order
            kept.append((score, x, y))
    return kept


def _equals(left: list[_Node], right: list[_Node], rarity: Rarity) -> Iterator[tuple[float, _Node, _Node]]:
    """Numbers of one value whose words do not forbid that they are one."""
    values: dict[object, list[_Node]] = defaultdict(list)
    for node in right:
        values[_value(node)].append(node)
    for x in left:
        for y in values.get(_value(x), ())[:_MOST_NODES]:
            words = shared(x.telling, y.telling, rarity)
            size = min(digits(x.first.mention), 3)
            unit = x.telling.unit_likeness(y.telling)
            if words + max(unit, 0.0) >= _EQUAL_WORDS.get(size, 1.0) and _possible(x, y):
                yield 0.6 + 0.4 * words, x, y


def _value(node: _Node) -> object:
    return value_key(node.first.mention)


def _possible(x: _Node, y: _Node) -> bool:
    return any(not never(profile(a), profile(b)) for a in x.members[:_MOST_REPEATS] for b in y.members[:_MOST_REPEATS])


def _comparable(x: _Node, y: _Node) -> bool:
    """True when nothing keeps two different values from being one fact; of a slip less is asked."""
    slipped = turned(x.figure, y.figure) >= _SURE_SLIP
    for a, b in product(x.members[:_MOST_REPEATS], y.members[:_MOST_REPEATS]):
        p, q = profile(a), profile(b)
        apart = tie(p.place or p.about, q.place or q.about) == "apart"
        if not (never(p, q) if slipped else forbidden(p, q) or apart):
            return True
    return False


def _leftovers(left: list[_Node], right: list[_Node], rarity: Rarity) -> Iterator[tuple[float, _Node, _Node]]:
    """Numbers no other answers, by the words around them: only pairs that are each other's best."""
    alone = [node for node in left if node.matched < 0][:_MOST_NODES]
    others = [node for node in right if node.matched < 0][:_MOST_NODES]
    sole = [(_only(alone), _only(others), _ALONE), (_only(left), _only(right), _NO_OTHER)]
    for x in alone:
        for y in others:
            score = _likely(x, y, rarity)
            score += sum(adds for one, other, adds in sole if x.telling.unit in one and y.telling.unit in other)
            if score >= _ENOUGH and _comparable(x, y) and not _better(x, y, left, right, rarity):
                yield score, x, y


def _only(nodes: list[_Node]) -> set[str]:
    """The units that only one of the numbers has."""
    units = Counter(node.telling.unit for node in nodes)
    return {unit for unit, many in units.items() if many == 1}


def _better(x: _Node, y: _Node, left: list[_Node], right: list[_Node], rarity: Rarity) -> bool:
    """True when a number that is answered already stands nearer by its words than this one does."""
    words = shared(x.telling, y.telling, rarity)
    if turned(x.figure, y.figure) >= _TURNED:
        return False
    return any(
        node.matched >= 0
        and node.telling.unit_meets(mine.telling)
        and shared(mine.telling, node.telling, rarity) > words + 0.15
        for mine, side in ((x, right), (y, left))
        for node in side[:_MOST_NODES]
    )


def _likely(x: _Node, y: _Node, rarity: Rarity) -> float:
    unit = x.telling.unit_likeness(y.telling)
    if unit < 0:
        return 0.0
    return shared(x.telling, y.telling, rarity) + unit + nearness(x.figure, y.figure)
