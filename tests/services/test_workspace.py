"""Do, undo, redo: one act is one step, on both databases, and nothing acknowledged is lost."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from duikan.errors import ProjectError, Stale
from duikan.services import derive
from duikan.services import workspace as workspace_module
from duikan.services.workspace import Workspace, restore
from duikan.store import models
from duikan.store.backup import backups
from duikan.store.journal import author, describe
from duikan.store.journal_models import Change, KeptText, Operation


@pytest.fixture(autouse=True)
def _nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests are about acts, not about reading numbers."""
    monkeypatch.setattr(derive, "derive", lambda *_args, **_more: set())
    monkeypatch.setattr(derive, "infer_dates", lambda *_: None)


@pytest.fixture
def project(where: str) -> Iterator[Workspace]:
    with Workspace.open(where, author="陳", create=True) as opened:
        yield opened


# ---------------------------------------------------------------- acts to try with


def add_page(session: Session, name: str = "001", length: int = 20) -> int:
    page = models.Document(name=name, sha256=name, text="文" * length)
    source = session.scalar(select(models.Source)) or models.Source(name="報")
    article = models.Article(
        position=0, text="超過30家" + "文" * length, source=source, pieces=[[0, 0, 9, "body", False]]
    )
    box = models.Article(position=1, kind="box", text="到2025年", source=source, parent=article, published_confidence=1)
    page.articles = [article, box]
    session.add(page)
    session.flush()
    describe(session, name)
    return article.id


def add_claim(session: Session, article_id: int, note: str = "") -> int:
    claim = models.Claim(article_id=article_id, start=0, end=5, quote="超過30家", note=note, author=author(session))
    claim.links.append(models.Link(mention_id=article_id << 24))
    session.add(claim)
    session.flush()
    return claim.id


def set_note(session: Session, claim_id: int, note: str) -> None:
    session.get_one(models.Claim, claim_id).note = note


def set_text(session: Session, article_id: int, words: str) -> None:
    session.get_one(models.Article, article_id).text = words


def remove_page(session: Session) -> None:
    page = session.scalars(select(models.Document).order_by(models.Document.id)).first()
    if page is not None:
        session.delete(page)


def add_verdict(session: Session) -> None:
    claim = session.scalars(select(models.Claim).order_by(models.Claim.id)).first()
    if claim is not None:
        session.add(models.Verdict(claim_id=claim.id, rating="true"))


def change_note(session: Session, note: str) -> None:
    for claim in session.scalars(select(models.Claim)):
        claim.note = note


def claim_first(session: Session) -> None:
    article = session.scalars(select(models.Article).order_by(models.Article.id)).first()
    if article is not None:
        add_claim(session, article.id)


