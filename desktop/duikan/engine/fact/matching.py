"""Which numbers of two articles on one event stand for each other: named evidence, weighed, best pairs first.

The weights are those of two logistic regressions (values that agree, values that differ); where they come from is
told in resources/lexicon/matching.toml. Everything here can be read: `evidence` names what speaks for a pair.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import inf

from duikan.engine.fact.bounds import agrees, disjoint_bounds
from duikan.engine.fact.likeness import clash, named_apart, never_told, profile
from duikan.engine.fact.nodes import OPEN, Node, Rows, Traits, sort_of
from duikan.engine.fact.telling import Figure, Weighed, rarity_of, shared, turned, weighed
from duikan.engine.meaning.places import tie
from duikan.engine.phrasebook import table

Evidence = dict[str, float]
Tellings = tuple[Weighed, Weighed]

_MOST_NODES = 60
_MOST_REPEATS = 8
_SURE_SLIP = 0.7
_HEADLINE = 1.5  # a headline repeats its text: more likely one than numbers of two articles are
_PLANS = frozenset(("target", "planned", "estimate"))
_CLOSE = (0.8, 1.25)
_FAR = (0.4, 2.5)
_COMPANY = 3  # pairs of two sentences: more say no more
_GAP = 3.0


# --- evidence


def alike(x: Node, y: Node) -> str:
    """same, near (one of them rounded or hedged) or "" where the values differ."""
    a, b = x.bounds, y.bounds
    if x.figure.size == y.figure.size and (a.low, a.high) == (b.low, b.high):
        return "same"
    ratio = _ratio(x.figure, y.figure)
    if not _CLOSE[0] <= ratio <= _CLOSE[1]:
        return ""
    return "near" if a.point == b.point or agrees(a, b) or not disjoint_bounds(a, b) else ""


def _ratio(a: Figure, b: Figure) -> float:
    if not a.size or not b.size:
        return 1.0 if a.size == b.size else inf
    return a.size / b.size


def evidence(x: Node, y: Node, level: str, told: Tellings, units: tuple[Counter[str], Counter[str]]) -> Evidence:
    """What speaks for and against two numbers standing for each other, by name; what is absent is nought."""
    around, most, least = shared(*told)
    found: Evidence = {"around": around, "noun": most, "both": least, "scene": _overlap(x.scene, y.scene)}
    _units(x, y, units, found)
    _kinds(x, y, found)
    _whose(x, y, found)
    _values(x, y, level, found)
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
    if m.aggregate == n.aggregate:
        found["aggregate_same"] = 1.0
    elif not (m.aggregate in OPEN and n.aggregate in OPEN):
        found["aggregate_other"] = 1.0
    found["modality_other"] = float((m.modality in _PLANS) != (n.modality in _PLANS))
    found["change_other"] = float(x.own.change != y.own.change)
    found["direction"] = float({m.event, n.event} == {"升", "降"})


def _whose(x: Node, y: Node, found: Evidence) -> None:
    one, other = x.own, y.own
    found["parts_other"] = float(not one.parts & other.parts)
    shared_scopes = one.scopes & other.scopes
    found["scope_other"] = float("" not in one.scopes and "" not in other.scopes and not shared_scopes)
    found["scope_same"] = float(bool(shared_scopes - {""}))
    found["front_other"] = float(_fronts_differ(one.phrases, other.phrases))
    if one.places and other.places:
        ties = {tie(a, b) for a, b in product(one.places, other.places)}
        found["place_same"] = float("same" in ties)
        found["place_other"] = float(ties == {"apart"})
        found["place_within"] = float(ties == {"within"})
    found["rival"] = float(_rivals(one.around, other.around))
    found["rival_noun"] = float(_rivals(one.near, other.near))
    found["heads"] = float(one.head and other.head)
    _times(one, other, found)


def _rivals(one: tuple[Rows, ...], other: tuple[Rows, ...]) -> bool:
    """True when all that is said of the one stands against all that is said of the other."""
    return all(one) and all(other) and all(clash(a, b) for a, b in product(one, other))


def _fronts_differ(a: frozenset[str], b: frozenset[str]) -> bool:
    """智能工厂 and 绿色工厂: one noun, with other words before it on both sides."""
    return bool(a and b) and all(
        p[-2:] == q[-2:] and len(p) > 2 < len(q) and not set(p[:-2]) & set(q[:-2]) for p, q in product(a, b)
    )


def _times(one: Traits, other: Traits, found: Evidence) -> None:
    if not one.days or not other.days:
        return
    if one.days & other.days:
        found["time_same"] = 1.0
    elif all(a[1] < b[0] or b[1] < a[0] for a, b in product(one.days, other.days)):
        found["time_other" if one.dated and other.dated else "time_lent_other"] = 1.0


def _values(x: Node, y: Node, level: str, found: Evidence) -> None:
    size = min(x.size, y.size)
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
    return {"headline": _HEADLINE} | {str(name): float(value) for name, value in rows.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def weigh(found: Evidence, level: str) -> float:
    """The log odds that the two are one question, less the line above which they are taken for one."""
    told = weights("same" if level else "other")
    return told["bias"] - told["line"] + sum([told.get(name, 0.0) * value for name, value in found.items() if value])


# --- pairs


def align(left: Sequence[Node], right: Sequence[Node], slips_only: bool = False) -> list[tuple[float, Node, Node]]:
    """The pairs of numbers that stand for each other, the surest first; each number once."""
    kept = [pair for pair in align_all(left, right, slips_only) if pair.taken]
    return [(pair.score, pair.x, pair.y) for pair in sorted(kept, key=_rank)]


def align_all(left: Sequence[Node], right: Sequence[Node], slips_only: bool = False) -> list[Candidate]:
    """Every pair that was weighed; the `taken` ones stand for each other."""
    for node in (*left, *right):
        node.matched = None
    pairs = candidates(left, right)
    if slips_only:
        pairs = [pair for pair in pairs if pair.found.get("slip", 0.0) >= _SURE_SLIP]
        for pair in pairs:
            pair.found["headline"] = 1.0
            pair.score = weigh(pair.found, pair.level)
    _take(pairs)
    _again([pair for pair in pairs if pair.x.matched is None and pair.y.matched is None], pairs)
    _take(pairs)
    return pairs


def _again(left: Sequence[Candidate], pairs: Sequence[Candidate]) -> None:
    """Weighs what is left by what was taken: neighbours and sentences that stand for each other, and no better one."""
    tied = Counter(two for pair in pairs if pair.taken for two in product(_sentences(pair.x), _sentences(pair.y)))
    best: dict[int, float] = defaultdict(lambda: -inf)
    second: dict[int, float] = defaultdict(lambda: -inf)
    for pair in left:
        for node in (pair.x, pair.y):
            at = id(node)
            if pair.score > best[at]:
                best[at], second[at] = pair.score, best[at]
            elif pair.score > second[at]:
                second[at] = pair.score
    for pair in left:
        if beside(pair.x, pair.y):
            pair.found["beside"] = 1.0
        company = max((tied[two] for two in product(_sentences(pair.x), _sentences(pair.y))), default=0)
        pair.found["company"] = min(company, _COMPANY) / _COMPANY
        if all(pair.score == best[id(node)] for node in (pair.x, pair.y)):
            pair.found["best"] = 1.0
            gap = min(pair.score - second[id(node)] for node in (pair.x, pair.y))
            pair.found["gap"] = min(gap, _GAP) / _GAP
    for pair in left:
        pair.score = weigh(pair.found, pair.level)


def _sentences(node: Node) -> set[int]:
    return {one.sentence for one in node.members[:_MOST_REPEATS]}


@dataclass(slots=True)
class Candidate:
    """Two numbers that might stand for each other."""

    x: Node
    y: Node
    level: str
    found: Evidence
    score: float
    taken: bool = False


def candidates(left: Sequence[Node], right: Sequence[Node]) -> list[Candidate]:
    """Every pair of one sort with its evidence."""
    mine, theirs = _by_sort(left), _by_sort(right)
    found: list[Candidate] = []
    for sort in sorted(mine.keys() & theirs.keys()):
        a, b = mine[sort][:_MOST_NODES], theirs[sort][:_MOST_NODES]
        rarity = rarity_of(node.telling for node in (*a, *b))
        units = (Counter(node.telling.unit for node in a), Counter(node.telling.unit for node in b))
        values = Counter((node.bounds.low, node.bounds.high) for node in (*a, *b))
        ours, others = ([(node, weighed(node.telling, rarity)) for node in nodes] for nodes in (a, b))
        for (x, one), (y, other) in product(ours, others):
            level = alike(x, y)
            told = evidence(x, y, level, (one, other), units)
            if level:
                told["common"] = float(values[x.bounds.low, x.bounds.high] > 2)
            found.append(Candidate(x, y, level, told, weigh(told, level)))
    return found


def _by_sort(nodes: Iterable[Node]) -> dict[str, list[Node]]:
    sorts: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        sorts[sort_of(node.first.mention)].append(node)
    return sorts


def _take(pairs: Iterable[Candidate]) -> None:
    """Takes the best pairs first, each number once."""
    for pair in sorted((pair for pair in pairs if pair.score >= 0), key=_rank):
        x, y = pair.x, pair.y
        if x.matched is None and y.matched is None and possible(pair):
            x.matched, y.matched = y, x
            pair.taken = True


def _rank(pair: Candidate) -> tuple[float, int, int]:
    return -pair.score, pair.x.order, pair.y.order


def reasons(pair: Candidate) -> tuple[tuple[str, float], ...]:
    """The named parts of a pair's score, the weightiest first, and last the score itself; nought is the line."""
    told = weights("same" if pair.level else "other")
    parts = {name: told.get(name, 0.0) * value for name, value in pair.found.items()}
    parts["base"] = told["bias"] - told["line"]
    weighed = sorted(((name, round(part, 2)) for name, part in parts.items() if part), key=lambda row: -abs(row[1]))
    return (*weighed, ("score", round(pair.score, 2)))


def beside(x: Node, y: Node) -> bool:
    """True when a neighbour in the sentence of the one stands for a neighbour in the sentence of the other."""
    near = [node for node in (y.before, y.after) if node is not None]
    return any(node is not None and any(node.matched is other for other in near) for node in (x.before, x.after))


def possible(pair: Candidate) -> bool:
    """True when no rule keeps the two from being one fact; two values of two places or rival nouns are two."""
    found = pair.found
    if not pair.level and (found.get("place_other") or found.get("rival_noun")):
        return False
    if not pair.level and found.get("front_other") and found.get("slip", 0.0) < _SURE_SLIP:
        return False
    members = product(pair.x.members[:_MOST_REPEATS], pair.y.members[:_MOST_REPEATS])
    sides = [(profile(a), profile(b)) for a, b in members]
    return any(not never_told(a, b) and (bool(pair.level) or not named_apart(a, b)) for a, b in sides)
