"""The sheets the window opens: settings, keys, trash, signing off, the tour, what this is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from duikan.errors import DuikanError
from duikan.services.views import ArticleItem
from duikan.ui import asks, i18n, keymap
from duikan.ui.actions import Actions
from duikan.ui.desk import Desk
from duikan.ui.dialogs.about import AboutSheet
from duikan.ui.dialogs.keys_sheet import KeysSheet
from duikan.ui.dialogs.settings_sheet import SettingsSheet
from duikan.ui.dialogs.sign_sheet import SignSheet
from duikan.ui.dialogs.trash_sheet import TrashSheet
from duikan.ui.settings import Settings
from duikan.ui.tour import Tour, steps_of


class WindowSheets(QObject):
    """Opens sheets over the window and does what they ask for."""

    settings_changed = Signal()  # the window is to be built anew

    def __init__(
        self, window: QWidget, settings: Settings, desk: Callable[[], Desk | None], actions: Callable[[], Actions]
    ) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self._desk_now, self._actions_now = desk, actions
        self._keys_before: dict[str, str] = {}

    def handlers(self) -> dict[str, Callable[[], object]]:
        """By the codes of entries.py."""
        return {
            "settings": self.show_settings,
            "keys": self.show_keys,
            "about": self.show_about,
            "trash": self.show_trash,
            "sign": self.show_sign,
            "tour": self.show_tour,
        }

    def show_settings(self) -> SettingsSheet:
        """Language, theme, text size, name."""
        sheet = SettingsSheet(self._settings, self._window)
        sheet.changed.connect(self.settings_changed)
        sheet.named.connect(self._take_name)
        sheet.open()
        return sheet

    def _take_name(self, name: str) -> None:
        desk = self._desk_now()
        if desk is not None:
            desk.project.author = name

    def show_keys(self) -> KeysSheet:
        """Every act and its key, to be changed."""
        sheet = KeysSheet(self._actions_now().listed(), self._window)
        self._keys_before = keymap.changed()
        sheet.changed.connect(self._take_keys)
        sheet.finished.connect(self._keys_done)
        sheet.open()
        return sheet

    def _take_keys(self) -> None:
        self._settings.keys = keymap.changed()
        self._actions_now().take_keys()

    def _keys_done(self, _result: int = 0) -> None:
        if keymap.changed() != self._keys_before:
            self.settings_changed.emit()  # every hint of a key follows

    def show_about(self) -> AboutSheet:
        """What this is."""
        sheet = AboutSheet(self._window)
        sheet.open()
        return sheet

    def show_trash(self) -> TrashSheet | None:
        """What was removed."""
        desk = self._desk_now()
        if desk is None:
            return None
        sheet = TrashSheet(desk.project, self._window)
        sheet.open()
        return sheet

    def show_tour(self) -> Tour | None:
        """The guided tour, over the desk as it stands."""
        desk = self._desk_now()
        if desk is None:
            return None
        self._settings.toured = True
        tour = Tour(steps_of(desk, self._window), self._window)
        tour.begin()
        return tour

    # Signing off

    def show_sign(self) -> SignSheet | None:
        """Sign the article of the active page off."""
        desk = self._desk_now()
        page = desk.panes.active.page if desk is not None else None
        if desk is None or page is None:
            if desk is not None:
                desk.messages.notice(i18n.t("say.open_first"))
            return None
        sheet = SignSheet(page.item, desk.project.author or self._settings.name_now, self._window)
        sheet.signed.connect(partial(self._sign, desk, page.item, sheet))
        sheet.withdrawn.connect(partial(self._withdraw, desk, page.item, sheet))
        sheet.open()
        return sheet

    def _sign(self, desk: Desk, item: ArticleItem, sheet: SignSheet, name: str, role: str) -> None:
        def signed(_value: object) -> None:
            sheet.accept()
            desk.messages.notice(i18n.t("say.signed", name=name))

        def refused(problem: DuikanError) -> None:
            sheet.refuse(i18n.error(problem))

        act = ("article.sign", asks.sign, item.id, name, role)
        desk.project.do(*act, then=signed, failed=refused, initiator=self)

    def _withdraw(self, desk: Desk, item: ArticleItem, sheet: SignSheet) -> None:
        sheet.accept()
        desk.project.do("article.unsign", asks.withdraw_signatures, item.id, initiator=self)
