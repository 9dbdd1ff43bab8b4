"""A project on its way: what is known from the last time is answered at once, everything else waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from duikan.errors import DuikanError
from duikan.script import shown
from duikan.ui import i18n
from duikan.ui.project import Workspace

Known = dict[tuple[str, tuple[Any, ...]], Any]


def recall(folder: Path, file: Path) -> tuple[Known, int]:
    """What the window began with the last time, if the project still stands as it was left, and at which notice."""
    from duikan.services import sight

    found = sight.recall(folder, file)
    if found[0]:
        shown("对", "Hans" if i18n.language() == "zh_Hans" else "Hant")  # the dictionary, for the first cards
    return found


def keep(folder: Path, workspace: Any) -> None:
    """Keep what the window begins with for the next time."""
    from duikan.services import sight

    sight.keep(folder, workspace)


class Arriving:
    """Stands in for a workspace that is being opened; lanes wait in it, the window never."""

    read_only = False
    saved_at: datetime | None = None

    def __init__(self, known: Known, notice: int, where: str, author: str, wanted: Callable[[], None]) -> None:
        self._known, self.notice, self._wanted = known, notice, wanted
        self.where, self.author = where, author
        self._workspace: Workspace | None = None
        self._problem: DuikanError | None = None
        self._here = threading.Event()

    def bring(self, opener: Callable[[], Workspace]) -> Workspace:
        """Open the project, in a lane: those who wait go on with it, or hear why it cannot be opened."""
        try:
            self._workspace = opener()
        except DuikanError as problem:
            self._problem = problem
            raise
        finally:
            self._here.set()
        return self._workspace

    def read(self, function: Callable[..., Any], *args: Any) -> Any:
        """The answer as kept, else the project's own."""
        if self._known and not any(isinstance(one, dict) for one in args):
            found = self._known.get((function.__name__, args))
            if found is not None:
                return found
        return self._there().read(function, *args)

    def do(self, name: str, function: Callable[..., Any], *args: Any) -> Any:
        """Change the project when it is here; what was kept of it is no longer good."""
        self._known = {}
        return self._there().do(name, function, *args)

    def undo(self) -> Any:
        """Take the last act back."""
        self._known = {}
        return self._there().undo()

    def redo(self) -> Any:
        """Do again what was taken back."""
        self._known = {}
        return self._there().redo()

    def close(self) -> None:
        """Let go of the project, if it came."""
        self._here.set()
        if self._workspace is not None:
            self._workspace.close()

    def _there(self) -> Workspace:
        if not self._here.is_set():
            self._wanted()
        self._here.wait()
        if self._workspace is None:
            raise self._problem or DuikanError("project.missing", file=self.where)
        return self._workspace
