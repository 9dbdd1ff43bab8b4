"""Where the data that ships with the program lies: in the wheel, or beside the sources."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent.parent / name


RESOURCES = _folder("resources")
SEEDS = _folder("seeds")
SAMPLE = "sample.duikan"  # the project made of them


def resource(*parts: str) -> Path:
    """The path of a shipped file, e.g. `resource("lexicon", "units.toml")`."""
    return RESOURCES.joinpath(*parts)
