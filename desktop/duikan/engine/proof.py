"""Proof notes: slips of the hand that no second number shows. Low or info, and never in the count of conflicts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from duikan.engine.folding import fold
from duikan.engine.values import Article, Conflict, ConflictType, Reason, Severity, Span

_HAN = re.compile(r"[\u4e00-\u9fff]")
_SHORT_OF = re.compile(
    r"《([^《》\n]{6,90})》[（(](?:以下|下)?(?:简称|称|简称为)[为作:：]?[《“「\"]([^》”」\"（()）\n]{2,40})[》”」\"]"
)
_NUMERAL = r"[0-9][0-9,.]*|[零一二两三四五六七八九十百千万]+"
_CROSSED = re.compile(
    rf"(?:至少|不少于|不低于|超过|突破|逾)(?:{_NUMERAL})[万亿]?(?:多|余)(?=[万亿家个名人项条台座间所件宗元吨])"
    rf"|(?:近|将近|接近|不足|不到)(?:{_NUMERAL})[万亿]?(?:多|余)(?=[万亿家个名人项条台座间所件宗元吨])"
    rf"|(?:超过|逾|至少)(?:{_NUMERAL})[万亿]?[家个名人项条台座间所件宗元吨]?左右"
)
_DOUBLED = re.compile(r"([\u4e00-\u9fff]{3,8})\1|([的和与将为])\2(?![\u4e00-\u9fff]?[非来])")
# Written alike in both scripts, or two words in one of them: no proof of a slip.
_SHARED = frozenset(
    "后里台云干面只系制征准余几于并复松谷丑斗向致采周升占才卷注回游托托岩郁范姜沈党吁冬克累欲志杰布胡须念凶托舍折表症秋仆伙签万与个么广厂尽历发当板雕群峰床岩杯脚灶烟药种秋称签网虫谷辟钟钩闲雇饥党克宁仆伙占厘坛奖妆强惧搜栖沉泛涌灾痴盗睬秃笋粽绣脉腊荫菇薯蝎迹遍邻酬韵鸡咸哗奸帘幸扎挽据极果柜栗核淀游炼玩珠离累致蜡踊适针风体担价亏丰丑云"
)
_ENOUGH_HAN = 200
_FEW = 3


def find_notes(article: Article, number: int) -> Iterator[Conflict]:
    """The notes on one article; `number` names it in the collection."""
    folded = fold(article.text)
    yield from _titles(article, number, folded)
    yield from _scripts(article, number, folded)
    for match in _CROSSED.finditer(folded):
        yield _note("text", "low", number, [Span(*match.span())], "hedge", value=article.text[slice(*match.span())])
    for match in _DOUBLED.finditer(folded):
        yield _note("text", "low", number, [Span(*match.span())], "doubled", words=article.text[slice(*match.span())])


def _titles(article: Article, number: int, folded: str) -> Iterator[Conflict]:
    """A short form whose characters are not in the title it is short for."""
    for match in _SHORT_OF.finditer(folded):
        full, short = match.group(1), match.group(2)
        if not _in_order(short, full):
            spans = [Span(*match.span(1)), Span(*match.span(2))]
            said = {"full": article.text[slice(*match.span(1))], "short": article.text[slice(*match.span(2))]}
            yield _note("name", "low", number, spans, "name", **said)


def _in_order(short: str, full: str) -> bool:
    rest = iter(full)
    return all(char in rest for char in short if _HAN.match(char))


def _scripts(article: Article, number: int, folded: str) -> Iterator[Conflict]:
    """A few characters of the other script: told by the same word standing elsewhere in its own script."""
    text = article.text
    traditional: dict[str, list[int]] = defaultdict(list)
    plain: dict[str, list[int]] = defaultdict(list)
    for at, (char, simple) in enumerate(zip(text, folded, strict=True)):
        if _HAN.match(char):
            (traditional if char != simple else plain)[simple].append(at)
    written = sum(map(len, traditional.values()))
    if written + sum(map(len, plain.values())) < _ENOUGH_HAN:
        return
    if written > _ENOUGH_HAN // 4:
        slips = [at for char, places in plain.items() if _slip(char, places, traditional) for at in places]
        code = "simplified_inside"
    else:
        slips = [at for places in traditional.values() for at in places] if written <= _FEW else []
        code = "traditional_inside"
    if slips:
        spans = [Span(at, at + 1) for at in sorted(slips)]
        yield _note("text", "info", number, spans, code, words="".join(text[span.start] for span in spans))


def _slip(char: str, places: list[int], traditional: dict[str, list[int]]) -> bool:
    own = traditional.get(char, ())
    return char not in _SHARED and len(places) <= _FEW and len(own) >= len(places)


def _note(kind: ConflictType, severity: Severity, number: int, spans: list[Span], code: str, **values: str) -> Conflict:
    return Conflict(kind, severity, "open", (), tuple((number, span) for span in spans), Reason(code, values))
