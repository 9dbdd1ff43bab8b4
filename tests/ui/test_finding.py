"""Find in the article and in all; a claim's boundaries by keys; other places with the same words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from duikan.services.finding import Hit
from duikan.ui import asks
from duikan.ui.desk import Desk
from duikan.ui.main_window import MainWindow
from duikan.ui.mark_acts import moved_edge
from duikan.ui.rows import safety

Key, Shift = Qt.Key, Qt.KeyboardModifier.ShiftModifier


def test_find_goes_round_and_takes_both_scripts(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    pane = desk.panes.active
    window.actions_table["find"].trigger()
    bar = pane.find_bar
    assert bar.isVisible()
    bar.line.setText("广东")
    qtbot.keyClick(bar.line, Key.Key_Return)
    places = list(bar._places)
    assert len(places) > 1
    assert pane.page is not None
    assert {pane.page.text[start:end] for start, end in places} == {"廣東"}
    assert pane.selection == places[0]
    assert bar._count.text() == f"1 / {len(places)}"
    window.actions_table["find_next"].trigger()
    assert pane.selection == places[1]
    qtbot.keyClick(bar.line, Key.Key_Return, Shift)
    qtbot.keyClick(bar.line, Key.Key_Return, Shift)
    assert pane.selection == places[-1]
    assert pane.view._found == places
    assert pane.strip._marks["found"] == [start for start, _ in places]
    qtbot.keyClick(bar.line, Key.Key_Escape)
    assert not bar.isVisible()
    assert not pane.view._found


def test_find_says_when_there_is_nothing(desk: Desk, qtbot: QtBot) -> None:
    pane = desk.panes.active
    pane.find_words()
    pane.find_bar.line.setText("此處斷無此語")
    qtbot.keyClick(pane.find_bar.line, Key.Key_Return)
    assert pane.find_bar._count.text() == "沒有"


def test_words_in_context_lead_to_their_place(desk: Desk, window: MainWindow) -> None:
    window.activateWindow()
    window.palette_list.begin()
    window.tools.search.setText("规上企业")
    rows = window.palette_list._model.rows
    at = next(at for at, row in enumerate(rows) if isinstance(row.target, Hit))
    hit = rows[at].target
    window.palette_list.list.setCurrentIndex(window.palette_list._model.index(at))
    window.tools.search.returnPressed.emit()
    pane = next(pane for pane in desk.panes.panes if pane.article_id == hit.article_id)
    assert (hit.start, hit.end) in pane.view._chosen


def test_keys_move_the_boundaries_of_a_claim(desk: Desk, window: MainWindow) -> None:
    claim = desk.project.workspace.read(asks.list_claims)[0]
    desk.side.show_tab("claims")
    desk.side.claims.choose(claim.id)

    def place() -> tuple[int, int]:
        now = next(one for one in desk.project.workspace.read(asks.list_claims) if one.id == claim.id)
        return now.start, now.end

    for code, moved in (
        ("end_back", (0, -1)), ("end_on", (0, 0)), ("start_on", (1, 0)), ("start_back", (0, 0)),
    ):  # fmt: skip
        window.actions_table[code].trigger()
        assert place() == (claim.start + moved[0], claim.end + moved[1])
    desk.project.undo()
    assert place() == (claim.start + 1, claim.end)


def test_a_boundary_goes_over_white_space() -> None:
    assert moved_edge("甲乙\n　丙", 2, 1, end=True) == 5
    assert moved_edge("甲乙\n　丙", 5, -1, end=True) == 2
    assert moved_edge("甲乙\n　丙", 1, 1, end=False) == 4
    assert moved_edge("甲", 0, -1, end=False) == 0


def test_other_places_are_marked_with_one_key(desk: Desk, window: MainWindow) -> None:
    pane = desk.panes.active
    assert pane.page is not None
    first = pane.page.text.index("廣東", pane.view.sheet.blocks[0].start)
    pane.view.select(first, first + 2)
    before = len(desk.project.workspace.read(asks.list_claims))
    window.actions_table["mark_others"].trigger()
    claims = desk.project.workspace.read(asks.list_claims)
    others = pane.page.text.count("廣東") - 1
    assert len(claims) == before + others
    assert str(others) in desk.messages.text


def test_the_foot_says_how_old_the_backup_is() -> None:
    now = datetime.now(UTC)
    assert safety(None) == "每一步已存 ✓"
    assert safety(now) == "剛備份 ✓"
    assert safety(now - timedelta(minutes=3, seconds=5)) == "備份 3 分鐘前 ✓"
    assert safety(now - timedelta(hours=5, minutes=5)) == "備份 5 小時前 ✓"


def test_what_the_palette_found_keeps_the_rules_of_qt(window: MainWindow, qtmodeltester: ModelTester) -> None:
    window.activateWindow()
    window.palette_list.begin()
    model = window.palette_list._model
    qtmodeltester.check(model)
    counts: set[int] = set()
    for words in ("规上", "匯", "斷無此語", "中試", ""):
        window.tools.search.setText(words)
        counts.add(model.rowCount())
    assert len(counts) > 2
