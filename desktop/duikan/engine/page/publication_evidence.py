"""What a page says about its own day: printed dates, wire datelines, and the years it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from duikan.engine.page.furniture import is_furniture
from duikan.engine.time.grammar import FoundTime, Point
from duikan.engine.values import Span

YearKind = Literal["past", "future", "neutral", "plan", "turn", "zodiac", "apposed"]

_WEEKDAY = re.compile(r"(?:星期|周|礼拜)([一二三四五六日天])")
_MASTHEAD = re.compile(
    r"来源|发布|发表于|出版日期|更新|编辑|第?[A-Z]?\d{1,3}版|版面|出版|刊登|期号|日报|晚报|时报|晨报|商报|周刊|周报|早报|快报|头版|要闻|报纸|Published|Updated"
)
_RUNNING_TEXT = re.compile(
    r"[。;；]|将|举行|举办|召开|至|起|截至|前|后|拍摄|摄|期间|地点|地址|报名|活动|(?<!发布)(?<!出版)日期|(?<!发布)(?<!更新)时间|开幕|展期|查询|生|卒"
)
_WIRE = re.compile(r"(?:专?电(?![话影力子动视脑])|讯[)(:：]?|专讯|消息[:：,，])")
_NEWS = re.compile(
    r"(?:在|于|从|由|获悉|公布|宣布|发布|表示|介绍|召开|举行|举办|印发|出台|报道|透露|抵达|会见|发表|上午|下午|晚|凌晨|消息|发生|闭幕|开幕|通报|披露|指出|了解到|[，,])"
)
_ENGLISH = re.compile(
    r"(?<![A-Za-z\d])(?:(?P<m1>[A-Z][a-z]{2,8})\.? (?P<d1>\d{1,2}), ?(?P<y1>\d{4})"
    r"|(?P<d2>\d{1,2}) (?P<m2>[A-Z][a-z]{2,8})\.?,? (?P<y2>\d{4}))(?!\d)"
)
_LATIN = re.compile("[A-Z][a-z]{2}")  # with what every month begins
_ENGLISH_DAY = re.compile(r"(?<![A-Za-z])(Mon|Tue|Wed|Thu|Fri|Sat|Sun)", re.IGNORECASE)
_ENGLISH_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ANIMALS = "鼠牛虎兔龙蛇马羊猴鸡狗猪"
_PLAN = re.compile(r"方案|计划|规划|行动|纲要|意见|措施|蓝图|策略|\((?=\d{4})")
_THIS_YEAR = re.compile(r"(?:今年|本年)(?:\(|是|即|为)?$")
_THIS_YEAR_AFTER = re.compile(r"[(（]?(?:今年|本年)")
_LONG_LINE = 60
_HEAD, _FOOT = 300, 100


@dataclass(frozen=True, slots=True)
class StatedDay:
    """A day printed as the page's date; `weight` 3 with a weekday or a source beside it, 1 alone on its line."""

    day: date
    span: Span
    weight: int


@dataclass(frozen=True, slots=True)
class YearWord:
    """A year the page speaks of, and whether it is behind it, before it, or neither is said."""

    year: int
    kind: YearKind
    span: Span
    last: int = 0


@dataclass(frozen=True, slots=True)
class DayWord:
    """A day (or month, `day` None; or bare day, `month` None) without a year, spoken of as past."""

    month: int | None
    day: int | None
    span: Span
    wire: bool = False
    news: bool = False


def stated_days(folded: str, times: Sequence[FoundTime]) -> list[StatedDay]:
    """The days printed as a date of the page: in a masthead, beside a source, or alone on a line."""
    found = [_stated(folded, time.span, day) for time in times if (day := full_day(time)) is not None]
    found += [_stated(folded, span, day) for span, day in _english_days(folded)]
    days = [stated for stated in found if stated is not None]
    lone = {stated.day for stated in days if stated.weight == 1}
    return [stated for stated in days if stated.weight > 1 or len(lone) == 1]


def full_day(time: FoundTime) -> date | None:
    """The day of an expression that names year, month and one day."""
    point = time.expression.first
    if point is None or time.expression.last is not None or point.year is None or point.year.base != "abs":
        return None
    if point.months is None or point.days is None or point.days[0] != point.days[1]:
        return None
    return _date(point.year.number, point.months[0], point.days[0])


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _english_days(folded: str) -> Iterator[tuple[Span, date]]:
    for match in _ENGLISH.finditer(folded) if _LATIN.search(folded) else ():
        name = (match["m1"] or match["m2"]).lower()[:3]
        if name not in _MONTHS:
            continue
        day = _date(int(match["y1"] or match["y2"]), _MONTHS.index(name) + 1, int(match["d1"] or match["d2"]))
        if day is not None:
            yield Span(*match.span()), day


