"""Which of a text's times governs a number: its base, its clause, its sentence, then what the text goes on about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from duikan.engine.meaning.bases import Bases
from duikan.engine.meaning.bindings import Scene, Timed
from duikan.engine.meaning.passing import Passing
from duikan.engine.phrasebook import REACH
from duikan.engine.values import Span

# A sentence that begins so goes on about what the one before said, its time included.
_LEANS = re.compile(
    r"[\s「“]*(?:其中|此次|这次|本次|该|上述|同期|同时|期内|期间|当中|另有|另外|两者|三者|这些|这一|全年|分别|与此同时|[调加降减]\w{0,2}后[,，]|[按依]新(?:规|标准)|新(?:规|标准)[^,，。]{0,6}[,，]|此后|自此)|.{0,16}?(?:此次|这次|本次)"
)
_SAME_DAY = re.compile(r"当[日天晚]|同日|即日")
_EDITION = re.compile(r"报告|公报|年鉴|指数|白皮书|蓝皮书|统计|榜单|调查")
_FORMER = re.compile(r"(?:由|从|自)[^,，。；;、0-9\n]{0,6}$")
_ONWARD = re.compile(
    r"[,，]?(?:大幅|逐步|迅速|稳步|直接)?(?:[增升降减提扩缩跌涨调延加上下改变压成回攀跃飙滑收拓推拉转放][^,，。；;0-9]{0,4}?[至到为])"
)
_YEARS_SUM = re.compile(r"(?:来|间|内)?(?:累计|合计|共|总共|安排|投入|拨|给|补助|新增)")
_BLANK = re.compile(r"[ \u3000]+")
_NOW = re.compile(
    r"现有|现时|现为|现共|现存|现役|现已|现行|现减|现增|现(?=[0-9一二三四五六七八九十])|眼下|目前|仍有|尚有"
)
_NEAR = 8
_GOAL_OF = re.compile(r"(?:目标|任务|计划|预算|指标)(?:任务|总量|数)?的")
# 八月初披露的面积, 年初计划: when it was told, not when it was.
_TOLD_OF = re.compile(r"(?:所|曾)?(?:披露|公布|公开|发布|报道|宣布|承诺|提出|签署|敲定)的")
# 全年目标由105万上调至107万: both numbers are of the year.
_FORECAST = re.compile(r"(?:目标|预[测估期算]|预计|指引|计划|上限|指标)[值数价]?$")


@dataclass(frozen=True, slots=True)
class Asked:
    """A number that asks for its time, and what is known of it.

    `ahead`: its clause plans, so no past time passes on to it; `change`: it is a rate, so a base is not its time;
    `heading`: it stands in a headline, whose parts share no time; `alone`: only its own clause speaks for it (an age);
    `total`: it goes on beyond the period spoken of (新增76个，累计2600多个).
    """

    span: Span
    ahead: bool = False
    change: bool = False
    heading: bool = False
    alone: bool = False
    total: bool = False


class Governor:
    """Answers which time a number of one text has; asked in reading order, so that it knows what was used before."""

    def __init__(self, scene: Scene, today: date | None = None) -> None:
        self._scene = scene
        self._text = scene.text
        self._times = scene.times
        self._today = today
        self._used: dict[int, int] = {}
        self._verdicts: dict[int, bool] = {}
        self._bases = Bases(scene)
        self._passing = Passing(scene, today)

    def time_of(self, asked: Asked) -> int | None:
        """The index of the time that governs a number."""
        number = asked.span
        sentence = self._scene.sentence_at(number.start)
        _, clause = self._scene.clause_at(sentence, number.start)
        if asked.heading:
            return self._own(self._segment(clause, number), number, asked.change)
        found = self._own(clause, number, asked.change)
        if found is None:
            found = self._from_outside(asked, sentence, clause)
        if found is not None and not self._passing.aside(found) and not self._passing.part(found):
            self._used[sentence] = found
        return found

    def is_present(self, number: Span) -> bool:
        """True for what there is now (现有24间), and for what a coming change starts from, where no time is told."""
        sentence = self._scene.sentence_at(number.start)
        _, clause = self._scene.clause_at(sentence, number.start)
        if _NOW.search(self._text, max(clause.start, number.start - _NEAR), number.start):
            return True
        if self.former(clause, number) is None or self._today is None:
            return False
        whole = self._scene.whole(sentence)
        if _NOW.search(self._text, whole.start, clause.start):
            return True
        first = self._scene.sentence_at(whole.start)
        before = self._scene.sentences[first - 1].start if first and self._scene.same_line(first) else whole.start
        starts = [self._times[i].period.start for i in self._scene.between(before, number.start)]
        return any(start is not None and start > self._today for start in starts)

    def is_far(self, number: Span, index: int) -> bool:
        """True when a stretch of time stands in an earlier sentence that this one does not lean on."""
        time = self._times[index]
        whole = self._scene.whole(self._scene.sentence_at(number.start))
        if time.span.start >= whole.start or time.period.start == time.period.end or self._passing.as_of(time):
            return False
        return time.period.relation == "in" and not _LEANS.match(self._text, whole.start, whole.end)

    def is_coming(self, number: Span) -> bool:
        """True when the nearest time before a number in its sentence is of something to come."""
        whole = self._scene.whole(self._scene.sentence_at(number.start))
        for index in reversed(self._scene.between(max(whole.start, number.start - REACH), number.start)):
            start = self._times[index].period.start
            if self._governs(index):
                return start is not None and self._today is not None and start > self._today
        return False

    def _own(self, clause: Span, number: Span, change: bool) -> int | None:
        base = self._bases.base_of(number, change)
        if base is not None:
            self._passing.based.add(base)
            return base
        former = self.former(clause, number)
        if former is not None and _FORECAST.search(self._text, clause.start, former):
            former = None
        found = self._in_clause(clause if former is None else Span(former, clause.end), number)
        return self._right_after(clause, number) if found is None and former is None else found

    def _right_after(self, clause: Span, number: Span) -> int | None:
        """The time that follows a number at once, before its verb: 首期15亿元今年到位."""
        for index in self._scene.between(number.end, min(clause.end, number.end + 1)):
            span = self._times[index].span
            if span.end < clause.end and self._text[span.end] not in "的、" and self._governs(index):
                return index
        return None

    def _from_outside(self, asked: Asked, sentence: int, clause: Span) -> int | None:
        number = asked.span
        now = _NOW.search(self._text, max(clause.start, number.start - 8), number.start)
        if now or asked.total or asked.alone or self.former(clause, number) is not None:
            return None
        length = self._years_sum(clause, number)
        if length is not None:
            return self._plan_of(length)
        found = self._passed_on(sentence, clause, asked)
        if found is None or self._passing.stands(found, clause, number):
            return None
        return None if asked.change and self._passing.began(found) else found

    def _passed_on(self, sentence: int, clause: Span, asked: Asked) -> int | None:
        whole = self._scene.whole(sentence).start
        found = self._before(whole, clause.start, asked.ahead)
        if found is None:
            found = self._after(clause, asked.span)
        first = self._scene.sentence_at(whole)
        if found is None and first and self._scene.same_line(first) and _LEANS.match(self._text, *self._bounds(first)):
            found = self._leaned(first - 1)
        if found is None and not asked.ahead and not self._named_later(clause, asked.span):
            found = self._running(sentence, clause, asked.span, asked.change or self._against_time(clause, asked.span))
        return found

    def _against_time(self, clause: Span, number: Span) -> bool:
        """True for a number set against another time: 较114年度增加."""
        return any(self._bases.compared(self._times[i].span) for i in self._scene.between(clause.start, number.start))

    def _named_later(self, clause: Span, number: Span) -> bool:
        """True when the clause names a time of its own behind the number."""
        return any(self._times[index].says_when for index in self._scene.between(number.end, clause.end))

    def _segment(self, clause: Span, number: Span) -> Span:
        """The part of a headline between blanks."""
        start, end = clause.start, clause.end
        for blank in _BLANK.finditer(self._text, clause.start, clause.end):
            if blank.end() <= number.start:
                start = blank.end()
            elif blank.start() >= number.end:
                end = blank.start()
                break
        return Span(start, end)

    def former(self, clause: Span, number: Span) -> int | None:
        """Where 由 stands when the number is what it was before: 由每月5800元调高至."""
        start = max(clause.start, number.start - 9)
        match = _FORMER.search(self._text, start, number.start)
        return match.start() if match and _ONWARD.match(self._text, number.end) else None

    def _years_sum(self, clause: Span, number: Span) -> int | None:
        """The 三年 of 三年累计新增 before a number."""
        for index in reversed(self._scene.between(clause.start, number.start)):
            time = self._times[index]
            expression = time.found.expression
            if (
                expression.kind == "length"
                and expression.unit == "year"
                and _YEARS_SUM.match(self._text, time.span.end)
            ):
                return index
        return None

    def _plan_of(self, length: int) -> int | None:
        """The years named before that are as many as a length says."""
        years = self._times[length].found.expression.amount or 0
        for index in range(length - 1, max(-1, length - 40), -1):
            period = self._times[index].period
            if period.start and period.end and period.end.year - period.start.year + 1 == years > 1:
                return index
        return None

    def _running(self, sentence: int, clause: Span, number: Span, change: bool) -> int | None:
        """What a text goes on about: in its paragraph a month or more, in the next one the day a count is as of."""
        crossed = 0
        for earlier in range(sentence - 1, max(-1, sentence - 6), -1):
            crossed += not self._scene.same_line(earlier + 1)
            if crossed > 1:
                return None
            used = self._used.get(earlier)
            if used is not None:
                time = self._times[used]
                if crossed:
                    apt = self._passing.as_of(time) and not self._passing.balance(time, clause, number)
                    return used if apt else None
                if not self._passing.frames(used):
                    return None
                dated = time.period.start == time.period.end
                if not dated and self._passing.stock(sentence, clause, number):
                    return None
                if self._passing.balance(time, clause, number):
                    return None
                return used if self._passing.lasts(time, change) else None
        return None

    def _leaned(self, sentence: int) -> int | None:
        """The time a sentence handed on: the one its numbers took, else the last it names."""
        used = self._used.get(sentence)
        return used if used is not None else self._before(*self._bounds(sentence), False, leaned=True)

    def _bounds(self, sentence: int) -> tuple[int, int]:
        return self._scene.sentences[sentence].start, self._scene.sentences[sentence].end

    def _governs(self, index: int) -> bool:
        if index not in self._verdicts:
            self._verdicts[index] = self._may_govern(self._times[index])
        return self._verdicts[index]

    def _may_govern(self, time: Timed) -> bool:
        end = time.span.end
        if not time.says_when or self._bases.compared(time.span) or _GOAL_OF.match(self._text, end):
            return False
        if _TOLD_OF.match(self._text, end) or self._passing.planned_then(time):
            return False
        title = self._scene.title_at(time.span.start)
        return title is None or bool(_EDITION.search(self._text, title.start, title.end))

    def _in_clause(self, clause: Span, number: Span) -> int | None:
        for index in reversed(self._scene.between(max(clause.start, number.start - REACH), number.end)):
            if self._bases.told_before(index, number) or self._passing.describes(index, number):
                continue
            if (
                self._times[index].span.end <= number.end
                and self._governs(index)
                and not self._bases.measures(index, number)
            ):
                return index
        return None

    def _before(self, start: int, end: int, ahead: bool, *, leaned: bool = False) -> int | None:
        """The last governing time of a stretch; a date goes before words like 日前 and 目前."""
        inside = list(reversed(self._scene.between(max(start, end - REACH), end)))
        vague = [index for index in inside if self._is_vague(index)]
        for index in [index for index in inside if index not in vague] + vague:
            if (
                self._passing.aside(index)
                or self._passing.describes(index, Span(end, end))
                or (not leaned and self._passing.home(index, Span(end, end)))
                or index in self._passing.based
                or not self._governs(index)
                or _SAME_DAY.match(self._text, self._times[index].span.start)
            ):
                continue
            if not (ahead and self._is_past(index)):
                return index
        return None

    def _is_vague(self, index: int) -> bool:
        """True for 日前 and 近期; 截至目前 is as good as a date."""
        time = self._times[index]
        return time.found.expression.kind in ("vague", "now") and self._text[time.span.start] not in "截迄"

    def _is_past(self, index: int) -> bool:
        end = self._times[index].period.end
        gone = self._today is not None and end is not None and end < self._today
        return gone or self._times[index].found.tense == "past"

    def _after(self, clause: Span, number: Span) -> int | None:
        for index in self._scene.between(number.end, clause.end):
            span = self._times[index].span
            clear = not any(number.end <= other.start < span.start for other in self._scene.numbers_after(number))
            joined = self._text[span.start - 1] in "于在至到(为"
            if clear and joined and self._governs(index):
                return index
        return None
