"""What a number counts: the noun phrase after it, or the measure before it, and whose it is."""

from __future__ import annotations

import re
from functools import cache

from duikan.engine.folding import Characters
from duikan.engine.meaning.places import without_places
from duikan.engine.phrasebook import alternatives, any_of, matcher, words
from duikan.engine.values import Span

_REACH = 40
_LEFT_REACH = 60
_HARD_STOP = re.compile(r"[，,。；：！？、,;:!?\n\s●■◆▲▼►|｜/]")
# Each begins with a plain character: the scan passes over all others at once.
_SINGLE = (
    r"在(?<![存现潜所内外正自]在)(?![建校岗读职编册研产线营])|将(?![军来领士])|被|把|已|未|是|仍|曾|都|获|约|逾|较|令"
    r"|为(?<![作行成人认]为)(?!主)|均(?<![人平日年月户]均)|由(?<![自理]由)|向(?<![方取流导走]向)(?!上)|到(?<!达到)"
    r"|对(?<![对面相针]对)(?!象|外|接)|有(?<![国所拥私没占公民]有)(?!限|色|机|线|关|效|轨|声|偿)"
    r"|共(?<!公共)(?!同|享|建|和|有产)|比(?<!正比)(?!例|重|赛|率|对|特|分)|占(?<!市占)(?!比|地|有)|也(?!门)|从(?!业)"
    r"|及(?<![以惠涉普波埃顾危触遍]及)(?!时|其|格)"
)
_CLAUSE_STOP = re.compile(r"[，,。；：！？,;:!?\n]")
_WIRE = re.compile(r"(?:【[^】\n]{1,12}】|[^，,。\s\n]{2,8}[报社台]讯)[\s:：]*")
_PAREN = re.compile(r"[(（][^()（）]{0,30}[)）]")
_DIGIT = re.compile(r"[0-9]")
_NUMBERLIKE = re.compile(r"[0-9]|[一二两三四五六七八九十百千万亿]+[家个名人项条座台辆所间栋款次件宗例场]")
_TOTAL = re.compile(r"总(?=[产面投人量数值额规用装成收支长里资销交])(?!部|人事)")
_AGGREGATE = re.compile(r"^(?:累计|新增|现有|已有|总计|合计|共计|当日|其中|仅|目前|约)+|(?:累计|共计|合计|目前)$")
_QUOTES = Characters(dict.fromkeys(map(ord, "「」『』“”‘’\"'《》〈〉【】 \n\t\r　#◆")))


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(alternatives((*words("phrases", "verbs"), *words("phrases", "predicates"))) + "|" + _SINGLE)


@cache
def _left_stop() -> re.Pattern[str]:
    return re.compile(alternatives(words("phrases", "verbs")) + "|" + _SINGLE + "|的|了|着")


@cache
def _link_end() -> re.Pattern[str]:
    """The words between a noun and its number, read backwards from the number."""
    reversed_words = [word[::-1] for word in words("aggregates", "link")]
    return re.compile(rf"(?:{any_of([*reversed_words, *'了的过()（）  '])})+")


@cache
def general() -> frozenset[str]:
    """Nouns that name nothing by themselves: 数量, 项目, 总额."""
    return frozenset(words("phrases", "general"))


@cache
def _measure_end() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words('phrases', 'measures'))})$")


def counted(folded: str, start: int, end: int, others: tuple[int, ...] = ()) -> Span | None:
    """The noun phrase that begins at `start`, right after number and unit; `others`: where further numbers begin."""
    end = min([end, start + _REACH, *(at for at in others if at >= start)])
    while start < end and folded[start] in "的之":
        start += 1
    end = _close(folded, start, end)
    if start < end and folded[start] in "和与及或跟同、":
        return None
    stop = _stop().search(folded, start, end)
    if stop is None:
        return _head(folded, start, end)
    if stop.start() > start + 1 or (stop.start() == start + 1 and not _relative(folded, stop.end(), end)):
        return _head(folded, start, stop.start())
    after = _relative(folded, start, end)
    return _head(folded, after, _first_stop(folded, after, end)) if after else None


def _close(folded: str, start: int, end: int) -> int:
    stop = _HARD_STOP.search(folded, start, end)
    return stop.start() if stop else end


def _relative(folded: str, start: int, end: int) -> int:
    """Where the noun begins in 具有全国影响力的|平台; 0 if there is no such clause."""
    at = folded.rfind("的", start, end)
    return at + 1 if start <= at < end - 2 else 0


def _first_stop(folded: str, start: int, end: int) -> int:
    stop = _stop().search(folded, start, end)
    return stop.start() if stop else end


def _head(folded: str, start: int, end: int) -> Span | None:
    """The phrase without what trails it: an opening bracket, 和 before another number, 等."""
    paren = folded.find("(", start, end)
    end = paren if paren > start else end
    while end > start and folded[end - 1] in "和与及或的了等中里内上(「『“《·-—":
        end -= 1
    return Span(start, end) if end - start >= 1 else None


