"""A project of an earlier program opens in this one, with all that is in it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from duikan.errors import ProjectError
from duikan.store import database
from duikan.store.backup import backups
from duikan.store.base import Base
from duikan.store.database import REVISIONS, open_database


def make_old(where: str, revision: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as then:
        then.setattr(database, "migrate", partial(database.migrate, revision=revision))
        then.setattr(database, "REVISIONS", REVISIONS[: REVISIONS.index(revision) + 1])
        opened = open_database(where, create=True)
        with opened.writing.begin() as connection:
            connection.execute(text("INSERT INTO source (name, kind, version) VALUES ('報', '', 1)"))
        opened.close()


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_an_earlier_project_is_brought_up_to_date(
    where: str, revision: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = where if "://" not in where else f"{where}?schema=old"
    make_old(place, revision, monkeypatch)
    if "://" not in where:
        with pytest.raises(ProjectError) as said:
            open_database(place, read_only=True)
        assert said.value.code == "project.older"
    opened = open_database(place)
    with opened.reading.connect() as connection:
        assert set(Base.metadata.tables) < set(inspect(connection).get_table_names())
        assert connection.execute(text("SELECT name FROM source")).scalar_one() == "報"
    opened.close()
    if "://" not in where:
        assert len(backups(Path(where))) == 1
    open_database(place).close()
