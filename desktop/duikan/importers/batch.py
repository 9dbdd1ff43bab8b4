"""A batch of files -> texts with what the metadata says of each; one bad file never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from duikan.errors import InputError
from duikan.importers.metadata import Metadata, Row
from duikan.importers.text import SourceText, read_file

Progress = Callable[[int, int, str], bool]
"""done, total, name -> False to cancel."""

NO_METADATA = Metadata()


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that was read: its text, and its row of the metadata if it has one."""

    source_text: SourceText
    row: Row | None

    @property
    def published(self) -> date | None:
        """The day the metadata gives, None where it gives none."""
        return self.row.published if self.row else None

    @property
    def source(self) -> str:
        """Who speaks, as the metadata says; "" where it does not."""
        return (self.row.source or self.row.outlet) if self.row else ""

    @property
    def outlet(self) -> str:
        """The paper the page is from."""
        return (self.row.outlet or self.row.source) if self.row else ""

    @property
    def title(self) -> str:
        """The title the metadata gives the file."""
        return self.row.title if self.row else ""


@dataclass(frozen=True, slots=True)
class Batch:
    """What was read, what was refused and why; `cancelled` when the person stopped it."""

    incoming: tuple[Incoming, ...]
    errors: tuple[InputError, ...]
    cancelled: bool = False


def go_on(_done: int, _total: int, _name: str) -> bool:
    """The progress of a caller that neither watches nor cancels."""
    return True


def find_files(paths: Iterable[Path]) -> tuple[list[Path], list[InputError]]:
    """The text files meant by files and folders (a folder means its .txt files, by name)."""
    files: list[Path] = []
    errors: list[InputError] = []
    for path in paths:
        try:
            is_folder = path.is_dir()
            inside = sorted(entry for entry in path.iterdir() if entry.suffix.lower() == ".txt") if is_folder else []
        except OSError:
            errors.append(InputError("folder.unreadable", folder=str(path)))
            continue
        if is_folder and not inside:
            errors.append(InputError("folder.no_text", folder=str(path)))
        files += inside if is_folder else [path]
    return files, errors


def read_batch(paths: Sequence[Path], metadata: Metadata = NO_METADATA, progress: Progress = go_on) -> Batch:
    """Read every file of a batch; errors are collected in the order of the files."""
    files, errors = find_files(paths)
    errors += [*metadata.errors, *metadata.unmatched(path.name for path in files)]
    incoming: list[Incoming] = []
    for done, path in enumerate(files):
        if not progress(done, len(files), path.name):
            return Batch((), tuple(errors), cancelled=True)
        if path.name in metadata.refused:
            continue
        try:
            incoming.append(Incoming(read_file(path), metadata.rows.get(path.name)))
        except InputError as error:
            errors.append(error)
    return Batch(tuple(incoming), tuple(errors))
