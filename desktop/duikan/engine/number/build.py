"""Puts a number, its unit and its hedges together into a quantity."""

from __future__ import annotations

import re

from duikan.engine.number import hedges, refusals
from duikan.engine.number.evidence import evident, nominal
from duikan.engine.number.found import FoundQuantity, Kind
from duikan.engine.number.measured import Measured, implied_money, kind_of
from duikan.engine.number.neighbours import ONE
from duikan.engine.number.units import unit_named
from duikan.engine.values import Aggregate, Evidence, Quantity, Span

_SHARE = re.compile(r"(?:占|占比|比重|比例|份额|占到|占了|占全|占总|比率|市占率)[^,，。；;\n]{0,10}$")
_RECENT = re.compile(
    r"(?:历时|耗时|长达|达|用时|已|有|了|过去|持续|从业|经过|连续|长|跨越|相隔|时隔|执教|任职|服役|工作|生活|经历)$"
)
_WEATHER = frozenset(("℃", "度", "点", "级", "华氏度"))
_EXTREMES = ("最高", "最低", "最大", "最小", "最深", "最长")
_MEASURED_SO = re.compile(r"(?:水位|潮位|浪高|水深|流量|雨量|降水量?|海拔|以)[^,，。；;0-9]{0,3}$")
_CAME_TO = re.compile(r"(?:[跌升增降减涨回]至|到|至|最[贵平高低多少]|[场日月年周季]均|[则仅只]为)(?:约|近|逾|超过?)?$")
# What is counted, said before the number: 观影人次3.21亿, 常住人口87.3万, 用户破11.8亿.
_HEAD_UNITS = {
    "人次": "人次", "人口": "人", "用户": "户", "用户数": "户", "载客": "人次", "旅客": "人次", "客流": "人次",
    "观众": "人", "球迷": "人", "访客": "人",
}  # fmt: skip
_HEADS = re.compile(rf"({'|'.join(sorted(_HEAD_UNITS, key=len, reverse=True))})[^,，。；;、0-9的]{{0,5}}$")
_REPORT = re.compile(
    r"(?:股东应占|未经审核|业绩|净?赚|少赚|多赚|蚀|盈利|盈|亏损|亏|纯利|溢利|净利|营收|收入|营业额|出口|进口|卖出|售出|外销|输出)"
)
_SPANS = re.compile(r"(?:范围|区间|介于)[是为在约]{0,2}$")
_SENTENCE_END = re.compile(r"[。；;!！?？\n]")
_LARGE = re.compile("[万亿兆]")
_INSIDE = re.compile(r"内(?![部地外容需蒙阁涵在存陆河环因])")
_AGO = re.compile(r"(?:之|以)?(?:前(?![后期往来])|后(?!续|期))|间(?![隔断或歇])")


def build(
    text: str, first: Measured, last: Measured, previous: FoundQuantity | None, *, alone: bool = False
) -> FoundQuantity | None:
    """The finished quantity, or None where the evidence is too thin; `alone`: the text is nothing but a number."""
    is_range = first is not last
    last = _with_money(text, last, previous)
    unit = last.unit.name if last.unit else ""
    kind: Kind = kind_of(last.unit)
    before = _before(text, first, kind, unit)
    after = _after(text, last, kind)
    compared = hedges.compared(text, first.start, last.end)
    if compared is not None:
        before, after = [compared], []
    hedged = bool(before or after)
    sure = alone or bool(before and any(hedge.word in hedges.comparing() for hedge in before))
    sure = sure or (is_range and _between(text, first.start, last.end))
    if not sure and not evident(text, first, last, previous, hedged=hedged, led=bool(before)):
        return None
    if kind == "duration" and _reported(text, first, last):
        return None
    if kind == "duration" and _AGO.match(text, after[-1].end if after else last.end):
        return None
    plain = not (is_range or hedged)
    one = (
        plain
        and not alone
        and text[last.numeral.start] == "一"
        and last.low == 1
        and refusals.article_one(text, first.numeral, unit, kind, last.end)
    )
    label = plain and not alone and nominal(text, first, last)
    hint = ONE if one else _hint(text, first, last, kind)
    return _found(first, last, before, after, kind, label, hint)


def _between(text: str, start: int, end: int) -> bool:
    """Whether the words around say that two numbers are the ends of a stretch."""
    return text.startswith("之间", end - 2) or _SPANS.search(text[max(0, start - 4) : start]) is not None


