"""A page is mended at the desk: split, merge, move, reorder, retitle; each act is taken back in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from duikan.services.views import ArticleItem
from duikan.ui import i18n
from duikan.ui.desk import Desk
from duikan.ui.dialogs.page_sheets import ChooseArticle, Retitle
from duikan.ui.main_window import MainWindow
from duikan.ui.reading.pane import ReadingPane

Shown = dict[int, tuple[str, str]]


@pytest.fixture
def pane(desk: Desk) -> ReadingPane:
    """The first article of a page of several, open in the active pane."""
    pages = [item.document_id for item in desk.articles if item.kind == "article"]
    first = next(item for item in desk.articles if pages.count(item.document_id) > 2)
    desk.panes.set_count(1)
    desk.panes.open(first.id)
    return desk.panes.active


def item_of(pane: ReadingPane) -> ArticleItem:
    assert pane.page is not None
    return pane.page.item


def text_of(pane: ReadingPane) -> str:
    assert pane.page is not None
    return pane.page.text


def titles(desk: Desk, page: int) -> list[str]:
    return [item.title for item in desk.articles if item.document_id == page]


def paragraph(pane: ReadingPane, number: int) -> tuple[int, int]:
    """The number-th paragraph of running text."""
    assert pane.page is not None
    body = [one for one in pane.page.paragraphs if one.role == "body"]
    return body[number].start, body[number].end


def act(window: MainWindow, code: str) -> None:
    window.actions_table[code].trigger()


@pytest.fixture
def taken_back(window: MainWindow, desk: Desk) -> Iterator[Callable[[int], None]]:
    """Call it with the page of an act: undo gives the articles back as they were before the test."""
    before = {item.id: item.title for item in desk.articles}

    def check(_page: int) -> None:
        act(window, "undo")
        assert {item.id: item.title for item in desk.articles} == before

    yield check


def test_the_paragraph_of_the_caret_begins_a_new_article(
    window: MainWindow, desk: Desk, pane: ReadingPane, taken_back: Callable[[int], None]
) -> None:
    page, whole, known = item_of(pane).document_id, text_of(pane), len(desk.articles)
    start, _ = paragraph(pane, 1)
    pane.view.select(start + 3, start + 3)
    act(window, "split")
    assert len(desk.articles) == known + 1
    assert text_of(pane) == whole[start:]
    assert i18n.t("say.split") in desk.messages.text
    taken_back(page)
    assert pane.page is None or text_of(pane) == whole


def test_a_selection_is_cut_where_it_begins(window: MainWindow, desk: Desk, pane: ReadingPane) -> None:
    whole = text_of(pane)
    start, end = paragraph(pane, 1)
    pane.view.select(start + 3, end)
    act(window, "split")
    assert text_of(pane) == whole[start + 3 :]


def test_the_next_article_is_merged_into_this_one(
    window: MainWindow, desk: Desk, pane: ReadingPane, taken_back: Callable[[int], None]
) -> None:
    item, whole = item_of(pane), text_of(pane)
    behind = titles(desk, item.document_id)[1]
    act(window, "merge_next")
    assert text_of(pane).startswith(whole)
    assert behind in text_of(pane).replace("\n", " ")
    assert behind not in titles(desk, item.document_id)
    taken_back(item.document_id)
    assert text_of(pane) == whole


def test_a_paragraph_moves_to_the_article_that_is_chosen(
    window: MainWindow, desk: Desk, pane: ReadingPane, taken_back: Callable[[int], None]
) -> None:
    page = item_of(pane).document_id
    start, end = paragraph(pane, 1)
    words = text_of(pane)[start:end]
    pane.view.select(start + 2, start + 2)
    act(window, "move_to")
    sheet = next(one for one in QApplication.topLevelWidgets() if isinstance(one, ChooseArticle))
    sheet.list.setCurrentRow(1)
    chosen = sheet.list.currentItem().text()
    sheet.accept()
    assert item_of(pane).title == chosen
    assert words in text_of(pane)
    taken_back(page)
    assert words not in text_of(pane)


def test_a_paragraph_moves_down_and_up(window: MainWindow, pane: ReadingPane) -> None:
    whole = text_of(pane)
    start, end = paragraph(pane, 1)
    words = whole[start:end]
    pane.view.select(start, end)
    act(window, "passage_down")
    assert text_of(pane).index(words) > start
    act(window, "undo")
    assert text_of(pane) == whole


def test_a_title_is_written_anew(
    window: MainWindow, desk: Desk, pane: ReadingPane, taken_back: Callable[[int], None]
) -> None:
    page, whole = item_of(pane).document_id, text_of(pane)
    act(window, "retitle")
    sheet = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Retitle))
    sheet.field.setText("另一個標題")
    sheet.accept()
    assert (item_of(pane).title, text_of(pane)) == ("另一個標題", whole)
    taken_back(page)


def test_a_pane_whose_article_went_into_another_is_empty(window: MainWindow, desk: Desk, pane: ReadingPane) -> None:
    behind = [item.id for item in desk.articles if item.document_id == item_of(pane).document_id][1]
    desk.panes.open(behind, beside=True)
    other = desk.panes.active
    assert other is not pane
    desk.panes._activate(pane)
    act(window, "merge_next")
    assert other.page is None
