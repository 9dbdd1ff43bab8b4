"""Proof notes: slips of the hand that no second number shows. Low or info, and never in the count of conflicts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from duikan.engine.folding import fold
from duikan.engine.time.no_days import no_days
from duikan.engine.values import Article, Conflict, ConflictType, Reason, Severity, Span

_SHORT_OF = re.compile(
    r"《([^《》\n]{6,90})》[（(](?:以下|下)?(?:简称|称|简称为)[为作:：]?[《“「\"]([^》”」\"（()）\n]{2,40})[》”」\"]"
)
_NUMERAL = r"[0-9][0-9,.]*|[零一二两三四五六七八九十百千万]+"
_CLASS = "[家个名人项条台座间所件宗元吨]"
_ROUGH = rf"(?:{_NUMERAL})[万亿]?(?:多|余)(?=[万亿]|{_CLASS})"
_BOTH = rf"(?:{_ROUGH}|(?:{_NUMERAL})[万亿]?{_CLASS}?左右)"
_ABOUT = rf"(?:{_NUMERAL})[万亿]?{_CLASS}?左右"
_UP = rf"(?:{_NUMERAL})[万亿]?{_CLASS}?以上"
# Each begins with a plain character: the scan passes over all others at once.
_CROSSED = re.compile(
    rf"超过{_BOTH}|逾{_BOTH}|至少{_BOTH}|不少于{_ROUGH}|不低于{_ROUGH}|突破{_ROUGH}"
    rf"|近{_ROUGH}|将近{_ROUGH}|接近{_ROUGH}|不足{_ROUGH}|不到{_ROUGH}"
    rf"|近{_ABOUT}|不足{_ABOUT}|约{_ABOUT}|不足{_UP}|不到{_UP}|最多{_UP}|至多{_UP}|不超过{_UP}"
)
# What a wrong encoding or a bad scan leaves behind.
_GARBLED = re.compile(r"\ufffd+|锟斤拷|烫烫烫|屯屯屯|[\ue000-\uf8ff]+|(?:[\u00c0-\u00ff][\u0080-\u00bf]+){2,}")
_DOUBLED = re.compile(r"([\u4e00-\u9fff]{3,8})\1|([的和与将为])\2(?![\u4e00-\u9fff]?[非来])")
_TWICE = ("的的", "和和", "与与", "将将", "为为")
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
    yield from _no_dates(article, number, folded)
    for match in _CROSSED.finditer(folded):
        yield _note("text", "low", number, [Span(*match.span())], "hedge", value=article.text[slice(*match.span())])
    for match in _GARBLED.finditer(folded):
        yield _note("text", "low", number, [Span(*match.span())], "garbled", words=article.text[slice(*match.span())])
    for match in _DOUBLED.finditer(folded) if _may_double(folded) else ():
        yield _note("text", "low", number, [Span(*match.span())], "doubled", words=article.text[slice(*match.span())])


def _no_dates(article: Article, number: int, folded: str) -> Iterator[Conflict]:
    for span in no_days(folded):
        yield _note("text", "low", number, [span], "no_such_day", words=article.text[slice(*span)])


def _may_double(folded: str) -> bool:
    """False for nearly every text: no 3 to 8 characters stand where the same ones stood just before.

    The text is laid over itself as one whole number: where both are equal there are noughts. Quicker by far
    than asking at every character.
    """
    if any(twice in folded for twice in _TWICE):
        return True
    raw = folded.encode("utf-16-le", "surrogatepass")
    whole = int.from_bytes(raw, "little")
    for size in range(3, 9):
        beside = (whole ^ (whole >> (16 * size))).to_bytes(len(raw), "little")
        if beside.find(bytes(2 * size), 0, max(0, len(raw) - 2 * size)) >= 0:
            return True
    return False


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
    return all(char in rest for char in short if _is_han(char))


def _scripts(article: Article, number: int, folded: str) -> Iterator[Conflict]:
    """A few characters of the other script: told by the same word standing elsewhere in its own script."""
    text = article.text
    if len(text) < _ENOUGH_HAN:
        return
    traditional, plain = _counted(text, folded)
    written = sum(traditional.values())
    if written + sum(plain.values()) < _ENOUGH_HAN:
        return
    if written > _ENOUGH_HAN // 4:
        slips = {char for char in plain.keys() & traditional.keys() if _slip(char, plain[char], traditional[char])}
        spots = [at for at, char in enumerate(text) if char in slips and char == folded[at]] if slips else []
        code = "simplified_inside"
    else:
        few = 0 < written <= _FEW
        spots = [at for at, char in enumerate(text) if _is_han(char) and char != folded[at]] if few else []
        code = "traditional_inside"
    if spots:
        spans = [Span(at, at + 1) for at in spots]
        yield _note("text", "info", number, spans, code, words="".join(text[span.start] for span in spans))


def _counted(text: str, folded: str) -> tuple[dict[str, int], dict[str, int]]:
    """How often each Chinese character stands as Traditional and as plain; both by the Simplified one."""
    traditional: dict[str, int] = {}
    plain: dict[str, int] = {}
    # 著 and 乾 are folded by what stands around them, all others for themselves.
    alike = "著" not in text and "乾" not in text
    chars = Counter(text)
    pairs = zip(chars, fold("".join(chars)), strict=True) if alike else zip(text, folded, strict=True)
    for (char, simple), many in zip(pairs, chars.values(), strict=True) if alike else Counter(pairs).items():
        if char == simple:
            plain[char] = many
        elif _is_han(char):
            traditional[simple] = traditional.get(simple, 0) + many
    return traditional, {char: many for char, many in plain.items() if "\u4e00" <= char <= "\u9fff"}


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _slip(char: str, places: int, own: int) -> bool:
    return char not in _SHARED and places <= _FEW and own >= places


def _note(kind: ConflictType, severity: Severity, number: int, spans: list[Span], code: str, **values: str) -> Conflict:
    return Conflict(kind, severity, "open", (), tuple((number, span) for span in spans), Reason(code, values))
