"""How a number was read, and an editor's word over it: every part in place, and any two compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from duikan.services.views import MentionView
from duikan.ui import asks
from duikan.ui.claims import fact_plan, parts
from duikan.ui.claims.claim_fields import PartField
from duikan.ui.desk import Desk
from duikan.ui.dialogs.compare_sheet import CompareSheet, Weights
from duikan.ui.main_window import MainWindow

Key = Qt.Key


@pytest.mark.parametrize(
    ("text", "low", "high", "low_open", "high_open"),
    [
        ("30", "30", "30", False, False),
        ("30–50", "30", "50", False, False),
        ("３０至５０", "30", "50", False, False),
        ("-3–-1", "-3", "-1", False, False),
        ("－3至5", "-3", "5", False, False),
        ("> 50", "50", None, True, False),
        (">=50", "50", None, False, False),
        ("≤ 3.5", None, "7/2", False, False),
        ("< 8億", None, "800000000", False, True),
        ("7.6万", "76000", "76000", False, False),
        ("1/3", "1/3", "1/3", False, False),
        ("1,234", "1234", "1234", False, False),
    ],
)
def test_values_as_an_editor_writes_them(
    text: str, low: str | None, high: str | None, low_open: bool, high_open: bool
) -> None:
    found = parts.changes("value", text)
    assert found == {"low": low, "high": high, "low_open": low_open, "high_open": high_open}


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025年", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025年2月3日", "2025-02-03", "2025-02-03"),
        ("2025–2027", "2025-01-01", "2027-12-31"),
        ("2025-02-12 – 2025-03-01", "2025-02-12", "2025-03-01"),
        ("– 2027", None, "2027-12-31"),
        ("2025 –", "2025-01-01", None),
        ("", None, None),
    ],
)
def test_times_as_an_editor_writes_them(text: str, start: str | None, end: str | None) -> None:
    assert parts.changes("time", text) == {"period_start": start, "period_end": end}


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("value", "很多"), ("value", "50–30"), ("value", "1/0"), ("value", ""), ("value", ">"), ("value", "1–2–3"),
        ("time", "去年"), ("time", "2025-13"), ("time", "2025-02-30"), ("time", "2027–2025"), ("time", "0000"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(part: str, text: str) -> None:
    with pytest.raises(ValueError):
        parts.changes(part, text)


def number(desk: Desk) -> MentionView:
    page = desk.panes.active.page
    assert page is not None
    mark = next(mark for mark in page.marks if mark.kind == "number" and desk.panes.active.view.holds(mark.start))
    desk.panes.active.step_to(mark)
    return desk.project.workspace.read(asks.mention, mark.id)


def test_what_is_written_is_read_back_as_the_same(desk: Desk) -> None:
    for fact in desk.project.workspace.read(asks.list_facts, 500, 0):
        for one in fact.mentions:
            wanted = {"low": one.low or None, "high": one.high or None}
            wanted |= {"low_open": one.low_open, "high_open": one.high_open}
            if one.low and one.high:
                wanted |= {"low_open": False, "high_open": False}
            if one.low or one.high:
                assert parts.changes("value", parts.written(one, "value")) == wanted
            days = {"period_start": one.period_start, "period_end": one.period_end}
            said = {name: day and day.isoformat() for name, day in days.items()}
            assert parts.changes("time", parts.written(one, "time")) == said


def test_an_open_time_is_written_with_its_open_end(desk: Desk) -> None:
    one = replace(number(desk), period_start=None, period_end=date(2027, 12, 31))
    assert parts.changes("time", parts.written(one, "time")) == {"period_start": None, "period_end": "2027-12-31"}


def field_of(desk: Desk) -> PartField:
    return desk.side.facts.list.findChildren(PartField)[-1]


def test_a_part_is_corrected_in_place(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    before = number(desk)
    window.actions_table["correct"].trigger()
    facts = desk.side.facts
    assert desk.side.current == "facts"
    assert facts.chosen is not None
    assert before.id in [one.id for one in facts.chosen.mentions]
    facts._act(facts.chosen, f"edit:{before.id}:value")
    field = field_of(desk)
    field.line.setText("好幾個")
    qtbot.keyClick(field.line, Key.Key_Return)
    assert "好幾個" in field.line.text()
    assert "讀不懂" in field._hint.text()
    field.line.setText("> 4,321")
    qtbot.keyClick(field.line, Key.Key_Return)
    now = desk.project.workspace.read(asks.mention, before.id)
    assert (now.low, now.high, now.low_open, now.state) == ("4321", "", True, "corrected")
    fact = desk.project.workspace.read(asks.fact, now.fact_id)
    facts._act(fact, f"edit:{before.id}:modality")
    field = field_of(desk)
    field.choice.setCurrentIndex(field.choice.findData("estimate"))
    qtbot.keyClick(field.choice, Key.Key_Return)
    assert desk.project.workspace.read(asks.mention, before.id).modality == "estimate"
    facts._act(fact, f"edit:{before.id}:time")
    field_of(desk).given.emit("2031–2032")
    now = desk.project.workspace.read(asks.mention, before.id)
    assert (now.period_start, now.period_end, now.alternatives) == (date(2031, 1, 1), date(2032, 12, 31), ())
    for _ in range(3):
        desk.project.undo()
    assert desk.project.workspace.read(asks.mention, before.id) == before


def test_a_reading_is_confirmed_or_rejected_in_the_panel(desk: Desk) -> None:
    one = number(desk)
    desk.show_reading(one.id)
    facts = desk.side.facts
    facts._act(facts.chosen, f"confirm:{one.id}")  # type: ignore[arg-type]
    assert desk.project.workspace.read(asks.mention, one.id).state == "confirmed"


def test_any_two_numbers_are_compared_and_may_be_joined(desk: Desk, window: MainWindow) -> None:
    page = desk.panes.active.page
    assert page is not None
    marks = [mark for mark in page.marks if mark.kind == "number" and desk.panes.active.view.holds(mark.start)][:2]
    for mark in marks:
        desk.panes.active.step_to(mark)
        window.actions_table["compare"].trigger()
    sheet = window.findChild(CompareSheet)
    assert sheet is not None
    said = [label.text() for label in sheet.findChildren(QLabel)]
    assert any(text.startswith(("相同", "一寬一窄", "相容", "衝突", "不相比")) for text in said)
    first, second = (desk.project.workspace.read(asks.mention, mark.id) for mark in marks)
    apart = first.fact_id != second.fact_id
    assert ("視為兩個事實" if apart else "視為同一事實") in said[said.index("比較兩個數字") + 6]
    assert any(text.startswith("權衡：") for text in said)
    assert sheet.findChild(Weights).accessibleName().startswith("權衡：")
    act = next(button for button in sheet.findChildren(QPushButton) if button.text() in ("併為同一事實", "分開"))
    act.click()
    facts = {desk.project.workspace.read(asks.mention, mark.id).fact_id for mark in marks}
    assert len(facts) == (1 if apart else 2)


def test_the_fact_panel_says_why_numbers_are_one_fact(desk: Desk) -> None:
    facts = desk.side.facts
    desk.side.show_tab("facts")
    many = next(fact for fact in desk.project.workspace.read(asks.list_facts, 500, 0) if len(fact.mentions) > 1)
    facts.choose(many.id)
    facts._act(facts.chosen, f"why:{many.mentions[0].id}")
    number, why = facts._why
    assert number == many.mentions[0].id
    assert "同一事實" in why
    assert "權衡" in why
    assert facts.list._delegate is not None
    plain = fact_plan.plan(many, 380, chosen=True, opened=number)
    assert facts.list._delegate.plan(facts.list.currentIndex()).height > plain.height
