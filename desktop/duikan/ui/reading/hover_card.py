"""What was read in a number and by which words, shown beside it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from duikan.services.views import MentionView
from duikan.ui import i18n, ink, present
from duikan.ui.theme import colours

WIDTH = 330
SHADOW = 14
_OBVIOUS = ("value", "unit")  # the mark itself shows them


class HoverCard(QWidget):
    """A small card that floats over the pages; it never takes the mouse or the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedWidth(WIDTH + 2 * SHADOW)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(SHADOW + 14, SHADOW + 12, SHADOW + 14, SHADOW + 12)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self.hide()

    def show_mention(self, mention: MentionView, box: QRect) -> None:
        """Show a number's reading beside its box (global coordinates)."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        lines = reading_lines(mention)
        for row, (label, text) in enumerate(lines):
            self._line(row, label, text)
        self.setAccessibleName("; ".join(f"{label} {text}" for label, text in lines))
        self.adjustSize()
        self._place(box)
        self.show()
        self.raise_()

    def _line(self, row: int, label: str, text: str) -> None:
        name, value = QLabel(label, self), QLabel(text, self)
        name.setStyleSheet(f"color: {colours().soft.name()}; font-size: 12px;")
        value.setStyleSheet("font-size: 12px;")
        value.setTextFormat(Qt.TextFormat.RichText)
        value.setWordWrap(True)
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1)

    def _place(self, box: QRect) -> None:
        parent = self._over
        corner = parent.mapFromGlobal(box.topLeft())
        height = self.heightForWidth(self.width()) if self.hasHeightForWidth() else self.sizeHint().height()
        self.resize(self.width(), height)
        x = max(0, min(corner.x() - 20, parent.width() - self.width()))
        y = corner.y() + box.height() + 2 - SHADOW // 2
        if y + height > parent.height():
            y = max(0, corner.y() - height + SHADOW // 2)
        self.move(QPoint(x, y))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink.floating(painter, QRectF(self.rect()), colours(), SHADOW, down=4)
        painter.end()


def reading_lines(mention: MentionView) -> list[tuple[str, str]]:
    """Label and rich text of each line: read as, time, by which words, where else."""
    parts = [f"<b>{escape(present.quantity(mention))}</b>"]
    parts += [i18n.name("modality", mention.modality)] if mention.modality != "actual" else []
    parts += [i18n.name("aggregate", mention.aggregate)] if mention.aggregate != "level" else []
    named = (mention.place, mention.scope, mention.subject, mention.measure)
    parts += [escape(present.word_shown(word)) for word in dict.fromkeys(named) if word]
    lines = [(i18n.t("hover.read"), i18n.t("comma").join(parts))]
    lines += [(i18n.t("hover.time"), time_line(mention))]
    words = [
        f"「{escape(one.words)}」{i18n.name('part', one.part)}"
        for one in mention.evidence
        if one.part not in _OBVIOUS and one.words.strip()
    ]
    if words:
        lines.append((i18n.t("hover.by"), i18n.t("semicolon").join(words[:4])))
    if mention.others:
        lines.append((i18n.t("hover.same"), i18n.t("hover.others", count=mention.others)))
    if mention.state != "proposed":
        lines.append((i18n.t("hover.state"), i18n.name("mention_state", mention.state)))
    return lines


def time_line(mention: MentionView) -> str:
    """The time as rich text; what still depends on the publication date stands out."""
    words = next((one.words for one in mention.evidence if one.part == "time"), "")
    before = f"{escape(words)} → " if words else ""
    if len(mention.alternatives) > 1:
        amber = colours().depends_text.name()
        years = escape(present.years(mention.alternatives))
        return f'{before}<b style="color:{amber}">{years}</b>{i18n.t("comma")}{i18n.t("hover.depends")}'
    said = present.period(mention.period_start, mention.period_end)
    if not said:
        return i18n.t("hover.no_time")
    return before + escape(said) + i18n.t("comma") + i18n.name("basis", mention.period_basis)
