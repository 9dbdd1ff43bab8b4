"""How likely two mentions answer one question: features of each, a score of named parts, and what forbids it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import chain
from operator import add
from typing import cast

from duikan.engine.fact.bounds import agrees, bounds_of, disjoint_bounds, power_of_ten, surely_apart
from duikan.engine.fact.named import labels
from duikan.engine.meaning.measures import digits, kind_of, value_key
from duikan.engine.meaning.places import tie
from duikan.engine.meaning.subjects import clean, general, key_phrase, split_measure
from duikan.engine.memory import Memory
from duikan.engine.number.units import dimension
from duikan.engine.phrasebook import any_of, table, words
from duikan.engine.values import Mention, Stated

Parts = tuple[tuple[str, float], ...]

ENOUGH = 0.6  # one fact
ALIKE = 0.3  # values alike enough to speak for one fact
_MAGNITUDE = 0.29  # two digits and a factor of ten: tells only where the noun agrees too
_SAME_NOUN, _SAME_NUMBER, _BOTH = 0.75, 0.6, 0.06
_STRANGE = 0.3
STRONG = 0.68  # one fact surely enough to say that two values disagree
_PHRASE = 0.52
LEAST_ALIKE = 1 - (1 - STRONG + 0.001) / _PHRASE  # phrases less alike are no one fact, however alike all else is
# What stands between a thing and its rank: 出口额|位居全国, 海城队|积分榜排.
_OF_A_LIST = re.compile(
    r"(?:(?<!大学)(?:积分榜|联赛|排行榜|榜单)|位居|位列|名列|排名|排在|跻身|高居|稳居|跃居|[排居列])+(?=全国|全省|全市|全球|世界|$)"
)
_OWNER_TAIL = re.compile(r"(?:股份)?有限(?:责任)?公司$|公司$|集团$")


@dataclass(frozen=True, slots=True)
class Profile:
    """What grouping compares of one mention."""

    kind: str
    phrase: str
    holder: str  # the part of the phrase that says whose measure it is
    head: str
    bigrams: frozenset[str]
    owner: str
    context: frozenset[str]
    place: str  # as the sentence names it
    about: str  # or as the article is about it
    scope: str
    near: frozenset[tuple[int, str]]
    around: frozenset[tuple[int, str]]
    parts: frozenset[str]
    unit: str
    labels: frozenset[tuple[str, str]]


@cache
def _rivals() -> tuple[dict[str, tuple[int, ...]], re.Pattern[str]]:
    of: dict[str, tuple[int, ...]] = {}
    for index, row in enumerate(rival_rows()):
        for word in (word.rstrip("*") for word in row):
            of[word] = (*of.get(word, ()), index)
    return of, re.compile(any_of(of))


@cache
def rival_rows() -> tuple[tuple[str, ...], ...]:
    """The rows of words that stand against each other: (男, 女); one with * is the word for the whole."""
    rows = table("aliases")["apart"]
    assert isinstance(rows, list)
    return tuple(tuple(str(row).split()) for row in rows)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]


@cache
def _part_words() -> re.Pattern[str]:
    return re.compile(any_of(words("aliases", "parts")))


def _found_rivals(text: str) -> frozenset[tuple[int, str]]:
    of, pattern = _rivals()
    return frozenset((row, word) for word in pattern.findall(text) for row in of[word])


@lru_cache(maxsize=8192)
def bigrams(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters; of one character itself."""
    return frozenset(map(add, text, text[1:])) or (frozenset((text,)) if text else frozenset())


_PROFILES: dict[tuple[object, ...], Profile] = {}


def profile(stated: Stated) -> Profile:
    """The features of one mention; equal mentions share one."""
    kept = stated.mention.kept
    known = kept.get(profile)
    if known is None:
        known = kept[profile] = _profile_of(stated.mention, labels(stated))
    return cast(Profile, known)


def _profile_of(m: Mention, named: frozenset[tuple[str, str]]) -> Profile:
    said = m.place if any(proof.part == "place" for proof in m.evidence) else ""
    key = (kind_of(m), m.subject, m.measure, m.owner, m.context, said, m.place, m.scope, m.quantity.unit, m.event)
    known = _PROFILES.get((key, named))
    if known is None:
        if len(_PROFILES) > 300_000:
            _PROFILES.clear()
        known = _PROFILES[key, named] = _profile(m, key[0], said, named)
    return known


