"""What looks like a quantity and is none: dates, codes, names, phone numbers, 一 as an article."""

from __future__ import annotations

import re

from duikan.engine.lexicon import names
from duikan.engine.number.numerals import Numeral

_LETTER = re.compile(r"[A-Za-zА-яΑ-ω]")
_JOINT = "+=×><*^_#@&\\·/:∶"
_CHEQUE = frozenset("零拾佰仟壹贰叁肆伍陆柒捌玖元圆角")
_CHEQUE_ENDS = frozenset("十百千万亿分折成点")
_CURRENCY = re.compile(r"(?:(?:US|HK|NT|A|C|S|MOP)[$]|RMB|CNY|USD|HKD|EUR|TWD|GBP|JPY|KRW)[ ]?$")
_CODE = re.compile(
    r"(?:编号|电话|热线|号码|代码|邮编|传真|账号|帐号|卡号|QQ|微信|证号|学号|序号|文号|房号|案号|单号|批号|群号|专线|查询|致电|拨打|型号|牌照|车牌|尾号|版号|邮政编码|登记号|注册号|刊号)[为是:：]?[^0-9\n]{0,4}$"
)
_YEAR = re.compile(r"(?:1[0-9]|20)[0-9]{2}")
_YEAR_DIGITS = 4
_DATED_AFTER = frozenset("分年月日号时季点世届级款版赛财学—-")
_DATED_BEFORE = frozenset("周期拜明后今")
_LONG_AGO = re.compile(r"年(?:多|余|来|的?历史|以上|以前的|左右|的文明|文明|时间|之久|间)")
_AGO = re.compile(r"(?:距今|已有|有着|有|约|近|超过?|逾|跨越|历经|上下|长达|延续|绵延|传承)$")
_DATE_UNIT = re.compile(
    r"月(?![龄饼])|日(?!元|圆|币|均)|号(?!文)|时(?!速)|季(?!稻)|季度|点半|点钟|点整|点[0-9零一二三四五]|年代|年级|年度|世纪(?!之)"
)
_YEAR_WORDS = re.compile(
    r"年(?:底|末|初|中(?![、和与多])|前(?!后)|后|版|款|报|产|期|轻|第|[0-9零一二三四五六七八九十]{1,2}月|以前|以后|之前|之后)"
)
_CLASS_OF = re.compile(r"[届级款版]|赛季|财年|学年|财政|[—-][0-9]{2,4}(?![0-9])")
_DAYS = re.compile(r"(?:连续|为期|一连|历时|共|连|长达|用时|耗时|提前|超过?|逾|至少|不少于)$")
_NO_DAY, _A_YEAR = 31, 1000
_DAYS_AFTER = re.compile(r"日(?:内|游|之内|以内|以上|行程|间)")
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)$")
_TIMES_A_WEEK = re.compile(r"[次天场节期班个小]")
_CONTEXT_POINTS = re.compile(r"指|报|涨|跌|升|挫|收|点|高开|低开|盘|PMI|积分|得|累计")
_ONE_TIME_BEFORE = re.compile(
    r"(?:为期|历时|耗时|耗费|用时|连续|延长|缩短|提前|推迟|延期|延后|仅用|用了|只用|有期徒刑|刑期|监禁|入狱|期限|有效期|保质期|聘期|任期|学制|满|整整|持续|超过|试用期|不足|不到|近|逾|约|时隔|相隔|至少|最多|停牌|停赛|禁赛|停业|停职|缓刑|花了|花费|等了|为|再?[晚早]|[减缩延增]至|[减缩延]到)$"
)
_ONE_TIME_AFTER = re.compile(r"(?:内(?![部地外容])|以内|之内|多|半|以上|之久|左右|时间|徒刑)")
_ONE_COUNT_BEFORE = re.compile(
    r"(?:仅有?|只有?|唯|共有?|总共|至少|不到|不足|不止|各|合计|还剩|仅剩|只剩|剩下|另有|减少|增加|多了|少了)$"
)
_PLAIN_ONE = frozenset(
    (
        "里",
        "度",
        "分",
        "点",
        "两",
        "尺",
        "寸",
        "丈",
        "克",
        "码",
        "石",
        "钱",
        "担",
        "安",
        "伏",
        "瓦",
        "帕",
        "牛",
        "磅",
        "角",
        "升",
        "顷",
        "日",
        "晚",
        "载",
        "焦",
        "块",
        "秒",
    )
)


def shielded(text: str, numeral: Numeral, end: int, *, noun: bool = False) -> bool:
    """Whether a name (百度, 三门峡, 十分) holds the numeral and reaches at least as far as the number and its unit.

    `noun`: a noun stands for the unit; then a name of the numeral alone is enough (八一学校).
    """
    if not numeral.chinese:
        return False
    found = names().around(text, numeral.start)
    if found is None:
        return False
    if text[numeral.start - 1 : numeral.start] == "分" and found[0] == numeral.start:
        return False
    return found[0] < numeral.start or found[1] >= (numeral.end if noun else end)


def titled(text: str, start: int) -> bool:
    """第 of a book's or film's title (《第七個夏天》) or of a phrase (第一件事)."""
    opened = text.rfind("《", max(0, start - 12), start)
    if opened >= 0 and "》" not in text[opened:start]:
        return True
    found = names().around(text, start + 1)
    return found is not None and found[0] == start


