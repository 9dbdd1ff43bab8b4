"""A project as a file and on a server, both from the sample pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from duikan.resources import SEEDS
from duikan.services import imports
from duikan.services.workspace import Workspace


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty project."""
    if request.param == "sqlite":
        return str(tmp_path / "project.duikan")
    return request.getfixturevalue("make_postgres_database")()


@pytest.fixture
def workspace(where: str) -> Iterator[Workspace]:
    """A project with the five sample pages, read and dated as seeds/metadata.csv says."""
    with Workspace.open(where, create=True, author="編輯甲") as opened:
        batch = imports.read_files(sorted(SEEDS.glob("*.txt")), SEEDS / "metadata.csv")
        opened.do("import", imports.store_batch, batch)
        yield opened