def _profile(m: Mention, kind: str, said: str, named: frozenset[tuple[str, str]]) -> Profile:
    phrase = _phrase(m)
    own = clean(m.subject + m.measure)
    if m.event in ("升", "降", "原") and m.aggregate != "rate":
        kind = f"{kind} {'base' if m.event == '原' else 'change'}"
    owner = _OWNER_TAIL.sub("", key_phrase(m.owner))
    if owner and phrase and (owner in phrase or phrase in owner or owner[:2] == phrase[:2]):
        owner = owner.replace(phrase, "") if phrase in owner else ""
    near = _found_rivals(own) or _found_rivals(m.event)
    holder, head = split_measure(phrase)
    return Profile(
        kind, phrase, holder, head, bigrams(phrase), owner, bigrams(key_phrase(m.context)), said, m.place, m.scope,
        near, _found_rivals(m.context), frozenset(_part_words().findall(own + m.scope)), m.quantity.unit, named,
    )  # fmt: skip


def _phrase(m: Mention) -> str:
    """What is counted, as compared: the noun, the measure where it is more than a general word."""
    subject, measure = key_phrase(m.subject), key_phrase(m.measure)
    if subject in general():
        subject = ""
    if measure in general() and subject:
        measure = ""
    unit = m.quantity.unit
    if m.aggregate == "rank":
        measure = _OF_A_LIST.sub("", measure) or measure
    if not subject and not measure and len(unit) >= 2 and kind_of(m) == "count":
        return key_phrase(unit)
    return subject + measure


def never(a: Profile, b: Profile) -> str:
    """The code of what keeps two mentions from being one fact whatever their values; "" when nothing does."""
    if a.kind != b.kind:
        return "other_kind"
    if tie(a.place, b.place) == "apart":
        return "other_place"
    if clash(a.near, b.near):
        return "rival"
    return "rival" if clash(_bases(a), _bases(b)) else ""


def never_told(a: Profile, b: Profile) -> str:
    """The same of two numbers that stand for each other in two tellings of one event: there words may differ."""
    one, other = a.kind.partition(" ")[0], b.kind.partition(" ")[0]
    return "other_kind" if one != other and {one, other} != {"count", "occasions"} else ""


def forbidden(a: Profile, b: Profile) -> str:
    """The code of what keeps two mentions with different values from being one fact; "" when nothing does."""
    stop = never(a, b)
    if stop or named_apart(a, b):
        return stop or "other_name"
    if tie(a.place or a.about, b.place or b.about) == "within":
        return "whole_part"
    if a.scope and b.scope and a.scope != b.scope and not (a.scope.startswith("全") and b.scope.startswith("全")):
        return "other_part"
    settled = {row for row, _ in a.near & b.near}
    if clash(_without(a.around, settled), _without(b.around, settled)):
        return "rival"
    return "whole_part" if a.parts != b.parts else ""


def named_apart(a: Profile, b: Profile) -> bool:
    """8号线 and 9号线, 甲市 and 乙市, 东湖医院 and 西山医院: two of one sort, each called by its own name."""
    return clash(a.labels, b.labels)


def _bases(p: Profile) -> frozenset[tuple[int, str]]:
    """Against what a rate is taken: 同比 or 环比."""
    return p.around and frozenset(pair for pair in p.around if pair[1] in ("同比", "环比"))


def _without(pairs: frozenset[tuple[int, str]], rows: set[int]) -> frozenset[tuple[int, str]]:
    return frozenset(pair for pair in pairs if pair[0] not in rows)


def clash(a: AbstractSet[tuple[object, str]], b: AbstractSet[tuple[object, str]]) -> bool:
    """True when a row of rivals has words on both sides and none in common."""
    if not a or not b:
        return False
    rows = {row for row, _ in a} & {row for row, _ in b}
    return any(not ({w for r, w in a if r == row} & {w for r, w in b if r == row}) for row in rows)


