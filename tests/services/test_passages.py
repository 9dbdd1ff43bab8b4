"""What was cut or joined wrongly on a page is mended by hand, and nothing that was marked is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from duikan.errors import InputError
from duikan.services import articles, claims, conflicts, facts, imports, mentions, passages, signoff
from duikan.services.views import ArticlePage, ClaimView
from duikan.services.workspace import Workspace
from duikan.store.codec import pieces_of
from duikan.store.models import Article, Correction, Document, Pairing

PAGE = """市府擴建糧倉 總投資3億元

本報訊 市府昨日宣布，今年建成糧倉12座，總投資3億元。

糧食局有職工1,200人，去年增加80人。

縣城開通首條高鐵 首日列車客滿

本報訊 縣城通了高鐵，全長111公里，設車站5座，總投資136億元。

首趟列車坐了416人，票價54元。

市立醫院增加病床

本報訊 市立醫院今年增加病床300張，聘請護士120名。
"""
OTHER = "新糧倉啟用\n\n本報訊 市府今年建成糧倉15座，總投資3億元。\n"


@pytest.fixture
def desk(where: str, tmp_path: Path) -> Iterator[Workspace]:
    for name, text in (("1.txt", PAGE), ("2.txt", OTHER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    metadata = tmp_path / "dates.csv"
    metadata.write_text("file,published,source\n1.txt,2026-01-02,甲報\n2.txt,2026-01-03,乙報\n", encoding="utf-8")
    with Workspace.open(where, create=True, author="陳") as opened:
        opened.do("import", imports.store_batch, imports.read_files([tmp_path / "1.txt", tmp_path / "2.txt"], metadata))
        yield opened


def find(desk: Workspace, words: str) -> ArticlePage:
    """The article that holds some words."""
    for item in desk.read(articles.list_articles):
        page = desk.read(articles.open_article, item.id)
        if words in page.text:
            return page
    raise AssertionError(words)


def claim_on(desk: Workspace, words: str) -> int:
    page = find(desk, words)
    start = page.text.index(words)
    return desk.do("claim.add", claims.highlight, page.item.id, start, start + len(words)).value


def claim(desk: Workspace, claim_id: int) -> ClaimView:
    return desk.read(claims.claim, claim_id)


def everything(desk: Workspace) -> object:
    """What a reader of the project sees, ids of its articles and numbers included."""
    pages = [desk.read(articles.open_article, item.id) for item in desk.read(articles.list_articles)]
    return pages, desk.read(claims.list_claims), desk.read(facts.list_facts), desk.read(conflicts.list_conflicts)


def every_character_once(session: Session) -> bool:
    """Each character of each page stands in exactly one piece of one article, and in that article's text."""
    for document in session.query(Document):
        held: list[int] = []
        for article in document.articles:
            for piece in pieces_of(article):
                held += range(piece.span.start, piece.span.end)
                length = piece.span.end - piece.span.start
                assert (
                    article.text[piece.start : piece.start + length] == document.text[piece.span.start : piece.span.end]
                )
        assert len(held) == len(set(held))
        assert all(document.text[i].isspace() for i in set(range(len(document.text))) - set(held))
    return True


def act_and_back(desk: Workspace, act: Callable[[], object]) -> object:
    """Do an act, undo and redo it; each time the project is whole and as it was."""
    before = everything(desk)
    value = act()
    after = everything(desk)
    assert desk.read(every_character_once)
    desk.undo()
    assert everything(desk) == before
    desk.redo()
    assert everything(desk) == after
    desk.rebuild()
    assert everything(desk) == after
    return value


def split(desk: Workspace, words: str) -> passages.Mended:
    page = find(desk, words)
    return desk.do("article.split", passages.split, page.item.id, page.text.index(words)).value


def merge(desk: Workspace, words: str, others: str) -> passages.Mended:
    one, two = find(desk, words).item.id, find(desk, others).item.id
    return desk.do("article.merge", passages.merge, one, two).value


def merged(desk: Workspace) -> Workspace:
    """The page with barns and railway as one article, as a wrong reading would leave it."""
    merge(desk, "糧倉12座", "高鐵，全長")
    return desk


def test_an_article_is_split_at_a_head_which_becomes_its_title(desk: Workspace) -> None:
    merged(desk)
    number = claim_on(desk, "設車站5座")
    staff = claim_on(desk, "職工1,200人")
    done = act_and_back(desk, lambda: split(desk, "縣城開通首條高鐵 首日列車客滿"))
    assert isinstance(done, passages.Mended)
    new = desk.read(articles.open_article, done.article_id)
    assert (new.item.title, new.item.published, new.item.source) == (
        "縣城開通首條高鐵 首日列車客滿",
        new.item.published,
        "甲報",
    )
    assert new.text.startswith("縣城開通首條高鐵 首日列車客滿\n本報訊 縣城通了高鐵")
    assert (claim(desk, number).quote, claim(desk, number).article_id) == ("設車站5座", done.article_id)
    assert claim(desk, staff).article_id == find(desk, "糧倉12座").item.id
    assert done.cut == 0
    titles = [item.title for item in desk.read(articles.list_articles)]
    assert titles[:3] == ["市府擴建糧倉 總投資3億元", "縣城開通首條高鐵 首日列車客滿", "市立醫院增加病床"]


