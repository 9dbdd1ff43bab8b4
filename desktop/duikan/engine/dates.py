"""When something happens is a fact too: one event of one thing, told with two dates that cannot both be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from duikan.engine.periods import meet, time_said
from duikan.engine.places import tie
from duikan.engine.subjects import clean, key_phrase
from duikan.engine.values import Conflict, Reason, TimeMention, mention_id

_SHORTEST = 3
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


def find_dates(milestones: Iterable[Milestone]) -> list[Conflict]:
    """Events of one thing with two dates: compared by event, then by what it happens to."""
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
