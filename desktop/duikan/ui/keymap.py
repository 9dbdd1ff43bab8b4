"""Which keys the acts answer to: as shipped, or as an editor changed them on this machine."""

from __future__ import annotations

import platform
from collections.abc import Mapping

from PySide6.QtGui import QKeySequence

from duikan.ui.entries import ENTRIES

_SHIPPED: dict[str, tuple[str, ...]] = {one.code: one.keys for one in ENTRIES if not one.code.startswith("-")}
_changed: dict[str, str] = {}
_SIGNS = platform.system() == "Darwin"  # a Mac writes keys as signs
# Keys that fields, lists and pages live by: an act on one of them would take them away.
_HELD = frozenset(("Up", "Down", "Left", "Right", "Return", "Enter", "Esc", "Tab", "Backspace", "Space", "Home", "End",
                   "PgUp", "PgDown", "Shift+Tab", "Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down"))  # fmt: skip


def use(changed: Mapping[str, str]) -> None:
    """Take an editor's keys (act -> key, "" for none); what is unknown or taken twice stays as shipped."""
    _changed.clear()
    for code, key in changed.items():
        if code in _SHIPPED and (not key or not taken_by(key, code)) and not held(key):
            _changed[code] = key


def changed() -> dict[str, str]:
    """What differs from the keys as shipped."""
    return dict(_changed)


def keys_of(code: str) -> tuple[str, ...]:
    """The keys of an act in Qt's portable words."""
    if code in _changed:
        return (_changed[code],) if _changed[code] else ()
    return _SHIPPED[code]


def shown(code: str) -> str:
    """The first key of an act as this machine writes it, "" for none."""
    keys = keys_of(code)
    return said(keys[0]) if keys else ""


def said(key: str) -> str:
    """A key as it stands on the keyboard: signs on a Mac, elsewhere the short names that are the same everywhere."""
    plain = _portable(key)
    return QKeySequence(plain).toString(QKeySequence.SequenceFormat.NativeText) if _SIGNS else plain


def held(key: str) -> bool:
    """True for a key that writing and moving need."""
    return _portable(key) in _HELD


def taken_by(key: str, code: str) -> str:
    """The other act that answers to a key, "" when it is free."""
    wanted = _portable(key)
    others = (one for one in _SHIPPED if one != code)
    return next((one for one in others if wanted in {_portable(each) for each in keys_of(one)}), "")


def change(code: str, key: str) -> None:
    """Give an act one key of its own; "" takes its keys away."""
    _changed[code] = _portable(key)
    if keys_of(code) == _SHIPPED[code]:
        del _changed[code]


def reset(code: str) -> str:
    """Give an act its shipped keys back; the act that holds one of them now is named and nothing happens."""
    for key in _SHIPPED[code]:
        other = taken_by(key, code)
        if other:
            return other
    _changed.pop(code, None)
    return ""


def reset_all() -> None:
    """All keys as shipped."""
    _changed.clear()


def _portable(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
