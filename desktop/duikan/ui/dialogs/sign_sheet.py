"""Signing an article off: how far it is, who signed, and the name to put under it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from duikan.services.views import ArticleItem, SignView
from duikan.ui import i18n
from duikan.ui.dialogs.sheet import Sheet
from duikan.ui.signing import moment, next_role, why_revoked


def line_of(sign: SignView) -> str:
    """Who signed in which part, and when; or why it no longer holds."""
    role = i18n.t(f"sign.role_{sign.role}")
    if sign.stands:
        return i18n.t("sign.stands", role=role, name=sign.checker, at=moment(sign.at))
    return i18n.t("sign.gone", role=role, name=sign.checker, why=why_revoked(sign))


class SignSheet(Sheet):
    """Enter signs; a refusal is said in the sheet and what was typed stays."""

    signed = Signal(str, str)  # name, role
    withdrawn = Signal()

    def __init__(self, item: ArticleItem, name: str, parent: QWidget | None = None) -> None:
        super().__init__(i18n.t("sign.title"), parent, width=480)
        self.role = next_role(item)
        self.say(item.title or i18n.t("untitled"))
        for sign in item.signed:
            self.say(line_of(sign), quiet=sign.stands).setObjectName("hint" if sign.stands else "error")
        waits = item.untouched or item.conflicts
        sentence = i18n.t("sign.waits" if waits else "sign.done", untouched=item.untouched, conflicts=item.conflicts)
        self.say(sentence, quiet=True)
        first = next((one.checker for one in item.signed if one.stands and one.role == "first"), "")
        self.name = QLineEdit("" if name == first else name, self)
        self.name.setPlaceholderText(i18n.t("sign.name"))
        self.name.setAccessibleName(i18n.t("sign.name"))
        self.name.setVisible(bool(self.role))
        self.body.addWidget(self.name)
        self._problem = QLabel(self)
        self._problem.setObjectName("error")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self._acts(item)

    def _acts(self, item: ArticleItem) -> None:
        if any(one.stands for one in item.signed):
            back = self.act(i18n.t("sign.withdraw"))
            back.setAutoDefault(False)
            back.clicked.connect(self.withdrawn)
        leave = self.act(i18n.t("cancel"))
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        self.sign: QPushButton | None = None
        if self.role:
            self.sign = self.act(i18n.t(f"sign.{self.role}"), filled=True)
            self.sign.clicked.connect(lambda: self.signed.emit(self.name.text().strip(), self.role))
            self.name.setFocus()
            self.name.selectAll()

    def refuse(self, sentence: str) -> None:
        """Say why it was not signed."""
        self._problem.setText(sentence)
        self._problem.show()
        self.name.setFocus()
