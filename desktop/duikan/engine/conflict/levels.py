"""One number told as what there is and as what was added: 增至3200亿 and 增加3200亿, 达到12% and 提高12个百分点."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

from duikan.engine.fact.amounts import NO_CHANCE, Relation, conflict
from duikan.engine.fact.likeness import phrase_likeness, profile
from duikan.engine.fact.periods import meet
from duikan.engine.fact.revisions import supposed, withdrawn
from duikan.engine.meaning.measures import digits, measure_of, value_key
from duikan.engine.meaning.places import tie
from duikan.engine.values import Stated

_MOST = 24
_ONE_NAME = 0.8
_PLANS = frozenset(("target", "planned", "estimate"))
_NEARBY = 6
_REACHED = re.compile(r"(?:[增升涨减降跌扩]至|[至到达为]|达到|总数|总量|共有?|现有|已有)(?:约|近|逾|超|的|了)*$")
_CHANGES = frozenset(("升", "降"))
_NO_LEVEL = frozenset(("rate", "rank", "duration", "new"))

Slip = tuple[Stated, Stated, Relation]


def find_slips_of_level(stated: Iterable[Stated]) -> Iterator[Slip]:
    """Pairs of two articles that print one number of one thing, here as a level and there as a change."""
    blocks: dict[tuple[object, ...], list[Stated]] = defaultdict(list)
    for one in stated:
        if not one.mention.nominal and digits(one.mention) >= NO_CHANCE:
            blocks[value_key(one.mention), _unit(one)].append(one)
    for block in blocks.values():
        yield from _of_block(block[:_MOST])


def _of_block(block: list[Stated]) -> Iterator[Slip]:
    changes, levels = [one for one in block if _is_change(one)], [one for one in block if _is_level(one)]
    # An article that tells the number both ways has made no slip.
    both = {one.article for one in changes} & {one.article for one in levels}
    for change, level in product(changes, levels):
        if change.article not in both and level.article not in both and _of_one_thing(change, level):
            a, b = sorted((change, level), key=lambda one: one.id)
            yield a, b, _relation(a, b)


def _unit(one: Stated) -> str:
    return "%" if _is_point(one) else one.mention.quantity.unit


def _is_point(one: Stated) -> bool:
    return measure_of(one.mention.quantity.unit)[0] == "point"


def _is_change(one: Stated) -> bool:
    """True for 增加3200亿, 提高12个百分点: by how much, not to how much; a growth rate changes nothing by itself."""
    if _is_point(one):
        return True
    return one.mention.event in _CHANGES and one.mention.aggregate != "rate" and one.mention.quantity.unit != "%"


def _is_level(one: Stated) -> bool:
    """True for 增至3200亿, 达到12%: a word right before it says that this is what there is."""
    if _is_change(one) or one.mention.aggregate in _NO_LEVEL:
        return False
    at = one.mention.span.start - one.sentence
    return bool(_REACHED.search(one.said[max(0, at - _NEARBY) : at]))


def _of_one_thing(a: Stated, b: Stated) -> bool:
    m, n = a.mention, b.mention
    if (m.modality in _PLANS) != (n.modality in _PLANS) or any(supposed(one) or withdrawn(one) for one in (a, b)):
        return False
    p, q = profile(a), profile(b)
    alike = p.phrase == q.phrase or phrase_likeness(p.phrase, q.phrase, p.bigrams, q.bigrams) >= _ONE_NAME
    return (
        alike
        and bool(p.phrase and q.phrase)
        and p.parts == q.parts
        and tie(p.place or p.about, q.place or q.about) not in ("apart", "within")
        and meet(m.period, n.period).meeting != "other"
    )


def _relation(a: Stated, b: Stated) -> Relation:
    if _unit(a) == "%":
        return conflict("percent_vs_point", "high", a, b)
    return conflict("cumulative_vs_new", "medium", a, b, "level_vs_change")
