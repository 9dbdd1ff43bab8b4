"""Whether `engine.pipeline.read` gives what an item of a suite asks."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction

from tests.suites.items import Amount, Cycle, Days, Item, Wanted

from duikan.engine.number.units import dimension, factor, same_counting
from duikan.engine.pipeline import read
from duikan.engine.values import Mention, Span, TimeMention

_CLOSE = Fraction(1, 10**9)
_ABOUT = Fraction(1, 50)  # a month is 30 days in one suite, a twelfth of a year in another
_DAY = timedelta(days=1)
_SHARES = ("percent", "point")
_LENGTHS = {"duration-months": Fraction(2592000), "duration-seconds": Fraction(1)}
_SETS = {"打": 12, "双": 2, "对": 2}
_VAGUE = re.compile("[几幾数數多余餘]")
_CURRENCY = re.compile("[元圆圓块塊毛角分镑鎊铢銖]|卢布|人民币|币")
# Said without its week, month or year: the one before and the one after are both right, as Recognizers gives both.
_BARE = (
    (re.compile(r"(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]"), 7),
    (re.compile(r"从?[0-9一二三四五六七八九十]{1,3}(?:月|[~～至到]?[一二三四五六七八九十0-9]+月)"), 365),
    (re.compile(r"[0-9一二三四五六七八九十]{1,3}[日号號]"), 30),
    (re.compile(r"[^0-9]+(?:节|節|日|元旦|圣诞|聖誕)$|元旦$"), 365),
)


class Reading:
    """All that was read in one text, at its places in the text."""

    def __init__(self, item: Item) -> None:
        self.published = item.published
        page = read(item.text, published=item.published)
        self.mentions: list[tuple[Span, Mention]] = []
        self.times: list[tuple[Span, TimeMention]] = []
        for reading in page.readings:
            shift = reading.article.pieces[0].span.start - reading.article.pieces[0].start
            self.mentions += [(one.span.shifted(shift), one) for one in reading.mentions]
            self.times += [(one.span.shifted(shift), one) for one in reading.times]


def right(item: Item) -> bool:
    """True when every value asked for is read at its place, and nothing where nothing is asked for."""
    reading = Reading(item)
    if not item.wanted:
        return not any(_of_kind(item.kind, one) for _, one in reading.mentions)
    at, found = 0, True
    for wanted in item.wanted:
        start = item.text.lower().find(wanted.place.lower(), at)
        start = start if start >= 0 else at
        place = Span(start, start + len(wanted.place))
        at = place.end
        found = found and _right(wanted, place, reading)
    return found


def _of_kind(kind: str, mention: Mention) -> bool:
    """A number the item's suite says is not there: 一美元 is a sum of money, so there is no plain number in it."""
    if mention.nominal:
        return False
    share = dimension(mention.quantity.unit) in _SHARES
    money = dimension(mention.quantity.unit).startswith("money")
    return {"plain number": not share and not money, "percentage": share}.get(kind, True)


def _right(wanted: Wanted, place: Span, reading: Reading) -> bool:
    if isinstance(wanted, Cycle):
        return any(span.overlaps(place) and one.surface.startswith("每") for span, one in reading.times)
    if isinstance(wanted, Days):
        return any(span.overlaps(place) and _same_days(wanted, one, reading.published) for span, one in reading.times)
    inside = [one for span, one in reading.mentions if span.overlaps(place)]
    if wanted.unit and dimension(wanted.unit) in _LENGTHS:
        return any(_same_length(wanted, one) for one in inside)
    return any(_same_amount(wanted, one) for one in inside) or _in_a_date(wanted, place, reading)


def _in_a_date(wanted: Amount, place: Span, reading: Reading) -> bool:
    """A bare number that is part of a date (1991年) is read as the date it is part of."""
    return wanted.unit is None and any(
        span.contains(place) and (span.start, span.end) != (place.start, place.end) for span, _ in reading.times
    )


def _same_amount(wanted: Amount, mention: Mention) -> bool:
    quantity = mention.quantity
    if wanted.unit is None:
        rate = _plain_rate(quantity.unit)
    elif _same_unit(wanted, quantity.unit):
        rate = _rate(wanted.unit, quantity.unit)
    else:
        return False
    low, high = (end * rate if end is not None else None for end in (quantity.low, quantity.high))
    return _same_ends(wanted, low, high, _CLOSE)


def _plain_rate(unit: str) -> Fraction:
    """五分之一 is read as 20 %, 三双 may be read as three pairs: the same number."""
    return Fraction(1, 100) if unit == "%" else Fraction(_SETS.get(unit, 1))


