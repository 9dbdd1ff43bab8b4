"""Keys that come faster than answers: what is pressed right after H is for the new claim."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from duikan.errors import InputError
from duikan.services.views import ClaimView
from duikan.ui import asks, jobs
from duikan.ui.cards import Plan
from duikan.ui.claims import claim_plan
from duikan.ui.conflicts import card_plan
from duikan.ui.conflicts.reason_field import ReasonField
from duikan.ui.desk import Desk
from duikan.ui.jobs import Job, Jobs
from duikan.ui.main_window import MainWindow
from duikan.ui.project import Project


class HeldJobs(Jobs):
    """Answers when told to, one after the other as they were asked."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[Job] = []

    def _start(self, job: Job, lane: QThreadPool) -> None:
        self._held.append(job)

    def answer(self) -> None:
        """Answer everything, also what is asked on the way."""
        while self._held:
            self._deliver(jobs._carry_out(self._held.pop(0)))


@pytest.fixture
def held(desk: Desk) -> HeldJobs:
    desk.project.jobs = HeldJobs()
    return desk.project.jobs


def claims(project: Project) -> tuple[ClaimView, ...]:
    return project.workspace.read(asks.list_claims)


def select_number(desk: Desk) -> str:
    pane = desk.panes.active
    assert pane.page is not None
    number = next(mark for mark in pane.page.marks if mark.kind == "number" and pane.view.holds(mark.start))
    pane.view.select(number.start - 2, number.end)
    return pane.page.text[number.start - 2 : number.end]


def filled(plan: Plan | None, acts: list[str]) -> list[str]:
    return [act.code for _, act in plan.acts if act.filled and act.code in acts] if plan else []


def test_a_digit_right_after_h_is_the_verdict_of_the_new_claim(
    desk: Desk, window: MainWindow, held: HeldJobs, qtbot: QtBot
) -> None:
    words = select_number(desk)
    window.actions_table["highlight"].trigger()
    window.actions_table["digit_3"].trigger()  # the conflicts still stand at the right
    assert not desk.side.conflicts.list.editing
    held.answer()
    assert desk.side.current == "claims"
    assert desk.side.claims.chosen is not None
    assert desk.side.claims.chosen.quote == words
    line = desk.side.claims.list.findChildren(QLineEdit)[0]
    qtbot.keyClick(line, Qt.Key.Key_Return)
    held.answer()
    judged = next(claim for claim in claims(desk.project) if claim.quote == words)
    assert [verdict.rating for verdict in judged.verdicts] == ["false"]


def test_a_new_claim_is_chosen_also_while_the_list_changes(desk: Desk, window: MainWindow, held: HeldJobs) -> None:
    desk.side.show_tab("claims")
    desk.side.claims.list.choose(0)
    held.answer()
    words = select_number(desk)
    window.actions_table["highlight"].trigger()
    held.answer()
    assert desk.side.claims.chosen is not None
    assert desk.side.claims.chosen.quote == words


def test_a_claim_that_is_refused_leaves_the_keys_to_the_conflicts(
    desk: Desk, window: MainWindow, held: HeldJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> int:
        raise InputError("article.missing")

    monkeypatch.setattr(asks, "highlight", refuse)
    select_number(desk)
    window.actions_table["highlight"].trigger()
    held.answer()
    assert desk.messages.isVisible()
    window.actions_table["digit_2"].trigger()
    assert desk.side.conflicts.list.editing


def test_the_filled_act_is_the_one_that_is_being_given(desk: Desk, window: MainWindow) -> None:
    ratings = [f"rate:{rating}" for rating in claim_plan.RATINGS]
    claim = claims(desk.project)[0]
    for at, rating in enumerate(claim_plan.RATINGS):
        plan = claim_plan.plan(claim, 380, chosen=True, field_height=90, giving=rating)
        assert filled(plan, ratings) == [ratings[at]]
    desk.side.claims.choose(claim.id)
    card = desk.side.conflicts.list.chosen
    for decision in ("real", "explained", "dismissed"):
        acts = [act.code for act in card_plan.acts_of(card, decision) if act.filled]
        assert acts == [decision]
    window.actions_table["digit_2"].trigger()
    window.actions_table["digit_3"].trigger()
    panel = desk.side.conflicts.list
    assert panel._delegate is not None
    now = panel._delegate.plan(panel.currentIndex())
    assert filled(now, ["real", "explained", "dismissed", "date"]) == ["dismissed"]
    assert panel.findChildren(ReasonField)


def test_escape_on_the_page_leaves_the_bars(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    pane = desk.panes.active
    window.actions_table["next_suggestion"].trigger()
    assert pane.suggest_bar.isVisible()
    qtbot.keyClick(pane.view, Qt.Key.Key_Escape)
    assert not pane.suggest_bar.isVisible()
    assert pane.view._chosen == ()
    window.actions_table["find"].trigger()
    assert pane.find_bar.isVisible()
    qtbot.keyClick(pane.view, Qt.Key.Key_Escape)
    assert not pane.find_bar.isVisible()
