"""The numbers of one article, each once: its words, value, neighbours, and what is said of whose it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from duikan.engine.fact.bounds import Bounds, bounds_of
from duikan.engine.fact.likeness import profile
from duikan.engine.fact.telling import Figure, Telling, figure_of, telling_of
from duikan.engine.meaning.measures import digits, kind_of, value_key
from duikan.engine.values import Mention, Stated

Days = tuple[int, int]
Rows = frozenset[tuple[int, str]]

_TELLING_DIGITS = 2
_MOST_READ = 4
OPEN = frozenset(("level", "cumulative", "new"))
_OWN_TIME = frozenset(("explicit", "relative", "plan"))
_HEADS = frozenset(("title", "head", "lead"))


@dataclass(frozen=True, slots=True)
class Traits:
    """What the first mentions of a number say of it: parts, scopes, phrases, places, rivals, days, standing."""

    parts: frozenset[frozenset[str]]
    scopes: frozenset[str]
    phrases: frozenset[str]
    places: frozenset[str]
    around: tuple[Rows, ...]
    near: tuple[Rows, ...]
    days: frozenset[Days]
    dated: bool  # its own clause says when
    head: bool
    change: str


@dataclass(slots=True)
class Node:
    """One number of one article, wherever the article repeats it."""

    members: list[Stated]
    telling: Telling
    figure: Figure
    bounds: Bounds
    order: int
    size: int  # how many digits tell
    traits: Traits | None = None
    scene: set[str] = field(default_factory=set[str])
    matched: Node | None = None
    before: Node | None = None
    after: Node | None = None

    @property
    def first(self) -> Stated:
        return self.members[0]

    @property
    def own(self) -> Traits:
        """What its mentions say of whose number it is."""
        if self.traits is None:
            self.traits = _traits(self.members)
        return self.traits


def nodes_of(members: Sequence[Stated]) -> list[Node]:
    """The numbers of one article in reading order, each with the words of its sentence and its neighbours."""
    nodes: dict[object, Node] = {}
    sentences: dict[int, list[Node]] = defaultdict(list)
    for one in sorted(members, key=lambda one: one.id):
        m = one.mention
        loose = digits(m) >= _TELLING_DIGITS
        noun = "" if loose else profile(one).phrase[-2:]
        key = (sort_of(m), value_key(m), m.quantity.unit, m.aggregate in OPEN, noun)
        node = nodes.get(key)
        if node is None:
            node = nodes[key] = Node([], telling_of(one), figure_of(m), bounds_of(m), len(nodes), digits(m))
        else:
            node.telling = node.telling.joined(telling_of(one))
        node.members.append(one)
        mates = sentences[one.sentence]
        if mates and mates[-1] is not node and node.before is None and len(node.members) == 1:
            node.before, mates[-1].after = mates[-1], node
        mates.append(node)
    for mates in sentences.values():
        words = {gram for node in mates[:12] for gram in node.telling.grams}
        for node in mates:
            node.scene |= words
    return list(nodes.values())


def sort_of(m: Mention) -> str:
    """What sort of number it is, for a match: visits and things counted are one sort."""
    kind = kind_of(m)
    return "count" if kind == "occasions" else kind


def _traits(members: Sequence[Stated]) -> Traits:
    first = members[:_MOST_READ]
    profiles = [profile(one) for one in first]
    return Traits(
        frozenset(p.parts for p in profiles),
        frozenset(p.scope for p in profiles),
        frozenset(p.phrase for p in profiles if p.phrase),
        frozenset(p.place for p in profiles if p.place),
        tuple({p.around for p in profiles}),
        tuple({p.near for p in profiles}),
        _days(first),
        any(one.mention.period.basis in _OWN_TIME for one in first),
        any(one.place_in in _HEADS for one in members),
        profiles[0].kind.partition(" ")[2],
    )


def _days(members: Sequence[Stated]) -> frozenset[Days]:
    found: list[Days] = []
    for one in members:
        period = one.mention.period
        if period.alternatives or (period.start is None and period.end is None):
            continue
        start, end = period.start or period.end, period.end or period.start
        assert start is not None and end is not None
        found.append((start.toordinal(), end.toordinal()))
    return frozenset(found)
