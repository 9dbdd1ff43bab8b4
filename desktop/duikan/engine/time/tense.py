"""Whether a clause looks back or ahead, by the verbs around a time expression."""

from __future__ import annotations

import re

from duikan.engine.time.grammar import Tense

_FUTURE = re.compile(
    r"将(?![军领士来])|拟(?![态声])|计划|预计|预期|力争|目标|争取|有望|即将|届时|料(?!理)|要在|可望|预测|预料|预报|原定"
    r"|有待|尚待|须在|应当在|确保"
)
_PAST = re.compile(
    r"了|已|曾(?!孙)|获(?![利益])|完成|实现(?=[了营收利])|同比|按年[升跌]|公布|发布|宣布|召开|举行|闭幕|开幕|走进|采访|探访|获悉|突破(?![口点性])|过(?![程剩度渡去年])"
    r"|发生|去世|录得|达到?(?=\d)|成立|印发|出台|发表|报道|落幕|增长|下降|上升|收报|报收|通报|透露|售罄|创下|被捕|落网|拘捕|作案|逮捕|上演|煞科|击败|不敌|战胜|封王|封后|夺[冠得魁]|落下|收[盘官]|披露|指出"
)
_COMMA = re.compile("[,，:]")
_JUST_BEFORE = 4


def tense_of(before: str, after: str) -> Tense:
    """past or future, by the words right before, then its own clause, then what follows, then the sentence.

    `before`, `after`: the sentence up to the expression and from its end; "" when both or neither speak.
    """
    if _FUTURE.search(before[-_JUST_BEFORE:]):
        return "future"
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
