"""Days of one event told by two papers: which of them stand for each other, by named evidence, and are not one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from duikan.engine.conflict.dates import excused, moved_days
from duikan.engine.conflict.milestones import Milestone, apart, meets, told_apart
from duikan.engine.fact.likeness import bigrams
from duikan.engine.fact.stories import Stories
from duikan.engine.fact.telling import matters
from duikan.engine.meaning.subjects import key_phrase

_MOST = 24
_SAID = frozenset(("发布", "通过", "签约"))  # a day on which something was said
_BEGINS = frozenset(("启用", "开幕", "生效", "启动", "开考", "开学", "开庭", "开工", "起"))
_ENDS = frozenset(("闭幕", "结束", "截止", "到期", "废止", "竣工", "止"))
_NO_HAN = re.compile(r"[^\u4e00-\u9fff]+")
_MOST_NOTES, _ALIKE, _AS_GOOD_AS_EQUAL = 16, 0.35, 0.8
_BYGONE = ("去年", "上年", "前年", "往年", "同期")
_FAR = 400
_FEW, _WEEK, _MONTH, _SEASON, _YEAR = 3, 10, 31, 100, 370
_LINE = 2.5
_WEIGHTS = {
    "event": 2.0, "event_near": 0.8, "event_other": -2.5, "thing": 1.5, "words": 3.0, "matters": 0.4,
    "figures": 1.2, "thing_other": -0.6, "near": 0.5, "nearest": 0.5, "slip": 0.5,
}  # fmt: skip

Pair = tuple[Milestone, Milestone]
Evidence = dict[str, float]


def find_days(milestones: Iterable[Milestone], stories: Stories) -> Iterator[Pair]:
    """Days that stand for each other in two tellings of one event and are not one, each article's day only once."""
    milestones = list(milestones)
    moved = moved_days(milestones)
    told: dict[int, list[Milestone]] = defaultdict(list)
    for one in milestones:
        if _counts(one):
            told[one.article].append(one)
    events = frozenset(stories.events())
    for article, other in sorted(events | _notes(milestones)):
        match = possible if (article, other) in events else _one_day_of_notes
        for pair in _held(told.get(article, [])[:_MOST], told.get(other, [])[:_MOST], match):
            if not excused(*pair, moved):
                yield pair


def _notes(milestones: Sequence[Milestone]) -> set[tuple[int, int]]:
    """Two notes of a few lines and of the same days in much the same words: they tell one event."""
    said = {one.article: (one.published, bigrams(_NO_HAN.sub("", one.brief))) for one in milestones if one.brief}
    holders: dict[str, list[int]] = defaultdict(list)
    for article, (_, grams) in said.items():
        for gram in grams:
            holders[gram].append(article)
    shared: Counter[tuple[int, int]] = Counter()
    for articles in holders.values():
        if len(articles) <= _MOST_NOTES:
            shared.update(combinations(sorted(articles), 2))
    found: set[tuple[int, int]] = set()
    for (a, b), many in shared.items():
        (day, x), (other, y) = said[a], said[b]
        if day and other and abs((day - other).days) <= _FEW and many >= _ALIKE * min(len(x), len(y)):
            found.add((a, b))
    return found


def _counts(one: Milestone) -> bool:
    """A day that something happens on; a stretch only where a verb says what; no day of a report, none called off."""
    if not one.is_day or one.gone or one.time.event in _SAID or one.report or (one.many and one.length > _MONTH):
        return False
    if one.length <= (_MONTH if one.time.event or _edge(one) or one.brief else _WEEK):
        return True
    return bool(one.time.event) and not _goal(one) and not one.time.surface.startswith(_BYGONE)


def _goal(one: Milestone) -> bool:
    """到2027年建成……座: a year to have built so many by, not the day on which one thing is done."""
    return one.time.event == "竣工" and one.time.period.relation == "by" and one.length > _MONTH


def _held(
    here: Sequence[Milestone], there: Sequence[Milestone], match: Callable[[Milestone, Milestone], bool]
) -> Iterator[Pair]:
    alone = [one for one in here if not any(_answers(one, other) for other in there)]
    others = [other for other in there if not any(_answers(one, other) for one in here)]
    if not alone or not others:
        return
    rarity = Counter(gram for one in (*here, *there) for gram in bigrams(one.words))
    scored = [
        (_weigh(evidence(one, other, rarity)), one, other) for one in alone for other in others if match(one, other)
    ]
    taken: set[int] = set()
    for score, one, other in sorted(scored, key=lambda row: (-row[0], row[1].id, row[2].id)):
        if score >= _LINE and one.id not in taken and other.id not in taken:
            taken |= {one.id, other.id}
            yield one, other


