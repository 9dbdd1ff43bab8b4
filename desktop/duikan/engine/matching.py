"""Which numbers of two articles on one event stand for each other: named evidence, weighed, best pairs first.

The weights are those of two logistic regressions (values that agree, values that differ); where they come from is
told in resources/lexicon/matching.toml. Everything here can be read: `evidence` names what speaks for a pair.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from math import inf

from duikan.engine.bounds import Bounds, agrees, bounds_of, disjoint_bounds
from duikan.engine.likeness import clash, never_told, profile
from duikan.engine.measures import digits, kind_of, value_key
from duikan.engine.phrasebook import table
from duikan.engine.places import tie
from duikan.engine.telling import Figure, Rarity, Telling, figure_of, rarity_of, shared, telling_of, turned
from duikan.engine.values import Mention, Stated

Evidence = dict[str, float]
Days = tuple[int, int]

_MOST_NODES = 60
_MOST_REPEATS = 8
_TELLING_DIGITS = 2
_A_NAME = 4
_SURE_SLIP = 0.7
_HEADLINE = 1.5  # a headline repeats its text: more likely one than numbers of two articles are
_OPEN = frozenset(("level", "cumulative", "new"))
_PLANS = frozenset(("target", "planned", "estimate"))
_CLOSE = (0.8, 1.25)
_FAR = (0.4, 2.5)
_OWN_TIME = frozenset(("explicit", "relative", "plan"))
_HEADS = frozenset(("title", "head", "lead"))


@dataclass(slots=True)
class Node:
    """One number of one article, wherever the article repeats it."""

    members: list[Stated]
    telling: Telling
    figure: Figure
    bounds: Bounds
    order: int
    scene: set[str] = field(default_factory=set[str])
    matched: Node | None = None
    before: Node | None = None
    after: Node | None = None

    @property
    def first(self) -> Stated:
        return self.members[0]


def nodes_of(members: Sequence[Stated]) -> list[Node]:
    """The numbers of one article in reading order, each with the words of its sentence and its neighbours."""
    nodes: dict[object, Node] = {}
    sentences: dict[int, list[Node]] = defaultdict(list)
    for one in sorted(members, key=lambda one: one.id):
        m = one.mention
        loose = digits(m) >= _TELLING_DIGITS
        noun = "" if loose else profile(one).phrase[-2:]
        key = (sort_of(m), value_key(m), m.quantity.unit, m.aggregate in _OPEN, noun)
        node = nodes.get(key)
        if node is None:
            node = nodes[key] = Node([], telling_of(one), figure_of(m), bounds_of(m), len(nodes))
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


# --- evidence


def alike(x: Node, y: Node) -> str:
    """same, near (one of them rounded or hedged) or "" where the values differ."""
    a, b = x.bounds, y.bounds
    if (a.low, a.high) == (b.low, b.high):
        return "same"
    ratio = _ratio(x.figure, y.figure)
    if not _CLOSE[0] <= ratio <= _CLOSE[1]:
        return ""
    return "near" if a.point == b.point or agrees(a, b) or not disjoint_bounds(a, b) else ""


def _ratio(a: Figure, b: Figure) -> float:
    if not a.size or not b.size:
        return 1.0 if a.size == b.size else inf
    return a.size / b.size


def evidence(x: Node, y: Node, rarity: Rarity, units: tuple[Counter[str], Counter[str]]) -> Evidence:
    """What speaks for and against two numbers standing for each other, by name; what is absent is nought."""
    around, most, least = shared(x.telling, y.telling, rarity)
    found: Evidence = {"around": around, "noun": most, "both": least, "scene": _overlap(x.scene, y.scene)}
    _units(x, y, units, found)
    _kinds(x, y, found)
    _whose(x, y, found)
    _values(x, y, found)
    return found


def _overlap(a: set[str], b: set[str]) -> float:
    small = min(len(a), len(b))
    return len(a & b) / small if small else 0.0


def _units(x: Node, y: Node, units: tuple[Counter[str], Counter[str]], found: Evidence) -> None:
    likeness = x.telling.unit_likeness(y.telling)
    found["unit_other"] = float(likeness < 0)
    found["unit_same"] = float(likeness >= 0.2)
    if likeness >= 0 and units[0][x.telling.unit] == 1 and units[1][y.telling.unit] == 1:
        found["sole"] = 1.0


def _kinds(x: Node, y: Node, found: Evidence) -> None:
    m, n = x.first.mention, y.first.mention
    one, other = (m.aggregate in _OPEN, n.aggregate in _OPEN)
    found["aggregate_other"] = float(m.aggregate != n.aggregate and not (one and other))
    found["aggregate_same"] = float(m.aggregate == n.aggregate)
    found["modality_other"] = float((m.modality in _PLANS) != (n.modality in _PLANS))
    p, q = profile(x.first), profile(y.first)
    found["change_other"] = float(p.kind.partition(" ")[2] != q.kind.partition(" ")[2])
    found["direction"] = float({m.event, n.event} == {"升", "降"})


def _whose(x: Node, y: Node, found: Evidence) -> None:
    first, second = [profile(one) for one in x.members[:4]], [profile(one) for one in y.members[:4]]
    found["parts_other"] = float(not {p.parts for p in first} & {q.parts for q in second})
    scopes, others = {p.scope for p in first}, {q.scope for q in second}
    found["scope_other"] = float("" not in scopes and "" not in others and not scopes & others)
    found["scope_same"] = float(bool((scopes & others) - {""}))
    phrases = {p.phrase for p in first if p.phrase}, {q.phrase for q in second if q.phrase}
    found["name_same"] = float(any(len(phrase) >= _A_NAME for phrase in phrases[0] & phrases[1]))
    found["front_other"] = float(_fronts_differ(*phrases))
    places, elsewhere = {p.place for p in first} - {""}, {q.place for q in second} - {""}
    if places and elsewhere:
        ties = {tie(a, b) for a, b in product(places, elsewhere)}
        found["place_same"] = float("same" in ties)
        found["place_other"] = float(ties == {"apart"})
        found["place_within"] = float(ties == {"within"})
    found["rival"] = float(all(clash(p.around, q.around) for p, q in product(first, second)))
    found["rival_noun"] = float(all(clash(p.near, q.near) for p, q in product(first, second)))
    heads = [any(one.place_in in _HEADS for one in node.members) for node in (x, y)]
    found["heads"] = float(all(heads))
    _times(x, y, found)


def _fronts_differ(a: set[str], b: set[str]) -> bool:
    """智能工厂 and 绿色工厂: one noun, with other words before it on both sides."""
    return bool(a and b) and all(
        p[-2:] == q[-2:] and len(p) > 2 < len(q) and not set(p[:-2]) & set(q[:-2]) for p, q in product(a, b)
    )


def _times(x: Node, y: Node, found: Evidence) -> None:
    mine, theirs = _spans(x), _spans(y)
    if not mine or not theirs:
        return
    if set(mine) & set(theirs):
        found["time_same"] = 1.0
    elif all(a[1] < b[0] or b[1] < a[0] for a, b in product(mine, theirs)):
        own = all(any(one.mention.period.basis in _OWN_TIME for one in node.members) for node in (x, y))
        found["time_other" if own else "time_lent_other"] = 1.0


def _spans(node: Node) -> list[Days]:
    found: list[Days] = []
    for one in node.members[:4]:
        period = one.mention.period
        if period.alternatives or (period.start is None and period.end is None):
            continue
        start, end = period.start or period.end, period.end or period.start
        assert start is not None and end is not None
        found.append((start.toordinal(), end.toordinal()))
    return found


def _values(x: Node, y: Node, found: Evidence) -> None:
    size = min(digits(x.first.mention), digits(y.first.mention))
    level = alike(x, y)
    if level:
        found[f"digits_{min(size, 3)}"] = 1.0
        found["rounded"] = float(level == "near")
        return
    found["slip"] = turned(x.figure, y.figure)
    ratio = _ratio(x.figure, y.figure)
    found["close"] = float(_CLOSE[0] <= ratio <= _CLOSE[1])
    found["far"] = float(not found["slip"] and not _FAR[0] <= ratio <= _FAR[1])
    found["small"] = float(size < 2)


# --- weights


@cache
def weights(level: str) -> Mapping[str, float]:
    """The weight of each piece of evidence where values agree ("same") or differ ("other"), `bias` and `line` too."""
    rows = table("matching")[level]
    assert isinstance(rows, dict)
    return {str(name): float(value) for name, value in rows.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def weigh(found: Evidence, level: str) -> float:
    """The log odds that the two are one question, less the line above which they are taken for one."""
    told = weights("same" if level else "other")
    return told["bias"] - told["line"] + sum(told.get(name, 0.0) * value for name, value in found.items() if value)


# --- pairs


def align(left: Sequence[Node], right: Sequence[Node], slips_only: bool = False) -> list[tuple[float, Node, Node]]:
    """The pairs of numbers that stand for each other, the surest first; each number once."""
    for node in (*left, *right):
        node.matched = None
    pairs = candidates(left, right)
    if slips_only:
        pairs = [pair for pair in pairs if pair.found.get("slip", 0.0) >= _SURE_SLIP]
        for pair in pairs:
            pair.score += _HEADLINE
    first = _take(pairs)
    for pair in pairs:
        if pair.x.matched is None and pair.y.matched is None and beside(pair.x, pair.y):
            pair.found["beside"] = 1.0
            pair.score = weigh(pair.found, pair.level)
    return first + _take(pairs)


@dataclass(slots=True)
class Candidate:
    """Two numbers that might stand for each other."""

    x: Node
    y: Node
    level: str
    found: Evidence
    score: float


def candidates(left: Sequence[Node], right: Sequence[Node]) -> list[Candidate]:
    """Every pair of one sort with its evidence."""
    mine, theirs = _by_sort(left), _by_sort(right)
    found: list[Candidate] = []
    for sort in sorted(mine.keys() & theirs.keys()):
        a, b = mine[sort][:_MOST_NODES], theirs[sort][:_MOST_NODES]
        rarity = rarity_of(node.telling for node in (*a, *b))
        units = (Counter(node.telling.unit for node in a), Counter(node.telling.unit for node in b))
        values = Counter((node.bounds.low, node.bounds.high) for node in (*a, *b))
        for x, y in product(a, b):
            level = alike(x, y)
            told = evidence(x, y, rarity, units)
            if level:
                told["common"] = float(values[x.bounds.low, x.bounds.high] > 2)
            found.append(Candidate(x, y, level, told, weigh(told, level)))
    return found


def _by_sort(nodes: Iterable[Node]) -> dict[str, list[Node]]:
    sorts: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        sorts[sort_of(node.first.mention)].append(node)
    return sorts


def _take(pairs: Iterable[Candidate]) -> list[tuple[float, Node, Node]]:
    kept: list[tuple[float, Node, Node]] = []
    likely = (pair for pair in pairs if pair.score >= 0)
    for pair in sorted(likely, key=lambda pair: (-pair.score, pair.x.order, pair.y.order)):
        x, y = pair.x, pair.y
        if x.matched is None and y.matched is None and possible(pair):
            x.matched, y.matched = y, x
            kept.append((pair.score, x, y))
    return kept


def beside(x: Node, y: Node) -> bool:
    """True when a neighbour in the sentence of the one stands for a neighbour in the sentence of the other."""
    near = [node for node in (y.before, y.after) if node is not None]
    return any(node is not None and any(node.matched is other for other in near) for node in (x.before, x.after))


def possible(pair: Candidate) -> bool:
    """True when no rule keeps the two from being one fact; two values of two places named are two."""
    if not pair.level and pair.found.get("place_other"):
        return False
    members = product(pair.x.members[:_MOST_REPEATS], pair.y.members[:_MOST_REPEATS])
    return any(not never_told(profile(a), profile(b)) for a, b in members)
