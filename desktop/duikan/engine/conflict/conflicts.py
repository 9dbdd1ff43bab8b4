"""Finds the mentions of one fact that cannot all be right, and says why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from duikan.engine.conflict.arithmetic import find_arithmetic, told_wrong
from duikan.engine.conflict.crossed import find_crossed
from duikan.engine.conflict.levels import find_slips_of_level
from duikan.engine.fact.amounts import Relation
from duikan.engine.fact.likeness import Topics, profile
from duikan.engine.fact.relations import compare
from duikan.engine.fact.stories import Stories
from duikan.engine.meaning.measures import value_key
from duikan.engine.memory import Memory
from duikan.engine.values import Conflict, ConflictType, Period, Severity, Span, Stated, Status

_MOST_COMPARED = 16
_OF_EACH = 3
_MOST_KEPT = 48
_BY_TIME = frozenset(("target_year", "date"))
_RANK: dict[Severity, int] = {"high": 0, "medium": 1, "low": 2, "info": 3}

Spot = tuple[int, Span]


@dataclass(frozen=True, slots=True)
class _Ties:
    """What ties mentions together beside their own words: the editor, the topic, the event told."""

    linked: set[tuple[int, int]]
    topics: Topics
    stories: Stories
    memory: Memory


def find_conflicts(
    stated: Sequence[Stated],
    facts: Mapping[int, int],
    linked: Iterable[tuple[int, int]] = (),
    stories: Stories | None = None,
    parted: Iterable[tuple[int, int]] = (),
    memory: Memory | None = None,
) -> tuple[Conflict, ...]:
    """Every conflict between mentions of one fact, most severe first; `linked`: pairs an editor put together.

    Numbers that stand for each other in two tellings of one event are compared too where their facts stayed two,
    unless the editor `parted` them.
    """
    groups: dict[int, list[Stated]] = defaultdict(list)
    compared = [one for one in stated if not one.mention.nominal]
    for one in compared:
        groups[facts.get(one.id, one.id)].append(one)
    pairs = {(min(pair), max(pair)) for pair in linked}
    memory = memory or Memory()
    ties = _Ties(pairs, Topics(compared, memory), stories or Stories(compared, memory), memory)
    found = [conflict for fact in sorted(groups) for conflict in _known_of_fact(groups[fact], ties)]
    kept_apart = {(min(pair), max(pair)) for pair in parted}
    found += _across(groups, facts, ties, kept_apart)
    found += [_conflict([slip]) for slip in find_slips_of_level(compared) if (slip[0].id, slip[1].id) not in kept_apart]
    found += find_arithmetic(stated, memory)
    found += [told_wrong(*row) for row in find_crossed(compared, ties.topics, ties.stories)]
    return by_weight(found)


def by_weight(found: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Conflicts in the order an editor takes them: the most severe first, then as they stand."""
    return tuple(sorted(found, key=lambda conflict: (_RANK[conflict.severity], conflict.members, conflict.type)))


def _known_of_fact(members: list[Stated], ties: _Ties) -> list[Conflict]:
    if len(members) < 2:
        return []
    ids = {one.id for one in members}
    linked = tuple(sorted(pair for pair in ties.linked if pair[0] in ids and pair[1] in ids))
    key = ("fact", min(ids), ties.stories.held(members), linked)
    return ties.memory.once(key, ties.topics.made_of(*members), lambda: _of_fact(members, ties))


def _of_fact(members: list[Stated], ties: _Ties) -> list[Conflict]:
    """The conflicts of one fact: pairs that say the same against the same become one conflict."""
    known = {one.id: one for one in members}
    timed = _with_lent_times(sorted(members, key=lambda one: one.id))
    return _compared(((x, y, known[x.id], known[y.id]) for x, y in _candidates(timed)), ties)