def content(session: Session) -> dict[str, list[dict[str, Any]]]:
    """All tracked rows as they are, without their versions."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in models.TRACKED:
        table = models.Base.metadata.tables[row.__tablename__]  # type: ignore[attr-defined]
        rows = session.execute(select(table).order_by(table.c.id)).mappings()
        found[table.name] = [{name: value for name, value in each.items() if name != "version"} for each in rows]
    return found


def history(session: Session) -> list[tuple[str, str]]:
    return [(row.name, row.state) for row in session.scalars(select(Operation).order_by(Operation.id))]


# ---------------------------------------------------------------- one act


def test_an_act_gives_its_value_and_what_it_touched(project: Workspace) -> None:
    article = project.do("import", add_page).value
    done = project.do("claim.add", add_claim, article)
    assert done.changes.claims == {done.value}
    assert done.changes.articles == {article}
    assert not done.changes.everything


def test_an_act_is_a_line_of_history(project: Workspace) -> None:
    project.do("import", add_page, "003")
    line = project.read(lambda session: session.scalars(select(Operation)).one())
    assert (line.name, line.author, line.state, line.detail) == ("import", "陳", "done", "003")


def test_an_act_that_changes_nothing_leaves_nothing(project: Workspace) -> None:
    claim = project.do("claim.add", add_claim, project.do("import", add_page).value, "a").value
    before = project.read(history)
    done = project.do("claim.note", set_note, claim, "a")
    assert (done.changes.articles, done.changes.claims) == (frozenset(), frozenset())
    assert project.read(history) == before


def test_an_act_that_fails_leaves_nothing(project: Workspace) -> None:
    def fail(session: Session) -> None:
        add_page(session)
        raise KeyError("ours")

    before = project.read(content)
    with pytest.raises(KeyError):
        project.do("import", fail)
    assert project.read(content) == before
    assert project.read(history) == []
    assert project.undo() is None


@pytest.mark.parametrize(
    "statement",
    [
        update(models.Claim).values(note="x"),
        delete(models.Claim),
        insert(models.Setting).values(name="a", value={}, version=1),
        models.Base.metadata.tables["claim"].update().values(note="x"),
    ],
)
def test_a_bulk_statement_on_tracked_rows_is_refused(project: Workspace, statement: Any) -> None:
    with pytest.raises(RuntimeError, match="bulk"):
        project.do("claim.note", lambda session: session.execute(statement))


def test_a_change_outside_an_act_is_refused(project: Workspace) -> None:
    with pytest.raises(RuntimeError, match="outside"):
        project.read(add_page)


# ---------------------------------------------------------------- undo and redo


def test_undo_of_a_removal_brings_back_the_same_rows(project: Workspace) -> None:
    article = project.do("import", add_page, "001", 5000).value
    project.do("claim.add", add_claim, article)
    before = project.read(content)
    changes = project.do("document.remove", remove_page).changes
    assert article in changes.articles
    assert project.read(content)["claim"] == []
    assert project.undo() is not None
    assert project.read(content) == before


def test_an_act_after_undo_makes_the_undone_gone(project: Workspace) -> None:
    project.do("import", add_page, "a")
    project.undo()
    project.do("import", add_page, "b")
    assert project.redo() is None
    assert project.read(history) == [("import", "gone"), ("import", "done")]


def test_undo_survives_a_restart(where: str) -> None:
    with Workspace.open(where, author="陳", create=True) as first:
        first.do("import", add_page)
        after = first.read(content)
    with Workspace.open(where, author="陳") as second:
        second.undo()
        assert second.read(content)["document"] == []
    with Workspace.open(where, author="陳") as third:
        third.redo()
        assert third.read(content) == after


def test_a_long_text_is_kept_once_and_only_when_it_leaves_its_row(project: Workspace) -> None:
    article = project.do("import", add_page, "001", 5000).value
    kept = select(KeptText.text)
    assert project.read(lambda session: session.scalars(kept).all()) == []
    images = project.read(lambda session: session.scalars(select(Change.after)).all())
    assert all(len(str(image)) < 2000 for image in images)
    for words in ("短", "文" * 3000, "短"):
        project.do("article.text", set_text, article, words)
    texts = project.read(lambda session: session.scalars(kept).all())
    assert sorted(map(len, texts)) == [3000, 5005]


def test_undo_does_not_overwrite_what_changed_behind_its_back(project: Workspace, where: str) -> None:
    claim = project.do("claim.add", add_claim, project.do("import", add_page).value).value
    project.do("claim.note", set_note, claim, "a")
    with project._database.writing.begin() as connection:  # pyright: ignore[reportPrivateUsage]
        connection.execute(text("UPDATE claim SET note = 'z'"))
    with pytest.raises(Stale):
        project.undo()
    assert project.read(lambda session: session.get_one(models.Claim, claim).note) == "z"
    assert project.read(history)[-1] == ("claim.note", "done")


ACTS: dict[str, Callable[[Workspace, int], object]] = {
    "import": lambda project, step: project.do("import", add_page, f"p{step}", 2000 if step % 2 else 3),
    "claim": lambda project, _: project.do("claim.add", claim_first),
    "note": lambda project, step: project.do("claim.note", change_note, f"n{step % 3}"),
    "verdict": lambda project, _: project.do("claim.verdict", add_verdict),
    "remove": lambda project, _: project.do("page.remove", remove_page),
    "undo": lambda project, _: project.undo(),
    "redo": lambda project, _: project.redo(),
}


@given(acts=st.lists(st.sampled_from(sorted(ACTS)), max_size=12))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_any_acts_can_be_undone_to_the_start_and_redone_to_the_end(project: Workspace, acts: list[str]) -> None:
    with emptied(project):
        for step, act in enumerate(acts):
            ACTS[act](project, step)
        while project.redo() is not None:
            pass
        states = [project.read(content)]
        while project.undo() is not None:
            states.append(project.read(content))
        assert not any(states[-1].values())
        for state in states[-2::-1]:
            assert project.redo() is not None
            assert project.read(content) == state
        assert project.redo() is None


@contextmanager
def emptied(project: Workspace) -> Iterator[None]:
    """A project without any row, for one example of many."""
    with project._database.writing.begin() as connection:  # pyright: ignore[reportPrivateUsage]
        connection.execute(text("UPDATE article SET parent_id = NULL"))
        for table in reversed(models.Base.metadata.sorted_tables):
            connection.execute(table.delete())
    yield


# ---------------------------------------------------------------- when it goes wrong

CRASH = """
import os, sys
from duikan.services import workspace
workspace.derive = lambda *_args, **_more: set()
from duikan.store import models
def add(session, name):
    session.add(models.Source(name=name))
    session.flush()