def _dice(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _in_order(short: str, long: str) -> bool:
    """True when the short one's characters stand in the long one in that order: 充电站 in 充电换电站."""
    rest = iter(long)
    return all(char in rest for char in short)


def phrase_likeness(a: str, b: str, a_grams: frozenset[str], b_grams: frozenset[str]) -> float:
    """0..1 for two compared phrases: equal, one the end of the other, an abbreviation, or alike by characters."""
    if not a or not b:
        return 0.35 if not a and not b else 0.25
    if a == b:
        return (0.4, 0.75, 1.0)[min(len(a), 3) - 1]
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) >= 2 and (long.endswith(short) or long.startswith(short)):
        return 0.82 if len(short) >= 3 else 0.7
    ends_meet = short[-2:] == long[-2:] or (len(short) > 3 and short[-1] == long[-1] and short[:2] == long[:2])
    if len(short) >= 3 and ends_meet and _in_order(short, long):
        return 0.85
    if len(short) == 2 and short[0] == long[0] and _in_order(short, long):
        return 0.6
    dice = _dice(a_grams, b_grams)
    if short in long and len(short) >= 3:
        return 0.72
    return 0.3 + 0.65 * dice if a[-2:] == b[-2:] and dice >= 0.34 else 0.6 * dice


def owner_likeness(a: str, b: str) -> float:
    """0..1 for whose number it is; a half where one of them does not say."""
    if not a or not b:
        return 0.5
    if a == b:
        return 1.0
    if a in b or b in a or _in_order(*sorted((a, b), key=len)):
        return 0.85
    return _dice(bigrams(a), bigrams(b))


class Topics:
    """How much two articles are about the same: shared bigrams of what stands around their numbers."""

    def __init__(self, stated: Iterable[Stated], memory: Memory | None = None) -> None:
        self._memory = memory or Memory()
        self._members: dict[int, list[Stated]] = defaultdict(list)
        for one in stated:
            self._members[one.article].append(one)
        self._bags: dict[int, frozenset[str]] = {}
        self._known: dict[tuple[int, int], float] = {}

    def _bag(self, article: int) -> frozenset[str]:
        """The words of one article, gathered when they are first asked for."""
        bag = self._bags.get(article)
        if bag is None:
            members = self._members.get(article, ())
            bag = self._memory.once(("bag", article), tuple(members), partial(_bag_of, members))
            self._bags[article] = bag
        return bag

    def made_of(self, *members: Stated) -> tuple[object, ...]:
        """All that a comparison of these numbers depends on: themselves, and what their articles are about."""
        return (*members, *(self._bag(one.article) for one in members))

    def likeness(self, a: Stated, b: Stated) -> float:
        """0..1; 1 within an article and its boxes."""
        if a.article == b.article or (a.family == b.family and a.family >= 0):
            return 1.0
        pair = (a.article, b.article) if a.article < b.article else (b.article, a.article)
        known = self._known.get(pair)
        if known is None:
            x, y = self._bag(pair[0]), self._bag(pair[1])
            known = self._known[pair] = min(1.0, 4 * len(x & y) / (min(len(x), len(y)) or 1))
        return known


def _bag_of(members: Sequence[Stated]) -> frozenset[str]:
    words = [profile(one).context for one in members]
    words += [bigrams(key_phrase(title)) for title in {one.title for one in members}]
    return frozenset(chain.from_iterable(words))


def likeness(a: Stated, b: Stated, topics: Topics | None = None) -> tuple[float, Parts]:
    """How likely two mentions are one fact, 0..1, with the named parts it is made of."""
    p, q = profile(a), profile(b)
    value = value_likeness(a.mention, b.mention)
    stop = never(p, q) if value >= ALIKE else forbidden(p, q)
    if stop:
        return 0.0, ((stop, 0.0),)
    phrase = phrase_likeness(p.phrase, q.phrase, p.bigrams, q.bigrams)
    if not p.phrase and p.owner == q.owner and not q.phrase and len(p.owner) > 3:
        phrase = 0.95
    if p.head == q.head and p.phrase != q.phrase and len(p.head) >= 2 and p.head != p.phrase + q.phrase:
        phrase = max(phrase if value >= ALIKE else 0.0, _measured_alike(a, b, p, q))
    elif value < ALIKE and 0.8 <= phrase < 1.0:
        phrase = _qualified(a, b, p, q, phrase)
    if value == _MAGNITUDE:
        value = 0.75 if phrase >= 0.7 else 0.0
    owner = owner_likeness(p.owner, q.owner)
    if value < ALIKE and a.article == b.article and p.owner and q.owner and owner < _STRANGE:
        return 0.0, (("other_owner", 0.0),)
    context = _dice(p.context, q.context)
    if phrase == 0.75 and (owner > 0.5 or context >= 0.2):
        phrase = 0.95
    topic = (topics or Topics((a, b))).likeness(a, b)
    place = _place_likeness(p, q)
    alike = _PHRASE * phrase + 0.12 * owner + 0.14 * context + 0.14 * topic + 0.08 * place
    score = alike if value < ALIKE else 0.32 * alike + 0.3 * topic + 0.4 * value
    if phrase >= _SAME_NOUN and value >= _SAME_NUMBER:
        score += _BOTH
    parts = (
        ("subject", round(phrase, 3)), ("owner", round(owner, 3)), ("context", round(context, 3)),
        ("place", place), ("topic", round(topic, 3)), ("value", value), ("score", round(score, 3)),
    )  # fmt: skip
    return min(score, 1.0), parts


