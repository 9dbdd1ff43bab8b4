"""Which texts of a page speak of the same thing, and whether two lines are one sentence torn apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache
from itertools import chain
from math import sqrt
from operator import add

from duikan.engine.page.marks import HAN, lexicon

_GRAMMAR = frozenset(
    "的了着是在和与及也都就还又而但或被把将为以对从向于到由让使给这那其他她它们我你不没有无一二三四五六七八九十百千万亿个年月日时分元米"
)
_RUN = re.compile(f"[{HAN}]+|[A-Za-z0-9]+")
_HAN_RUN = re.compile(f"[{HAN}]{{2,}}")
_TERMINAL = "。！？!?…；;"
_CLOSERS = "」』”’）)】》〉\"'"
_OPENERS = dict(zip("」』”）)】》〉", "「『“（(【《〈", strict=True))
_ASIDE = re.compile(r"[(（][^()（）]{0,40}[)）]\Z")
# What a paragraph begins with, and the second half of a torn sentence does not.
_BEGINS = re.compile(
    r"[“「《【◆●■▲]|据|记者|近年|近日|近期|日前|目前|此外|另外|同时|如今|今年|去年|昨|今[天日]|其中|首先|其次|第[一二三四五]|为了|随着|对于|针对|围绕|与此|然而|但|不过|例如|比如|而|在|该|这|他|她|我|本"
    r"|(?:20|19)\d\d年|\d{1,2}[月日]"
)
_NEVER_FIRST = re.compile("[着了的](?!力|眼|手|装|陆|解|结|士|确|重)|[们者、，。；：）)」』”》〉％%‰]")
# Words that speak inside an argument, as no headline begins; words that no line ends with.
_SPEAKS = re.compile(
    r"(?:首先|其次|再次|最后|第[一二三四五六]|此外|另外|总之|总而言之|一方面|另一方面|与此同时|同时|因此|所以|然而|但是|不过|其中|比如|例如|对此)[,，]|此次|该|这|据|他们|她们|目前|并(?!购|网|轨|购)|而"
)
_WANTS_MORE = re.compile(
    r"(?:既要|还要|也要|就要|不仅|不但|以及|并且|而且|如果|由于|通过|根据|接下来|必须|可以|应该|能够|正在|成为|提出|表示|指出|认为|即将|已经|进行|分别|包括|以来|其中|有关|相关|按照|关于|除了|为了|随着|因为|所以|但是)\Z"
)
_REPORTS = re.compile(
    r"(?:表示|说|指出|指|介绍|认为|称|透露|强调|提醒|获悉|显示|披露|分析|坦言|宣布|预测|预计|呼吁|建议|了解|指责|回应|解释|补充|重申|告诉记者)[,，]"
)
_TELLS = re.compile(
    r"记者.{0,10}(?:从|在|获悉|了解|看到)|.{0,12}(?:\d{1,2}月)?\d{1,2}日[^,，]|截至|自.{1,8}起|日前|近日|近年|.{1,12}(?:以来|期间)[,，]|(?:在|随着|对于|针对|受|为|经过|通过|面对|作为|除了|由于).{2,24}[,，]"
)
_COUNTED = re.compile(
    r"[\d.]|[年月日时分秒个家名人位万亿千百元吨米公里倍次项座只条件台套部辆架艘头户所间幢栋株亩顷度岁届天周小平方立瓦兆克升斤条种类款批期轮场集章处点区县市省国成折多余美港日英欧%]"
)
_TWICE = 2
_TAIL = re.compile(r"[^。！？，,：:“「]{1,5}。")


@lru_cache(maxsize=1024)
def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring Chinese characters (and whole Latin words) a text consists of."""
    return frozenset([*_neighbours(text), *(run for run in _RUN.findall(text) if run.isascii())])


def counts(texts: Iterable[str]) -> Counter[str]:
    """How often each pair of neighbouring Chinese characters occurs; not to be changed, others are given the same."""
    return _counts(tuple(texts))