def test_a_claim_over_the_cut_keeps_its_longer_part_and_waits_for_a_look(desk: Workspace) -> None:
    over = claim_on(desk, "票價54元")
    page = find(desk, "票價54元")
    done = act_and_back(
        desk, lambda: desk.do("article.split", passages.split, page.item.id, page.text.rindex("元。")).value
    )
    assert isinstance(done, passages.Mended)
    assert (done.cut, claim(desk, over).quote, claim(desk, over).needs_review) == (1, "票價54", True)
    assert claim(desk, over).article_id == page.item.id


def test_two_articles_become_one_with_all_their_marks(desk: Workspace) -> None:
    held = claim_on(desk, "設車站5座")
    railway = find(desk, "高鐵，全長").item.id
    desk.do("article.sign", signoff.sign, railway, "李")
    act_and_back(desk, lambda: merge(desk, "糧倉12座", "高鐵，全長"))
    page = find(desk, "糧倉12座")
    assert "去年增加80人。\n縣城開通首條高鐵 首日列車客滿\n本報訊 縣城" in page.text
    assert (claim(desk, held).article_id, claim(desk, held).quote) == (page.item.id, "設車站5座")
    assert railway not in [item.id for item in desk.read(articles.list_articles)]


def test_a_passage_goes_to_another_article_where_it_was_printed(desk: Workspace) -> None:
    page, to = find(desk, "職工1,200人"), find(desk, "病床300張")
    kept = claim_on(desk, "增加80人")
    start = page.text.index("糧食局")
    act_and_back(
        desk, lambda: desk.do("article.move", passages.move, page.item.id, start, len(page.text), to.item.id).value
    )
    assert "職工" not in find(desk, "糧倉12座").text
    assert find(desk, "病床300張").text == (
        "市立醫院增加病床\n糧食局有職工1,200人，去年增加80人。\n本報訊 市立醫院今年增加病床300張，聘請護士120名。"
    )
    assert (claim(desk, kept).quote, claim(desk, kept).article_id) == ("增加80人", to.item.id)


def test_lines_change_their_order(desk: Workspace) -> None:
    page = find(desk, "首趟列車")
    at = page.text.index("首趟列車")
    act_and_back(desk, lambda: desk.do("article.order", passages.shift, page.item.id, at, at, -1))
    text = find(desk, "首趟列車").text
    assert text.index("首趟列車") < text.index("縣城通了")
    with pytest.raises(InputError):
        desk.do("article.order", passages.shift, page.item.id, text.index("首趟列車"), text.index("首趟列車"), -1)


def number(desk: Workspace, surface: str) -> int:
    return next(m.id for fact in desk.read(facts.list_facts) for m in fact.mentions if surface == m.surface)


def test_corrections_pairings_and_decisions_follow_their_numbers(desk: Workspace) -> None:
    merged(desk)
    desk.do("mention.correct", mentions.correct, number(desk, "5座"), subject="車站")
    desk.do("mention.confirm", mentions.confirm, number(desk, "111公里"))
    desk.do("fact.apart", facts.unpair, number(desk, "416人"), number(desk, "1,200人"))
    card = next(one for one in desk.read(conflicts.list_conflicts) if not one.decided)
    desk.do("conflict.decide", conflicts.decide, card.key, "explained", "後者含擴建")
    act_and_back(desk, lambda: split(desk, "糧食局有職工"))
    act_and_back(desk, lambda: split(desk, "縣城開通首條高鐵 首日列車客滿"))
    act_and_back(desk, lambda: merge(desk, "病床300張", "糧倉12座"))
    states = {m.surface: m.state for fact in desk.read(facts.list_facts) for m in fact.mentions}
    assert (states["5座"], states["111公里"], states["54元"]) == ("corrected", "confirmed", "proposed")
    pair = desk.read(lambda session: session.query(Pairing).one())
    assert {pair.first_id, pair.second_id} == {number(desk, "416人"), number(desk, "1,200人")}
    assert [one.review.decision for one in desk.read(conflicts.list_conflicts) if one.review and one.decided] == [
        "explained"
    ]


def test_numbers_that_change_places_keep_their_corrections(desk: Workspace) -> None:
    page = find(desk, "首趟列車")
    for surface in ("111公里", "5座", "136億元", "416人", "54元"):
        desk.do("mention.confirm", mentions.confirm, number(desk, surface))
    at = page.text.index("首趟列車")
    act_and_back(desk, lambda: desk.do("article.order", passages.shift, page.item.id, at, at, -1))
    rows = desk.read(lambda session: [(row.quote, row.mention_id) for row in session.query(Correction)])
    assert sorted(rows) == sorted((quote, number(desk, quote)) for quote, _ in rows)


def test_what_makes_no_sense_is_refused(desk: Workspace) -> None:
    page, far = find(desk, "病床300張").item.id, find(desk, "糧倉15座").item.id
    for act in (
        lambda: desk.do("article.split", passages.split, page, 0),
        lambda: desk.do("article.merge", passages.merge, page, far),
        lambda: desk.do("article.merge", passages.merge, page, page),
        lambda: desk.do("article.move", passages.move, page, 0, 5, far),
        lambda: desk.do("article.move", passages.move, page, 5, 5, page - 1),
    ):
        before = everything(desk)
        with pytest.raises(InputError):
            act()
        assert everything(desk) == before


def test_a_title_given_by_hand_stays(desk: Workspace) -> None:
    page = find(desk, "首趟列車").item.id
    desk.do("article.title", passages.retitle, page, " 縣城高鐵通車 ")
    split(desk, "首趟列車")
    assert find(desk, "高鐵，全長").item.title == "縣城高鐵通車"
    assert desk.read(lambda session: session.get_one(Article, page).text).startswith("縣城開通首條高鐵 首日列車客滿")
