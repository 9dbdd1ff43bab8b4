"""What this is; every act with its key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QWidget

from duikan import __version__
from duikan.ui import fonts, i18n
from duikan.ui.dialogs.sheet import Sheet


class AboutSheet(Sheet):
    """Name, version, licence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(i18n.t("product_full"), parent, width=440)
        self.say(i18n.t("about.what"))
        self.say(i18n.t("about.version", version=__version__), quiet=True)
        self.say(i18n.t("about.licence"), quiet=True)
        self.closing_act()


class KeysSheet(Sheet):
    """Two columns: the act, its key."""

    def __init__(self, acts: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(i18n.t("action.keys"), parent, width=620)
        inside = QWidget(self)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(7)
        keyed = [(words, key) for _code, words, key in acts if key]
        half = -(-len(keyed) // 2)
        for at, (words, key) in enumerate(keyed):
            row, column = at % half, 2 * (at // half)
            cap = QLabel(key, inside)
            cap.setFont(fonts.mono(11))
            cap.setObjectName("hint")
            grid.addWidget(QLabel(words, inside), row, column)
            grid.addWidget(cap, row, column + 1, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setMinimumHeight(min(560, 30 * half))
        self.body.addWidget(area)
        self.closing_act()
