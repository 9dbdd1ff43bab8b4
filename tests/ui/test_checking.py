"""An article checked to its end: untouched numbers, suggested sentences, the value to go by, signing off, the trash."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from duikan.services.views import ArticleItem, Mark, MentionView
from duikan.ui import asks
from duikan.ui.claims.claim_fields import AcceptField
from duikan.ui.claims.fact_plan import plan
from duikan.ui.conflicts.reason_field import ReasonField
from duikan.ui.desk import Desk
from duikan.ui.dialogs.sign_sheet import SignSheet
from duikan.ui.dialogs.trash_sheet import TrashSheet
from duikan.ui.main_window import MainWindow
from duikan.ui.reading.article_list import covered, spoken

Key = Qt.Key


def press(window: MainWindow, code: str) -> None:
    window.actions_table[code].trigger()


def item(desk: Desk, article: int | None = None) -> ArticleItem:
    wanted = article or desk.panes.active.article_id
    return next(one for one in desk.project.workspace.read(asks.list_articles) if one.id == wanted)


# Numbers


def test_one_key_walks_every_untouched_number_of_the_project(desk: Desk, window: MainWindow) -> None:
    left = sum(one.untouched for one in desk.articles)
    seen: set[int] = set()
    for _ in range(left):
        press(window, "next_number")
        marks = [mark.id for mark in desk.panes.active.marks_in_hand() if mark.kind == "number"]
        assert marks
        seen.add(marks[0])
    assert len(seen) == left
    before = desk.panes.active.article_id
    press(window, "next_number")
    assert {mark.id for mark in desk.panes.active.marks_in_hand()} & seen
    assert before is not None


def test_a_number_in_a_claim_is_touched(desk: Desk, window: MainWindow) -> None:
    press(window, "next_number")
    first = desk.panes.active.selection
    article = desk.panes.active.article_id
    assert article is not None
    before = item(desk, article)
    press(window, "highlight")
    after = item(desk, article)
    assert after.claimed > before.claimed
    assert after.untouched < before.untouched
    press(window, "next_number")
    assert (desk.panes.active.article_id, desk.panes.active.selection) != (article, first)


# Suggestions


def test_a_suggested_sentence_is_taken_or_declined_with_one_key(desk: Desk, window: MainWindow) -> None:
    pane = desk.panes.active
    press(window, "take_suggestion")
    assert "I" in desk.messages.text  # nothing is suggested yet
    press(window, "next_suggestion")
    one = pane.suggest_bar.current
    assert pane.suggest_bar.isVisible()
    assert one is not None
    assert (one.start, one.end) in pane.view._chosen
    press(window, "take_suggestion")
    claims = desk.project.workspace.read(asks.list_claims)
    assert (one.start, one.end) in {(claim.start, claim.end) for claim in claims}
    other = pane.suggest_bar.current
    assert other is not None
    assert other.start > one.start
    press(window, "decline_suggestion")
    assert pane.article_id is not None
    rest = [each.quote for each in desk.project.workspace.read(asks.suggestions, pane.article_id)]
    assert one.quote not in rest
    assert other.quote not in rest
    desk.project.undo()
    assert other.quote in [each.quote for each in desk.project.workspace.read(asks.suggestions, pane.article_id)]


def test_the_row_of_suggestions_ends_with_a_sentence(desk: Desk, window: MainWindow) -> None:
    pane = desk.panes.active
    for _ in range(60):
        press(window, "next_suggestion")
        if pane.suggest_bar.current is None:
            break
        press(window, "decline_suggestion")
    assert not pane.suggest_bar.isVisible()
    assert "沒有" in desk.messages.text


def test_another_article_ends_the_row(desk: Desk, window: MainWindow) -> None:
    press(window, "next_suggestion")
    other = next(one.id for one in desk.articles if one.id not in desk.panes.articles)
    desk.panes.open(other)
    assert not desk.panes.active.suggest_bar.isVisible()


# Claims over each other


def test_claims_over_each_other_are_chosen_in_turn(desk: Desk, window: MainWindow) -> None:
    pane = desk.panes.active
    assert pane.article_id is not None
    start = pane.view.sheet.blocks[0].start
    wide = desk.project.workspace.do("claim.add", asks.highlight, pane.article_id, start, start + 12).value
    narrow = desk.project.workspace.do("claim.add", asks.highlight, pane.article_id, start + 4, start + 8).value
    desk.refresh()
    pane._refresh(None, None)
    pane.view.select(start + 5, start + 5)
    for wanted in (narrow, wide, narrow):
        press(window, "claim_here")
        assert desk.side.claims.chosen is not None
        assert desk.side.claims.chosen.id == wanted


# The value to go by


def number(desk: Desk) -> MentionView:
    facts = desk.project.workspace.read(asks.list_facts, 500, 0)
    fact = next(one for one in facts if len(one.mentions) > 1 and one.mentions[0].low and one.mentions[0].high)
    return fact.mentions[0]


def accept_field(desk: Desk) -> AcceptField:
    return desk.side.facts.list.findChildren(AcceptField)[-1]


def test_a_value_to_go_by_is_given_in_the_fact_panel(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    one = number(desk)
    desk.panes.active.open_at(one.article_id, Mark(one.start, one.end, "number", one.id))
    press(window, "accept")
    field = accept_field(desk)
    assert field.lines[0].text()
    qtbot.keyClick(field.lines[0], Key.Key_Return)
    assert "出處" in field._hint.text()
    field.lines[0].setText("不知道")
    field.lines[1].setText("年報")
    qtbot.keyClick(field.lines[1], Key.Key_Return)
    assert "讀不懂" in field._hint.text()
    field.lines[0].setText("987654")
    qtbot.keyClick(field.lines[2], Key.Key_Return)
    fact = desk.project.workspace.read(asks.fact, one.fact_id)
    assert fact.accepted is not None
    assert (fact.accepted.low, fact.accepted.source, fact.accepted.author) == ("987654", "年報", "測試")
    assert one.id in fact.against
    acts = [act.code for _, act in plan(fact, 380, chosen=True).acts]
    assert f"unaccept:{one.id}" in acts
    desk.side.facts._act(fact, f"unaccept:{one.id}")
    assert desk.project.workspace.read(asks.fact, one.fact_id).accepted is None
    desk.project.undo()
    assert desk.project.workspace.read(asks.fact, one.fact_id) == fact


# Reasons


def test_own_words_are_offered_again(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    card = desk.project.workspace.read(asks.list_conflicts)[0]
    desk.project.do("conflict.decide", asks.decide, card.key, "explained", "兩報口徑不同，已問")
    press(window, "tab_conflicts")
    press(window, "digit_2")
    field = desk.side.conflicts.list.findChildren(ReasonField)[-1]
    assert "兩報口徑不同，已問" in field.phrases
    qtbot.keyClick(field.line, Key.Key_Up)
    assert field.line.text() == "兩報口徑不同，已問"


# Signing off


def sign(window: MainWindow, name: str) -> SignSheet:
    sheet = window.sheets.show_sign()
    assert sheet is not None
    assert sheet.sign is not None
    sheet.name.setText(name)
    sheet.sign.click()
    return sheet


def test_an_article_is_signed_by_two_and_a_change_revokes_it(desk: Desk, window: MainWindow) -> None:
    pill = desk.panes.active.header.sign_pill
    assert "未簽" in pill.text()
    sign(window, "測試")
    assert "已簽 測試" in pill.text()
    refused = sign(window, "測試")
    assert "另一人" in refused._problem.text()
    refused.close()
    sign(window, "李")
    assert "已簽 測試、李" in pill.text()
    both = item(desk)
    assert "已簽 測試、李" in spoken(both)
    full = window.sheets.show_sign()
    assert full is not None
    assert full.sign is None
    full.close()
    press(window, "next_suggestion")
    press(window, "take_suggestion")
    assert "簽核失效" in pill.text()
    assert "測試：「標為斷言」後失效" in covered(item(desk))
    desk.project.undo()
    assert "已簽 測試、李" in pill.text()


def test_a_signature_is_taken_back(desk: Desk, window: MainWindow) -> None:
    sign(window, "測試")
    sheet = window.sheets.show_sign()
    assert sheet is not None
    sheet.withdrawn.emit()
    assert item(desk).signed == ()


def test_the_pill_signs_the_pane_it_stands_in(desk: Desk, window: MainWindow) -> None:
    other = desk.panes.panes[1]
    assert desk.panes.active is not other
    other.header.sign_pill.click()
    assert desk.panes.active is other
    sheets = window.findChildren(SignSheet)
    assert len(sheets) == 1
    sheets[0].close()


# Trash


@pytest.fixture
def trash(desk: Desk, window: MainWindow) -> TrashSheet:
    claim = desk.project.workspace.read(asks.list_claims)[0]
    desk.project.do("claim.remove", asks.remove_claim, claim.id)
    press(window, "remove_page")
    sheet = window.sheets.show_trash()
    assert sheet is not None
    return sheet


def test_what_was_removed_is_put_back_with_a_key(
    desk: Desk, trash: TrashSheet, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    assert [one.kind for one in trash.model.rows] == ["document", "claim"]
    qtmodeltester.check(trash.model)
    pages = len({one.document_id for one in desk.articles})
    trash.list.setCurrentIndex(trash.model.index(0))
    qtbot.keyClick(trash.list, Key.Key_Return)
    assert len({one.document_id for one in desk.articles}) == pages + 1
    assert "已放回" in trash._said.text()
    qtbot.keyClick(trash.list, Key.Key_Return)
    assert trash.model.rows == []
    assert trash._stack.currentIndex() == 1
    desk.project.undo()
    assert [one.kind for one in trash.model.rows] == ["claim"]
    trash.close()


def test_the_widths_of_the_pages_are_remembered(desk: Desk, window: MainWindow) -> None:
    widths = desk.panes.sizes
    desk.panes.sizes = [widths[0] + 80, widths[1] - 80]
    wanted = desk.panes.sizes
    desk.remember()
    assert window.settings.pane_sizes == wanted != widths
    window.set_project(desk.project)
    assert window.desk is not None
    QApplication.processEvents()
    shares = [width / sum(window.desk.panes.sizes) for width in window.desk.panes.sizes]
    assert shares == pytest.approx([width / sum(wanted) for width in wanted], abs=0.02)