def coded(text: str, start: int, end: int) -> bool:
    """Part of a code, a formula, a phone number or an address: G60, PM2.5, 1+1, 010-6655, 5·12."""
    before = text[start - 1 : start] if start else ""
    if before and _LETTER.match(before) and not _CURRENCY.search(text[max(0, start - 4) : start]):
        return True
    if before and before in _JOINT and (start < 2 or not text[start - 2].isspace()):
        return (
            not (before in ":/" and start > 1 and not _joins(before, text[start - 2]))
            or text[start - 2 : start - 1].isdigit()
        )
    if before in ("-", "—", "–", "~", ".") and start > 1 and (text[start - 2].isascii() and text[start - 2].isalnum()):
        return True
    after = text[end : end + 1]
    return bool(after) and after in _JOINT and text[end + 1 : end + 2].isalnum() and text[end + 1].isascii()


def surname(text: str, start: int) -> bool:
    """A digit of cheques that is a name or a word here: 陆家嘴, 大陆百强, 伍先生, 柒牌."""
    after = text[start + 1 : start + 2]
    if text[start] == "陆":
        return text[start - 1 : start] in tuple("大登着内上海水") or (after not in _CHEQUE and after not in "万亿")
    return after not in _CHEQUE and after not in _CHEQUE_ENDS


def _joins(mark: str, before: str) -> bool:
    """A colon joins letters and digits, not the words it follows (师资：52所); a stroke joins any."""
    return before.isalnum() and (mark == "/" or before.isascii())


def in_code_context(text: str, start: int) -> bool:
    """After 编号, 电话 and the like a bare number is a code."""
    return _CODE.search(text[max(0, start - 10) : start]) is not None


def year_like(text: str, numeral: Numeral) -> bool:
    """Four plain digits that read as a year."""
    return numeral.end - numeral.start == _YEAR_DIGITS and _YEAR.match(text, numeral.start, numeral.end) is not None


def dated(text: str, numeral: Numeral) -> bool:
    """Year, month, day, hour, weekday: a date that `times` reads, or did not take."""
    before, after = text[numeral.start - 1 : numeral.start], text[numeral.end : numeral.end + 1]
    return (after in _DATED_AFTER or before in _DATED_BEFORE) and _dated(text, numeral)


def _dated(text: str, numeral: Numeral) -> bool:
    end = numeral.end
    if text.startswith("分", end) and text[numeral.start - 1 : numeral.start] in ("时", "点", ":"):
        return True
    if text[max(0, numeral.start - 2) : numeral.start] in ("今明", "明后", "去今", "昨今"):
        return True
    if text.startswith("年", end) and _is_year(text, numeral):
        return True
    before = text[max(0, numeral.start - 2) : numeral.start]
    if _WEEKDAY.search(before) and numeral.low <= 6 and not _TIMES_A_WEEK.match(text, end):
        return True
    if year_like(text, numeral) and _CLASS_OF.match(text, end):
        return True
    found = _DATE_UNIT.match(text, end)
    if found is None:
        return _YEAR_WORDS.match(text, end) is not None
    return found[0] != "日" or not _days(text, numeral)


def _days(text: str, numeral: Numeral) -> bool:
    """连续5日, 90日: so many days, not the day of a month."""
    of_month = text[numeral.start - 1 : numeral.start] == "月"  # 5月32日 is a slip, not 32 days
    if _DAYS_AFTER.match(text, numeral.end) or (_NO_DAY < numeral.low < _A_YEAR and not of_month):
        return True
    return _DAYS.search(text[max(0, numeral.start - 4) : numeral.start]) is not None


def _is_year(text: str, numeral: Numeral) -> bool:
    printed = text[numeral.start : numeral.end]
    if _LONG_AGO.match(text, numeral.end) or _AGO.search(text[max(0, numeral.start - 3) : numeral.start]):
        return False
    if numeral.chinese:
        return len(printed) >= 2 and not any(c in "十百千万亿几数" for c in printed) and numeral.point
    return year_like(text, numeral)


def points(text: str, numeral: Numeral) -> bool:
    """Whether N点 is index points (恒指跌123点) and not an hour."""
    if numeral.low > 24 or numeral.step < 1:
        return True
    return _CONTEXT_POINTS.search(text[max(0, numeral.start - 8) : numeral.start]) is not None


_GRADED = re.compile(r"类(?:新药|创新药|医疗器械|疫苗|药|水|资质|器械|生物|中药|化药|标准|区|人员|地区|建筑)")


def graded(text: str, numeral: Numeral) -> bool:
    """1类新药, 3类医疗器械: a grade, not a count of kinds."""
    if numeral.chinese or not text.startswith("类", numeral.end):
        return False
    return numeral.low == 1 or _GRADED.match(text, numeral.end) is not None


def second(text: str, numeral: Numeral, *, noun: bool) -> bool:
    """二工厂, 二食堂: the second of a row; two of them would be 两. `noun`: a noun stands for the unit."""
    return noun and text[numeral.start : numeral.end] == "二"


def tier(text: str, numeral: Numeral) -> bool:
    """百亿级, 万亿元级: an order of size."""
    return numeral.bare and text.startswith(("级", "元级"), numeral.end)


def article_one(text: str, numeral: Numeral, unit: str, kind: str, end: int) -> bool:
    """一家企业, 一项研究: 一 as an article states no quantity. `end`: after the unit."""
    if text[numeral.start : numeral.end] != "一":
        return False
    before = text[max(0, numeral.start - 4) : numeral.start]
    if kind == "duration":
        return not (_ONE_TIME_BEFORE.search(before) or _ONE_TIME_AFTER.match(text, end))
    if kind in ("measure", "money"):
        return unit in _PLAIN_ONE
    if unit == "番":
        return not before.endswith(("翻", "翻了"))
    return kind == "count" and _ONE_COUNT_BEFORE.search(before) is None
