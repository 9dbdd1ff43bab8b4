"""Where the program begins: the command line, and the window it opens when no command is given."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from duikan.cli.main import run


def has_display() -> bool:
    """True where a window can be shown: always on Windows and macOS, else where a display answers to its name."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    display = os.environ.get("DISPLAY", "")
    if display.startswith(":"):
        # Qt aborts the process on a display that is named but gone; the socket tells before.
        number = display[1:].split(".")[0]
        return Path(f"/tmp/.X11-unix/X{number}").exists()
    return bool(display)


def open_window(project: str | None) -> int:
    """Open the window; Qt is loaded only here."""
    from duikan.ui.app import run as run_window

    return run_window(project)


def main() -> None:
    """The program's entry point."""
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()  # a bundled program starts its helpers by starting itself
    sys.exit(run(sys.argv[1:], open_window if has_display() else None))


if __name__ == "__main__":
    main()
