"""Suggestions, accepted values, remembered reasons and the trash, on both databases, taken back and done again."""

from __future__ import annotations

from pathlib import Path

import pytest

from duikan.errors import InputError
from duikan.services import (
    accepted,
    articles,
    claims,
    conflicts,
    facts,
    imports,
    mentions,
    parallels,
    reasons,
    signoff,
    suggestions,
    trash,
)  # fmt: skip
from duikan.services.accepted import Value
from duikan.services.views import FactView, Suggestion, TrashItem
from duikan.services.workspace import Workspace
from duikan.store.models import Setting


def first_article(desk: Workspace) -> int:
    return desk.read(articles.list_articles)[0].id


def suggested(desk: Workspace) -> tuple[Suggestion, ...]:
    return desk.read(suggestions.suggestions, first_article(desk))


def quotes(desk: Workspace) -> list[str]:
    return [one.quote for one in suggested(desk)]


def barns(desk: Workspace) -> FactView:
    """The fact that both pages tell: how many barns."""
    return next(one for one in desk.read(facts.list_facts) if {"12座", "15座"} <= {m.surface for m in one.mentions})


# Suggestions

BARNS, STAFF = "本報訊：本市2025年建成糧倉12座，總投資3億元。", "糧食局有職工1,200人，去年增加80人。"


def test_every_sentence_with_a_number_is_suggested_once(desk: Workspace) -> None:
    assert quotes(desk) == [BARNS, STAFF]
    assert [len(one.numbers) for one in suggested(desk)] == [2, 2]


def test_a_sentence_that_is_claimed_or_checked_is_not_suggested(desk: Workspace) -> None:
    first, second = suggested(desk)
    desk.do("claim.add", claims.highlight, first_article(desk), first.start, first.end)
    assert quotes(desk) == [STAFF]
    for number in second.numbers:
        desk.do("mention.confirm", mentions.confirm, number)
    assert quotes(desk) == []


def test_what_was_declined_stays_declined_until_taken_back(desk: Workspace) -> None:
    first = suggested(desk)[0]
    desk.do("suggestion.decline", suggestions.decline, first_article(desk), first.start, first.end)
    assert quotes(desk) == [STAFF]
    desk.rebuild()
    assert quotes(desk) == [STAFF]
    desk.undo()
    assert quotes(desk) == [BARNS, STAFF]
    desk.redo()
    assert quotes(desk) == [STAFF]


# Accepted values


def test_an_accepted_value_is_held_against_every_place(desk: Workspace) -> None:
    fact = barns(desk)
    twelve, fifteen = (next(one.id for one in fact.mentions if one.surface == said) for said in ("12座", "15座"))
    desk.do("fact.accept", accepted.accept, fifteen, Value("15", "15"), "糧食局公報", "第3頁")
    now = barns(desk)
    assert now.accepted is not None
    assert (now.accepted.low, now.accepted.unit, now.accepted.source) == ("15", "座", "糧食局公報")
    assert (now.accepted.locator, now.accepted.author) == ("第3頁", "陳")
    assert now.against == (twelve,)
    desk.do("fact.accept", accepted.accept, twelve, Value("10", "13"), "糧食局公報")
    assert barns(desk).against == (fifteen,)
    desk.undo()
    assert barns(desk) == now
    desk.do("fact.unaccept", accepted.withdraw, twelve)
    assert (barns(desk).accepted, barns(desk).against) == (None, ())
    for _ in range(2):
        desk.undo()
    assert barns(desk) == fact


def test_a_value_without_a_source_is_not_accepted(desk: Workspace) -> None:
    number = barns(desk).mentions[0].id
    with pytest.raises(InputError) as said:
        desk.do("fact.accept", accepted.accept, number, Value("1", "1"), " ")
    assert said.value.code == "accept.source"
    with pytest.raises(InputError) as said:
        desk.do("fact.unaccept", accepted.withdraw, number)
    assert said.value.code == "accept.missing"


# Reasons


def test_reasons_are_remembered_by_decision_the_latest_first(desk: Workspace) -> None:
    key = desk.read(conflicts.list_conflicts)[0].key
    for decision, reason in (
        ("real", "甲報筆誤"),
        ("explained", "口徑不同"),
        ("real", "乙報筆誤"),
        ("real", "甲報筆誤"),
    ):
        desk.do("conflict.decide", conflicts.decide, key, decision, reason)
    assert desk.read(reasons.remembered, "real") == ("甲報筆誤", "乙報筆誤")
    assert desk.read(reasons.remembered, "real", 1) == ("甲報筆誤",)
    assert desk.read(reasons.remembered, "dismissed") == ()


# Trash


def in_trash(desk: Workspace) -> list[tuple[str, str]]:
    return [(one.kind, one.words) for one in desk.read(trash.removed)]


def put_back(desk: Workspace, item: TrashItem) -> None:
    desk.do("trash.restore", trash.restore, item.change)


