"""Signing an article off: two names, revoked by any later change to what was signed, back by undo; coverage."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from duikan.errors import InputError
from duikan.services import articles, claims, conflicts, facts, history, imports, mentions, signoff
from duikan.services.views import ArticleItem, Coverage, SignView
from duikan.services.workspace import Workspace

WritePages = Callable[[Path], tuple[list[Path], Path]]


def item(desk: Workspace, at: int = 0) -> ArticleItem:
    return desk.read(articles.list_articles)[at]


def signed(desk: Workspace, at: int = 0) -> list[tuple[str, str, bool]]:
    return [(one.role, one.checker, one.stands) for one in item(desk, at).signed]


def numbers(desk: Workspace, at: int = 0) -> list[int]:
    page = desk.read(articles.open_article, item(desk, at).id)
    return [mark.id for mark in page.marks if mark.kind != "claim" and mark.id]


def sign_both(desk: Workspace) -> int:
    article = item(desk).id
    desk.do("article.sign", signoff.sign, article)
    desk.do("article.sign", signoff.sign, article, "李", "second")
    assert signed(desk) == [("first", "陳", True), ("second", "李", True)]
    return article


def test_a_second_checker_has_another_name(desk: Workspace) -> None:
    article = item(desk).id
    for who, code in (("李", "sign.first_missing"), ("", "sign.first_missing")):
        with pytest.raises(InputError) as said:
            desk.do("article.sign", signoff.sign, article, who, "second")
        assert said.value.code == code
    desk.do("article.sign", signoff.sign, article)
    with pytest.raises(InputError) as said:
        desk.do("article.sign", signoff.sign, article, " 陳 ", "second")
    assert said.value.code == "sign.same_name"
    assert signed(desk) == [("first", "陳", True)]


def test_nobody_signs_without_a_name(desk: Workspace) -> None:
    desk.author = ""
    with pytest.raises(InputError) as said:
        desk.do("article.sign", signoff.sign, item(desk).id, "  ")
    assert said.value.code == "sign.name"


def _claim(desk: Workspace) -> int:
    return next(one.id for one in desk.read(claims.list_claims))


CHANGES: dict[str, Callable[[Workspace], object]] = {
    "claim.add": lambda desk: desk.do("claim.add", claims.highlight, item(desk).id, 12, 20),
    "claim.remove": lambda desk: desk.do("claim.remove", claims.remove, _claim(desk)),
    "claim.verdict": lambda desk: desk.do("claim.verdict", claims.give_verdict, _claim(desk), "true"),
    "mention.correct": lambda desk: desk.do("mention.correct", mentions.correct, numbers(desk)[0], low="13"),
    "conflict.decide": lambda desk: desk.do(
        "conflict.decide", conflicts.decide, desk.read(conflicts.list_conflicts)[0].key, "real", "筆誤"
    ),
    "article.date": lambda desk: desk.do("article.date", articles.set_published, item(desk).id, date(2024, 1, 2)),
    "fact.apart": lambda desk: desk.do("fact.apart", facts.unpair, numbers(desk)[0], numbers(desk, 1)[0]),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_later_change_revokes_and_undo_brings_it_back(desk: Workspace, name: str) -> None:
    desk.do("claim.add", claims.highlight, item(desk).id, 8, 12)
    sign_both(desk)
    CHANGES[name](desk)
    assert signed(desk) == [("first", "陳", False), ("second", "李", False)]
    gone: SignView = item(desk).signed[0]
    assert (gone.revoked_for, gone.revoked_by) == (name, "陳")
    desk.undo()
    assert [one.stands for one in item(desk).signed] == [True, True]
    desk.redo()
    assert [one.stands for one in item(desk).signed] == [False, False]
    desk.do("article.sign", signoff.sign, item(desk).id, "王")
    assert signed(desk) == [("first", "王", True), ("second", "李", False)]


def test_work_elsewhere_revokes_nothing(desk: Workspace) -> None:
    sign_both(desk)
    desk.do("claim.add", claims.highlight, item(desk, 1).id, 8, 12)
    desk.do("article.sign", signoff.sign, item(desk, 1).id)
    assert [one.stands for one in item(desk).signed] == [True, True]


def test_a_page_that_contradicts_a_signed_article_revokes_it(
    where: str, tmp_path: Path, write_pages: WritePages
) -> None:
    paths, metadata = write_pages(tmp_path)
    with Workspace.open(where, create=True, author="陳") as desk:
        desk.do("import", imports.store_batch, imports.read_files(paths[:1], metadata))
        desk.do("article.sign", signoff.sign, item(desk).id)
        done = desk.do("import", imports.store_batch, imports.read_files(paths[1:], metadata))
        assert item(desk).id in done.changes.articles
        assert signed(desk) == [("first", "陳", False)]
        assert item(desk).signed[0].revoked_for == "import"
        desk.undo()
        assert signed(desk) == [("first", "陳", True)]


def test_a_signature_can_be_taken_away(desk: Workspace) -> None:
    article = sign_both(desk)
    desk.do("article.unsign", signoff.withdraw, article)
    assert signed(desk) == []
    desk.undo()
    assert len(signed(desk)) == 2


def test_a_removed_page_comes_back_with_its_signatures(desk: Workspace) -> None:
    sign_both(desk)
    desk.do("document.remove", articles.remove_document, item(desk).document_id)
    desk.undo()
    assert signed(desk) == [("first", "陳", True), ("second", "李", True)]


def test_coverage_tells_what_is_checked_claimed_in_conflict_untouched(desk: Workspace) -> None:
    def figures() -> Coverage:
        one = item(desk)
        return Coverage(one.numbers, one.checked, one.claimed, one.in_conflict, one.untouched)

    assert figures() == Coverage(4, 0, 0, 1, 3)
    staff = desk.read(mentions.mention, numbers(desk)[2])
    claim = desk.do("claim.add", claims.highlight, item(desk).id, staff.start, staff.end).value
    assert figures() == Coverage(4, 0, 1, 1, 2)
    desk.do("claim.verdict", claims.give_verdict, claim, "true")
    assert figures() == Coverage(4, 1, 0, 1, 2)
    desk.do("mention.confirm", mentions.confirm, numbers(desk)[0])
    assert figures() == Coverage(4, 2, 0, 1, 2)
    desk.do("conflict.decide", conflicts.decide, desk.read(conflicts.list_conflicts)[0].key, "explained", "另一口徑")
    assert figures() == Coverage(4, 2, 0, 0, 2)
    desk.do("article.sign", signoff.sign, item(desk).id)
    total = desk.read(history.totals)
    assert (total.numbers, total.checked, total.claimed, total.in_conflict, total.signed) == (6, 2, 0, 0, 1)
    assert total.untouched == 4
