"""The patterns of the atoms of time, in the order they are tried at one place.

Each is bounded and starts where no numeral runs on, so the scan stays linear. `ERA` and `WORDS`
are filled from the word list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

SP = "[ \u00a0\u3000]?"
CN = "一二两三四五六七八九十百千零〇廿"
_AT = rf"(?<![\d{CN}])(?<!\d[.,])"
_RANGE = r"[—–\-~～〜]{1,2}|至|到"
_SMALL = r"(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])"
_WEEKDAY = "[一二三四五六日天]"
_WEEK = "(?:周|星期|礼拜)"

# What makes the unit part of another word.
_NOT_YEAR = r"(?![级龄货轻检审糕代])(?!的?(?:悠久|文明|建城))(?!的?历史(?![新最高低性上以]))"
_NOT_MONTH = r"(?![龄饼亮嫂])"
_NOT_DAY = r"(?![内间游元圆均报薪龄币]|[两一二三四五六七八九]夜|以内|之内|本(?!报|港|市|社|台|周|届|次))"
_NOT_BEFORE_DAY = "".join(
    f"(?<!{head})" for head in ("第", "连续", "为期", "历时", "长达", "持续", "一连", "近", "每", "共")
)
# 最繁忙一日 is one day; 于一日, (一日 and 北京一日电 are the first of a month.
_ONE_DAY = r"(?:(?!一日)|(?<=[月于在自从至到由和与及本,，(:。、\n])|(?=一日[电讯起至]))"
_IN_DAYS = "|".join(f"(?<={head})" for head in ("连续", "为期", "历时", "长达", "持续", "一连"))

_UNITS = "|".join(
    (
        r"年(?![级代轻龄会货味报检审薪度夜糕均产纪]|终奖)半?(?:[多余](?![次个项家种年地方人数少样]))?",
        r"个?半?(?:学期|季度|世纪|工作日|交易日|昼夜)",
        r"个多?半?月",
        r"个?半?多?(?:星期|礼拜|小时|钟头)",
        r"周(?![年岁边一二三四五六日末刊报])",
        r"天(?![然气津下空地堂文上井才赋河赐])",
        r"分钟|秒钟?|刻钟",
        r"日(?=[内间游]|以内|之内)",
        r"载(?![客货重体荷具人入物歌])",
    )
)
_LENGTH = rf"(?:\d{{1,4}}(?:\.\d{{1,2}})?|[{CN}半数几多]{{1,6}})"

# A year before one of these is the near end of a finer range, not of a range of years.
_FINER = rf"(?![底末初中]|年[底末初]|{SP}\d{{1,2}}{SP}月|[上下]半年|第?[一二三四1-4]季)"
_YEAR_UNITS = "学年|财政年度|财年|年度|赛季|球季|榨季|年"
_PLAN_TAIL = "期间|时期|期末|末期|[末初](?![步级中])|以来|收官之年|收官|开局之年|开局|规划期"
_NOT_PLAN = rf"(?![{CN}岁个人名天年月日斤里次元%多])"

# (name, pattern) of what may begin with these characters; tried in this order. The characters are a gate:
# at most places of a text one look at the next character is all that is done.
_NUMERAL_FIRST = rf"[\d{CN}半数几多]"
_NUMERAL: tuple[tuple[str, str], ...] = (
    (
        "iso",
        _AT
        + r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}|\d{4}\.\d{1,2}\.\d{1,2}"
        + r"|\d{1,2}/\d{1,2}/(?:1[89]|20)\d{2})(?![\d/])",
    ),
    (
        "decade",
        _AT + r"(?:\d{3}0|(?:(?:\d{2}|二十|十九)世纪)?(?:[二三四五六七八九]{1,2}十|[2-9]0))年代" + "(?:[初中末]期?)?",
    ),
    (
        "years",
        _AT
        + rf"\d{{4}}{SP}(?:年度?)?{SP}(?:{_RANGE}|[/、]){SP}(?:\d{{4}}|\d{{2}}){SP}(?:{_YEAR_UNITS})(?:财政)?{_FINER}",
    ),
    ("two_years", _AT + r"\d{4}年?[、和与及]\d{4}年?(?:这)?[两2]个?年(?:度|间)?"),
    ("year", _AT + rf"\d{{4}}{SP}(?:学年|财政年度|财年|赛季|球季|年){_NOT_YEAR}"),
    ("half", _AT + rf"\d{{4}}{SP}年?{SP}(?:Q[1-4]|H[12])(?![A-Za-z\d])"),
    # 民国 years as Taiwan prints them: 115年度, 113学年度, 114年6月.
    (
        "roc",
        _AT
        + rf"1[0-3]\d{SP}(?:学年度?|年度"
        + rf"|年(?={_SMALL}月|[底末初](?![步中])|第[一二三四]季|[上下]半年|产量|产值|目标|全年|预算))",
    ),
    ("cnyear", _AT + rf"[一二][〇○零一二三四五六七八九]{{3}}年{_NOT_YEAR}"),
    (
        "year2",
        r"(?:(?<=['’‘])\d{2}年|(?<!\d)(?<!\d[.,])(?:\d{2}年(?=\d{1,2}月|[底末初](?![步中])|第?[一二三四1-4]季|[上下]半年)|0\d年))",
    ),
    (
        "cnyear2",
        _AT
        + r"(?:九[零〇五六七八]|零[零〇一二三四五六七八九])年(?![级代轻龄货])"
        + rf"|{_AT}[六七八九零〇][零〇一二三四五六七八九]年(?={_SMALL}月|前?[一二三四五六七八九十]个?月)",
    ),
    ("century", _AT + r"(?:[12]\d|二?十[一二五六七八九]?)世纪(?:初|中叶|末|中期)?"),
    ("plan", rf"(?<![{CN}])十[一二三四五]五{_NOT_PLAN}(?:规划)?(?:{_PLAN_TAIL})?"),
    (
        "span",
        _AT
        + rf"{_SMALL}{SP}(?:月份?)?{SP}(?:{_RANGE}|、){SP}{_SMALL}{SP}月份?"
        + rf"(?!{SP}\d{{1,2}}{SP}[日号]|[底初末中]|[上中下]旬){_NOT_MONTH}",
    ),
    ("q_report", r"(?<![一二三四五六七八九十])[一三]季报(?![名道])"),
    ("quarters", _AT + r"[一二三1-3](?:[—–\-~～]|至|到|、)?[二三四2-4]季度"),
    ("quarter", r"(?<![\d一二三四五六七八九十两前头个])[一二三四1-4]季度"),
    ("month", rf"(?<![个第]){_AT}{_SMALL}{SP}月(?:份)?{_NOT_MONTH}"),
    ("days", _AT + rf"{_SMALL}{SP}日?{SP}(?:{_RANGE}){SP}{_SMALL}{SP}日{_NOT_DAY}"),
    ("day", rf"{_NOT_BEFORE_DAY}{_AT}{_ONE_DAY}{_SMALL}{SP}日{_NOT_DAY}"),
    ("number", rf"(?<=月){_SMALL}{SP}号(?![线楼机院])|{_AT}\d{{1,2}}号(?=[上下]午|凌晨|早|晚|中午|起|至)"),
    (
        "length",
        rf"(?<![第之/半数几多]){_AT}{_LENGTH}[多余几]?(?:(?:{_RANGE}){_LENGTH}[多余]?)?{SP}[余多]?(?:{_UNITS})",
    ),
    ("longdays", rf"(?:{_IN_DAYS}){_LENGTH}[多余]?日"),
    ("clock", _AT + r"\d{1,2}(?:时(?![代期候间常尚速机任报局])(?:\d{1,2}分|许|整|半)?|点(?:\d{1,2}分|许|整|半|钟))"),
    ("hour", r"(?<=[午晨晚早上间夜后])(?:\d{1,2}|[一二三四五六七八九十两]{1,2})点(?:半|钟|许|整)?(?![个百五])"),
    (
        "colon",
        r"(?<![\d:.])(?<!比)(?<!比[为是约达例分率])(?<!比例[为是约])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])",
    ),
)
_NTH = (
    rf"(?:第[{CN}1-5]|最后一|首)个?{_WEEK}(?:{_WEEKDAY}(?![次期围边届轮集]))?(?![岁年刊报])|首个?月"
    r"|最后一(?:天|日|个月)|第(?:[一二三四五六七八九]|十[一二]?|\d{1,2})个月"
)
_WORDY_FIRST = "[农阴旧公上本首前头第每这今下周星礼最报期中半年同ERAS]"
_REPORT_TAIL = "(?![名道案警废考销价纸社录刊业导答])"
_WORDY: tuple[tuple[str, str], ...] = (
    ("lunar", r"(?:农历|阴历|旧历)[正腊冬闰一二三四五六七八九十]{1,3}月?(?:初?[一二三四五六七八九十廿]{1,3})?"),
    ("bc", r"公元前(?:约)?\d{1,4}(?:年|世纪)"),
    ("ad", rf"公元\d{{4}}{SP}年"),
    ("era", "ERA"),
    ("decade_of", r"(?:上个?|本)世纪(?:[二三四五六七八九]十|[2-9]0)年代(?:[初中末]期?)?"),
    ("century_of", r"(?:上个?|本)世纪(?:初|中叶|末|中期)?"),
    ("months", rf"(?<![目空])(?:首|前|头)(?:十[一二]|[一二两三四五六七八九十]|\d{{1,2}}){SP}个?月(?:份)?(?!前)"),
    ("quarters_of", r"[前头首][二两三23]个?季度?"),
    ("quarter_of", r"第[一二三四1-4]季度?"),
    ("weekset", rf"每(?:逢|个)?{_WEEK}{_WEEKDAY}(?:[至到](?:{_WEEK})?{_WEEKDAY})?"),
    (
        "weekday",
        rf"(?:上上|上个?|本|下下|下个?|[这今]个?)?(?<![每一两二三四五六七八九十数几\d]){_WEEK}{_WEEKDAY}(?![次期围边届轮集])",
    ),
    ("set", rf"每隔?{_LENGTH}(?:{_UNITS})"),
    ("nth", _NTH),
    ("said", r"(?:本?报告期[内末]?|同一(?:期间|时期|时段)|(?<=[,，。;；\n])期[内末](?!货))"),
    (
        "report",
        (
            rf"(?<![其集])中报{_REPORT_TAIL}|半年度?报告?{_REPORT_TAIL}|(?<![青少今去明每全])年报{_REPORT_TAIL}"
            r"|年度报告|中期(?:业绩|报告)"
        ),
    ),
)
_FEAST = "(?:元旦|春节|清明|劳动节|五一|端午|中秋|国庆|(?<![二三四五六七八九])十一|双节)节?"
_OFF = f"(?:[{CN}\\d]{{1,2}}[天日])?(?:小?长假|假期|假日|黄金周|期间)"
_HOLIDAY = (
    "holiday",
    (
        rf"[“\"「『]?{_FEAST}[”\"」』]?(?:[、和]?[“\"「『]?(?:中秋|国庆)节?[”\"」』]?)?{_OFF}"
        rf"|(?:刚刚?(?:过去|结束)的?|今次|本次|是次)(?:小?长假|假期|黄金周)|黄金周"
    ),
)
_HOLIDAY_FIRST = '[“"「『元春清劳五端中国十双刚今本是黄]'
_QUOTED = (
    "quoted",
    rf"[「『“\"‘'《](?:二?十[一二三四五六七八九]?|[六七八九])五[」』”\"’'》]?(?:规划)?(?:{_PLAN_TAIL})?",
)


def scanner_pattern(era: str, eras: str, words: str) -> str:
    """The whole scan as one pattern: every atom a named group, `word` for the word list."""
    wordy = "|".join(f"(?P<{name}>{era if pattern == 'ERA' else pattern})" for name, pattern in _WORDY)
    numeral = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _NUMERAL)
    quoted = f"(?P<{_QUOTED[0]}>{_QUOTED[1]})|(?={_HOLIDAY_FIRST})(?P<{_HOLIDAY[0]}>{_HOLIDAY[1]})"
    gated = f"(?={_NUMERAL_FIRST})(?:{numeral})|(?={_WORDY_FIRST.replace('ERAS', eras)})(?:{wordy})"
    return f"{gated}|{quoted}|(?P<word>{words})"


# Behind a number: what may stand between it and the unit of a time, and with what such a unit begins.
_BETWEEN = rf"\d{CN}半数几多余个○ \u00a0\u3000—–\-~～〜至到/、."
_UNIT_BEGINS = "年月日号季世时点周星礼小钟分秒刻学工交昼载天财赛榨长假黄期夜QH:"
_BEFORE_UNIT = rf"(?=[{_BETWEEN}]{{0,26}}[{_UNIT_BEGINS}]|[一二三四五]五|\d{{3}}[-/.]|\d?/)"


def gate_pattern(eras: str, starts: Iterable[str]) -> str:
    """Where an atom may begin: a character that one begins with, a number only before the unit of a time.

    `starts`: the first two characters of each word of the list; `begins` names the places where only a word may stand.
    """
    firsts = {start[0] for start in starts}
    always = set(f"{_WORDY_FIRST}{_HOLIDAY_FIRST}".replace("ERAS", eras)) | set("「『“\"‘'《") - set("[]")
    always |= {start for start in starts if len(start) == 1}
    numbers = {char for char in firsts if re.match(_NUMERAL_FIRST, char)}
    sure, other = (re.escape("".join(sorted(chars))) for chars in (always, firsts - always - numbers))
    seconds = re.escape("".join(sorted({start[1] for start in starts if len(start) > 1})))
    return (
        rf"[\d{CN}半数几多{sure}{other}](?:(?<=[{sure}])|(?<={_NUMERAL_FIRST}){_BEFORE_UNIT}"
        rf"|(?P<begins>)(?=[{seconds}])(?<=[{other}{''.join(sorted(numbers))}]))"
    )
