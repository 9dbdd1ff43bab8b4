"""Which times pass from their clause to the numbers after it, and which stay where they stand."""

from __future__ import annotations

import re
from datetime import date

from duikan.engine.meaning.bindings import Scene, Timed
from duikan.engine.meaning.standing import is_event, standing
from duikan.engine.values import Span

# 去年同期为 …: a clause that only says what it was before; the text after it is back in its own time.
_ASIDE = re.compile(
    r"(?:同期|同月|首日|首月|首季|全年|单日|上半年|下半年|底|末)?(?:则|仅|只)?(?:为|是|仅有?|只有|录得|报|派|有|约|的)"
)
_AS_OF = re.compile(r"为(?:标准|统一)?时点|为基准日|为统计时点|零时")
_PART = re.compile(r"[\s「“]*(?:其中|当中)")
_MONTH = 27
_SHORT, _NEAR, _SUBJECT = 3, 10, 12
_FORETELLS = re.compile(r"预计|估计|预测|料|计划|目标|宣布|说|指|称|拟|将|于|自|到|至")
_WORD = re.compile(r"\w")
_ENDS = re.compile(r"(?:正式|圆满)?(?:落幕|闭幕|结束|收官|截止|煞科|告终|谢幕)")
_TARGETED = re.compile(r"(?:目标|任务)")
_STOCK = re.compile(
    r"(?:职工|员工|教师|雇员|会员|用户|农户|[茶果田菜林农校公]园|耕地|林地|湿地|网点|门店|分店|床位|院舍|社区|车站|泊位|编制|成员|股东|储量|资源量|现有|设有|共设|拥有|下辖|[茶果蔗渔菜棉]农)[^,，。；;0-9]{0,5}$"
)
# What there is on a day, however long the stretch that a report tells of.
_BALANCE = re.compile(
    r"(?:不良[^,，。；;0-9]{0,6}[率额]|资产(?:总[额值])?|余额|覆盖率|充足率|存贷比|负债率|库存量?|保有量|在册[^,，。；;0-9]{0,4}"
    r"|(?:总|常住|户籍|户籍总)人口|在校生|注册[^,，。；;0-9]{0,6}人数)[^,，。；;0-9]{0,6}$"
)
# 年初计划…, 7月时预估…: a short time that only says when it was planned or foretold.
_PLANNED_THEN = re.compile(r"(?:时|时候)?(?:曾|原|还|就)?(?:计划|预计|预测|预估|估计|预期|拟定|设定|定下|承诺)")
_EVENT_OF = re.compile(
    r"(?:刚刚?|才|正式|全面|首次|即?将)?(?:举行|召开|举办|启用|开通|通车|开业|开馆|投产|竣工|开幕|揭幕|上市|推出|落成|成立|动工|开工|结束"
    r"|闭幕|上映|出版|发生|生效|实施|施行|揭牌|开放|投运|建成|完工|获批|登陆)的"
)
_EACH = re.compile(r"每(?!股|日|天|吨)[^,，。；;0-9]{1,6}$")
_ELSEWHERE = re.compile(r"[\s「“]*(?:本港|香港|澳门|台湾|内地|大陆|全国|全球|[^,，。；;\n]{2,6}方面[,，])")