opened = workspace.Workspace.open(sys.argv[1], create=True)
for step in range(5):
    opened.do("source.add", add, f"done{step}")
    print(f"done{step}", flush=True)
def hang(session):
    add(session, "half")
    print("half", flush=True)
    sys.stdin.read()
opened.do("source.add", hang)
"""


def test_nothing_acknowledged_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "project.duikan"
    program = subprocess.Popen(
        [sys.executable, "-c", CRASH, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert program.stdout is not None
    said = [program.stdout.readline().strip() for _ in range(6)]
    os.kill(program.pid, signal.SIGKILL)
    program.communicate()
    assert said[-1] == "half"
    with Workspace.open(path) as opened:
        assert [row["name"] for row in opened.read(content)["source"]] == said[:-1]
        assert opened.read(history) == [("source.add", "done")] * 5
        opened.undo()
        assert len(opened.read(content)["source"]) == 4


def test_a_full_disk_leaves_the_project_as_it_was(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "project.duikan", create=True) as opened:
        opened.do("import", add_page)
        before = opened.read(content)
        with opened._database.writing.connect() as connection:  # pyright: ignore[reportPrivateUsage]
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        with pytest.raises(ProjectError) as said:
            opened.do("import", add_page, "002", 200_000)
        assert said.value.code == "disk.full"
        assert opened.read(content) == before
        opened.do("claim.add", add_claim, 1)


def test_a_project_opened_to_read_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "project.duikan"
    with Workspace.open(path, create=True) as opened:
        opened.do("import", add_page)
    with Workspace.open(path, read_only=True) as reader:
        assert len(reader.read(content)["document"]) == 1
        for act in (reader.undo, reader.redo, lambda: reader.do("import", add_page, "2")):
            with pytest.raises(ProjectError, match="unwritable"):
                act()
    assert not backups(path)


# ---------------------------------------------------------------- backups


def test_a_project_is_backed_up_on_opening_and_before_risky_acts(tmp_path: Path) -> None:
    path = tmp_path / "project.duikan"
    with Workspace.open(path, create=True) as opened:
        assert not backups(path)
        opened.do("import", add_page)
    with Workspace.open(path) as opened:
        (first,) = backups(path)
        opened.do("document.remove", remove_page)
    assert len(backups(path)) == 2
    with closing(sqlite3.connect(first)) as saved:
        assert saved.execute("SELECT count(*) FROM document").fetchone() == (1,)
    restore(path, first)
    with Workspace.open(path) as opened:
        assert len(opened.read(content)["document"]) == 1


def test_ten_minutes_of_work_are_backed_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "project.duikan"
    with Workspace.open(path, create=True) as opened:
        opened.do("import", add_page, "1")
        assert not backups(path)
        monkeypatch.setattr(workspace_module, "BACKUP_EVERY", 0.0)
        opened.do("import", add_page, "2")
        assert len(backups(path)) == 1


def test_a_backup_that_fails_does_not_fail_the_act(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspace_module, "BACKUP_EVERY", 0.0)
    path = tmp_path / "project.duikan"
    (tmp_path / "project.duikan.backups").write_text("in the way", encoding="utf-8")
    with Workspace.open(path, create=True) as opened:
        opened.do("import", add_page)
        assert len(opened.read(content)["document"]) == 1


def test_a_project_without_backups_cannot_go_back(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"backup\.none"):
        restore(tmp_path / "project.duikan")
