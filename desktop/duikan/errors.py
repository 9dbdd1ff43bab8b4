"""Everything that can go wrong, sorted by whose fault it is.

DuikanError            carries a code and values; the faces turn them into a sentence (words.py)
├── InputError         the file, the date, the metadata row: the editor can mend it (exit 1)
├── ProjectError       the project file: not one, too new, held, damaged, disk full (exit 1)
│   └── Stale          somebody else changed the row since it was read
└── DatabaseUnreached  the server is away; nothing is lost, try again (exit 3)

A mistake of ours is an ordinary Python exception and never one of these.
"""

from __future__ import annotations


class DuikanError(Exception):
    """Something the person can act on; `code` names the sentence, `values` fill it."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


class InputError(DuikanError):
    """What was given cannot be read as what it should be."""


class ProjectError(DuikanError):
    """The project cannot be opened or saved as asked."""


class Stale(ProjectError):
    """The row changed since it was read; the caller shows both versions."""


class DatabaseUnreached(DuikanError):
    """The database server does not answer."""
