"""Speech normalisers: cn2an's tests and WeTextProcessing's tn and itn test data, where one side is a bare value."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from pathlib import Path

from tests.suites.items import Amount, Days, Item, Wanted, day, number

DIGITS = r"-?[0-9]+(?:\.[0-9]+)?"
_VALUE = re.compile(rf"({DIGITS})(万|亿)?")
_FRACTION = re.compile(r"(-?[0-9]+)/([0-9]+)")
_BETWEEN = re.compile(rf"({DIGITS})~({DIGITS})(万|亿)?(%)?")
_PERCENT = re.compile(rf"({DIGITS})%")
_COUNTED = re.compile(rf"({DIGITS})(人|kg|g|km/h)")
_MONEY = re.compile(rf"(¥|CNY|\$|£|€|RM|TWD|₽)({DIGITS})(?:~({DIGITS}))?")
_CODES = re.compile(r"[0幺洞拐两]*幺|(?:[零〇一二三四五六七八九]{4,})$|[0-9]{1,3}\.[0-9]{1,3}\.")
_SCALES = {None: 1, "万": 10**4, "亿": 10**8}
_UNITS = {"人": "人", "kg": "公斤", "g": "克", "km/h": "公里/小时"}
_SYMBOLS = {
    "¥": "元", "CNY": "元", "$": "美元", "£": "英镑", "€": "欧元", "RM": "令吉", "TWD": "新台币", "₽": "卢布",
}  # fmt: skip
FILES = ("number", "cardinal", "fraction", "measure", "money", "date")


def cn2an(folder: Path) -> Iterator[Item]:
    """Numerals in characters with their value; what the tests call errors or reads digit by digit is left out."""
    path = next(folder.glob("**/cn2an_test.py"), None)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if path else ():
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Dict):
            continue
        name = ast.unparse(node.targets[0])
        if name.removeprefix("self.") in ("strict_data_dict", "normal_data_dict", "smart_data_dict"):
            for text, value in ast.literal_eval(node.value).items():
                yield _one("cn2an", "plain number", text, Fraction(str(value)))


def an2cn(folder: Path) -> Iterator[Item]:
    """The numerals that the tests want written, read back: small and large characters."""
    path = next(folder.glob("**/an2cn_test.py"), None)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if path else ():
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "self.input_data":
            for value, forms in ast.literal_eval(node.value).items():
                yield from (_one("cn2an", "plain number", text, Fraction(str(value))) for text in forms[:2])


def _one(suite: str, kind: str, text: str, value: Fraction) -> Item:
    return Item(suite, kind, text, (Amount(text, value, value),))


def wetext(folder: Path) -> Iterator[Item]:
    """Lines `text => text` whose written side is one value that we read: whole lines only, no telephone numbers."""
    for way, name in product(("itn", "tn"), FILES):
        path = next(folder.glob(f"**/{way}/chinese/test/data/{name}.txt"), None)
        for line in path.read_text(encoding="utf-8").splitlines() if path else ():
            spoken, arrow, written = (part.strip() for part in line.partition("=>"))
            if way == "tn":
                spoken, written = written, spoken
            found = _wanted(spoken, written, days=name == "date") if arrow and not _is_code(spoken, written) else None
            if found:
                text = spoken if way == "itn" else written
                yield Item("WeTextProcessing", found[0], text, (_placed(found[1], text),))


def _is_code(spoken: str, written: str) -> bool:
    return bool(_CODES.match(spoken) or _CODES.match(written))


def _placed(wanted: Wanted, text: str) -> Wanted:
    if isinstance(wanted, Amount):
        return Amount(text, wanted.low, wanted.high, wanted.unit)
    return wanted


def _wanted(spoken: str, written: str, *, days: bool) -> tuple[str, Wanted] | None:
    if days:
        found_day = day(re.sub(r"[/.]", "-", written)) if len(written) == 10 else None
        return ("date", Days(spoken, found_day, found_day)) if found_day else None
    if found := _VALUE.fullmatch(written):
        value = number(found[1]) * _SCALES[found[2]]
        return "plain number", Amount(spoken, value, value)
    if found := _FRACTION.fullmatch(written):
        value = Fraction(int(found[1]), int(found[2]))
        return "plain number", Amount(spoken, value, value)
    if found := _PERCENT.fullmatch(written):
        return "percentage", Amount(spoken, number(found[1]), number(found[1]), "%")
    if found := _BETWEEN.fullmatch(written):
        return _between(spoken, found)
    if found := _COUNTED.fullmatch(written):
        return "unit", Amount(spoken, number(found[1]), number(found[1]), _UNITS[found[2]])
    if found := _MONEY.fullmatch(written):
        low, high = number(found[2]), number(found[3] or found[2])
        return "currency", Amount(spoken, low, high, _SYMBOLS[found[1]])
    return None


def _between(spoken: str, found: re.Match[str]) -> tuple[str, Wanted] | None:
    low, high = number(found[1]), number(found[2])
    scale = _SCALES[found[3]]
    if found[4]:
        return "percentage", Amount(spoken, low, high, "%")
    return "number range", Amount(spoken, low * scale, high * scale)


def items(folder: Path) -> Iterator[Item]:
    """All three."""
    yield from cn2an(folder)
    yield from an2cn(folder)
    yield from wetext(folder)
