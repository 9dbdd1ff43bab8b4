"""What the database says when it fails, as the sentences of duikan.errors."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from duikan.errors import DatabaseUnreached, DuikanError, ProjectError, Stale
from duikan.store.backup import newest_backup

_BY_SQLITE_CODE = {
    sqlite3.SQLITE_FULL: "disk.full",
    sqlite3.SQLITE_READONLY: "project.unwritable",
    sqlite3.SQLITE_PERM: "project.unwritable",
    sqlite3.SQLITE_CANTOPEN: "project.unwritable",
    sqlite3.SQLITE_IOERR: "project.unwritable",
}
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
# PROTOCOL ("locking protocol"): the shared memory of the log was held too long by those who open and close it.
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL)
_FULL = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)


@contextmanager
def translated(where: str) -> Generator[None]:
    """Turn what SQLAlchemy, SQLite, psycopg and the disk raise inside into errors a person can act on."""
    try:
        yield
    except StaleDataError as problem:
        raise Stale("stale") from problem
    except (DBAPIError, sqlite3.Error) as problem:
        error = _from_driver(problem, where)
        if error is None:
            raise
        raise error from problem
    except OSError as problem:
        if problem.errno in _FULL:
            raise ProjectError("disk.full", file=where) from problem
        raise


def _from_driver(problem: DBAPIError | sqlite3.Error, where: str) -> DuikanError | None:
    raw = problem.orig if isinstance(problem, DBAPIError) else problem
    if isinstance(raw, sqlite3.Error):
        return _from_sqlite(getattr(raw, "sqlite_errorcode", 0) & 0xFF, where)
    assert isinstance(problem, DBAPIError)  # sqlite3's own went the other way
    return _from_postgresql(problem, where)


def _from_sqlite(code: int, where: str) -> DuikanError | None:
    if code in _BUSY:
        return ProjectError("project.busy", file=where)
    if code in _DAMAGED:
        return damaged(Path(where))
    return ProjectError(_BY_SQLITE_CODE[code], file=where) if code in _BY_SQLITE_CODE else None


def damaged(project: Path) -> ProjectError:
    """The error that says a project is damaged, and which backup there is to go back to."""
    return ProjectError("project.damaged", file=str(project), backup=str(newest_backup(project) or ""))


def _from_postgresql(problem: DBAPIError, where: str) -> DuikanError | None:
    state = getattr(problem.orig, "sqlstate", None) or ""
    if state == "53100":
        return ProjectError("disk.full", file=where)
    if state in ("42501", "25006"):  # no privilege; a read-only server
        return ProjectError("project.unwritable", file=where)
    if state in ("40001", "40P01"):  # serialisation, deadlock: somebody else was first
        return Stale("stale")
    gone = state[:2] in ("08", "28", "3D", "53", "55", "57") or (not state and _is_operational(problem))
    return DatabaseUnreached("db.unreached", url=where) if gone or problem.connection_invalidated else None


def _is_operational(problem: DBAPIError) -> bool:
    return type(problem.orig).__name__ in ("OperationalError", "ConnectionTimeout")
