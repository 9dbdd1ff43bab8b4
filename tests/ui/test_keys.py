"""Keys that can be changed, tips that say why, and the guided tour."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QKeyCombination, QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from duikan.ui import i18n, keymap, settings
from duikan.ui.conflicts import card_plan
from duikan.ui.desk import Desk
from duikan.ui.dialogs.keys_sheet import KeysSheet, pressed
from duikan.ui.entries import ENTRIES
from duikan.ui.main_window import MainWindow
from duikan.ui.rows import keys_line
from duikan.ui.settings import Settings
from duikan.words import LANGUAGES

Key, Control, Shift = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def _shipped() -> Iterator[None]:
    yield
    keymap.reset_all()


@pytest.fixture
def sheet(window: MainWindow) -> Iterator[KeysSheet]:
    made = window.sheets.show_keys()
    yield made
    made.close()


def choose(sheet: KeysSheet, code: str) -> None:
    sheet.list.setCurrentIndex(sheet.model.index(sheet.model.row_of(code) or 0))


def test_no_two_acts_have_one_key_as_shipped() -> None:
    codes = [one.code for one in ENTRIES if not one.code.startswith("-")]
    assert len(codes) == len(set(codes))
    assert [(code, key) for code in codes for key in keymap.keys_of(code) if keymap.taken_by(key, code)] == []
    assert [key for code in codes for key in keymap.keys_of(code) if keymap.held(key)] == []


def test_a_key_is_changed_and_every_hint_follows(
    sheet: KeysSheet, window: MainWindow, desk: Desk, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(sheet.model)
    choose(sheet, "next")
    qtbot.keyClick(sheet.list, Key.Key_Return)
    assert "下一個" in sheet.said.text()
    qtbot.keyClick(sheet.list, Key.Key_T, Control)
    assert window.actions_table["next"].shortcut().toString() == "Ctrl+T"
    assert window.settings.keys == {"next": "Ctrl+T"}
    assert "Ctrl+T" in window.actions_table["next"].toolTip()
    assert keys_line().startswith("Ctrl+T / K")
    choose(sheet, "digit_1")
    assert sheet.take("digit_1", "T")
    card = desk.side.conflicts.list.chosen
    assert "T" in [act.key for act in card_plan.acts_of(card)]
    sheet.reset_all()
    assert window.settings.keys == {}
    assert window.actions_table["next"].shortcut().toString() == "J"


@pytest.mark.parametrize(("key", "said"), [("K", "「上一個」"), ("Ctrl+Y", "重做"), ("Left", "不能改作他用")])
def test_a_key_that_is_taken_is_refused_with_a_sentence(sheet: KeysSheet, key: str, said: str) -> None:
    before = keymap.keys_of("next")
    assert not sheet.take("next", key)
    assert said in sheet.said.text()
    assert sheet.said.objectName() == "error"
    assert keymap.keys_of("next") == before


def test_a_key_is_taken_away_and_given_back(sheet: KeysSheet, qtbot: QtBot) -> None:
    choose(sheet, "date")
    qtbot.keyClick(sheet.list, Key.Key_Delete)
    assert keymap.keys_of("date") == ()
    assert sheet.take("next", "D")
    choose(sheet, "date")
    sheet.reset_one()
    assert "「下一個」" in sheet.said.text()
    choose(sheet, "next")
    sheet.reset_one()
    choose(sheet, "date")
    sheet.reset_one()
    assert keymap.changed() == {}


def test_escape_leaves_the_key_as_it_was(sheet: KeysSheet, qtbot: QtBot) -> None:
    choose(sheet, "next")
    qtbot.keyClick(sheet.list, Key.Key_Return)
    qtbot.keyClick(sheet.list, Key.Key_Escape)
    qtbot.keyClick(sheet.list, Key.Key_T)
    assert keymap.changed() == {}
    assert sheet.isVisible()


def test_the_list_of_keys_is_searched(sheet: KeysSheet) -> None:
    sheet.search.setText("签核")
    assert [line.code for line in sheet.model.rows] == ["sign"]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (QKeyCombination(Shift, Key.Key_Question), "?"),
        (QKeyCombination(Shift, Key.Key_H), "Shift+H"),
        (QKeyCombination(Control, Key.Key_F5), "Ctrl+F5"),
        (QKeyCombination(Qt.KeyboardModifier.KeypadModifier, Key.Key_1), "1"),
    ],
)
def test_keys_by_their_name(keys: QKeyCombination, said: str) -> None:
    assert pressed(keys) == said


def test_keys_are_kept_and_nonsense_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings.save(Settings(keys={"next": "T", "date": ""}, name="陳"), path)
    kept = settings.load(path)
    assert kept.name_now == "陳"
    keymap.use(kept.keys)
    assert (keymap.keys_of("next"), keymap.keys_of("date")) == (("T",), ())
    keymap.use({"next": "K", "nothing": "T", "date": "Left"})
    assert keymap.changed() == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_act_says_what_and_why(language: str) -> None:
    i18n.set_language(language)
    codes = [one.code for one in ENTRIES if not one.code.startswith("-")]
    assert [code for code in codes if i18n.t(f"tip.{code}") == i18n.t(f"action.{code}")] == []


# The tour


def test_the_tour_goes_over_the_desk_and_ends(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    desk.panes.active.view.setFocus()
    tour = window.sheets.show_tour()
    assert tour is not None
    assert window.settings.toured
    seen: list[str] = []
    for _ in range(len(tour._steps)):
        seen.append(tour.step.code)
        assert tour._words.text()
        assert not tour._lit().isEmpty()
        assert window.rect().contains(tour._card.geometry())
        assert tour._words.height() >= tour._words.heightForWidth(tour._words.width())
        qtbot.keyClick(tour, Key.Key_Return)
    assert seen == ["list", "page", "card", "date", "mark", "find"]
    assert not tour.isVisible()


def test_the_tour_can_be_left_and_walked_back(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    tour = window.sheets.show_tour()
    assert tour is not None
    qtbot.keyClick(tour, Key.Key_Right)
    qtbot.keyClick(tour, Key.Key_Left)
    assert tour.step.code == "list"
    cards = desk.side.conflicts.list.currentIndex()
    qtbot.keyClick(tour, Key.Key_J)
    assert desk.side.conflicts.list.currentIndex() == cards
    window.resize(QSize(1000, 700))
    QApplication.processEvents()
    assert tour.size() == window.size()
    qtbot.keyClick(tour, Key.Key_Escape)
    assert not tour.isVisible()
