"""One scan over folded text for the atoms of time: years, months, days, lengths, words.

Every alternative is bounded and begins where no numeral runs on, so the scan is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from duikan.engine.time_grammar import Point, Ref
from duikan.engine.time_words import Vocabulary, small_number, vocabulary

YEAR, MONTH, DAY, CLOCK = 1, 2, 3, 4
FIRST_YEAR, LAST_YEAR = 1000, 2199

_SP = "[ \u00a0\u3000]?"
_CN = "一二两三四五六七八九十百千零〇廿"
_EDGE = rf"(?<![\d{_CN}])(?<!\d[.,])"
_TO = r"(?:[—–\-~～〜]{1,2}|至|到)"
_SMALL = r"(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])"
_NOT_MONTH = r"(?![龄球饼亮供租薪票卡刊报经光色嫂子])"
_NOT_DAY = r"(?![内间游元圆均报薪龄币])(?!以内)(?!之内)(?!本(?!报|港|市|社|台|周|届|次))"
_NOT_YEAR = r"(?![级龄货轻检审糕])"
_HISTORY = r"(?!的?(?:历史|文明|悠久|光阴|老店|古))"
_UNITS = (
    r"(?:年(?![级代轻龄会货味报检审薪度夜糕均产纪]|终奖)半?|个?半?(?:学期|季度|世纪|工作日|交易日|昼夜)|个多?半?月|个?半?多?(?:星期|礼拜)|个?半?多?(?:小时|钟头)"
    r"|周(?![年岁边一二三四五六日末刊报])|天(?![然气津下空地堂文上井才赋河赐])|分钟|秒钟?|刻钟|日(?=[内间游]|以内|之内)|载(?![客货重体荷具人入物歌]))"
)
_LENGTH = rf"(?:\d{{1,4}}(?:\.\d{{1,2}})?|[{_CN}半数几多]{{1,6}})"
_LONG_DAYS = r"(?:(?<=连续)|(?<=为期)|(?<=历时)|(?<=长达)|(?<=持续)|(?<=一连))"

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", _EDGE + r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}|\d{4}\.\d{1,2}\.\d{1,2})(?!\d)"),
    ("bc", r"公元前(?:约)?\d{1,4}(?:年|世纪)"),
    (
        "years",
        _EDGE + rf"\d{{4}}{_SP}(?:年度?)?{_SP}(?:[—–\-~～〜/]{{1,2}}|至|到){_SP}(?:\d{{4}}|\d{{2}}){_SP}"
        r"(?:学年|财政年度|财年|年度|赛季|年)(?:度|财政|球季)?(?![底末初中]|年[底末初]|\d{1,2}月|[上下]半年|第?[一二三四1-4]季)",
    ),
    ("year", _EDGE + rf"(?:公元)?\d{{4}}{_SP}(?:学年|财政年度|财年|年){_NOT_YEAR}{_HISTORY}"),
    ("cnyear", _EDGE + rf"[一二][〇○零一二三四五六七八九]{{3}}年{_NOT_YEAR}"),
    ("year2", r"(?:(?<=['’‘])\d{2}年|(?<!\d)(?<!\d[.,])(?:\d{2}年(?=\d{1,2}月)|0\d年))"),
    (
        "decade",
        _EDGE
        + r"(?:\d{3}0|(?:(?:上|上个|本|\d{2}|二十|十九)世纪)?(?:[二三四五六七八九]十|[2-9]0))年代(?:[初中末]期?)?",
    ),
    ("century", _EDGE + r"(?:上个?|本|[12]\d|二?十[一二五六七八九]?)世纪(?:初|中叶|末|中期)?"),
    ("era", "ERA"),
    (
        "plan",
        rf"(?:[「『“\"‘'《](?:二?十[一二三四五六七八九]?|[六七八九])五[」』”\"’'》]?|(?<![{_CN}])十[一二三四五]五)(?:规划)?"
        r"(?:期间|时期|期末|末期|[末初](?![步级中])|以来|收官之年|收官|开局之年|开局|规划期)?",
    ),
    (
        "span",
        _EDGE
        + rf"{_SMALL}{_SP}(?:月份?)?{_SP}{_TO}{_SP}{_SMALL}{_SP}月份?(?!{_SP}\d{{1,2}}{_SP}[日号]|[底初末中]|[上中下]旬){_NOT_MONTH}",
    ),
    ("months", rf"(?<![目空])(?:首|前|头)(?:[一二两三四五六七八九十]|\d{{1,2}}){_SP}个?月(?:份)?(?!前)"),
    ("quarters", _EDGE + r"(?:[一1](?:[—–\-~～]|至|到|、)?[二三四2-4]|前[二两三23]个?|头[二两三23]个?)季度?"),
    ("quarter", r"(?:第[一二三四1-4]季度?|(?<![\d一二三四五六七八九十两前头个])[一二三四1-4]季度)"),
    ("month", rf"(?<![个第]){_EDGE}{_SMALL}{_SP}月(?:份)?{_NOT_MONTH}"),
    ("days", _EDGE + rf"{_SMALL}{_SP}日?{_SP}{_TO}{_SP}{_SMALL}{_SP}日{_NOT_DAY}"),
    (
        "day",
        rf"(?<!第)(?<!连续)(?<!为期)(?<!历时)(?<!长达)(?<!持续)(?<!一连)(?<!近)(?<!每)(?<!共){_EDGE}{_SMALL}{_SP}日{_NOT_DAY}",
    ),
    ("number", rf"(?<=月){_SMALL}{_SP}号(?![线楼机院])|{_EDGE}\d{{1,2}}号(?=[上下]午|凌晨|早|晚|中午|起|至)"),
    ("weekset", r"每(?:逢|个)?(?:周|星期|礼拜)[一二三四五六日天](?:[至到、](?:周|星期)?[一二三四五六日天])?"),
    (
        "weekday",
        r"(?:上上|上个?|本|下下|下个?|这个?)?(?<![每一两二三四五六七八九十数几\d])(?:周|星期|礼拜)[一二三四五六日天](?![次期围边届轮集])",
    ),
    ("set", rf"每隔?{_LENGTH}{_UNITS}"),
    ("length", rf"(?<!第)(?<![之/]){_EDGE}{_LENGTH}(?:多|余|几)?(?:{_TO}{_LENGTH}(?:多|余)?)?{_SP}(?:余|多)?{_UNITS}"),
    ("longdays", rf"{_LONG_DAYS}{_LENGTH}(?:多|余)?日"),
    ("clock", _EDGE + r"\d{1,2}(?:时(?![代期候间常尚速机任报局])(?:\d{1,2}分|许|整|半)?|点(?:\d{1,2}分|许|整|半|钟))"),
    ("hour", rf"(?<=[午晨晚早上间夜后])(?:\d{{1,2}}|[一二三四五六七八九十两]{{1,2}})点(?:半|钟|许|整)?(?![个百五])"),
    ("colon", r"(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])"),
    ("word", "WORDS"),
)


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a time expression: its level (YEAR..CLOCK for a point of the calendar) and what it says.

    `kind`: point, plan, length, set, now, vague, zodiac; `needs`: it means something only after a year or a day.
    """

    kind: str
    start: int
    end: int
    text: str
    level: int = 0
    point: Point | None = None
    needs: str = ""


