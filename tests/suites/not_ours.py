"""Items of the suites that a newspaper is read differently from, by class: counted in `all`, left out of `ours`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from tests.suites.items import Days, Item


class Class(NamedTuple):
    """Why a class of items is not ours, and which items are in it."""

    name: str
    holds: Callable[[Item], bool]


def _words(pattern: str, *kinds: str, suite: str = "") -> Callable[[Item], bool]:
    found = re.compile(pattern)
    return lambda item: (
        (not kinds or item.kind in kinds) and item.suite.startswith(suite) and found.search(item.text) is not None
    )


def _before_today(item: Item) -> bool:
    """三年前 as everything up to then, 三天後 as the days in between: suites against each other."""
    (wanted,) = item.wanted[:1] or (None,)
    if not isinstance(wanted, Days):
        return False
    unlike = item.suite == "Duckling" and re.search("(?:前|后|後)$", item.text) is not None
    return unlike and item.kind == "date range"


_LUNAR = r"农历|正月|腊月|闰|初[一二三四五六七八九十0-9]|廿|大年|大寒|小寒|芒种|元宵|端午|七夕|月[二三]?十[^日号]?$"
_FOREIGN = r"^[^年]*(?<![0-9])[0-9]{1,2}[/.-][0-9]{1,2}(?:[/.-](?:[0-9]{2}|[0-9]{4}))?(?![0-9.:])"
_MALFORMED = r"\^[+-]+[0-9]{2}|[0-9]\.[0-9]+\.[0-9]|^\.\.\.|^[－-]{2}|分之。|G$|[百点][0-9]|零四千[0-9]"
_SPOKEN = r"^[一五]?[个個][半九]$|個字$|三個一毫|foots|feets|'"
_DISCOUNT = r"二三十|^[对對]折$|^[半十]折$|^7 2 折$|^五百分之"
_BARE_YEAR = r"^[一二三四五六七八九0-9]{2}年$|^[0-9]{4}(?: |$)"
_DATES = ("date", "date range")
CLASSES = (
    Class("lunar dates and solar terms: evidence only, by design", _words(_LUNAR, *_DATES)),
    Class("reign years", _words(r"康熙|雍正|神龙", *_DATES)),
    Class("days written the Western way round, or month/day alone", _words(_FOREIGN, *_DATES)),
    Class("N days, months, years ago or from now, as the whole stretch up to it", _before_today),
    Class("下周三 as the next Wednesday that comes", _words(r"^下.+三$", "date", suite="Duckling")),
    Class("hours and business days from now", _words(r"交易日|工作日|小时", "date range")),
    Class(
        "a year of two digits, or four digits, alone",
        _words(_BARE_YEAR, *_DATES),
    ),
    Class("formulas and malformed numbers", _words(_MALFORMED, "plain number")),
    Class("blanks inside a number in running text", _words(r"[^ ] [^ ]", "number range")),
    Class("percentages the suite leaves out or reads in its own way", _words(_DISCOUNT, "percentage")),
    Class("spoken Cantonese and Western shorthand", _words(_SPOKEN, "currency", "duration", "unit")),
    Class("full-width comma between half-width digits", _words(r"[0-9]，[0-9]", "currency")),
    Class("三千比特 is 3,000 bits, 一位 is a person", _words(r"千比特|^一位", "unit")),
    Class("a day of the month (五 日, 10 月) as a length", _words(r"^(?:五|10|十) [日月]$", "duration")),
)


def why(item: Item) -> str:
    """The class of an item that is not ours; empty for the rest."""
    return next((one.name for one in CLASSES if one.holds(item)), "")
