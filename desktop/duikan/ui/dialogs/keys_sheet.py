"""Every act with its key; choose one and press another key to change it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QKeyCombination, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from duikan.services.finding import folded
from duikan.ui import fonts, i18n, ink, keymap
from duikan.ui.cards import CardList, Plan, RowModel
from duikan.ui.dialogs.sheet import Sheet
from duikan.ui.theme import colours

ROW = 30.0
_ON_A_ROW = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete))
_ALONE = frozenset((Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr))


@dataclass(frozen=True, slots=True)
class Line:
    """One act: its code, its words, its key as shown, whether an editor changed it."""

    code: str
    words: str
    key: str
    changed: bool


def lines(words: Sequence[tuple[str, str]]) -> list[Line]:
    """The acts (code, words) with their keys as they are now."""
    changed = keymap.changed()
    return [Line(code, said, keymap.shown(code), code in changed) for code, said in words]


def plan(line: Line, width: float, *, chosen: bool) -> Plan:
    """Set one act in a width."""
    made = Plan(height=ROW)

    def paint(painter: QPainter) -> None:
        theme = colours()
        if chosen:
            ink.panel(painter, QRectF(2, 1, width - 4, ROW - 2), theme.panel, theme.accent, 6)
        key, font = line.key or i18n.t("keys.no_key"), fonts.mono(11.5)
        cap = QRectF(width - ink.width_of(key, font) - 26, 5, ink.width_of(key, font) + 14, ROW - 10)
        if line.key:
            ink.panel(painter, cap, theme.raised, theme.accent if line.changed else theme.line, 4)
        ink.line(painter, cap, key, font, theme.ink if line.key else theme.soft, Qt.AlignmentFlag.AlignHCenter)
        ink.line(painter, QRectF(12, 0, cap.left() - 20, ROW), line.words, fonts.sans(13), theme.ink)

    made.steps.append(paint)
    return made


class KeysSheet(Sheet):
    """What is changed holds at once; `changed` tells so that it is kept."""

    changed = Signal()

    def __init__(self, acts: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(i18n.t("action.keys"), parent, width=560)
        self._acts = [(code, words) for code, words, _ in acts]
        self._waiting = ""  # the act whose new key is awaited
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(i18n.t("keys.search"))
        self.search.setAccessibleName(i18n.t("keys.search"))
        self.list = CardList(self)
        self.list.setAccessibleName(i18n.t("keys.list"))
        self.list.setMinimumHeight(420)
        self.model = RowModel(lambda line: line.code, lambda line: f"{line.words} {line.key}", self)
        self.list.set_up(self.model, self._plan)
        self.said = QLabel(i18n.t("keys.hint"), self)
        self.said.setObjectName("hint")
        self.said.setWordWrap(True)
        self.said.setMinimumHeight(self.said.fontMetrics().lineSpacing() * 2)
        for widget in (self.search, self.list, self.said):
            self.body.addWidget(widget)
        for words, act in (("keys.reset", self.reset_one), ("keys.reset_all", self.reset_all)):
            self._button(words, act)
        self.closing_act().setAutoDefault(False)
        self.search.textChanged.connect(self._fill)
        self.list.installEventFilter(self)
        self.list.doubleClicked.connect(self._begin)
        self._fill()

    def _button(self, words: str, act: Callable[[], None]) -> None:
        button = self.act(i18n.t(words))
        button.setAutoDefault(False)
        button.clicked.connect(act)

    def _plan(self, line: Any, _number: int, width: float, chosen: bool, _editing: bool) -> Plan:
        return plan(line, width, chosen=chosen)

    def _fill(self, _text: str = "") -> None:
        wanted = folded(self.search.text().strip())
        self.model.set_rows([line for line in lines(self._acts) if wanted in folded(f"{line.words} {line.key}")])
        self.list.refresh()
        if self.model.rows and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))

    def _begin(self, _index: object = None) -> None:
        line: Line | None = self.list.chosen
        if line is not None:
            self._waiting = line.code
            self.list.setFocus()
            self._say(i18n.t("keys.press", act=line.words))

    def take(self, code: str, key: str) -> bool:
        """Give an act a key; a key that is taken or held is refused with a sentence."""
        words = dict(self._acts)
        shown = keymap.said(key)
        other = keymap.taken_by(key, code) if key else ""
        if key and keymap.held(key):
            self._say(i18n.t("keys.held", key=shown), wrong=True)
        elif other:
            self._say(i18n.t("keys.taken", key=shown, act=words.get(other, other)), wrong=True)
        else:
            keymap.change(code, key)
            self._tell(i18n.t("keys.changed" if key else "keys.none", act=words[code], key=shown))
            return True
        return False

    def reset_one(self) -> None:
        """The chosen act gets its shipped keys back, if nobody has them now."""
        line: Line | None = self.list.chosen
        if line is None:
            return
        other = keymap.reset(line.code)
        if other:
            self._say(i18n.t("keys.taken", key=keymap.shown(other), act=dict(self._acts)[other]), wrong=True)
        else:
            self._tell(i18n.t("keys.was_reset"))

    def reset_all(self) -> None:
        """Every act gets its shipped keys back."""
        keymap.reset_all()
        self._tell(i18n.t("keys.was_reset"))

    def _tell(self, sentence: str) -> None:
        self._fill()
        self._say(sentence)
        self.changed.emit()

    def _say(self, sentence: str, *, wrong: bool = False) -> None:
        self.said.setObjectName("error" if wrong else "hint")
        self.said.setText(sentence)
        self.said.style().polish(self.said)

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if watched is self.list and event.type() == QEvent.Type.ShortcutOverride and self._waiting:
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key, line = Qt.Key(event.key()), self.list.chosen
        if key in _ALONE or line is None:
            return bool(self._waiting)
        if not self._waiting:
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._begin()
            elif key == Qt.Key.Key_Delete:
                self.take(line.code, "")
            return key in _ON_A_ROW
        if key == Qt.Key.Key_Escape:
            self._waiting = ""
            self._say(i18n.t("keys.hint"))
        elif self.take(self._waiting, pressed(event.keyCombination())):
            self._waiting = ""
        return True


def pressed(keys: QKeyCombination) -> str:
    """A key press in Qt's portable words; Shift is dropped where the character says it, as in ?."""
    key, modifiers = keys.key(), keys.keyboardModifiers()
    modifiers &= ~Qt.KeyboardModifier.KeypadModifier
    plain = Qt.Key.Key_Space < key <= Qt.Key.Key_AsciiTilde and not chr(key.value).isalnum()
    if plain:
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(QKeyCombination(modifiers, key)).toString(QKeySequence.SequenceFormat.PortableText)
