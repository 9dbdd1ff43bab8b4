"""Values and dates as an editor writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from duikan.errors import InputError
from duikan.ui import i18n, present
from duikan.ui.dates import parse_day


@dataclass(frozen=True)
class Said:
    low: str = ""
    high: str = ""
    low_open: bool = False
    high_open: bool = False
    unit: str = ""


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Said("30", "50", unit="家"), "30–50 家"),
        (Said("50", low_open=True, unit="家"), "> 50 家"),
        (Said("50", unit="家"), "≥ 50 家"),
        (Said(high="3", unit="%"), "≤ 3%"),
        (Said("800000000", "800000000", unit="元"), "8億元"),
        (Said("76000", "76000", unit="家"), "7.6萬家"),
        (Said("123456789", "123456789"), "123,456,789"),
        (Said("5/2", "5/2"), "2.5"),
        (Said("-16/5", "-16/5"), "-3.2"),
        (Said("1/3", "1/3"), "1/3"),
        (Said(), "未能讀出"),
    ],
)
def test_quantities(said: Said, words: str) -> None:
    i18n.set_language("zh_Hant")
    assert present.quantity(said) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2025, 1, 1), date(2027, 12, 31), "2025–2027"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2025, 2, 12), date(2025, 2, 12), "2025-02-12"),
        (None, date(2027, 12, 31), "至 2027"),
        (date(2026, 3, 5), None, "2026-03-05 起"),
        (None, None, ""),
    ],
)
def test_periods(start: date | None, end: date | None, words: str) -> None:
    i18n.set_language("zh_Hant")
    assert present.period(start, end) == words


@pytest.mark.parametrize("text", ["2025-02-12", "2025年2月12日", " ２０２５－０２－１２ ", "2025年2月12"])
def test_days_that_are_read(text: str) -> None:
    assert parse_day(text) == date(2025, 2, 12)


@pytest.mark.parametrize("text", ["2025-02-30", "12/2/2025", "昨日", "2025", "0000-01-01"])
def test_days_that_are_none(text: str) -> None:
    with pytest.raises(InputError) as problem:
        parse_day(text)
    assert problem.value.code == "date.invalid"


def test_nothing_written_is_an_unknown_day() -> None:
    assert parse_day("  ") is None
