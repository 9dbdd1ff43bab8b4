"""The days off of a year: which days 五一假期 or 春节假期 were, and which of them a page means."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import cache

from duikan.engine.time.calendar_days import Stretch
from duikan.engine.time.grammar import Tense
from duikan.resources import resource

LAST = "last"
_LONG = ("春节", "劳动节", "国庆")
_SOON = 45
_ALIASES = {"五一": "劳动节", "十一": "国庆", "双节": "国庆"}


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resource("lexicon", "holidays.toml").read_text(encoding="utf-8"))


def holiday_name(text: str) -> str:
    """The holiday that a word like 「五一」假期 or 国庆中秋黄金周 names; LAST where it names none."""
    found = [
        name
        for name in ("国庆", "十一", "双节", "五一", "劳动节", "春节", "清明", "端午", "中秋", "元旦")
        if name in text
    ]
    return _ALIASES.get(found[0], found[0]) if found else LAST


def holiday_in(year: int, name: str) -> Stretch | None:
    """The first and last day of a holiday in one year; None where they are not known."""
    days = _table().get(str(year), {}).get(name)
    if days is None:
        usual = _table()["usual"].get(name)
        days = [f"{year:04d}-{day}" for day in usual] if usual else None
    return (date.fromisoformat(days[0]), date.fromisoformat(days[1])) if days else None


def days_within(stretch: Stretch, days: tuple[int, int]) -> Stretch:
    """首七日 and 最后一天 of a holiday: days counted from 1, -1 the last."""
    first, last = (stretch[1] if day < 0 else stretch[0] + timedelta(days=day - 1) for day in days)
    return first, last


def holiday_near(day: date, name: str, tense: Tense) -> Stretch | None:
    """The holiday that a page of `day` means: the last one, or the next where the text looks ahead or it is near."""
    names = _LONG if name == LAST else (name,)
    years = (day.year - 1, day.year, day.year + 1)
    all_days = sorted(days for year in years for one in names if (days := holiday_in(year, one)) is not None)
    past = [days for days in all_days if days[0] <= day]
    coming = [days for days in all_days if days[1] >= day]
    if coming and (tense == "future" or not past):
        return coming[0]
    soon = coming and tense != "past" and coming[0][0] - day < timedelta(days=_SOON) < day - past[-1][1]
    return coming[0] if soon else past[-1] if past else None
