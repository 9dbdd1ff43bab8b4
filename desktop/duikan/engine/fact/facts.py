"""Groups mentions into facts: the questions they answer. Independent of order; the editor's word always wins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import partial

from duikan.engine.fact.bounds import agrees, bounds_of
from duikan.engine.fact.likeness import (
    ALIKE,
    ENOUGH,
    LEAST_ALIKE,
    STRONG,
    Parts,
    Profile,
    Topics,
    added,
    likeness,
    never,
    never_told,
    phrase_likeness,
    profile,
    value_likeness,
)
from duikan.engine.fact.periods import meet
from duikan.engine.fact.stories import Stories
from duikan.engine.meaning.measures import digits, value_key
from duikan.engine.memory import Memory
from duikan.engine.values import Stated

Pair = tuple[int, int]

PLANS = frozenset(("target", "planned", "estimate"))
_WINDOW = 24
_SMALL = 120
_CONVERTED = 3  # digits that no two measures share by chance
_MEMBERS_ASKED = 12


def why(a: Stated, b: Stated, stories: Stories | None = None, topics: Topics | None = None) -> Parts:
    """What speaks for and against two mentions being one fact, as named parts that add up to the last, "score".

    From nought up they are one. Of two tellings of one event the parts are the weighed evidence of that event, else
    the likeness of their words; a rule that forbids it stands alone.
    """
    told = stories.evidence(a, b) if stories else ()
    return told or added(a, b, topics)


def brought_together(stated: Sequence[Stated], stories: Stories) -> Callable[[Stated, Stated], bool]:
    """Tells of any two whether they are weighed against each other at all: of one block, or of one event."""
    found = [one for one in stated if not one.mention.nominal]
    pairs = {(a.id, b.id) for block in _blocks(found).values() for a, b in _pairs(block)}
    events = frozenset(stories.events())

    def weighed(a: Stated, b: Stated) -> bool:
        if a.mention.nominal or b.mention.nominal:
            return False
        ids, articles = sorted((a.id, b.id)), sorted((a.article, b.article))
        return (ids[0], ids[1]) in pairs or (
            (articles[0], articles[1]) in events and not never_told(profile(a), profile(b))
        )

    return weighed


def group(
    stated: Sequence[Stated],
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
    stories: Stories | None = None,
    memory: Memory | None = None,
) -> dict[int, int]:
    """The fact of every mention, named by the smallest mention id in it; `stories` if they are told already."""
    found = {one.id: one for one in stated if not one.mention.nominal}
    groups = _Groups(found, apart)
    linked = sorted((min(pair), max(pair)) for pair in together)
    for a, b in linked:
        if a in found and b in found:
            groups.join(a, b)
    kept_apart = groups.kept_apart()
    memory = memory or Memory()
    topics = Topics(found.values(), memory)
    for twins in _twins(found, kept_apart):
        for other in twins[1:]:
            groups.join(twins[0].id, other.id)
    heads = {id_: one for id_, one in found.items() if id_ in kept_apart or groups.root(id_) == id_}
    stories = stories or Stories(found.values(), memory)
    for _, a, b in sorted(_edges(heads, topics, memory, frozenset(stories.events()))):
        groups.join_if_consistent(a, b)
    told = stories.aligned
    for _, a, b in sorted((-score, *pair) for pair, score in told.items()):
        groups.join_told(a, b)
    facts = groups.named()
    return {one.id: facts.get(one.id, one.id) for one in stated}


def _twins(found: Mapping[int, Stated], kept_apart: Container[int]) -> Iterable[list[Stated]]:
    """Mentions that say the same in the same words: one fact without further question."""
    alike: dict[tuple[object, ...], list[Stated]] = defaultdict(list)
    for id_ in sorted(found):
        one = found[id_]
        features, q = profile(one), one.mention.quantity
        if features.phrase and features.context and id_ not in kept_apart:
            key = (id(features), value_key(one.mention), q.low_open, q.high_open, one.mention.aggregate)
            alike[key].append(one)
    return alike.values()


def _edges(
    found: Mapping[int, Stated], topics: Topics, memory: Memory, events: Container[Pair]
) -> list[tuple[float, int, int]]:
    """Likely pairs, best first: (minus score, smaller id, larger id)."""
    edges: dict[Pair, float] = {}
    for key, block in _blocks(found.values()).items():
        if len(block) > 1:
            edges.update(memory.once(("block", key), topics.made_of(*block), partial(_likely, block, topics)))
    likely = ((-score, found[a], found[b]) for (a, b), score in edges.items())
    return [(score, a.id, b.id) for score, a, b in likely if not _left_to_story(a, b, events)]


def _likely(block: list[Stated], topics: Topics) -> list[tuple[Pair, float]]:
    """The pairs of one block that are likely one fact, with their scores."""
    scored = (((a.id, b.id), _score(a, b, topics)) for a, b in _pairs(block))
    return [(pair, score) for pair, score in scored if score >= ENOUGH]


def _left_to_story(a: Stated, b: Stated, events: Container[Pair]) -> bool:
    """Two values in two tellings of one event: there what is held against each other says whether they are one."""
    told = (min(a.article, b.article), max(a.article, b.article)) in events
    return told and value_likeness(a.mention, b.mention) < ALIKE


def _score(a: Stated, b: Stated, topics: Topics) -> float:
    if a.article == b.article and a.sentence == b.sentence and not _restated(a, b):
        return 0.0
    if not _kinds_meet(a, b) or _hopeless(a, b):
        return 0.0
    differ = value_likeness(a.mention, b.mention) < ALIKE
    if differ and _other_question(a, b):
        return 0.0
    score, _ = likeness(a, b, topics)
    return 0.0 if differ and score < STRONG else round(score, 6)


def _hopeless(a: Stated, b: Stated) -> bool:
    """Most pairs: the values differ, and what is counted is so unlike that nothing else can make one fact of them."""
    if value_likeness(a.mention, b.mention) >= ALIKE:
        return False
    p, q = profile(a), profile(b)
    if not p.phrase and not q.phrase:
        return False  # whose they are may speak for them
    measured = p.head == q.head and len(p.head) > 1 and p.phrase != q.phrase
    return not measured and phrase_likeness(p.phrase, q.phrase, p.bigrams, q.bigrams) < LEAST_ALIKE


def _other_question(a: Stated, b: Stated) -> bool:
    """Two values of two times, or in one article of plan and fact."""
    m, n = a.mention, b.mention
    if meet(m.period, n.period).meeting == "other":
        return True
    return a.article == b.article and (m.modality in PLANS) != (n.modality in PLANS)


def _restated(a: Stated, b: Stated) -> bool:
    """Two numbers of one sentence are one fact only if they are the same number of the same thing, or it converted."""
    x, y = a.mention, b.mention
    if x.quantity.unit != y.quantity.unit:
        return min(digits(x), digits(y)) >= _CONVERTED and agrees(bounds_of(x), bounds_of(y))
    return value_key(x) == value_key(y) and profile(a).phrase == profile(b).phrase


def _kinds_meet(a: Stated, b: Stated) -> bool:
    """New and cumulative are one fact only where they give the same number; a rate is never a level."""
    x, y = a.mention, b.mention
    if (x.aggregate == "rate") != (y.aggregate == "rate"):
        return False
    if "cumulative" in (x.aggregate, y.aggregate) and x.aggregate != y.aggregate:
        return value_key(x) == value_key(y)
    return True


def _blocks(stated: Iterable[Stated]) -> dict[tuple[object, ...], list[Stated]]:
    """Mentions that share a sort of number and the end or the start of what is counted."""
    blocks: dict[tuple[object, ...], list[Stated]] = defaultdict(list)
    for one in stated:
        features = profile(one)
        for key in _keys(one, features):
            blocks[key].append(one)
    return blocks


def _keys(one: Stated, features: Profile) -> set[tuple[object, ...]]:
    phrase, kind = features.phrase, features.kind
    keys: set[tuple[object, ...]] = {(kind, "v", value_key(one.mention))}
    if phrase:
        keys |= {(kind, "e", phrase[-2:]), (kind, "s", phrase[:2]), (kind, "e", features.head[-2:])}
    elif features.owner:
        keys.add((kind, "o", features.owner[:2]))
    return keys


def _pairs(block: list[Stated]) -> Iterable[tuple[Stated, Stated]]:
    """All pairs of a small block; in a large one the neighbours by what is counted."""
    if len(block) <= _SMALL:
        ordered = sorted(block, key=lambda one: one.id)
        width = len(ordered)
    else:
        ordered = sorted(block, key=_order)
        width = _WINDOW
    for i, a in enumerate(ordered):
        for b in ordered[i + 1 : i + width]:
            yield (a, b) if a.id < b.id else (b, a)


def _order(one: Stated) -> tuple[object, ...]:
    features = profile(one)
    return features.phrase[::-1], features.place, features.owner, one.id


class _Groups:
    """Disjoint sets of mentions that remember what they must not hold together."""

    def __init__(self, found: Mapping[int, Stated], apart: Iterable[Pair]) -> None:
        self._found = found
        self._parent = {id_: id_ for id_ in found}
        self._members = {id_: [id_] for id_ in found}
        self._apart: dict[int, set[int]] = defaultdict(set)
        for a, b in apart:
            self._apart[a].add(b)
            self._apart[b].add(a)

    def kept_apart(self) -> Container[int]:
        """The mentions an editor parted from others."""
        return self._apart.keys()

    def root(self, id_: int) -> int:
        while self._parent[id_] != id_:
            self._parent[id_] = self._parent[self._parent[id_]]
            id_ = self._parent[id_]
        return id_

    def join(self, a: int, b: int) -> None:
        """Puts two groups together, whatever the rules say."""
        x, y = sorted((self.root(a), self.root(b)))
        if x != y:
            self._parent[y] = x
            self._members[x] += self._members.pop(y)

    def join_if_consistent(self, a: int, b: int) -> None:
        """Puts two groups together unless some two of their members cannot be one fact."""
        x, y = self.root(a), self.root(b)
        if x != y and self._consistent(x, y):
            self.join(x, y)

    def join_told(self, a: int, b: int) -> None:
        """The same for two numbers that stand for each other in two tellings: one article gives one value of a fact."""
        x, y = self.root(a), self.root(b)
        if x == y or self._kept_apart_from(x, y):
            return
        if any(never_told(p, q) for p in self._profiles(x) for q in self._profiles(y)):
            return
        said, told = self._values(x), self._values(y)
        own = {self._found[a].article} if self._found[a].article == self._found[b].article else set[int]()
        if all(said[article] & told[article] for article in (said.keys() & told.keys()) - own):
            self.join(x, y)

    def _consistent(self, x: int, y: int) -> bool:
        if self._kept_apart_from(x, y):
            return False
        return not any(never(p, q) for p in self._profiles(x) for q in self._profiles(y))

    def _kept_apart_from(self, x: int, y: int) -> bool:
        """True when an editor parted a member of the one from a member of the other."""
        if not self._apart:
            return False
        return any(self._apart[i] & set(self._members[y]) for i in self._members[x] if i in self._apart)

    def _values(self, root: int) -> dict[int, set[tuple[int | None, ...]]]:
        """What each article says of a fact."""
        values: dict[int, set[tuple[int | None, ...]]] = defaultdict(set)
        for id_ in self._members[root]:
            one = self._found[id_]
            values[one.article].add(value_key(one.mention))
        return values

    def _profiles(self, root: int) -> list[Profile]:
        known: dict[int, Profile] = {}
        for id_ in self._members[root]:
            features = profile(self._found[id_])
            known.setdefault(id(features), features)
            if len(known) >= _MEMBERS_ASKED:
                break
        return list(known.values())

    def named(self) -> dict[int, int]:
        """Each mention's fact, by the smallest id of its group."""
        return {id_: min(members) for members in self._members.values() for id_ in members}
