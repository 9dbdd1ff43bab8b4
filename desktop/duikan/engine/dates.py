"""When something happens is a fact too: one event of one thing, told with two dates that cannot both be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from duikan.engine.likeness import bigrams
from duikan.engine.periods import meet, time_said
from duikan.engine.places import tie
from duikan.engine.stories import Stories
from duikan.engine.subjects import clean, key_phrase
from duikan.engine.values import Conflict, Reason, TimeMention, mention_id

_SHORTEST = 3
_DAYS, _MONTH, _YEAR, _YEARS = 10, 31, 400, 1200
_OPENING = frozenset(("启用", "开业", "开放", "开幕", "通车", "通航", "投产", "交付", "上市", "上映"))
_STAGES = frozenset(("竣工", "封顶", "签约", "获批"))
BEGINNINGS = frozenset(("开工", "奠基", "启动", "成立"))
ENDINGS = frozenset(("竣工", "通车", "通航", "投产", "启用", "开业", "开放", "交付", "入伙"))
# Told of anything on any day: two dates of these are two happenings.
_COMMON = frozenset(("发布", "举行", "完成", "启动", "签约", "通过", "开放", "行动", "发生", "高峰"))
_ANYTHING = frozenset(("发布", "举行", "完成", "启动", "签约", "通过"))
_MOST = 12
_SURE = 4
_NO_DAY = frozenset(("一日", "一天", "当日", "當日", "同日", "全年", "全天"))
_EDGES = {"底": (10, 12), "末": (10, 12), "初": (1, 3), "中": (5, 8)}


@dataclass(frozen=True, slots=True)
class Milestone:
    """A time that says when something happens, with its article and the folded `words` around it."""

    article: int
    family: int
    time: TimeMention
    place_in: str = "body"
    words: str = ""

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
    told: dict[int, dict[str, list[Milestone]]] = defaultdict(lambda: defaultdict(list))
    for one in milestones:
        happening = _class_of(one.time.event)
        if happening and is_a_day(one) and not _goal(one):
            told[one.article][happening].append(one)
    found: list[Conflict] = []
    for article, other in stories.events():
        here, there = told.get(article, {}), told.get(other, {})
        for happening in sorted(here.keys() & there.keys()):
            pair = _unanswered(_finest(here[happening]), _finest(there[happening]))
            if pair is not None:
                found.append(date_conflict(*pair))
    return found


def _goal(one: Milestone) -> bool:
    """到2027年建成……座: a year to have built so many by, not the day on which one thing is done."""
    return one.time.event == "竣工" and one.time.period.relation == "by" and _days(one) > _MONTH


def _finest(members: Sequence[Milestone]) -> Sequence[Milestone]:
    """The dates an article gives for a happening; 月底 only where it says no day."""
    fine = [one for one in members if not _roughly(one)] or members
    return [one for one in fine[:_MOST] if not any(_holds(one, other) for other in fine[:_MOST])]


def _holds(a: Milestone, b: Milestone) -> bool:
    """True where the second tells the day within what the first tells."""
    (a_first, a_last), (b_first, b_last) = stretch(a), stretch(b)
    return a_first <= b_first and b_last <= a_last and (a_first, a_last) != (b_first, b_last)


def is_a_day(one: Milestone) -> bool:
    """True for a time with an end (or a beginning that counts) that hangs on no unknown date."""
    period = one.time.period
    bounded = period.end is not None or (period.start is not None and period.relation == "since")
    return bounded and not period.alternatives and one.time.surface not in _NO_DAY


def _unanswered(members: Sequence[Milestone], others: Sequence[Milestone]) -> tuple[Milestone, Milestone] | None:
    """The one date of each article that the other does not give, where the two can stand for one day."""
    alone = [one for one in members if not any(meets(one, other) for other in others)]
    there = [other for other in others if not any(meets(one, other) for one in members)]
    pairs = [(one, other) for one in alone for other in there if _two_days(one, other)]
    told = {(stretch(one), stretch(other)) for one, other in pairs}
    if len(told) > 1:
        shared = [(len(bigrams(one.words) & bigrams(other.words)), one, other) for one, other in pairs]
        most = max(many for many, _, _ in shared)
        pairs = [(one, other) for many, one, other in shared if many == most >= _SURE]
    return pairs[0] if len(pairs) == 1 or len(told) == 1 else None


def meets(a: Milestone, b: Milestone) -> bool:
    """True where one day can be meant by both."""
    (a_first, a_last), (b_first, b_last) = stretch(a), stretch(b)
    return a_first <= b_last and b_first <= a_last


def stretch(one: Milestone) -> tuple[date, date]:
    """The days a date can mean: 年底 its last quarter, 年底前 all before; only for those with an end."""
    period, words = one.time.period, one.time.surface.removesuffix("前")
    end = period.end or date.max
    start = period.start or date.min
    if period.start is not None and period.relation == "since" and "年" not in words[-2:]:
        return period.start, period.start
    if period.start is None or one.time.surface.endswith("前"):
        return date.min, end
    edge = _EDGES.get(words[-1:])
    if edge and "年" in words[-2:]:
        return date(end.year, edge[0], 1), date(end.year, edge[1], 28 if edge[1] == 2 else 30)
    if edge:
        return start - timedelta(days=10), end + timedelta(days=10)
    return start, end


def _class_of(event: str) -> str:
    """The sort of happening: what opens begins to serve; "" for what is told of anything."""
    if event in _OPENING:
        return "启用"
    if event == "奠基":
        return "开工"
    return "" if event in _ANYTHING else event


def _roughly(one: Milestone) -> bool:
    """月底, 年初: a stretch without bounds, whatever day stands for it."""
    return one.time.surface.endswith(("底", "初", "中", "末", "旬"))


def _days(one: Milestone) -> int:
    first, last = stretch(one)
    return (last - first).days + 1


def _two_days(a: Milestone, b: Milestone) -> bool:
    """Two dates that are not one: not apart by years, not stages of strangers."""
    x, y = bigrams(key_phrase(a.time.subject)), bigrams(key_phrase(b.time.subject))
    strangers = bool(x and y) and not x & y
    fine, coarse = sorted((_days(a), _days(b)))
    if meets(a, b) or (strangers and a.time.event in _STAGES) or fine <= _DAYS < _MONTH < coarse:
        return False
    (a_first, a_last), (b_first, b_last) = stretch(a), stretch(b)
    apart = (b_first - a_last).days if a_last < b_first else (a_first - b_last).days
    return apart <= (_YEAR if max(_days(a), _days(b)) <= _MONTH else _YEARS)


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
            found += [date_conflict(a, b) for b in alike[i + 1 : i + 40] if _differ(a, b)]
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


def date_conflict(a: Milestone, b: Milestone) -> Conflict:
    """Two days for one happening."""
    values = {
        "subject": clean(a.time.subject), "event": a.time.event or b.time.event,
        "a_where": a.place_in, "b_where": b.place_in,
        "a_time": time_said(a.time.period, a.time.surface), "b_time": time_said(b.time.period, b.time.surface),
    }  # fmt: skip
    spots = ((a.article, a.time.span), (b.article, b.time.span))
    return Conflict("date", "high", "open", (a.id, b.id), spots, Reason("date", values))
