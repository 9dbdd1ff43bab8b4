"""The head of a pane: the title as printed, where it comes from, its date, its script, how much is checked."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from duikan.errors import InputError
from duikan.script import Script, shown
from duikan.services.views import ArticleItem, ArticlePage
from duikan.ui import fonts, i18n, keymap, signing
from duikan.ui.buttons import Pill
from duikan.ui.dates import parse_day
from duikan.ui.flow import FlowRow
from duikan.ui.reading.scrolled import LEFT
from duikan.ui.reading.sheet import TITLE_ROLES
from duikan.ui.reading.view import PageView

_NEXT_SCRIPT: dict[Script, Script] = {"printed": "Hans", "Hans": "Hant", "Hant": "printed"}


def date_words(item: ArticleItem) -> str:
    """The date pill's words: the day and how it is known, or what the page allows."""
    if item.published is None:
        years = i18n.t("or").join(str(year) for year in item.years)
        return i18n.t("date.unknown_years", years=years) if years else i18n.t("date.unknown")
    if item.published_basis == "given":
        return i18n.t("date.given", day=item.published.isoformat())
    basis = i18n.name("published_basis", item.published_basis)
    return i18n.t("date.found", day=item.published.isoformat(), basis=basis)


class DateField(QLineEdit):
    """The publication date edited in place; Enter keeps it, Escape leaves it."""

    day_entered = Signal(object)  # date or None
    refused = Signal(object)  # InputError
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(190)
        self.setPlaceholderText(i18n.t("date.hint"))
        self.setAccessibleName(i18n.t("date.field"))
        self.returnPressed.connect(self._enter)

    def _enter(self) -> None:
        try:
            day = parse_day(self.text())
        except InputError as problem:
            self.refused.emit(problem)
            return
        self.day_entered.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class PaneHeader(QWidget):
    """Title, meta line and the pills of one pane."""

    day_entered = Signal(object)  # date or None, for the whole page
    script_changed = Signal(object)  # Script
    sign_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane_head")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.script: Script = "printed"
        self._item: ArticleItem | None = None
        self.title = PageView(self, whole=True)
        self._plain = QLabel(self)
        self._plain.setObjectName("title_plain")
        self._plain.setWordWrap(True)
        self._plain.setFont(fonts.serif(21, semibold=True))
        self._source = QLabel(self)
        self.date_pill, self.script_pill = Pill("", self), Pill(i18n.t("script.printed"), self)
        self.sign_pill = Pill(i18n.t("sign_none"), self)
        self.field = DateField(self)
        self._problem = QLabel(self)
        self._problem.setObjectName("error")
        self._lay_out()
        self._connect()
        self.leave_date()

    def _lay_out(self) -> None:
        self._meta = FlowRow(self, gap=8, right=4)
        for widget in (self._source, self.date_pill, self.field, self.script_pill, self.sign_pill):
            self._meta.add(widget)
        self._source.setFont(fonts.sans(12.5))
        self._source.setObjectName("hint")
        self._column = QVBoxLayout(self)
        self._column.setSpacing(5)
        self._column.setContentsMargins(0, 14, 0, 10)
        self._column.addWidget(self.title)
        self._column.addWidget(self._plain)
        self._column.addWidget(self._meta)
        self._column.addWidget(self._problem)

    def _connect(self) -> None:
        self.date_pill.clicked.connect(self.edit_date)
        self.date_pill.setToolTip(i18n.t("date.tip", key=keymap.shown("date")))
        self.sign_pill.clicked.connect(self.sign_requested)
        self.script_pill.clicked.connect(self._turn_script)
        self.script_pill.setToolTip(i18n.t("script.tip"))
        self.field.day_entered.connect(self._entered)
        self.field.refused.connect(self._refused)
        self.field.left.connect(self.leave_date)
        self.field.installEventFilter(self)

    def align_to(self, left: int) -> None:
        """Stand over the measure of the text."""
        self._column.setContentsMargins(0, 14, 0, 10)
        self.title.setViewportMargins(left - LEFT, 0, 0, 0)
        self._plain.setContentsMargins(left, 0, 20, 0)
        self._problem.setContentsMargins(left, 0, 20, 0)
        self._meta.set_margin(left)

    def show_page(self, page: ArticlePage) -> None:
        """Show an article's head."""
        item = self._item = page.item
        titles = [one for one in page.paragraphs if one.role in TITLE_ROLES]
        self.title.setVisible(bool(titles))
        self._plain.setVisible(not titles)
        self._plain.setText(shown(item.title, self.script))
        self.title.set_page(page.text, titles, page.marks, self.script)
        self.title.describe(item.title)
        where = [item.source, i18n.t("page_of", page=item.page)]
        where += [i18n.t("box")] if item.kind == "box" else []
        self._source.setText(i18n.t("dot").join(one for one in where if one))
        checked = i18n.t("checked", checked=item.checked, numbers=item.numbers)
        signed = signing.short(item) or i18n.t("sign_none")
        self.sign_pill.set_text(i18n.t("dot").join((checked, signed)), amber=signing.is_revoked(item))
        self.sign_pill.setToolTip("\n".join([i18n.t("sign.tip"), *signing.lines(item)]))
        known = item.published_basis in ("given", "stated")
        self.date_pill.set_text(date_words(item), amber=not known)
        if self.field.isHidden():
            self.leave_date()
        self._meta.relayout()

    def edit_date(self) -> None:
        """Open the date field in the place of the pill."""
        day: date | None = self._item.published if self._item else None
        self.field.setText(day.isoformat() if day else "")
        self.date_pill.hide()
        self.field.show()
        self._meta.relayout()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave_date(self) -> None:
        """Close the date field and keep what was."""
        focused = self.field.hasFocus()
        self.field.hide()
        self._problem.hide()
        self.date_pill.show()
        self._meta.relayout()
        if focused:
            self.date_pill.setFocus()

    def _refused(self, problem: InputError) -> None:
        self.refuse(i18n.error(problem))

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with the date, below it; what was typed stays."""
        self._problem.setText(sentence)
        self._problem.show()

    def _entered(self, day: object) -> None:
        self.leave_date()
        self.day_entered.emit(day)

    def _turn_script(self) -> None:
        self.script = _NEXT_SCRIPT[self.script]
        self.script_pill.set_text(i18n.t(f"script.{self.script}"))
        self._meta.relayout()
        self.script_changed.emit(self.script)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.FocusOut and not self._problem.isVisible():
            self.leave_date()
        return super().eventFilter(watched, event)
