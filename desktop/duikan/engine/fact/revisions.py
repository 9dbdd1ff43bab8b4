"""Numbers that the text takes back or only supposes: misprints corrected, forecasts raised, plans given up, ifs."""

from __future__ import annotations

import re

from duikan.engine.values import Stated

_REACH = 26
# Before the number: what was said, planned or printed once.
_ONCE = re.compile(
    r"(?:误植|误作|误写|误报|误为|误刊|错写|错印|原[定订拟本先来](?!料)|原计划|原方案|原预[计定测估期]|原公布|原报|(?<![征还])原为|原规划|原目标|此前(?:公布|报道|媒体|称|传|预[计测估]|披露|计划|估)"
    r"|先前(?:公布|报道|预[计测估]|估)|早前(?:公布|报道|称|预[计测估]|估|指)|初步(?:统计|数据|估计|核算|点算)|网传|坊间传|一度(?:传|称)|旧方案|前次预[测估]|上次预[测估])[^,，。;；]{0,20}$"
)
# Around 由 X 上修至 Y: the first of the two.
_FROM = re.compile(r"(?:由|从|自|将|把)[^,，。;；]{0,16}$")
_TO = re.compile(
    r"^[^,，。;；0-9]{0,12}[,，]?(?:已)?(?:再度|一举|大幅|小幅|略微|略)?(?:更正|修正|修订|订正|改[为成至到按]|上修|下修|上调|下调|调[高低升降减增整]|变更|追加|压缩|削减|延[长后期]|提前)"
)
_AFTER = re.compile(
    r"^[^,，。;；0-9]{0,10}[,，]?(?:的(?:说法|数字|数据|传闻|报道|消息)[^,，。;；]{0,8})?(?:系误|为误|有误|属误|不实|不确|并不准确|与事实不符|已作废|已被取代|系笔误|应为|实为|实应为|其后改|后来改|后改|已改)"
)
_CORRECTED = re.compile(
    r"(?:更正|修正|修订|订正|上修|下修|上调|下调|调[高低升降整]|改|实应|应|实|核实|最终确[认定])[至到为成](?:约|近|逾)?$"
)


_ONLY_THEN = re.compile(r"^[^,，。;；]{0,8}(?:才可|才能|才会|才算|才有|方可|方能|方会|始可|的话)")
_IF = re.compile(r"(?:如果|假如|假设|倘若|一旦|若(?!干)|要是)[^,，。;；]{0,24}$")


def supposed(one: Stated) -> bool:
    """True for a number that only a condition names: 入住率至少八成五才可打平."""
    start = one.mention.span.start - one.sentence
    after = one.said[start + one.mention.span.end - one.mention.span.start :][:_REACH]
    return bool(one.said) and bool(_ONLY_THEN.search(after) or _IF.search(one.said[max(0, start - _REACH) : start]))


def withdrawn(one: Stated) -> bool:
    """True for a number that its own sentence says no longer holds, or never did."""
    if not one.said:
        return False
    start = one.mention.span.start - one.sentence
    before = one.said[max(0, start - _REACH) : start]
    after = one.said[start + one.mention.span.end - one.mention.span.start :][:_REACH]
    if _AFTER.search(after) or (_FROM.search(before) and _TO.search(after)):
        return True
    return bool(_ONCE.search(before)) and not _CORRECTED.search(before)


def replaces(one: Stated) -> bool:
    """True for a number that takes another's place: 更正为, 上修至, 调整为."""
    start = one.mention.span.start - one.sentence
    return bool(one.said) and bool(_CORRECTED.search(one.said[max(0, start - _REACH) : start]))
