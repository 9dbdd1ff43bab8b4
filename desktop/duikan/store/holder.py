"""One writer per project file: a lock beside it that the system frees when its holder dies.

The file names who holds the project and since when. It is taken away on a clean end; found without its lock it
tells that the last holder died, and `Holder.clean` is False.
"""

from __future__ import annotations

import getpass
import json
import os
import socket
from datetime import datetime
from pathlib import Path
from typing import IO

from duikan.errors import ProjectError
from duikan.store.base import now

if os.name == "nt":  # pragma: no cover - Windows
    import msvcrt

    _FAR = 1 << 30  # beyond the text, which others must be able to read

    def _lock(file: IO[str]) -> None:
        os.lseek(file.fileno(), _FAR, os.SEEK_SET)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


class Holder:
    """Holds a project until `release`; raises `project.held` when somebody else does."""

    def __init__(self, project: Path, author: str = "") -> None:
        self.path = project.with_name(project.name + ".lock")
        self._file = self._take(project)
        before = self.path.read_text(encoding="utf-8", errors="replace")
        self.clean = not before.strip()
        self._file.seek(0)
        self._file.truncate()
        json.dump(_ourselves(author), self._file, ensure_ascii=False)
        self._file.flush()

    def _take(self, project: Path) -> IO[str]:
        while True:
            try:
                file = self.path.open("a+", encoding="utf-8")
            except OSError as problem:
                raise ProjectError("project.unwritable", file=str(project)) from problem
            try:
                _lock(file)
            except OSError as problem:
                file.close()
                who, since = _who(self.path)
                raise ProjectError("project.held", file=str(project), who=who, since=since) from problem
            if self._still_there(file):
                return file
            file.close()  # its holder took it away between our opening and locking it: again

    def _still_there(self, file: IO[str]) -> bool:
        try:
            return os.path.sameopenfile(file.fileno(), file.fileno()) and os.path.samestat(
                os.fstat(file.fileno()), self.path.stat()
            )
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Let others have the project; harmless when already released."""
        if self._file.closed:
            return
        if os.name == "nt":  # pragma: no cover - Windows cannot take away an open file
            self._file.seek(0)
            self._file.truncate()
            self._file.close()
            return
        self.path.unlink(missing_ok=True)
        self._file.close()


def _ourselves(author: str) -> dict[str, object]:
    try:
        user = author or getpass.getuser()
    except (OSError, KeyError):
        user = ""
    return {"who": user, "host": socket.gethostname(), "pid": os.getpid(), "since": now().isoformat(timespec="seconds")}


def _who(path: Path) -> tuple[str, str]:
    """Who holds it and since when, for the sentence; empty where the file does not say."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        since = datetime.fromisoformat(str(told["since"])).astimezone()
        return f"{told['who']}@{told['host']}", since.strftime("%Y-%m-%d %H:%M")
    except (OSError, ValueError, KeyError, TypeError):
        return "?", "?"
