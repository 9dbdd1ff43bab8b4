"""Recognizers-Text: Specs/*/Chinese/*.json."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.suites.items import Amount, Cycle, Days, Item, Wanted, day, number

SUITE = "Recognizers-Text"
Row = dict[str, Any]
UNITS = {
    "CNY": "元", "USD": "美元", "EUR": "欧元", "HKD": "港元", "TWD": "新台币", "JPY": "日元", "CHF": "瑞士法郎",
    "NGN": "奈拉", "GBP": "英镑", "Mu": "亩", "Kilogram": "公斤", "Centimeter": "厘米", "Ton": "吨", "Meter": "米",
    "Jin": "斤", "Kilometer": "公里", "Gram": "克", "Kilobit": "千比特", "Megabyte": "MB", "Kilobyte": "KB",
    "Megahertz": "兆赫", "Hertz": "赫兹", "Kilowatt": "千瓦", "Kilocalorie": "千卡", "Liang": "两",
    "Microgram": "微克", "Bit": "比特", "Degree": "度", "F": "华氏度", "C": "℃", "Year": "岁", "Month": "个月",
    "Week": "周", "Day": "天",
}  # fmt: skip
_BOUNDS = re.compile(r"[\[(]([^,]*),([^,]*)[\])]")
_LINKS = re.compile(r"[到至\-—~～与和]")


def _plain(row: Row) -> Amount:
    value = number(row["Resolution"]["value"])
    return Amount(row["Text"], value, value)


def _percent(row: Row) -> Amount:
    value = number(row["Resolution"]["value"])
    return Amount(row["Text"], value, value, "%")


def _range(row: Row) -> Amount:
    found = _BOUNDS.fullmatch(row["Resolution"]["value"])
    assert found, row
    low, high = (number(end) if end else None for end in found.groups())
    return Amount(row["Text"], low, high)


def _measured(row: Row) -> Amount | None:
    values = row["Resolution"]
    if values.get("value") is None:
        return None
    name = values.get("isoCurrency") or values["unit"]
    value = number(values["value"])
    return Amount(row["Text"], value, value, UNITS.get(name, name))


def _date(row: Row) -> Days:
    found = [day(row["Value"][f"{side}Resolution"]["date"]) for side in ("Past", "Future")]
    return Days(row["Text"], found[0], found[0], tuple((one, one) for one in found[1:]))


def _dates(row: Row) -> Days | None:
    sides = [row["Value"][f"{side}Resolution"] for side in ("Past", "Future")]
    if not all(sides):
        return None
    linked = bool(_LINKS.search(row["Text"]))
    (first, *rest) = [pair for side in sides for pair in _ends(day(side["startDate"]), day(side["endDate"]), linked)]
    return Days(row["Text"], *first, tuple(rest))


def _ends(start: date | None, end: date | None, linked: bool) -> list[tuple[date | None, date | None]]:
    """A suite's end is the day after; where the text names the end, the day or year it names is meant whole."""
    if end is None or not linked:
        return [(start, end and end - timedelta(days=1))]
    ends = [end]
    if end.day == 1 and end.month == 1:
        ends.append(end.replace(month=12, day=31))
    return [(start, one) for one in ends]


def _duration(row: Row) -> Amount:
    seconds = number(row["Value"]["FutureResolution"]["duration"])
    return Amount(row["Text"], seconds, seconds, "秒")


MODELS: dict[str, tuple[str, Callable[[Row], Wanted | None]]] = {
    "Number/Chinese/NumberModel": ("plain number", _plain),
    "Number/Chinese/PercentModel": ("percentage", _percent),
    "Number/Chinese/NumberRangeModel": ("number range", _range),
    "Number/Chinese/OrdinalModel": ("ordinal", _plain),
    "NumberWithUnit/Chinese/CurrencyModel": ("currency", _measured),
    "NumberWithUnit/Chinese/DimensionModel": ("unit", _measured),
    "NumberWithUnit/Chinese/AgeModel": ("age", _measured),
    "NumberWithUnit/Chinese/TemperatureModel": ("temperature", _measured),
    "DateTime/Chinese/DateParser": ("date", _date),
    "DateTime/Chinese/DatePeriodParser": ("date range", _dates),
    "DateTime/Chinese/DurationParser": ("duration", _duration),
    "DateTime/Chinese/SetParser": ("date set", lambda row: Cycle(row["Text"])),
}


def items(folder: Path) -> Iterator[Item]:
    """Every item of the models above; what has no value (a unit alone, a season) is left out."""
    for name, (kind, wanted) in MODELS.items():
        path = next(folder.glob(f"**/Specs/{name}.json"), None)
        for row in json.loads(path.read_text(encoding="utf-8-sig")) if path else ():
            found = [wanted(one) for one in row["Results"]]
            if None in found and not any(found):
                continue
            published = day(row.get("Context", {}).get("ReferenceDateTime", ""))
            yield Item(SUITE, kind, row["Input"], tuple(one for one in found if one), published)
