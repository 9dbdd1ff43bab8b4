"""Words in all articles: what the index finds is what reading every text finds, after whatever happened to them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from duikan.services import articles, passages, search, search_index
from duikan.services.imports import read_files, store_batch
from duikan.services.workspace import Workspace
from duikan.store.models import Stamp

LETTERS = "糧粮倉仓省级級中A ａ，1𠮷😀\n。"
TEXTS = st.lists(st.text(LETTERS, min_size=0, max_size=30), min_size=1, max_size=6)


def by_reading(session: Session, words: str, most: int) -> object:
    """The same question with the index out of the way."""
    stamp = session.get(Stamp, "search")
    assert stamp is not None
    session.delete(stamp)
    session.flush()
    found = search.find(session, words, most)
    session.rollback()
    return found


def imported(workspace: Workspace, folder: Path, texts: list[str]) -> None:
    for at, text in enumerate(texts):
        (folder / f"{at}.txt").write_text(f"第{at}頁\n\n{text}。\n另有糧倉{at}座。\n", encoding="utf-8")
    workspace.do("import", store_batch, read_files([folder]))


@pytest.fixture
def workspace(where: str) -> Workspace:
    with Workspace.open(where, create=True) as opened:
        yield opened  # type: ignore[misc]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, st.lists(st.text(LETTERS, min_size=1, max_size=4), min_size=1, max_size=8), st.sampled_from([1, 3, 50]))
def test_the_index_finds_what_reading_finds(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], asked: list[str], most: int
) -> None:
    folder = tmp_path_factory.mktemp("search")
    (folder / "in").mkdir()
    with Workspace.open(folder / "one.duikan", create=True) as workspace:
        imported(workspace, folder / "in", texts)
        for words in asked:
            found = workspace.read(search.find, words, most)
            assert workspace.read(by_reading, words, most) == found


def test_the_index_follows_every_act_and_its_undoing(workspace: Workspace, tmp_path: Path) -> None:
    imported(workspace, tmp_path, ["省級糧倉在此。\n\n第二篇\n\n𠮷野的糧倉。", "省级粮仓😀"])

    def same(*asked: str) -> list[int]:
        assert workspace.read(search_index.is_built)
        for words in asked:
            assert workspace.read(search.find, words) == workspace.read(by_reading, words, 50)
        return [len(workspace.read(search.find, words)) for words in asked]

    words = ("糧倉", "省級糧倉", "倉", "𠮷", "😀", "，", "無此")
    before = same(*words)
    assert before[0] > 2
    assert before[-1] == 0
    items = workspace.read(articles.list_articles)
    page = workspace.read(articles.open_article, items[0].id)
    workspace.do("article.split", passages.split, items[0].id, page.text.index("糧") + 1)
    assert same(*words) != before  # a word was cut in two
    workspace.do("document.remove", articles.remove_document, items[0].document_id)
    same(*words)
    workspace.undo()
    workspace.undo()
    assert same(*words) == before
    workspace.redo()
    same(*words)


def test_an_index_that_is_missing_is_made_when_the_project_opens(tmp_path: Path) -> None:
    path = tmp_path / "one.duikan"
    (tmp_path / "in").mkdir()
    with Workspace.open(path, create=True) as workspace:
        imported(workspace, tmp_path / "in", ["省級糧倉"])
        found = workspace.read(search.find, "糧倉")
        with workspace._database.writing.begin() as connection:
            connection.execute(sql("DELETE FROM stamp WHERE name = 'search'"))
        assert not workspace.read(search_index.is_built)
        assert workspace.read(search.find, "糧倉") == found
    with Workspace.open(path, read_only=True) as workspace:
        assert workspace.read(search.find, "糧倉") == found
    with Workspace.open(path) as workspace:
        assert workspace.read(search_index.is_built)
        assert workspace.read(search.find, "糧倉") == found
