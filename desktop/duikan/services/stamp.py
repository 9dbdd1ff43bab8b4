"""Whether the derived rows of a project were made by this program's reading; light, for every start asks it."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from sqlalchemy.orm import Session

from duikan import __version__, engine
from duikan.resources import resource
from duikan.store import models


def is_current(session: Session) -> bool:
    """True when the derived rows were made by this program's reading."""
    stamp = session.get(models.Stamp, "reading")
    return stamp is not None and stamp.value == reading_stamp()


def set_current(session: Session) -> None:
    """Note that the derived rows are made by this program's reading."""
    session.merge(models.Stamp(name="reading", value=reading_stamp()))


@cache
def reading_stamp() -> str:
    """What names this program's reading: its version, word lists and, where they lie open, its sources."""
    sources = [*Path(engine.__file__).parent.glob("*.py"), *resource("lexicon").glob("*.toml")]
    stamp = sha256(__version__.encode())
    for source in sorted(sources):
        stamp.update(source.read_bytes())
    return stamp.hexdigest()
