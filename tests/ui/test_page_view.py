"""The page: positions, marks, caret and selection, with rare characters in the text."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from duikan.services.views import Mark, Paragraph
from duikan.ui import fonts
from duikan.ui.reading.marks import MarkIndex
from duikan.ui.reading.sheet import LONGEST, Sheet
from duikan.ui.reading.strip import Strip
from duikan.ui.reading.view import PageView
from duikan.ui.theme import colours

FIRST = "𠮷野家😀今年開設30家至50家區級老人社區食堂，到2027年全區每街都有一家，午餐是獨居老人每天的盼望哦。"
TEXT = FIRST + "\n" + "第二段：有研究指，成功率可達80%。"
PARAGRAPHS = (Paragraph(0, len(FIRST), "body"), Paragraph(len(FIRST) + 1, len(TEXT), "body"))
NUMBER = (FIRST.index("30家"), FIRST.index("30家") + len("30家至50家"))
Key, Shift, Control = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    made = PageView()
    qtbot.addWidget(made)
    made.resize(460, 500)
    made.set_page(TEXT, PARAGRAPHS, ())
    made.show()
    return made


def test_every_position_is_found_again_under_its_own_point(view: PageView) -> None:
    sheet = view.sheet
    for position, character in enumerate(TEXT):
        if character == "\n":
            continue
        box = sheet.rects(position, position + 1)[0]
        assert sheet.over_text(box.center()) == position
        assert TEXT[position] == character


def test_lines_are_justified_to_the_measure_and_the_first_is_indented(view: PageView) -> None:
    layout = view.sheet.lay_out(0).layout
    assert layout is not None
    assert layout.lineCount() > 1
    assert layout.lineAt(0).x() > 30
    assert layout.lineAt(1).x() == 0
    right = view.sheet.rects(0, layout.lineAt(0).textLength() - 2)[0].right()
    assert right == pytest.approx(view.sheet.width, abs=1.5)


@pytest.fixture
def as_shipped() -> Iterator[None]:
    yield
    fonts.set_articles()


@pytest.mark.usefixtures("as_shipped")
def test_the_reader_sets_size_leading_and_measure(qtbot: QtBot) -> None:
    made = PageView()
    qtbot.addWidget(made)
    made.resize(1600, 500)

    def lines() -> tuple[int, float, float]:
        """How many lines, how far apart, how wide."""
        made.set_page(TEXT, PARAGRAPHS, ())
        layout = made.sheet.lay_out(0).layout
        assert layout is not None
        return layout.lineCount(), layout.lineAt(1).y() - layout.lineAt(0).y(), made.sheet.width

    made.show()
    count, pitch, width = lines()
    assert (pitch, width) == pytest.approx((16.5 * 1.95, 16.5 * 34), abs=0.2)
    fonts.set_articles(measure=20)
    assert lines()[0] > count
    assert lines()[2] == pytest.approx(16.5 * 20)
    fonts.set_articles(leading=2.4)
    assert lines()[1] == pytest.approx(16.5 * 2.4, abs=0.2)
    fonts.set_articles(scale=2.0)
    assert lines()[1:] == pytest.approx((2 * pitch, 2 * width), abs=0.4)
    fonts.set_articles(scale=99, leading=0, measure=-3)  # a damaged settings file
    assert (fonts.setting().scale, fonts.setting().leading, fonts.setting().measure) == (3.0, 1.3, 12)


def test_keys_move_over_rare_characters_in_one_step(view: PageView, qtbot: QtBot) -> None:
    view.setFocus()
    view.select(0, 0)
    for step in range(1, 6):
        qtbot.keyClick(view, Key.Key_Right)
        assert view.selection == (step, step)
    qtbot.keyClick(view, Key.Key_Left, Shift)
    assert view.selection == (4, 5)
    qtbot.keyClick(view, Key.Key_End, Control)
    assert view.selection == (len(TEXT), len(TEXT))
    qtbot.keyClick(view, Key.Key_Home, Control | Shift)
    assert view.selection == (0, len(TEXT))


def test_up_and_down_cross_paragraphs_and_come_back(view: PageView, qtbot: QtBot) -> None:
    view.setFocus()
    view.select(len(TEXT), len(TEXT))
    view.select(len(FIRST) + 1 + 4, len(FIRST) + 1 + 4)
    qtbot.keyClick(view, Key.Key_Up)
    assert view.selection[0] <= len(FIRST)
    qtbot.keyClick(view, Key.Key_Down)
    assert view.selection[0] == len(FIRST) + 1 + 4
    start = len(FIRST) + 1
    qtbot.keyClick(view, Key.Key_Home)
    assert view.selection == (start, start)


def test_the_mouse_selects_what_it_covers(view: PageView, qtbot: QtBot) -> None:
    boxes = view.sheet.rects(*NUMBER)
    left, right = boxes[0].left() + view.text_left, boxes[-1].right() + view.text_left
    shift = view._top()  # pyright: ignore[reportPrivateUsage]
    begin = QPointF(left + 1, boxes[0].center().y() - shift).toPoint()
    end = QPointF(right - 1, boxes[-1].center().y() - shift).toPoint()
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=begin)
    qtbot.mouseMove(view.viewport(), end)
    view.mouseMoveEvent(_drag(end))
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert view.selection == NUMBER


def _drag(at: object) -> object:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    where = QPointF(at)  # type: ignore[call-overload]
    left = Qt.MouseButton.LeftButton
    return QMouseEvent(
        QEvent.Type.MouseMove, where, where, Qt.MouseButton.NoButton, left, Qt.KeyboardModifier.NoModifier
    )


@pytest.mark.parametrize("kind", ["verified", "conflict", "depends", "claim"])
def test_marks_colour_the_ground_under_their_own_characters_only(view: PageView, kind: str) -> None:
    view.set_marks((Mark(*NUMBER, kind, 1),))  # type: ignore[arg-type]
    ground = {
        "verified": colours().ground_verified,
        "conflict": colours().ground_conflict,
        "depends": colours().ground_depends,
        "claim": colours().ground_claim,
    }[kind]
    image = view.viewport().grab().toImage()
    inside, outside = (view.sheet.rects(at, at + 1)[0] for at in (NUMBER[0], NUMBER[1] + 3))
    shift = view._top()  # pyright: ignore[reportPrivateUsage]

    def near(box: object) -> int:
        x, y = int(box.left() + view.text_left + 1), int(box.top() - shift + 2)  # type: ignore[attr-defined]
        found = image.pixelColor(x, y)
        return sum(abs(a - b) for a, b in zip(found.getRgb()[:3], ground.getRgb()[:3], strict=True))  # type: ignore[index]

    assert near(inside) < 12
    assert near(outside) > 12


def test_overlapping_marks_keep_their_own_heights(view: PageView) -> None:
    marks = (Mark(2, 20, "number", 1), Mark(10, 25, "conflict", 2), Mark(22, 30, "number", 3), Mark(0, 40, "claim", 4))
    drawn = {one.mark.id: one.level for one in MarkIndex(view.sheet, marks).of(0)}
    assert drawn == {1: 0, 2: 1, 3: 0, 4: 0}
    assert [mark.id for mark in MarkIndex(view.sheet, marks).at(0, 12)] == [2, 1, 4]


def test_a_very_long_paragraph_is_set_in_pieces(view: PageView) -> None:
    text = "一二三四五，" * LONGEST
    sheet = Sheet(text, (Paragraph(0, len(text), "body"),))
    sheet.set_width(400)
    assert len(sheet.blocks) == 6
    assert "".join(block.text for block in sheet.blocks) == text
    assert sheet.rects(LONGEST - 1, LONGEST + 1)


def test_an_empty_article_can_be_shown(view: PageView, qtbot: QtBot) -> None:
    view.set_page("", (), ())
    view.grab()
    view.setFocus()
    qtbot.keyClick(view, Key.Key_Right)
    assert view.selection == (0, 0)


def test_the_strip_scrolls_to_where_it_is_pressed(view: PageView, qtbot: QtBot) -> None:
    text = "\n".join([FIRST] * 60)
    step = len(FIRST) + 1
    view.set_page(text, [Paragraph(n * step, n * step + len(FIRST), "body") for n in range(60)], ())
    strip = Strip(view)
    qtbot.addWidget(strip)
    strip.resize(9, 500)
    strip.set_marks((Mark(30 * step + 5, 30 * step + 8, "conflict", 1),))
    strip.show()
    image: QImage = strip.grab().toImage()
    rows = [y for y in range(image.height()) if image.pixelColor(4, y) == colours().conflict]
    assert rows
    assert abs(rows[0] / 500 - 0.5) < 0.04
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.rect().center())
    bar = view.verticalScrollBar()
    assert abs(bar.value() / bar.maximum() - 0.5) < 0.05


def test_a_passage_stays_in_view_while_the_window_settles(view: PageView) -> None:
    text = "\n".join([FIRST] * 60)
    step = len(FIRST) + 1
    view.set_page(text, [Paragraph(n * step, n * step + len(FIRST), "body") for n in range(60)], ())
    view.bring_into_view(30 * step, 30 * step + 4)
    for size in ((460, 120), (300, 700), (620, 400)):
        view.resize(*size)
        top = view.viewport().mapFromGlobal(view.box_of(30 * step, 30 * step + 4).center()).y()
        assert abs(top / view.viewport().height() - 0.4) < 0.2
    view.let_go()
    before = view.verticalScrollBar().value()
    view.resize(620, 380)
    assert view.verticalScrollBar().value() == before


def test_ten_thousand_calls_do_not_wear_out_none(view: PageView) -> None:
    before = sys.getrefcount(None)
    for _ in range(10_000):
        view.setToolTip("x")
        view.set_chosen(())
    for _ in range(200):
        view.grab()
    assert sys.getrefcount(None) > before - 1000


def test_every_mark_has_its_tick_however_many_there_are(qtbot: QtBot) -> None:
    paragraph = "第二段：有研究指，成功率可達80%。" * 9
    text = "\n".join([paragraph] * 200)
    width = len(paragraph) + 1
    view = PageView()
    qtbot.addWidget(view)
    view.resize(460, 500)
    view.set_page(text, [Paragraph(at, at + width - 1, "body") for at in range(0, 200 * width, width)], ())
    strip = Strip(view)
    qtbot.addWidget(strip)
    strip.resize(9, 300)
    marks = [Mark(at, at + 2, "conflict", at) for at in range(0, len(text), 7)] + [Mark(50, 52, "claim", 1)]
    strip.set_marks(marks)
    (top, bottom), *rest = strip._rows()["conflict"]
    assert not rest
    assert top < 6
    assert bottom > 290
    assert len(strip._rows()["claim"]) == 1
    few = [Mark(at, at + 2, "conflict", at) for at in (0, len(text) // 2, len(text) - 3)]
    strip.set_marks(few)
    rows = strip._rows()["conflict"]
    assert [abs(top - wanted) < 6 for (top, _), wanted in zip(rows, (0, 150, 296), strict=True)] == [True] * 3


def test_long_marks_are_found_far_from_their_beginning(view: PageView) -> None:
    text = "甲" * 900 + "\n" + "乙" * 900
    view.set_page(text, [Paragraph(0, 900, "body"), Paragraph(901, 1801, "body")], ())
    index = MarkIndex(view.sheet, [Mark(0, 1801, "claim", 1), Mark(890, 905, "claim", 2)])
    assert [mark.id for mark in index.at(1, 903)] == [2, 1]
    assert [mark.id for mark in index.at(1, 1700)] == [1]
    assert {one.mark.id for one in index.of(0)} == {1, 2}
