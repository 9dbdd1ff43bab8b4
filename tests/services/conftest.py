"""Two small pages that tell one thing and contradict each other in it, in a project on each database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from duikan.services import imports
from duikan.services.workspace import Workspace

FIRST = "本市建成糧倉\n\n本報訊：本市2025年建成糧倉12座，總投資3億元。\n糧食局有職工1,200人，去年增加80人。\n"
SECOND = "新糧倉啟用\n\n本報訊：本市2025年建成糧倉15座，總投資3億元。\n"


def pages_in(folder: Path) -> tuple[list[Path], Path]:
    """The two pages as files, and the table of their dates."""
    metadata = folder / "dates.csv"
    metadata.write_text("file,published,source\n1.txt,2026-01-02,甲報\n2.txt,2026-01-03,乙報\n", encoding="utf-8")
    paths = [folder / "1.txt", folder / "2.txt"]
    for path, text in zip(paths, (FIRST, SECOND), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths, metadata


@pytest.fixture
def write_pages() -> Callable[[Path], tuple[list[Path], Path]]:
    """Writes the two pages into a folder; the paths, and the table of dates."""
    return pages_in


@pytest.fixture
def desk(where: str, tmp_path: Path) -> Iterator[Workspace]:
    """A project with the two pages, read."""
    paths, metadata = pages_in(tmp_path)
    with Workspace.open(where, create=True, author="陳") as opened:
        opened.do("import", imports.store_batch, imports.read_files(paths, metadata))
        yield opened
