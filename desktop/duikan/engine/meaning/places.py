"""Places named in a text, and whether two of them can be the place of one number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from duikan.engine.phrasebook import any_of, table, words
from duikan.engine.values import Span

Ties = Literal["same", "within", "apart", "unknown"]

_LOCAL = re.compile(
    r"[一-鿿]{0,6}?(?:高新技术产业开发区|经济技术开发区|高新区|经开区|开发区|科技园区|新区|自贸区|自贸港|科学城"
    r"|示范区|合作区|保税区|产业园|工业园|园区)|[一-鿿]{1,3}?(?:县|区|镇|乡|村|街道)"
)
_NOT_LOCAL = re.compile(r"[的在和与及是有了将建设、]|地区|社区|城区|郊区|山区|灾区|小区|区域|县城|农村|乡村|乡镇")
# A place inside the name of a body is not where the number holds: 中国银行, 北京大学.
_BODY = re.compile(
    r"大学|学院|科学院|工程院|银行|证券|日报|晚报|晨报|商报|电视台|人寿|石油|石化|移动|电信|联通|航空|籍|队|人民币|话|菜|人大|中文|文汇报"
)
_GUARDED = {"日本": "今昨明当每节假生平", "东方": "", "大理": "", "九龙": "", "中环": "", "黄山": ""}
_LONGEST_NAME = 6
_SUFFIX_STARTS = frozenset("特壮回维自省市州")
_SUFFIXES = ("特别行政区", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "自治州", "省", "市", "州")


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place by name: its stretch of the text, its short name, and whether the word only sets the scope (全国)."""

    span: Span
    name: str
    scope: bool = False


@cache
def _within() -> dict[str, str]:
    """Each known place and the place it lies in."""
    known: dict[str, str] = {}
    for section, root in (("china", "中国"), ("cities", ""), ("world", "")):
        groups = table("places")[section]
        assert isinstance(groups, dict)
        for holder, members in groups.items():  # pyright: ignore[reportUnknownVariableType]
            if root:
                known.setdefault(str(holder), root)  # pyright: ignore[reportUnknownArgumentType]
            for member in str(members).split():  # pyright: ignore[reportUnknownArgumentType]
                known.setdefault(member, str(holder))  # pyright: ignore[reportUnknownArgumentType]
    return known


@cache
def _names() -> tuple[dict[str, tuple[str, bool]], dict[str, tuple[str, ...]], re.Pattern[str]]:
    """What each name means, the names that begin with two characters (longest first), and where one may begin."""
    names = {name: (name, False) for name in _within()}
    regions = table("places")["regions"]
    assert isinstance(regions, dict)
    names |= {name: (name, False) for name in str(regions["names"]).split()}  # pyright: ignore[reportUnknownArgumentType]
    scope = table("places")["scope"]
    assert isinstance(scope, dict)
    for word, name in scope.items():  # pyright: ignore[reportUnknownVariableType]
        names[str(word)] = (str(name), True)  # pyright: ignore[reportUnknownArgumentType]
    by_start: dict[str, tuple[str, ...]] = {name[:2]: () for name in names}
    for name in sorted((name for name in names if 2 <= len(name) <= _LONGEST_NAME), key=len, reverse=True):
        by_start[name[:2]] += (name,)
    first, second = ("".join(sorted({start[at] for start in by_start})) for at in (0, 1))
    return names, by_start, re.compile(f"[{re.escape(first)}](?=[{re.escape(second)}])")


@cache
def short_names() -> dict[str, str]:
    """One-character names (粤, 沪) that headlines begin with."""
    short = table("places")["short"]
    assert isinstance(short, dict)
    return {str(key): str(value) for key, value in short.items()}  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]


_NOT_SHORT = re.compile(
    r"台[风阶积股商灯历式账]|港[股元口交铁湾警]|日[本前均元报常夜子军]|美[元联食丽国满]|京[东剧]|深[度化入夜圳情]|甘[肃蔗]|川[普剧流]|晋[级升]|苏[醒]"
    r"|英[超国雄镑]|桂[花林]|琼[浆]|澳[洲门网元]|津[贴]|湘[潭]|陕[西]|浙[江]|赣[州]|津[津]|豫[剧]"
)


