"""Every act of the window in one table: its code, its key, its menu; words are `ui.action.<code>`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from duikan.ui import i18n


@dataclass(frozen=True, slots=True)
class Entry:
    """One act: `menu` it stands in ("" for keys alone), its keys, whether it is on or off."""

    code: str
    menu: str
    keys: tuple[str, ...] = ()
    checkable: bool = False
    group: str = ""
    needs_project: bool = True


ENTRIES: tuple[Entry, ...] = (
    Entry("new", "file", ("Ctrl+N",), needs_project=False),
    Entry("open", "file", ("Ctrl+O",), needs_project=False),
    Entry("sample", "file", needs_project=False),
    Entry("-1", "file"),
    Entry("import", "file", ("Ctrl+I",)),
    Entry("export", "file", ("Ctrl+E",)),
    Entry("remove_page", "file"),
    Entry("-2", "file"),
    Entry("settings", "file", ("Ctrl+,",), needs_project=False),
    Entry("quit", "file", ("Ctrl+Q",), needs_project=False),
    Entry("undo", "edit", ("Ctrl+Z",)),
    Entry("redo", "edit", ("Ctrl+Shift+Z", "Ctrl+Y")),
    Entry("-3", "edit"),
    Entry("copy", "edit", ("Ctrl+C",)),
    Entry("date", "edit", ("D",)),
    Entry("-4", "edit"),
    Entry("find", "edit", ("Ctrl+F",)),
    Entry("find_next", "edit", ("F3",)),
    Entry("find_previous", "edit", ("Shift+F3",)),
    Entry("palette", "edit", ("Ctrl+K", "Ctrl+Shift+F")),
    Entry("panes_1", "view", ("Ctrl+1",), True, "panes"),
    Entry("panes_2", "view", ("Ctrl+2",), True, "panes"),
    Entry("panes_3", "view", ("Ctrl+3",), True, "panes"),
    Entry("panes_4", "view", ("Ctrl+4",), True, "panes"),
    Entry("-5", "view"),
    Entry("linked", "view", ("Ctrl+L",), True),
    Entry("left_panel", "view", ("Ctrl+B",), True),
    Entry("right_panel", "view", ("Ctrl+J",), True),
    Entry("-6", "view"),
    Entry("larger", "view", ("Ctrl++", "Ctrl+=")),
    Entry("smaller", "view", ("Ctrl+-",)),
    Entry("-7", "view"),
    Entry("next_pane", "view", ("F6",)),
    Entry("highlight", "mark", ("H",)),
    Entry("link", "mark", ("L",)),
    Entry("note", "mark", ("M",)),
    Entry("remove_claim", "mark", ("Del",)),
    Entry("mark_others", "mark", ("Shift+H",)),
    Entry("end_back", "mark", ("Alt+Left",)),
    Entry("end_on", "mark", ("Alt+Right",)),
    Entry("start_back", "mark", ("Alt+Shift+Left",)),
    Entry("start_on", "mark", ("Alt+Shift+Right",)),
    Entry("-8", "mark"),
    Entry("next_number", "mark", ("N",)),
    Entry("confirm", "mark", ("C",)),
    Entry("reject", "mark", ("X",)),
    Entry("correct", "mark", ("E",)),
    Entry("compare", "mark", ("B",)),
    Entry("next", "conflict", ("J",)),
    Entry("previous", "conflict", ("K",)),
    Entry("-9", "conflict"),
    Entry("digit_1", "conflict", ("1",)),
    Entry("digit_2", "conflict", ("2",)),
    Entry("digit_3", "conflict", ("3",)),
    Entry("reopen", "conflict", ("U",)),
    Entry("group", "conflict", ("O",)),
    Entry("memo", "conflict", ("G",)),
    Entry("digit_4", "", ("4",)),
    Entry("digit_5", "", ("5",)),
    Entry("tab_conflicts", "", ("Alt+1",)),
    Entry("tab_facts", "", ("Alt+2",)),
    Entry("tab_claims", "", ("Alt+3",)),
    Entry("tab_history", "", ("Alt+4",)),
    Entry("keys", "help", ("?", "F1"), needs_project=False),
    Entry("about", "help", needs_project=False),
)
MENUS = ("file", "edit", "view", "mark", "conflict", "help")


def _run(handler: Callable[[], object], _checked: bool = False) -> None:
    handler()


class Actions:
    """The window's acts as Qt actions: one object for the menu, the button and the key."""

    def __init__(self, window: QWidget, handlers: Mapping[str, Callable[[], object]]) -> None:
        self._actions: dict[str, QAction] = {}
        groups: dict[str, QActionGroup] = {}
        for entry in ENTRIES:
            if entry.code.startswith("-"):
                continue
            action = QAction(i18n.t(f"action.{entry.code}"), window)
            action.setShortcuts([QKeySequence(keys) for keys in entry.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setCheckable(entry.checkable)
            tip = f"tip.{entry.code}"
            action.setToolTip(i18n.t(tip) if i18n.known(f"ui.{tip}") else action.text())
            # A role guessed from words would move entries of the Chinese menus on a Mac.
            action.setMenuRole(QAction.MenuRole.NoRole)
            if entry.group:
                groups.setdefault(entry.group, QActionGroup(window)).addAction(action)
            action.triggered.connect(partial(_run, handlers[entry.code]))
            window.addAction(action)
            self._actions[entry.code] = action

    def __getitem__(self, code: str) -> QAction:
        return self._actions[code]

    def fill(self, bar: QMenuBar) -> None:
        """Put the acts into their menus."""
        menus: dict[str, QMenu] = {name: bar.addMenu(i18n.t(f"menu.{name}")) for name in MENUS}
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
        native = QKeySequence.SequenceFormat.NativeText
        return [
            (entry.code, self._actions[entry.code].text(), self._actions[entry.code].shortcut().toString(native))
            for entry in ENTRIES
            if not entry.code.startswith("-")
        ]