Reader = Callable[[str], "tuple[int, Point] | None"]
_NUMERAL = re.compile(rf"\d+|[{_CN}元○]+")


def _numbers(text: str) -> list[int]:
    found = (small_number(match[0]) for match in _NUMERAL.finditer(text))
    return [number for number in found if number is not None]


def _iso(text: str) -> tuple[int, Point] | None:
    year, month, day = (int(part) for part in re.split(r"[-/.]", text))
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    return DAY, Point(year=Ref("abs", year), months=(month, month), days=(day, day))


_BUSINESS_YEARS = {"学年": (9, 20), "赛季": (7, 18), "年度": (4, 15), "财年": (4, 15)}


def _business_year(text: str) -> tuple[int, int] | None:
    return next((months for word, months in _BUSINESS_YEARS.items() if word in text), None)


def _years(text: str) -> tuple[int, Point] | None:
    first, last = _numbers(text)[:2]
    if last < 100:
        last += first // 100 * 100
    if not (FIRST_YEAR <= first < last <= LAST_YEAR and last - first <= 120):
        return None
    months = _business_year(text)
    if months and last == first + 1:
        return YEAR, Point(year=Ref("abs", first), months=months)
    if "/" in text and last != first + 1:
        return None
    return YEAR, Point(year=Ref("abs", first), last_year=last)


def _year(text: str) -> tuple[int, Point] | None:
    number = _numbers(text)[0]
    if not FIRST_YEAR <= number <= LAST_YEAR:
        return None
    months = (9, 20) if "学年" in text else None
    return YEAR, Point(year=Ref("abs", number), months=months)


def _year2(text: str) -> tuple[int, Point] | None:
    number = int(text[:2])
    return YEAR, Point(year=Ref("abs", number + (2000 if number < 50 else 1900)))


def _decade(text: str) -> tuple[int, Point] | None:
    numbers = _numbers(text)
    if not numbers:
        return None
    tens = numbers[-1]
    if tens >= 1000:
        start = tens
    else:
        century = numbers[0] if len(numbers) > 1 else 21 if "本世纪" in text or tens < 40 else 20
        start = (century - 1) * 100 + tens
    return YEAR, Point(year=Ref("abs", start), last_year=start + 9)


def _century(text: str) -> tuple[int, Point] | None:
    numbers = _numbers(text)
    number = numbers[0] if numbers else 21 if text.startswith("本") else 20
    start = (number - 1) * 100 + 1
    first, last = start, start + 99
    if "初" in text:
        last = start + 9
    elif "末" in text:
        first = start + 89
    elif "中" in text:
        first, last = start + 39, start + 59
    return YEAR, Point(year=Ref("abs", first), last_year=last)


