"""The sentences both faces say, in three languages, from one catalogue.

`resources/i18n/{zh_Hant,zh_Hans,en}.toml` hold the same keys; a test compares them. A key is dotted
(`conflict.target_year.depends`); `{name}` in a sentence is filled from the values.
"""

from __future__ import annotations

import locale
import os
import tomllib
from collections.abc import Mapping
from functools import cache

from duikan.resources import resource
from duikan.script import shown

_FOLDED = ("place", "subject", "event", "a_said", "b_said")  # the engine has them in Simplified
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


def explain(code: str, values: Mapping[str, str], language: str) -> str:
    """Why two numbers relate as they do, in one line: a reason's code and values as a sentence.

    `*_where` names a part of the article by its code; a `*_time` that the page leaves unsaid is said to be so.
    """
    words = catalogue(language)
    filled = dict(values)
    for name, value in values.items():
        if name.endswith("_where"):
            filled[name] = words.get(f"reason.where.{value}", value)
        elif name.endswith("_time") and not value:
            filled[name] = words["reason.no_time"]
        elif name in _FOLDED:
            filled[name] = shown(value, "Hant" if language == "zh_Hant" else "Hans")
    return words[f"reason.{code}"].format(**filled)
