"""Rows of a question to the project, held a window at a time: a list as long as the archive, in the memory of a page.

`PagedModel` holds the rows near those in sight; `Feed` asks for what comes into sight and, when something changed,
brings the model after it row by row, so that the chosen row stays chosen and the page does not jump.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from duikan.services.windows import FIRST, Window
from duikan.ui.cards import CardList
from duikan.ui.project import Project

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
KEPT = 1000  # rows held at most
BEFORE, AFTER = 3, 6  # rows asked for around what is in sight


class PagedModel(QAbstractListModel):
    """`total` rows, of which those near the window are here; the others are None until somebody puts them."""

    def __init__(self, key: Callable[[Any], object], spoken: Callable[[Any], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._key, self._spoken = key, spoken
        self._held: dict[int, Any] = {}
        self._total = 0

    @property
    def rows(self) -> list[Any]:
        """The rows that are here, in their order."""
        return [self._held[at] for at in sorted(self._held)]

    def holds(self, start: int, stop: int) -> bool:
        """True when all of these rows are here."""
        return all(at in self._held for at in range(max(0, start), min(stop, self._total)))

    def begin(self, window: Window[Any]) -> None:
        """Show the rows of another question."""
        self.beginResetModel()
        self._held = dict(enumerate(window.rows, window.offset))
        self._total = window.offset + len(window.rows) if window.total is None else window.total
        self.endResetModel()

    def put(self, window: Window[Any]) -> None:
        """Take rows that were asked for in between; nothing else changed."""
        self.set_total(max(self._total, window.offset + len(window.rows)))
        if len(self._held) + len(window.rows) > KEPT:
            self._held.clear()
        self._fill(window.offset, window.rows)

    def set_total(self, total: int) -> None:
        """The list ends here; rows come or go at its end."""
        if total > self._total:
            self.beginInsertRows(QModelIndex(), self._total, total - 1)
            self._total = total
            self.endInsertRows()
        elif total < self._total:
            self._remove(total, self._total)

    def follow(self, window: Window[Any]) -> None:
        """Become the list as it is now: rows that went or came within the window do so here, one by one.

        What changed outside of the window is forgotten and asked for again when it comes into sight.
        """
        wanted = {self._key(row) for row in window.rows}
        start, stop = window.offset, window.offset + len(window.rows)
        total = self._total if window.total is None else window.total
        for at in range(min(stop, self._total) - 1, start - 1, -1):
            row = self._held.get(at)
            if row is not None and self._key(row) not in wanted and self._total > start:
                self._remove(at, at + 1)
        here = {self._key(row) for row in self.rows}
        for at, row in enumerate(window.rows, start):
            if self._key(row) not in here and self._total < total:
                self._insert(min(at, self._total))
        self.set_total(total)
        self._held = {at: row for at, row in self._held.items() if start <= at < stop}
        self._fill(start, window.rows)
        if window.row is not None and window.asked is not None:
            self._fill(window.row, (window.asked,))

    def _fill(self, offset: int, rows: Sequence[Any]) -> None:
        changed = [at for at, row in enumerate(rows, offset) if self._held.get(at) != row]
        for at in changed:
            self._held[at] = rows[at - offset]
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def _insert(self, at: int) -> None:
        self.beginInsertRows(QModelIndex(), at, at)
        self._held = {(old + 1 if old >= at else old): row for old, row in self._held.items()}
        self._total += 1
        self.endInsertRows()

    def _remove(self, start: int, stop: int) -> None:
        self.beginRemoveRows(QModelIndex(), start, stop - 1)
        gone = stop - start
        kept = ((old, row) for old, row in self._held.items() if not start <= old < stop)
        self._held = {(old - gone if old >= stop else old): row for old, row in kept}
        self._total -= gone
        self.endRemoveRows()

    def row_of(self, key: object) -> int | None:
        """Where the row with a key stands, if it is here."""
        return next((at for at, row in self._held.items() if self._key(row) == key), None)

    def key_at(self, row: int) -> object | None:
        """The key of a row, if it is here."""
        return self._key(self._held[row]) if row in self._held else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - the shape Qt asks for
        return 0 if parent.isValid() else self._total

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._held.get(index.row()) if index.isValid() else None
        if row is None or role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(row)
        return None


def nothing() -> None:
    """What is to be done where there is nothing to do."""
    return


Question = Callable[[int | None, int, object | None], tuple[Callable[..., Any], tuple[Any, ...]]]


class Feed(QObject):
    """Brings the rows of a question to a list. `question(offset, limit, key)` is the service to ask, and with what:
    a `Window` from `offset` (None: around the row with `key`), and where the row with `key` stands."""

    shown = Signal(object)  # the Window that was just shown
    chosen_gone = Signal(object)  # the key of the chosen row, which is no longer in the list

    def __init__(self, project: Project, name: str, view: CardList, model: PagedModel, question: Question) -> None:
        super().__init__(view)
        self._project, self._name, self._view, self._model = project, name, view, model
        self._question = question
        self._turn = 0  # answers to what was asked before the list changed are void
        self._asked: range = range(0)
        self._started = False
        self._settling = False  # the model is on its way from one state of the list to another
        self._sought: tuple[object, Callable[[int], None], Callable[[], None]] | None = None  # what `seek` is after
        view.seen.connect(self._look)

    def begin(self, key: object | None = None) -> None:
        """Ask anew: another filter, another order. The row with `key` (or the chosen one) is chosen there."""
        self._started = True
        self._ask(self._name, 0, FIRST, key or self.chosen_key, self._begun, anew=True)

    @property
    def started(self) -> bool:
        """True once anything was asked: a list that nobody has looked at asks nothing."""
        return self._started

    def hear(self) -> None:
        """Something changed: a list that was looked at follows."""
        if self._started:
            self.refresh()

    def refresh(self) -> None:
        """Show the list as it is now."""
        if not self._started:
            self.begin()
            return
        sight = self._view.rows_in_sight()
        offset = max(0, sight.start - BEFORE)
        limit = max(FIRST, sight.stop + AFTER - offset)
        self._ask(self._name, offset, limit, self.chosen_key, self._followed, anew=True)

    def seek(self, key: object, then: Callable[[int], None], ended: Callable[[], None] = nothing) -> None:
        """Find the row with a key, wherever it stands, and go on with its number; `ended` also where it is gone."""
        before, self._sought = self._sought, (key, then, ended)
        if before is not None and before[0] != key:
            before[2]()
        row = self._model.row_of(key)
        if row is not None:
            self._sought = None
            then(row)
            ended()
            return

        def found(window: Window[Any]) -> None:
            self._sought = None
            if window.row is not None:
                self._take(window)
                self.shown.emit(window)
                then(window.row)
            ended()

        self._ask(f"{self._name}.seek", None, FIRST, key, found)

    def _seek_again(self) -> None:
        """The list changed before the sought row was there, so that its answer is void."""
        if self._sought is not None:
            self.seek(*self._sought)

    def _take(self, window: Window[Any]) -> None:
        if self._started:
            self._model.put(window)
        else:
            self._started = True
            self._model.begin(window)

    @property
    def chosen_key(self) -> object | None:
        """The key of the chosen row."""
        return self._model.key_at(self._view.currentIndex().row())

    def _ask(
        self,
        key: str,
        offset: int | None,
        limit: int,
        row: object | None,
        then: Callable[[Window[Any]], None],
        *,
        anew: bool = False,
    ) -> None:
        if anew:
            self._turn += 1
            self._asked = range(0)
        turn = self._turn

        def answer(window: Window[Any]) -> None:
            if turn == self._turn:
                then(window)

        function, args = self._question(offset, limit, row)
        self._project.ask(key, function, *args, then=answer)

    def _begun(self, window: Window[Any]) -> None:
        with self._settle():
            self._model.begin(window)
        if window.row is not None:
            index = self._model.index(window.row)
            self._view.setCurrentIndex(index)
            self._view.scrollTo(index)
        self.shown.emit(window)
        self._seek_again()

    def _followed(self, window: Window[Any]) -> None:
        before = self.chosen_key
        with self._settle():
            self._model.follow(window)
        if before is not None and window.row is None:
            self.chosen_gone.emit(before)
        elif window.row is not None and self.chosen_key != before:
            self._view.setCurrentIndex(self._model.index(window.row))
        self.shown.emit(window)
        self._seek_again()

    @contextmanager
    def _settle(self) -> Generator[None]:
        self._settling = True
        yield
        self._settling = False
        sight = self._view.rows_in_sight()
        self._look(sight.start, sight.stop)

    def _look(self, start: int, stop: int) -> None:
        """Rows came into sight: ask for those that are not here, and for the next page before it is turned to."""
        page = stop - start
        near = range(max(0, start - page), stop + page)
        if (
            self._settling
            or self._model.holds(near.start, near.stop)
            or (self._asked.start <= near.start and near.stop <= self._asked.stop)
        ):
            return
        offset = near.start if self._model.holds(start, stop) else max(0, start - BEFORE)
        self._asked = range(offset, max(stop + AFTER, near.stop + page))
        self._ask(f"{self._name}.page", offset, len(self._asked), None, self._paged)

    def _paged(self, window: Window[Any]) -> None:
        self._asked = range(0)
        self._model.put(window)
        self.shown.emit(window)
