"""The journal: every change to a tracked row, before and after, under the act it belongs to.

Mapper events write the images; nothing else may change a tracked row (bulk statements raise). Undo writes *before*
back where the row still equals *after*, redo the other way round; otherwise `Stale`. A long text is named in an
image by its hash and kept, once, when it leaves its row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, Literal

from sqlalchemy import Connection, Table, event, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, object_session

from duikan.errors import Stale
from duikan.store.base import Base, Tracked
from duikan.store.codec_json import dumps
from duikan.store.journal_models import Change, KeptText, Operation
from duikan.store.models import TRACKED

LONG_TEXT = 1000  # code points; longer ones are named by hash in an image
_KEY = "duikan.act"
_TABLES: dict[str, Table] = {row.__tablename__: Base.metadata.tables[row.__tablename__] for row in TRACKED}  # type: ignore[attr-defined]
_CLASSES: dict[str, type[Tracked]] = {row.__tablename__: row for row in TRACKED}  # type: ignore[attr-defined]

Image = dict[str, Any]


@dataclass
class Recorded:
    """One tracked row before and after one step; None: it was not there."""

    table: str
    row_id: int
    before: Image | None
    after: Image | None


@dataclass
class Act:
    """The operation under way in a session, and what it has changed so far."""

    operation: Operation
    recorded: list[Recorded] = field(default_factory=list[Recorded])


class ProjectSession(Session):
    """A session whose tracked rows can be changed only one by one, inside an operation."""


# ---------------------------------------------------------------- an act


def begin(session: Session, name: str, author: str) -> Act:
    """Start an operation: from here the session's changes to tracked rows are written down."""
    operation = Operation(name=name, author=author)
    session.add(operation)
    session.flush()
    act = Act(operation)
    session.info[_KEY] = act
    return act


def describe(session: Session, detail: str) -> None:
    """Say in the page's own words what the operation under way is about; history shows it."""
    _act(session).operation.detail = detail


def author(session: Session) -> str:
    """Who does the operation under way."""
    return _act(session).operation.author


def so_far(session: Session) -> tuple[Recorded, ...]:
    """What the operation under way has changed until now."""
    session.flush()
    return tuple(_act(session).recorded)


def finish(session: Session) -> tuple[Recorded, ...]:
    """Write down the images of the operation under way and end it; what it changed, in order."""
    session.flush()
    act = _act(session)
    del session.info[_KEY]
    rows = [
        {
            "operation_id": act.operation.id,
            "table": one.table,
            "row_id": one.row_id,
            "before": one.before,
            "after": one.after,
        }
        for one in act.recorded
    ]
    if rows:
        session.connection().execute(insert(Change), rows)
    return tuple(act.recorded)


def _act(session: Session | None) -> Act:
    act: Act | None = session.info.get(_KEY) if session is not None else None
    if act is None:
        raise RuntimeError("a tracked row was changed outside an operation: go through Workspace.do")
    return act


# ---------------------------------------------------------------- undo and redo


def replay(session: Session, operation: Operation, way: Literal["back", "forth"]) -> tuple[Recorded, ...]:
    """Take an operation back, or do it again; each row must be as the operation left (or found) it, else Stale."""
    changes = session.scalars(select(Change).where(Change.operation_id == operation.id).order_by(Change.id)).all()
    connection = session.connection()
    done: list[Recorded] = []
    for change in reversed(changes) if way == "back" else changes:
        old, new = (change.after, change.before) if way == "back" else (change.before, change.after)
        try:
            _put(connection, _TABLES[change.table], change.row_id, old, new)
        except IntegrityError as problem:  # a row of somebody else's hangs on this one
            raise Stale("stale", table=change.table) from problem
        done.append(Recorded(change.table, change.row_id, old, new))
    operation.state = "undone" if way == "back" else "done"
    session.flush()
    session.expire_all()
    return tuple(done)


def _put(connection: Connection, table: Table, row_id: int, old: Image | None, new: Image | None) -> None:
    row = _row(connection, table, row_id)
    present = _image(table, row) if row is not None else None
    if present is None or old is None:
        if present is not old:
            raise Stale("stale", table=table.name)
    elif dumps(present) != dumps(old):
        raise Stale("stale", table=table.name)
    if row is not None:
        _keep_texts(connection, row, new)
    here = table.c["id"] == row_id
    if new is None:
        connection.execute(table.delete().where(here))
    elif row is None:
        connection.execute(table.insert().values(**_values(connection, table, new), version=1))
    else:
        # Only what differs: a long text that stays in its row was never kept elsewhere.
        values = _values(connection, table, {name: new[name] for name in new if new[name] != (present or {})[name]})
        connection.execute(table.update().where(here).values(**values, version=row["version"] + 1))


# ---------------------------------------------------------------- what was removed


def removed_image(change: Change) -> Image:
    """How a row was before it went: its last state in an act that removed it, or in one that was undone for good."""
    return change.before if change.before is not None else change.after or {}