@lru_cache(maxsize=64)
def _counts(texts: tuple[str, ...]) -> Counter[str]:
    """One headline is weighed by many questions, each of which counts the same paragraphs."""
    return Counter(chain.from_iterable(map(_neighbours, texts)))


@lru_cache(maxsize=1024)
def _neighbours(text: str) -> tuple[str, ...]:
    return tuple(chain.from_iterable(map(add, run, run[1:]) for run in _HAN_RUN.findall(text)))


def topics(one: Counter[str], two: Counter[str]) -> int:
    """How many words two texts have in common that one of them repeats, common words of news left out."""
    known = lexicon().words
    return sum(one[pair] + two[pair] > _TWICE and pair not in known for pair in one.keys() & two.keys())


def kinship(text: Mapping[str, int], other: Mapping[str, int]) -> float:
    """How much a text takes up the words of another: below 0.1 for strangers, 0.5 and more inside one article."""
    common = whole = 0.0
    for pair in text:
        weight = weight_of(pair)
        whole += weight
        if pair in other:
            common += weight if other[pair] < _TWICE else weight * _TWICE
    return common / sqrt(whole or 1.0)


@lru_cache(maxsize=1 << 15)
def weight_of(pair: str) -> float:
    """How much a pair of characters says of the topic: little where news is full of it, nothing for grammar."""
    if pair in lexicon().words:
        return 0.3
    return (1.0, 0.4, 0.0)[(pair[0] in _GRAMMAR) + (pair[1] in _GRAMMAR)]


def share(what: AbstractSet[str], among: AbstractSet[str]) -> float:
    """How much of one text's pairs another holds: 0 to 1."""
    return len(what & among) / len(what) if what else 0.0


class Page:
    """What the page as a whole knows of its words: which pairs are common, which are rare."""

    def __init__(self, folded_lines: Iterable[str]) -> None:
        self._lines = list(folded_lines)

    @cached_property
    def _pairs(self) -> frozenset[str]:
        return frozenset(chain.from_iterable(map(_neighbours, self._lines)))

    def crossing(self, left: str, right: str) -> float:
        """How sure it is that a word stands across the break: 2 for a known one, 1 for one used on this page."""
        if left[-1].isdigit():
            counted = _COUNTED.match(right) is not None
            return 0.0 if not counted else 0.5 if right[:2] in lexicon().words else 2.0
        word = left[-1] + right[0]
        if not _RUN.fullmatch(word):
            return 0.0
        if word in lexicon().words:
            return 2.0
        return 1.0 if word in self._pairs else 0.0


def is_closed(folded: str) -> bool:
    """True where a line's end may be a sentence's end."""
    text = folded.rstrip()
    if text.endswith((")", "）")):
        text = _ASIDE.sub("", text).rstrip()
    bare = text.rstrip(_CLOSERS)
    return not bare or bare[-1] in _TERMINAL or text.endswith(("：", ":"))


def is_torn(left: str) -> bool:
    """True where a line breaks off: an open bracket, a comma, a word that wants another."""
    if left[-1] in lexicon().open_ends or _WANTS_MORE.search(left[-4:]):
        return True
    return any(opener in left and left.count(opener) > left.count(closer) for closer, opener in _OPENERS.items())


def carries_on(right: str) -> bool:
    """True where a line begins as no paragraph does: 的, 等, a closing mark, a sentence's last two words."""
    said = _REPORTS.match(right) is not None
    return said or right[0] in lexicon().carry_on or _TAIL.match(right) is not None


def never_begins(right: str) -> bool:
    """True where a line begins as no text at all does: 的增長, ％；, a closing bracket."""
    return _NEVER_FIRST.match(right) is not None


def begins(right: str) -> bool:
    """True where a line begins as paragraphs do: a time, 据, 记者, a quotation."""
    return _BEGINS.match(right) is not None


def speaks(left: str) -> float:
    """How little a line sounds like a headline: 其次，… 據介紹… 局方表示，…記者從…獲悉."""
    return 1.5 * bool(_SPEAKS.match(left)) + 2.0 * bool(_REPORTS.search(left)) + 1.0 * bool(_TELLS.match(left))
