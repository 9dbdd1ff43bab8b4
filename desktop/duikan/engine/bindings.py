"""Which time, place and owner a number has: its clause first, then its sentence, then what the sentence leans on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from duikan.engine.phrasebook import REACH
from duikan.engine.places import FoundPlace, find_places
from duikan.engine.sentences import clauses, sentences
from duikan.engine.subjects import told, topic
from duikan.engine.time_grammar import FoundTime
from duikan.engine.values import Period, Span

# A sentence that begins so goes on about what the one before said, its time included.
_LEANS = re.compile(
    r"[\s「“]*(?:其中|此次|这次|本次|该|上述|同期|同时|期内|期间|当中|另有|另外|两者|三者|这些|这一|全年|分别|与此同时)|.{0,16}?(?:此次|这次|本次)"
)
_COMPARED = re.compile(r"(?:[比较]|[同与跟和]|相比|相较于?|高于|低于|多于|少于|优于|超过)$")
_COMPARED_AFTER = re.compile(r"(?:同期)?(?:相比|基本|持平|大致|相若|相当|相较|的同期|比|增|减|升|降|上升|下降)")
_SAME_DAY = re.compile(r"当[日天晚]|同日|即日")
_BASE = re.compile(r"(?:同期|同月|同季|全年|年底|年末|末|底)?(?:的|为|是|约|近|逾|超过?|达|:){1,3}|(?:同期|年底|末|底)")
_MONTH = 27
_CLAUSES_BACK = 8
_TITLE = re.compile(r"《[^》\n]{1,60}》")
_EDITION = re.compile(r"报告|公报|年鉴|指数|白皮书|蓝皮书|统计|榜单|调查")
_PHOTO = re.compile(r"摄于|拍摄|资料图|图为")


@dataclass(frozen=True, slots=True)
class Timed:
    """A found time with the days it stands for."""

    found: FoundTime
    period: Period

    @property
    def span(self) -> Span:
        return self.found.span

    @property
    def says_when(self) -> bool:
        """False for lengths and for words that bound nothing."""
        return bool(self.period.start or self.period.end or self.period.alternatives) or self.unresolved

    @property
    def unresolved(self) -> bool:
        """True for 今年 on a page that nothing dates."""
        first = self.found.expression.first
        empty = self.period.start is None and self.period.end is None and not self.period.alternatives
        return empty and self.found.expression.kind == "point" and first is not None and first.year is not None


class Scene:
    """One article's text cut into sentences and clauses, with its times, places and numbers to look up by position."""

    def __init__(self, folded: str, times: Sequence[Timed], numbers: Sequence[Span], today: date | None = None) -> None:
        self.text = folded
        self._today = today
        self.times = times
        self.numbers = numbers
        self.sentences = sentences(folded)
        self._clauses: dict[int, tuple[Span, ...]] = {}
        self._clause_starts: dict[int, list[int]] = {}
        self._starts = [span.start for span in self.sentences]
        self._time_starts = [time.span.start for time in times]
        self.places: list[FoundPlace] = find_places(folded)
        self._place_starts = [place.span.start for place in self.places]
        self._titles = [Span(*match.span()) for match in _TITLE.finditer(folded)]
        self._title_starts = [span.start for span in self._titles]
        self._used: dict[int, int] = {}

    def sentence_at(self, position: int) -> int:
        """The index of the sentence around a position."""
        return max(0, bisect_right(self._starts, position) - 1)

    def clauses_of(self, sentence: int) -> tuple[Span, ...]:
        """The clauses of one sentence."""
        if sentence not in self._clauses:
            self._clauses[sentence] = clauses(self.text, self.sentences[sentence])
        return self._clauses[sentence]

    def clause_at(self, sentence: int, position: int) -> tuple[int, Span]:
        """The clause of a sentence around a position, and its index."""
        parts = self.clauses_of(sentence)
        if sentence not in self._clause_starts:
            self._clause_starts[sentence] = [part.start for part in parts]
        index = max(0, bisect_right(self._clause_starts[sentence], position) - 1)
        return index, parts[index] if parts else self.sentences[sentence]

    def between(self, start: int, end: int) -> range:
        """Indices of the times that begin in a stretch."""
        return range(bisect_left(self._time_starts, start), bisect_left(self._time_starts, end))

    def places_between(self, start: int, end: int) -> list[FoundPlace]:
        """The places that begin in a stretch."""
        return self.places[bisect_left(self._place_starts, start) : bisect_left(self._place_starts, end)]

    def title_at(self, position: int) -> Span | None:
        """The 《…》 around a position."""
        index = bisect_right(self._title_starts, position) - 1
        span = self._titles[index] if index >= 0 else None
        return span if span and position < span.end else None

    # --- times

    def time_of(self, number: Span, *, ahead: bool, change: bool) -> int | None:
        """The index of the time that governs a number.

        `ahead`: its clause plans, so no past time passes on to it; `change`: it is a rate, so a base is not its time.
        """
        sentence = self.sentence_at(number.start)
        _, clause = self.clause_at(sentence, number.start)
        own = self._base_of(number) if not change else None
        if own is None:
            own = self._in_clause(clause, number)
        if own is None:
            own = self._before(self.whole(sentence).start, clause.start, ahead)
        if own is None:
            own = self._after(clause, number)
        first = self.sentence_at(self.whole(sentence).start)
        if own is None and first and _LEANS.match(self.text, *self._bounds(first)) and self._same_line(first):
            own = self._leaned(first - 1)
        if own is None and not ahead:
            own = self._running(sentence)
        if own is not None:
            self._used[sentence] = own
        return own

    def _running(self, sentence: int) -> int | None:
        """The stretch of time a paragraph goes on about: a month or more, or the day a count is as of."""
        for earlier in range(sentence - 1, max(-1, sentence - 6), -1):
            if not self._same_line(earlier + 1):
                return None
            used = self._used.get(earlier)
            if used is not None:
                return used if self._lasts(self.times[used].period) else None
        return None

    def _lasts(self, period: Period) -> bool:
        if period.start is None or period.end is None:
            return False
        return (period.end - period.start).days >= _MONTH or (period.start == period.end and period.relation == "until")

    def _leaned(self, sentence: int) -> int | None:
        """The time a sentence handed on: the one its numbers took, else the last it names."""
        used = self._used.get(sentence)
        return used if used is not None else self._before(*self._bounds(sentence), False)

    def whole(self, sentence: int) -> Span:
        """The full sentence that a part between semicolons belongs to."""
        first = sentence
        while first and sentence - first < 12 and self._continues(first):
            first -= 1
        return Span(self.sentences[first].start, self.sentences[sentence].end)

    def _continues(self, sentence: int) -> bool:
        return self.text[self.sentences[sentence - 1].end - 1] in "；;" and self._same_line(sentence)

    def _bounds(self, sentence: int) -> tuple[int, int]:
        return self.sentences[sentence].start, self.sentences[sentence].end

    def _same_line(self, sentence: int) -> bool:
        return "\n" not in self.text[self.sentences[sentence - 1].end : self.sentences[sentence].start]

    def _governs(self, index: int) -> bool:
        time = self.times[index]
        if not time.says_when or self._compared(time.span):
            return False
        title = self.title_at(time.span.start)
        return title is None or bool(_EDITION.search(self.text, title.start, title.end))

    def _compared(self, span: Span) -> bool:
        before = self.text[max(0, span.start - 3) : span.start]
        if not _COMPARED.search(before):
            return False
        return (
            before[-1:] in "比较"
            or bool(_COMPARED_AFTER.match(self.text, span.end))
            or before.endswith(("高于", "低于", "超过"))
        )

    def _base_of(self, number: Span) -> int | None:
        """The time of a base: 比2024年同期的|116.43亿元, 由2023年的|4190万人次."""
        for index in reversed(self.between(number.start - 16, number.start)):
            span = self.times[index].span
            if self.times[index].says_when and _BASE.fullmatch(self.text, span.end, number.start):
                return index
        return None

    def _in_clause(self, clause: Span, number: Span) -> int | None:
        for index in reversed(self.between(max(clause.start, number.start - REACH), number.end)):
            if self.times[index].span.end <= number.end and self._governs(index):
                return index
        return None

    def _before(self, start: int, end: int, ahead: bool) -> int | None:
        """The last governing time of a stretch; a date goes before words like 日前 and 目前."""
        inside = list(reversed(self.between(max(start, end - REACH), end)))
        vague = [index for index in inside if self.times[index].found.expression.kind in ("vague", "now")]
        for index in [index for index in inside if index not in vague] + vague:
            if not self._governs(index) or _SAME_DAY.match(self.text, self.times[index].span.start):
                continue
            if not (ahead and self._is_past(index)):
                return index
        return None

    def _is_past(self, index: int) -> bool:
        end = self.times[index].period.end
        gone = self._today is not None and end is not None and end < self._today
        return gone or self.times[index].found.tense == "past"

    def _after(self, clause: Span, number: Span) -> int | None:
        for index in self.between(number.end, clause.end):
            span = self.times[index].span
            clear = not any(number.end <= other.start < span.start for other in self.numbers_after(number))
            joined = self.text[span.start - 1] in "于在至到(为"
            if clear and joined and self._governs(index):
                return index
        return None

    def numbers_after(self, number: Span) -> Sequence[Span]:
        """The next few numbers."""
        at = bisect_left(self.numbers, number)
        return self.numbers[at + 1 : at + 4]

    # --- places and owners

    def place_of(self, number: Span, clause: Span, sentence: Span) -> FoundPlace | None:
        """The place nearest before a number in its clause, else in its sentence; a word like 全国 counts as one."""
        for start, end in (
            (max(clause.start, number.start - REACH), number.start),
            (max(sentence.start, clause.start - REACH), clause.start),
            (number.end, min(clause.end, number.end + REACH)),
        ):
            found = [place for place in self.places_between(start, end) if self.title_at(place.span.start) is None]
            if found:
                named = [place for place in found if place.name]
                return named[0] if named and end == clause.start else found[-1]
        return None

    def owner_of(self, sentence: int, clause_index: int, number: Span, counted: Span | None = None) -> Span | None:
        """The noun phrase that the clause, or the sentence before it, is about; not the measure `counted` itself."""
        for index in range(clause_index, max(-1, clause_index - _CLAUSES_BACK), -1):
            part = self.clauses_of(sentence)[index]
            start = self._past_time(part.start)
            found = topic(self.text, start, min(part.end, number.start))
            if found is None or told(self.text[found.start : found.end]):
                continue
            if counted is None or index == 0 or not (counted.contains(found) or found.end == counted.end):
                return found
        return None

    def _past_time(self, start: int) -> int:
        for index in self.between(start, start + 3):
            start = max(start, self.times[index].span.end)
            while start < len(self.text) and self.text[start] in "，, 的":
                start += 1
        return start