def added(a: Stated, b: Stated, topics: Topics | None = None) -> Parts:
    """What each part of the likeness adds to being one fact, and last the "score": below nought they are two.

    "base" is what all of it must make up for; a rule that forbids stands alone.
    """
    told = dict(parts := likeness(a, b, topics)[1])
    if "value" not in told:
        return (*parts, ("score", -ENOUGH))
    alike = told["value"] >= ALIKE
    whole = 0.32 if alike else 1.0
    weights = {"subject": 0.52 * whole, "owner": 0.12 * whole, "context": 0.14 * whole, "place": 0.08 * whole}
    weights |= {"topic": 0.14 * whole + (0.3 if alike else 0.0), "value": 0.4 if alike else 0.0}
    found = {name: told[name] * weight for name, weight in weights.items()}
    line = ENOUGH if alike else STRONG
    found["noun_and_value"] = told["score"] - sum(found.values())
    weighed = sorted(((name, round(part, 2)) for name, part in found.items()), key=lambda row: -row[1])
    return (*(row for row in weighed if row[1]), ("base", -line), ("score", round(told["score"] - line, 2)))


def _qualified(a: Stated, b: Stated, p: Profile, q: Profile, phrase: float) -> float:
    """建造业失业率 is not 失业率, unless the other's owner, clause or title speaks of 建造业 too."""
    (long, _), (short, other) = sorted(((p, a), (q, b)), key=lambda side: -len(side[0].phrase))
    rest = long.phrase.replace(short.phrase, "", 1) if short.phrase in long.phrase else ""
    grams = bigrams(rest)
    if len(rest) < 2 or not grams:
        return phrase
    around = short.context | bigrams(short.owner) | bigrams(key_phrase(other.title))
    return 0.95 if 2 * len(grams & around) >= len(grams) else 0.5


def _measured_alike(a: Stated, b: Stated, p: Profile, q: Profile) -> float:
    """Two measures of one name: as alike as those whose they are (宣绩高铁全长 and 线路全长 of that line)."""
    if p.holder and q.holder:
        return 0.3 + 0.7 * owner_likeness(p.holder, q.holder)
    named, other, bare = (p, b, q) if p.holder else (q, a, p)
    around = bare.context | bigrams(bare.owner) | bigrams(key_phrase(other.title))
    grams = bigrams(named.holder)
    return 0.95 if 2 * len(grams & around) >= len(grams) else 0.5


def _place_likeness(p: Profile, q: Profile) -> float:
    if p.place and p.place == q.place:
        return 1.0
    return 0.0 if tie(p.place or p.about, q.place or q.about) == "apart" else 0.6


def _units_alike(a: Mention, b: Mention) -> bool:
    x, y = a.quantity.unit, b.quantity.unit
    one, other = dimension(x), dimension(y)
    return one == other or not x or not y or (one.startswith("money") and other.startswith("money"))


def value_likeness(a: Mention, b: Mention) -> float:
    """0 where the values differ; the more digits agree, the nearer to 1, a factor of ten or 萬 left aside."""
    printed = a.quantity.low is not None and value_key(a) == value_key(b)
    if not printed and surely_apart(a, b):
        return 0.0
    x, y = bounds_of(a), bounds_of(b)
    size = min(digits(a), digits(b))
    if printed or (x.point == y.point and x.is_range == y.is_range and x.point is not None):
        return (0.0, 0.35, 0.75, 1.0)[min(size, 3)] * (1.0 if _units_alike(a, b) else 0.85)
    if x.point is None or y.point is None:
        return 0.0
    if size >= 2 and power_of_ten(x, y):
        return 0.85 if size >= 3 else _MAGNITUDE
    close = agrees(x, y) and size >= 2
    return 0.6 if close else 0.25 if not disjoint_bounds(x, y) and size >= 1 else 0.0
