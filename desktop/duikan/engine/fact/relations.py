"""How two mentions relate: the first level that holds decides, with a reason as code and values."""

from __future__ import annotations

import re

from duikan.engine.fact.amounts import (
    NO_CHANCE,
    Relation,
    alike_but_for_a_slip,
    by_value,
    conflict,
    differ,
    equal_values,
    no,
    said_of,
    slipped,
)
from duikan.engine.fact.bounds import bounds_of
from duikan.engine.fact.likeness import (
    ALIKE,
    ENOUGH,
    STRONG,
    Topics,
    forbidden,
    likeness,
    never,
    profile,
    value_likeness,
)
from duikan.engine.fact.periods import When, meet
from duikan.engine.fact.revisions import replaces, supposed, withdrawn
from duikan.engine.fact.running import new_or_sum, running, summed_up, sums_what_is_new
from duikan.engine.fact.telling import slip
from duikan.engine.meaning.measures import digits, kind_of, measure_of
from duikan.engine.values import Mention, Period, Reason, Stated, Status

_BUILT = re.compile(r"(?:投资(?:总?额)?|建筑面积|占地面积|全长|总长)$")
_LONG_AGO = 300
_YEAR, _YEAR_AND_DAY = 360, 366
_NTH = re.compile(r"第[0-9一二三四五六七八九十百]+(?:[辆輛批次届屆班趟例台艘座条條列架期轮輪场場天年季号號章款]|个月)")
_AMONG = re.compile(r"全[国省市区县港台澳球]|国内|世界|国际|亚洲|亚太|欧洲|东南亚|大湾区|长三角|珠三角")
_SAME_LIST = {"全球": "世界", "国际": "世界", "国内": "全国"}
_NEARBY = 12
_PLANS = frozenset(("target", "planned"))
_A_NAME = 4
_SAME_DAYS = 3
_TURNED = 0.9


def compare(a: Stated, b: Stated, linked: bool = False, topics: Topics | None = None, told: bool = False) -> Relation:
    """How two mentions relate and why; `linked`: an editor said that they answer one question.

    `told`: two articles tell one event, and in it these two stand for each other.
    """
    a, b = (a, b) if a.id <= b.id else (b, a)
    stop = "" if linked or told else _apart(a, b, topics)
    if stop:
        return no(stop, a, b)
    m, n = a.mention, b.mention
    alike = (told or _same_name(a, b)) and alike_but_for_a_slip(m, n)
    when = meet(m.period, n.period)
    if (alike or (told and m.aggregate == n.aggregate == "rank")) and when.meeting == "other" and _times_may_err(a, b):
        when = When("open", when.agree, when.differ)
    relation = _by_kind(a, b, alike, told) or _by_time(a, b, when, told)
    return _settled(a, b) if relation.kind == "conflict" and _revised(a, b) else relation


def _revised(a: Stated, b: Stated) -> bool:
    """True where the text takes the one number back, or puts it in the place of what was printed before."""
    if withdrawn(a) != withdrawn(b):
        return True
    if a.article == b.article or replaces(a) == replaces(b):
        return False
    new, old = (a, b) if replaces(a) else (b, a)
    return new.published is None or old.published is None or old.published <= new.published


def _settled(a: Stated, b: Stated) -> Relation:
    return Relation("compatible", Reason("revised", said_of(a, b)))


def _apart(a: Stated, b: Stated, topics: Topics | None) -> str:
    equal = value_likeness(a.mention, b.mention) >= ALIKE
    stop = (never if equal else forbidden)(profile(a), profile(b))
    if stop:
        return stop
    if likeness(a, b, topics)[0] < (ENOUGH if equal else STRONG):
        return "other_subject"
    if a.article == b.article and a.sentence == b.sentence and not equal:
        return "same_sentence"
    return ""


def _same_name(a: Stated, b: Stated) -> bool:
    """Two articles that call by one long name what they count."""
    p, q = profile(a).phrase, profile(b).phrase
    return a.article != b.article and p == q and len(p) >= _A_NAME


def _times_may_err(a: Stated, b: Stated) -> bool:
    """Times that differ, where not both clauses say themselves when, or the event and its report are a day apart."""
    if _plain_same(a.mention, b.mention):
        return False
    return _one_day(a, b) or not _own_times(a, b)


def _plain_same(m: Mention, n: Mention) -> bool:
    """One value of one unit and one sort: two times of it may be two facts."""
    return equal_values(m, n) and m.quantity.unit == n.quantity.unit and m.aggregate == n.aggregate


def _own_times(a: Stated, b: Stated) -> bool:
    """Both clauses say themselves when."""
    return all(one.mention.period.basis in ("explicit", "relative", "plan") for one in (a, b))


