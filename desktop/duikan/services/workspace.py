"""One open project: every change goes through `do`, every question through `read`.

`do` is one transaction, one undo step, one line of history and one answer of what changed. Calls from several
threads stand in line. On a server a row that a colleague changed since this workspace last heard of it is not
overwritten: `Stale`; ask `changes_since`, show it, try again.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar

from sqlalchemy import Connection, func, select, update
from sqlalchemy.orm import Session

from duikan.errors import DuikanError, ProjectError, Stale
from duikan.services import search_index
from duikan.services.decisions import settle_decisions
from duikan.services.signoff import revoke_changed
from duikan.services.stamp import is_current
from duikan.services.touched import Changes, Touched, changes_of, touched_by
from duikan.store import journal
from duikan.store.backup import changed_since_backup, newest_backup, save_backup
from duikan.store.backup import restore as put_back
from duikan.store.database import Database, announce, lock_for_writing, open_database, wait_for_others
from duikan.store.failures import translated
from duikan.store.journal_models import Change, Notice, Operation

if TYPE_CHECKING:
    from duikan.services.collection import Collection

P = ParamSpec("P")
T = TypeVar("T")

BACKUP_EVERY = 600.0  # seconds of work
RISKY = frozenset(("document.remove", "import.remove"))

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What an act gave back, and what it changed."""

    value: T
    changes: Changes


