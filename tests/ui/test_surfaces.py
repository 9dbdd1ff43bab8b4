"""Every panel and dialog as it is seen and gone through: nothing cut off in any language, in a small window and at the
largest text; Tab visits everything once and is caught nowhere; every widget that takes keys has a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QMenuBar,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from duikan.ui import asks, fonts, i18n, ink
from duikan.ui.buttons import Pill
from duikan.ui.dialogs.compare_sheet import CompareSheet
from duikan.ui.dialogs.page_sheets import ChooseArticle, Retitle
from duikan.ui.main_window import MainWindow
from duikan.ui.qt_words import translate_qt
from duikan.ui.side_panel import TABS
from duikan.words import LANGUAGES, catalogue

SHEETS = ("settings", "keys", "about", "trash", "sign", "import", "retitle", "choose_article", "compare", "tour")


@contextmanager
def sheet(window: MainWindow, name: str, folder: Path) -> Iterator[QWidget]:
    """A dialog over the window, with something in it."""
    desk = window.desk
    assert desk is not None
    if name == "trash":
        claim = desk.project.workspace.read(asks.list_claims)[0]
        desk.project.do("claim.remove", asks.remove_claim, claim.id)
    (folder / "1.txt").write_bytes(b"")
    (folder / "2.txt").write_bytes("今年建成30家工廠。".encode())
    articles = [(item.id, item.title) for item in desk.articles]
    makers: dict[str, Callable[[], QWidget | None]] = {
        "settings": window.sheets.show_settings,
        "keys": window.sheets.show_keys,
        "about": window.sheets.show_about,
        "trash": window.sheets.show_trash,
        "sign": window.sheets.show_sign,
        "tour": window.sheets.show_tour,
        "import": lambda: window.import_paths((folder / "1.txt", folder / "2.txt")),
        "retitle": lambda: _shown(Retitle(desk.articles[0].title, lambda _title: None, window)),
        "choose_article": lambda: _shown(
            ChooseArticle(i18n.t("action.move_to"), articles, lambda _article: None, window)
        ),
    }
    numbers = next(
        fact.mentions for fact in desk.project.workspace.read(asks.list_facts, 500, 0) if len(fact.mentions) > 1
    )
    both = numbers[0].id, numbers[1].id
    relation, one_fact = (desk.project.workspace.read(ask, *both) for ask in (asks.compare, asks.why_one_fact))
    makers["compare"] = lambda: _shown(CompareSheet(numbers[:2], relation, one_fact, window))
    window.activateWindow()
    made = makers[name]()
    assert made is not None
    QApplication.processEvents()
    yield made
    made.close()
    QApplication.processEvents()


def _shown(made: QWidget) -> QWidget:
    made.show()
    return made


def panels(window: MainWindow) -> Iterator[str]:
    """The desk with each of its panels, and with the fields and bars that can be open on them, one after the other."""
    desk = window.desk
    assert desk is not None
    for name in TABS:
        desk.side.show_tab(name)
        yield name
    desk.side.show_tab("conflicts")
    desk.side.conflicts.press("real")
    yield "conflicts: reason"
    desk.side.show_tab("claims")
    desk.side.claims.list.choose(0)
    for act in ("note", "rate:false"):
        desk.side.claims.press(act)
        yield f"claims: {act}"
    desk.side.show_tab("facts")
    desk.side.facts.list.choose(0)
    number = desk.side.facts.opened
    assert number is not None
    for act in ("value", "modality"):
        desk.side.facts._act(desk.side.facts.chosen, f"edit:{number.id}:{act}")
        yield f"facts: {act}"
    desk.side.facts.begin_accept(number)
    yield "facts: accept"
    desk.side.show_tab("history")
    for act in ("next_suggestion", "find", "date"):
        window.actions_table[act].trigger()
        yield act
    desk.panes.active.header.leave_date()
    desk.messages.notice(i18n.t("say.how_to_link", key="L"), i18n.t("action.undo"))
    yield "notice"


def visible(root: QWidget) -> list[QWidget]:
    """What is seen in a panel or dialog, itself first; what is hidden behind another page is left out."""
    return [one for one in (root, *root.findChildren(QWidget)) if one.isVisible()]


# Seeing

SMALL = 1280, 800  # what a window has at least, whatever the scaling


def cut(widget: QWidget) -> str:
    """What is cut off in one widget, "" where all is seen."""
    if isinstance(widget, QLabel):
        return _label(widget)
    if isinstance(widget, QAbstractButton):
        missing = widget.sizeHint().width() - widget.width()
        return f"button {widget.text()!r} lacks {missing}" if missing > 1 else ""
    if isinstance(widget, QTabBar):
        last = widget.tabRect(widget.count() - 1).right()
        return f"tabs end at {last} of {widget.width()}" if last > widget.width() else ""
    if isinstance(widget, QMenuBar):
        last = widget.actionGeometry(widget.actions()[-1]).right()
        return f"menus end at {last} of {widget.width()}" if last > widget.width() or last <= 0 else ""
    if isinstance(widget, QLineEdit):
        return _line(widget)
    return ""


def _label(label: QLabel) -> str:
    if not label.text():
        return ""
    if label.wordWrap():
        missing = label.heightForWidth(label.width()) - label.height()
        return f"{label.text()!r} lacks a height of {missing}" if missing > 2 else ""
    missing = label.sizeHint().width() - label.width()
    return f"{label.text()!r} lacks {missing}" if missing > 1 else ""


def _line(line: QLineEdit) -> str:
    words = line.placeholderText()
    inside = [child.width() for child in line.findChildren(QLabel) if child.isVisible()]
    room = line.width() - 22 - sum(inside)
    missing = QFontMetricsF(line.font()).horizontalAdvance(words) - room
    return f"hint {words!r} lacks {missing:.0f}" if missing > 1 else ""


def outside(widget: QWidget, root: QWidget) -> str:
    """What stands outside of the root, where no scrolling brings it in."""
    parent = widget.parentWidget()
    while parent is not None and parent is not root:
        if isinstance(parent, QAbstractScrollArea):
            return ""
        parent = parent.parentWidget()
    if widget is root or parent is None or widget.isWindow():
        return ""
    box = widget.rect().translated(widget.mapTo(root, widget.rect().topLeft()))
    whole = root.rect().adjusted(-1, -1, 1, 1)
    return "" if whole.contains(box) or not widget.size().isValid() else f"{widget!r} at {box} of {root.rect()}"


def wrong(root: QWidget) -> list[str]:
    found = [cut(widget) for widget in visible(root)]
    interactive = [one for one in visible(root) if isinstance(one, QAbstractButton | QLineEdit | QLabel)]
    return [one for one in (*found, *(outside(widget, root) for widget in interactive)) if one]


@pytest.fixture
def elided(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was painted with an ellipsis."""
    found: list[str] = []
    draw = ink.line

    def line(painter: QPainter, rect: QRectF, text: str, font: QFont, colour: QColor,
             align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> float:  # fmt: skip
        if QFontMetricsF(font).horizontalAdvance(text) > rect.width() + 0.5:
            found.append(text)
        return draw(painter, rect, text, font, colour, align)

    monkeypatch.setattr(ink, "line", line)
    return found


def small_window(language: str, make_window: Callable[[], MainWindow], qapp: QApplication) -> MainWindow:
    i18n.set_language(language)
    translate_qt(qapp, language)
    fonts.set_program_script("Hans" if language == "zh_Hans" else "Hant")
    window = make_window()
    window.resize(*SMALL)
    QApplication.processEvents()
    return window


@pytest.fixture(autouse=True)
def dressed_again() -> Iterator[None]:
    yield
    fonts.set_program_script("Hant")
    fonts.set_articles()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_panel_cuts_a_word_off(
    language: str, make_window: Callable[[], MainWindow], qapp: QApplication, elided: list[str]
) -> None:
    window = small_window(language, make_window, qapp)
    found: dict[str, list[str]] = {}
    for name in panels(window):
        QApplication.processEvents()
        window.grab()
        found[name] = wrong(window)
    assert (window.width(), window.height()) == SMALL
    assert {name: lines for name, lines in found.items() if lines} == {}
    own = set(catalogue(language).values())
    assert sorted({text for text in elided if text in own}) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_dialog_cuts_a_word_off(
    language: str, make_window: Callable[[], MainWindow], qapp: QApplication, elided: list[str], tmp_path: Path
) -> None:
    window = small_window(language, make_window, qapp)
    found: dict[str, list[str]] = {}
    for name in SHEETS:
        with sheet(window, name, tmp_path) as opened:
            opened.grab()
            found[name] = wrong(opened)
            assert opened.width() <= SMALL[0], name
            assert opened.height() <= SMALL[1], name
    assert {name: lines for name, lines in found.items() if lines} == {}
    own = set(catalogue(language).values())
    assert sorted({text for text in elided if text in own}) == []


@pytest.mark.parametrize("panes", [1, 2, 3])
def test_the_largest_text_leaves_every_part_within_the_window(
    panes: int, make_window: Callable[[], MainWindow], qapp: QApplication
) -> None:
    fonts.set_articles(scale=3.0)
    window = small_window("zh_Hant", make_window, qapp)
    assert window.desk is not None
    window.desk.panes.set_count(panes)
    QApplication.processEvents()
    assert (window.width(), window.height()) == SMALL
    assert wrong(window) == []


def test_a_word_that_is_cut_off_is_found(window: MainWindow) -> None:
    """The measure itself: a narrowed button and a narrowed label are seen."""
    pill = next(one for one in visible(window) if isinstance(one, Pill))
    label = next(one for one in visible(window) if isinstance(one, QLabel) and one.text() and not one.wordWrap())
    assert cut(pill) == ""
    for one in (pill, label):
        one.resize(one.sizeHint().width() // 2, one.height())
        assert cut(one)


# Keys


def stops(root: QWidget) -> list[QWidget]:
    """What Tab can stop at."""
    by_tab = Qt.FocusPolicy.TabFocus
    return [one for one in visible(root) if one.isEnabled() and one.focusPolicy() & by_tab and not one.focusProxy()]


def walk(root: QWidget, qtbot: QtBot, key: Qt.Key) -> list[QWidget]:
    """Where the focus goes from the first stop with a key, until it is there again."""
    found: list[QWidget] = []
    first = stops(root)[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(3 * len(stops(root))):
        now = QApplication.focusWidget()
        assert now is not None
        if now is first and found:
            return found
        found.append(now)
        qtbot.keyClick(now, key)
    raise AssertionError(f"Tab is caught among {found[-4:]}")


def named(widget: QWidget) -> bool:
    shown = QAccessible.queryAccessibleInterface(widget)
    return bool(shown is not None and shown.text(QAccessible.Text.Name).strip())


def visits(root: QWidget, qtbot: QtBot) -> list[str]:
    """What is wrong with going through a panel or a dialog by Tab, there and back."""
    wanted = stops(root)
    wrong_with = [f"{one!r} has no name" for one in wanted if not named(one)]
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        seen = walk(root, qtbot, key)
        wrong_with += [f"{one!r} is not visited" for one in wanted if one not in seen]
        wrong_with += [f"{one!r} is visited twice" for one in set(seen) if seen.count(one) > 1]
    return wrong_with


def test_tab_goes_through_every_panel_and_is_caught_nowhere(window: MainWindow, qtbot: QtBot) -> None:
    found: dict[str, list[str]] = {}
    for name in panels(window):
        QApplication.processEvents()
        found[name] = visits(window, qtbot) if name != "date" else []  # it closes when Tab leaves it
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_tab_goes_through_every_dialog_and_is_caught_nowhere(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    found: dict[str, list[str]] = {}
    for name in SHEETS:
        with sheet(window, name, tmp_path) as opened:
            found[name] = visits(opened, qtbot)
    assert {name: lines for name, lines in found.items() if lines} == {}
