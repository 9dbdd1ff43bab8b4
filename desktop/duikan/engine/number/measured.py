"""A number with its unit: 1.2亿台(套), 三成五, 两年半, 9分58秒, 零下5度, 8亿 (元)."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple

from duikan.engine.lexicon import Words, names, table, words
from duikan.engine.number.found import Kind
from duikan.engine.number.numerals import Numeral, read_numeral
from duikan.engine.number.units import Unit, unit_at, unit_named

_TENTHS = re.compile(
    r"成(?![立功果绩都品交熟分套型效名衣婚语片色倍片]|员(?!工)|本(?![地港科届市省])|长(?!者)|就(?!业))([一二三四五六七八九半1-9])?(?![一二三四五六七八九0-9.])|折(?![线叠旧合射腰戏磨断返损中服子价])"
)
_MORE_HALF = re.compile(r"个(多|半)(?=月|小时|钟|分钟|星期|礼拜|世纪|百分点|学期)|分(半)(?=钟)")
_HALF_AFTER = re.compile(r"半(?![年月天小夜个场导决径价数以山边路空岛球途身])")
_MONEY_WORDS = re.compile(
    r"(?:投资|投入|资金|营收|收入|产值|金额|总额|成交|融资|贷款|补贴|奖励|市值|利润|净利|税|经费|费用|耗资|斥资|价值|捐赠?|预算|销售额|交易额|出口额|进口额|进出口|增加值|GDP|生产总值|债|赔偿|罚款|罚|注资|拨款|工程款|货款|存款|亏损|盈利|净赚|赚|票房|造价|合同额|贸易额|授信|估值|募资|资产)[^,，。；;\n0-9]{0,8}$"
)
_MONEY_AFTER = re.compile(
    r"(?:投资|资金|奖金|补贴|贷款|融资|大奖|赔偿|罚款|经费|债券|国债|项目资金|订单|票房|红包|财政|入场(?!人|观|者))"
)
# Money as headlines tell it, right before the number: 妇失1850万, 入场472万.
_MONEY_RIGHT_BEFORE = re.compile(
    r"(?:损失|骗[去走取]?|入场|(?<![损消遗缺])失|涉款|豪掷|叫价|售价?|成交价?|开价|标价|底价|楼价|身家|套现|被盗|盗走|劫走|赔|捐|欠|输|赢)$"
)
_CENTS_BEFORE = re.compile(r"(?:每股|派息|股息|股利|末期息|中期息|特别息|派|分红)[^,，。；;\n]{0,12}$")
_ELECTRIC_BEFORE = re.compile(r"[电核光风储][^,，。；;\n温度]{0,12}$")
_FLOOR_AREA = re.compile(r"(?:单位|实用|面积|入场|开放式|[一二三四两]房|楼面|商铺|铺位|写字楼|住宅|地盘|楼盘)")
_LEAST_ELECTRIC, _LEAST_FEET = 1000, 100
_BELOW = re.compile(r"(?:零下|(?<!正)负|-|−)$")
_MINUS_AFTER = re.compile(r"[\s(（:：,，、;；/|]|[为至到达比降低\n]")
_CURRENCY_ENDS = frozenset("币B$¥￥YDRP€£金元")
_PREFIX_CURRENCY: tuple[tuple[str, str], ...] = (
    ("人民币", "元"), ("RMB", "元"), ("CNY", "元"), ("¥", "元"), ("￥", "元"), ("US$", "美元"), ("USD", "美元"),
    ("HK$", "港元"), ("HKD", "港元"), ("NT$", "新台币"), ("新台币", "新台币"), ("TWD", "新台币"), ("港币", "港元"),
    ("€", "欧元"), ("EUR", "欧元"), ("£", "英镑"), ("GBP", "英镑"), ("美金", "美元"), ("A$", "澳元"), ("C$", "加元"),
    ("S$", "新加坡元"), ("MOP$", "澳门元"), ("澳门币", "澳门元"), ("JPY", "日元"),
    ("澳币", "澳元"), ("加币", "加元"), ("日币", "日元"), ("韩币", "韩元"),
    ("$", "美元"),
)  # fmt: skip
_SUBUNITS = {
    "小时": {"分": "分钟"},
    "分": {"秒": "秒"},
    "元": {"角": "角", "毛": "角", "分": "分钱"},
    "块": {"毛": "角"},
    "角": {"分": "分钱"},
}
_DECIMAL_TAIL = re.compile(
    r"(?:[0-9]{1,3}|[零一二三四五六七八九]{1,2})(?=$|[\s。,，、;；!！?？)）」』”]|[到至~—-]|的|高|长|宽|夺|获|左右)"
)

_ALSO_WORDS = frozenset("里尺寸丈码石钱担两顷")  # 三分之二里程
_NUMBER_WORDS = {"千万": 10**7, "百万": 10**6, "亿": 10**8}
_SCALE_BEFORE = re.compile(r"(华氏|摄氏)(?:温度)?(?:零下)?$")
_SECONDS_TAIL = re.compile(r"[0-9]{1,3}(?![0-9.%:,万亿])")


class Measured(NamedTuple):
    """A number with its unit; `end` after the unit, `unit` None where there is none.

    `over`: 多 in it. `words`: the hedges inside. `noun`: a noun stands for the measure word (八部门).
    """

    start: int
    end: int
    numeral: Numeral
    low: Fraction
    high: Fraction
    step: Fraction
    unit: Unit | None = None
    over: bool = False
    words: tuple[str, ...] = ()
    noun: bool = False
    unit_start: int = 0
    label: bool = False

    @property
    def kind(self) -> Kind:
        """What sort of quantity the unit makes of it."""
        return kind_of(self.unit)


_KIND_OF: dict[str, Kind] = {
    "count": "count", "money": "money", "percent": "percent", "point": "point", "multiple": "multiple",
    "doubling": "multiple", "index": "point", "duration": "duration",
}  # fmt: skip


def kind_of(unit: Unit | None) -> Kind:
    """The sort of a quantity, by the dimension of its unit."""
    return _kind(unit.name, unit.dimension) if unit is not None and unit.name else "number"


@lru_cache(maxsize=1024)
def _kind(name: str, dimension: str) -> Kind:
    head = dimension.partition("-")[0].partition("/")[0]
    return "measure" if "/" in name and head != "money" else _KIND_OF.get(head, "measure")


@cache
def nominal_words() -> frozenset[str]:
    """What makes a label of a small Chinese number before it: 三大, 三地, 双方."""
    return frozenset(words(table("measures")["nominal"]["words"]))


@cache
def known_sets() -> Words:
    """What N大 names as a set everybody knows: 三大指数."""
    return Words(words(table("measures")["nominal"]["sets"]))


def measured(text: str, numeral: Numeral) -> Measured:
    """The number that `numeral` read, with the unit behind it, if one stands there."""
    whole = _with_unit(text, numeral)
    whole = _signed(text, _half(text, whole))
    whole = _compound(text, whole)
    return _prefixed(text, whole)


def _plain(numeral: Numeral) -> Measured:
    return Measured(
        numeral.start, numeral.end, numeral, numeral.low, numeral.high, numeral.step,
        over=numeral.over, words=numeral.words, unit_start=numeral.end,
    )  # fmt: skip


def _with_unit(text: str, numeral: Numeral) -> Measured:
    bare = _plain(numeral)
    if numeral.form != "plain":
        name = "‰" if numeral.form == "permille" else "%"
        return _part_of_unit(text, bare) or bare._replace(unit=unit_named(name))
    more = _MORE_HALF.match(text, numeral.end)
    if more:
        return _more_or_half(text, bare, more)
    tenths = _tenths(text, bare)
    if tenths is not None:
        return tenths
    at = numeral.end + (text.startswith((" ", "\u00a0"), numeral.end) and not numeral.chinese)
    hit = unit_at(text, at)
    if hit is not None and hit.unit.name == "个" and text.startswith(("亿", "千万", "百万"), hit.end):
        return _by_number_word(text, bare, hit.end)
    if hit is not None and hit.unit.name == "个" and numeral.step < 1 and "百分点" in text[hit.end : hit.end + 14]:
        return bare._replace(end=hit.end, unit=unit_named("个百分点"), unit_start=at)
    if hit is not None:
        return bare._replace(end=hit.end, unit=hit.unit, noun=hit.noun, unit_start=at)
    return _label(text, bare)


def _part_of_unit(text: str, bare: Measured) -> Measured | None:
    """四分之一公升, ½英里: a part of one unit, not of a whole."""
    hit = unit_at(text, bare.numeral.end) if bare.numeral.form == "fraction" and not bare.numeral.bare else None
    if hit is None or hit.unit.dimension not in ("length", "area", "volume", "mass") or hit.unit.name in _ALSO_WORDS:
        return None
    low, high, step = bare.low / 100, bare.high / 100, bare.step / 100
    return bare._replace(end=hit.end, unit=hit.unit, low=low, high=high, step=step, unit_start=bare.numeral.end)


def _by_number_word(text: str, bare: Measured, at: int) -> Measured:
    """三个亿, 两个亿美元: 个 before the number word."""
    word = next(word for word in _NUMBER_WORDS if text.startswith(word, at))
    times, end = _NUMBER_WORDS[word], at + len(word)
    hit = unit_at(text, end)
    whole = bare._replace(low=bare.low * times, high=bare.high * times, step=bare.step * times, end=end)
    whole = whole._replace(numeral=bare.numeral._replace(end=end), unit_start=end)
    return whole._replace(end=hit.end, unit=hit.unit) if hit else whole


def _label(text: str, bare: Measured) -> Measured:
    """三大, 四链: one character that makes a label of it."""
    at = bare.numeral.end
    char = text[at : at + 1]
    if (
        char == "大"
        and text[bare.start - 1 : bare.start] != "比"
        and text[at + 1 : at + 2] not in tuple("学型量规幅会厅厦")
        and bare.high <= 100
        and bare.low >= 2
    ):
        return bare._replace(end=at + 1, unit=unit_named("个"), unit_start=at, label=True)
    if text.startswith("号文", at):
        return bare._replace(end=at + 1, unit=unit_named("号"), unit_start=at, label=True)
    return bare


def _more_or_half(text: str, bare: Measured, found: re.Match[str]) -> Measured:
    """3个多月, 三个半小时."""
    unit, end = _short_units().get(text[found.end()], unit_named("小时")), found.end() + 1
    hit = unit_at(text, found.end()) if text[found.end()] != "月" else None
    if found[2]:
        unit = unit_named("分钟")
    elif hit is not None:
        unit, end = hit.unit, hit.end
    elif text[found.end()] not in _short_units():
        return bare
    at = found.start()
    if "半" in found[0]:
        half = Fraction(1, 2)
        return bare._replace(end=end, unit=unit, low=bare.low + half, high=bare.high + half, step=half, unit_start=at)
    return bare._replace(end=end, unit=unit, over=True, words=(*bare.words, "多"), unit_start=at)


@cache
def _short_units() -> dict[str, Unit]:
    """月 and 钟 behind 个半 and 个多."""
    return {"月": unit_named("个月"), "钟": unit_named("小时")}


def _tenths(text: str, bare: Measured) -> Measured | None:
    """三成, 三成五, 八折, 八八折 in %."""
    found = _TENTHS.match(text, bare.end)
    if found is None or bare.low <= 0 or bare.high > 100 or (found[0][0] == "成" and bare.high > 10):
        return None
    if bare.low == 1 and text.startswith("成为", bare.end):
        return None  # 其中之一成为
    scale = 1 if found[0] == "折" and bare.low > 10 else 10
    more = Fraction(0)
    if found[1]:
        digit = read_numeral(text, found.start(1))
        more = digit.low if digit else Fraction(5)
    low, high = bare.low * scale + more, bare.high * scale + more
    step = Fraction(1) if more else bare.step * scale
    return bare._replace(end=found.end(), unit=unit_named("%"), low=low, high=high, step=step)


# Units of instruments: nobody says half of one behind it, as in two years and a half.
_NEVER_HALVED = frozenset(("power", "energy", "voltage", "current", "frequency", "pressure", "data", "datarate"))


def _half(text: str, whole: Measured) -> Measured:
    """两年半, 三倍半: 半 behind the unit."""
    if whole.unit is None or not text.startswith("半", whole.end) or not _HALF_AFTER.match(text, whole.end):
        return whole
    if (whole.unit.counting or whole.kind == "percent") and whole.unit.name != "厘":
        return whole
    if whole.unit.dimension in _NEVER_HALVED:
        return whole  # 18兆瓦, then a word that begins with 半
    named = names().around(text, whole.end)
    if named and named[0] == whole.end:
        return whole
    half = Fraction(1, 2)
    return whole._replace(end=whole.end + 1, low=whole.low + half, high=whole.high + half, step=half)


def _signed(text: str, whole: Measured) -> Measured:
    """零下5度, -3.2%, 负5."""
    last = text[whole.start - 1] if whole.start else ""
    found = _BELOW.search(text[max(0, whole.start - 2) : whole.start]) if last and last in "下负-−" else None
    if found is None:
        return whole
    start = whole.start - len(found[0])
    before = text[start - 1] if start else "\n"
    dash = found[0] in ("-", "−")
    near = whole.kind == "percent" or (whole.unit is not None and whole.unit.dimension in ("temperature", "degree"))
    if dash and not (_MINUS_AFTER.match(before) or (near and not before.isascii())):
        return whole
    if before in "0123456789%℃度":
        return whole
    return whole._replace(start=start, low=-whole.high, high=-whole.low)


def _compound(text: str, whole: Measured) -> Measured:
    """1小时30分钟, 9分58秒, 3元5角, 两年零三个月, 1米85: one value in the first unit."""
    if whole.unit is None or whole.over or (whole.low is not whole.high and whole.low != whole.high):
        return whole
    unit = _minutes(text, whole)
    if unit is None or unit.dimension.partition("-")[0] not in (
        "duration",
        "money",
        "length",
        "degree",
        "temperature",
        "mass",
    ):
        return whole
    tail = _decimal_tail(text, whole, unit)
    if tail is not None:
        return tail
    at = whole.end + text.startswith(("零", "又"), whole.end)
    numeral = read_numeral(text, at)
    if numeral is None or not numeral.point or numeral.form != "plain" or numeral.over:
        return whole
    return _joined(text, whole._replace(unit=unit), numeral) or whole


def _minutes(text: str, whole: Measured) -> Unit | None:
    """分 before seconds is minutes."""
    if whole.unit is None or whole.unit.name != "分":
        return whole.unit
    second = read_numeral(text, whole.end)
    return unit_named("分钟") if second and text.startswith("秒", second.end) else None


def _joined(text: str, whole: Measured, numeral: Numeral) -> Measured | None:
    unit = whole.unit
    hit = unit_at(text, numeral.end)
    if unit is None or hit is None:
        return None
    if unit.dimension == "duration-months" and text.startswith("个月", numeral.end):
        hit = unit_at(text, numeral.end)
    below = hit.unit if hit else unit
    renamed = _SUBUNITS.get(unit.name, {}).get(below.name)
    below = unit_named(renamed) if renamed else below
    if hit is None or below.dimension != unit.dimension or below.factor >= unit.factor:
        return None
    part = below.factor / unit.factor
    value = whole.low + numeral.low * part
    joined = whole._replace(end=hit.end, low=value, high=value, step=numeral.step * part)
    return _compound(text, joined) if below.name in ("分钟", "角") else _seconds_tail(text, joined, below, part)


def _seconds_tail(text: str, joined: Measured, below: Unit, part: Fraction) -> Measured:
    """9分58秒23."""
    found = _DECIMAL_TAIL.match(text, joined.end) if below.name == "秒" else None
    if found is None or not found[0].isdigit():
        return joined
    more = Fraction(int(found[0]), 10 ** len(found[0])) * part
    return joined._replace(end=found.end(), low=joined.low + more, high=joined.high + more)


def _decimal_tail(text: str, whole: Measured, unit: Unit) -> Measured | None:
    """9秒83, 1米85, 37度2: digits behind the unit are decimals."""
    tenths = unit.name == "元" and whole.step == Fraction(1, 10)  # 五块七毛八
    if unit.name not in ("秒", "米", "元", "度", "角") or (whole.step < 1 and not tenths) or whole.high >= 10000:
        return None
    if tenths and not text.startswith("毛", whole.end - 1):
        return None
    if unit.name in ("元", "角") and not text.startswith(("块", "毛"), whole.end - 1):
        return None
    found = (_SECONDS_TAIL if unit.name == "秒" else _DECIMAL_TAIL).match(text, whole.end)
    if found is None:
        return None
    digits = "".join(str(table("numerals")["digits"].get(c, c)) for c in found[0])
    step = min(whole.step, Fraction(1)) / 10 ** len(digits)
    more = int(digits) * step
    return whole._replace(end=found.end(), unit=unit, low=whole.low + more, high=whole.high + more, step=step)


def _prefixed(text: str, whole: Measured) -> Measured:
    """人民币8亿元, US$5, ¥300: the currency in front."""
    if whole.unit is not None and whole.unit.name in _MEANT:
        return _MEANT[whole.unit.name](text, whole)
    if whole.unit is not None and whole.unit.name != "元":
        return whole
    at = whole.start - (whole.start > 0 and text[whole.start - 1] == " ")
    if at <= 0 or text[at - 1] not in _CURRENCY_ENDS:
        return whole
    for word, name in _PREFIX_CURRENCY:
        if text.endswith(word, 0, at):
            return whole._replace(start=at - len(word), unit=unit_named(name))
    return whole


def _degrees(text: str, whole: Measured) -> Measured:
    """1420亿度, 用电200度: of electricity; else on the scale that stands in front."""
    if whole.low >= _LEAST_ELECTRIC or _ELECTRIC_BEFORE.search(text, max(0, whole.start - 16), whole.start):
        return whole._replace(unit=unit_named("千瓦时"))
    return _on_scale(text, whole)


def _cents(text: str, whole: Measured) -> Measured:
    """每股派23.5分: of money."""
    found = _CENTS_BEFORE.search(text, max(0, whole.start - 20), whole.start)
    return whole._replace(unit=unit_named("分钱")) if found else whole


def _feet(text: str, whole: Measured) -> Measured:
    """281呎一房单位: of floor, as Hong Kong sells it."""
    near = _FLOOR_AREA.search(text, max(0, whole.start - 12), whole.end + 6)
    return whole._replace(unit=unit_named("平方英尺")) if near and whole.low >= _LEAST_FEET else whole


def _on_scale(text: str, whole: Measured) -> Measured:
    """华氏七十度, 摄氏零下8度: the scale in front."""
    found = _SCALE_BEFORE.search(text, max(0, whole.start - 6), whole.start)
    if found is None:
        return whole
    below = found[0].endswith("零下") and whole.low > 0
    low, high = (-whole.high, -whole.low) if below else (whole.low, whole.high)
    unit = unit_named("华氏度" if found[1] == "华氏" else "℃")
    return whole._replace(start=found.start(), unit=unit, low=low, high=high)


_MEANT = {"度": _degrees, "分": _cents, "英尺": _feet}


def implied_money(text: str, whole: Measured) -> bool:
    """投资8亿, 100万奖金: 元 goes without saying."""
    before = text[max(0, whole.start - 16) : whole.start]
    if _MONEY_RIGHT_BEFORE.search(before):
        return True
    return _MONEY_WORDS.search(before) is not None or _MONEY_AFTER.match(text, whole.end) is not None
