"""One day of one event, told in like words with two dates: 单场最高出现在10月18日, 入场最多的一仗是10月19日."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from duikan.engine.dates import Milestone, is_a_day, meets, stretch
from duikan.engine.likeness import bigrams
from duikan.engine.stories import Stories

_MOST = 24
_SAID = frozenset(("发布", "通过", "签约"))  # a day on which something was said
_MONTH, _NEAR = 31, 340
_WEEK = 10
_ENOUGH, _NEAR_ENOUGH, _COMMON, _LEAST = 0.45, 0.25, 3, 2.0

Pair = tuple[Milestone, Milestone]


def find_days(milestones: Iterable[Milestone], stories: Stories) -> Iterator[Pair]:
    """Days that stand for each other in two tellings of one event and are not one, each article's day only once."""
    told: dict[int, list[Milestone]] = defaultdict(list)
    for one in milestones:
        if is_a_day(one) and _is_fine(one) and one.time.event not in _SAID and len(one.words) > _COMMON:
            told[one.article].append(one)
    for article, other in stories.events():
        yield from _held(told.get(article, [])[:_MOST], told.get(other, [])[:_MOST])


def _is_fine(one: Milestone) -> bool:
    first, last = stretch(one)
    return (last - first).days < _MONTH


def _held(here: Sequence[Milestone], there: Sequence[Milestone]) -> Iterator[Pair]:
    alone = [one for one in here if not any(meets(one, other) for other in there)]
    others = [other for other in there if not any(meets(one, other) for one in here)]
    if not alone or not others:
        return
    rarity = Counter(gram for one in (*here, *there) for gram in bigrams(one.words))
    scored = [(_likeness(one, other, rarity), one, other) for one in alone for other in others if _near(one, other)]
    best: dict[int, float] = defaultdict(float)
    for score, one, other in scored:
        best[one.id], best[other.id] = max(best[one.id], score), max(best[other.id], score)
    for score, one, other in scored:
        asked = _NEAR_ENOUGH if _apart(one, other) <= _WEEK else _ENOUGH
        if score >= asked and score == best[one.id] == best[other.id]:
            yield one, other


def _near(a: Milestone, b: Milestone) -> bool:
    if a.time.event and b.time.event and a.time.event != b.time.event:
        return False
    return _apart(a, b) <= _NEAR


def _apart(a: Milestone, b: Milestone) -> int:
    (a_first, a_last), (b_first, b_last) = stretch(a), stretch(b)
    return (b_first - a_last).days if a_last < b_first else (a_first - b_last).days


def _likeness(a: Milestone, b: Milestone, rarity: Counter[str]) -> float:
    """0..1: how much of the words around the one day stands around the other; words of many days count little."""
    x, y = bigrams(a.words), bigrams(b.words)
    common = x & y
    if len(common) < _COMMON:
        return 0.0
    weigh = {gram: 1 / max(1, rarity[gram] - 1) for gram in x | y}
    whole = min(sum(weigh[gram] for gram in x), sum(weigh[gram] for gram in y))
    return sum(weigh[gram] for gram in common) / max(whole, _LEAST)