def _answers(one: Milestone, other: Milestone) -> bool:
    """One day told twice: the two can meet, and no verbs set them apart."""
    if not meets(one, other):
        return False
    if abs(one.length - other.length) > _FEW:
        return one.happening == other.happening != "" and max(one.length, other.length) <= _SEASON
    return not (one.happening and other.happening and one.happening != other.happening)


def possible(one: Milestone, other: Milestone) -> bool:
    """False for two that no one would take for one day: years apart, a day and a year, two of a kind."""
    if meets(one, other) or apart(one, other) > _FAR or told_apart(one, other, whole=False):
        return False
    if one.brief and other.brief and not (one.time.event or other.time.event) and one.figures != other.figures:
        return False  # the days of two counts
    fine, coarse = sorted((one.length, other.length))
    return not (fine <= _MONTH < coarse - _MONTH) or one.happening == other.happening != ""


def _one_day_of_notes(one: Milestone, other: Milestone) -> bool:
    """Of two notes without a known verb (with one they are compared by name): but for their days they say the same."""
    if one.time.event or other.time.event or not possible(one, other):
        return False
    x, y = bigrams(one.words), bigrams(other.words)
    return len(x & y) >= _AS_GOOD_AS_EQUAL * max(1, min(len(x), len(y)))


def evidence(one: Milestone, other: Milestone, rarity: Counter[str]) -> Evidence:
    """What speaks for and against two days standing for each other, by name."""
    found: Evidence = {"words": _likeness(one, other, rarity)}
    found[_events(one, other)] = 1.0
    x, y = (bigrams(key_phrase(day.time.subject)) for day in (one, other))
    found["thing"] = len(x & y) / min(len(x), len(y)) if x and y else 0.0
    found["thing_other"] = float(bool(x and y) and not x & y)
    found["matters"] = float(min(3, len(matters(one.words) & matters(other.words))))
    found["figures"] = float(bool(one.figures & other.figures))
    distance = apart(one, other)
    coarse = max(one.length, other.length) > _MONTH
    found["near"], found["nearest"] = float(distance <= (_YEAR if coarse else 10)), float(distance <= 3)
    found["slip"] = float(_slip(one, other))
    return found


def _events(one: Milestone, other: Milestone) -> str:
    a, b = (day.happening or day.time.event or _edge(day) for day in (one, other))
    if not a or not b:
        return "event_untold"
    if a == b:
        return "event"
    return "event_near" if {a, b} <= _BEGINS or {a, b} <= _ENDS else "event_other"


def _edge(one: Milestone) -> str:
    """What a day without a verb is by its own words: 5月15日起, 到1月11日为止."""
    relation, surface = one.time.period.relation, one.time.surface
    if relation == "since":
        return "起"
    return "止" if surface.endswith(("止", "为止")) or surface.startswith(("至", "到")) else ""


def _slip(one: Milestone, other: Milestone) -> bool:
    """The 18th of two months, the 8th and the 18th of one: a digit or a month mistaken."""
    x, y = one.days[0], other.days[0]
    if max(one.length, other.length) > 1:
        return False
    if x.day == y.day and x.month != y.month:
        return True
    return (x.year, x.month) == (y.year, y.month) and (x.day % 10 == y.day % 10 or str(x.day)[::-1] == str(y.day))


def _weigh(found: Evidence) -> float:
    return sum(_WEIGHTS.get(name, 0.0) * value for name, value in found.items())


_COMMON, _LEAST = 3, 2.0


def _likeness(a: Milestone, b: Milestone, rarity: Counter[str]) -> float:
    """0..1: how much of the words around the one day stands around the other; words of many days count little."""
    x, y = bigrams(a.words), bigrams(b.words)
    common = x & y
    if len(common) < _COMMON:
        return 0.0
    weigh = {gram: 1 / max(1, rarity[gram] - 1) for gram in x | y}
    whole = min(sum(weigh[gram] for gram in x), sum(weigh[gram] for gram in y))
    return min(1.0, sum(weigh[gram] for gram in common) / max(whole, _LEAST))
