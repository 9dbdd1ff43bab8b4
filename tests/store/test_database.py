"""What can be opened, what cannot, and what is said."""

from __future__ import annotations

import errno
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from duikan.errors import DatabaseUnreached, DuikanError, ProjectError
from duikan.store import database
from duikan.store.base import Base
from duikan.store.database import REVISIONS, open_database
from duikan.store.failures import translated
from duikan.words import LANGUAGES, catalogue, say


def code_of(where: str | Path, **how: bool) -> str:
    with pytest.raises(DuikanError) as said:
        open_database(where, **how)
    return said.value.code


def set_revision(where: str, revision: str) -> None:
    opened = open_database(where, create=True)
    with opened.writing.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :one"), {"one": revision})
    opened.close()


def test_a_project_is_made_once_and_opened_again(where: str) -> None:
    open_database(where, create=True).close()
    again = open_database(where)
    assert set(Base.metadata.tables) < set(inspect(again.reading).get_table_names())
    again.close()


def test_the_revisions_make_exactly_the_tables_of_the_models(where: str) -> None:
    opened = open_database(where, create=True)
    with opened.reading.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _ours})
        assert compare_metadata(context, Base.metadata) == []
    opened.close()


def _ours(name: str | None, kind: str, parents: object) -> bool:
    """Not the index of words, which is each database's own and stands in no model."""
    return not (kind == "table" and (name or "").startswith("search_gram"))


def test_the_program_knows_every_revision_it_ships() -> None:
    scripts = ScriptDirectory(str(Path(database.__file__).parent / "migrations"))
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == REVISIONS


def test_a_missing_project_is_said(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none.duikan") == "project.missing"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"not a project", b"SQLite format 3\x00" + bytes(200)])
def test_another_file_is_not_a_project_and_stays_as_it_was(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.duikan"
    path.write_bytes(content)
    assert code_of(path) == "project.not_one"
    assert path.read_bytes() == content
    assert [one.name for one in tmp_path.iterdir()] == ["other.duikan"]


def test_another_programs_database_is_not_a_project(tmp_path: Path) -> None:
    path = tmp_path / "other.duikan"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE alembic_version (version_num TEXT)")
        other.commit()
    assert code_of(path, create=True) == "project.not_one"


def test_an_empty_server_is_not_a_project(make_postgres_database) -> None:  # type: ignore[no-untyped-def]
    assert code_of(make_postgres_database()) == "project.not_one"


def test_another_programs_server_is_not_a_project(make_postgres_database) -> None:  # type: ignore[no-untyped-def]
    url = make_postgres_database()
    open_database(url, create=True).close()
    set_revision(url, "9a1b")
    assert code_of(url, create=True) == "project.not_one"


def test_two_projects_share_a_server_by_schema(make_postgres_database) -> None:  # type: ignore[no-untyped-def]
    url = make_postgres_database()
    open_database(f"{url}?schema=morning", create=True).close()
    assert code_of(f"{url}?schema=evening") == "project.not_one"
    assert code_of(f"{url}?schema=a b") == "db.address"
    open_database(f"{url}?schema=morning").close()


def test_a_newer_project_is_left_alone(where: str) -> None:
    set_revision(where, "duikan_9999")
    assert code_of(where) == "project.newer"


def test_a_project_that_cannot_be_made_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(database, "migrate", full)
    assert code_of(tmp_path / "project.duikan", create=True) == "disk.full"
    assert list(tmp_path.iterdir()) == []


def test_a_link_to_a_held_project_is_held(tmp_path: Path) -> None:
    path, link = tmp_path / "project.duikan", tmp_path / "link.duikan"
    opened = open_database(path, create=True)
    link.symlink_to(path)
    assert code_of(link) == "project.held"
    opened.close()


def test_a_held_project_names_its_holder(tmp_path: Path) -> None:
    path = tmp_path / "project.duikan"
    opened = open_database(path, create=True, author="陳編輯")
    with pytest.raises(ProjectError) as said:
        open_database(path)
    opened.close()
    assert said.value.code == "project.held"
    assert str(said.value.values["who"]).startswith("陳編輯@")
    assert said.value.values["since"]
    open_database(path).close()


def test_a_held_project_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "project.duikan"
    opened = open_database(path, create=True)
    reader = open_database(path, read_only=True)
    assert "claim" in inspect(reader.reading).get_table_names()
    reader.close()
    opened.close()


def test_a_dead_holder_is_followed_and_the_file_checked(tmp_path: Path) -> None:
    path = tmp_path / "project.duikan"
    program = (
        "import os, sys; from duikan.store.database import open_database as o; o(sys.argv[1], create=True); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    assert path.with_name("project.duikan.lock").exists()
    opened = open_database(path)
    assert opened.holder is not None
    assert not opened.holder.clean
    opened.close()
    assert not path.with_name("project.duikan.lock").exists()


def test_damage_found_after_an_unclean_end_is_said(tmp_path: Path) -> None:
    path = tmp_path / "project.duikan"
    open_database(path, create=True).close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * 8192 + whole[12288:])
    path.with_name("project.duikan.lock").write_text('{"who": "x"}', encoding="utf-8")
    assert code_of(path) == "project.damaged"
    assert code_of(path) == "project.damaged"  # asking twice does not make it whole


def test_a_server_that_is_away_is_said() -> None:
    with pytest.raises(DatabaseUnreached) as said:
        open_database("postgresql://editor:secret@127.0.0.1:1/paper")
    assert said.value.code == "db.unreached"
    assert "secret" not in str(said.value.values)


def test_everything_said_has_its_sentence() -> None:
    folder = Path(database.__file__).parent
    sources = [*folder.glob("*.py"), folder.parent / "services" / "workspace.py"]
    said = {
        code
        for source in sources
        for code in re.findall(
            r'"((?:project|disk|db|backup|file)\.[a-z_]+|stale)"', source.read_text(encoding="utf-8")
        )
    }
    assert "project.held" in said
    for language in LANGUAGES:
        assert {f"error.{code}" for code in said} <= catalogue(language).keys()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (sqlite3.SQLITE_BUSY, "project.busy"),
        (sqlite3.SQLITE_PROTOCOL, "project.busy"),  # a read-only opening beside a window that opens or closes
        (sqlite3.SQLITE_FULL, "disk.full"),
        (sqlite3.SQLITE_IOERR_SHMMAP, "project.unwritable"),
        (sqlite3.SQLITE_CORRUPT, "project.damaged"),
    ],
)
def test_what_sqlite_cannot_do_is_said_in_a_sentence(code: int, said: str, tmp_path: Path) -> None:
    problem = sqlite3.OperationalError("locking protocol")
    problem.sqlite_errorcode = code
    with pytest.raises(ProjectError) as told, translated(str(tmp_path / "mine.duikan")):
        raise problem
    assert told.value.code == said
    assert say(f"error.{said}", "zh_Hant", **told.value.values)
