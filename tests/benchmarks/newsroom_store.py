"""The made-up newsroom's archive as a project: a file kept in build/, or a server of its own for the time of asking."""

from __future__ import annotations

import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from functools import partial
from json import dumps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[1]))

from sqlalchemy import Table, create_engine

from archive import KEPT
from duikan.engine.values import Article
from duikan.services.stamp import reading_stamp
from duikan.services.workspace import Workspace
from duikan.store import codec
from duikan.store.base import Base
from duikan.store.doubts import Doubt, doubts
from newsroom import Copy, copies

Row = dict[str, Any]
Ask = Callable[..., list[Doubt]]
_NOW = datetime(2026, 1, 1).isoformat(" ")
_TABLES = ("document", "article", "mention", "milestone", "fact")


def newsroom_file(mentions: int) -> Path:
    """A project with so many numbers, grouped; made once, and anew when they are read otherwise."""
    KEPT.mkdir(parents=True, exist_ok=True)
    path = KEPT / f"newsroom-{mentions}-{reading_stamp()[:12]}.duikan"
    if path.exists():
        return path
    for old in KEPT.glob(f"newsroom-{mentions}-*"):
        old.unlink()
    fresh = path.with_suffix(".new")
    Workspace.open(fresh, create=True).close()
    with closing(sqlite3.connect(fresh)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        for name, rows in _portions(mentions):
            columns, values = _as_tuples(Base.metadata.tables[name], rows)
            places = ", ".join("?" * len(columns))
            connection.executemany(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({places})", values)
        connection.execute("INSERT OR REPLACE INTO stamp (name, value) VALUES ('reading', ?)", (reading_stamp(),))
        connection.commit()
        connection.execute("ANALYZE")
    fresh.rename(path)
    return path


@contextmanager
def asked_file(mentions: int) -> Iterator[Ask]:
    """Doubts asked of a file."""
    engine = create_engine(f"sqlite:///{newsroom_file(mentions)}")
    with engine.connect() as connection:
        yield partial(doubts, connection)
    engine.dispose()


@contextmanager
def asked_server(mentions: int) -> Iterator[Ask | None]:
    """Doubts asked of a PostgreSQL started for it; None where there is none."""
    from conftest import _postgres_program, _Server  # pyright: ignore[reportPrivateUsage]

    try:
        _postgres_program("initdb")
    except BaseException:  # noqa: BLE001  pytest's way to say that it is not installed
        yield None
        return
    with TemporaryDirectory(prefix="duikan-bench-pg-", ignore_cleanup_errors=True) as folder:
        server = _Server(Path(folder))
        server.start()
        try:
            _fill_server(server.url, mentions)
            engine = create_engine(server.url, connect_args={"prepare_threshold": None})
            with engine.connect() as connection:
                yield partial(doubts, connection)
            engine.dispose()
        finally:
            server.stop()


def _fill_server(url: str, mentions: int) -> None:
    import psycopg

    Workspace.open(url, create=True).close()
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        for name, rows in _portions(mentions):
            _copy(connection.cursor(), name, rows)
        connection.execute("VACUUM ANALYZE")


def _copy(cursor: Any, name: str, rows: list[Row]) -> None:
    columns, values = _as_tuples(Base.metadata.tables[name], rows)
    with cursor.copy(f"COPY {name} ({', '.join(columns)}) FROM STDIN".encode()) as taking:
        for row in values:
            taking.write_row(row)


def _as_tuples(table: Table, rows: list[Row]) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    plain = (tuple(_plain(value) for value in row.values()) for row in rows)
    return [f'"{table.c[name].name}"' for name in rows[0]], plain


def _plain(value: Any) -> Any:
    if isinstance(value, list | dict):
        return dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, date) else value


def _portions(mentions: int) -> Iterator[tuple[str, list[Row]]]:
    """The rows of every table, one cluster at a time, in an order that keys allow."""
    for copy in copies(mentions):
        rows = {
            "document": [_document(number) for number, document, _ in copy.articles if number == document],
            "article": [_article(*one) for one in copy.articles],
            "mention": [
                codec.mention_row(one.article, one.mention) | {"fact_id": copy.facts[one.id]} for one in copy.stated
            ],
            "milestone": list(_milestones(copy)),
            "fact": list(_facts(copy)),
        }
        yield from ((name, rows[name]) for name in _TABLES if rows[name])


def _document(number: int) -> Row:
    return {
        "id": number, "version": 1, "name": f"{number:06}", "path": "", "sha256": f"{number}", "encoding": "utf-8",
        "encoding_reason": "", "outlet": "", "text": "", "report": {}, "imported_at": _NOW,
    }  # fmt: skip


def _article(number: int, document: int, article: Article) -> Row:
    row = codec.new_article(article)
    names = ("position", "kind", "title", "byline", "place", "text", "pieces", "published", "published_basis",
             "published_evidence", "published_confidence")  # fmt: skip
    return {"id": number, "version": 1, "document_id": document} | {name: getattr(row, name) for name in names}


def _milestones(copy: Copy) -> Iterable[Row]:
    rows = (codec.time_row(one.article, one.time) for one in copy.milestones)
    return {row["id"]: row for row in rows}.values()


def _facts(copy: Copy) -> Iterator[Row]:
    held = Counter(copy.facts.values())
    articles = {fact: set[int]() for fact in held}
    for one in copy.stated:
        articles[copy.facts[one.id]].add(one.article)
    for one in copy.stated:
        if copy.facts[one.id] == one.id:
            m = one.mention
            yield {
                "id": one.id, "subject": m.subject, "measure": m.measure, "place": m.place, "unit": m.quantity.unit,
                "mentions": held[one.id], "articles": len(articles[one.id]),
            }  # fmt: skip
