"""Who states a number: the person before 說 or 表示, and the quotes they speak in."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from duikan.engine.phrasebook import any_of, matcher, words
from duikan.engine.values import Span

_QUOTE = re.compile(r"[「“]([^「」“”]{12,})[」”]|(?<=[：:])[「“]([^」”\n]{12,})", re.DOTALL)
_REPORTS = re.compile(
    r"数据|统计(?!局|处)|报告|资料|结果|调查(?!局|处|队)|研究(?![院所员中生])|表明|显示|《|方案|规划|文件|措施|公告|通知|消息(?!人士)|记者"
)
_MEETING = re.compile(r"(?:会议|大会|论坛|例会|年会|峰会|发布会)$|^\W*据$")
# When and where somebody spoke, after the name: 昨, 昨日于业绩会上.
_OCCASION = re.compile(
    r"(?:[昨今前][日天晚晨]?|日前|近日|同日|本周[一二三四五六日]?|[0-9]{1,2}日)?(?:[在于][^，,。]{1,24})?$"
)
_BODY = re.compile(
    r"(?:部门|单位|机构|当局|政府|警方|院方|校方|厂方|店方|资方|公司|集团|企业|银行|协会|学会|商会|公会|工会|基金会|委员会|管理局|[部委厅署局处院所会队站社司]|中心|海关|[省市县州]|营方|联盟|法院|检察院|医院|大学|发展商|开发商|主办方|承建商)$"
)


@dataclass(frozen=True, slots=True)
class Speech:
    """A stretch of text in which somebody speaks: its span, the speaker's words and where they stand."""

    span: Span
    speaker: str
    name: Span | None


@cache
def _said() -> re.Pattern[str]:
    says = any_of(words("speakers", "says"))
    return re.compile(rf"(?:^|[，,。；\n」”、])([^，,。；：:「」“”\n]{{1,60}}?)({says})(?=[，,：:「“])")


@cache
def _after() -> re.Pattern[str]:
    says = any_of(words("speakers", "says"))
    return re.compile(rf"[」”]\s?([^，,。；：:「」“”\n]{{2,60}}?)({says})[。，,]")


def speeches(folded: str, sentences: tuple[Span, ...]) -> list[Speech]:
    """Where people speak: quotes with their speaker, and sentences after 某某表示，."""
    found: list[Speech] = []
    for sentence in sentences:
        match = _said().search(folded, max(0, sentence.start - 1), sentence.end)
        if match and _person(match.group(1)):
            found.append(Speech(Span(match.end(), sentence.end), match.group(1).strip(), Span(*match.span(1))))
    for quote in _QUOTE.finditer(folded):
        found.append(_quote(folded, quote, found))
    return sorted(found, key=lambda speech: (speech.span.start, speech.span.end))


def _quote(folded: str, quote: re.Match[str], spoken: list[Speech]) -> Speech:
    after = _after().match(folded, quote.end() - 1, min(len(folded), quote.end() + 60))
    if after and _person(after.group(1)):
        return Speech(Span(*quote.span()), after.group(1).strip(), Span(*after.span(1)))
    before = [speech for speech in spoken if speech.name and speech.span.start <= quote.start() <= speech.span.end]
    if before:
        return Speech(Span(*quote.span()), before[-1].speaker, before[-1].name)
    return Speech(Span(*quote.span()), "", None)


def _person(words_before: str) -> bool:
    """True unless a paper, a figure, a survey or a meeting speaks."""
    return not _REPORTS.search(words_before) and not _MEETING.search(words_before)


def is_body(speaker: str) -> bool:
    """True when an office or a company speaks and no person is named: what it says is told as fact."""
    return bool(_BODY.search(_OCCASION.sub("", speaker)))


class Voices:
    """Answers who speaks at a position."""

    def __init__(self, found: list[Speech]) -> None:
        self._found = found
        self._starts = [speech.span.start for speech in found]

    def at(self, position: int) -> Speech | None:
        """The innermost speech around the position that has a speaker; None where the paper itself speaks."""
        index = bisect_right(self._starts, position)
        for speech in reversed(self._found[max(0, index - 4) : index]):
            if speech.span.start <= position < speech.span.end and speech.speaker:
                return speech
        return None


def is_official(speaker: str) -> bool:
    """True when the speaker holds an office or speaks for a body."""
    return bool(matcher("speakers", "roles").search(speaker))