class Passing:
    """Answers, for one text, how far a time reaches; `based` are the times found to be the base of a comparison."""

    def __init__(self, scene: Scene, today: date | None) -> None:
        self._scene = scene
        self._text = scene.text
        self._times = scene.times
        self._today = today
        self._asides: dict[int, bool] = {}
        self.based: set[int] = set()
        self._stood = -1, ""

    def aside(self, index: int) -> bool:
        if index not in self._asides:
            self._asides[index] = self._tells_former(self._times[index])
        return self._asides[index]

    def _tells_former(self, time: Timed) -> bool:
        """True for 去年同期为 right after a clause that gave the number of now."""
        end, first = time.period.end, time.found.expression.first
        past = end is not None and self._today is not None and end.year < self._today.year
        relative = first is not None and first.year is not None and first.year.base != "abs"
        if not past or not relative or not _ASIDE.match(self._text, time.span.end):
            return False
        sentence = self._scene.sentence_at(time.span.start)
        at, clause = self._scene.clause_at(sentence, time.span.start)
        if not at or time.span.start - clause.start > 1:
            return False
        before = self._scene.clauses_of(sentence)[at - 1]
        return any(before.start <= one.start for one in self._scene.numbers_before(clause.start))

    def lasts(self, time: Timed, change: bool = False) -> bool:
        period = time.period
        if period.start is None or period.end is None or time.found.expression.kind == "window":
            return False
        if self._today is not None and period.start > self._today and not change:
            return False  # what is to come is told once
        long = (period.end - period.start).days >= _MONTH
        return long or (period.start == period.end and period.relation == "until") or self._census(time)

    def _is_long(self, time: Timed) -> bool:
        first = time.found.expression.first
        return first is not None and first.year is not None and (first.has_month or first.year.base == "abs")

    def as_of(self, time: Timed) -> bool:
        """True for what a report goes on about: the day a count is as of, the months it is of."""
        period, first = time.period, time.found.expression.first
        if time.found.expression.kind == "ended" or (first is not None and (first.same or first.report)):
            return (first is not None and first.year is None) or time.found.expression.kind == "ended"
        day = period.relation == "until" and period.start == period.end and period.end != self._today
        return (day and (first is None or not first.has_day)) or self._census(time)

    def frames(self, index: int) -> bool:
        """True for a time that opens its sentence or clause: what the sentences after it go on about."""
        time = self._times[index]
        _, clause = self._scene.clause_at(self._scene.sentence_at(time.span.start), time.span.start)
        before = self._text[clause.start : time.span.start]
        opens = (
            time.found.leads
            or len(before) <= _SHORT
            or (
                len(before) <= _SUBJECT
                and time.found.tense != "future"
                and not _FORETELLS.search(before)
                and self._is_long(time)
            )
        )
        if is_event(self._text, clause, time.span) and time.period.relation != "until":
            return False
        if time.period.relation == "since" and not time.found.leads:
            return False
        return opens or time.period.relation == "until" or self.as_of(time)

    def _census(self, time: Timed) -> bool:
        return bool(_AS_OF.search(self._text, time.span.end, time.span.end + 12))

    def home(self, index: int, clause: Span) -> bool:
        """True for a time that speaks for its own clause only: an end, an event to come, 全年…的目标, 今年以来累升."""
        time = self._times[index]
        span, period = time.span, time.period
        _, told = self._scene.clause_at(self._scene.sentence_at(span.start), span.start)
        if told.start <= clause.start < told.end:
            return False
        if _ENDS.match(self._text, span.end, told.end) or (
            span.end - span.start <= _SHORT and _TARGETED.search(self._text, span.end, told.end)
        ):
            return True
        if _days(time) < _MONTH + 4 and _PLANNED_THEN.match(self._text, span.end):
            return True
        if period.relation == "since" and not time.found.leads and "累" in self._text[span.end : told.end]:
            return True
        coming = self._today is not None and period.start is not None and period.start > self._today
        # 到2026年底，累計超過60家: a day that has a clause to itself is there for the next one
        alone = not _WORD.search(self._text[told.start : span.start] + self._text[span.end : told.end])
        return coming and period.start == period.end and period.relation in ("in", "by") and not alone

    def stock(self, sentence: int, clause: Span, number: Span) -> bool:
        """True for what there is at any time, told in a sentence of its own: 职工4260人, 每户2.4亩."""
        start = max(clause.start, number.start - _NEAR)
        before = self._text[start : number.start]
        return bool(
            _STOCK.search(before)
            or _EACH.search(before)
            or _ELSEWHERE.match(self._text, self._scene.sentences[sentence].start)
        )

    def planned_then(self, time: Timed) -> bool:
        """True for 年初计划: when it was planned, not the time of what is planned."""
        first = time.found.expression.first
        edge = first is not None and first.edge == "start"
        return edge and _PLANNED_THEN.match(self._text, time.span.end) is not None

    def describes(self, index: int, number: Span) -> bool:
        """True for the time of an event to come that only tells which is meant: 下月举行的赛事有25.1万人报名."""
        starts = self._times[index].period.start
        if starts is None or self._today is None or starts <= self._today:
            return False
        match = _EVENT_OF.match(self._text, self._times[index].span.end)
        return match is not None and number.start > match.end() + 1

    def began(self, index: int) -> bool:
        """True for the day something began or opened: no rate of what follows is of that day."""
        time = self._times[index]
        _, told = self._scene.clause_at(self._scene.sentence_at(time.span.start), time.span.start)
        return _days(time) < _MONTH and time.period.relation == "in" and is_event(self._text, told, time.span)

    def balance(self, time: Timed, clause: Span, number: Span) -> bool:
        """True for what there is on a day where the text goes on about a stretch: 总资产, 不良率."""
        if time.period.start == time.period.end:
            return False
        return _BALANCE.search(self._text, max(clause.start, number.start - _NEAR), number.start) is not None

    def part(self, index: int) -> bool:
        """True for a base (较年初的) and for a part of the stretch spoken of (其中一季度): neither goes on."""
        if index in self.based:
            return True
        span = self._times[index].span
        _, clause = self._scene.clause_at(self._scene.sentence_at(span.start), span.start)
        return _PART.match(self._text, clause.start, span.start) is not None

    def stands(self, index: int, clause: Span, number: Span) -> bool:
        """True when the time of an event, or a day, would be given to what a thing always is."""
        sentence, unit = self._scene.sentence_at(number.start), self._text[number.end - 1]
        if self._stood != (sentence, unit) and not standing(self._text, clause.start, number):
            return False
        time, at = self._times[index], self._scene.sentence_at(self._times[index].span.start)
        _, told = self._scene.clause_at(at, time.span.start)
        near = self._scene.whole(sentence).start <= time.span.start
        if time.period.start is None or (near and time.period.relation == "until"):
            return False
        self._stood = sentence, unit
        if time.period.relation == "by":
            return True
        return is_event(self._text, told, time.span) or _days(time) < _MONTH


def _days(time: Timed) -> int:
    start, end = time.period.start, time.period.end
    return (end - start).days if start is not None and end is not None else _MONTH if start is not None else 0
