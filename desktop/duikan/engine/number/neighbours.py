"""What the quantities beside a quantity decide: 两男一女 counts its 一, 「分别…100万元和200万元」 shares its hedge."""

from __future__ import annotations

import re
from dataclasses import replace

from duikan.engine.number.found import FoundQuantity
from duikan.engine.number.hedges import comparing
from duikan.engine.number.units import same_counting
from duikan.engine.values import Aggregate, Span

# Marks 一 as an article until its neighbours are known.
ONE: Aggregate = "level"
_LIST = re.compile(r"[^,，。；;!！?？\n0-9]{0,8}?[、和与及][^,，。；;!！?？\n]{0,4}")
_PEOPLE_LIST = re.compile(r"[^。；;!！?？\n0-9]{0,8}?[、和与及,，][^。；;!！?？\n]{0,4}")
_BOTH = re.compile(r"[ ]?[,，]?[ ]?(?:且|并且?|但|而|又|的?同时)?[ ]?(?:要)?")
_PAIRED = ((("以上",), ("以下",)), (("比…大",), ("比…小",)))  # of bare numbers; a fine has two bounds of its own
_AND = re.compile(r"(?:[(（][^()（）\n]{1,16}[)）])?(?:和|与|及|、)")
_SHARED = frozenset(
    (
        "最高",
        "最多",
        "至多",
        "不超过",
        "最高不超过",
        "最多不超过",
        "至少",
        "不少于",
        "不低于",
        "超过",
        "超",
        "逾",
        "约",
        "近",
    )
)


def settled(text: str, found: list[FoundQuantity], *, alone: bool = False) -> list[FoundQuantity]:
    """The quantities that remain, with the hedges they share; `alone`: the text holds nothing else."""
    kept: list[FoundQuantity] = []
    for index, item in enumerate(found):
        if item.hint == ONE and not _counted_beside(text, found, index):
            continue
        plain = replace(item, hint=None) if item.hint == ONE else item
        both = _both(text, kept[-1], plain, commas=alone) if kept else None
        if both is not None:
            kept[-1] = both
            continue
        kept.append(_shared(text, kept[-1], plain) if kept else plain)
    return kept


def _both(text: str, before: FoundQuantity, item: FoundQuantity, *, commas: bool) -> FoundQuantity | None:
    """大于30小于50: a lower and an upper bound of one number."""
    one, two = before.quantity, item.quantity
    if one.low is not None and one.high is None and two.low is None:
        low, high = one, two
    elif one.low is None and two.low is not None and two.high is None:
        low, high = two, one
    else:
        return None
    if low.low is None or high.high is None or low.low >= high.high or (one.unit and two.unit and one.unit != two.unit):
        return None
    bare = (low.hedges, high.hedges) in _PAIRED and not one.unit and not two.unit
    if not commas and not bare and not comparing().issuperset((*one.hedges, *two.hedges)):
        return None  # 最低5元最高10元: the least and the greatest, not one number
    between = text[before.span.end : item.span.start]
    if not _BOTH.fullmatch(between) or (between[:1] in (",", "，") and not (commas or bare)):
        return None
    both = replace(
        one, low=low.low, high=high.high, low_open=low.low_open, high_open=high.high_open, unit=one.unit or two.unit,
        hedges=(*one.hedges, *two.hedges),
    )  # fmt: skip
    span = Span(before.span.start, item.span.end)
    return replace(
        before, span=span, number=Span(before.number.start, item.number.end), quantity=both,
        kind=item.kind if two.unit else before.kind, evidence=(*before.evidence, *item.evidence),
    )  # fmt: skip


def _counted_beside(text: str, found: list[FoundQuantity], index: int) -> bool:
    """Whether 一 stands in a list with another count of the same sort."""
    item = found[index]
    for other in found[max(0, index - 1) : index] + found[index + 1 : index + 2]:
        first, second = (other, item) if other.span.start < item.span.start else (item, other)
        between = text[first.span.end : second.span.start]
        pattern = _PEOPLE_LIST if same_counting(item.quantity.unit, "人") else _LIST
        listed = between == "" or pattern.fullmatch(between) is not None
        same = item.quantity.unit == other.quantity.unit or same_counting(item.quantity.unit, other.quantity.unit)
        if listed and same and other.hint != ONE and not other.nominal and other.kind == item.kind:
            return True
    return False


def _shared(text: str, before: FoundQuantity, item: FoundQuantity) -> FoundQuantity:
    """分别…不超过100万元和200万元: the second amount has the first one's bound."""
    one, two = before.quantity, item.quantity
    if two.hedges or one.unit != two.unit or two.low != two.high or not one.hedges or one.hedges[0] not in _SHARED:
        return item
    if not _AND.fullmatch(text[before.span.end : item.span.start]):
        return item
    if "分别" not in text[max(0, before.span.start - 12) : before.span.start]:
        return item
    low = two.low if one.low is not None else None
    high = two.high if one.high is not None else None
    quantity = replace(two, low=low, high=high, low_open=one.low_open, high_open=one.high_open, hedges=one.hedges[:1])
    return replace(item, quantity=quantity)
