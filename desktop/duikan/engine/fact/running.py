"""Counts that run on: what adds up over time, what one stretch of it brought, and how the two may stand together."""

from __future__ import annotations

import re
from datetime import date

from duikan.engine.fact.amounts import NO_CHANCE, Relation, conflict, equal_values, no
from duikan.engine.fact.bounds import bounds_of
from duikan.engine.fact.likeness import profile
from duikan.engine.fact.periods import When, overlap
from duikan.engine.meaning.measures import digits
from duikan.engine.values import Mention, Period, Stated

_MONTH, _TWO_MONTHS, _YEAR_AND_DAY = 28, 62, 366
_SUM_WORDS = re.compile(r"累[计积]|历年|历届|历次|至今|迄今|以来|总共|总计|先后")
_NEARBY = 30
_A_NAME = 4
_TOGETHER = re.compile(r"合计|合共|共计|总计|总共|一共|^共$|^总$")


def sums_what_is_new(a: Stated, b: Stated) -> bool:
    """One value told as the sum of years here, and there as what one year or half-year brought."""
    summed, other = (a, b) if a.mention.aggregate == "cumulative" else (b, a)
    m, n = summed.mention, other.mention
    if (
        m.aggregate != "cumulative"
        or not _says_sum(summed)
        or n.aggregate not in ("new", "level")
        or not equal_values(m, n)
    ):
        return False
    if _TOGETHER.search(m.event) or digits(n) < NO_CHANCE + (n.aggregate == "level"):
        return False
    return _of_a_stretch(other) and _other_stretch(m.period, n.period, summed.published)


def _says_sum(one: Stated) -> bool:
    """True where a word says so (累計, 歷年), not only a time that runs on."""
    at = one.mention.span.start - one.sentence
    return not one.said or bool(_SUM_WORDS.search(one.said[max(0, at - _NEARBY) : at]))


def _of_a_stretch(one: Stated) -> bool:
    """True for what a bounded time of its own sentence brought: 今年新增, 2024年全年发电."""
    n = one.mention
    own = n.period.basis in ("explicit", "relative") or (n.time_span is not None and n.time_span.start >= one.sentence)
    if n.period.start is None or n.period.end is None or n.period.basis == "plan" or not own:
        return False
    days = (n.period.end - n.period.start).days
    return (_MONTH <= days <= _YEAR_AND_DAY and n.period.relation in ("in", "until")) or n.aggregate == "new"


def _other_stretch(p: Period, q: Period, told: date | None) -> bool:
    """True where the sum ends on another day than the stretch, or is known to begin on another; without a time of its
    own it runs to the day it was `told`."""
    if p.start and q.start and abs((p.start - q.start).days) > _TWO_MONTHS:
        return True
    end = p.end or told
    return end is not None and q.end is not None and abs((end - q.end).days) > _TWO_MONTHS


def running(a: Stated, b: Stated) -> bool:
    """Two counts that run on, told on different days: no one of them is wrong."""
    if a.published is None or b.published is None or _fell(a, b):
        return False
    days = abs((a.published - b.published).days)
    open_ended = all(_unbound(one) for one in (a, b))
    return open_ended and (days > 3 or (days > 0 and "cumulative" in (a.mention.aggregate, b.mention.aggregate)))


def _fell(a: Stated, b: Stated) -> bool:
    """True where a sum told later is less than the one told before: it can only grow."""
    if not (summed_up(a) and summed_up(b)) or a.published == b.published:
        return False
    assert a.published is not None and b.published is not None
    early, late = (a, b) if a.published < b.published else (b, a)
    x, y = bounds_of(early.mention), bounds_of(late.mention)
    return x.low is not None and y.high is not None and y.high < x.low


def summed_up(one: Stated) -> bool:
    """True for what adds up over time by its words; 合计 adds up parts, and a year's sum is the year's."""
    return one.mention.aggregate == "cumulative" and not _TOGETHER.search(one.mention.event) and _says_sum(one)


def _unbound(one: Stated) -> bool:
    """True when the number holds for the day it was told: no time, or one that runs to that day."""
    period = one.mention.period
    if period.start is None or period.relation in ("since", "until"):
        return True
    over = period.end is not None and one.published is not None and period.end < one.published
    return one.mention.aggregate == "cumulative" and not over


def new_or_sum(a: Stated, b: Stated, level: Relation, when: When, told: bool = False) -> Relation:
    """How what a time brought relates to the sum so far."""
    if not _says_sum(a if a.mention.aggregate == "cumulative" else b):
        return no("other_aggregate", a, b)
    if told and level.kind == "same" and when.meeting != "other":
        return conflict("cumulative_vs_new", "medium", a, b)
    together = when.meeting != "other" or bool(when.agree) or overlap(a.mention.period, b.mention.period)
    alone = NO_CHANCE - (profile(a).phrase == profile(b).phrase and len(profile(a).phrase) >= _A_NAME)
    if level.kind == "same" and together and digits(a.mention) + _hedged(a.mention) >= alone:
        return conflict("cumulative_vs_new", "medium", a, b)
    return no("other_aggregate", a, b)


def _hedged(m: Mention) -> int:
    """1 where the two share a bound and not a bare number: 超過50家 twice is no chance."""
    return 1 if (m.quantity.low is None) != (m.quantity.high is None) else 0
