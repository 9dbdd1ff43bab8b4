"""The queue in groups, reasons to pick, the correction notice, how much of an article is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from duikan.services.views import ConflictCard, ReviewView
from duikan.ui import asks
from duikan.ui.conflicts import memo
from duikan.ui.conflicts.reason_field import ReasonField
from duikan.ui.desk import Desk
from duikan.ui.main_window import MainWindow
from duikan.ui.reading.article_list import covered

Key = Qt.Key


def cards(desk: Desk) -> list[ConflictCard]:
    return list(desk.project.workspace.read(asks.list_conflicts))


def test_one_key_orders_the_queue_otherwise(desk: Desk, window: MainWindow) -> None:
    panel = desk.side.conflicts
    before = panel.list.chosen
    window.actions_table["group"].trigger()
    assert panel.group_pill.text() == "按事實"
    assert panel._heads
    assert panel.list.chosen == before
    for _ in range(2):
        window.actions_table["group"].trigger()
    assert panel.group_pill.text() == "按輕重"


def test_a_reason_is_picked_with_the_arrow(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    window.actions_table["digit_2"].trigger()
    field = desk.side.conflicts.list.findChild(ReasonField)
    assert field is not None
    qtbot.keyClick(field.line, Key.Key_Down)
    assert field.line.text() == field.phrases[0]
    qtbot.keyClick(field.line, Key.Key_Up)
    assert field.line.text() == field.phrases[-1]
    field._take(field.phrases[0])
    assert field.line.text() == f"{field.phrases[-1]}，{field.phrases[0]}"


def test_the_notice_is_copied_for_what_is_real(desk: Desk, window: MainWindow) -> None:
    window.actions_table["memo"].trigger()
    assert "屬實" in desk.messages.text
    card = cards(desk)[0]
    desk.project.do("conflict.decide", asks.decide, card.key, "real", "方框作2025年，应为2026年")
    window.actions_table["memo"].trigger()
    said = QGuiApplication.clipboard().text()
    first, second = (
        card.statements[0],
        next(one for one in card.statements if one.printed != card.statements[0].printed),
    )
    for words in ("更正", f"《{first.title}》", first.printed, second.printed, "方框作2025年，應為2026年。特此更正。"):
        assert words in said
    assert desk.messages.text.endswith("共 1 則。")


def test_the_notice_is_in_the_script_of_the_article(desk: Desk) -> None:
    card = cards(desk)[0]
    review = ReviewView("real", "筆誤", "甲", datetime.now(UTC), reopened=False)
    simplified = replace(card.statements[0], title="发展", sentence="这个实验区发展", published=date(2026, 2, 6))
    same = replace(simplified, printed="31家")
    said = memo.notice([replace(card, review=review, statements=(simplified, same))])
    assert said.startswith("更正\n\n本报2026年2月6日《发展》一文中")
    assert "与文中另处的「31家」不符。笔误。特此更正。" in said
    assert memo.notice([replace(card, review=replace(review, decision="explained"))]) == ""


def test_the_tip_of_an_article_says_what_is_done(desk: Desk) -> None:
    item = next(item for item in desk.articles if item.checked)
    said = covered(item)
    for words in (item.title, f"已核 {item.checked}", f"未核 {item.numbers - item.checked}"):
        assert words in said
