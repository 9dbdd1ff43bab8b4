"""What a date is of: the thing that begins, opens or ends on it, as its own sentence names it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duikan.engine.meaning.subjects import clean
from duikan.engine.phrasebook import last_match
from duikan.engine.values import Span

_STOP = "，,。；;：:！？!?\n "
_REACH = 60
_LONGEST, _LONGEST_OBJECT, _SHORT = 30, 16, 4
_NAMED = re.compile(r"[「“][^」”，,。「“]{2,12}[」”]|《[^》，,。《]{2,30}》")
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
# Who told it, and what comes before the thing in its clause.
_TOLD = re.compile(
    r"^.*(?:获悉|了解到|透露|表示|指出|宣布|通报|披露|显示|介绍|强调|公告|报导|报道|[】〕\])）]|(?:讯|电)[ 　]+"
    r"|记者[^ 　]{0,6}[ 　])"
)
_LEAD = re.compile(
    r"^(?:据悉|据了解|另据|其中|此外|另外|同时|目前|而且|其后|随后|之后|然后|最终|上述|以及|包括|标志着?|意味着|举行|举办|召开|进行|迎来|开始|按照|根据|度|的|而|但|且|并|该|则|另|今|如今"
    r"|按进度|按计划|按照[^，,]{0,12}?安排|[ 　、·(（“「])+"
)
# What stands between the thing and its day or its verb.
_TAIL = re.compile(
    r"(?:将会|即将|将|拟于|拟|已经|已|于|在|自|从|由|定于|定|订于|订|预定|预计|预期|预料|料|计划|规划|打算|有望|可望|正式|全面|全线|全部"
    r"|顺利|成功|如期|按期|可|会|要|就|也|还|即|首次|力争|争取|确保|到|至|前|后|起|最快|最迟|最早|最终|日期|时间|仪式|典礼|申请期|报名期|(?<=展)期|为|是|暂|并"
    r"|再|又|才|方|则|仍|同日|当日|当天|零时|凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|夜间|晚间|晚|[早夜]|左右|前后|时分|日|共同|联合|开始|对外|向公众"
    r"|(?:[0-9]{1,2}[:：时点][0-9]{0,2}分?)|[ 　的、(（“「，,])+$"
)
_LOCATIVE = re.compile(r"^(?:在|于|从|自|由|向|经)[^的]{1,12}$")
_NO_OBJECT = re.compile(
    r"^(?:[的了并和与及后时前以之至到起为是在于，,。；;：:！？、\n]|仪式|典礼|营运|运营|期间|以来|当[天日]|日期)"
)
_QUANTITY = re.compile(r"^[一二两三四五六七八九十百千0-9.]+[万亿]?[个座条家所项间台套辆架名人批场次届期公]")
# The verb tells only that something is done; what, stands after it.
_OF_OBJECT = frozenset(("发生", "举行", "发布", "发射", "签约", "启动", "通过", "完成", "成立"))
_WITH_OBJECT = frozenset(("竣工", "投产", "启用", "开工", "通车", "上映", "废止", "量产", "开放", "生效"))


def thing_of(folded: str, clause: Span, event: tuple[str, Span], times: Sequence[Span]) -> str:
    """The noun phrase of what happens: a name in quotes, else what stands before the verb, with some verbs after it.

    `event`: the verb's name and place; `times`: the time expressions of its clause, which are cut out; "" where the
    sentence up to the verb names nothing.
    """
    name, verb = event
    named = last_match(_NAMED, folded, clause.start, verb.start)
    if named:
        return named.group()
    after = _object(folded, verb)
    if name in _WITH_OBJECT and after:
        return after
    before = _subject(folded, clause, verb, times)
    if name in _OF_OBJECT and after:
        return before + after
    return before or after


def _subject(folded: str, clause: Span, event: Span, times: Sequence[Span]) -> str:
    start = clause.start
    if event.start >= clause.end:
        start = max(clause.start, *(folded.rfind(mark, clause.start, event.start) + 1 for mark in _STOP))
    start = max(start, event.start - _REACH)
    pieces: list[str] = []
    at = start
    for cut in (*sorted(span for span in times if start <= span.start < event.start), Span(event.start, event.start)):
        pieces.append(bare(folded[at : max(at, cut.start)]))
        at = max(at, cut.end)
    named = [piece for piece in pieces if len(_HAN.findall(piece)) >= 2]
    things = [piece for piece in named if not _LOCATIVE.match(piece)] or named
    if len(things) > 1 and len(things[-1]) < _SHORT:
        return (things[-2] + things[-1])[-_LONGEST:]
    return things[-1][-_LONGEST:] if things else ""


def bare(piece: str) -> str:
    """A stretch of a clause without who told it, and without the words that only lead to the day or the verb."""
    piece = _LEAD.sub("", _TOLD.sub("", piece))
    return clean(_TAIL.sub("", piece))


def _object(folded: str, event: Span) -> str:
    """What stands right after the verb, up to the next stop; "" for counts and for what only goes on."""
    end = event.end
    last = min(len(folded), end + _LONGEST_OBJECT)
    while end < last and folded[end] not in _STOP:
        end += 1
    said = folded[event.end : end]
    if _NO_OBJECT.match(said) or _QUANTITY.match(said):
        return ""
    thing = clean(said)
    return thing if len(_HAN.findall(thing)) >= 2 else ""
