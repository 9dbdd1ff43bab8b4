"""Opening a project: a SQLite file of our own, or a schema on a PostgreSQL server.

A project is recognised by its revision (and, in a file, by the application id), upgraded after a backup, checked
after an unclean end, and held by one writer where it is a file. Write transactions stand in line: `BEGIN IMMEDIATE`
on SQLite, an advisory lock on PostgreSQL; read sessions see one state and wait for nobody.
"""

from __future__ import annotations

import os
import sqlite3
import struct
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from duikan.errors import InputError, ProjectError
from duikan.store import codec_json
from duikan.store.backup import save_backup
from duikan.store.failures import damaged, translated
from duikan.store.holder import Holder

APPLICATION_ID = 0x4455494B  # "DUIK", at byte 68 of the file
REVISIONS = tuple(f"duikan_{number:04}" for number in range(1, 6))  # every revision this program knows, oldest first
_PREFIX = "duikan_"
_MAGIC = b"SQLite format 3\x00"
_SERVER_OPTIONS = "-c idle_in_transaction_session_timeout=60000 -c lock_timeout=30000"


@dataclass
class Database:
    """An open project. `path` is None on a server, `holder` where nobody needs to be kept out."""

    where: str
    reading: Engine
    writing: Engine
    path: Path | None = None
    holder: Holder | None = None
    read_only: bool = False
    created: bool = False

    def close(self) -> None:
        """Let go of the connections and the project."""
        self.reading.dispose()  # the writing engine stands on the same pool
        if self.holder is not None:
            self.holder.release()


def open_database(where: str | Path, *, author: str = "", create: bool = False, read_only: bool = False) -> Database:
    """Open (or `create`) the project at a path or a postgresql:// address, upgraded to this program's revision."""
    told = str(where)
    if told.startswith(("postgresql:", "postgresql+psycopg:", "postgres:")):
        with translated(_shown(told)):
            return _open_server(told, create, read_only)
    path = Path(where).resolve()  # the lock lies beside the file itself, whatever link led to it
    with translated(str(path)):
        return _open_file(path, author, create, read_only)


# ---------------------------------------------------------------- a file


def _open_file(path: Path, author: str, create: bool, read_only: bool) -> Database:
    new = not path.exists() or (create and path.stat().st_size == 0)
    if new and not create:
        raise InputError("project.missing", file=str(path))
    if not new:
        _recognise_file(path)
    holder = None if read_only else Holder(path, author)
    with ExitStack() as undo:  # taken down again, last first, when it cannot be opened
        if holder is not None:
            undo.callback(holder.release)
        if new:
            undo.callback(_take_away, path)
            _mark_as_ours(path)
        engine = _file_engine(path, read_only)
        undo.callback(engine.dispose)
        database = _two_engines(str(path), engine, path, holder, read_only)
        database.created = new
        if holder is not None and not holder.clean and not new:
            _check_integrity(database)
        _bring_up_to_date(database, new)
        undo.pop_all()
    return database


