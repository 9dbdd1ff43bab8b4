"""A window without a screen: the sample project, jobs that run at once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from duikan.services.projects import sample_project
from duikan.services.workspace import Workspace
from duikan.ui import fonts, i18n, theme
from duikan.ui.desk import Desk
from duikan.ui.jobs import Jobs
from duikan.ui.main_window import MainWindow
from duikan.ui.project import Project
from duikan.ui.settings import Settings

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # The offscreen platform says this of every window; everything else Qt says fails the test.
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_project(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: QApplication) -> None:
    theme.use(qapp, "light")
    qapp.setFont(fonts.sans(13))


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    i18n.set_language("zh_Hant")
    yield
    i18n.set_language("zh_Hant")


@pytest.fixture
def project(sample: Path, tmp_path: Path, qapp: QApplication) -> Iterator[Project]:
    path = tmp_path / "try.duikan"
    shutil.copy(sample, path)
    opened = Project(Workspace.open(path, author="測試"), Jobs(immediate=True), "try.duikan")
    yield opened
    opened.close()


@pytest.fixture
def make_window(project: Project) -> Iterator[Callable[[], MainWindow]]:
    made: list[MainWindow] = []

    def make() -> MainWindow:
        window = MainWindow(Settings(name="測試"))
        made.append(window)
        window.set_project(project)
        window.show()
        QApplication.processEvents()
        return window

    yield make
    for window in made:
        window.leave_project()
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow)] == []


@pytest.fixture
def window(make_window: Callable[[], MainWindow]) -> MainWindow:
    return make_window()


@pytest.fixture
def desk(window: MainWindow) -> Desk:
    assert window.desk is not None
    return window.desk
