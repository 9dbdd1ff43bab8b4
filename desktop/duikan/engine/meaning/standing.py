"""What a thing is rather than what happened in a period: its length, its cost, its price; no event's date is theirs."""

from __future__ import annotations

import re

from duikan.engine.meaning.events import find_event
from duikan.engine.values import Span

_REACH = 18
_STANDING = re.compile(
    r"(?:全长|总长|全程|航程|车程|路程|长度|高度|宽度|深度|厚度|直径|跨度|主跨|跨径|主桥|海拔|占地|用地"
    r"|(?:建筑|楼面|占地|用地|总|规划|展览|核心区|厂址|校园|馆舍)面积|总建面|建面|容积|库容|蓄水量"
    r"|[塔桥楼坝身][高宽长]|[面段桥线道][宽长]|(?<![增成延生专特擅班队市校院厂省县局部首会])长(?=[约近逾超达]{0,2}$)|(?<![提新增最较])高(?=[约近逾超达]{0,2}$)|宽(?=约?$)|水深"
    r"|设计|时速|限速|总投资|(?<![定完引入成])投资(?:总?额|规模)?(?=[约近逾超达为人民币]{0,4}$)|概算|造价|耗资|斥资|总经费|工程费|总预算经费"
    r"|装机|装置容量|单机|产能|载重|排水量|车位|床位|席位|车道|(?:可|能)?容纳|可载|[内共下]设|设有|(?<![建开假增新创])设(?=[床车座仓泊站馆展机病]|[约近逾]?$)|设置|配备|配置|配有|建有|可供|病床|床位|手术室|病房|诊室|[停泊]?车位|机柜|机架|算力|功率|分辨率|轨道|幅宽|重量|重(?=[约近逾超达]{0,2}$)|步道|跑道|绿道|水域|湖面|座椅|看台|分拣能力|处理能力|仓储|学费|住宿费|层高|地[上下]"
    r"|单价|售价|票价|定价|收费|门票|年费|月租|目标价|市盈率|通行费|罚款|可罚|起步价|保护力|有效率|注册资本|每[艘台辆座套部架张位股户].{0,6})"
    r"[^,，。；;0-9]{0,8}$"
)
_RIGHT_AFTER = re.compile(
    r"(?:车道|行车|层楼|公里长|米[高宽长]|.(?:床位|病床|手术室|车位|停车位|机柜|机架|座位|泊位|车站|月台|跑道))"
)
# The sum over projects that an event is about: 7个项目集中开工，总投资31.9亿元.
_OF_EVENT = re.compile(
    r"(?:[0-9一二三四五六七八九十]{1,4}[个项宗份][^,，。；;]{0,12}(?:项目|协议|合同|工程)"
    r"|(?:项目|协议|合同|工程)[^,，。；;0-9]{0,4}[0-9一二三四五六七八九十]{1,4}[个项宗份])[^。；;]{0,30}(?:投资|金额)"
)
_TALLY = re.compile(r"平均|均|完成|新增|累计|同比|按年|比上年|较去年|增长|下降")


def standing(folded: str, start: int, number: Span) -> bool:
    """True for a number that says how large, how dear or how fast something is; `start`: where its clause begins."""
    before = folded[max(start, number.start - _REACH) : number.start]
    if _TALLY.search(before):
        return False
    if of_event(folded, number):
        return False
    return bool(_STANDING.search(before)) or _RIGHT_AFTER.match(folded, number.end - 2) is not None


def of_event(folded: str, number: Span) -> bool:
    """True for the sum over the projects that an event is about."""
    return _OF_EVENT.search(folded, max(0, number.start - 60), number.start) is not None


def is_event(folded: str, clause: Span, time: Span) -> bool:
    """True when the clause of a time tells that something begins, opens or ends on it."""
    found = find_event(folded, Span(time.start, clause.end), time)
    return found is not None and found[1].start - time.end <= _REACH
