"""Lists as long as the archive: only what is in sight is held and laid out; what changes moves nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from duikan.services.windows import Window
from duikan.ui.cards import CardList, Plan
from duikan.ui.paged import Feed, PagedModel
from duikan.ui.project import Project

MILLION = 1_000_000


class Rows:
    """A project of numbers: `gone` were taken out, `more` put in front."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.gone: set[int] = set()
        self.more: list[int] = []
        self.asked: list[tuple[int | None, int]] = []

    def _row(self, at: int) -> int:
        if at < len(self.more):
            return self.more[at]
        at -= len(self.more)
        for gone in sorted(self.gone):
            at += gone <= at
        return at

    def _where(self, key: int) -> int | None:
        if key in self.more:
            return self.more.index(key)
        if key in self.gone or not 0 <= key < self.total:
            return None
        return len(self.more) + key - sum(gone < key for gone in self.gone)

    def question(self, offset: int | None, limit: int, key: Any) -> tuple[Any, tuple[Any, ...]]:
        return self.answer, (offset, limit, key)

    def answer(self, offset: int | None, limit: int, key: Any) -> Window[int]:
        self.asked.append((offset, limit))
        row = None if key is None else self._where(key)
        offset = max(0, (row or 0) - limit // 2) if offset is None else offset
        total = self.total - len(self.gone) + len(self.more)
        rows = tuple(self._row(at) for at in range(offset, min(offset + limit, total)))
        return Window(offset, rows, total, row, None if row is None else key)


class Asked(Project):
    """Answers at once, from a function."""

    def __init__(self) -> None:
        pass

    def ask(self, key: str, function: Any, *args: Any, then: Any) -> None:
        then(function(*args))


class Listed:
    """A list of numbers with its parts."""

    def __init__(self, total: int) -> None:
        self.planned: list[int] = []
        self.rows = Rows(total)
        self.page = QWidget()
        self.list = CardList(self.page)
        self.model = PagedModel(lambda row: row, str, self.page)
        self.list.set_up(self.model, self.plan)
        self.list.resize(300, 600)
        self.feed = Feed(Asked(), "rows", self.list, self.model, self.rows.question)
        self.feed.begin()
        self.page.show()

    def plan(self, row: Any, number: int, width: float, chosen: bool, editing: bool) -> Plan:
        self.planned.append(row)
        return Plan(height=40.0 + row % 7 * 10)

    def top(self) -> tuple[int, int]:
        """The row at the upper edge and where it begins."""
        index = self.list.indexAt(QPoint(5, 0))
        return index.data(Qt.ItemDataRole.UserRole), self.list.visualRect(index).top()

    def wheel(self, lines: int) -> None:
        at = QPointF(20, 20)
        nothing = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        turn = QPoint(0, 40 * lines), QPoint(0, 0)
        event = QWheelEvent(
            at, self.list.viewport().mapToGlobal(at), *turn, *nothing, Qt.ScrollPhase.NoScrollPhase, False
        )
        QApplication.sendEvent(self.list.viewport(), event)


@pytest.fixture
def long(qapp: QApplication) -> Iterator[Listed]:
    listed = Listed(MILLION)
    yield listed
    listed.page.close()
    listed.page.deleteLater()


def test_a_million_rows_are_laid_out_where_they_are_seen(long: Listed) -> None:
    assert long.model.rowCount() == MILLION
    assert len(set(long.planned)) < 40
    assert len(long.model.rows) < 100
    long.list.verticalScrollBar().setValue(long.list.verticalScrollBar().maximum() // 2)
    middle = long.top()[0]
    assert abs(middle - MILLION // 2) < MILLION // 20
    long.list.verticalScrollBar().setValue(long.list.verticalScrollBar().maximum())
    last = long.list.visualRect(long.model.index(MILLION - 1))
    assert last.bottom() + 1 == long.list.viewport().height()
    assert long.list.indexAt(last.center()).data(Qt.ItemDataRole.UserRole) == MILLION - 1
    assert len(set(long.planned)) < 150


def test_the_wheel_moves_by_the_pixel_to_the_very_end_and_back(qapp: QApplication) -> None:
    listed = Listed(30)
    whole = sum(40 + row % 7 * 10 for row in range(30))
    room = listed.list.viewport().height()
    down = 0
    while listed.list.verticalScrollBar().value() < listed.list.verticalScrollBar().maximum():
        listed.wheel(-1)
        down += 40
    assert whole - room <= down < whole - room + 40
    for _ in range(down // 40):
        listed.wheel(1)
    assert listed.top() == (0, 0)
    listed.page.close()


def test_keys_go_through_all_rows(long: Listed, qtbot: QtBot) -> None:
    told: list[object] = []
    long.list.row_chosen.connect(told.append)
    long.list.choose(0)
    for _ in range(30):
        long.list.step(1)
    qtbot.keyClick(long.list, Qt.Key.Key_End)
    assert long.list.chosen == MILLION - 1
    qtbot.keyClick(long.list, Qt.Key.Key_Home)
    assert long.list.chosen == 0
    assert told == list(range(31))


def test_what_goes_or_comes_keeps_the_choice_and_the_place(long: Listed) -> None:
    long.feed.seek(500_000, long.list.choose)
    resets: list[None] = []
    long.model.modelReset.connect(lambda: resets.append(None))
    before = long.top()
    long.rows.more = [-3, -2, -1]  # three above
    long.feed.refresh()
    assert (long.top(), long.list.chosen, long.model.rowCount()) == (before, 500_000, MILLION + 3)
    long.rows.gone = {499_999, 500_003, 7}  # two beside it, one far above
    long.feed.refresh()
    assert (long.list.chosen, long.model.rowCount()) == (500_000, MILLION)
    assert long.list.currentIndex().row() == 500_001
    seen = [long.model.index(at).data(Qt.ItemDataRole.UserRole) for at in long.list.rows_in_sight()]
    assert None not in seen
    assert not {499_999, 500_003} & set(seen)
    gone: list[object] = []
    long.feed.chosen_gone.connect(gone.append)
    long.rows.gone.add(500_000)
    long.feed.refresh()
    assert gone == [500_000]
    assert long.list.chosen in (500_001, 499_998)  # the next one takes its place
    assert not resets


def test_another_question_keeps_the_chosen_row_if_it_is_there(long: Listed) -> None:
    long.feed.seek(123_456, long.list.choose)
    long.rows.gone = set(range(10))
    long.feed.begin()
    assert long.list.chosen == 123_456
    long.rows.gone = {123_456}
    long.feed.begin()
    assert not long.list.currentIndex().isValid()
    assert long.top() == (0, 0)


def test_paged_models_keep_the_rules_of_qt(long: Listed, qtmodeltester: ModelTester) -> None:
    small = Listed(40)
    qtmodeltester.check(small.model)
    for change in ({3}, {3, 4, 5, 39}, set(), set(range(40)), {1}):
        small.rows.gone = change
        small.rows.more = [-1] if len(change) == 1 else []
        small.feed.refresh()
        assert small.model.rowCount() == 40 - len(change) + len(small.rows.more)
    small.page.close()
