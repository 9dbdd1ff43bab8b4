"""When something happens is a fact too: one event of one thing, told with two dates that cannot both be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from duikan.engine.conflict.milestones import Milestone, apart, meets, told_apart
from duikan.engine.fact.amounts import tellers
from duikan.engine.fact.likeness import bigrams
from duikan.engine.fact.periods import When, meet, time_said
from duikan.engine.meaning.places import tie
from duikan.engine.meaning.subjects import clean, key_phrase
from duikan.engine.values import Conflict, Reason, Status

_SHORTEST = 3
_MOST_ALIKE, _NEIGHBOURS = 200, 40
# Told of anything on any day: two dates of these are one happening only where both lie near and of one name.
_COMMON = frozenset(("发布", "举行", "完成", "启动", "签约", "通过", "行动", "发生", "高峰", "交付", "发射", "废止"))
_NEVER = frozenset(("发布", "完成", "行动"))
# Verbs that two short notes of one thing may choose between.
_BEGINS = frozenset(("启用", "开业", "开放", "开幕", "举行", "投票", "启动", "上映", "开考"))
_NEAR, _SAME_WEEKS, _SAME_DAYS = 31, 21, 3
_ALIKE = 0.35  # of the pairs of characters of two notes
_YEARS = {"今年": 0, "本年": 0, "年内": 0, "明年": 1, "后年": 2, "去年": -1, "前年": -2}


def find_dates(milestones: Iterable[Milestone]) -> list[Conflict]:
    """Events of one name with two dates: compared by sort of event, then by what it happens to."""
    milestones = list(milestones)
    moved = moved_days(milestones)
    blocks: dict[tuple[str, str], list[Milestone]] = defaultdict(list)
    for one in milestones:
        if not one.time.event or one.gone or one.many or (one.time.event in _NEVER and not one.brief):
            continue
        name = _name(one)
        if len(name) >= _SHORTEST:
            blocks[one.happening or one.time.event, name[-2:]].append(one)
        if one.brief:
            blocks["begins" if one.time.event in _BEGINS else one.happening or one.time.event, ""].append(one)
    found: dict[tuple[int, ...], Conflict] = {}
    for key in sorted(blocks):
        alike = sorted(blocks[key], key=lambda one: one.id)[:_MOST_ALIKE]
        for i, a in enumerate(alike):
            for b in alike[i + 1 : i + _NEIGHBOURS]:
                found.update((conflict.members, conflict) for conflict in _between(a, b, moved))
    return list(found.values())


def moved_days(milestones: Iterable[Milestone]) -> dict[int, list[Milestone]]:
    """The days that each article says no longer hold."""
    moved: dict[int, list[Milestone]] = defaultdict(list)
    for one in milestones:
        if one.gone and one.is_day:
            moved[one.article].append(one)
    return moved


def _name(one: Milestone) -> str:
    """What it happens to, as compared; a name in quotes is never too short."""
    name = key_phrase(one.time.subject)
    if len(name) < _SHORTEST:
        name = clean(one.time.subject)
    quoted = one.time.subject[:1] in ("「", "“", "《")
    return name.rjust(_SHORTEST, "·") if quoted and name else name


def _between(a: Milestone, b: Milestone, moved: dict[int, list[Milestone]]) -> Iterator[Conflict]:
    if not _one_thing(a, b) or (a.article == b.article and a.place_in == b.place_in):
        return
    when = _when(a, b)
    if when.depends:
        yield date_conflict(a, b, when)
    elif a.is_day and b.is_day and not meets(a, b) and _one_day(a, b) and not excused(a, b, moved):
        yield date_conflict(a, b)


def excused(a: Milestone, b: Milestone, moved: dict[int, list[Milestone]]) -> bool:
    """True where one of the articles says that the day the other gives no longer holds, or that it was moved."""
    if a.moved != b.moved and a.article != b.article:
        new, old = (a, b) if a.moved else (b, a)
        if new.published is None or old.published is None or old.published <= new.published:
            return True
    return any(meets(one, gone) for one, other in ((a, b), (b, a)) for gone in moved.get(other.article, ()))


def _one_thing(a: Milestone, b: Milestone) -> bool:
    x, y = _name(a), _name(b)
    short, long = sorted((x, y), key=len)
    sure = len(short) > _SHORTEST or (len(short) == _SHORTEST and any(char.isdigit() for char in short))
    same = (x == y and len(x) >= _SHORTEST) or (sure and long.endswith(short)) or _briefly(a, b, short, long)
    return same and not told_apart(a, b) and tie(a.time.place, b.time.place) != "apart"


def _briefly(a: Milestone, b: Milestone, short: str, long: str) -> bool:
    """Two notes of a few lines and of the same days: what they are about needs no name of its own."""
    if not (a.brief and b.brief) or not (a.published and b.published):
        return False
    if abs((a.published - b.published).days) > _SAME_DAYS or not long.endswith(short):
        return False
    x, y = bigrams(a.brief), bigrams(b.brief)
    return bool(short) or len(x & y) / min(len(x), len(y)) >= _ALIKE


def _one_day(a: Milestone, b: Milestone) -> bool:
    """Two days that one happening can be mistaken for: of what happens to anything, both told in the same weeks."""
    if (a.brief and b.brief) or (a.time.event not in _COMMON and b.time.event not in _COMMON):
        return not (a.rough and b.rough) or apart(a, b) > 0
    if max(a.length, b.length) > _NEAR or apart(a, b) > _NEAR:
        return False
    return a.published is not None and b.published is not None and abs((a.published - b.published).days) <= _SAME_WEEKS


def _when(a: Milestone, b: Milestone) -> When:
    """On which years of publication it hangs that the two are one day; nothing hangs where both are known."""
    p, q = a.time.period, b.time.period
    if not p.alternatives and not q.alternatives:
        return _by_word(a, b) or _by_word(b, a) or When("open")
    return meet(p, q)


def _by_word(a: Milestone, b: Milestone) -> When | None:
    """明年 on a page that nothing dates, against a year that is told: the one year of publication that fits."""
    p, q = a.time.period, b.time.period
    shift = next((years for word, years in _YEARS.items() if a.time.surface.startswith(word)), None)
    if shift is None or p.basis != "relative" or p.start or p.end or not (q.start and q.end):
        return None
    if q.start.year != q.end.year:
        return None
    year = q.end.year - shift
    return When("same", (year,), (year + 1,))


def date_conflict(a: Milestone, b: Milestone, when: When | None = None) -> Conflict:
    """Two days for one happening; with `when` two that hang on the year of publication."""
    a, b = sorted((a, b), key=lambda one: one.id)
    values = {
        "subject": clean(a.time.subject or b.time.subject), "event": a.time.event or b.time.event,
        "a_where": a.place_in, "b_where": b.place_in, **tellers(a, b),
        "a_time": time_said(a.time.period, a.time.surface), "b_time": time_said(b.time.period, b.time.surface),
    }  # fmt: skip
    status: Status = "open"
    code = "date"
    if when is not None:
        status, code = "depends_on_date", "date_depends"
        values["agree"] = "／".join(map(str, when.agree))
        values["differ"] = "／".join(map(str, when.differ))
    spots = ((a.article, a.time.span), (b.article, b.time.span))
    return Conflict("date", "high", status, (a.id, b.id), spots, Reason(code, values))
