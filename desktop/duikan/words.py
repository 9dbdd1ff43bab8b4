"""The sentences both faces say, in three languages, from one catalogue.

`resources/i18n/{zh_Hant,zh_Hans,en}.toml` hold the same keys; a test compares them. A key is dotted
(`conflict.target_year.depends`); `{name}` in a sentence is filled from the values.
"""

from __future__ import annotations

import locale
import logging
import os
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache

from duikan.resources import resource
from duikan.script import shown

_log = logging.getLogger(__name__)
_FOLDED = ("place", "subject", "event", "a_said", "b_said")  # the engine has them in Simplified
_RANKS = frozenset("省市县縣区區州")  # 東莞市's 東莞 is enough
_TEXT = frozenset(("lead", "body"))
_TITLE = 14  # characters of a title that tell which article it is
LANGUAGES = ("zh_Hant", "zh_Hans", "en")


@cache
def catalogue(language: str) -> dict[str, str]:
    """Every sentence of one language by its dotted key."""
    with resource("i18n", f"{language}.toml").open("rb") as file:
        return dict(_flatten("", tomllib.load(file)))


def _flatten(prefix: str, table: dict[str, object]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            found += _flatten(f"{prefix}{key}.", value)  # pyright: ignore[reportUnknownArgumentType]
        else:
            found.append((prefix + key, str(value)))
    return found


def system_language() -> str:
    """The language of the system's settings; Traditional Chinese where they name none of ours."""
    name = os.environ.get("DUIKAN_LANG") or os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES")
    name = name or os.environ.get("LANG") or locale.getlocale()[0] or ""
    folded = name.replace("-", "_").lower()
    if folded.startswith("en"):
        return "en"
    simplified = ("zh_hans", "zh_cn", "zh_sg", "chinese (simplified", "chinese_china")
    return "zh_Hans" if folded.startswith(simplified) else "zh_Hant"


def say(key: str, language: str, /, **values: object) -> str:
    """The sentence for `key` in `language`, filled in; a missing key is an error of ours and raises KeyError."""
    return catalogue(language)[key].format(**values)


def place_before(place: str, subject: str) -> str:
    """The place to say before a subject: "" where the subject itself begins with it."""
    name = place[:-1] if len(place) > 2 and place[-1] in _RANKS else place
    return "" if name and subject.startswith(name) else place


def explain(code: str, values: Mapping[str, str], language: str) -> str:
    """Why two numbers relate as they do, in one line: a reason's code and values as a sentence.

    `*_where` names a part of the article by its code, `*_source` or `*_title` its paper or headline; a `*_time` that
    the page leaves unsaid is said to be so. Never raises: where the sentence or one of its values is not there, the
    kind of conflict stands for it.
    """
    words = catalogue(language)
    filled = {name: _said(name, str(value), words, language) for name, value in values.items()}
    filled |= {f"{side}_where": _told_in(side, values, words) for side in "ab" if f"{side}_where" in values}
    if "place" in values:
        filled["place"] = _said("place", place_before(values["place"], values.get("subject", "")), words, language)
    try:
        return words[f"reason.{code}"].format_map(filled)
    except (LookupError, ValueError, AttributeError):
        _log.exception("no sentence for reason %r with %s", code, sorted(values))
        return words.get(f"type.{code}") or words["reason.plain"]


def _told_in(side: str, values: Mapping[str, str], words: Mapping[str, str]) -> str:
    """Where one of two numbers stands: in which paper or article, and in what part where that is not its text."""
    place = values[f"{side}_where"]
    part, paper, title = (
        words.get(f"reason.where.{place}", place),
        values.get(f"{side}_source"),
        values.get(f"{side}_title"),
    )
    if paper or title:
        short = title if not title or len(title) <= _TITLE else title[: _TITLE - 1] + "…"
        teller = paper or words["reason.titled"].format(title=short)
        return teller if place in _TEXT else words["reason.part_of"].format(teller=teller, part=part)
    return part


def _said(name: str, value: str, words: Mapping[str, str], language: str) -> str:
    if name.endswith("_time") and not value:
        return words["reason.no_time"]
    return shown(value, "Hant" if language == "zh_Hant" else "Hans") if name in _FOLDED else value


def why(verdict: str, parts: Iterable[tuple[str, float]], score: float, language: str) -> tuple[str, str]:
    """Whether two numbers are one fact, and what was weighed: two lines of `OneFactView`'s codes and weights."""
    words = catalogue(language)
    names = [(words.get(f"why.{code}", code), part) for code, part in parts]
    told = [words["why.part"].format(name=name, weight=_signed(part)) if part else name for name, part in names]
    weighed = words["why.weighed"].format(parts=words["why.between"].join(told), score=_signed(score))
    return words.get(f"why.verdict.{verdict}", verdict), weighed


def _signed(weight: float) -> str:
    return f"{weight:+.2f}".replace("-", "−")
