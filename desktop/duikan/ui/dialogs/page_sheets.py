"""Small sheets for mending a page: which article, which title."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from duikan.ui import i18n
from duikan.ui.dialogs.sheet import Sheet


class ChooseArticle(Sheet):
    """The other articles of the page; `then` is told which one was chosen."""

    def __init__(self, title: str, articles: Sequence[tuple[int, str]], then: Callable[[int], None],
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(title, parent)
        self._articles, self._then = articles, then
        self.list = QListWidget(self)
        self.list.setAccessibleName(title)
        self.list.addItems([words for _, words in articles])
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self.accept)
        self.body.addWidget(self.list)
        self.act(i18n.t("cancel")).clicked.connect(self.reject)
        self.closing_act()

    def accept(self) -> None:
        super().accept()
        self._then(self._articles[self.list.currentRow()][0])


class Retitle(Sheet):
    """A field with the title; `then` is told the new one."""

    def __init__(self, title: str, then: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(i18n.t("action.retitle"), parent)
        self._then = then
        self.field = QLineEdit(title, self)
        self.field.setAccessibleName(i18n.t("action.retitle"))
        self.field.selectAll()
        self.body.addWidget(self.field)
        self.act(i18n.t("cancel")).clicked.connect(self.reject)
        self.closing_act()

    def accept(self) -> None:
        super().accept()
        self._then(self.field.text())