def short_place(start: str) -> str:
    """The place a headline that begins with these characters names by one of them: 粤拟 is 广东, 台风 is none."""
    return "" if _NOT_SHORT.match(start) else short_names().get(start[:1], "")


def _name_at(folded: str, at: int) -> str:
    """The longest known name that begins at a place; "" where none does."""
    _, by_start, _ = _names()
    return next((name for name in by_start.get(folded[at : at + 2], ()) if folded.startswith(name, at)), "")


def find_places(folded: str) -> list[FoundPlace]:
    """Every named place, innermost of a chain (广东省东莞市 is 东莞), in order."""
    found: list[FoundPlace] = []
    names, by_start, may_begin = _names()
    done = 0
    for match in may_begin.finditer(folded):
        at = match.start()
        if at < done or folded[at : at + 2] not in by_start:
            continue
        word = _name_at(folded, at)
        if not word or (word in _GUARDED and folded[max(0, at - 1) : at] in (set(_GUARDED[word]) or {"\0"})):
            continue
        name, scope = names[word]
        end = _past_suffix(folded, at + len(word))
        if not scope:
            name, end = _with_local(folded, name, end)
        if scope or not _BODY.match(folded, end):
            if found and found[-1].span.end == at and not found[-1].scope and not scope:
                found[-1] = FoundPlace(Span(found[-1].span.start, end), name)
            else:
                found.append(FoundPlace(Span(at, end), name, scope))
        done = end
    return found


def _past_suffix(folded: str, end: int) -> int:
    for suffix in _SUFFIXES if folded[end : end + 1] in _SUFFIX_STARTS else ():
        if folded.startswith(suffix, end) and not folded.startswith(("市场", "市值", "市级", "省级"), end):
            return end + len(suffix)
    return end


def _with_local(folded: str, name: str, end: int) -> tuple[str, int]:
    """宝鸡 followed by 高新区 is 宝鸡高新区; a city followed by its county is the county."""
    match = _LOCAL.match(folded, end, min(len(folded), end + 16))
    if match is None or _NOT_LOCAL.search(match.group()) or _name_at(folded, end):
        return name, end
    return name + match.group(), match.end()


@cache
def _zone_roots() -> re.Pattern[str]:
    return re.compile(any_of(_within()))


@lru_cache(maxsize=4096)
def holders(name: str) -> tuple[str, ...]:
    """The places a place lies in, nearest first."""
    known, chain = _within(), list[str]()
    if name and name not in known:
        root = _zone_roots().match(name)
        if root and root.group() != name:
            chain.append(root.group())
    at = chain[-1] if chain else name
    while at in known and len(chain) < 6:
        at = known[at]
        chain.append(at)
    return (*chain, "全球") if name != "全球" else ()


@lru_cache(maxsize=16_384)
def tie(a: str, b: str) -> Ties:
    """How two places relate: the same, one inside the other, apart, or not known."""
    if not a or not b:
        return "unknown"
    if a == b:
        return "same"
    if a in holders(b) or b in holders(a):
        return "within"
    return "apart"


@cache
def place_word() -> re.Pattern[str]:
    """A pattern for every known place and scope word with its suffix: what is taken off a noun phrase."""
    names = _names()[0]
    return re.compile(rf"(?:{any_of(names)})(?:省|市|自治区|特别行政区)?")


def without_places(phrase: str) -> str:
    """A phrase with every place and scope word taken off."""
    _, by_start, may_begin = _names()
    named = any(phrase[at : at + 2] in by_start for at in (match.start() for match in may_begin.finditer(phrase)))
    return place_word().sub("", phrase) if named else phrase


@cache
def is_region(name: str) -> bool:
    """True for 长三角 and the like, whose bounds no table gives."""
    regions = table("places")["regions"]
    assert isinstance(regions, dict)
    return name in str(regions["names"]).split()  # pyright: ignore[reportUnknownArgumentType]


def suffixes() -> tuple[str, ...]:
    """The endings of full place names."""
    return words("places", "suffixes")
