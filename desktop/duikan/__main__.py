"""Where the program begins: the command line, and the window it opens when no command is given."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path


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
    gc.disable()  # nothing is thrown away while the program loads; the window turns it on again when it stands
    from duikan.ui.app import run as run_window

    return run_window(project)


def main() -> None:
    """The program's entry point."""
    arguments = sys.argv[1:]
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()  # a bundled program starts its helpers by starting itself
    window = open_window if has_display() else None
    if window is not None and (not arguments or _is_a_file(arguments)):
        sys.exit(window(arguments[0] if arguments else None))
    from duikan.cli.main import run  # late: a window that is all that is wanted does not wait for the commands

    sys.exit(run(arguments, window))


def _is_a_file(arguments: list[str]) -> bool:
    return len(arguments) == 1 and arguments[0].endswith(".duikan") and Path(arguments[0]).is_file()


if __name__ == "__main__":
    main()
