"""Finds every date and time expression in folded text.

The atoms of one scan are put together from coarse to fine (2025年 + 12月 + 3日), joined to ranges,
and given what stands around them (到…, …以来, 未来…).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from functools import cache

from duikan.engine.time_atoms import CLOCK, DAY, MONTH, YEAR, Atom, scan_atoms
from duikan.engine.time_grammar import FoundTime, Point, Tense, TimeExpression, Unit
from duikan.engine.time_words import small_number, vocabulary
from duikan.engine.values import Relation, Span

_GAP = re.compile(r"[ \u00a0\u3000]?[(]?(?=[周星])|[ \u00a0\u3000]|的(?=[上下前]半年|第|\d)")
_SEP = re.compile(r"(?:起|开始|日)?[ ]?(?:[—–\-~～〜]{1,2}|至|到|直至|直到)[ ]?(?:次年|翌年)?")
_EDGE = re.compile(
    r"年?底|年?末(?!班)|初(?![步中级次创审赛始期期])|中(?=[,，.。、;；)）]|期(?![票权])|旬)期?|内(?![地部外容需政蒙])"
)
_BAD_DAY = re.compile(r"[ ]?\d{1,3}[ ]?日(?!元)")
_SUCH = re.compile(r"(?:期间|时期)")
_AHEAD = re.compile(r"(?:未来|今后|接下来的?|后续|往后|此后|随后|后)的?$")
_BACK = re.compile(r"(?:过去|近|最近|此前|刚过去的?|以往)的?这?$")
_RUNNING = re.compile(r"(?:连续|持续|连)$")
_LENGTH_TAIL = re.compile(
    r"(?:以来|来(?![自到往源])|内(?![地部外容需政蒙])|以内|之内|间(?!接)|前(?![往列沿])|之前|以前|后(?![续期])|之后|以后)"
)
_UNIT_OF: tuple[tuple[str, Unit], ...] = (
    ("年", "year"), ("载", "year"), ("季度", "quarter"), ("月", "month"), ("星期", "week"), ("礼拜", "week"),
    ("工作日", "day"), ("周", "week"), ("天", "day"), ("日", "day"), ("昼夜", "day"),
)  # fmt: skip
_FUTURE = re.compile(
    r"将(?![军领士来])|拟|计划|预计|预期|力争|目标|争取|有望|即将|规划|届时|料|会于|将于|要在|可望|提出|明确"
)
_PAST = re.compile(
    r"了|已|曾|获(?!利|益)|完成|实现(?=了|营|收|利)|同比|按年升|公布|发布|宣布|召开|举行|过(?!程|剩|度|渡)|发生|去世|录得|达到?(?=\d)|成立|印发|出台|发表|报道|落幕|增长|下降|上升"
)
_COMMA = re.compile("[,，:]")
_STOP = "。!?！？;；\n"


def find_times(folded: str) -> list[FoundTime]:
    """Every date, time and length of time in the text, in order, none overlapping."""
    atoms = [atom for atom in scan_atoms(folded)]
    finder = _Finder(folded, atoms)
    return finder.run()


class _Finder:
    """Puts the atoms of one text together, from left to right."""

    def __init__(self, folded: str, atoms: list[Atom]) -> None:
        self.text = folded
        self.atoms = atoms
        self.next = 0
        self.stops = [m.start() for m in re.finditer(f"[{_STOP}]", folded)]
        self.lines = [m.start() for m in re.finditer("\n", folded)]
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
            return self._length(atom)
        span = Span(atom.start, atom.end)
        if atom.kind == "set":
            return FoundTime(Span(atom.start, self._clock_after(atom.end)), TimeExpression("set"))
        if self._opens_length(atom):
            return None
        if atom.kind == "now":
            return FoundTime(span, TimeExpression("now", relation="until"))
        return FoundTime(span, TimeExpression("vague"))

    def _opens_length(self, atom: Atom) -> bool:
        """未来 before 三年 is the head of that length and no time of its own."""
        if self.next >= len(self.atoms) or self.atoms[self.next].kind != "length":
            return False
        between = self.text[atom.end : self.atoms[self.next].start]
        return between in ("", "的", "这") and bool(_AHEAD.search(atom.text) or _BACK.search(atom.text))

    def _clock_after(self, end: int) -> int:
        """每天 takes its hour with it: 每天早上9点."""
        while (
            self.next < len(self.atoms) and self.atoms[self.next].start == end and self.atoms[self.next].level == CLOCK
        ):
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
        if relation != "since" and start < atom.start and self.text[start : atom.start] in ("自", "从", "由"):
            start = atom.start
        strictly = self.text[start:end].endswith(("之前", "以前"))
        kind = "plan" if atom.kind == "plan" else "range" if last is not None else "point"
        return FoundTime(Span(start, end), TimeExpression(kind, first, last, relation, ahead=not strictly))

    def _point(self) -> tuple[Point | None, int, int]:
        """The atoms from here that make one point, coarse to fine; None when they name an impossible day."""
        atom = self.atoms[self.next]
        self.next += 1
        if atom.needs or atom.point is None:
            return None, atom.end, atom.level
        point, end, level = atom.point, atom.end, atom.level
        if atom.kind == "plan":
            return point, end, level
        point, end = self._edged(point, end, level)
        while self.next < len(self.atoms):
            nxt = self.atoms[self.next]
            gap = _GAP.match(self.text, end)
            near = nxt.start == end or (gap is not None and gap.end() == nxt.start)
            weekday = level == DAY and nxt.point is not None and nxt.point.week is not None and point.days is not None
            if (
                not near
                or nxt.point is None
                or nxt.kind != "point"
                or not (nxt.level > level or weekday or nxt.level == level == CLOCK)
            ):
                break
            self.next += 1
            end = nxt.end + (1 if weekday and self.text[nxt.end : nxt.end + 1] in (")", "）") else 0)
            if not weekday:
                point = _merged(point, nxt.point)
                level = nxt.level
                point, end = self._edged(point, end, level)
        if level == MONTH and point.months is not None and not point.has_day and _BAD_DAY.match(self.text, end):
            return None, end, level
        return (point if _possible(point) else None), end, level

    def _edged(self, point: Point, end: int, level: int) -> tuple[Point, int]:
        if level not in (YEAR, MONTH) or point.edge or point.has_day:
            return point, end
        if self.text[end - 1] not in "年月度份" or (point.has_month and level == YEAR):
            return point, end
        match = _EDGE.match(self.text, end)
        if match is None or (match[0].startswith("年") and level != YEAR):
            return point, end
        word = match[0]
        if "内" in word:
            return (replace(point, edge="within"), match.end()) if level == YEAR else (point, end)
        edge = "end" if word[-1] in "底末" else "start" if "初" in word else "middle"
        return replace(point, edge=edge), match.end()

    def _last(self, first: Point, end: int, level: int) -> tuple[Point | None, int]:
        """The far end of a range that begins with `first`."""
        match = _SEP.match(self.text, end)
        if match is None or self.next >= len(self.atoms):
            return None, end
        atom = self.atoms[self.next]
        if atom.start != match.end() or atom.kind != "point" or atom.level < level - 1 or atom.needs:
            return None, end
        mark = self.next
        last, last_end, last_level = self._point()
        if last is None or (level == CLOCK) != (last_level == CLOCK):
            self.next = mark
            return None, end
        if level == CLOCK:
            return None, last_end
        next_year = "年" in match[0]
        return _completed(first, last, next_year), last_end

    def _before(self, start: int) -> tuple[int, Relation]:
        words = vocabulary()
        for length in range(min(words.longest_prefix, start - self.taken), 0, -1):
            head = self.text[start - length : start]
            relation = words.prefixes.get(head)
            if relation is None:
                continue
            if head in ("到", "至") and start > length and self.text[start - length - 1] in words.by_guard:
                return start, "in"
            return start - length, _relation(relation)
        return start, "in"

    def _after(self, end: int, relation: Relation) -> tuple[int, Relation]:
        match = vocabulary().suffix_pattern.match(self.text, end)
        if match is None:
            return end, relation
        after = _relation(vocabulary().suffixes[match[0]])
        return match.end(), relation if after == "in" else after

    def _length(self, atom: Atom) -> FoundTime:
        before = self.text[max(self.taken, atom.start - 6) : atom.start]
        tail = _LENGTH_TAIL.match(self.text, atom.end)
        amount, unit = _measure(atom.text)
        running, ahead, back = _RUNNING.search(before), _AHEAD.search(before), _BACK.search(before)
        head = running or ahead or back
        start = atom.start - (len(before) - head.start() if head else 0)
        end = tail.end() if tail else atom.end
        span = Span(start, end)
        word = tail[0] if tail else ""
        if running is not None or unit == "short" or (head is None and not word) or word == "间" and head is None:
            return FoundTime(Span(start, atom.end), TimeExpression("length", amount=amount, unit=unit), True, False)
        if "内" in word or ahead is not None:
            relation: Relation = "by" if "内" in word and ahead is None and back is None else "in"
            expression = TimeExpression("window", None, None, relation, amount, unit, back is None)
        elif head is None and ("前" in word or "后" in word):
            expression = TimeExpression("window", None, None, "about", amount, unit, "后" in word, distance=True)
        else:
            expression = TimeExpression("window", None, None, "in", amount, unit, ahead=False)
        return FoundTime(span, expression, True, False)

    def _placed(self, time: FoundTime) -> FoundTime:
        """The same with its sentence, paragraph and tense."""
        start, end = time.span.start, time.span.end
        sentence, paragraph = bisect_right(self.stops, start), bisect_right(self.lines, start)
        opens = self.stops[sentence - 1] + 1 if sentence else 0
        closes = self.stops[sentence] if sentence < len(self.stops) else len(self.text)
        before, after = self.text[max(opens, start - 30) : start], self.text[end : min(closes, end + 40)]
        leads = start - opens <= 2 or not self.text[opens:start][:60].strip("「『“\"'‘(（ ●►▼◆■-\u3000")
        return replace(time, sentence=sentence, paragraph=paragraph, leads=leads, tense=_tense(before, after))


def _relation(word: str) -> Relation:
    return {"by": "by", "since": "since", "until": "until", "about": "about"}.get(word, "in")  # type: ignore[return-value]


def _tense(before: str, after: str) -> Tense:
    """past or future by the verbs around: first of its own clause, then of what follows, then of the sentence."""
    own = before[_last_comma(before) + 1 :] + "|" + _COMMA.split(after, maxsplit=1)[0]
    for text in (own, before[-12:] + "|" + after[:24], before + "|" + after):
        future, past = _FUTURE.search(text), _PAST.search(text)
        if future and not past:
            return "future"
        if past and not future:
            return "past"
    return ""


def _last_comma(text: str) -> int:
    return max(text.rfind(","), text.rfind("，"), text.rfind(":"))


def _merged(coarse: Point, fine: Point) -> Point:
    return (
        Point(
            year=coarse.year or fine.year,
            months=fine.months or coarse.months,
            month=fine.month or coarse.month,
            days=fine.days,
            day=fine.day,
            week=fine.week,
            edge=fine.edge,
            last_year=coarse.last_year,
            same=fine.same,
            clock=fine.clock,
        )
        if not fine.clock
        else coarse
    )


@cache
def _month_lengths() -> tuple[int, ...]:
    return (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _possible(point: Point) -> bool:
    if point.months is None or point.days is None or point.months[0] != point.months[1]:
        return True
    month, day = point.months[0], point.days[1]
    if point.days == (21, 31):
        return True
    if month == 2 and day == 29 and point.year is not None and point.year.base == "abs":
        year = point.year.number
        return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return day <= _month_lengths()[(month - 1) % 12]


def _completed(first: Point, last: Point, next_year: bool) -> Point:
    """The far end with what it leaves unsaid taken from the near end: 2月10日至11日."""
    year = last.year or first.year
    months, month = last.months, last.month
    if not last.has_month and last.has_day and last.year is None:
        months, month = first.months, first.month
    wraps = last.year is None and months is not None and first.months is not None and months[0] < first.months[0]
    if months is not None and (wraps or next_year):
        months = (months[0] + 12, months[1] + 12)
    return replace(last, year=year, months=months, month=month)


def _measure(text: str) -> tuple[int | None, Unit]:
    unit: Unit = next((unit for word, unit in _UNIT_OF if word in text), "short")
    numeral = re.match(r"\d+(?![\d.])|[一二两三四五六七八九十百千]+", text)
    half = text.startswith("半年")
    amount = 6 if half else small_number(numeral[0]) if numeral else None
    return amount, "month" if half else unit
