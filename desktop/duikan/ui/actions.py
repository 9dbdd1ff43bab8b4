"""Every act of the window as a Qt action: one object for the menu, the button and the key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from duikan.ui import i18n, keymap
from duikan.ui.entries import ENTRIES, MENUS


def _run(handler: Callable[[], object], _checked: bool = False) -> None:
    handler()


def tip_of(code: str) -> str:
    """What an act does and why, with its key."""
    key = keymap.shown(code)
    return i18n.t("tip_with_key", tip=i18n.t(f"tip.{code}"), key=key) if key else i18n.t(f"tip.{code}")


class Actions:
    """The window's acts as Qt actions: one object for the menu, the button and the key."""

    def __init__(self, window: QWidget, handlers: Mapping[str, Callable[[], object]]) -> None:
        self._actions: dict[str, QAction] = {}
        groups: dict[str, QActionGroup] = {}
        for entry in ENTRIES:
            if entry.code.startswith("-"):
                continue
            action = QAction(i18n.t(f"action.{entry.code}"), window)
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setCheckable(entry.checkable)
            # A role guessed from words would move entries of the Chinese menus on a Mac.
            action.setMenuRole(QAction.MenuRole.NoRole)
            if entry.group:
                groups.setdefault(entry.group, QActionGroup(window)).addAction(action)
            action.triggered.connect(partial(_run, handlers[entry.code]))
            window.addAction(action)
            self._actions[entry.code] = action
        self.take_keys()

    def take_keys(self) -> None:
        """Answer to the keys as they are now."""
        for code, action in self._actions.items():
            action.setShortcuts([QKeySequence(keys) for keys in keymap.keys_of(code)])
            action.setToolTip(tip_of(code))

    def __getitem__(self, code: str) -> QAction:
        return self._actions[code]

    def fill(self, bar: QMenuBar) -> None:
        """Put the acts into their menus."""
        menus: dict[str, QMenu] = {name: bar.addMenu(i18n.t(f"menu.{name}")) for name in MENUS}
        for menu in menus.values():
            menu.setToolTipsVisible(True)
        for entry in ENTRIES:
            if not entry.menu:
                continue
            if entry.code.startswith("-"):
                menus[entry.menu].addSeparator()
            else:
                menus[entry.menu].addAction(self._actions[entry.code])

    def set_project_open(self, is_open: bool) -> None:
        """Acts that need a project rest while there is none."""
        for entry in ENTRIES:
            if entry.needs_project and entry.code in self._actions:
                self._actions[entry.code].setEnabled(is_open)

    def listed(self) -> list[tuple[str, str, str]]:
        """Code, words and key of every act: for the palette and the list of keys."""
        return [
            (entry.code, self._actions[entry.code].text(), keymap.shown(entry.code))
            for entry in ENTRIES
            if not entry.code.startswith("-")
        ]
