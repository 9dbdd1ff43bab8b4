"""The window's words in the chosen language: its own sentences, names of codes, reasons, errors."""

from __future__ import annotations

from collections.abc import Mapping

from duikan import words
from duikan.errors import DuikanError

_language = ["zh_Hant"]


def set_language(choice: str) -> None:
    """Use one of the three languages, or the system's own for `system`."""
    _language[0] = choice if choice in words.LANGUAGES else words.system_language()


def language() -> str:
    """The language in use: zh_Hant, zh_Hans or en."""
    return _language[0]


def t(key: str, /, **values: object) -> str:
    """The window's own sentence for `key` (without its `ui.`)."""
    return words.say(f"ui.{key}", _language[0], **values)


def name(kind: str, code: str) -> str:
    """What an editor calls a code: `name("type", "target_year")`; a code newer than the catalogue shows as itself."""
    return words.catalogue(_language[0]).get(f"{kind}.{code}", code)


def known(key: str) -> bool:
    """True when the catalogue has a sentence for the whole key."""
    return key in words.catalogue(_language[0])


def reason(code: str, values: Mapping[str, str], otherwise: str) -> str:
    """The sentence that explains a conflict; `otherwise` where the engine is newer than the catalogue."""
    return words.explain(code, values, _language[0]) if known(f"reason.{code}") else otherwise


def error(problem: DuikanError) -> str:
    """One sentence that says what to do about a problem."""
    return failure(problem.code, {key: str(value) for key, value in problem.values.items()})


def failure(code: str, values: Mapping[str, str]) -> str:
    """The same from a code and its values."""
    return _say(f"error.{code}", values, t("error_other", code=code))


def operation(code: str) -> str:
    """The name of an act in the history and in "undo …"."""
    return words.catalogue(_language[0]).get(f"op.{code}", code)


def _say(key: str, values: Mapping[str, str], otherwise: str) -> str:
    sentence = words.catalogue(_language[0]).get(key)
    if sentence is None:
        return otherwise
    try:
        return sentence.format(**values)
    except (KeyError, IndexError):
        return otherwise
