"""Copies of a project file in `<project>.backups/`: made online, tried by opening, kept by age."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from duikan.errors import InputError, ProjectError
from duikan.store.base import now
from duikan.store.holder import Holder

NEWEST_KEPT = 5
DAYS_KEPT = 5


def backup_folder(project: Path) -> Path:
    """Where the backups of a project lie."""
    return project.with_name(project.name + ".backups")


def backups(project: Path) -> list[Path]:
    """The backups of a project, oldest first."""
    return sorted(backup_folder(project).glob("*.duikan"))


def newest_backup(project: Path) -> Path | None:
    """The backup to go back to, if there is one."""
    found = backups(project)
    return found[-1] if found else None


def changed_since_backup(project: Path) -> bool:
    """False when the newest backup already holds all that the project does."""
    newest = newest_backup(project)
    if newest is None:
        return True
    files = [project, project.with_name(project.name + "-wal")]
    return any(file.exists() and file.stat().st_mtime > newest.stat().st_mtime for file in files)


def save_backup(project: Path) -> Path:
    """Copy the project while it is in use, try the copy, let old ones go; the path of the copy."""
    folder = backup_folder(project)
    folder.mkdir(exist_ok=True)
    target = _free_name(folder)
    part = target.with_suffix(".part")
    try:
        _copy(project, part)
        if not _sound(part):
            raise ProjectError("project.damaged", file=str(project), backup=str(newest_backup(project) or ""))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    _let_old_ones_go(project)
    return target


def _free_name(folder: Path) -> Path:
    stamp = now().strftime("%Y-%m-%dT%H%M%S.%f")[:-3]
    return folder / f"{stamp}Z.duikan"


def _copy(project: Path, target: Path) -> None:
    try:
        with closing(sqlite3.connect(project)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, to be opened and moved as it is
    except sqlite3.DatabaseError as problem:
        code = getattr(problem, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            raise ProjectError("disk.full", file=str(target.parent)) from problem
        if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise ProjectError("project.unwritable", file=str(target.parent)) from problem
        raise ProjectError("project.damaged", file=str(project), backup=str(newest_backup(project) or "")) from problem


def _sound(path: Path) -> bool:
    """Opens, is whole, and is one of ours."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            whole = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            return whole and bool(connection.execute("SELECT version_num FROM alembic_version").fetchone())
    except sqlite3.Error:
        return False


def _let_old_ones_go(project: Path) -> None:
    """Keep the newest few, and the last one of each of the days before them."""
    found = backups(project)
    keep = set(found[-NEWEST_KEPT:])
    by_day = {path.name[:10]: path for path in found[:-NEWEST_KEPT]}
    keep.update(by_day[day] for day in sorted(by_day)[-DAYS_KEPT:])
    for path in found:
        if path not in keep:
            path.unlink(missing_ok=True)


def restore(project: Path, backup: Path) -> Path | None:
    """Put a backup in the project's place; what was there is backed up first, where it can be: its path."""
    if not backup.is_file():
        raise InputError("file.missing", file=str(backup))
    if not _sound(backup):
        raise ProjectError("project.damaged", file=str(backup), backup="")
    holder = Holder(project)
    try:
        part = project.with_name(project.name + ".restore")
        shutil.copyfile(backup, part)  # before anything else: making a backup may let this old one go
        saved = _save_if_possible(project)
        for ending in ("-wal", "-shm"):  # they belong to the file that goes; left behind they would spoil the new one
            project.with_name(project.name + ending).unlink(missing_ok=True)
        part.replace(project)
    finally:
        holder.release()
    return saved


def _save_if_possible(project: Path) -> Path | None:
    if not project.exists():
        return None
    try:
        return save_backup(project)
    except ProjectError as problem:
        if problem.code != "project.damaged":
            raise
        return None