def _compared(pairs: Iterable[tuple[Stated, Stated, Stated, Stated]], ties: _Ties) -> list[Conflict]:
    """The conflicts among pairs, each given twice: as compared and as it stands."""
    merged: dict[tuple[object, ...], list[tuple[Stated, Stated, Relation]]] = {}
    for x, y, a, b in pairs:
        relation = compare(x, y, (a.id, b.id) in ties.linked, ties.topics, ties.stories.hold(a, b))
        if relation.kind == "conflict" and relation.type is not None:
            sides = frozenset((_side(x), _side(y)))
            key = (relation.type, relation.status, relation.reason.code, sides)
            merged.setdefault(key, []).append((a, b, relation))
    return [_conflict(told) for told in merged.values()]


def _across(
    groups: Mapping[int, list[Stated]], facts: Mapping[int, int], ties: _Ties, parted: set[tuple[int, int]]
) -> list[Conflict]:
    """Conflicts between numbers that stand for each other though they were not made one fact."""
    wanted = [pair for pair in sorted(ties.stories.aligned) if facts.get(pair[0]) != facts.get(pair[1])]
    known = {one.id: one for fact in {facts.get(id_, id_) for pair in wanted for id_ in pair} for one in groups[fact]}
    pairs = (pair for pair in wanted if pair not in parted)
    return _compared(((known[a], known[b], known[a], known[b]) for a, b in pairs), ties)


def _with_lent_times(members: list[Stated]) -> list[Stated]:
    """A headline's number has no time; where the article says the same number with one, that is its time."""
    times: dict[tuple[object, ...], Period] = {}
    for one in members:
        if one.mention.period.basis != "none" and not one.mention.period.alternatives:
            times.setdefault(_said(one), one.mention.period)
    return [_timed(one, times.get(_said(one))) for one in members]


def _said(one: Stated) -> tuple[object, ...]:
    return one.article, value_key(one.mention), one.mention.quantity.unit


def _timed(one: Stated, period: Period | None) -> Stated:
    if period is None or one.mention.period.basis != "none":
        return one
    return replace(one, mention=replace(one.mention, period=replace(period, basis="inherited")))


def _candidates(members: list[Stated]) -> Iterable[tuple[Stated, Stated]]:
    """All pairs; of a large fact, pairs of the first mentions that say each thing in each way."""
    if len(members) > _MOST_COMPARED:
        members = _first_of_each(members)
    for i, a in enumerate(members):
        for b in members[i + 1 :]:
            yield a, b


def _first_of_each(members: list[Stated]) -> list[Stated]:
    ways: dict[tuple[object, ...], int] = defaultdict(int)
    sides: dict[tuple[object, ...], int] = defaultdict(int)
    kept: list[Stated] = []
    for one in members:
        side = _side(one)
        way = (id(profile(one)), *side)
        ways[way] += 1
        sides[side] += ways[way] <= _OF_EACH
        if ways[way] <= _OF_EACH and sides[side] <= _OF_EACH**2:
            kept.append(one)
    return kept[:_MOST_KEPT]


def _side(one: Stated) -> tuple[object, ...]:
    """What a mention says: mentions of one side share a conflict."""
    q, p = one.mention.quantity, one.mention.period
    value = value_key(one.mention)
    return value, q.low_open, q.high_open, q.unit, p.start, p.end, p.alternatives, one.mention.aggregate


def _conflict(pairs: list[tuple[Stated, Stated, Relation]]) -> Conflict:
    # Where pairs print their times, a headline that only lends one adds nothing to them.
    telling = [pair for pair in pairs if all(one.mention.time_words for one in pair[:2])]
    pairs = telling if telling and pairs[0][2].type in _BY_TIME else pairs
    _, _, relation = pairs[0]
    members = {one.id: one for a, b, _ in pairs for one in (a, b)}
    kind: ConflictType = relation.type or "value"
    status: Status = relation.status
    spots = tuple(_spot(members[id_], kind) for id_ in sorted(members))
    return Conflict(kind, relation.severity, status, tuple(sorted(members)), spots, relation.reason)


def _spot(one: Stated, kind: ConflictType) -> Spot:
    """Where to look: the number, or its time where a date is what differs."""
    time = one.mention.time_span
    return one.article, time if kind in _BY_TIME and time is not None else one.mention.span
