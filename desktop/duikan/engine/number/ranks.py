"""Places in a list: 第1位, 榜首, 前十名, 500强, 首个, 冠军 — and the ordinals that are labels: 第二批."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from duikan.engine.lexicon import Words, table, words
from duikan.engine.number.found import FoundQuantity, Kind
from duikan.engine.number.numerals import Numeral
from duikan.engine.values import Aggregate, Evidence, Quantity, Span

_PLACE = re.compile(
    r"(?:全国|全球|世界|全省|全市|全区|全港|全澳|全台|全行业|亚洲|欧洲|非洲|国内|省内|市内|区内|行业|排名|排行|排|位居|居|位列|列|名列|获得?|夺得?|"
    r"取得|拿下|勇夺|稳居|跃居|升至|跌至|降至|升到|重返|蝉联|保持|总分|积分榜|榜单?|小组|总成绩|暂列|高居|并列|跻身|冲上|登上|拿到|拿|为|是|系|成为|均|总量|规模|增速|数量|得)"
    r"[^,，。；;、\n0-9]{0,4}$"
)
_ENTERED = re.compile(
    r"(?:进入|跻身|入围|闯入|晋级|杀入|挺进|打入|迈入|位列|位居|入选|躋身|躋进|晋身|止步|进|列|居|排名?|冲进|稳居|跃居|闯进|杀进|重返)[^,。；;\n]{0,14}$"
)
_RANKED = re.compile(
    r"(?:入围|入选|排名|排行|位列|位居|名列|居|列|跻身|进入|晋身|稳居|挺进|闯入|排在|排|冲进|杀入|进|获|夺)[^,。；;\n]{0,12}$"
)
_WON = re.compile(
    r"(?:(?<!争)夺得?|获得?|荣获|赢得?|摘得?|捧起?|斩获|问鼎|卫冕|勇夺|拿下|取得|得到|拿到|蝉联|加冕|夺下|封|获颁|屈居|位居|名列|成为)[^,。；;\n]{0,14}$"
)
_END = re.compile(r"$|[\s。,，、;；!！?？)）」』”’》…—]|[的了和与及并且之]|行列|之列|阵营|名单")
_NOT_STRONG = "化度制势大调行力劲烈硬健台盗弱项迫壮基国震降"
_NOT_FRONT = "目之以从年月日天周此先生跟眼面超提空向午战会赛支史查翌往"
_TIMES_AFTER_FRONT = re.compile(r"个?(?:月|季度|季|年|天|日|周|星期|小时|分钟|半|场|轮|次|期|届|局|节|盘|段|秒|代|任)")
_FRONT_WORDS = re.compile(r"[名位强大甲]")
_LAW = re.compile("[条款项]$")
_WORDS: dict[str, tuple[str, int]] = {
    "榜首": ("", 1), "居首": ("", 1), "之首": ("", 1), "头名": ("", 1), "榜眼": ("", 2),
    "冠军": ("won", 1), "亚军": ("won", 2), "季军": ("won", 3), "殿军": ("won", 4),
}  # fmt: skip
TITLES = re.compile("|".join(_WORDS))
_ONLY_LINK = re.compile(r"(?:[省市县区州]|当年|目前|现存|境内|范围内){0,2}$")


@cache
def _first_words() -> tuple[Words, frozenset[str]]:
    rows = table("measures")["firsts"]
    kept = frozenset(words(rows["kept"]))
    return Words([*words(rows["rank"]), *kept]), kept


@cache
def _ordinal_words() -> tuple[Words, frozenset[str], dict[str, str]]:
    rows = table("measures")["ranks"]
    ranks, labels = words(rows["words"]), words(rows["labels"])
    return Words([*ranks, *labels]), frozenset(labels), table("measures")["classifiers"]["not_before"]


@cache
def _scopes() -> Words:
    return Words(words(table("measures")["scope"]["words"]))


def place(
    span: tuple[int, int],
    number: tuple[int, int],
    low: Fraction,
    high: Fraction,
    unit: str,
    kind: Kind,
    *,
    nominal: bool = False,
) -> FoundQuantity:
    """A found rank or ordinal."""
    hint: Aggregate = "rank"
    evidence = (Evidence("value", Span(*number)),)
    return FoundQuantity(Span(*span), Span(*number), Quantity(low, high, unit=unit), nominal, kind, hint, evidence)


def ordinal(text: str, numeral: Numeral, *, chained: bool = False) -> FoundQuantity | None:
    """第N…: a rank (第4位, 全国第一), a label (第二批, nominal), or None (第三，…; 第三方).

    `chained`: a rank stands shortly before, so that a bare 第47 is one too.
    """
    start, end = numeral.start - 1, numeral.end
    entries, labels, blocked = _ordinal_words()
    number = (numeral.start, end)
    for word in entries.at(text, end):
        stop = end + len(word)
        if text[stop : stop + 1] and text[stop] in blocked.get(word, "") and word not in "大高":
            continue
        if word in labels or _LAW.search(text[max(0, start - 1) : start]) or text[stop : stop + 1] in ("“", "「"):
            return place((start, stop), number, numeral.low, numeral.high, word, "ordinal", nominal=True)
        return place((start, stop), number, numeral.low, numeral.high, "位", "rank")
    before = text[max(0, start - 12) : start]
    if (chained or _PLACE.search(before)) and _END.match(text, end):
        return place((start, end), number, numeral.low, numeral.high, "位", "rank")
    return None


def front(text: str, numeral: Numeral) -> FoundQuantity | None:
    """前N…: the first N of a list (前十名, 排名前20); None where 前 is something else."""
    start, end = numeral.start - 1, numeral.end
    if start > 0 and text[start - 1] in _NOT_FRONT:
        return None
    after = text[end : end + 1]
    number = (numeral.start, end)
    if _FRONT_WORDS.match(after) and text[end + 1 : end + 2] not in ("单", "于", "置"):
        stop = end + 1 + (after == "大" and text.startswith("强", end + 1))
        return place((start, stop), number, Fraction(1), numeral.high, "位", "rank")
    if _TIMES_AFTER_FRONT.match(text, end):
        return None
    if _END.match(text, end) and _RANKED.search(text[max(0, start - 14) : start]):
        return place((start, end), number, Fraction(1), numeral.high, "位", "rank")
    return None


def is_front(text: str, numeral: Numeral) -> bool:
    """True for 前5个月, 首三季 and 头两年: a time, not a number of months."""
    start = numeral.start - 1
    if start < 0 or text[start] not in "前首头" or (start > 0 and text[start - 1] in _NOT_FRONT):
        return False
    return _TIMES_AFTER_FRONT.match(text, numeral.end) is not None


def strong(text: str, numeral: Numeral) -> FoundQuantity | None:
    """百强, 500强: the list one gets into (1..N), or a label (百强企业)."""
    end = numeral.end
    if not text.startswith("强", end) or text[end + 1 : end + 2] in tuple(_NOT_STRONG):
        return None
    if not numeral.point or numeral.low < 2 or numeral.low.denominator != 1:
        return None
    number = (numeral.start, end)
    if _END.match(text, end + 1) and _ENTERED.search(text[max(0, numeral.start - 18) : numeral.start]):
        return place((numeral.start, end + 1), number, Fraction(1), numeral.high, "位", "rank")
    return place((numeral.start, end + 1), number, numeral.low, numeral.high, "位", "rank", nominal=True)


def first_of_kind(text: str, start: int) -> FoundQuantity | None:
    """首个, 首家, 首批: `start` is at 首."""
    entries, kept = _first_words()
    blocked: dict[str, str] = table("measures")["firsts"]["not_before"]
    for word in entries.at(text, start + 1):
        end = start + 1 + len(word)
        if text[end : end + 1] and text[end] in blocked.get(word, ""):
            continue
        span = (start, end)
        return place(span, span, Fraction(1), Fraction(1), word if word in kept else "位", "rank")
    return None


def title(text: str, start: int) -> FoundQuantity | None:
    """榜首, 居首, and 夺得冠军: `start` is at the word."""
    found = TITLES.match(text, start)
    if found is None:
        return None
    need, value = _WORDS[found[0]]
    before = text[max(0, start - 18) : start]
    if need and not (_WON.search(before) and _END.match(text, found.end())):
        return None
    span = (start, found.end())
    return place(span, span, Fraction(value), Fraction(value), "位", "rank")


def only(text: str, start: int) -> FoundQuantity | None:
    """全国唯一: the only one of a stated place; elsewhere 唯一 states nothing that can be checked."""
    link = _ONLY_LINK.search(text, max(0, start - 6), start)
    if link is None or not _scopes().before(text, link.start()):
        return None
    span = (start, start + 2)
    quantity = Quantity(Fraction(1), Fraction(1), unit="个")
    return FoundQuantity(Span(*span), Span(*span), quantity, kind="count", evidence=(Evidence("value", Span(*span)),))