def revive(session: Session, change: Change, **instead: Any) -> None:
    """Put a removed row back under its own id, some columns as `instead` says, as part of the operation under way."""
    kind = _CLASSES[change.table]
    image = removed_image(change)
    values = _values(session.connection(), _TABLES[change.table], image)
    row = kind(**values | instead)
    session.add(row)
    session.flush()


def text_of(session: Session, plain: Any) -> str:
    """A text of an image in full, also where the image only names it."""
    return str(_value(session.connection(), str, plain) or "")


# ---------------------------------------------------------------- images


def _row(connection: Connection, table: Table, row_id: int) -> dict[str, Any] | None:
    found = connection.execute(select(table).where(table.c["id"] == row_id)).mappings().one_or_none()
    return None if found is None else dict(found)


def _image(table: Table, row: dict[str, Any]) -> Image:
    plain = {column.name: _plain(column.type.python_type, row[column.name]) for column in table.columns}
    del plain["version"]
    return plain


def _plain(kind: type, value: Any) -> Any:
    """The value as JSON has it, and as the database will give it back."""
    if isinstance(value, str):
        return {"sha256": _hash(value)} if len(value) > LONG_TEXT else value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return kind(value) if kind in (float, bool) and value is not None else value


def _hash(value: str) -> str:
    return sha256(value.encode("utf-8")).hexdigest()


def _keep_texts(connection: Connection, row: dict[str, Any], kept: Image | None) -> None:
    """Keep the long texts of a row that its next state does not hold (`kept`: its plain or imaged values)."""
    for name, value in row.items():
        if not isinstance(value, str) or len(value) <= LONG_TEXT:
            continue
        if kept is not None and kept.get(name) in (value, _plain(str, value)):
            continue
        known = select(KeptText.sha256).where(KeptText.sha256 == _hash(value))
        if connection.execute(known).first() is None:
            connection.execute(insert(KeptText).values(sha256=_hash(value), text=value))


def _values(connection: Connection, table: Table, image: Image) -> dict[str, Any]:
    """The column values an image stands for."""
    return {column.name: _value(connection, column.type.python_type, image[column.name]) for column in table.columns
            if column.name in image}  # fmt: skip


def _value(connection: Connection, kind: type, plain: Any) -> Any:
    if plain is None:
        return None
    if kind in (date, datetime):
        return kind.fromisoformat(plain)
    if kind is str and isinstance(plain, dict):
        digest = str(plain["sha256"])  # pyright: ignore[reportUnknownArgumentType]
        return connection.execute(select(KeptText.text).where(KeptText.sha256 == digest)).scalar_one()
    return plain


# ---------------------------------------------------------------- what the mapper tells


def _table(target: Tracked) -> Table:
    return _TABLES[target.__tablename__]  # type: ignore[attr-defined]


def _inserted(_mapper: Mapper[Any], _connection: Connection, target: Tracked) -> None:
    act, table = _act(object_session(target)), _table(target)
    row = {column.name: getattr(target, column.name) for column in table.columns}
    act.recorded.append(Recorded(table.name, target.id, None, _image(table, row)))


def _about_to_update(_mapper: Mapper[Any], connection: Connection, target: Tracked) -> None:
    _write_before(connection, target, vars(target))


def _about_to_delete(_mapper: Mapper[Any], connection: Connection, target: Tracked) -> None:
    _write_before(connection, target, {})


def _write_before(connection: Connection, target: Tracked, held: dict[str, Any]) -> None:
    act, table = _act(object_session(target)), _table(target)
    row = _row(connection, table, target.id)
    if row is None:
        raise Stale("stale", table=table.name)
    act.recorded.append(Recorded(table.name, target.id, _image(table, row), None))
    _keep_texts(connection, row, row | held if held else None)


def _changed(_mapper: Mapper[Any], connection: Connection, target: Tracked) -> None:
    recorded = _act(object_session(target)).recorded
    table = _table(target)
    row = _row(connection, table, target.id)
    step = next(one for one in reversed(recorded) if (one.table, one.row_id) == (table.name, target.id))
    step.after = _image(table, row) if row is not None else None
    if step.after == step.before:
        recorded.remove(step)


def _refuse_bulk(state: ORMExecuteState) -> None:
    if not (state.is_insert or state.is_update or state.is_delete):
        return
    table = getattr(state.statement, "table", None)
    if getattr(table, "name", "") in _TABLES:
        raise RuntimeError(f"bulk statement on tracked table {table}: the journal would not see it")


def _listen() -> None:
    for row in TRACKED:
        event.listen(row, "after_insert", _inserted)
        event.listen(row, "before_update", _about_to_update)
        event.listen(row, "after_update", _changed)
        event.listen(row, "before_delete", _about_to_delete)
    event.listen(ProjectSession, "do_orm_execute", _refuse_bulk)


_listen()
