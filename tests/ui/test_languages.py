"""Every panel and dialog in every language: no raw keys, no English in Chinese, both scripts kept apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMenu, QTabBar, QWidget

from duikan.ui import asks, i18n
from duikan.ui.main_window import MainWindow
from duikan.ui.qt_words import translate_qt
from duikan.words import LANGUAGES, catalogue

# Latin words that stand in every language: names, keys, file kinds.
KNOWN = re.compile(
    r"Duikan|English|Apache 2\.0|CSV|Ctrl|Shift|Alt|Enter|Esc|Del|PDF|UTF-8|PostgreSQL|PgUp|PgDown|try\.duikan|1\.txt|"
    r"\*\.\w+|\bF\d+\b|\b[A-Z]\b|XLSX|\d+\.\d+\.\d+\w*"
)
SIMPLIFIED = frozenset(
    "这个们来时说国过会对发经现样还关进实业开问车两无与东产资设务动电机应项点创计线单区长门级节数为报页据"
)
TRADITIONAL = frozenset(
    "這個們來時說國過會對發經現樣還關進實業開問車兩無與東產資設務動電機應項點創計線單區長門級節數為報頁據"
)


def texts(root: QWidget) -> list[str]:
    """Every word the program itself shows; what articles say is drawn by views and left out."""
    found: list[str] = []
    for widget in [root, *root.findChildren(QWidget)]:
        found += [widget.toolTip(), widget.windowTitle()]
        if widget.objectName() != "title_plain" and widget.accessibleName():
            found.append(widget.accessibleName()) if not _quotes(widget) else None
        if isinstance(widget, QLabel | QAbstractButton):
            found.append(widget.text())
        if isinstance(widget, QLineEdit):
            found.append(widget.placeholderText())
        if isinstance(widget, QTabBar):
            found += [widget.tabText(at) for at in range(widget.count())]
        if isinstance(widget, QMenu):
            found += [action.text() for action in widget.actions()]
    return [text for text in found if text]


def more(window: MainWindow) -> list[QWidget]:
    """Signing, the trash with something in it, the tour, a suggested sentence."""
    desk = window.desk
    assert desk is not None
    window.actions_table["next_suggestion"].trigger()
    assert desk.panes.active.suggest_bar.isVisible()
    claim = desk.project.workspace.read(asks.list_claims)[0]
    desk.project.do("claim.remove", asks.remove_claim, claim.id)
    opened = [window.sheets.show_sign(), window.sheets.show_trash(), window.sheets.show_tour()]
    assert None not in opened
    return [sheet for sheet in opened if sheet is not None]


def _quotes(widget: QWidget) -> bool:
    return widget.metaObject().className() in ("PageView", "HoverCard", "CardList")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_untranslated(
    language: str, make_window: Callable[[], MainWindow], qapp: QApplication, tmp_path: Path
) -> None:
    i18n.set_language(language)
    translate_qt(qapp, language)
    window = make_window()
    assert window.desk is not None
    window.desk.messages.notice(i18n.t("say.how_to_link", key="L"), i18n.t("action.undo"))
    sheets = (window.sheets.show_settings(), window.sheets.show_keys(), window.sheets.show_about(), *more(window))
    empty = tmp_path / "1.txt"
    empty.write_bytes(b"")
    coming = window.import_paths((empty,))
    assert coming is not None
    window.palette_list.begin()
    window.desk.panes.set_count(4)
    window.desk.side.conflicts.press("real")
    said = texts(window) + texts(coming) + [text for sheet in sheets for text in texts(sheet)]
    coming.close()
    for sheet in sheets:
        sheet.close()
    own = [text for text in said if not _from_articles(text)]
    raw = [text for text in said if re.search(r"\b(ui|error|op|reason)\.\w|\{\w*\}|KeyError", text)]
    assert raw == []
    if language == "en":
        return
    latin = [text for text in own if re.search(r"[A-Za-z]{2,}", KNOWN.sub("", text))]
    assert latin == []


def _from_articles(text: str) -> bool:
    return bool(re.search(r"香江公報|南岸時報|新知科技报|新华社|／", text))


@pytest.mark.parametrize("language", ["zh_Hant", "zh_Hans"])
def test_the_window_writes_one_script(language: str) -> None:
    wrong = SIMPLIFIED if language == "zh_Hant" else TRADITIONAL
    allowed = {"ui.language.zh_Hant", "ui.language.zh_Hans"}
    allowed |= {key for key in catalogue(language) if key.startswith("ui.script.")}
    mixed = {
        key: text
        for key, text in catalogue(language).items()
        if key.split(".")[0] not in ("reason", "error", "cli", "op") and key not in allowed and set(text) & wrong
    }
    assert mixed == {}


def test_the_three_catalogues_have_the_same_keys_and_holes() -> None:
    holes = {
        language: {key: sorted(re.findall(r"\{(\w+)", text)) for key, text in catalogue(language).items()}
        for language in LANGUAGES
    }
    window = {
        language: {key: found for key, found in keys.items() if key.startswith("ui.")}
        for language, keys in holes.items()
    }
    assert window["zh_Hant"] == window["zh_Hans"] == window["en"]
