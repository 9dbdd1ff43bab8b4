"""A place for a new project, once as a file and once on a server: what is tested holds for both."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from duikan.store.database import open_database

settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")  # a busy machine is no mistake


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a project; open it with create=True."""
    if request.param == "sqlite":
        return str(tmp_path / "project.duikan")
    return request.getfixturevalue("make_postgres_database")(_prepare)


def _prepare(url: str) -> None:
    open_database(url, create=True).close()