def measured(folded: str, start: int, number: int) -> Span | None:
    """The noun phrase that ends before the number in its clause: 成交额 in 二手房成交额超420亿元."""
    start = max(start, number - _LEFT_REACH)
    left = folded[start:number]
    link = _link_end().match(left[::-1])
    end = number - link.end() if link else number
    wire = _WIRE.match(folded, start, end)
    begin = wire.end() if wire else start
    for stop in _HARD_STOP.finditer(folded, start, end):
        begin = stop.end()
    for stop in _left_stop().finditer(folded, begin, end):
        if end - stop.end() >= 2:
            begin = stop.end()
    for digit in _DIGIT.finditer(folded, begin, end):
        begin = digit.end()
    while begin < end and folded[begin] in "的，、)） ":
        begin += 1
    return Span(begin, end) if end - begin >= 2 else None


def is_measure(phrase: str) -> bool:
    """True when the phrase names something measured (成交额, 面积), not things counted."""
    return bool(_measure_end().search(phrase))


@cache
def _long_measures() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(word for word in words('phrases', 'measures') if len(word) > 1)})$")


def split_measure(phrase: str) -> tuple[str, str]:
    """宣绩高铁全长 as (宣绩高铁, 全长): whose it is and what is measured; ("", phrase) for things counted."""
    if not is_measure(phrase):
        return "", phrase
    known = _long_measures().search(phrase)
    at = known.start() if known else max(0, len(phrase) - 3)
    return _vague().sub("", phrase[:at]), phrase[at:]


@cache
def _vague() -> re.Pattern[str]:
    return re.compile(rf"^(?:{any_of(words('phrases', 'vague'))})$")


def clean(phrase: str) -> str:
    """A phrase as it is shown: without quotes and brackets."""
    if "(" in phrase or "（" in phrase:
        phrase = _PAREN.sub("", phrase)
    return phrase.translate(_QUOTES).strip("的,，、·")


@cache
def _alias_table() -> tuple[dict[str, str], re.Pattern[str]]:
    from duikan.engine.phrasebook import table

    same: dict[str, str] = {}
    rows = table("aliases")["same"]
    assert isinstance(rows, list)
    for row in rows:  # pyright: ignore[reportUnknownVariableType]
        first, *rest = str(row).split()  # pyright: ignore[reportUnknownArgumentType]
        for other in rest:
            same.setdefault(other, first)
        same[first] = first
    return same, re.compile(any_of(same))


def aliases() -> tuple[str, ...]:
    """Every word that another may stand for."""
    return tuple(_alias_table()[0])


def unalias(phrase: str) -> str:
    """The phrase with every alias replaced by the name it is compared under."""
    same, pattern = _alias_table()
    return pattern.sub(lambda match: same[match.group()], phrase)


@cache
def _neutral() -> re.Pattern[str]:
    return re.compile(any_of(words("phrases", "neutral")))


@cache
def _neutral_start() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words('phrases', 'neutral'))})+")


_KEY_CACHE: dict[str, str] = {}


def key_phrase(phrase: str) -> str:
    """The phrase as it is compared: aliases folded, places and narrowing-nothing words taken off."""
    known = _KEY_CACHE.get(phrase)
    if known is None:
        if len(_KEY_CACHE) > 200_000:
            _KEY_CACHE.clear()
        known = _KEY_CACHE[phrase] = _key_phrase(phrase)
    return known


def _key_phrase(phrase: str) -> str:
    bare = _TOTAL.sub("", without_places(unalias(clean(phrase))))
    bare = bare.replace("的", "").replace("和", "").replace("、", "").replace("与", "").replace("及", "")
    bare = _AGGREGATE.sub("", bare) or bare
    lead = _neutral_start().match(bare)
    if lead and lead.end() < len(bare):
        bare = bare[lead.end() :]
    for tail in _general_tails():
        if bare.endswith(tail) and len(bare) - len(tail) >= 2:
            return bare[: -len(tail)]
    return bare


@cache
def _general_tails() -> tuple[str, ...]:
    return tuple(sorted((tail for tail in general() if len(tail) > 1), key=len, reverse=True))


def topic(folded: str, start: int, end: int) -> Span | None:
    """The noun phrase that opens a clause: its subject, before the first verb."""
    while start < end and folded[start] in " 　\n「『“《(（【◆●■▲▼►":
        start += 1
    wire = _WIRE.match(folded, start, end)
    start = wire.end() if wire else start
    end = min(end, start + _LEFT_REACH)
    close = _CLAUSE_STOP.search(folded, start, end)
    end = close.start() if close else end
    stop = _stop().search(folded, start, end)
    digits = _NUMBERLIKE.search(folded, start, stop.start() if stop else end)
    end = min(stop.start() if stop else end, digits.start() if digits else end)
    while end > start and folded[end - 1] in "的和与及了，、 ":
        end -= 1
    return Span(start, end) if end - start >= 2 else None


def told(phrase: str) -> bool:
    """True when the phrase only says who told it: 记者, 数据显示."""
    return bool(matcher("phrases", "told").search(phrase))
