"""One scan over folded text for the atoms of time: years, months, days, lengths, words.

Every alternative is bounded and begins where no numeral runs on, so the scan is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from duikan.engine.repetition import Repeats
from duikan.engine.time.grammar import Point, Ref
from duikan.engine.time.holidays import holiday_name
from duikan.engine.time.patterns import CN, SP, gate_pattern, scanner_pattern
from duikan.engine.time.words import DIGITS, Vocabulary, small_number, vocabulary

YEAR, MONTH, DAY, CLOCK = 1, 2, 3, 4
FIRST_YEAR, LAST_YEAR = 1000, 2199
LAST_MONTH_DAY = 31


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a time expression: its level (YEAR..CLOCK for a point of the calendar) and what it says.

    `kind`: point, plan, length, set, now, vague, zodiac, feast; `needs`: it means something only
    after a year, month or day.
    """

    kind: str
    start: int
    end: int
    text: str
    level: int = 0
    point: Point | None = None
    needs: str = ""


Reader = Callable[[str], "tuple[int, Point] | None"]
_NUMERAL = re.compile(rf"\d+|[{CN}元○]+")


def _numbers(text: str) -> list[int]:
    found = (small_number(match[0]) for match in _NUMERAL.finditer(text))
    return [number for number in found if number is not None]


def _iso(text: str) -> tuple[int, Point] | None:
    year, month, day = (int(part) for part in re.split(r"[-/.]", text))
    if day > LAST_MONTH_DAY:  # 6/18/2021
        year, month, day = (day, year, month) if year <= 12 else (day, month, year)
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    return DAY, Point(year=Ref("abs", year), months=(month, month), days=(day, day))


_BUSINESS_YEARS = {
    "学年": (9, 20),
    "赛季": (7, 18),
    "球季": (7, 18),
    "年度": (4, 15),
    "财年": (4, 15),
    "榨季": (10, 21),
}


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
    number = int("".join(str(DIGITS.get(c, c)) for c in text[:2]))
    return YEAR, Point(year=Ref("abs", number + (2000 if number < 50 else 1900)))


def _roc(text: str) -> tuple[int, Point] | None:
    return YEAR, Point(year=Ref("abs", _numbers(text)[0] + 1911), months=(8, 19) if "学年" in text else None)


def _said(text: str) -> tuple[int, Point] | None:
    return YEAR, Point(same=True, edge="end" if text.endswith("末") else "")


def _report(text: str) -> tuple[int, Point] | None:
    """The months that 中报 and 年报 tell of."""
    last = 6 if text[0] in "中半" else 3 if text[0] == "一" else 9 if text[0] == "三" else 12
    return MONTH, Point(months=(1, last), report=True)


def _holiday(text: str) -> tuple[int, Point] | None:
    return DAY, Point(holiday=holiday_name(text))


def _decade(text: str) -> tuple[int, Point] | None:
    numbers = _numbers(text)
    if re.match("[二三四五六七八九]{2}十", text):  # 七八十年代
        first, last = (1900 + 10 * (small_number(c) or 0) for c in text[:2])
        return YEAR, Point(year=Ref("abs", first), last_year=last + 9)
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
    digits = re.sub(rf"[^{CN}]", "", text)
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
    digits = [small_number(c) or 1 for c in text if small_number(c)]
    first = digits[0] if len(digits) > 1 else 1
    return (MONTH, Point(months=(3 * first - 2, 3 * digits[-1]))) if first < digits[-1] else None


def _quarter(text: str) -> tuple[int, Point] | None:
    number = next(small_number(c) or 1 for c in text if small_number(c))
    return MONTH, Point(months=(3 * number - 2, 3 * number))


def _half(text: str) -> tuple[int, Point] | None:
    year, part = int(text[:4]), int(text[-1])
    months = (3 * part - 2, 3 * part) if text[-2] == "Q" else (6 * part - 5, 6 * part)
    return (MONTH, Point(year=Ref("abs", year), months=months)) if FIRST_YEAR <= year <= LAST_YEAR else None


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
    weekday = min("一二三四五六日天".index(text[-1]), 6)
    return DAY, Point(week=(shift, weekday), loose=text[0] in "周星礼")