def _stated(folded: str, span: Span, day: date) -> StatedDay | None:
    start = folded.rfind("\n", max(0, span.start - 200), span.start) + 1
    end = folded.find("\n", span.end, span.end + 200)
    end = end if end >= 0 else min(len(folded), span.end + 200)
    line = folded[max(start, span.start - 200) : end]
    rest = line.replace(folded[span.start : span.end], "", 1)
    if len(line) > _LONG_LINE or _RUNNING_TEXT.search(rest):
        return None
    if is_furniture(line.strip()):
        return StatedDay(day, span, 3)
    near = folded[span.start : min(end, span.end + 8)]
    weekday = _WEEKDAY.search(near) or _WEEKDAY.search(line)
    if weekday is not None and min("一二三四五六日天".index(weekday[1]), 6) == day.weekday():
        return StatedDay(day, span, 3)
    if _MASTHEAD.search(rest):
        return StatedDay(day, span, 3)
    named = _ENGLISH_DAY.search(line)
    if named is not None and named[1].lower() == _ENGLISH_DAYS[day.weekday()]:
        return StatedDay(day, span, 3)
    bare = re.sub(r"[\s\d:：()（）\[\]【】|/\-—]|星期.|周.|上午|下午", "", rest)
    at_an_end = span.start < _HEAD or span.end > len(folded) - _FOOT
    return StatedDay(day, span, 1) if not bare and at_an_end else None


def year_words(folded: str, times: Sequence[FoundTime]) -> list[YearWord]:
    """Every year the page names, as evidence of when it was written."""
    words: list[YearWord] = []
    for time in times:
        point = time.expression.last or time.expression.first
        if time.expression.kind == "vague" and folded[time.span.start] in _ANIMALS:
            words.append(YearWord(_ANIMALS.index(folded[time.span.start]), "zodiac", time.span))
        elif point is not None and point.year is not None and point.year.base == "abs":
            words.append(_year_word(folded, time, point))
    return _coming([word for word in words if word.kind == "zodiac" or 1900 <= word.year <= 2150])


def _coming(words: list[YearWord]) -> list[YearWord]:
    """A year that the page once names as to come is to come wherever nothing is said of it."""
    told = {word.year for word in words if word.kind == "future"}
    told -= {word.year for word in words if word.kind in ("past", "apposed")}
    return [replace(word, kind="future") if word.kind == "neutral" and word.year in told else word for word in words]


def _year_word(folded: str, time: FoundTime, point: Point) -> YearWord:
    year, span = point.year.number if point.year else 0, time.span
    first = time.expression.first
    begins = first.year.number if first is not None and first.year is not None else year
    ends = point.last_year or year
    if time.expression.kind == "plan":
        return YearWord(begins, "turn" if point.last_year is None else "plan", span, ends)
    if _THIS_YEAR.search(folded[max(0, span.start - 4) : span.start]) or _THIS_YEAR_AFTER.match(folded, span.end):
        return YearWord(year, "apposed", span, year)
    if ends > begins:
        near = folded[max(0, span.start - 12) : span.end + 8]
        is_plan = ends - begins <= 15 and (time.tense != "past" or _PLAN.search(near) is not None)
        return YearWord(begins if is_plan else ends, "plan" if is_plan else "past", span, ends)
    return YearWord(year, _direction(folded, time, point), span, year)


def _direction(folded: str, time: FoundTime, point: Point) -> YearKind:
    relation = time.expression.relation
    if relation == "by" or time.tense == "future":
        return "future"
    if relation == "until" or time.tense == "past" or (relation == "since" and "起" not in folded[time.span.end - 1]):
        return "past"
    return "past" if point.days is not None and relation == "in" else "neutral"


def day_words(folded: str, times: Sequence[FoundTime]) -> list[DayWord]:
    """The days and months without a year that the page reports as past: what bounds its own day from below."""
    words: list[DayWord] = []
    for time in times:
        point = time.expression.last or time.expression.first
        if point is None or time.tense == "future" or time.expression.relation in ("by", "since") or point.edge:
            continue
        this_year = point.year is None or (point.year.base == "pub" and point.year.number == 0)
        if not this_year or point.clock or (point.months is not None and point.months[0] != point.months[1]):
            continue
        month = point.months[1] if point.months else None
        day = point.days[1] if point.days else None
        if (month is None and day is None) or (day is None and time.tense != "past"):
            continue
        tail = folded[time.span.end : time.span.end + 6]
        wire = month is not None and day is not None and _WIRE.match(tail) is not None
        news = time.tense == "past" or _NEWS.match(tail) is not None
        words.append(DayWord(month, day, time.span, wire, news))
    return words
