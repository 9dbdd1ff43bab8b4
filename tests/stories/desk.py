"""A hand on the keyboard and an eye on the real window: keys go in by xdotool, what came of them is read from the
project."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from duikan.services.history import history
from duikan.services.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / ".venv" / "bin" / "duikan"
PICTURES = ROOT / "build" / "stories"
PATIENCE = 60  # seconds until a story is held to be stuck
STILL = 4  # seconds until a screen is held to be still
ME = "葉知秋"


class StoryBroke(Exception):
    """The window did not do what the story says."""


def duikan(*arguments: str | Path) -> str:
    """What the command line says, as its standard output; a failure breaks the story."""
    told = subprocess.run([PROGRAM, *arguments], capture_output=True, check=False)
    if told.returncode:
        raise StoryBroke(f"duikan {' '.join(map(str, arguments))}: {told.stderr.decode()}")
    return told.stdout.decode()


def lines_of(*arguments: str | Path) -> list[dict[str, Any]]:
    """What the command line says as JSON Lines."""
    return [json.loads(line) for line in duikan(*arguments).splitlines()]


def claims_of(project: Path) -> list[dict[str, str]]:
    """The rows of the exported claims."""
    return list(csv.DictReader(io.StringIO(duikan("export", project, "-o", "-").lstrip("\ufeff"))))


def expect(holds: bool, what: str) -> None:
    """Break the story when something does not hold."""
    if not holds:
        raise StoryBroke(what)


def until(holds: Callable[[], bool], what: str) -> None:
    """Look again and again until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        expect(time.monotonic() < end, f"waited in vain: {what}")
        time.sleep(0.1)


class Desk:
    """The window open on one project, from `with` to its end."""

    def __init__(self, folder: Path, project: Path, size: str, story: str) -> None:
        self.project, self._story = project, story
        self._folder, self._size = folder, size.split("x")
        self._pictures = 0
        self._window = ""

    def __enter__(self) -> Desk:
        config = self._folder / "config" / "duikan"
        config.mkdir(parents=True, exist_ok=True)
        # The tour of the very first time would take the keys.
        (config / "settings.json").write_text(json.dumps({"toured": True, "name": ME}), encoding="utf-8")
        homes = {f"XDG_{name.upper()}_HOME": str(self._folder / name) for name in ("data", "config", "state", "cache")}
        self._log = (self._folder / "duikan.log").open("ab")
        environment = {**os.environ, **homes, "HOME": str(self._folder)}
        self._program = subprocess.Popen([PROGRAM, self.project], env=environment, stdout=self._log, stderr=self._log)
        try:
            until(self._is_open, "the project is open in its window")
            # There is no window manager here: the window is given the whole screen and the keyboard.
            tool("windowmove", self._window, "0", "0", "windowsize", self._window, *self._size)
            # The pointer stays out of the way: it would show the card of the number under it.
            tool("mousemove", *(str(int(side) - 1) for side in self._size))
            self._reader = Workspace.open(self.project, read_only=True)
            self.rest()
        except BaseException:
            self._end()
            raise
        return self

    def _is_open(self) -> bool:
        expect(self._program.poll() is None, "the program ended before its project was open")
        found = tool("search", "--onlyvisible", "--name", f"{self.project.name} — ").split()
        self._window = found[0] if found else ""
        return bool(found)

    def __exit__(self, kind: object, *_rest: object) -> None:
        if kind is not None:
            self.picture()
        self._reader.close()
        if kind is None:
            self.keys("ctrl+q")
            until(lambda: self._program.poll() is not None, "Ctrl+Q closes the window")
            expect(self._program.returncode == 0, f"the program ended with {self._program.returncode}")
        self._end()

    def _end(self) -> None:
        if self._program.poll() is None:
            self._program.terminate()
            self._program.wait()
        self._log.close()

    # Keys

    def keys(self, *names: str) -> None:
        """Press keys one after the other, as fast as a fast hand."""
        self._focus()
        tool("key", "--delay", "60", *names)

    def type(self, words: str) -> None:
        """Type words into the field that has the keyboard."""
        self._focus()
        tool("type", "--delay", "60", words)

    def _focus(self) -> None:
        """What a window manager does: the keyboard belongs to the sheet over the window, if there is one."""
        shown = tool("search", "--onlyvisible", "--pid", str(self._program.pid)).split()
        over = [window for window in shown if window != self._window]
        wanted = over[-1] if over else self._window
        if tool("getwindowfocus").strip() != wanted:
            tool("windowfocus", wanted)

    def act(self, *names: str) -> None:
        """Press keys that end in one act, and wait until it is in the project."""
        before, seen = self.count(), shot("rgb:-")
        self.keys(*names)
        until(lambda: self.count() > before, f"{' '.join(names)} is in the history")
        self.rest(seen)

    def look(self, *names: str) -> None:
        """Press keys that only show something, each shown before the next."""
        for name in names:
            seen = shot("rgb:-")
            self.keys(name)
            self.rest(seen)

    # What came of it

    def acts(self, state: str = "done") -> list[int]:
        """The ids of the acts in a state, newest first, as `duikan history` lists them: asked too often for that."""
        return [line.id for line in self._reader.read(history, 500) if line.state == state]

    def count(self, state: str = "done") -> int:
        """How many acts are in a state."""
        return len(self.acts(state))

    # Pictures

    def rest(self, other_than: bytes = b"") -> None:
        """Wait until the screen is another one and stands still: the same twice in a row.

        Not for ever: a key may change nothing that is seen, and a field's caret blinks.
        """
        before, end = other_than, time.monotonic() + STILL
        while time.monotonic() < end:
            time.sleep(0.15)
            now = shot("rgb:-")
            if now == before and now != other_than:
                return
            before = now

    def picture(self) -> None:
        """Keep what the screen shows now."""
        self._pictures += 1
        shot(str(PICTURES / f"{self._story}-{self._pictures}.png"))


def tool(*arguments: str) -> str:
    """xdotool's answer; a search that finds nothing answers nothing."""
    return subprocess.run(["xdotool", *arguments], capture_output=True, check=False, text=True).stdout


def shot(target: str) -> bytes:
    """A picture of the screen."""
    return subprocess.run(["import", "-window", "root", "-depth", "8", target], capture_output=True, check=True).stdout
