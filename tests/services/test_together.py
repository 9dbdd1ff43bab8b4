"""Several at work on one project: nobody waits for long, nobody overwrites unseen, nothing is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from duikan.errors import DatabaseUnreached, Stale
from duikan.services import derive
from duikan.services.workspace import Workspace
from duikan.store import models
from duikan.store.database import open_database


@pytest.fixture(autouse=True)
def _nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests are about acts, not about reading numbers."""
    monkeypatch.setattr(derive, "derive", lambda *_args, **_more: set())


def add_page(session: Session) -> int:
    page = models.Document(name="001", sha256="001", text="超過30家")
    page.articles = [models.Article(position=0, text="超過30家")]
    session.add(page)
    session.flush()
    return page.articles[0].id


def add_claim(session: Session, article_id: int, note: str = "") -> int:
    claim = models.Claim(article_id=article_id, start=0, end=5, quote="超過30家", note=note)
    session.add(claim)
    session.flush()
    return claim.id


def set_note(session: Session, claim_id: int, note: str) -> None:
    session.get_one(models.Claim, claim_id).note = note


def notes(session: Session) -> list[str]:
    return list(session.scalars(select(models.Claim.note).order_by(models.Claim.id)))


def test_acts_from_several_threads_stand_in_line(where: str) -> None:
    with Workspace.open(where, create=True) as project:
        work_together(project)
        assert len(project.read(notes)) == 15


def work_together(project: Workspace) -> None:
    article = project.do("import", add_page).value

    def work() -> None:
        for _ in range(5):
            project.do("claim.add", add_claim, article)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.fixture
def two(make_postgres_database: Callable[..., str]) -> Iterator[tuple[Workspace, Workspace]]:
    url = make_postgres_database()
    open_database(url, create=True).close()
    with Workspace.open(url, author="陳") as first, Workspace.open(url, author="李") as second:
        yield first, second


def test_a_colleagues_change_is_not_overwritten_unseen(two: tuple[Workspace, Workspace]) -> None:
    first, second = two
    claim = first.do("claim.add", add_claim, first.do("import", add_page).value).value
    second.changes_since(second.newest)
    first.do("claim.note", set_note, claim, "陳")
    with pytest.raises(Stale):
        second.do("claim.note", set_note, claim, "李")
    assert second.changes_since(second.newest).claims == {claim}
    second.do("claim.note", set_note, claim, "李")
    with pytest.raises(Stale):
        first.undo()
    assert first.read(notes) == ["李"]


def test_writers_of_one_project_stand_in_line(two: tuple[Workspace, Workspace]) -> None:
    first, second = two
    lock = text("SELECT pg_try_advisory_xact_lock(hashtextextended('duikan ' || current_schema(), 0))")
    assert second.read(lambda other: other.scalar(lock))

    def try_beside(session: Session) -> bool:
        add_page(session)
        return bool(second.read(lambda other: other.scalar(lock)))

    assert not first.do("import", try_beside).value


def test_another_row_of_a_colleague_is_no_hindrance_and_is_told(two: tuple[Workspace, Workspace]) -> None:
    first, second = two
    page = first.do("import", add_page).value
    second.changes_since(second.newest)
    theirs = first.do("claim.add", add_claim, page).value
    ours = second.do("claim.add", add_claim, page)
    assert ours.changes.claims == {theirs, ours.value}


def test_undo_on_a_server_takes_back_ones_own(two: tuple[Workspace, Workspace]) -> None:
    first, second = two
    page = first.do("import", add_page).value
    second.changes_since(second.newest)
    second.do("claim.add", add_claim, page, "李")
    first.do("claim.add", add_claim, page, "陳")
    second.undo()
    assert first.read(notes) == ["陳"]
    first.undo()
    with pytest.raises(Stale):  # none of 李's rows would be left hanging in the air
        second.redo()
        first.undo()


def test_a_colleagues_change_is_announced(two: tuple[Workspace, Workspace]) -> None:
    first, second = two
    assert not first.wait_for_others(0)
    assert not second.wait_for_others(0)
    page = first.do("import", add_page).value
    assert not first.wait_for_others(0)
    assert second.wait_for_others(60)  # told before it listened
    second.changes_since(second.newest)
    heard: list[bool] = []
    listening = threading.Thread(target=lambda: heard.append(second.wait_for_others(60)))
    listening.start()
    first.do("claim.add", add_claim, page)  # told before or while it listens
    listening.join()
    assert heard == [True]


def test_a_file_has_no_others(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "project.duikan", create=True) as opened:
        assert not opened.wait_for_others(60)


def cut_off_others(session: Session) -> None:
    """End every other connection to the database, as a server that goes away does."""
    others = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid != pg_backend_pid()"
    session.execute(text(f"SELECT pg_terminate_backend(pid, 60000) FROM ({others}) AS other"))  # and wait until it has


def test_a_server_that_went_away_loses_nothing_and_is_found_again(two: tuple[Workspace, Workspace]) -> None:
    first, second = two
    page = first.do("import", add_page).value

    def cut_in_the_midst(session: Session) -> None:
        add_claim(session, page)
        second.read(cut_off_others)
        session.execute(text("SELECT 1"))

    with pytest.raises(DatabaseUnreached) as said:
        first.do("claim.add", cut_in_the_midst)
    assert said.value.code == "db.unreached"
    assert first.read(notes) == []
    first.do("claim.add", add_claim, page)
    assert second.read(notes) == [""]
