"""A project of the sample pages, made once for each database and copied for every test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from duikan.resources import SEEDS
from duikan.services import imports
from duikan.services.workspace import Workspace

AUTHOR = "編輯甲"


def make_sample(address: str) -> None:
    """A project with the five sample pages, read and dated as seeds/metadata.csv says."""
    with Workspace.open(address, create=True, author=AUTHOR) as made:
        batch = imports.read_files(sorted(SEEDS.glob("*.txt")), SEEDS / "metadata.csv")
        made.do("import", imports.store_batch, batch)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project as a file that nobody writes to."""
    path = tmp_path_factory.mktemp("sample") / "sample.duikan"
    make_sample(str(path))
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a sample project of this test's own, once as a file and once on a server."""
    if request.param == "postgresql":
        return request.getfixturevalue("make_postgres_database")(make_sample)
    path = tmp_path / "project.duikan"
    shutil.copy(request.getfixturevalue("sample_file"), path)
    return str(path)


@pytest.fixture
def workspace(sample: str) -> Iterator[Workspace]:
    """The sample project, open."""
    with Workspace.open(sample, author=AUTHOR) as opened:
        yield opened