def _reported(text: str, first: Measured, last: Measured) -> bool:
    """截至6月底止六个月, 半年赚206亿: the time that is reported on, not a length that is told."""
    return text.startswith("止", first.start - 1) or _REPORT.match(text, last.end) is not None


def _with_money(text: str, whole: Measured, previous: FoundQuantity | None) -> Measured:
    if whole.unit is not None or not _LARGE.search(text, whole.numeral.start, whole.numeral.end):
        return whole
    if implied_money(text, whole):
        return whole._replace(unit=unit_named("元"))
    heads = _HEADS.search(text[max(0, whole.start - 12) : whole.start])
    return whole._replace(unit=unit_named(_HEAD_UNITS[heads[1]])) if heads else _carried(text, whole, previous)


def _carried(text: str, whole: Measured, before: FoundQuantity | None) -> Measured:
    """45,600人，跌至3.8萬: the unit goes without saying."""
    if before is None or not _CAME_TO.search(text[max(0, whole.start - 6) : whole.start]):
        return whole
    between = text[before.span.end : whole.start]
    if before.kind not in ("count", "money") or len(between) > 24 or _SENTENCE_END.search(between):
        return whole
    return whole._replace(unit=unit_named(before.quantity.unit))


def _before(text: str, first: Measured, kind: Kind, unit: str) -> list[hedges.Hedge]:
    large = kind == "percent" or _LARGE.search(text, first.numeral.start, first.numeral.end) is not None
    found = hedges.before(text, first.start, bare=first.numeral.bare) or hedges.past(text, first.start, large=large)
    if found and found[0].word == "近" and kind == "duration":
        known = text[max(0, found[0].start - 3) : found[0].start]
        return found if _RECENT.search(known) else []
    if found and found[0].word in _EXTREMES and (unit in _WEATHER or _observed(text, found[0].start)):
        return [found[0]._replace(bound="about")]
    return [hedge for hedge in found if hedge.bound != "point"]


def _observed(text: str, start: int) -> bool:
    """水位最高2.95米: the greatest that was measured, not a limit."""
    return _MEASURED_SO.search(text[max(0, start - 6) : start]) is not None


def _after(text: str, last: Measured, kind: Kind) -> list[hedges.Hedge]:
    many = kind in ("duration", "measure", "multiple", "percent", "money") and not last.over
    found = hedges.after(text, last.end, many=many, share=last.numeral.form == "fraction")
    inside = (
        _INSIDE.match(text, last.end) if kind == "duration" or (last.unit and last.unit.dimension == "length") else None
    )
    if not found and inside:
        return [hedges.Hedge("内", "high_closed", last.end, last.end + 1)]
    return found


def _found(
    first: Measured, last: Measured, before: list[hedges.Hedge], after: list[hedges.Hedge],
    kind: Kind, nominal: bool, hint: Aggregate | None,
) -> FoundQuantity:  # fmt: skip
    low, high = last.low, last.high
    if first is not last:
        low, high = min(first.low, high), max(first.low, high)
    ends = hedges.bounded(low, high, [*before, *after], over=first.over or last.over)
    marks = [*reversed(before), *after]
    unit = last.unit.name if last.unit else ""
    start, end = first.start, last.end
    words = first.words if first is last else tuple(dict.fromkeys([*first.words, *last.words]))
    if marks:
        words = tuple(dict.fromkeys([*(mark.word for mark in marks), *words]))
        start, end = min(start, *(mark.start for mark in marks)), max(end, *(mark.end for mark in marks))
    quantity = Quantity(ends.low, ends.high, ends.low_open, ends.high_open, unit, words, last.step)
    number = Span(first.numeral.start, last.numeral.end)
    return FoundQuantity(Span(start, end), number, quantity, nominal, kind, hint, _evidence(last, marks, number))


def _hint(text: str, first: Measured, last: Measured, kind: Kind) -> Aggregate | None:
    if kind == "duration":
        return "duration"
    if kind != "percent":
        return None
    fraction = last.numeral.form == "fraction"
    near = text[max(0, first.start - 14) : first.start]
    return "share" if fraction or _SHARE.search(near) else None


def _evidence(last: Measured, marks: list[hedges.Hedge], number: Span) -> tuple[Evidence, ...]:
    found = [Evidence("value", number)]
    if last.unit is not None and last.end > last.unit_start >= last.numeral.end:
        found.append(Evidence("unit", Span(last.unit_start, last.end)))
    found.extend(Evidence("hedge", Span(mark.start, mark.end)) for mark in marks)
    return tuple(found)
