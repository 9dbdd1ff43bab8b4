"""What tells two things of one sort apart: the number or letter in a name, and the names of bodies."""

from __future__ import annotations

import re
from functools import cache

from duikan.engine.phrasebook import any_of, words
from duikan.engine.subjects import unalias
from duikan.engine.values import Stated

Labels = frozenset[tuple[str, str]]

_NUMERALS = str.maketrans("一二三四五六七八九两", "1234567892")
# 8号线, 3号机组, 第二档, 五年期, 三类地区; 甲市, X公司: a number or a letter, and the sort of thing it tells apart.
_LABEL = re.compile(
    r"第?([0-9]{1,4}|[一二两三四五六七八九十]{1,3})(号[线楼院岛坑井馆厅库炉]|号机组|年期|年级|类|档|标段|环|产业(?!园|链))"
    r"|(?<![A-Za-z0-9])([A-Z甲乙丙丁])(市|县|省|镇|村|国|区|厂|校|队|组|班|楼|栋|座|公司|集团|医院|大学|学校|银行|项目)"
)
_LETTERED = 3
_SHORTEST = 3
_ADVERBS = re.compile(r"(?:现|已|共|今|目前|全|均|将|还|也|又|则|去|仅)+$")


def labels(one: Stated) -> Labels:
    """By sort of thing, the number or letter last named before a number in its sentence."""
    at = one.mention.span.start - one.sentence
    found: dict[str, str] = {}
    for match in _LABEL.finditer(one.said, 0, max(0, at)):
        if match[_LETTERED]:
            found[match[4]] = match[_LETTERED]
        else:
            found[match[2]] = match[1].translate(_NUMERALS)
    return frozenset(found.items())


@cache
def _bodies() -> re.Pattern[str]:
    named = words("aliases", "bodies")
    return re.compile(rf"(?:{any_of({*named, *map(unalias, named)})})$")


def rival_bodies(a: str, b: str) -> bool:
    """东湖医院 and 西山医院: bodies of one sort with nothing in common before it."""
    one, other = (_ADVERBS.sub("", name) for name in (a, b))
    body = _bodies().search(one)
    if body is None or not other.endswith(body.group()) or min(len(one), len(other)) < _SHORTEST:
        return False
    fronts = one[: body.start()], other[: -len(body.group())]
    return all(fronts) and not set(fronts[0]) & set(fronts[1])
