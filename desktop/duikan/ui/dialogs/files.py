"""Which file: the system's own file windows, each in one function."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from duikan.ui import i18n


def choose_project(parent: QWidget) -> Path | None:
    """An existing project."""
    name, _ = QFileDialog.getOpenFileName(parent, i18n.t("files.open"), "", i18n.t("files.projects"))
    return Path(name) if name else None


def choose_new_project(parent: QWidget) -> Path | None:
    """Where a new project goes; the ending is added if it is missing."""
    name, _ = QFileDialog.getSaveFileName(parent, i18n.t("files.new"), "", i18n.t("files.projects"))
    return _ending(name, ".duikan")


def choose_pages(parent: QWidget) -> tuple[Path, ...]:
    """Pages to import, and the table that says when they came out."""
    names, _ = QFileDialog.getOpenFileNames(parent, i18n.t("files.import"), "", i18n.t("files.pages"))
    return tuple(Path(name) for name in names)


def choose_export(parent: QWidget) -> Path | None:
    """Where the verified claims go."""
    start = i18n.t("files.export_name") + ".csv"
    name, _ = QFileDialog.getSaveFileName(parent, i18n.t("files.export"), start, i18n.t("files.csv"))
    return _ending(name, ".csv")


def _ending(name: str, ending: str) -> Path | None:
    if not name:
        return None
    path = Path(name)
    return path if path.suffix.lower() == ending else path.with_name(path.name + ending)
