"""Paper, ink and one accent, light or dark: the colours every painter asks for by name."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from duikan.resources import resource

THEMES = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours; the names say the use, never the hue."""

    paper: QColor
    panel: QColor
    bar: QColor
    raised: QColor
    resting: QColor
    line: QColor
    hairline: QColor
    track: QColor
    gutter: QColor
    ink: QColor
    soft: QColor
    faint: QColor
    accent: QColor
    on_accent: QColor
    conflict: QColor
    depends: QColor
    depends_text: QColor
    verified: QColor
    claim: QColor
    on_mark: QColor
    ground_conflict: QColor
    ground_depends: QColor
    ground_verified: QColor
    ground_claim: QColor
    selection: QColor
    shadow: QColor

    @property
    def dark(self) -> bool:
        return self.paper.lightness() < 128

    def severity(self, severity: str, depends: bool = False) -> QColor:
        """The colour of a conflict's dot: red for a contradiction, amber for what may settle itself."""
        if depends or severity == "medium":
            return self.depends if severity != "high" else self.conflict
        return {"high": self.conflict, "low": self.accent}.get(severity, self.soft)

    def text_in(self, colour: QColor) -> QColor:
        """The same colour for words: amber is too light for them."""
        return self.depends_text if colour == self.depends else colour

    def turned(self, severity: str, depends: bool = False) -> tuple[QColor, QColor]:
        """Ground and ink of characters that are to stand out in a conflict."""
        return (self.depends if depends else self.severity(severity)), self.on_mark


def load(name: str) -> Theme:
    """The theme `light` or `dark` as shipped."""
    with resource("themes", f"{name}.toml").open("rb") as file:
        table = tomllib.load(file)
    return Theme(**{field.name: QColor(str(table[field.name])) for field in fields(Theme)})


_current: list[Theme] = []


def colours() -> Theme:
    """The theme in use."""
    if not _current:
        _current.append(load("light"))
    return _current[0]


def resolve(choice: str) -> str:
    """`light` or `dark` for a choice that may be `system`."""
    if choice in ("light", "dark"):
        return choice
    scheme = QGuiApplication.styleHints().colorScheme()
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


def use(app: QApplication, choice: str) -> None:
    """Dress the whole application in a theme: palette, style sheet, and `colours()`."""
    theme = load(resolve(choice))
    _current[:] = [theme]
    app.setPalette(_palette(theme))
    sheet = resource("themes", "window.qss").read_text(encoding="utf-8")
    names = {field.name: getattr(theme, field.name).name() for field in fields(Theme)}
    app.setStyleSheet(Template(sheet).substitute(names))


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    pairs = (
        (roles.Window, theme.panel),
        (roles.WindowText, theme.ink),
        (roles.Base, theme.raised),
        (roles.AlternateBase, theme.panel),
        (roles.Text, theme.ink),
        (roles.Button, theme.raised),
        (roles.ButtonText, theme.ink),
        (roles.Highlight, theme.selection),
        (roles.HighlightedText, theme.ink),
        (roles.PlaceholderText, theme.soft),
        (roles.ToolTipBase, theme.raised),
        (roles.ToolTipText, theme.ink),
        (roles.Link, theme.accent),
    )
    for role, colour in pairs:
        palette.setColor(role, colour)
    return palette
