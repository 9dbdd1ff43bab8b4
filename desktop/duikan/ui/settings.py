"""Comfort that lives on this machine: language, theme, text size, what was open. Nothing here changes a verdict."""

from __future__ import annotations

import getpass
import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from platformdirs import user_cache_path, user_config_path, user_data_path


@dataclass(slots=True)
class Settings:
    """What the editor likes; `language` and `theme` may be `system`."""

    language: str = "system"
    theme: str = "system"
    text_size: float = 1.0
    leading: float = 1.95  # the pitch of lines, in characters
    measure: int = 34  # the longest line, in characters
    window_size: float = 1.0  # of everything, from the next start
    last_project: str = ""
    panes: int = 2
    left_width: int = 236
    right_width: int = 396
    pane_sizes: list[int] = field(default_factory=list[int])
    name: str = ""
    keys: dict[str, str] = field(default_factory=dict[str, str])  # act -> key, where an editor changed it
    toured: bool = False

    @property
    def language_now(self) -> str:
        return os.environ.get("DUIKAN_LANG") or self.language

    @property
    def name_now(self) -> str:
        """Who works here: the name given, else the one this machine knows."""
        return self.name or _login()

    @property
    def theme_now(self) -> str:
        return os.environ.get("DUIKAN_THEME") or self.theme


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such name on this machine
        return ""


def _path() -> Path:
    return user_config_path("duikan") / "settings.json"


def data_folder() -> Path:
    """Where projects go that nobody chose a place for: the sample."""
    return user_data_path("duikan")


def seen_folder() -> Path:
    """Where it is kept what windows began with."""
    return user_cache_path("duikan")


def load(path: Path | None = None) -> Settings:
    """The settings as last saved; a damaged or missing file gives the defaults."""
    try:
        stored = json.loads((path or _path()).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    settings = Settings()
    for each in fields(Settings):
        value = stored.get(each.name) if isinstance(stored, dict) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        if type(value) is type(getattr(settings, each.name)):  # pyright: ignore[reportUnknownArgumentType]
            setattr(settings, each.name, value)
    return settings


def save(settings: Settings, path: Path | None = None) -> None:
    """Keep the settings; a folder that cannot be written loses comfort, never work, so it is passed over."""
    target = path or _path()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_suffix(".new")
        fresh.write_text(json.dumps(asdict(settings), indent=1), encoding="utf-8")
        fresh.replace(target)
    except OSError:
        return
