"""What kind of number it is: a level, what was added, a sum so far, a rate, a share; and the verb that says so."""

from __future__ import annotations

import re
from functools import cache

from duikan.engine.phrasebook import alternatives, last_match, matcher, word_set, words
from duikan.engine.values import Aggregate, Period, Span

_NEAR = 14
_REACH = 36
_PLUS = ("新增", "净增", "净新增", "再增", "新签", "新建", "新设", "新开", "增设", "增开")
_HAVING = frozenset(("有", "共有", "共", "已有", "为", "是", "达", "达到"))
_CHANGED = re.compile(
    r"(增加|减少|增长|成长|下降|上升|下跌|上涨|净增加?|净减少?|增产|减产|多收|少收|提高|降低|回落|回升|扩大|缩小|缩短|多增|少增|多赚|少赚|(?<![最许众至很])多|(?<![至不缺])少|[升跌涨降减])"
    r"了?(?:约|近|逾|超过?|至少|多)?$"
)
_FROM = re.compile(r"(?:由|从|自)(?:原来|此前|过去|上年|去年|同期)?的?(?:约|近|逾|超过?)?$")
_ONWARD = re.compile(r"[,，]?(?:大幅|逐步|迅速|稳步|直接)?(?:[增升降减提扩缩跌涨调延]\S{0,3}?[至到为])")
_HAPPENED = re.compile(
    r"(?:集中|同时|相继|先后|陆续|正式|成功)?(?:开工|动工|竣工|签约|揭牌|落地|投产|投运|获批|上市|开业|启用|通车|开通|落户|上线)(?!率|量|的|后|前|项目|仪式|公司)"
)
_TO_LEVEL = re.compile(r"(?:[到至]|为$)")
_HIGHER = re.compile(
    r"(?:[较比][^,，。；;]{1,20}(?:[高低多少贵]|便宜|略[高低多少])|(?<![参附添更])加|[翻])出?了?(?:约|近|逾|超过?)?$"
)
_REACHED = re.compile(
    r"[升涨增提降跌减缩扩加调回][^,，。；;0-9]{0,4}?[至到](?:约|近|逾|超过?|最高|最低)?$|(?:点|%)[,，]?[至到](?:约|近|逾|超过?)?$"
)
_BASE = re.compile(r"[较比与跟同由从][^,，。；;]{1,14}的(?:约|近|逾|超过?)?$")
_PACE = re.compile(r"增速|调幅|加幅|减幅|增幅|涨幅|降幅|跌幅|升幅|增长率|增率|通胀率|通膨率")
_TO_NUMBER = re.compile(r"了?(?:约|近|逾|超过?)?[0-9至到为]")
_STOCK = re.compile(r"总数|总量|总规模|现有|保有|拥有|达到?(?:约|近|逾|超过?)?$|[升增降减加]至")
_SHARE_NOUN = re.compile(r"(?:率|比重|占比|比例|份额|强度|比)$")
_MONEY = frozenset(
    ("元", "美元", "港元", "欧元", "日元", "英镑", "澳门元", "新台币", "韩元", "卢布", "加元", "澳元", "新加坡元")
)
_SUMMED = re.compile(r"[共总]|先后|资助|投入|完成|引进|接待|发放|成交")


# What happens again and again: its count over a period is a sum.
_HAPPENINGS = frozenset(
    ("人次", "辆次", "架次", "船次", "艘次", "车次", "航次", "班次", "列次", "批次", "例次", "场次", "宗", "起")
)
_FLOW = re.compile(
    r"(?:出口|进口|进出口|产量|毛产|销量|销售|售出|卖出|沽出|外销|发电|用电|售电|吞吐|运送|发送|运输|接待|入境|出境|访|生产|收获|出货|交付|产出|产[铜铁钢煤油气粮糖茶糖金]|贡献|客运|货运|入场|进场|观影|就诊|求诊|投递|揽收|处理量|成交|抽检|查获|查办|截获)"
    r"[^,，。；;0-9]{0,9}$"
)
_FLOW_MONEY = re.compile(
    r"(?:收入|营收|营业额|产值|增加值|净利|利润|溢利|纯利|盈利|税收|出口额|进口额|总值|货值|销售额|票房|支出|赤字|盈余|成交额|投资)"
    r"[^,，。；;0-9]{0,6}$"
)
_PER_TIME = re.compile(r"[日月年周场时均]均|平均|每|单[日周月]|高峰|峰值|率|目标|就诊|求诊|门诊|急诊")
_OF_KIND = re.compile(r"(?:以上|以下|左右)?的")
_PRICE = re.compile(r"每|[月时日年底]薪|工资|标准|[价租费]|津贴|补贴|补助|门票|基数|上限|下限|股息|息")
_STATIC_SUM = re.compile(r"(?:合计|合共|共计|总计)[^,，。；;0-9]{0,4}(?:装机|装置|容量|产能|面积|长度)")


@cache
def _verbs() -> re.Pattern[str]:
    keys = ("new", "level", "cumulative")
    # A verb before 的 or inside a noun (建设用地, 开工率) decides nothing.
    ahead = "(?!率|用地|者|商|方案|规划|性|型)"
    every = alternatives((word for key in keys for word in words("aggregates", key)), ahead)
    near = r"建(?<=[拟将内新扩续再年]建)(?=[0-9约超逾近至不一二两三四五六七八九十百千万])"
    return re.compile(f"{every}|{near}")


