"""Language, theme, how the articles are set, one's name; all but the size of the window acts at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from duikan.ui import fonts, i18n
from duikan.ui.buttons import Pill
from duikan.ui.dialogs.sheet import Sheet
from duikan.ui.flow import FlowRow
from duikan.ui.settings import Settings
from duikan.ui.theme import THEMES

LANGUAGES = ("system", "zh_Hant", "zh_Hans", "en")
SIZES = (0.85, 1.0, 1.15, 1.3, 1.6, 2.0)
LEADINGS = (1.6, 1.8, 1.95, 2.2)
MEASURES = (22, 28, 34, 42)
WINDOWS = (1.0, 1.25, 1.6, 2.0, 3.0)


def _percents(sizes: Sequence[float]) -> list[tuple[float, str]]:
    return [(size, i18n.t("percent", value=round(size * 100))) for size in sizes]


class SettingsSheet(Sheet):
    """Changes the machine's settings; the window follows at once."""

    changed = Signal()
    named = Signal(str)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(i18n.t("action.settings"), parent, width=520)
        self._settings = settings
        self.pills: dict[str, list[Pill]] = {}
        languages = [(code, i18n.t(f"language.{code}")) for code in LANGUAGES]
        self._row("language", i18n.t("settings.language"), languages)
        self._row("theme", i18n.t("settings.theme"), [(code, i18n.t(f"theme.{code}")) for code in THEMES])
        self._row("text_size", i18n.t("settings.text_size"), _percents(SIZES))
        leadings = [(leading, f"{leading:g}") for leading in LEADINGS]
        self._row("leading", i18n.t("settings.leading"), leadings)
        measures = [(measure, i18n.t("settings.characters", count=measure)) for measure in MEASURES]
        self._row("measure", i18n.t("settings.measure"), measures)
        self._row("window_size", i18n.t("settings.window_size"), _percents(WINDOWS))
        self.name = QLineEdit(settings.name, self)
        self.name.setPlaceholderText(settings.name_now)
        self.name.setAccessibleName(i18n.t("settings.name"))
        self.name.editingFinished.connect(self._name)
        self._group(i18n.t("settings.name"), self.name)
        self.say(i18n.t("settings.at_once"), quiet=True)
        self.body.addStretch(1)
        self.closing_act()

    def _row(self, field: str, title: str, choices: Sequence[tuple[object, str]]) -> None:
        row = FlowRow(self, margin=0)
        self.pills[field] = []
        now = getattr(self._settings, field)
        if now not in [value for value, _ in choices] and field == "text_size":  # by the keys, in between
            choices = sorted([*choices, *_percents((now,))])
        for value, words in choices:
            pill = Pill(words, self, checkable=True)
            pill.setChecked(now == value)
            pill.setAccessibleName(f"{title}{i18n.t('comma')}{words}")
            pill.clicked.connect(partial(self._choose, field, value))
            row.add(pill)
            self.pills[field].append(pill)
        self._group(title, row)

    def _group(self, title: str, row: QWidget) -> None:
        label = QLabel(title, self)
        label.setFont(fonts.sans(13, semibold=True))
        group = QVBoxLayout()
        group.setSpacing(7)
        group.setContentsMargins(0, 0, 0, 8)
        group.addWidget(label)
        group.addWidget(row)
        self.body.addLayout(group)

    def _name(self) -> None:
        self._settings.name = self.name.text().strip()
        self.named.emit(self._settings.name_now)

    def _choose(self, field: str, value: object, _on: bool = False) -> None:
        setattr(self._settings, field, value)
        self.accept()
        self.changed.emit()
