"""When something happens is a fact too: one event of one thing, told with two dates that cannot both be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from duikan.engine.likeness import bigrams
from duikan.engine.periods import meet, time_said
from duikan.engine.places import tie
from duikan.engine.stories import Stories
from duikan.engine.subjects import clean, key_phrase
from duikan.engine.values import Conflict, Reason, TimeMention, mention_id

_SHORTEST = 3
_MONTH, _YEAR = 31, 400
_OPENING = frozenset(("启用", "开业", "开放", "开幕", "通车", "投产", "交付", "上市", "上映"))
_STAGES = frozenset(("竣工", "封顶", "签约", "获批"))
# Told of anything on any day: two dates of these are two happenings.
_COMMON = frozenset(("发布", "举行", "完成", "启动", "签约", "通过", "开放"))


@dataclass(frozen=True, slots=True)
class Milestone:
    """A time that says when something happens, with its article."""

    article: int
    family: int
    time: TimeMention
    place_in: str = "body"

    @property
    def id(self) -> int:
        return mention_id(self.article, self.time.span.start)


def find_dates(milestones: Iterable[Milestone], stories: Stories | None = None) -> list[Conflict]:
    """Events of one thing with two dates: compared by event, then by what it happens to.

    Where two articles tell one event (`stories`) and each gives but one date for a happening, it is the same thing.
    """
    numbered = list(milestones)
    named = _named_alike(numbered)
    told = _told_alike(numbered, stories) if stories else []
    known = {conflict.members for conflict in named}
    return [*named, *(conflict for conflict in told if conflict.members not in known)]


def _named_alike(milestones: Iterable[Milestone]) -> list[Conflict]:
    blocks: dict[str, list[Milestone]] = defaultdict(list)
    for one in milestones:
        if (
            one.time.event not in _COMMON
            and one.time.event
            and _names(one.time.subject)
            and one.time.period.start is not None
        ):
            blocks[one.time.event].append(one)
    found: list[Conflict] = []
    for event in sorted(blocks):
        found += _of_event(sorted(blocks[event], key=lambda one: one.id))
    return found


def _told_alike(milestones: Sequence[Milestone], stories: Stories) -> list[Conflict]:
    articles: dict[tuple[str, int], list[Milestone]] = defaultdict(list)
    for one in milestones:
        happening = _class_of(one.time.event)
        if happening and one.time.period.start is not None and not one.time.period.alternatives:
            articles[happening, one.article].append(one)
    by_happening: dict[str, list[int]] = defaultdict(list)
    for happening, article in sorted(articles):
        by_happening[happening].append(article)
    found: list[Conflict] = []
    for article, other in stories.events():
        for happening in sorted(by_happening):
            a, b = _only_date(articles.get((happening, article))), _only_date(articles.get((happening, other)))
            if a is not None and b is not None and _two_days(a, b):
                found.append(_conflict(a, b))
    return found


def _class_of(event: str) -> str:
    """The sort of happening: what opens begins to serve; "" for what is told of anything."""
    if event in _OPENING:
        return "启用"
    return "" if event in _COMMON else event


def _only_date(members: list[Milestone] | None) -> Milestone | None:
    """The one date an article gives for a happening; None where it gives several, or none to the day or month."""
    fine = [one for one in members or () if _days(one) <= _MONTH and not _roughly(one)]
    return fine[0] if fine and len({one.time.period.start for one in fine}) == 1 else None


def _roughly(one: Milestone) -> bool:
    """月底, 年初: a stretch without bounds, whatever day stands for it."""
    return one.time.surface.endswith(("底", "初", "中", "末", "旬"))


def _days(one: Milestone) -> int:
    start, end = one.time.period.start, one.time.period.end
    if start is None:
        return _MONTH + 1
    return (end - start).days + 1 if end is not None else 1


def _two_days(a: Milestone, b: Milestone) -> bool:
    """Two dates of one grain that are not one: not a day against its month, not apart by years."""
    p, q = a.time.period, b.time.period
    if p.start is None or q.start is None or (_days(a) > 1) != (_days(b) > 1):
        return False
    x, y = bigrams(key_phrase(a.time.subject)), bigrams(key_phrase(b.time.subject))
    strangers = bool(x and y) and not x & y
    return p.start != q.start and abs((p.start - q.start).days) <= _YEAR and not (strangers and a.time.event in _STAGES)


def _names(subject: str) -> bool:
    """True for a subject that tells one thing from others: a name in quotes, or more than a common noun."""
    return subject[:1] in ("「", "“") or len(key_phrase(subject)) >= _SHORTEST


def _of_event(members: Sequence[Milestone]) -> list[Conflict]:
    found: list[Conflict] = []
    by_end: dict[str, list[Milestone]] = defaultdict(list)
    for one in members:
        by_end[key_phrase(one.time.subject)[-2:]].append(one)
    for alike in by_end.values():
        for i, a in enumerate(alike[:200]):
            found += [_conflict(a, b) for b in alike[i + 1 : i + 40] if _differ(a, b)]
    return found


def _differ(a: Milestone, b: Milestone) -> bool:
    x, y = key_phrase(a.time.subject), key_phrase(b.time.subject)
    same = x == y or (min(len(x), len(y)) >= _SHORTEST + 1 and (x.endswith(y) or y.endswith(x)))
    if not same or tie(a.time.place, b.time.place) == "apart":
        return False
    when = meet(a.time.period, b.time.period)
    apart = _disjoint(a, b) if not when.depends else False
    return apart and (a.article != b.article or a.place_in != b.place_in)


def _disjoint(a: Milestone, b: Milestone) -> bool:
    p, q = a.time.period, b.time.period
    if _roughly(a) or _roughly(b):
        return False
    if p.alternatives or q.alternatives or not (p.start and p.end and q.start and q.end):
        return False
    return p.end < q.start or q.end < p.start


def _conflict(a: Milestone, b: Milestone) -> Conflict:
    values = {
        "subject": clean(a.time.subject), "event": a.time.event, "a_where": a.place_in, "b_where": b.place_in,
        "a_time": time_said(a.time.period, a.time.surface), "b_time": time_said(b.time.period, b.time.surface),
    }  # fmt: skip
    spots = ((a.article, a.time.span), (b.article, b.time.span))
    return Conflict("date", "high", "open", (a.id, b.id), spots, Reason("date", values))
