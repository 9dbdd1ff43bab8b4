"""What the database says when it fails, as the sentences of duikan.errors."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from duikan.errors import DatabaseUnreached, DuikanError, ProjectError, Stale

_BY_SQLITE_CODE = {
    sqlite3.SQLITE_FULL: "disk.full",
    sqlite3.SQLITE_READONLY: "project.unwritable",
    sqlite3.SQLITE_PERM: "project.unwritable",
    sqlite3.SQLITE_CANTOPEN: "project.unwritable",
    sqlite3.SQLITE_CORRUPT: "project.damaged",
    sqlite3.SQLITE_NOTADB: "project.damaged",
    sqlite3.SQLITE_IOERR: "project.io",
}
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_FULL = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)


@contextmanager
def translated(where: str) -> Generator[None]:
    """Turn what SQLAlchemy, SQLite, psycopg and the disk raise inside into errors a person can act on."""
    try:
        yield
    except StaleDataError as problem:
        raise Stale("stale") from problem
    except DBAPIError as problem:
        error = _from_driver(problem, where)
        if error is None:
            raise
        raise error from problem
    except OSError as problem:
        if problem.errno in _FULL:
            raise ProjectError("disk.full", path=where) from problem
        raise


def _from_driver(problem: DBAPIError, where: str) -> DuikanError | None:
    raw = problem.orig
    if isinstance(raw, sqlite3.Error):
        code = getattr(raw, "sqlite_errorcode", 0) & 0xFF
        if code in _BUSY:
            return ProjectError("project.held", path=where, who="", since="")
        return ProjectError(_BY_SQLITE_CODE[code], path=where) if code in _BY_SQLITE_CODE else None
    return _from_postgresql(problem, where)


def _from_postgresql(problem: DBAPIError, where: str) -> DuikanError | None:
    state = getattr(problem.orig, "sqlstate", None) or ""
    if state == "53100":
        return ProjectError("disk.full", path=where)
    if state in ("42501", "25006"):  # no privilege; a read-only server
        return ProjectError("project.unwritable", path=where)
    if state in ("40001", "40P01"):  # serialisation, deadlock: somebody else was first
        return Stale("stale")
    gone = state[:2] in ("08", "28", "3D", "53", "55", "57") or (not state and _is_operational(problem))
    return DatabaseUnreached("db.unreached", path=where) if gone or problem.connection_invalidated else None


def _is_operational(problem: DBAPIError) -> bool:
    return type(problem.orig).__name__ in ("OperationalError", "ConnectionTimeout")
