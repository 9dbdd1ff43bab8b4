"""The application: opens a project beside the window, changes its dress at once, says why it cannot open one."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from duikan.services import sight
from duikan.services.workspace import Workspace
from duikan.ui import asks, fonts, i18n, settings, theme
from duikan.ui.app import Application
from duikan.ui.arriving import Arriving
from duikan.ui.empty import Empty


@pytest.fixture
def application(qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Application]:
    monkeypatch.setattr(settings, "_path", lambda: tmp_path / "settings.json")
    monkeypatch.setattr(settings, "seen_folder", lambda: tmp_path / "seen")
    for name in ("DUIKAN_LANG", "DUIKAN_THEME"):
        monkeypatch.delenv(name, raising=False)
    hook = sys.excepthook
    made = Application(qapp, settings.Settings(language="zh_Hant", theme="light"))
    made.window.show()
    yield made
    made.close()
    made.window.close()
    made.window.deleteLater()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    sys.excepthook = hook
    i18n.set_language("zh_Hant")
    theme.use(qapp, "light")
    fonts.set_articles()


def test_a_project_opens_in_its_own_lane(application: Application, sample: Path, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "mine.duikan"
    shutil.copy(sample, path)
    application.open(path)
    qtbot.waitUntil(lambda: application.window.desk is not None and len(application.window.desk.panes.articles) == 2)
    assert Path(application.settings.last_project) == path


def test_a_project_is_shown_as_it_was_left_and_then_opened(
    application: Application, sample: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = shutil.copy(sample, tmp_path / "mine.duikan")
    with Workspace.open(path) as workspace:
        sight.keep(settings.seen_folder(), workspace)
    with qtbot.waitSignal(application.settled):
        application.open(path)
    project, desk = application.project, application.window.desk
    assert project is not None
    assert desk is not None
    assert isinstance(project.workspace, Arriving)
    assert len(desk.panes.articles) == 2
    article = desk.panes.articles[0]
    with qtbot.waitSignal(project.changed):  # waits for the project, and is done in it
        project.do("claim.add", asks.highlight, article, 0, 4)
    assert isinstance(project.workspace, Workspace)
    assert project.workspace.read(asks.overview)[1].undo == "claim.add"


def test_a_question_nobody_kept_the_answer_of_does_not_wait_for_ever(
    application: Application, sample: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = shutil.copy(sample, tmp_path / "mine.duikan")
    with Workspace.open(path) as workspace:
        sight.keep(settings.seen_folder(), workspace)
    application.open(path)
    qtbot.waitUntil(lambda: application.project is not None)
    project = application.project
    assert project is not None
    found: list[object] = []
    project.ask("facts", asks.list_facts, 3, 0, then=found.append)  # before the first pages stand
    qtbot.waitUntil(lambda: bool(found))
    assert isinstance(project.workspace, Workspace)


def test_a_project_that_somebody_holds_is_not_left_standing(
    application: Application, sample: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = shutil.copy(sample, tmp_path / "mine.duikan")
    with Workspace.open(path, author="她") as workspace:
        sight.keep(settings.seen_folder(), workspace)
        application.open(path)
        qtbot.waitUntil(lambda: "她" in application.window._nothing._title.text())
    assert application.window.desk is None
    assert application.project is None


def test_language_theme_and_size_change_at_once(
    application: Application, sample: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "mine.duikan"
    shutil.copy(sample, path)
    application.open(path)
    qtbot.waitUntil(lambda: application.window.desk is not None and len(application.window.desk.panes.articles) == 2)
    assert application.window.desk is not None
    shown = application.window.desk.panes.articles
    first = application.window
    sheet = first.sheets.show_settings()
    sheet.pills["language"][3].click()
    qtbot.waitUntil(lambda: application.window is not first)
    assert application.window.actions_table["import"].text() == "Import"
    qtbot.waitUntil(lambda: application.window.desk is not None and application.window.desk.panes.articles == shown)
    second = application.window
    second.sheets.show_settings().pills["theme"][2].click()
    qtbot.waitUntil(lambda: application.window is not second)
    assert theme.colours().dark
    third = application.window
    third.actions_table["larger"].trigger()
    qtbot.waitUntil(lambda: application.window is not third)
    assert fonts.scale() == pytest.approx(1.1)
    fourth = application.window
    for field, at in (("leading", 0), ("measure", 0), ("window_size", 3)):
        application.window.sheets.show_settings().pills[field][at].click()
    qtbot.waitUntil(lambda: application.window is not fourth)
    assert (fonts.setting().leading, fonts.setting().measure) == (1.6, 22)
    kept = settings.load()
    assert (kept.language, kept.leading, kept.measure, kept.window_size) == ("en", 1.6, 22, 2.0)


def test_a_file_that_is_no_project_gets_a_sentence(application: Application, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "no.duikan"
    path.write_text("just words", encoding="utf-8")
    application.open(path)
    qtbot.waitUntil(lambda: "no.duikan" in application.window._nothing._title.text())
    assert application.window.desk is None


def test_a_new_project_says_what_to_do_in_every_panel(application: Application, tmp_path: Path, qtbot: QtBot) -> None:
    application.open(tmp_path / "new.duikan", True)
    qtbot.waitUntil(lambda: application.window.desk is not None)
    desk = application.window.desk
    assert desk is not None
    qtbot.waitUntil(lambda: application.project is not None and application.project.jobs.idle)
    for name in ("conflicts", "facts", "claims", "history"):
        desk.side.show_tab(name)  # asked now, answered from a lane
        qtbot.waitUntil(lambda: any(one.isVisible() for one in desk.side.findChildren(Empty)))
    assert [one for one in desk._left.findChildren(Empty) if one.isVisible()]


def test_settings_survive_and_a_damaged_file_gives_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings.save(settings.Settings(language="en", text_size=1.3, panes=3), path)
    assert settings.load(path) == settings.Settings(language="en", text_size=1.3, panes=3)
    path.write_text('{"language": 5, "panes": "x", "theme": "dark"}', encoding="utf-8")
    assert settings.load(path) == settings.Settings(theme="dark")
    path.write_text("{", encoding="utf-8")
    assert settings.load(path) == settings.Settings()
