"""The day's work on the sample project: see a conflict, settle it by date, decide, mark, judge, link, take back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from duikan.services.views import ConflictCard
from duikan.ui import asks
from duikan.ui.conflicts.reason_field import ReasonField
from duikan.ui.desk import Desk, passages_of
from duikan.ui.main_window import MainWindow
from duikan.ui.project import Project
from duikan.ui.reading.article_list import ITEM
from duikan.ui.reading.pane import ARTICLE_MIME

Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier


def cards(desk: Desk) -> list[ConflictCard]:
    return list(desk.project.workspace.read(asks.list_conflicts))


def founding(desk: Desk) -> ConflictCard:
    return next(card for card in cards(desk) if card.status == "depends_on_date" and card.scope == "same_page")


def test_the_window_opens_on_the_first_conflict_with_both_passages(desk: Desk) -> None:
    card = desk.side.conflicts.list.chosen
    shown = desk.panes.articles
    assert {one.article_id for one in card.statements} <= set(shown)
    assert len(shown) == 2


def test_choosing_a_card_brings_its_passages_into_view(desk: Desk) -> None:
    card = founding(desk)
    desk.side.conflicts.choose(card.key)
    for pane in desk.panes.panes[:2]:
        span = next((one.start, one.end) for one in card.statements if one.article_id == pane.article_id)
        box = pane.view.box_of(*span)
        top = pane.view.viewport().mapFromGlobal(box.topLeft()).y()
        assert 0 <= top <= pane.view.viewport().height()


def test_a_date_entered_in_place_settles_what_depended_on_it(desk: Desk, qtbot: QtBot) -> None:
    card = founding(desk)
    desk.side.conflicts.choose(card.key)
    article = card.statements[0].article_id
    desk.panes.edit_date(article)
    header = next(pane.header for pane in desk.panes.panes if pane.article_id == article)
    header.field.setText("2025年2月12日")
    qtbot.keyClick(header.field, Key.Key_Return)
    assert founding_is_gone(desk, card)
    assert header.date_pill.text().endswith("2025-02-12")
    assert card.key not in [row.key for row in desk.side.conflicts.list.model().rows]  # type: ignore[attr-defined]
    desk.project.undo()
    assert card.key in [one.key for one in cards(desk)]


def founding_is_gone(desk: Desk, card: ConflictCard) -> bool:
    return card.key not in [one.key for one in cards(desk) if not one.decided]


def test_the_date_is_that_of_the_page_in_hand_also_beside_an_empty_pane(desk: Desk, window: MainWindow) -> None:
    desk.panes.set_count(3)
    desk.side.show_tab("claims")
    second, empty = desk.panes.panes[1:3]
    second.view.setFocus()
    desk.panes.open(second.article_id or 0)
    desk.panes.focus_next()
    desk.panes.focus_next()
    window.actions_table["date"].trigger()
    in_hand = desk.panes.active
    assert in_hand is not empty
    assert not in_hand.header.field.isHidden()
    assert empty.header.field.isHidden()


def test_a_date_that_is_none_says_so_and_keeps_what_was_typed(desk: Desk, qtbot: QtBot) -> None:
    header = desk.panes.active.header
    header.edit_date()
    before = header.date_pill.text()
    header.field.setText("2025-13-40")
    qtbot.keyClick(header.field, Key.Key_Return)
    assert header.field.text() == "2025-13-40"
    assert not header.field.isHidden()
    assert "2025-13-40" in header._problem.text()
    qtbot.keyClick(header.field, Key.Key_Escape)
    assert header.field.isHidden()
    assert header.date_pill.text() == before


def test_a_decision_wants_a_reason(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    panel = desk.side.conflicts
    panel.choose(cards(desk)[0].key)
    key = panel.list.chosen.key
    window.actions_table["digit_2"].trigger()
    field = panel.list.findChild(ReasonField)
    assert field is not None
    qtbot.keyClick(field.line, Key.Key_Return)
    assert [card for card in cards(desk) if card.key == key and not card.decided]
    field.line.setText("一為現狀，一為目標")
    qtbot.keyClick(field.line, Key.Key_Return)
    decided = next(card for card in cards(desk) if card.key == key)
    assert decided.review is not None
    assert (decided.review.decision, decided.review.reason) == ("explained", "一為現狀，一為目標")
    assert key not in [row.key for row in panel.list.model().rows]  # type: ignore[attr-defined]
    panel.pills["open"].click()
    panel.pills["decided"].click()
    panel.select(key)
    panel.press("reopen")
    assert not next(card for card in cards(desk) if card.key == key).decided


def test_h_marks_the_selection_and_digits_judge_it(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    pane = desk.panes.active
    assert pane.page is not None
    before = {claim.id for claim in desk.project.workspace.read(asks.list_claims)}
    number = next(mark for mark in pane.page.marks if mark.kind == "number" and pane.view.holds(mark.start))
    pane.view.select(number.start - 2, number.end)
    window.actions_table["highlight"].trigger()
    claims = desk.project.workspace.read(asks.list_claims)
    new = next(claim for claim in claims if claim.id not in before)
    assert new.quote == pane.page.text[number.start - 2 : number.end]
    assert new.links
    assert desk.side.current == "claims"
    assert desk.side.claims.chosen is not None
    assert desk.side.claims.chosen.id == new.id
    window.actions_table["digit_3"].trigger()
    line = desk.side.claims.list.findChildren(QLineEdit)[0]
    line.setText("年報作 31")
    qtbot.keyClick(line, Key.Key_Return)
    judged = next(claim for claim in desk.project.workspace.read(asks.list_claims) if claim.id == new.id)
    assert (judged.verdicts[0].rating, judged.verdicts[0].rationale) == ("false", "年報作 31")
    marks = pane.page.marks
    assert any(mark.kind == "claim" and mark.id == new.id for mark in marks)
    desk.project.undo()
    desk.project.undo()
    assert new.id not in [claim.id for claim in desk.project.workspace.read(asks.list_claims)]


def test_l_ties_the_chosen_claim_to_the_number_at_the_caret(desk: Desk, window: MainWindow) -> None:
    claim = desk.project.workspace.read(asks.list_claims)[0]
    desk.side.show_tab("claims")
    desk.side.claims.choose(claim.id)
    pane = desk.panes.active
    assert pane.page is not None
    linked = {link.fact_id for link in claim.links}
    facts = {one.id: fact.id for fact in desk.project.workspace.read(asks.list_facts, 500, 0) for one in fact.mentions}
    number = next(mark for mark in pane.page.marks if mark.id in facts and facts[mark.id] not in linked)
    pane.step_to(number)
    window.actions_table["link"].trigger()
    now = next(one for one in desk.project.workspace.read(asks.list_claims) if one.id == claim.id)
    assert {link.fact_id for link in now.links} == linked | {facts[number.id]}
    new = next(link for link in now.links if link.fact_id == facts[number.id])
    desk.side.claims.press(f"unlink:{new.id}")
    last = next(one for one in desk.project.workspace.read(asks.list_claims) if one.id == claim.id)
    assert {link.fact_id for link in last.links} == linked


def test_the_outline_goes_with_the_claim(desk: Desk, window: MainWindow) -> None:
    claim = desk.project.workspace.read(asks.list_claims)[0]
    desk.side.show_tab("claims")
    desk.side.claims.choose(claim.id)
    pane = next(pane for pane in desk.panes.panes if pane.article_id == claim.article_id)
    assert pane.view._chosen == ((claim.start, claim.end),)
    window.actions_table["remove_claim"].trigger()
    assert pane.view._chosen == ()


def test_h_without_a_selection_takes_the_sentence_of_the_number(desk: Desk, window: MainWindow) -> None:
    pane = desk.panes.active
    assert pane.page is not None
    number = next(mark for mark in pane.page.marks if mark.kind == "number" and pane.view.holds(mark.start))
    pane.view.select(number.start + 1, number.start + 1)
    window.actions_table["highlight"].trigger()
    claim = max(desk.project.workspace.read(asks.list_claims), key=lambda one: one.id)
    assert claim.start <= number.start
    assert number.end <= claim.end
    assert claim.end - claim.start > number.end - number.start


def test_acts_with_nothing_in_hand_say_what_to_do(desk: Desk, window: MainWindow) -> None:
    pane = desk.panes.active
    assert pane.page is not None
    pane.view.select(pane.view.sheet.blocks[0].start, pane.view.sheet.blocks[0].start)
    for code in ("highlight", "link", "note", "confirm"):
        window.actions_table[code].trigger()
        assert desk.messages.isVisible()
        assert desk.messages.text


def test_copy_gives_the_printed_text_whatever_script_is_shown(desk: Desk) -> None:
    pane = desk.panes.active
    assert pane.page is not None
    first = pane.view.sheet.blocks[0]
    pane.header.script_pill.click()
    assert pane.view.sheet.blocks[0].text != pane.page.text[first.start : first.end]
    pane.view.select(first.start, first.end)
    pane.copy()
    assert QGuiApplication.clipboard().text() == pane.page.text[first.start : first.end]


def test_hovering_a_number_says_how_it_was_read(desk: Desk, qtbot: QtBot) -> None:
    pane = desk.panes.active
    assert pane.page is not None
    view = pane.view
    number = next(mark for mark in pane.page.marks if mark.id and mark.kind != "claim" and view.holds(mark.start))
    view.bring_into_view(number.start, number.end)
    box = view.box_of(number.start, number.end)
    at = view.viewport().mapFromGlobal(box.center())
    assert number in view.marks_at(QPointF(at))
    qtbot.mouseMove(view.viewport(), QPoint(2, 2))
    qtbot.mouseMove(view.viewport(), at)
    assert desk.panes.card.isVisible()
    assert "讀作" in desk.panes.card.accessibleName()


def test_hovering_a_number_lights_its_fact_in_every_pane(desk: Desk, qtbot: QtBot) -> None:
    card = founding(desk)
    desk.side.conflicts.choose(card.key)
    numbers = {one.mention_id for one in card.statements}
    here, there = desk.panes.panes[:2]
    assert here.page is not None
    mark = next(mark for mark in here.page.marks if mark.id in numbers and here.view.holds(mark.start))
    here.view.bring_into_view(mark.start, mark.end)
    at = here.view.viewport().mapFromGlobal(here.view.box_of(mark.start, mark.end).center())
    qtbot.mouseMove(here.view.viewport(), QPoint(2, 2))
    qtbot.mouseMove(here.view.viewport(), at)
    assert there.view._lit
    qtbot.mouseMove(here.view.viewport(), QPoint(2, 2))
    assert not there.view._lit
    assert not desk.panes.card.isVisible()


def test_the_list_follows_what_is_checked(desk: Desk) -> None:
    item = next(item for item in desk.articles if item.numbers > item.checked)
    page = desk.project.workspace.read(asks.open_article, item.id)
    number = next(mark for mark in page.marks if mark.kind == "number")
    desk.project.do("mention.confirm", asks.confirm, number.id)
    now = next(one for one in desk.articles if one.id == item.id)
    assert now.checked == item.checked + 1


def test_export_writes_the_file(window: MainWindow, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    window.export_to(path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert str(path) in desk.messages.text


def test_pages_come_in_and_every_file_gets_a_line(window: MainWindow, project: Project, tmp_path: Path) -> None:
    good, bad = tmp_path / "new.txt", tmp_path / "bad.txt"
    good.write_text("本市新建糧倉\n\n本報訊：本市今年新建糧倉12座，總投資3億元。\n", encoding="utf-8")
    bad.write_bytes(b"")
    (tmp_path / "metadata.csv").write_text("file,published,source\nnew.txt,2026-01-02,晚報\n", encoding="utf-8")
    sheet = window.import_paths((good, bad, tmp_path / "metadata.csv"))
    assert sheet is not None
    assert [(line.name, line.document_id is not None) for line in sheet.lines] == [
        ("new.txt", True),
        ("bad.txt", False),
    ]
    items = project.workspace.read(asks.list_articles)
    assert any(item.page == "new" and item.published == date(2026, 1, 2) for item in items)
    sheet.accept()


def test_removing_a_page_can_be_taken_back(window: MainWindow, desk: Desk) -> None:
    pages = len({item.document_id for item in desk.articles})
    window.actions_table["remove_page"].trigger()
    assert len({item.document_id for item in desk.articles}) == pages - 1
    desk.project.undo()
    assert len({item.document_id for item in desk.articles}) == pages


def test_pages_can_be_dropped_on_the_window(window: MainWindow, project: Project, tmp_path: Path) -> None:
    page = tmp_path / "dropped.txt"
    page.write_text("本市新建糧倉\n\n本報訊：本市今年新建糧倉12座。\n", encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(page))])
    nothing = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(700, 400), Qt.DropAction.CopyAction, mime, *nothing)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.dropEvent(QDropEvent(QPointF(700, 400), Qt.DropAction.CopyAction, mime, *nothing))
    assert any(item.page == "dropped" for item in project.workspace.read(asks.list_articles))


def test_an_article_dragged_to_a_pane_opens_there(desk: Desk) -> None:
    other = next(item.id for item in desk.articles if item.id not in desk.panes.articles)
    mime = QMimeData()
    mime.setData(ARTICLE_MIME, str(other).encode())
    nothing = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    desk.panes.panes[1].dropEvent(QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, mime, *nothing))
    assert desk.panes.articles[1] == other
    assert desk.panes.active is desk.panes.panes[1]


def test_enter_and_control_in_the_list_open_here_and_beside(desk: Desk, qtbot: QtBot) -> None:
    rows = [
        at
        for at in range(desk.list.model().rowCount())
        if not isinstance(desk.list.model().index(at, 0).data(ITEM), str)
    ]
    for row, key_modifier, pane in ((rows[0], Qt.KeyboardModifier.NoModifier, 0), (rows[2], Control, 1)):
        index = desk.list.model().index(row, 0)
        desk.list.setCurrentIndex(index)
        desk.panes.panes[0].view.setFocus()
        desk.panes._activate(desk.panes.panes[0])
        qtbot.keyClick(desk.list, Key.Key_Return, key_modifier)
        assert desk.panes.articles[pane] == index.data(ITEM).id


def test_the_search_field_finds_articles_in_both_scripts_and_acts(window: MainWindow, desk: Desk) -> None:
    window.activateWindow()
    window.palette_list.begin()
    window.tools.search.setText("国际科技创新中心")
    kinds = {row.kind for row in window.palette_list._model.rows}
    assert "article" in kinds
    window.tools.search.setText("匯出")
    assert [row.target for row in window.palette_list._model.rows if row.kind == "act"] == ["export"]
    window.tools.search.setText("看歷史")
    window.tools.search.returnPressed.emit()
    assert desk.side.current == "history"
    assert not window.palette_list.isVisible()


def test_models_keep_the_rules_of_qt(desk: Desk, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(desk.list.model())
    for panel in desk.side.panels:
        qtmodeltester.check(panel.list.model())


def test_passages_stand_side_by_side() -> None:
    assert passages_of([(1, 5, 8), (2, 9, 12)], 2) == [(1, ((5, 8),)), (2, ((9, 12),))]
    assert passages_of([(1, 5, 8), (1, 20, 24)], 2) == [(1, ((5, 8), (20, 24)))]
    assert passages_of([(1, 5, 8), (1, 2000, 2004)], 2) == [(1, ((5, 8),)), (1, ((2000, 2004),))]
    assert passages_of([(1, 5, 8), (1, 900, 905), (2, 9, 12)], 2) == [(1, ((5, 8), (900, 905))), (2, ((9, 12),))]