def test_a_removed_claim_comes_back_with_its_links_and_verdicts(desk: Workspace) -> None:
    one = suggested(desk)[0]
    claim = desk.do("claim.add", claims.highlight, first_article(desk), one.start, one.end).value
    desk.do("claim.verdict", claims.give_verdict, claim, "true", "查過", "公報", "第1頁")
    before = desk.read(claims.claim, claim)
    assert in_trash(desk) == []
    desk.do("claim.remove", claims.remove, claim)
    desk.do("mention.confirm", mentions.confirm, one.numbers[0])
    (item,) = desk.read(trash.removed)
    assert (item.kind, item.words, item.author, item.act) == ("claim", one.quote, "陳", "claim.remove")
    put_back(desk, item)
    assert desk.read(claims.claim, claim) == before
    assert in_trash(desk) == []
    desk.undo()
    assert in_trash(desk) == [("claim", one.quote)]
    desk.redo()
    assert desk.read(claims.claim, claim) == before


def test_a_removed_page_comes_back_with_all_that_hung_on_it(desk: Workspace) -> None:
    one = suggested(desk)[0]
    article = first_article(desk)
    claim = desk.do("claim.add", claims.highlight, article, one.start, one.end).value
    desk.do("mention.confirm", mentions.confirm, suggested(desk)[0].numbers[0])
    desk.do("article.sign", signoff.sign, article)
    before = desk.read(articles.list_articles), desk.read(claims.list_claims), desk.read(conflicts.list_conflicts)
    desk.do("claim.remove", claims.remove, claim)
    desk.do("document.remove", articles.remove_document, before[0][0].document_id)
    assert in_trash(desk) == [("document", "1"), ("claim", one.quote)]
    page, alone = desk.read(trash.removed)
    with pytest.raises(InputError) as said:
        put_back(desk, alone)
    assert said.value.code == "trash.parent"
    put_back(desk, page)
    put_back(desk, alone)
    now = desk.read(articles.list_articles), desk.read(claims.list_claims), desk.read(conflicts.list_conflicts)
    assert now[1:] == before[1:]
    assert [one.numbers for one in now[0]] == [one.numbers for one in before[0]]
    assert [one.checker for one in now[0][0].signed] == ["陳"]
    assert in_trash(desk) == []
    with pytest.raises(InputError) as said:
        put_back(desk, page)
    assert said.value.code == "trash.gone"


def test_a_page_whose_import_was_undone_for_good_can_be_had_back(desk: Workspace) -> None:
    pages = [one.title for one in desk.read(articles.list_articles)]
    desk.undo()
    assert in_trash(desk) == []  # redo brings it back
    desk.do("setting", lambda session: session.add(Setting(name="tolerance", value={"value": 1})))
    assert in_trash(desk) == [("document", "1"), ("document", "2")]
    for item in desk.read(trash.removed):
        put_back(desk, item)
    assert [one.title for one in desk.read(articles.list_articles)] == pages
    assert len(desk.read(conflicts.list_conflicts)) == 1


# One fact


def test_why_two_numbers_are_one_fact(desk: Workspace) -> None:
    told = [one.id for one in barns(desk).mentions]
    weighed = desk.read(conflicts.why_one_fact, told[0], told[1])
    assert weighed == desk.read(conflicts.why_one_fact, told[1], told[0])
    assert weighed.verdict == "together"
    assert weighed.score >= 0
    assert sum(part for _, part in weighed.parts) == pytest.approx(weighed.score, abs=0.1)
    desk.do("fact.apart", facts.unpair, told[1], told[0])
    assert desk.read(conflicts.why_one_fact, *told[:2]).verdict == "parted"
    desk.undo()
    money = next(row.id for one in desk.read(facts.list_facts) for row in one.mentions if row.surface == "3億元")
    other = desk.read(conflicts.why_one_fact, told[0], money)
    assert (other.verdict, other.parts) == ("apart", (("other_kind", 0.0),))


# Passages


def test_pages_are_linked_by_facts_and_by_sentences_of_either_script(desk: Workspace, tmp_path: Path) -> None:
    page = tmp_path / "3.txt"
    page.write_text("粮仓\n\n粮食局有职工1,200人,去年增加80人。\n", encoding="utf-8")
    desk.do("import", imports.store_batch, imports.read_files([page]))
    first, second, third = (one.id for one in desk.read(articles.list_articles))
    texts = {key: desk.read(articles.open_article, key).text for key in (first, third)}
    found = desk.read(parallels.shared_passages, (first, third))
    sentence = [(article, start) for key, article, start in found if key < 0]
    assert sentence == [(first, texts[first].index("糧食局")), (third, texts[third].index("粮食局"))]
    keys = [key for key, _, _ in desk.read(parallels.shared_passages, (first, second))]
    assert keys
    assert all(key >= 0 for key in keys)