def percent_kind(folded: str, clause: Span, number: Span) -> tuple[Aggregate, Span | None]:
    """Whether a percentage is a change per period or a part of a whole."""
    start = max(clause.start, number.start - 24)
    pace = last_match(_PACE, folded, start, number.start)
    if pace is not None:
        return "rate", Span(*pace.span())
    near = folded[max(start, number.start - 20) : number.start]
    higher = _HIGHER.search(near)
    if higher is not None:
        return "rate", Span(number.start - len(near) + higher.start(), number.start)
    left = last_match(matcher("aggregates", "rate"), folded, start, number.start)
    share = last_match(matcher("aggregates", "share"), folded, start, number.start)
    shared = Span(*share.span()) if share else None
    if _REACHED.search(near) or _BASE.search(near) or (_FROM.search(near) and _ONWARD.match(folded, number.end)):
        return "share", shared
    if left is not None and not _TO_LEVEL.match(folded, left.end()) and (shared is None or shared.start < left.end()):
        return "rate", Span(*left.span())
    right = _rate_after(folded, number.end, clause.end)
    return ("rate", right) if right is not None and share is None else ("share", shared)


def _rate_after(folded: str, start: int, end: int) -> Span | None:
    """The 增幅 of 5%的增幅; what goes on to another number (3.9%下跌0.1) is none."""
    start += folded.startswith("的", start)
    match = matcher("aggregates", "rate").match(folded, start, min(end, start + 6))
    return None if match is None or _TO_NUMBER.match(folded, match.end()) else Span(*match.span())


def multiple_kind(folded: str, clause: Span, number: Span) -> tuple[Aggregate, Span | None]:
    """Whether 三倍 is a change (增长三倍, 翻一倍) or a proportion."""
    near = folded[max(clause.start, number.start - 8) : number.start]
    found = _HIGHER.search(near) or _CHANGED.search(near)
    return ("rate", Span(number.start - len(near) + found.start(), number.start)) if found else ("level", None)


def count_kind(
    folded: str, clause: Span, number: Span, unit: str, period: Period, measured: bool
) -> tuple[Aggregate, Span | None]:
    """Whether a count or an amount is a level, new or cumulative, with the word that says so."""
    sum_word = last_match(matcher("aggregates", "cumulative"), folded, clause.start, number.start)
    near = folded[max(clause.start, number.start - _NEAR) : number.start]
    if sum_word is not None and not _STATIC_SUM.search(folded, sum_word.start(), number.start):
        return "cumulative", Span(*sum_word.span())
    if _flows(near, unit, period) and not _OF_KIND.match(folded, number.end):
        return "cumulative", None
    if _REACHED.search(near) or (_FROM.search(near) and _ONWARD.match(folded, number.end)):
        return "level", None
    verb = last_match(_verbs(), folded, clause.start, number.start)
    after = _HAPPENED.search(folded, number.end, min(clause.end, number.end + _REACH))
    if after is not None and (verb is None or verb.group() in _HAVING) and unit not in _MONEY:
        verb = after
    span = Span(*verb.span()) if verb else None
    stock = _STOCK.search(folded, max(clause.start, number.start - 12), number.start)
    if (
        _since(period)
        and not stock
        and not _PRICE.search(near)
        and (unit in _MONEY or _SUMMED.search(folded, clause.start, number.end))
    ):
        return "cumulative", span
    if unit in _MONEY and _many_years(period):
        return "cumulative", span
    if verb is not None and _adds(folded, verb, number, unit, period, measured):
        return "new", span
    return "level", span


def _flows(near: str, unit: str, period: Period) -> bool:
    """True for what was moved, sold, made or earned over a period: a sum by nature, unless told per day."""
    if _PER_TIME.search(near):
        return False
    if unit in _HAPPENINGS:
        return True
    long = period.start is not None and period.end is not None and period.start < period.end
    if not long:
        return False
    if unit in _MONEY:
        return bool(_FLOW_MONEY.search(near))
    return bool(_FLOW.search(near))


def _adds(folded: str, verb: re.Match[str], number: Span, unit: str, period: Period, measured: bool) -> bool:
    word = verb.group()
    if word.startswith(_PLUS):
        return True
    if unit in _MONEY or measured or (word not in word_set("aggregates", "new") and not _HAPPENED.match(word)):
        return False
    qualifies = folded.startswith("的", verb.end()) and verb.end() < number.start
    return not qualifies or bool(period.start)


def adds_right_before(folded: str, clause: Span, number: Span) -> bool:
    """True when a verb that creates touches the number: 新设十家."""
    verb = last_match(_verbs(), folded, max(clause.start, number.start - 6), number.start)
    return verb is not None and verb.end() == number.start and verb.group() in word_set("aggregates", "new")


def _since(period: Period) -> bool:
    return period.relation == "since" and period.end is not None


def _many_years(period: Period) -> bool:
    return bool(period.start and period.end and (period.end - period.start).days > 400)


def direction(folded: str, clause: Span, number: Span) -> str:
    """ "升" or "降" where the words before the number say so, else ""."""
    start = max(clause.start, number.start - _NEAR)
    up = last_match(matcher("aggregates", "up"), folded, start, number.start)
    down = last_match(matcher("aggregates", "down"), folded, start, number.start)
    if up is None and down is None:
        return ""
    return "升" if down is None or (up is not None and up.start() > down.start()) else "降"


def event_verb(folded: str, clause: Span, number: Span) -> str:
    """The verb of doing nearest before the number in its clause; 升 or 降 where the number is a change; "" if none."""
    if _FROM.search(folded[max(clause.start, number.start - 8) : number.start]) and _ONWARD.match(folded, number.end):
        return "原"
    change = _CHANGED.search(folded[max(clause.start, number.start - 8) : number.start])
    if change is not None:
        return "降" if change.group(1)[0] in "减下跌降缩少回亏" or change.group(1)[-1] in "减少跌降" else "升"
    verb = last_match(_verbs(), folded, clause.start, number.start)
    return verb.group() if verb else ""