def _era(text: str) -> tuple[int, Point] | None:
    starts = vocabulary().eras
    name = next(name for name in starts if name in text)
    numbers = _numbers(text[text.index(name) + len(name) :])
    year = starts[name] + numbers[0] - 1 if numbers else 0
    return (YEAR, Point(year=Ref("abs", year))) if numbers and numbers[0] and year <= LAST_YEAR else None


def _plan(text: str) -> tuple[int, Point] | None:
    digits = re.sub(rf"[^{_CN}]", "", text)
    number = small_number(digits[:-1])
    if not number:
        return None
    start = 1951 + 5 * number
    if "收官" in text or "末" in text:
        return YEAR, Point(year=Ref("abs", start + 4))
    if "开局" in text or "初" in text:
        return YEAR, Point(year=Ref("abs", start))
    return YEAR, Point(year=Ref("abs", start), last_year=start + 4)


def _span(text: str) -> tuple[int, Point] | None:
    first, last = _numbers(text)[:2]
    if not (1 <= first <= 12 and 1 <= last <= 12 and first != last):
        return None
    return MONTH, Point(months=(first, last if last > first else last + 12))


def _months(text: str) -> tuple[int, Point] | None:
    number = _numbers(text)[0]
    return (MONTH, Point(months=(1, number))) if 1 <= number <= 12 else None


def _quarters(text: str) -> tuple[int, Point] | None:
    digits = [small_number(c) for c in text if small_number(c)]
    return MONTH, Point(months=(1, 3 * (digits[-1] or 1)))


def _quarter(text: str) -> tuple[int, Point] | None:
    number = next(small_number(c) or 1 for c in text if small_number(c))
    return MONTH, Point(months=(3 * number - 2, 3 * number))


def _month(text: str) -> tuple[int, Point] | None:
    number = _numbers(text)[0]
    return (MONTH, Point(months=(number, number))) if 1 <= number <= 12 else None


def _days(text: str) -> tuple[int, Point] | None:
    first, last = _numbers(text)[:2]
    return (DAY, Point(days=(first, last))) if 1 <= first < last <= 31 else None


def _day(text: str) -> tuple[int, Point] | None:
    number = _numbers(text)[0]
    return (DAY, Point(days=(number, number))) if 1 <= number <= 31 else None


def _weekday(text: str) -> tuple[int, Point] | None:
    shift = 2 * text.count("下下") or text.count("下") or -text.count("上")
    return DAY, Point(week=(shift, "一二三四五六日天".index(text[-1]) % 7 if text[-1] != "天" else 6))


def _clock(_text: str) -> tuple[int, Point] | None:
    return CLOCK, Point(clock=True)


_READERS: dict[str, Reader] = {
    "iso": _iso, "years": _years, "year": _year, "cnyear": _year, "year2": _year2, "decade": _decade,
    "century": _century, "era": _era, "plan": _plan, "span": _span, "months": _months, "quarters": _quarters,
    "quarter": _quarter, "month": _month, "days": _days, "day": _day, "number": _day, "weekday": _weekday,
    "clock": _clock, "hour": _clock, "colon": _clock,
}  # fmt: skip
_KINDS = {"bc": "vague", "weekset": "set", "set": "set", "length": "length", "longdays": "length", "plan": "plan"}
_LEVELS = {
    "year": YEAR, "month": MONTH, "part": MONTH, "season": YEAR, "edge": MONTH, "month_edge": DAY, "ten": DAY,
    "day": DAY, "week": DAY, "same": MONTH, "daypart": CLOCK,
}  # fmt: skip


@cache
def _scanner() -> re.Pattern[str]:
    words = vocabulary()
    era = rf"(?:清|日本)?(?:{'|'.join(words.eras)})(?:元|\d{{1,3}}|[{_CN}]{{1,4}}){_SP}年"
    filled = {"ERA": era, "WORDS": words.pattern}
    return re.compile("|".join(f"(?P<{name}>{filled.get(pattern, pattern)})" for name, pattern in _PATTERNS))


def _word_atom(text: str, start: int, end: int, words: Vocabulary) -> Atom:
    word = words.words[text]
    if word.level == "vague":
        return Atom(word.way if word.way == "now" else "vague", start, end, text)
    if word.level in ("set", "zodiac"):
        return Atom(word.level, start, end, text)
    point = word.point or Point(clock=True)
    return Atom("point", start, end, text, _LEVELS[word.level], point, word.needs)


def scan_atoms(folded: str) -> Iterator[Atom]:
    """The atoms of time in order, never overlapping; impossible months, days and years are left out."""
    words = vocabulary()
    for match in _scanner().finditer(folded):
        name, text = match.lastgroup or "", match[0]
        if name == "word":
            yield _word_atom(text, match.start(), match.end(), words)
            continue
        reader = _READERS.get(name)
        if reader is None:
            yield Atom(_KINDS[name], match.start(), match.end(), text)
            continue
        read = reader(text)
        if read is not None:
            yield Atom(_KINDS.get(name, "point"), match.start(), match.end(), text, *read)
