"""A project of the sample pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from duikan.resources import SEEDS
from duikan.services import imports
from duikan.services.workspace import Workspace


@pytest.fixture
def workspace(where: str) -> Iterator[Workspace]:
    """A project with the five sample pages, read and dated as seeds/metadata.csv says."""
    with Workspace.open(where, create=True, author="編輯甲") as opened:
        batch = imports.read_files(sorted(SEEDS.glob("*.txt")), SEEDS / "metadata.csv")
        opened.do("import", imports.store_batch, batch)
        yield opened
