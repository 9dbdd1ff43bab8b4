"""Finds every date and time expression in folded text.

The atoms of one scan are put together from coarse to fine (2025年 + 12月 + 3日), joined to ranges,
and given what stands around them (到…, …以来, 未来…).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from functools import lru_cache

from duikan.engine.repetition import Repeats
from duikan.engine.time.alone import time_alone
from duikan.engine.time.atoms import CLOCK, DAY, MONTH, YEAR, Atom, scan_atoms
from duikan.engine.time.grammar import Edge, FoundTime, Point, Ref, TimeExpression, Unit
from duikan.engine.time.lengths import length_of, opens_length, read_length
from duikan.engine.time.light import Light, in_light_of, light_of
from duikan.engine.time.tense import tense_of
from duikan.engine.time.words import small_number, vocabulary
from duikan.engine.values import Relation, Span

_GAP = re.compile(r"[ \u00a0\u3000]?[(]?(?=[周星])|[ \u00a0\u3000]|的(?=[上下前]半年|第|最后|首|\d)")
_SEP = re.compile(r"(?:起|开始)?[ ]?(?:[—–\-~～〜]{1,2}|至|到|直至|直到)[ ]?")
_LINKED = re.compile(r"月(?:份)?[ ]?(?:至|到|[-—–~])")
_EDGE = re.compile(
    r"年?底(?![气线薪])|年?尾(?![声部数巴气款牙盘])|年?末(?!班)|初(?![步中级次创审赛始期试心衷恋夏秋冬春])|中(?=[,，.。、;；)）]|期(?![票权]))期?|内(?![地部外容需政蒙])"
)
_AFTER_BAD_MONTH = re.compile(r"[\d一二三四五六七八九十]月$")
_BAD_DAY = re.compile(r"[ ]?(?:\d{1,3}|[一二三四五六七八九十]{2,3})[ ]?日(?!元)")
_DURING = re.compile(r"期间|时期")
_CLOSE = re.compile(r"止(?:的|之)?|的")
_WHOLE_YEAR = re.compile(r"(?:全年|财政年度|财年|年度|中期|半年度?)(?!报)")
_OF = re.compile(r"(?:同期|同月|底|末)?的")
_OTHER_SAME = ("年", "史", "月", "季", "往", "历", "度", "日", "周", "代", "录", "来")
_PART_OF_YEAR = re.compile(r"[首前头第上下末]|.*季")
_OF_HOLIDAY = re.compile(
    r"(?:首|前|头)([一二两三四五六七八九十]|\d{1,2})[日天]|首[日天]|第([一二三四五六七八九])[日天]|最后一[日天]"
)
_PAUSE = re.compile(r"[,，。;；、:)）\n]|$")
_OPENING = "「『“\"‘'(（ ●►▼◆■▲-\u3000《"
_STOP = re.compile("[。!?！？;；\n]")
_LONG = 2000  # a longer line is not kept
_BEFORE, _AFTER = 30, 40
YEAR_MONTHS = 12
_BY = ("到", "至")
_AGAINST = ("较", "比")
_ONGOING = ("以来", "至今")


def find_times(folded: str) -> list[FoundTime]:
    """Every date, time and length of time in the text, in order, none overlapping."""
    alone = time_alone(folded)
    if alone:
        return [alone]
    light = light_of(folded)
    repeats = Repeats(folded)
    found: list[FoundTime] = []
    at = sentence = 0
    for paragraph, line in enumerate(folded.split("\n")):
        said = f"\n{line}\n" if paragraph else f"{line}\n"
        times, stops = _of_line(said, light) if len(said) <= _LONG else _in_line(said, light)
        if times and not repeats.often(at + times[0].span.start):
            found += [time.moved(at, sentence, paragraph) for time in times]
        sentence += stops
        at += len(said) - 1
    return found


def _in_line(line: str, light: Light) -> tuple[tuple[FoundTime, ...], int]:
    """The times of one line, placed in it, and how many sentences end in it; no time goes on in another line.

    The newlines around a line are part of it, so that what looks around sees the same as in the whole text.
    """
    stops = [match.start() for match in _STOP.finditer(line)]
    atoms = in_light_of(line, light, scan_atoms(line))
    return tuple(_Finder(line, atoms, stops, alone=light.alone).run()) if atoms else (), len(stops) - 1


_of_line = lru_cache(maxsize=2048)(_in_line)  # the page is read for its date, then its articles, line by line the same


class _Finder:
    """Puts the atoms of one line together, from left to right; `taken` ends what is already used."""

    def __init__(self, line: str, atoms: list[Atom], stops: list[int], *, alone: bool) -> None:
        self.text = line
        self.atoms = atoms
        self.stops = stops
        self.alone = alone
        self.next = 0
        self.taken = 0

    def run(self) -> list[FoundTime]:
        found: list[FoundTime] = []
        while self.next < len(self.atoms):
            time = self._one(self.atoms[self.next])
            if time is not None and time.span.start >= self.taken:
                found.append(self._placed(time))
                self.taken = time.span.end
        return found

    def _one(self, atom: Atom) -> FoundTime | None:
        if atom.kind in ("point", "plan"):
            return self._dated(atom)
        self.next += 1
        if atom.kind == "length":
            return read_length(self.text, atom.start, atom.end, self.taken)
        if atom.kind == "feast" and self.alone and not self.text.replace(atom.text, "", 1).strip():
            return FoundTime(Span(atom.start, atom.end), TimeExpression("point", atom.point))
        if atom.kind == "set":
            return FoundTime(Span(atom.start, self._clock_after(atom.end)), TimeExpression("set"))
        if self._heads_length(atom):
            return None
        if atom.kind == "now":
            return FoundTime(Span(atom.start, atom.end), TimeExpression("now", relation="until"))
        during = _DURING.match(self.text, atom.end)
        return FoundTime(Span(atom.start, during.end() if during else atom.end), TimeExpression("vague"))

    def _heads_length(self, atom: Atom) -> bool:
        """未来 before 三年 is the head of that length and no time of its own."""
        if self.next >= len(self.atoms) or self.atoms[self.next].kind != "length":
            return False
        return self.text[atom.end : self.atoms[self.next].start] in ("", "的", "这") and opens_length(atom.text)

    def _clock_after(self, end: int) -> int:
        """每天 takes its hour with it: 每天早上9点."""
        while self.next < len(self.atoms) and self.atoms[self.next].start == end:
            if self.atoms[self.next].level != CLOCK:
                break
            end = self.atoms[self.next].end
            self.next += 1
        return end

    def _dated(self, atom: Atom) -> FoundTime | None:
        first, end, level = self._point()
        if first is None:
            return None
        last, end = self._last(first, end, level)
        if level == CLOCK and first == Point(clock=True):
            return FoundTime(Span(atom.start, end), TimeExpression("clock"))
        start, relation = self._before(atom.start)
        end, relation = self._after(end, relation)
        if last is not None and relation == "since" and last.edge != "within":
            relation = "in"  # 自1月1日起至3月31日: from and to
        ended = self._ended(end) if relation == "until" and last is None else None
        if ended is not None:
            return FoundTime(Span(start, ended[0]), TimeExpression("ended", first, None, "in", *ended[1:]))
        run = self._running_on(end) if relation == "since" and last is None else None
        if run is not None:
            return FoundTime(Span(start, end), TimeExpression("run", first, None, "in", *run))
        if atom.kind == "plan" and self.text[start:end].endswith(_ONGOING):
            return FoundTime(Span(start, end), TimeExpression("point", _opening(first), None, "since"))
        linked = first.months is not None and _LINKED.search(self.text, start, end) is not None
        if relation == "since" and (_stretches(first) or linked or self._only_from(start, end)):
            relation = "in"  # 从6日到9日, 从1月至12月, 由去年的
        if self.text[start - 1 : start] in _AGAINST and first.edge == "start" and not first.has_month:
            first = replace(first, edge="", months=(1, 1), days=(1, 1))  # 较年初: against the balance of that day
        kind = "plan" if atom.kind == "plan" else "range" if last is not None else "point"
        strictly = self.text[start:end].endswith(("之前", "以前"))
        return FoundTime(Span(start, end), TimeExpression(kind, first, last, relation, ahead=not strictly))

    def _running_on(self, end: int) -> tuple[int, Unit] | None:
        """How long what begins here goes on: 从明天起三天."""
        atom = self.atoms[self.next] if self.next < len(self.atoms) else None
        if atom is None or atom.kind != "length" or self.text[end - 1] not in "起始":
            return None
        if self.text[end : atom.start] not in ("", "一连", "连续", "为期", "一共"):
            return None
        amount, unit = length_of(atom.text)
        goes_on = self.text.startswith(("前", "后", "来", "以"), atom.end)
        return (amount, unit) if amount and unit != "short" and not goes_on else None

    def _ended(self, end: int) -> tuple[int, int, Unit] | None:
        """Where 截至6月底止六个月 ends, and how long it is."""
        close = _CLOSE.match(self.text, end)
        at = close.end() if close else end
        whole = _WHOLE_YEAR.match(self.text, at) if close or self.text[end - 1] == "止" else None
        if whole is not None:
            return whole.end(), 6 if whole[0][0] in "半中" else 12, "month"
        atom = self.atoms[self.next] if self.next < len(self.atoms) else None
        if atom is None or atom.kind != "length" or atom.start != at:
            return None
        amount, unit = length_of(atom.text)
        if not amount or unit not in ("month", "quarter", "year"):
            return None
        self.next += 1
        return atom.end, amount, unit

    def _only_from(self, start: int, end: int) -> bool:
        """True for 由去年的…: what it was before, not since when."""
        return self.text[start] in "由从自" and _OF.match(self.text, end) is not None

    def _point(self) -> tuple[Point | None, int, int]:
        """The atoms from here that make one point, coarse to fine; None when they name an impossible day."""
        atom = self.atoms[self.next]
        self.next += 1
        if atom.point == Point(same=True) and atom.needs and self.text[atom.start - 1 : atom.start] not in _OTHER_SAME:
            return atom.point, atom.end, atom.level
        if atom.needs or atom.point is None or self._after_bad_month(atom):
            return None, atom.end, atom.level
        point, end, level = atom.point, atom.end, atom.level
        if atom.kind == "plan":
            return point, end, level
        point, end = self._edged(point, end, level)
        while self.next < len(self.atoms) and self._continues(point, end, level):
            finer = self.atoms[self.next]
            self.next += 1
            end = finer.end
            if finer.point is not None and finer.point.week is not None and point.has_day:
                end += self.text[end : end + 1] == ")"  # 3月4日(星期二)
                continue
            point, level = _merged(point, _in_business(point, finer)), finer.level
            point, end = self._edged(point, end, level)
        if point.holiday:
            point, end = _days_of_holiday(self.text, point, end)
        if level == MONTH and not point.has_day and _BAD_DAY.match(self.text, end):
            return None, end, level
        return (point if _possible(point) else None), end, level

    def _after_bad_month(self, atom: Atom) -> bool:
        """13月5日: a day that no month takes is none either."""
        day = atom.level == DAY and atom.point is not None and atom.point.days is not None
        return day and _AFTER_BAD_MONTH.search(self.text, max(0, atom.start - 2), atom.start) is not None

    def _continues(self, point: Point, end: int, level: int) -> bool:
        """True when the next atom stands right after and says the same point more finely."""
        atom = self.atoms[self.next]
        if atom.start != end:
            gap = _GAP.match(self.text, end)
            if gap is None or gap.end() != atom.start:
                return False
        if atom.point is None or point.edge or not (atom.kind == "point" or (atom.kind == "feast" and level == YEAR)):
            return False
        if atom.needs == "month" and level == DAY:
            return False
        weekday = level == DAY and atom.point.week is not None and point.days is not None
        return atom.level > level or weekday or atom.level == level == CLOCK

    def _edged(self, point: Point, end: int, level: int) -> tuple[Point, int]:
        """The point with 底, 末, 初, 中, 内 that follow its 年 or 月."""
        plain = level in (YEAR, MONTH) and not point.edge and not point.has_day
        if not plain or self.text[end - 1] not in "年月度份" or (point.has_month and level == YEAR):
            return point, end
        match = _EDGE.match(self.text, end)
        if match is None or (level == MONTH and match[0][0] in "年内"):
            return point, end
        word = match[0]
        edge: Edge = (
            "within" if "内" in word else "end" if word[-1] in "底末尾" else "start" if "初" in word else "middle"
        )
        return replace(point, edge=edge), match.end()

    def _last(self, first: Point, end: int, level: int) -> tuple[Point | None, int]:
        """The far end of a range that begins with `first`."""
        match = _SEP.match(self.text, end)
        if match is None or self.next >= len(self.atoms):
            return None, end
        atom = self.atoms[self.next]
        if atom.start != match.end() or atom.kind != "point" or atom.needs:
            return None, end
        mark = self.next
        last, last_end, last_level = self._point()
        if last is None or (level == CLOCK and not first.has_day) != (last_level == CLOCK and not last.has_day):
            self.next = mark
            return None, end
        if last == Point(clock=True):
            return None, last_end
        return _completed(first, last), last_end

    def _before(self, start: int) -> tuple[int, Relation]:
        """Where the expression begins with its 到, 截至, 自, and what that says."""
        words = vocabulary()
        for length in range(min(words.longest_prefix, start - self.taken), 0, -1):
            head = self.text[start - length : start]
            relation = words.prefixes.get(head)
            if relation is None:
                continue
            if head in _BY and start > length and self.text[start - length - 1] in words.by_guard:
                break
            return start - length, relation
        return start, "in"

    def _after(self, end: int, relation: Relation) -> tuple[int, Relation]:
        """Where it ends with its 起, 以来, 前, and what that says."""
        match = vocabulary().suffix_pattern.match(self.text, end)
        if match is None:
            return end, relation
        if match[0] == "开始" and relation != "since" and not _PAUSE.match(self.text, match.end()):
            return end, relation  # 翌年开始挪用: the verb of what follows
        after = vocabulary().suffixes[match[0]]
        keep = after == "in" or (after == "about" and relation != "in")
        return match.end(), relation if keep else after

    def _placed(self, time: FoundTime) -> FoundTime:
        """The same with its sentence and tense."""
        (start, end), expression, duration, is_date, *_ = time
        sentence = bisect_right(self.stops, start)
        opens = self.stops[sentence - 1] + 1 if sentence else 0
        closes = self.stops[sentence] if sentence < len(self.stops) else len(self.text)
        before, after = self.text[max(opens, start - _BEFORE) : start], self.text[end : min(closes, end + _AFTER)]
        leads = start - opens <= _BEFORE and not before.strip(_OPENING)
        tense = tense_of(before, after)
        return FoundTime(Span(start, end), expression, duration, is_date, sentence, 0, leads, tense)


def _opening(plan: Point) -> Point:
    """The first year of a plan: 「十四五」以来."""
    return replace(plan, last_year=None)


def _days_of_holiday(text: str, point: Point, end: int) -> tuple[Point, int]:
    """首七日, 首日, 最后一天 of a holiday as days counted within it; the last is -1."""
    match = _OF_HOLIDAY.match(text, end)
    if match is None:
        return point, end
    last = small_number(match[1]) if match[1] else None
    nth = small_number(match[2]) if match[2] else -1 if match[0].startswith("最") else 1
    days = (1, last) if last else (nth or 1, nth or 1)
    return replace(point, days=days), match.end()


def _stretches(point: Point) -> bool:
    """True for a point that is a from-to by itself: 6日到9日, 2026年至2029年."""
    return point.last_year is not None or (point.days is not None and point.days[0] < point.days[1])


def _in_business(coarse: Point, finer: Atom) -> Point:
    """首四个月 and 下半年 of a business year count from its first month."""
    fine = finer.point or Point()
    if coarse.months is None or coarse.months[1] <= YEAR_MONTHS or fine.months is None:
        return fine
    first, last = fine.months
    if not _PART_OF_YEAR.match(finer.text):
        later = YEAR_MONTHS if first < coarse.months[0] else 0
        return replace(fine, months=(first + later, last + later))
    shift = coarse.months[0] - 1
    return replace(fine, months=(first + shift, last + shift))


def _merged(coarse: Point, fine: Point) -> Point:
    if fine.clock:
        return coarse
    return Point(
        year=coarse.year or fine.year,
        months=fine.months or coarse.months,
        month=None if coarse.months else fine.month or coarse.month,
        days=fine.days,
        day=fine.day,
        week=fine.week,
        edge=fine.edge,
        last_year=coarse.last_year,
        same=fine.same,
        quarter=coarse.quarter,
        nth=fine.nth,
        holiday=fine.holiday,
        report=fine.report,
    )


def _possible(point: Point) -> bool:
    if point.months is None or point.days is None or point.months[0] != point.months[1] or point.days == (21, 31):
        return True
    month, day = point.months[0], point.days[1]
    if month == 2 and day == 29 and point.year is not None and point.year.base == "abs":
        year = point.year.number
        return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return day <= (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[(month - 1) % 12]


def _completed(first: Point, last: Point) -> Point:
    """The far end with what it leaves unsaid taken from the near end: 3月4日至6日, 11月至次年3月."""
    next_year = last.year == Ref("said", 1)
    year = first.year if next_year else last.year or first.year
    months, month = last.months, last.month
    if not last.has_month and last.has_day and last.year is None:
        months, month = first.months, first.month
    wraps = last.year is None and months is not None and first.months is not None and months[0] < first.months[0]
    if months is not None and (wraps or next_year):
        months = (months[0] + 12, months[1] + 12)
    return replace(last, year=year, months=months, month=month)