def _nth(text: str) -> tuple[int, Point] | None:
    """第二个周日, 最后一周, 最后一天, 最后一个月, 首月, 第八个月."""
    if text.endswith("月"):
        number = 12 if text.startswith("最") else (_numbers(text) or [1])[0]
        return (MONTH, Point(months=(number, number))) if 1 <= number <= 12 else None
    if text.endswith(("一天", "一日")) and text.startswith("最"):
        return DAY, Point(edge="end")
    head, tail = re.split("周|星期|礼拜", text)
    which = -1 if text.startswith("最") else (_numbers(head) or [1])[0]
    weekday = min("一二三四五六日天".index(tail), 6) if tail else None
    return DAY, Point(nth=(which, weekday))


def _clock(_text: str) -> tuple[int, Point] | None:
    return CLOCK, Point(clock=True)


_READERS: dict[str, Reader] = {
    "iso": _iso, "years": _years, "two_years": _years, "year": _year, "cnyear": _year, "year2": _year2,
    "decade": _decade,
    "century": _century, "era": _era, "plan": _plan, "span": _span, "months": _months, "quarters": _quarters,
    "quarter": _quarter, "month": _month, "days": _days, "day": _day, "number": _day, "weekday": _weekday,
    "ad": _year, "half": _half, "decade_of": _decade, "century_of": _century, "quarters_of": _quarters,
    "quarter_of": _quarter, "quoted": _plan, "nth": _nth, "cnyear2": _year2, "clock": _clock, "hour": _clock,
    "colon": _clock, "roc": _roc, "said": _said, "report": _report, "q_report": _report, "holiday": _holiday,
}  # fmt: skip
_KINDS = {
    "bc": "vague",
    "lunar": "vague",
    "weekset": "set",
    "set": "set",
    "length": "length",
    "longdays": "length",
    "plan": "plan",
    "quoted": "plan",
}
_LEVELS = {
    "year": YEAR, "month": MONTH, "part": MONTH, "season": YEAR, "edge": MONTH, "month_edge": DAY, "ten": DAY,
    "day": DAY, "week": DAY, "same": MONTH, "quarter": MONTH, "daypart": CLOCK,
}  # fmt: skip


@cache
def _scanner() -> re.Pattern[str]:
    words = vocabulary()
    era = rf"(?:清|日本)?(?:{'|'.join(words.eras)})(?:元|\d{{1,3}}|[{CN}]{{1,4}}){SP}年"
    firsts = "".join({name[0] for name in words.eras} | {"清", "日"})
    return re.compile(scanner_pattern(era, firsts, words.pattern))


@cache
def _gate() -> tuple[re.Pattern[str], frozenset[str]]:
    """Where an atom may begin, and the first two characters of the words: at most places nothing more is asked."""
    words = vocabulary()
    starts = frozenset(text[:2] for text in words.words)
    return re.compile(gate_pattern("".join(name[0] for name in words.eras) + "清日", starts)), starts


def _matches(folded: str) -> Iterator[re.Match[str]]:
    """What `_scanner().finditer` finds, looked for only where an atom may begin."""
    (gate, starts), scanner = _gate(), _scanner()
    done = 0
    for place in gate.finditer(folded):
        at = place.start()
        if at < done or (place.lastgroup == "begins" and folded[at : at + 2] not in starts):
            continue
        match = scanner.match(folded, at)
        if match is not None:
            done = match.end()
            yield match


def _word_atom(text: str, start: int, end: int, words: Vocabulary) -> Atom:
    word = words.words[text]
    if word.level == "vague":
        return Atom(word.way if word.way == "now" else "vague", start, end, text)
    if word.level == "feast":
        return Atom("feast", start, end, text, DAY, word.point)
    if word.level in ("set", "zodiac"):
        return Atom(word.level, start, end, text)
    point = word.point or Point(clock=True)
    return Atom("point", start, end, text, _LEVELS[word.level], point, word.needs)


def scan_atoms(folded: str) -> Iterator[Atom]:
    """The atoms of time in order, never overlapping; impossible months, days and years are left out."""
    words, repeats = vocabulary(), Repeats(folded)
    for match in _matches(folded):
        if repeats.often(match.start()):
            continue
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
            needs = "month" if name == "nth" else ""
            yield Atom(_KINDS.get(name, "point"), match.start(), match.end(), text, *read, needs)