class Workspace:
    """A project that is open for work. Use `Workspace.open`; a context manager closes it."""

    def __init__(self, database: Database, author: str) -> None:
        self.author = author
        self._database = database
        self._lane = RLock()
        self._writer = uuid.uuid4().hex
        self._backed_up = time.monotonic()
        self._known: Collection | None = None
        with translated(self.where), self._session(writes=False) as session:
            self._seen = _newest_notice(session)

    @classmethod
    def open(cls, where: str | Path, *, author: str = "", create: bool = False, read_only: bool = False) -> Workspace:
        """Open the project at a path (*.duikan) or a postgresql:// address; an existing file is backed up first."""
        database = open_database(where, author=author, create=create, read_only=read_only)
        try:
            workspace = cls(database, author)
            if not database.created and not read_only and database.path and changed_since_backup(database.path):
                workspace._backup_if_possible()
            if not read_only and not workspace.read(is_current):
                workspace.rebuild()
            if not read_only and not workspace.read(search_index.is_built):
                with workspace._writing() as session:
                    search_index.build(session)
        except BaseException:
            database.close()
            raise
        return workspace

    @property
    def where(self) -> str:
        """The path, or the address without its password."""
        return self._database.where

    @property
    def read_only(self) -> bool:
        return self._database.read_only

    @property
    def newest(self) -> int:
        """Up to where this workspace knows what happened: what `changes_since` asks from."""
        return self._seen

    # ------------------------------------------------------------ asking

    def read(self, function: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask the project something: one state of it, nobody waits; safe from any thread."""
        with translated(self.where), self._session(writes=False) as session:
            return function(session, *args, **kwargs)

    def changes_since(self, operation: int) -> Changes:
        """All that happened after `Changes.operation` of an earlier answer, by anybody."""
        with self._lane, translated(self.where), self._session(writes=False) as session:
            changes = _since(session, operation)
            self._seen = max(self._seen, changes.operation)
            return changes

    def wait_for_others(self, timeout: float) -> bool:
        """True when a colleague changed something since `newest`; waits up to `timeout` seconds, never in a file."""
        with translated(self.where):
            return wait_for_others(self._database, self._writer, timeout, self._has_news)

    def _has_news(self, connection: Connection) -> bool:
        theirs = select(Notice.id).where(Notice.id > self._seen, Notice.writer != self._writer)
        return connection.execute(theirs.limit(1)).first() is not None

    # ------------------------------------------------------------ changing

    def do(
        self, name: str, function: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Done[T]:
        """Run one act: all of it or nothing; `name` is its code in history. An act that changes nothing leaves none."""
        with self._lane:
            self._refuse_if_read_only()
            if name in RISKY:
                self.backup()
            with self._writing() as session:
                act = journal.begin(session, name, self.author)
                value = function(session, *args, **kwargs)
                self._infer_dates(session)
                recorded = journal.so_far(session)
                if not recorded:
                    session.rollback()
                    return Done(value, Changes(self._seen))
                self._refuse_stale(session, recorded)
                self._forget_undone(session)
                touched = self._follow(session, recorded)
                revoke_changed(session, name, recorded)  # after the conflicts: a new one revokes, too
                touched.articles |= touched_by(session, journal.finish(session)[len(recorded) :]).articles
                changes = self._tell(session, act.operation.id, touched)
                session.commit()
            self._after_commit(changes)
            return Done(value, changes)

    def undo(self) -> Changes | None:
        """Take the newest act back; None when there is none. On a server: of this author."""
        newest = select(Operation).where(Operation.state == "done").order_by(Operation.id.desc())
        return self._replay(newest, "back")

    def redo(self) -> Changes | None:
        """Do the act that was taken back last again; None when there is none."""
        oldest = select(Operation).where(Operation.state == "undone").order_by(Operation.id)
        return self._replay(oldest, "forth")

    def rebuild(self) -> Changes:
        """Read every article again; nothing an editor did is touched, and history has no line of it."""
        with self._lane:
            self._refuse_if_read_only()
            from duikan.services.derive import rebuild

            with self._writing() as session:
                touched = Touched(articles=rebuild(session, self._collection()))
                settle_decisions(session)
                changes = self._tell(session, None, touched)
                session.commit()
            self._after_commit(changes)
            return changes

    @contextmanager
    def _writing(self) -> Generator[Session]:
        """A session that alone writes; what failed in it is not remembered."""
        try:
            with translated(self.where), self._session(writes=True) as session:
                lock_for_writing(session.connection())
                yield session
        except BaseException:
            self._known = None
            raise

    # The reading and the rules load with the first act that needs them: a project opens without.

    def _collection(self) -> Collection:
        from duikan.services.collection import Collection

        self._known = self._known or Collection(self._writer)
        return self._known

    def _infer_dates(self, session: Session) -> None:
        recorded = journal.so_far(session)
        if any(one.table == "article" for one in recorded):
            from duikan.services.derive import infer_dates

            infer_dates(session, recorded)

    def _replay(self, query: Any, way: Any) -> Changes | None:
        with self._lane:
            self._refuse_if_read_only()
            with self._writing() as session:
                operation = session.scalars(query.where(*self._mine()).limit(1)).one_or_none()
                if operation is None:
                    return None
                recorded = journal.replay(session, operation, way)
                changes = self._tell(session, operation.id, self._follow(session, recorded))
                session.commit()
            self._after_commit(changes)
            return changes

    def _mine(self) -> tuple[Any, ...]:
        """Whose acts undo and redo walk: in a file all, on a server this author's."""
        return () if self._database.path else (Operation.author == self.author,)

    def _follow(self, session: Session, recorded: tuple[journal.Recorded, ...]) -> Touched:
        """Work out what follows from the act."""
        touched = touched_by(session, recorded)
        if touched.reread or touched.regroup:
            from duikan.services.derive import derive

            touched.articles |= derive(session, touched.reread, self._collection(), regroup=touched.regroup)
            settle_decisions(session)
        elif touched.decided:
            settle_decisions(session, touched.decided)
        return touched

    def _tell(self, session: Session, operation: int | None, touched: Touched) -> Changes:
        notice = Notice(operation_id=operation, writer=self._writer, touched=touched.to_json())
        session.add(notice)
        session.flush()
        announce(session.connection(), notice.id, self._writer)
        if self._known is not None:
            self._known.settle(notice.id)
        return _since(session, self._seen)

    def _forget_undone(self, session: Session) -> None:
        undone = (Operation.state == "undone", *self._mine())
        session.execute(update(Operation).where(*undone).values(state="gone"))

    def _refuse_stale(self, session: Session, recorded: tuple[journal.Recorded, ...]) -> None:
        rows = {(one.table, one.row_id) for one in recorded if one.before is not None}
        theirs = (
            select(Change.table, Change.row_id)
            .join(Notice, Notice.operation_id == Change.operation_id)
            .where(Notice.id > self._seen, Notice.writer != self._writer)
        )
        overwritten = rows.intersection((table, row_id) for table, row_id in session.execute(theirs))
        if overwritten:
            raise Stale("stale", table=min(overwritten)[0])

    def _refuse_if_read_only(self) -> None:
        if self.read_only:
            raise ProjectError("project.unwritable", file=self.where)

    def _after_commit(self, changes: Changes) -> None:
        self._seen = changes.operation
        if self._database.path is None or time.monotonic() - self._backed_up < BACKUP_EVERY:
            return
        self._backup_if_possible()

    # ------------------------------------------------------------ keeping

    @property
    def saved_at(self) -> datetime | None:
        """When the newest backup was made; None without one, and on a server, whose own backups count."""
        saved = newest_backup(self._database.path) if self._database.path else None
        return datetime.fromtimestamp(saved.stat().st_mtime, UTC) if saved else None

    def backup(self) -> Path | None:
        """Copy the project beside it and try the copy; None on a server, whose own backups count."""
        if self._database.path is None:
            return None
        with self._lane, translated(self.where):
            saved = save_backup(self._database.path)
            self._backed_up = time.monotonic()
            return saved

    def _backup_if_possible(self) -> None:
        """A copy that finds no room keeps nobody from working: the next act tries again."""
        try:
            self.backup()
        except (DuikanError, OSError) as problem:
            _log.warning("backup failed: %s", problem)

    def close(self) -> None:
        """Let go of the project, after the act under way; harmless when already closed."""
        with self._lane:
            self._database.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _session(self, *, writes: bool) -> Session:
        engine = self._database.writing if writes else self._database.reading
        return journal.ProjectSession(engine, expire_on_commit=False)


def restore(where: str | Path, saved: Path | None = None) -> Path:
    """Put a project back as it was in a backup (the newest, if none is named); what was there is backed up first."""
    project = Path(where)
    chosen = saved or newest_backup(project)
    if chosen is None:
        raise ProjectError("backup.none", file=str(project))
    put_back(project, chosen)
    return chosen


def _newest_notice(session: Session) -> int:
    return session.scalar(select(func.max(Notice.id))) or 0


def _since(session: Session, notice: int) -> Changes:
    changes = Changes(notice)
    for row in session.execute(select(Notice.id, Notice.touched).where(Notice.id > notice).order_by(Notice.id)):
        changes |= changes_of(row.id, row.touched)
    return changes
