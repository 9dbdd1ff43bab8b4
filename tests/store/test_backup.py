"""Copies of a project, and going back to one."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from duikan.errors import InputError, ProjectError
from duikan.store import backup
from duikan.store.backup import backups, changed_since_backup, restore, save_backup
from duikan.store.database import open_database


def write(path: Path, name: str) -> None:
    opened = open_database(path, create=True)
    with opened.writing.begin() as connection:
        connection.execute(text("INSERT INTO source (name, kind, version) VALUES (:one, '', 1)"), {"one": name})
    opened.close()


def names(path: Path) -> list[str]:
    opened = open_database(path, read_only=True)
    with opened.reading.connect() as connection:
        found = [row[0] for row in connection.execute(text("SELECT name FROM source ORDER BY id"))]
    opened.close()
    return found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "project.duikan"
    write(path, "one")
    return path


def test_a_backup_of_a_project_in_use_is_a_whole_project(project: Path) -> None:
    opened = open_database(project)
    saved = save_backup(project)
    opened.close()
    assert names(saved) == ["one"]
    assert backups(project) == [saved]


def test_going_back_keeps_what_was_there(project: Path) -> None:
    first = save_backup(project)
    write(project, "two")
    second = restore(project, first)
    assert names(project) == ["one"]
    assert second is not None
    assert names(second) == ["one", "two"]


def test_a_damaged_project_can_go_back(project: Path) -> None:
    saved = save_backup(project)
    project.write_bytes(project.read_bytes()[:5000] + b"\x00" * 500)
    assert restore(project, saved) is None
    assert names(project) == ["one"]


def test_a_project_in_use_is_not_replaced(project: Path) -> None:
    saved = save_backup(project)
    with closing(open_database(project)), pytest.raises(ProjectError, match="held"):
        restore(project, saved)


def test_only_a_sound_backup_is_put_in_place(project: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.duikan"
    with pytest.raises(InputError, match=r"file\.missing"):
        restore(project, other)
    other.write_bytes(b"nothing of ours")
    with pytest.raises(ProjectError, match="damaged"):
        restore(project, other)
    assert names(project) == ["one"]


def test_a_damaged_project_makes_no_backup(project: Path) -> None:
    save_backup(project)
    project.write_bytes(project.read_bytes()[:5000] + b"\x00" * 500)
    with pytest.raises(ProjectError, match="damaged"):
        save_backup(project)
    assert len(backups(project)) == 1
    assert not list(backup.backup_folder(project).glob("*.part"))


def test_a_backup_is_due_when_something_was_written_since(project: Path) -> None:
    assert changed_since_backup(project)
    save_backup(project)
    assert not changed_since_backup(project)
    write(project, "two")
    assert changed_since_backup(project)


def test_the_newest_are_kept_and_one_of_each_day_before(project: Path) -> None:
    folder = backup.backup_folder(project)
    folder.mkdir()
    for day in range(1, 10):
        for hour in (9, 18):
            (folder / f"2026-01-{day:02}T{hour:02}0000.000Z.duikan").touch()
    saved = save_backup(project)
    kept = [path.name[:13] for path in backups(project) if path != saved]
    assert kept == [
        "2026-01-03T18", "2026-01-04T18", "2026-01-05T18", "2026-01-06T18", "2026-01-07T18",
        "2026-01-08T09", "2026-01-08T18", "2026-01-09T09", "2026-01-09T18",
    ]  # fmt: skip
