"""What tells two things of one sort apart: the number, the letter or the name before the word for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from duikan.engine.phrasebook import any_of, words
from duikan.engine.values import Stated

Labels = frozenset[tuple[str, str]]

_NUMERALS = str.maketrans("一二三四五六七八九两", "1234567892")
# 8号线, 3号机组, 第二档, 五年期, 三类地区; 甲市, X公司: a number or a letter, and the sort of thing it tells apart.
_NUMBERED = re.compile(
    r"第?([0-9]{1,4}|[一二两三四五六七八九十]{1,3})(号[线楼院岛坑井馆厅库炉]|号机组|年期|年级|类|档|标段|环|产业(?!园|链))"
)
_LETTERED = re.compile(
    r"(?<![A-Za-z0-9])([A-Z甲乙丙丁]|(?<![山广关京海浦城河陕江华])[东西南北](?=区))"
    r"(市|县|省|镇|村|国|区|厂|校|队|组|班|楼|栋|座|公司|集团|医院|大学|学校|银行|项目)"
)
# 青山市, 临水县; not 全市, 城市, 上市.
_TOWN = re.compile(
    r"([\u4e00-\u9fff][^\W全本该我各超城都股楼上门夜闹入开休收发后大小级地副直属外邻两])(市|县)(?![场民值区面政级级花井委府])"
)
_WHOLE = re.compile(r"全([国省市县区港台澳球])")
_EACH = re.compile(r"人均|户均|日均|月均|年均|场均|亩均|平均每")
_NEXT = re.compile(r"环比|按月|按季|月[增减升跌降涨]|季[增减升跌降涨]|[较比]上[个]?[月季]")
_YEAR = re.compile(r"同比|按年|年[增减升跌降涨]|[较比](?:上年|去年)同期")
_NEARBY = 16
_WORK = re.compile(r"(?:影片|电影|电视剧|剧集|小说|歌曲|专辑|纪录片|动画|游戏|大片|新片|话剧|新书)《([^》\n]{1,20})》")


@cache
def _body() -> re.Pattern[str]:
    return re.compile(rf"([\u4e00-\u9fff]{{2}})({any_of(words('aliases', 'bodies'))})")


@cache
def _unnamed() -> frozenset[str]:
    return frozenset(words("aliases", "unnamed"))


def _scopes(said: str, end: int) -> Iterator[tuple[str, str]]:
    """For how much, against what and of how large a whole a number is told: 人均, 环比, 全省."""
    at = max(0, end - _NEARBY)
    yield "均", "均" if _EACH.search(said, at, end) else ""
    if _NEXT.search(said, at, end):
        yield "比", "环比"
    elif _YEAR.search(said, at, end):
        yield "比", "同比"
    wholes = [(found.start(), found[1]) for found in _WHOLE.finditer(said, 0, end)]
    towns = [(found.start(), found[2]) for found in _TOWN.finditer(said, 0, end)]
    if wholes or towns:
        yield "全", max(wholes + towns)[1]


def labels(one: Stated) -> Labels:
    """By sort of thing, the number, letter or name last given before a number in its sentence."""
    end = max(0, one.mention.span.start - one.sentence)
    found: dict[str, str] = {}
    for match in _NUMBERED.finditer(one.said, 0, end):
        found[match[2]] = match[1].translate(_NUMERALS)
    for pattern in (_TOWN, _LETTERED, _body()):
        for match in pattern.finditer(one.said, 0, end):
            if match[1] not in _unnamed():
                found[match[2]] = match[1]
    found |= dict(_scopes(one.said, end))
    for match in _WORK.finditer(one.said, 0, end):
        found["《》"] = match[1]
    return frozenset(found.items())
