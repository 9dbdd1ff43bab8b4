"""What this is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from duikan import __version__
from duikan.ui import i18n
from duikan.ui.dialogs.sheet import Sheet


class AboutSheet(Sheet):
    """Name, version, licence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(i18n.t("product_full"), parent, width=440)
        self.say(i18n.t("about.what"))
        self.say(i18n.t("about.version", version=__version__), quiet=True)
        self.say(i18n.t("about.licence"), quiet=True)
        self.closing_act()