def _take_away(path: Path) -> None:
    """A project that could not be made leaves nothing behind."""
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _recognise_file(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as problem:
        raise ProjectError("project.unwritable", file=str(path)) from problem
    ours = len(head) == 100 and head.startswith(_MAGIC) and struct.unpack(">I", head[68:72])[0] == APPLICATION_ID
    if not ours:
        raise ProjectError("project.not_one", file=str(path))


def _mark_as_ours(path: Path) -> None:
    """Into the file itself, before there is a log beside it: a project is recognised also while it is in use."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")


def _file_engine(path: Path, read_only: bool) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)) if not read_only else _read_only_url(path),
        json_serializer=codec_json.dumps,
        connect_args={"timeout": 10.0, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def _(connection: sqlite3.Connection, _record: object) -> None:  # pyright: ignore[reportUnusedFunction]
        for pragma in ("foreign_keys=ON", "synchronous=FULL", "trusted_schema=OFF"):
            connection.execute(f"PRAGMA {pragma}")
        if not read_only:
            connection.execute("PRAGMA journal_mode=WAL")

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:  # pyright: ignore[reportUnusedFunction]
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _read_only_url(path: Path) -> URL:
    query = {"mode": "ro", "uri": "true"}
    wal = path.with_name(path.name + "-wal")
    if not wal.exists() and not _can_write(path.parent):
        query["immutable"] = "1"  # no room for the shared memory beside it, and nobody can write it either
    return URL.create("sqlite", database=path.absolute().as_uri(), query=query)


def _can_write(folder: Path) -> bool:

    return os.access(folder, os.W_OK)


def _check_integrity(database: Database) -> None:
    """After an unclean end: SQLite rolls back by itself; what it cannot mend is said, with the backup to go back to."""
    try:
        with database.reading.connect() as connection:
            sound = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar() == "ok"
    except DBAPIError:
        sound = False
    if not sound:
        raise damaged(Path(database.where))


# ---------------------------------------------------------------- a server


def _shown(address: str) -> str:
    try:
        return make_url(address).render_as_string(hide_password=True)
    except ArgumentError:
        return address


def _open_server(address: str, create: bool, read_only: bool) -> Database:
    try:
        url = make_url(address)
    except ArgumentError as problem:
        raise InputError("db.address", url=address) from problem
    schema = str(url.query.get("schema", "public"))
    if not schema.isidentifier() or not schema.isascii():
        raise InputError("db.address", url=_shown(address))
    try:
        engine = _server_engine(url.difference_update_query(["schema"]), schema)
    except ModuleNotFoundError as problem:
        raise InputError("db.driver") from problem
    database = _two_engines(_shown(address), engine, read_only=read_only)
    try:
        database.created = _prepare_schema(database, schema, create)
        _bring_up_to_date(database, database.created)
    except BaseException:
        database.close()
        raise
    return database


def _server_engine(url: URL, schema: str) -> Engine:
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        json_serializer=codec_json.dumps,
        pool_pre_ping=True,
        connect_args={
            "prepare_threshold": None,
            "connect_timeout": 10,
            "options": f"-c search_path={schema} {_SERVER_OPTIONS}",
        },
    )


def _prepare_schema(database: Database, schema: str, create: bool) -> bool:
    """True when the schema was empty and may be filled."""
    with database.writing.begin() as connection:
        if create:
            connection.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{schema}"'))
        tables = inspect(connection).get_table_names()
    if tables:
        return False
    if not create:
        raise ProjectError("project.not_one", file=database.where)
    return True


# ---------------------------------------------------------------- both


def _two_engines(
    where: str, engine: Engine, path: Path | None = None, holder: Holder | None = None, read_only: bool = False
) -> Database:
    """A reading and a writing face of one pool."""
    if engine.dialect.name == "postgresql":
        reading = engine.execution_options(isolation_level="REPEATABLE READ")
    else:
        reading = engine
    return Database(where, reading, engine.execution_options(writes=True), path, holder, read_only)


def _bring_up_to_date(database: Database, new: bool) -> None:
    found = "" if new else _revision(database)
    new = new or (database.path is not None and found == "")  # marked as ours, and then its making was cut off
    if found == REVISIONS[-1]:
        return
    if not new and found not in REVISIONS:
        code = "project.newer" if found.startswith(_PREFIX) else "project.not_one"
        raise ProjectError(code, file=database.where)
    if database.read_only:
        raise ProjectError("project.older", file=database.where)
    if database.path is not None and not new:
        save_backup(database.path)
    with database.writing.begin() as connection:
        migrate(connection)


def _revision(database: Database) -> str:
    try:
        with database.reading.connect() as connection:
            return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")
    except DBAPIError as problem:
        missing = getattr(problem.orig, "sqlstate", "") == "42P01" or "no such table" in str(problem.orig)
        if missing:
            return ""
        raise


def migrate(connection: Connection, revision: str = "head") -> None:
    """Bring the tables on this connection to a revision, inside its transaction."""
    from alembic import command  # late: a project that is up to date does not pay for it
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def lock_for_writing(connection: Connection) -> None:
    """On a server: wait for the other writers of this project; freed by commit or rollback."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('duikan ' || current_schema(), 0))"))


def announce(connection: Connection, notice: int, writer: str) -> None:
    """On a server: tell the other open windows, on commit, that there is something new to read."""
    if connection.dialect.name == "postgresql":
        told = {"told": f"{notice} {writer}"}
        connection.execute(text("SELECT pg_notify('duikan_' || current_schema(), :told)"), told)


def wait_for_others(database: Database, writer: str, timeout: float, news: Callable[[Connection], bool]) -> bool:
    """On a server: wait until another writer announces something; True at once where `news` already has it."""
    if database.path is not None:
        return False
    with database.writing.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        channel = f"duikan_{connection.execute(text('SELECT current_schema()')).scalar()}"
        connection.execute(text(f'LISTEN "{channel}"'))
        try:
            if news(connection):  # told before we listened
                return True
            with closing(cast(Any, connection.connection.driver_connection).notifies(timeout=timeout)) as heard:
                return any(str(one.payload).partition(" ")[2] != writer for one in heard)
        finally:
            connection.execute(text("UNLISTEN *"))
