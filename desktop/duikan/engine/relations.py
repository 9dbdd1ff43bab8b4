"""How two mentions relate: the first level that holds decides, with a reason as code and values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from duikan.engine.bounds import Bounds, agrees, bounds_of, contains_bounds, disjoint_bounds, power_of_ten
from duikan.engine.likeness import ALIKE, ENOUGH, STRONG, Topics, forbidden, likeness, never, profile, value_likeness
from duikan.engine.measures import currency_of, digits, kind_of, measure_of, value_key
from duikan.engine.periods import When, meet, overlap, time_said
from duikan.engine.telling import slip
from duikan.engine.values import ConflictType, Mention, Period, Reason, Severity, Stated, Status

Kind = Literal["same", "refines", "compatible", "conflict", "not_comparable"]

_BUILT = re.compile(r"(?:投资(?:总?额)?|建筑面积|占地面积|全长|总长)$")
_LONG_AGO = 300
_YEAR = 360
_NO_CHANCE = 2  # digits that two counts do not share by accident
_PLANS = frozenset(("target", "planned"))
_A_SLIP = 0.7
_A_NAME = 4
_SAME_DAYS = 3


@dataclass(frozen=True, slots=True)
class Relation:
    """How two mentions relate; `type`, `severity`, `status` speak of conflicts only."""

    kind: Kind
    reason: Reason
    type: ConflictType | None = None
    severity: Severity = "info"
    status: Status = "open"


def compare(a: Stated, b: Stated, linked: bool = False, topics: Topics | None = None, told: bool = False) -> Relation:
    """How two mentions relate and why; `linked`: an editor said that they answer one question.

    `told`: two articles tell one event, and in it these two stand for each other.
    """
    a, b = (a, b) if a.id <= b.id else (b, a)
    stop = "" if linked or told else _apart(a, b, topics)
    if stop:
        return _no(stop, a, b)
    m, n = a.mention, b.mention
    alike = (told or _same_name(a, b)) and alike_but_for_a_slip(m, n)
    when = meet(m.period, n.period)
    if (alike or (told and m.aggregate == n.aggregate == "rank")) and when.meeting == "other" and _times_may_err(a, b):
        when = When("open", when.agree, when.differ)
    return _by_kind(a, b, alike) or _by_time(a, b, when, told)


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


def _equal_values(a: Mention, b: Mention) -> bool:
    return value_key(a) == value_key(b)


def _no(code: str, a: Stated, b: Stated) -> Relation:
    return Relation("not_comparable", Reason(code, _values(a, b)))


def alike_but_for_a_slip(m: Mention, n: Mention) -> bool:
    """The same value in print, or one that differs as a slip of the hand does."""
    return _equal_values(m, n) or slip(m, n) >= _A_SLIP


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
    return _equal_values(m, n) and m.quantity.unit == n.quantity.unit and m.aggregate == n.aggregate


def _own_times(a: Stated, b: Stated) -> bool:
    """Both clauses say themselves when."""
    return all(one.mention.period.basis in ("explicit", "relative", "plan") for one in (a, b))


def _one_day(a: Stated, b: Stated) -> bool:
    """Both of the same days, told by papers of the same days: the day it happened, the day it was told."""
    p, q = a.mention.period, b.mention.period
    if not (p.start and p.end and q.start and q.end) or abs((p.end - q.end).days) > _SAME_DAYS:
        return False
    if max((p.end - p.start).days, (q.end - q.start).days) > _SAME_DAYS or not (a.published and b.published):
        return False
    return abs((a.published - b.published).days) <= 1


def _by_kind(a: Stated, b: Stated, alike: bool = False) -> Relation | None:
    """What aggregate, modality and unit forbid or show before time and value are looked at."""
    m, n = a.mention, b.mention
    if kind_of(m) != kind_of(n):
        return _no("other_kind", a, b)
    points = {_is_point(m), _is_point(n)}
    if points == {True, False}:
        return _percent_point(a, b, alike)
    if _is_rate(m) != _is_rate(n):
        return _no("other_aggregate", a, b)
    if not _modalities_meet(m, n) and not (alike and not _equal_values(m, n)):
        return _no("other_modality", a, b)
    return None


def _is_point(m: Mention) -> bool:
    return measure_of(m.quantity.unit)[0] == "point"


def _is_rate(m: Mention) -> bool:
    return m.aggregate == "rate"


def _percent_point(a: Stated, b: Stated, told: bool) -> Relation:
    rates = a.mention.aggregate == b.mention.aggregate == "rate" and _equal_values(a.mention, b.mention)
    if rates and (told or meet(a.mention.period, b.mention.period).meeting != "other"):
        return _conflict("percent_vs_point", "high", a, b)
    return _no("other_aggregate", a, b)


def _modalities_meet(m: Mention, n: Mention) -> bool:
    pair = {m.modality, n.modality}
    if pair <= {"actual", "quote"} or pair <= {"target", "planned", "estimate"}:
        return True
    # What a thing is built to be is told as plan and as fact alike: its cost, its length.
    return "target" not in pair and bool(_BUILT.search(m.measure + m.subject) and _BUILT.search(n.measure + n.subject))


def _running(a: Stated, b: Stated) -> bool:
    """Two counts that run on, told on different days: no one of them is wrong."""
    if a.published is None or b.published is None:
        return False
    days = abs((a.published - b.published).days)
    open_ended = all(_unbound(one.mention) for one in (a, b))
    return open_ended and (days > 3 or (days > 0 and "cumulative" in (a.mention.aggregate, b.mention.aggregate)))


def _bygone(a: Stated, b: Stated) -> bool:
    """One number has no time and the other one of long before the paper: a base year, not the same thing."""
    ends = [(one.mention.period.end, one.published) for one in (a, b) if one.mention.period.end]
    return any(published is not None and (published - end).days > _LONG_AGO for end, published in ends)


def _unbound(m: Mention) -> bool:
    """True when the number holds for the day it was told: no time, or one that runs to that day."""
    return m.period.start is None or m.period.relation in ("since", "until") or m.aggregate == "cumulative"


def _by_time(a: Stated, b: Stated, when: When, told: bool = False) -> Relation:
    m, n = a.mention, b.mention
    level = _by_value(a, b)
    if told and level.kind in ("refines", "compatible") and slip(m, n) >= _A_SLIP:
        level = _differ(a, b, bounds_of(m), bounds_of(n))
    if {m.aggregate, n.aggregate} == {"new", "cumulative"}:
        return _new_or_sum(a, b, level, when, told)
    if when.depends:
        return _on_date(a, b, when, level)
    if when.meeting == "other":
        return _other_time(a, b, level)
    stop = _excused(a, b, level, when, told) if level.kind == "conflict" else ""
    if stop:
        return _no(stop, a, b)
    return (_window_note(a, b) if level.kind == "same" else None) or level


def _excused(a: Stated, b: Stated, level: Relation, when: When, told: bool) -> str:
    """The code of what lets two different values both be right though their times meet; "" if nothing does."""
    m, n = a.mention, b.mention
    if _running(a, b):
        return "other_time"
    if told and slip(m, n) >= _A_SLIP:
        return ""
    if when.meeting == "open" and _bygone(a, b):
        return "other_time"
    if when.meeting == "near" and level.type not in ("currency", "unit", "magnitude"):
        return "other_time"
    if "cumulative" in (m.aggregate, n.aggregate) and m.aggregate != n.aggregate:
        return "other_aggregate"
    if {m.aggregate, n.aggregate} == {"new", "level"} and m.event != n.event:
        return "other_aggregate"
    return ""


def _on_date(a: Stated, b: Stated, when: When, level: Relation) -> Relation:
    if level.kind == "same" and _both_plans(a.mention, b.mention):
        if _runs(a.mention.period) or _runs(b.mention.period):
            return Relation("conflict", Reason("window", _values(a, b)), "target_year", "info", "depends_on_date")
        return _years("target_year_depends", "depends_on_date", a, b, when)
    return Relation("compatible", Reason("time_depends", _values(a, b)))


def _other_time(a: Stated, b: Stated, level: Relation) -> Relation:
    m, n = a.mention, b.mention
    if level.kind == "same" and (_fits(m.period, n.period) or _fits(n.period, m.period)):
        return _window_note(a, b) or Relation("compatible", Reason("compatible", _values(a, b)))
    plans = _both_plans(m, n)
    told_apart = a.article == b.article and a.sentence == b.sentence
    if level.kind == "same" and plans and not told_apart and kind_of(m) != "percent":
        return _years("target_year", "open", a, b, When("other"))
    return _no("other_time", a, b)


def _both_plans(m: Mention, n: Mention) -> bool:
    return m.modality in _PLANS and n.modality in _PLANS


def _years(code: str, status: Status, a: Stated, b: Stated, when: When) -> Relation:
    values = _values(a, b)
    values["agree"] = "／".join(str(year) for year in when.agree)
    values["differ"] = "／".join(str(year) for year in when.differ)
    return Relation("conflict", Reason(code, values), "target_year", "high", status)


def _window_note(a: Stated, b: Stated) -> Relation | None:
    """兩年內 ends before 到2027年 does: worth a note, no more."""
    p, q = a.mention.period, b.mention.period
    for one, other in ((p, q), (q, p)):
        if _runs(one) and one.end and other.end and one.end < other.end and _both_plans(a.mention, b.mention):
            return Relation("conflict", Reason("window", _values(a, b)), "target_year", "info", "open")
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


def _new_or_sum(a: Stated, b: Stated, level: Relation, when: When, told: bool = False) -> Relation:
    if told and level.kind == "same" and when.meeting != "other":
        return _conflict("cumulative_vs_new", "medium", a, b)
    together = when.meeting in ("same", "near") or bool(when.agree) or overlap(a.mention.period, b.mention.period)
    if level.kind == "same" and together and digits(a.mention) + _hedged(a.mention) >= _NO_CHANCE:
        return _conflict("cumulative_vs_new", "medium", a, b)
    return _no("other_aggregate", a, b)


def _hedged(m: Mention) -> int:
    """1 where the two share a bound and not a bare number: 超過50家 twice is no chance."""
    return 1 if (m.quantity.low is None) != (m.quantity.high is None) else 0


# --- values


def _by_value(a: Stated, b: Stated) -> Relation:
    m, n = a.mention, b.mention
    if m.quantity.unit != n.quantity.unit or measure_of(m.quantity.unit)[0].startswith("money"):
        other = _by_unit(a, b)
        if other is not None:
            return other
    x, y = bounds_of(m), bounds_of(n)
    if _opposite(m, n):
        return _conflict("value", "high", a, b, "direction")
    if (x.low, x.high) == (y.low, y.high) and (x.low_open, x.high_open) == (y.low_open, y.high_open):
        return Relation("same", Reason("same", _values(a, b)))
    if _one_end_off(x, y):
        return _conflict("range", "high", a, b)
    if not disjoint_bounds(x, y):
        inside = contains_bounds(x, y) or contains_bounds(y, x)
        code: Kind = "refines" if inside else "compatible"
        return Relation(code, Reason(code, _values(a, b)))
    if agrees(x, y):
        return Relation("compatible", Reason("rounded", _values(a, b)))
    return _differ(a, b, x, y)


def _one_end_off(x: Bounds, y: Bounds) -> bool:
    """Two printed ranges with one end in common and the other not."""
    if not (x.is_range and y.is_range) or x.about or y.about:
        return False
    return (x.low == y.low) != (x.high == y.high)


def _opposite(m: Mention, n: Mention) -> bool:
    return m.aggregate == n.aggregate == "rate" and {m.event, n.event} == {"升", "降"}


def _by_unit(a: Stated, b: Stated) -> Relation | None:
    """Same printed number in two units of one dimension, or two currencies; None where bounds can be compared."""
    m, n = a.mention, b.mention
    (dim_a, factor_a), (dim_b, factor_b) = measure_of(m.quantity.unit), measure_of(n.quantity.unit)
    printed = _equal_values(m, n)
    if dim_a == dim_b and dim_a.startswith("money"):
        return _by_currency(a, b, printed)
    if {dim_a, dim_b} == {"power", "energy"}:
        # 千瓦 for 千瓦时: nobody writes the same three digits of both
        return _conflict("unit", "high", a, b) if printed and digits(m) > _NO_CHANCE else _no("other_kind", a, b)
    if dim_a != dim_b:
        if dim_a.startswith("money") and dim_b.startswith("money"):
            return _by_currency(a, b, printed)
        if {dim_a, dim_b} <= {"count", "occasions"}:
            return None
        return _no("other_kind", a, b)
    if factor_a != factor_b and printed:
        return _conflict("unit", "high", a, b)
    return None


def _by_currency(a: Stated, b: Stated, printed: bool) -> Relation | None:
    one, other = currency_of(a.mention), currency_of(b.mention)
    if one == other or not one or not other:
        return None  # 元 in a Hong Kong paper is 港元: nothing to choose between
    return _conflict("currency", "high", a, b) if printed else _no("other_currency", a, b)


def _differ(a: Stated, b: Stated, x: Bounds, y: Bounds) -> Relation:
    if a.mention.aggregate == "rank":
        return _conflict("rank", "high", a, b)
    power = power_of_ten(x, y)
    if power:
        relation = _conflict("magnitude", "high", a, b)
        relation.reason.values["factor"] = str(power)
        return relation
    if _unlikely(a, b, x, y):
        return _no("far_apart", a, b)
    if x.is_range or y.is_range:
        return _conflict("range", "high", a, b)
    return _conflict("value", "high", a, b)


def _unlikely(a: Stated, b: Stated, x: Bounds, y: Bounds) -> bool:
    """Values too far apart to be one number mistaken, or two numbers of one story that nothing but a noun ties."""
    if x.point is None or y.point is None or x.point * y.point <= 0:
        return True
    if a.article != b.article and slip(a.mention, b.mention) >= _A_SLIP:
        return False
    ratio = abs(x.point / y.point)
    if not (Fraction(2, 5) <= ratio <= Fraction(5, 2)):
        return True
    told_together = a.family == b.family and {a.place_in, b.place_in} <= {"lead", "body"}
    p, q = profile(a), profile(b)
    return told_together and not (
        p.phrase == q.phrase and len(p.phrase) >= 4 and (p.owner == q.owner or not p.owner or not q.owner)
    )


def _conflict(kind: ConflictType, severity: Severity, a: Stated, b: Stated, code: str = "") -> Relation:
    return Relation("conflict", Reason(code or kind, _values(a, b)), kind, severity, "open")


def _values(a: Stated, b: Stated) -> dict[str, str]:
    m, n = a.mention, b.mention
    return {
        "place": m.place or n.place,
        "subject": m.subject or m.measure or n.subject or n.measure,
        "a_value": m.surface, "b_value": n.surface, "value": m.surface,
        "a_where": a.place_in, "b_where": b.place_in,
        "a_time": time_said(m.period, m.time_words), "b_time": time_said(n.period, n.time_words),
        "a_said": m.event, "b_said": n.event,
        "a_title": a.title, "b_title": b.title,
    }  # fmt: skip