def _one_day(a: Stated, b: Stated) -> bool:
    """Both of the same days, told by papers of the same days: the day it happened, the day it was told."""
    p, q = a.mention.period, b.mention.period
    if a.mention.aggregate == b.mention.aggregate == "new" and _own_times(a, b):
        return False
    if not (p.start and p.end and q.start and q.end) or abs((p.end - q.end).days) > _SAME_DAYS:
        return False
    if max((p.end - p.start).days, (q.end - q.start).days) > _SAME_DAYS or not (a.published and b.published):
        return False
    return abs((a.published - b.published).days) <= 1


def _by_kind(a: Stated, b: Stated, alike: bool = False, told: bool = False) -> Relation | None:
    """What aggregate, modality and unit forbid or show before time and value are looked at."""
    m, n = a.mention, b.mention
    if kind_of(m) != kind_of(n) or _ordinal(m) != _ordinal(n):
        return no("other_kind", a, b)
    points = {_is_point(m), _is_point(n)}
    if points == {True, False}:
        return _percent_point(a, b, alike)
    if _is_rate(m) != _is_rate(n):
        return no("other_aggregate", a, b)
    if supposed(a) != supposed(b):
        return no("other_modality", a, b)
    if m.aggregate == n.aggregate == "rank" and _of_two_lists(a, b):
        return no("other_part", a, b)
    if (told or _same_name(a, b)) and sums_what_is_new(a, b):
        return conflict("cumulative_vs_new", "medium", a, b)
    if not _modalities_meet(m, n) and not (alike and not equal_values(m, n)) and not (told and _not_done(a, b)):
        return no("other_modality", a, b)
    return None


def _of_two_lists(a: Stated, b: Stated) -> bool:
    """全省第一 and 全国第三: each says in its own words among whom."""
    one, other = _lists(a), _lists(b)
    return bool(one and other) and not one & other


def _lists(one: Stated) -> set[str]:
    at = max(0, one.mention.span.start - one.sentence)
    found = _AMONG.finditer(one.said, max(0, at - _NEARBY), at)
    return {_SAME_LIST.get(match[0], match[0]) for match in found}


def _ordinal(m: Mention) -> bool:
    """第一辆, 第三批: which one in a row, not how good."""
    return m.aggregate == "rank" and bool(_NTH.search(m.surface))


def _not_done(a: Stated, b: Stated) -> bool:
    """True where the one that is told as a fact is not said to be so by now: 装机容量243万千瓦 beside a plan."""
    if _goal(a.mention) or _goal(b.mention):
        return False
    fact = a.mention if a.mention.modality in ("actual", "quote") else b.mention
    return fact.period.basis in ("none", "inherited") and fact.aggregate in ("level", "rank") and not fact.event


def _goal(m: Mention) -> bool:
    return m.modality in ("target", "estimate")


def _is_point(m: Mention) -> bool:
    return measure_of(m.quantity.unit)[0] == "point"


def _is_rate(m: Mention) -> bool:
    return m.aggregate == "rate"


def _percent_point(a: Stated, b: Stated, told: bool) -> Relation:
    rates = a.mention.aggregate == b.mention.aggregate == "rate" and equal_values(a.mention, b.mention)
    if rates and (told or meet(a.mention.period, b.mention.period).meeting != "other"):
        return conflict("percent_vs_point", "high", a, b)
    return no("other_aggregate", a, b)


def _modalities_meet(m: Mention, n: Mention) -> bool:
    pair = {m.modality, n.modality}
    if pair <= {"actual", "quote"} or pair <= {"target", "planned", "estimate"}:
        return True
    # What a thing is built to be is told as plan and as fact alike: its cost, its length.
    return "target" not in pair and bool(_BUILT.search(m.measure + m.subject) and _BUILT.search(n.measure + n.subject))


def _bygone(a: Stated, b: Stated) -> bool:
    """One number has no time and the other one of long before the paper: a base year, not the same thing."""
    ends = [(one.mention.period.end, one.published) for one in (a, b) if one.mention.period.end]
    return any(published is not None and (published - end).days > _LONG_AGO for end, published in ends)


def _by_time(a: Stated, b: Stated, when: When, told: bool = False) -> Relation:
    m, n = a.mention, b.mention
    level = by_value(a, b)
    if told and level.kind in ("refines", "compatible") and slipped(m, n):
        level = differ(a, b, bounds_of(m), bounds_of(n))
    if {m.aggregate, n.aggregate} == {"new", "cumulative"}:
        return new_or_sum(a, b, level, when, told)
    if when.depends:
        return _on_date(a, b, when, level)
    if when.meeting == "other":
        return _other_time(a, b, level)
    stop = _excused(a, b, level, when, told) if level.kind == "conflict" else ""
    if stop:
        return no(stop, a, b)
    return (_window_note(a, b) if level.kind == "same" else None) or level


