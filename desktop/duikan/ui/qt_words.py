"""Qt's own words (the menu of a text field, the buttons of a file window) in the window's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

_NAMES = {"zh_Hant": "qtbase_zh_TW", "zh_Hans": "qtbase_zh_CN"}
_installed: list[QTranslator] = []


def translate_qt(app: QCoreApplication, language: str) -> None:
    """Make Qt speak one of the three languages; its own English where it has no words."""
    while _installed:
        app.removeTranslator(_installed.pop())
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language in _NAMES and translator.load(_NAMES[language], folder):
        app.installTranslator(translator)
        _installed.append(translator)
