"""Two numbers side by side: how they relate, whether they are one fact, and what was weighed for and against it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from duikan import words
from duikan.services.views import MentionView, OneFactView, RelationView
from duikan.ui import fonts, i18n, ink
from duikan.ui.dialogs.sheet import Sheet
from duikan.ui.theme import colours

ROW, NAME = 22, 240
LONG = 20  # characters of a title
_ONE = frozenset({"together", "linked", "through"})


def told(fact: OneFactView) -> tuple[str, str]:
    """Whether two numbers are one fact, and what was weighed, in the window's language."""
    return words.why(fact.verdict, fact.parts, fact.score, i18n.language())


class Weights(QWidget):
    """What was weighed, a line each: to the right what speaks for one fact, to the left what speaks against it."""

    def __init__(self, fact: OneFactView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = [(i18n.name("why", code), weight) for code, weight in fact.parts]
        self.setAccessibleName(told(fact)[1])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(420, ROW * len(self._parts))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), colours()
        most = max((abs(weight) for _, weight in self._parts), default=1.0) or 1.0
        room = QRectF(NAME, 0, self.width() - NAME - 52, ROW)
        middle, half = room.center().x(), room.width() / 2
        for at, (name, weight) in enumerate(self._parts):
            y = at * ROW
            # Without a weight of its own it forbids: no weight of the others counts beside it.
            room_of_name = NAME - 10 if weight else self.width()
            tint = theme.ink if weight else theme.conflict
            ink.line(painter, QRectF(0, y, room_of_name, ROW), name, fonts.sans(13), tint)
            if not weight:
                continue
            long = half * weight / most
            bar = QRectF(min(middle, middle + long), y + 7, abs(long), ROW - 14)
            painter.fillRect(bar, theme.accent if weight > 0 else theme.conflict)
            said = f"{weight:+.2f}".replace("-", "−")
            box = QRectF(self.width() - 50, y, 50, ROW)
            ink.line(painter, box, said, fonts.sans(12), theme.soft, Qt.AlignmentFlag.AlignRight)
        if any(weight for _, weight in self._parts):
            painter.fillRect(QRectF(middle - 0.5, 0, 1, self.height()), theme.line)
        painter.end()


class CompareSheet(Sheet):
    """Says why; one button takes the two for one fact, or for two."""

    joined = Signal(bool)  # together, or apart

    def __init__(
        self, both: Sequence[MentionView], relation: RelationView, fact: OneFactView, parent: QWidget | None = None
    ) -> None:
        super().__init__(i18n.t("compare.title"), parent, width=560)
        for mention in both:
            title = mention.article_title if len(mention.article_title) <= LONG else mention.article_title[:LONG] + "…"
            where = i18n.t("dot").join((mention.surface, title, i18n.t("page_of", page=mention.page)))
            self._strong(where)
            self.say(mention.sentence.replace("\n", "").strip(), quiet=True).setFont(fonts.serif(14))
        values = dict(relation.reason_values)
        why = i18n.reason(relation.reason_code, values, " ／ ".join(one.surface for one in both))
        self.say(i18n.t("say.compared", relation=i18n.name("ui.relation", relation.kind), why=why))
        verdict, weighed = told(fact)
        self._strong(verdict)
        self.body.addWidget(Weights(fact, self))
        self.say(weighed, quiet=True)
        one = fact.verdict in _ONE
        act = self.act(i18n.t("act.apart" if one else "act.together"))
        act.setAutoDefault(False)
        act.clicked.connect(lambda: self.joined.emit(not one))
        act.clicked.connect(self.accept)
        self.closing_act()

    def _strong(self, text: str) -> QLabel:
        label = self.say(text)
        label.setFont(fonts.sans(13.5, semibold=True))
        return label
