"""The open project as the panels see it: ask, do, undo; one signal when something changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from duikan.errors import DuikanError
from duikan.ui.jobs import Job, Jobs


class Workspace(Protocol):
    """The part of services.workspace.Workspace that the window uses."""

    author: str

    def do(self, name: str, function: Callable[..., Any], *args: Any) -> Any: ...
    def read(self, function: Callable[..., Any], *args: Any) -> Any: ...
    def undo(self) -> Any: ...
    def redo(self) -> Any: ...
    def close(self) -> None: ...


def _ignore(_value: Any) -> None:
    return


class Project(QObject):
    """Holds the workspace and the lanes; panels talk to it and never to each other."""

    changed = Signal(object, object)  # Changes, the one who began it (or None)
    failed = Signal(object)  # DuikanError

    def __init__(self, workspace: Workspace, jobs: Jobs, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.jobs = jobs
        self.title = title

    def ask(self, key: str, function: Callable[..., Any], *args: Any, then: Callable[[Any], None]) -> None:
        """Read with a service; `then` gets the answer unless a newer question with the same key was asked."""
        self.jobs.ask(Job(key, lambda _job: self.workspace.read(function, *args), then, self.failed.emit))

    def do(
        self,
        name: str,
        function: Callable[..., Any],
        *args: Any,
        then: Callable[[Any], None] = _ignore,
        failed: Callable[[DuikanError], None] | None = None,
        initiator: object = None,
    ) -> None:
        """Change something in one step of undo; then every panel hears of it."""

        def finish(done: Any) -> None:
            then(done.value)
            self.changed.emit(done.changes, initiator)

        def run(_job: Job) -> object:
            return self.workspace.do(name, function, *args)

        self.jobs.act(Job("do", run, finish, failed or self.failed.emit))

    def undo(self) -> None:
        """Take back the last act; a notice where there is none."""
        self.jobs.act(Job("do", lambda _job: self.workspace.undo(), self._stepped, self.failed.emit))

    def redo(self) -> None:
        """Do again what was taken back."""
        self.jobs.act(Job("do", lambda _job: self.workspace.redo(), self._stepped, self.failed.emit))

    def work(
        self, key: str, run: Callable[[Job], object], then: Callable[[Any], None], failed: Callable[[DuikanError], None]
    ) -> Job:
        """Run something long that needs no session (reading files), with progress and cancel."""
        job = Job(key, run, then, failed, can_cancel=True)
        self.jobs.ask(job)
        return job

    @property
    def author(self) -> str:
        """Who works here, as history and signatures name them."""
        return self.workspace.author

    @author.setter
    def author(self, name: str) -> None:
        self.workspace.author = name

    @property
    def read_only(self) -> bool:
        """True when nothing can be changed here."""
        return bool(getattr(self.workspace, "read_only", False))

    @property
    def where(self) -> str:
        """The path, or the address without its password."""
        return str(getattr(self.workspace, "where", ""))

    @property
    def saved_at(self) -> datetime | None:
        """When the project was last copied; None where nothing is known of it."""
        return getattr(self.workspace, "saved_at", None)

    def close(self) -> None:
        """Wait for the lanes and let go of the project."""
        self.jobs.close()
        self.workspace.close()

    def _stepped(self, changes: Any) -> None:
        if changes is not None:
            self.changed.emit(changes, None)
