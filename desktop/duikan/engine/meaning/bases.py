"""Times that are not a number's own but another's: the base of a comparison, or what a share is measured by."""

from __future__ import annotations

import re

from duikan.engine.meaning.bindings import Scene
from duikan.engine.values import Span

_COMPARED = re.compile(r"(?:[比较]|[同与跟和]|相比|相较于?|高于|低于|多于|少于|优于|超过)$")
_COMPARED_AFTER = re.compile(r"(?:同期)?(?:相比|基本|持平|大致|相若|相当|相较|的同期|比|增|减|升|降|上升|下降)")
# 较去年假期的日均 …: what stands against the number of now.
_AGAINST = re.compile(r"[^,，。；;、0-9\n]{1,8}的[^,，。；;、0-9\n]{0,4}")
_COMPARED_LATER = re.compile(r"[^,，。；;\n]{0,30}?(?:相比|相较|持平|相若|相当)")
_BASE = re.compile(r"(?:同期|同月|同季|全年|年底|年末|末|底)?(?:的|为|是|约|近|逾|超过?|达|:){1,3}|(?:同期|年底|末|底)")
_BASE_CHANGE = re.compile(r"(?:同期|同月|同季|全年|年底|年末|末|底)?(?:的|为|是)(?:约|近|逾|超过?)?")
# 为去年同期的1.2倍, 恢复至2019年的85%, 全年目标的70%: a measure of the number, not its time.
_MEASURE = re.compile(r"(?:为|是|达|即|相当于|等于|至|到)[约近逾]?$")
_OF_NUMBER = re.compile(r"(?:同期|全年|水平|全年水平|同期水平)?的[约近逾]?[0-9一二三四五六七八九十]")
_AT_ONCE = 6
_BASED = re.compile(r"(?:[由从自较比把将]|不足|不到|超过|超出|相当于|高于|低于|多于|少于)$")
_NAMED_BASE = re.compile(r"[^,，。；;0-9]{0,8}")
_FORECAST = re.compile(r"(?:目标|预[测估期算]|预计|指引|计划|上限)[值数价]?(?:由|从|自)$")
_FROM = ("由", "从", "自", "较", "比")


class Bases:
    """Answers, for one text, which time belongs to a base: 比2024年同期的116.43亿元, 由去年的."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._text = scene.text
        self._times = scene.times

    def compared(self, span: Span) -> bool:
        before = self._text[max(0, span.start - 3) : span.start]
        if not _COMPARED.search(before):
            return False
        return (
            before[-1:] in "比较"
            or (before[-1:] in "同与跟和" and bool(_COMPARED_LATER.match(self._text, span.end)))
            or bool(_COMPARED_AFTER.match(self._text, span.end))
            or before.endswith(("高于", "低于", "超过"))
        )

    def base_of(self, number: Span, change: bool) -> int | None:
        """The time of a base: 比2024年同期的|116.43亿元, 由2023年的|4190万人次."""
        pattern = _BASE_CHANGE if change else _BASE
        for index in reversed(self._scene.between(number.start - 20, number.start)):
            span = self._times[index].span
            if not self._times[index].says_when or (change and self._measures(span)):
                continue
            against = (
                _BASED.search(self._text, max(0, span.start - 3), span.start) or self._text[span.start - 1] in "与跟同"
            )
            if against and not change and span.end == number.start and self._text[span.start - 1] in "比较":
                return index
            if pattern.fullmatch(self._text, span.end, number.start) or (
                against and _AGAINST.fullmatch(self._text, span.end, number.start)
            ):
                return index
        return None

    def _measures(self, span: Span) -> bool:
        """True for a time that only measures a multiple or a share: 为去年同期的1.2倍, 恢复至2019年的85%."""
        near = self._text[max(0, span.start - 4) : span.start + 1]
        by = near[-1] in "至到"
        return (by or _MEASURE.search(near[:-1]) is not None) and _OF_NUMBER.match(self._text, span.end) is not None

    def told_before(self, index: int, number: Span) -> bool:
        """True for the base of a number told before this one: 从三年前的120班加到153.6班."""
        span = self._times[index].span
        if not _BASED.search(self._text, max(0, span.start - 3), span.start) and self._text[span.start] not in _FROM:
            return False
        between = self._scene.numbers_between(span.end, number.start)
        if between and _FORECAST.search(self._text, span.end, between[0].start):
            return False  # 才把今年预估由6万上修为7.5万: both are of this year
        return bool(between) and _NAMED_BASE.fullmatch(self._text, span.end, between[0].start) is not None

    def measures(self, index: int, number: Span) -> bool:
        """True for the time that a share or a multiple right after it is measured by."""
        span = self._times[index].span
        return number.start - span.end <= _AT_ONCE and self._measures(span) and self._text[number.end - 1] in "%倍成"
