"""What a window begins with, kept from the last time, so that it is shown before the database libraries are loaded.

A copy of answers and nothing else: it is good only while the project stands at the same notice of the same writer,
and while the program is the same. Whatever does not fit is left out, and the project is asked as ever.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import sqlite3
from contextlib import closing
from dataclasses import is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duikan import __version__
from duikan.resources import RESOURCES
from duikan.services.buckets import QueueFilter
from duikan.services.windows import FIRST

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from duikan.services.workspace import Workspace

PANES = 4  # articles kept, at most
LARGEST = 300_000  # numbers; in a larger archive the answers take longer to work out than to wait for
_STATE = (
    "SELECT version_num, coalesce((SELECT max(id) FROM notice), 0), "
    "(SELECT writer FROM notice ORDER BY id DESC LIMIT 1) FROM alembic_version"
)

Answers = dict[tuple[str, tuple[Any, ...]], Any]
"""An answer by the name of the question and its arguments, as `duikan.ui.asks` has them."""


def keep(folder: Path, workspace: Workspace) -> None:
    """Keep the first answers of a project that is open; a folder that cannot be written keeps none."""
    state, answers = workspace.read(_first_answers)
    if not answers:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = _place(folder, workspace.where)
        fresh = target.with_suffix(".new")
        fresh.write_bytes(pickle.dumps((program(), state, answers)))
        fresh.replace(target)
    except OSError:
        return


def recall(folder: Path, where: str | Path) -> tuple[Answers, int]:
    """The first answers of the project in a file, and the notice they were kept at; empty where none are good."""
    try:
        made_by, state, answers = _Reader(_place(folder, str(Path(where).resolve())).read_bytes()).load()
        good = made_by == program() and state == _state_of(Path(where))
        return (answers, state[1]) if good else ({}, 0)
    except (
        OSError,
        sqlite3.Error,
        pickle.UnpicklingError,
        AttributeError,
        ImportError,
        TypeError,
        ValueError,
        EOFError,
    ):
        return {}, 0  # none, or kept by another program


def program() -> str:
    """What names this program as it lies here: its version, its sources, its word lists."""
    stamp = hashlib.sha256(__version__.encode())
    package = Path(__file__).resolve().parents[1]
    for source in sorted([*package.rglob("*.py"), *(RESOURCES / "lexicon").glob("*.toml")]):
        found = source.stat()
        stamp.update(f"{source} {found.st_mtime_ns} {found.st_size}\n".encode())
    return stamp.hexdigest()


def _place(folder: Path, where: str) -> Path:
    return folder / f"{hashlib.sha256(where.encode()).hexdigest()[:32]}.seen"


def _state_of(path: Path) -> tuple[Any, ...] | None:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(_STATE).fetchone()


class _Reader(pickle.Unpickler):
    """Reads what `keep` wrote: our own values and days, and not one thing more."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))

    def find_class(self, module_name: str, global_name: str) -> Any:
        if module_name == "datetime":
            return super().find_class(module_name, global_name)
        if module_name.startswith("duikan.services."):
            found = super().find_class(module_name, global_name)
            if isinstance(found, type) and is_dataclass(found):
                return found  # pyright: ignore[reportUnknownVariableType]
        raise pickle.UnpicklingError(global_name)


def _first_answers(session: Session) -> tuple[tuple[Any, ...], Answers]:
    """What a window asks first, in one state of the project: articles, figures, queue, pages of the first conflict."""
    from sqlalchemy import func, select, text

    from duikan.services.articles import open_article
    from duikan.services.history import overview
    from duikan.services.queue import queue_sizes, queue_window
    from duikan.store.models import Mention

    state = tuple(session.execute(text(_STATE)).one())
    if (session.scalar(select(func.count()).select_from(Mention)) or 0) > LARGEST:
        return state, {}
    asked = QueueFilter()
    queue = queue_window(session, asked, 0, FIRST)
    items, totals = overview(session)
    answers: Answers = {
        ("overview", ()): (items, totals),
        ("queue_sizes", ()): queue_sizes(session),
        ("queue_window", (asked, 0, FIRST, "", None)): queue,
    }
    first = dict.fromkeys(one.article_id for one in queue.rows[0].statements) if queue.rows else ()
    for article in list(first or [item.id for item in items[:1]])[:PANES]:
        answers["open_article", (article,)] = open_article(session, article)
    return state, answers