def _same_ends(wanted: Amount, low: Fraction | None, high: Fraction | None, close: Fraction) -> bool:
    """A single value is right where one end is it (三百多: above 300); a vague range where one lies in the other."""
    if wanted.low is not None and wanted.low == wanted.high:
        return _near(wanted.low, low, close) or _near(wanted.low, high, close)
    if wanted.low is not None and wanted.high is not None and low is not None and _VAGUE.search(wanted.place):
        most = high if high is not None else wanted.high
        return (wanted.low <= low and most <= wanted.high) or (low <= wanted.low and wanted.high <= most)
    return _near(wanted.low, low, close) and _near(wanted.high, high, close)


def _same_unit(wanted: Amount, given: str) -> bool:
    unit = wanted.unit or ""
    if unit == "%":
        return dimension(given) in _SHARES
    if dimension(unit) == dimension(given) or same_counting(unit, given) or {unit, given} in _SAME:
        return True
    return not given and dimension(unit) == "money-CNY" and not _CURRENCY.search(wanted.place)


# A bare 度 does not say of what, a bare 分 whether of money; 十个月大 is an age in one suite, a length of time here.
_SAME = ({"度", "℃"}, {"分", "分钱"}, {"岁", "月龄"})


def _rate(wanted: str, given: str) -> Fraction:
    known = wanted != "%" and given and dimension(wanted) == dimension(given)
    return factor(given) / factor(wanted) if known else Fraction(1)


def _same_length(wanted: Amount, mention: Mention) -> bool:
    quantity = mention.quantity
    kind = dimension(quantity.unit)
    if kind not in _LENGTHS or wanted.unit is None:
        return kind == "age" and _same_ends(wanted, quantity.low, quantity.high, _CLOSE)
    rate = _seconds(quantity.unit) / _seconds(wanted.unit)
    low, high = (end * rate if end is not None else None for end in (quantity.low, quantity.high))
    return _same_ends(wanted, low, high, _ABOUT)


def _seconds(unit: str) -> Fraction:
    return factor(unit) * _LENGTHS[dimension(unit)]


def _near(wanted: Fraction | None, given: Fraction | None, close: Fraction) -> bool:
    if wanted is None or given is None:
        return wanted is given
    return abs(wanted - given) <= abs(wanted) * close


def _same_days(wanted: Days, time: TimeMention, published: date | None) -> bool:
    pairs = [(wanted.start, wanted.end), *wanted.other]
    for bare, days in _BARE:
        if bare.match(wanted.place):
            pairs += [_moved(pair, by * days) for pair in pairs for by in (-1, 1)]
            break
    given = [(time.period.start, time.period.end)]
    if time.period.relation in ("by", "until"):  # a suite may count from the reference day, or from ever
        given += [(published, time.period.end), (None, time.period.end)]
    return any(_same_end(pair, one, wanted.loose) for pair in pairs for one in given)


Pair = tuple[date | None, date | None]


def _moved(pair: Pair, days: int) -> Pair:
    """The same days a week, a month or a year away, by the calendar."""
    first, last = (one and _away(one, days) for one in pair)
    return first, last


def _away(one: date, days: int) -> date:
    if abs(days) == 7:
        return one + timedelta(days=days)
    months = days // 30 if abs(days) == 30 else 12 * (days // 365)
    year, month = divmod(one.year * 12 + one.month - 1 + months, 12)
    for dom in range(one.day, 27, -1):
        try:
            return date(year, month + 1, dom)
        except ValueError:
            continue
    return date(year, month + 1, min(one.day, 28))


def _same_end(pair: Pair, given: Pair, loose: bool) -> bool:
    if given == (None, None):
        return False
    if loose and _inside(pair, given):
        return True
    return all(
        (one is None) == (other is None) and (one is None or other is None or abs(one - other) <= slack)
        for one, other, slack in zip(pair, given, _slack(pair), strict=True)
    )


def _slack(pair: Pair) -> tuple[timedelta, timedelta]:
    """A day at either end of a stretch of more than one: the suites themselves differ on whether today counts."""
    return (_DAY, _DAY) if pair[0] != pair[1] else (_DAY * 0, _DAY * 0)


def _inside(pair: Pair, given: Pair) -> bool:
    """Whether one of the two stretches lies in the other; an open end holds everything."""
    return _holds(pair, given) or _holds(given, pair)


def _holds(outer: Pair, inner: Pair) -> bool:
    first = outer[0] is None or (inner[0] is not None and outer[0] - _DAY <= inner[0])
    last = outer[1] is None or (inner[1] is not None and inner[1] <= outer[1] + _DAY)
    return first and last
