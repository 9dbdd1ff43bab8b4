"""Whether one line goes on the sentence that another breaks off.

Each sign is a number; how much it speaks for one sentence was fitted on composed pages, as the headlines' signs are.
"""

from __future__ import annotations

import re
from functools import cache
from math import exp

from duikan.engine.page.affinity import Page, begins, carries_on, is_closed, is_torn, never_begins
from duikan.engine.page.lines import Line
from duikan.resources import resource

_COUNTED = re.compile(
    r"[年月日时分秒个家名人位万亿千百元吨米公里倍次项座只条件台套部辆架艘头户所间幢栋株亩顷度岁届天周小平方立瓦兆克升斤种类款批期轮场集章处点成折%％‰]"
)
_WANTS_NUMBER = re.compile(
    r"(?:至|约|达|到|逾|超过|近|为|共|有|增|升|降|跌|的|第|仅|只|突破|不足|增长|下降|上升|[,，、])\Z"
)
_OPENING, _CLOSING = "「『“（(《〈", "」』”）)》〉"
_BRACKET = re.compile("[「『“（(《〈」』”）)》〉]")
_NEAR = 60  # how far into a line a bracket may close that the line before opened
_STOP = re.compile("[，,。、；;：:！？]")
_SAYS = re.compile(
    r"[^，,。；]{2,14}(?:表示|说|指出|指|认为|称|透露|介绍|强调|显示|提醒|公布|宣布|发布)(?:[，,：:「“]|$)"
)


@cache
def neighbours() -> dict[str, str]:
    """For a Chinese character those that were seen behind it in news (in Simplified)."""
    lines = resource("lexicon", "neighbours.txt").read_text(encoding="utf-8").splitlines()
    return {line[0]: line[1:] for line in lines if line}


# What is rare on composed pages and sure where it stands.
GIVEN = {"never first": 3.0}
# What each sign weighs; above 0 in all is one sentence.
_WEIGHTS = {
    "always": -1.58,
    "known word": 2.39,
    "word of the page": 2.40,
    "counts": 1.19,
    "number goes on": 1.43,
    "number ends": -1.43,
    "unit alone": -0.58,
    "number wanted": 0.57,
    "number alone": 0.24,
    "neighbours": 1.65,
    "torn": 0.21,
    "after comma": 0.11,
    "carried on": 0.43,
    "begun anew": -0.73,
    "says": -1.43,
    "bracket": 1.15,
    "stray bracket": -0.16,
    "opens": -0.59,
    "set in": -1.69,
    "set out": 0.30,
    "soon closed": 0.75,
    "no stop yet": -0.57,
}


def join_score(left: Line, right: Line, page: Page) -> float:
    """How sure it is that `right` goes on the broken sentence at the end of `left`: above 0 where it does."""
    told = join_signs(left, right, page)
    return sum((GIVEN.get(name) or _WEIGHTS[name]) * value for name, value in told.items() if value)


def join_share(left: Line, right: Line, page: Page) -> float:
    """The same as a share: 0 to 1."""
    return 1 / (1 + exp(-join_score(left, right, page)))


def join_signs(left: Line, right: Line, page: Page) -> dict[str, float]:
    """What speaks for and against one sentence, each sign about 0 to 1."""
    one, two = left.text, right.text
    crosses = page.crossing(one, two)
    bracket = _closes(two)
    number, counted = one[-1].isdigit(), _COUNTED.match(two) is not None
    cut = re.match(r"[\d.,]", two) is not None
    return {
        "always": 1.0,
        "known word": crosses == 2 and not number,
        "word of the page": 0 < crosses < 2 and not number,
        "counts": number and counted,
        "number goes on": number and cut,
        "number ends": number and not counted and not cut,
        "unit alone": not number and two[0] in "%％‰",
        "number wanted": cut and not number and _WANTS_NUMBER.search(one[-3:]) is not None,
        "number alone": cut and not number and _WANTS_NUMBER.search(one[-3:]) is None,
        "neighbours": crosses == 0 and two[0] in neighbours().get(one[-1], ""),
        "torn": is_torn(one),
        "after comma": one[-1] in "，,、；;",
        "carried on": carries_on(two),
        "never first": never_begins(two),
        "begun anew": begins(two),
        "says": _SAYS.match(two) is not None,
        "bracket": bracket >= 0 and one.count(_OPENING[bracket]) > one.count(_CLOSING[bracket]),
        "stray bracket": bracket >= 0 and one.count(_OPENING[bracket]) <= one.count(_CLOSING[bracket]),
        "opens": right.kind == "lead",
        "set in": right.set_in > 0,
        "set out": right.set_in < 0,
        "soon closed": is_closed(two) and len(two) <= 12,
        "no stop yet": _STOP.search(two[:14]) is None,
    }


def _closes(two: str) -> int:
    """Which bracket or quotation `two` closes without having opened it; -1 for none."""
    first = _BRACKET.search(two, 0, _NEAR)
    return _CLOSING.find(first.group()) if first else -1
