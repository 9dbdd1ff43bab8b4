"""What a window begins with: the project's own answers, kept, and thrown away as soon as they may differ."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from duikan.services import articles, claims, sight
from duikan.services.buckets import QueueFilter
from duikan.services.history import overview
from duikan.services.projects import sample_project
from duikan.services.queue import queue_window
from duikan.services.windows import FIRST
from duikan.services.workspace import Workspace


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return sample_project(tmp_path)


@pytest.fixture
def kept(project: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "seen"
    with Workspace.open(project) as workspace:
        sight.keep(folder, workspace)
    return folder


def test_the_first_answers_are_the_project_s_own(project: Path, kept: Path) -> None:
    answers, notice = sight.recall(kept, project)
    with Workspace.open(project, read_only=True) as workspace:
        assert notice == workspace.newest
        assert answers["overview", ()] == workspace.read(overview)
        first = answers["queue_window", (QueueFilter(), 0, FIRST, "", None)]
        assert first == workspace.read(queue_window, QueueFilter(), 0, FIRST)
        for statement in first.rows[0].statements:
            there = answers["open_article", (statement.article_id,)]
            assert there == workspace.read(articles.open_article, statement.article_id)


def test_an_act_an_undo_and_another_program_make_them_void(
    project: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as other:
        other.setattr(sight, "program", lambda: "another")
        assert sight.recall(kept, project) == ({}, 0)
    assert sight.recall(kept, project)[0]
    with Workspace.open(project) as workspace:
        article = workspace.read(articles.list_articles)[0].id
        workspace.do("claim.add", claims.highlight, article, 0, 4)
    assert sight.recall(kept, project) == ({}, 0)
    with Workspace.open(project) as workspace:
        workspace.undo()
    assert sight.recall(kept, project) == ({}, 0)


def test_what_is_damaged_or_not_ours_is_not_read(project: Path, kept: Path) -> None:
    (file,) = kept.iterdir()
    whole = file.read_bytes()
    assert sight.recall(kept, project)[0]
    for spoiled in (b"", b"words", whole[: len(whole) // 2], pickle.dumps((sight.program(), os.getcwd, {}))):
        file.write_bytes(spoiled)
        assert sight.recall(kept, project) == ({}, 0)
    file.unlink()
    assert sight.recall(kept, project) == ({}, 0)
