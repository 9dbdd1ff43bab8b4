"""How long it took, against the two dates between which it did: 2020年9月开工……前后花了四年."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial

from duikan.engine.conflict.milestones import BEGINNINGS, ENDINGS, Milestone
from duikan.engine.meaning.measures import kind_of
from duikan.engine.memory import Memory
from duikan.engine.time.grammar import FoundTime
from duikan.engine.time.resolve import resolve_all
from duikan.engine.time.times import find_times
from duikan.engine.values import Conflict, Period, Publication, Reason, Span, Stated

_TOOK = re.compile(
    r"(?:一连|历时|历经|为期|前后|长达|持续|用时|耗时|花了|用了|时隔|跨度|施工期?|建设期|工期|会期|展期|任期|共计|总计|一共|共|跨越|走过|建设周期|周期"
    r"|苦战|奋战|鏖战|服务|服役|任职|效力|执教|停运|停产|停业|停课|封闭|关押|羁押|拖|拖延|延宕|等)"
    r"(?:共|花|用|花费|历时|达|长达|为|仅|只|了|约|近|逾|超过|整整|已|足足)*$"
)
_AGE = re.compile(r"周年|週年|年校庆|岁生日")
_BORN = re.compile(r"成立|创办|创建|建校|创立|始建|创刊|诞生|建成|落成|开馆|建于|建馆|建院|回归|开业")
_APART = re.compile(r"(?:时隔|相隔|相距)[^,，。;；]{0,3}$")
_SINCE = re.compile(r"(?:至今|迄今|距今|到现在)[^,，。;；]{0,4}$")
_LEFT = re.compile(r"(?:尚余|尚有|还有|还剩|仅剩|只剩|剩下|剩余)(?:约|近|不到|不足|大约)?$")
_DAY = {"年": Fraction(36525, 100), "月": Fraction(3044, 100), "周": Fraction(7), "日": Fraction(1)}
_UNITS = {
    "年": "年",
    "个月": "月",
    "月": "月",
    "周": "周",
    "星期": "周",
    "个星期": "周",
    "日": "日",
    "天": "日",
    "季": "",
    "周年": "年",
}
_LONGEST_YEARS = 400
_ONE_OPENING = 62
_NEXT = 8
_EDGES = frozenset(("since", "until", "by"))
_RUNS_TO = re.compile(r"[^0-9,，。]{0,2}[,，]?(?:将)?(?:持续|延续|一直)?(?:直?至|到)")

Piece = tuple[date, date]


def find_lengths(
    stated: Iterable[Stated], milestones: Iterable[Milestone], memory: Memory | None = None
) -> Iterator[Conflict]:
    """Lengths of time that two dates of the text contradict; rounding to the smallest printed unit let pass."""
    memory = memory or Memory()
    told: dict[int, list[Milestone]] = defaultdict(list)
    for one in milestones:
        told[one.article].append(one)
    for one in stated:
        if kind_of(one.mention) == "duration" and not one.mention.nominal and one.said:
            days = told.get(one.article, [])
            yield from memory.once(("length", one.id), (one, *days), partial(_length, one, days))


def _length(one: Stated, told: Sequence[Milestone]) -> tuple[Conflict, ...]:
    start = one.mention.span.start - one.sentence
    before = one.said[max(0, start - 12) : start]
    aged = bool(_AGE.search(one.mention.surface + one.said[start + len(one.mention.surface) :][:3]))
    if not (aged or any(said.search(before) for said in (_TOOK, _SINCE, _APART, _LEFT))):
        return ()
    days = _days(one)
    if days is None:
        return ()
    ends = _ends(one, before, aged, told)
    if ends is None:
        return ()
    (first, first_words, spots), (last, last_words, more) = ends
    least, most = (last[0] - first[1]).days, (last[1] - first[0]).days + 1
    if most <= 0 or most > _LONGEST_YEARS * 366 or not (days[1] < least or days[0] > most):
        return ()
    values = {
        "subject": one.mention.subject or one.mention.owner, "first": first_words, "second": last_words,
        "computed": _said(least, most, one), "stated": one.mention.surface,
    }  # fmt: skip
    places = tuple(sorted({(one.article, one.mention.span), *spots, *more}))
    return (Conflict("date", "medium", "open", (one.id,), places, Reason("duration", values)),)


End = tuple[Piece, str, list[tuple[int, Span]]]


def _ends(one: Stated, before: str, aged: bool, told: Sequence[Milestone]) -> tuple[End, End] | None:
    """The two days between which the length should lie, each with its words and where they stand."""
    times = [_point(time) for time in find_times(one.said) if not time.duration]
    publication = Publication(one.published, "given") if one.published else Publication()
    periods = resolve_all(times, publication)
    said = [
        (piece, one.said[slice(*time.span)], [(one.article, time.span.shifted(one.sentence))])
        for time, period in zip(times, periods, strict=True)
        if (piece := _piece(period)) is not None
    ]
    apart = bool(_APART.search(before))
    earlier = said if apart else [end for end in said if end[2][0][1].start < one.mention.span.start]
    if aged:
        return _aged(one, earlier)
    if _SINCE.search(before):
        return (earlier[-1], _today(one)) if earlier and one.published else None
    if _LEFT.search(before):
        return _to_come(one, earlier)
    until = _until(one, times, periods) if earlier else None
    if until is not None:
        return earlier[-1], until
    if len(earlier) == 1:
        return _range(earlier[0]) or _opened(one, earlier[0], told)
    return (earlier[-2], earlier[-1]) if len(earlier) > 1 and earlier[-2][0] <= earlier[-1][0] else None


def _point(time: FoundTime) -> FoundTime:
    """自2015年, 至12月31日: the year or day itself, not the time from then on or up to it."""
    if time.expression.kind != "point" or not time.expression.ahead or time.expression.relation not in _EDGES:
        return time
    return time._replace(expression=replace(time.expression, relation="in"))


def _to_come(one: Stated, earlier: Sequence[End]) -> tuple[End, End] | None:
    """距2027年通车还有两年: from the day of publication on."""
    if not earlier or one.published is None or earlier[-1][0][0] <= one.published:
        return None
    return _today(one), earlier[-1]


def _piece(period: Period) -> Piece | None:
    if period.start is None or period.end is None or period.alternatives or period.relation != "in":
        return None
    return period.start, period.end


def _until(one: Stated, times: Sequence[FoundTime], periods: Sequence[Period]) -> End | None:
    """The day that a length runs to, said right after it: 为期五天，至11月26日."""
    after = one.mention.span.end - one.sentence
    for time, period in zip(times, periods, strict=True):
        if after <= time.span.start <= after + _NEXT and period.end is not None and not period.alternatives:
            said = one.said[after : time.span.end]
            if _RUNS_TO.match(said):
                day = (period.end, period.end)
                return day, one.said[slice(*time.span)], [(one.article, time.span.shifted(one.sentence))]
    return None


def _range(end: End) -> tuple[End, End] | None:
    """One expression that holds both days: 6月1日至20日."""
    (first, last), words, spots = end
    parts = re.split(r"至|到|—|-|~|～", words)
    if len(parts) != 2 or first == last:
        return None
    return ((first, first), parts[0], spots), ((last, last), parts[1], spots)


def _opened(one: Stated, begun: End, told: Sequence[Milestone]) -> tuple[End, End] | None:
    """A beginning in the sentence and the one day on which the article says that the thing was done."""
    starts = [m for m in told if (m.article, m.time.span) in begun[2] and m.time.event in BEGINNINGS]
    ends = [m for m in told if m.time.event in ENDINGS and _piece(m.time.period)]
    days = sorted(piece for m in ends if (piece := _piece(m.time.period)) is not None)
    if not starts or not days or (days[-1][1] - days[0][0]).days > _ONE_OPENING:
        return None
    piece = (days[0][0], days[-1][1])
    return begun, (piece, ends[0].time.surface, [(m.article, m.time.span) for m in ends])


def _aged(one: Stated, earlier: list[End]) -> tuple[End, End] | None:
    """建于1925年，今年迎来90周年: the year of birth and the year that is told of."""
    if not earlier or not _BORN.search(one.said):
        return None
    last = earlier[-1] if len(earlier) > 1 else _today(one) if one.published else None
    return (earlier[0], last) if last is not None else None


def _today(one: Stated) -> End:
    assert one.published is not None
    return (one.published, one.published), one.published.isoformat(), []


def _days(one: Stated) -> tuple[Fraction, Fraction] | None:
    """The least and the most days a length can mean: three quarters of its smallest unit either way."""
    q = one.mention.quantity
    unit = _DAY.get(_UNITS.get(q.unit, ""))
    if unit is None or (q.low is None and q.high is None):
        return None
    smallest = min((_DAY[key] for key in ("年", "月", "周", "日") if _holds(one.mention.surface, key)), default=unit)
    slack = Fraction(0) if smallest <= 1 else smallest * 3 / 4
    if q.hedges:
        slack = max(slack, unit)
    low = q.low * unit - slack if q.low is not None else Fraction(0)
    high = q.high * unit + slack if q.high is not None else (q.low or Fraction(0)) * unit * 3 / 2 + slack
    return low, high


def _holds(surface: str, key: str) -> bool:
    words = {"周": ("周", "週", "星期"), "日": ("日", "天")}.get(key, (key,))
    return any(word in surface for word in words)


def _said(least: int, most: int, one: Stated) -> str:
    unit = one.mention.quantity.unit
    size = _DAY.get(_UNITS.get(unit, ""), Fraction(1))
    low, high = (f"{float(days / size):.1f}".removesuffix(".0") for days in (least, most))
    return f"{high}{unit}" if size == 1 or low == high else f"{low}–{high}{unit}"