def _excused(a: Stated, b: Stated, level: Relation, when: When, told: bool) -> str:
    """The code of what lets two different values both be right though their times meet; "" if nothing does."""
    m, n = a.mention, b.mention
    turned = told and slipped(m, n)
    if turned and _no_count(m, n, level):
        return ""
    if running(a, b):
        return "other_time"
    if turned:
        return ""
    if level.type == "value" and _of_all(m) != _of_all(n):
        return "whole_part"
    near = when.meeting == "near" and level.type not in ("currency", "unit", "magnitude")
    if near or (when.meeting == "open" and _bygone(a, b)):
        return "other_time"
    if summed_up(a) != summed_up(b):
        return "other_aggregate"
    if {m.aggregate, n.aggregate} == {"new", "level"} and m.event != n.event:
        return "other_aggregate"
    return ""


def _no_count(m: Mention, n: Mention, level: Relation) -> bool:
    """True of two values that no count ran on between: three digits turned, a nought too many."""
    return slip(m, n) >= _TURNED or (level.type == "magnitude" and min(digits(m), digits(n)) >= NO_CHANCE)


def _of_all(m: Mention) -> bool:
    """全国平均 beside the city's own."""
    return m.scope.startswith(("全国", "全球", "世界"))


def _on_date(a: Stated, b: Stated, when: When, level: Relation) -> Relation:
    if level.kind == "same" and _both_plans(a.mention, b.mention):
        if _runs(a.mention.period) or _runs(b.mention.period):
            return Relation("conflict", Reason("window", said_of(a, b)), "target_year", "info", "depends_on_date")
        return _years("target_year_depends", "depends_on_date", a, b, when)
    return Relation("compatible", Reason("time_depends", said_of(a, b)))


def _other_time(a: Stated, b: Stated, level: Relation) -> Relation:
    m, n = a.mention, b.mention
    if level.kind == "same" and (_fits(m.period, n.period) or _fits(n.period, m.period)):
        return _window_note(a, b) or Relation("compatible", Reason("compatible", said_of(a, b)))
    plans = _both_plans(m, n)
    told_apart = a.article == b.article and a.sentence == b.sentence
    if (
        level.kind == "same"
        and plans
        and not told_apart
        and kind_of(m) != "percent"
        and not _within(m.period, n.period)
        and not m.period.relation == n.period.relation == "since"  # when both begin is a date told twice
    ):
        return _years("target_year", "open", a, b, When("other"))
    return no("other_time", a, b)


def _within(p: Period, q: Period) -> bool:
    """True where a plan of years holds the year the other names."""
    if not (p.start and p.end and q.start and q.end):
        return False
    inside = (p.start <= q.start and q.end <= p.end) or (q.start <= p.start and p.end <= q.end)
    return inside and max((p.end - p.start).days, (q.end - q.start).days) > _YEAR_AND_DAY


def _both_plans(m: Mention, n: Mention) -> bool:
    return m.modality in _PLANS and n.modality in _PLANS


def _years(code: str, status: Status, a: Stated, b: Stated, when: When) -> Relation:
    values = said_of(a, b)
    values["agree"] = "／".join(str(year) for year in when.agree)
    values["differ"] = "／".join(str(year) for year in when.differ)
    return Relation("conflict", Reason(code, values), "target_year", "high", status)


def _window_note(a: Stated, b: Stated) -> Relation | None:
    """兩年內 ends before 到2027年 does: worth a note, no more."""
    p, q = a.mention.period, b.mention.period
    for one, other in ((p, q), (q, p)):
        if _runs(one) and one.end and other.end and one.end < other.end and _both_plans(a.mention, b.mention):
            return Relation("conflict", Reason("window", said_of(a, b)), "target_year", "info", "open")
    return None


def _fits(window: Period, year: Period) -> bool:
    """The window 兩年內 reaches into the year."""
    if not _runs(window) or not (window.start and window.end and year.end):
        return False
    return window.start <= year.end and (year.start is None or year.start <= window.end)


def _runs(period: Period) -> bool:
    """True for 兩年內: a year or more that begins on a day, not with a calendar year."""
    _, start, end = period.alternatives[0] if period.alternatives else (0, period.start, period.end)
    if start is None or end is None or period.basis == "explicit" or (start.month, start.day) == (1, 1):
        return False
    return (end - start).days >= _YEAR
