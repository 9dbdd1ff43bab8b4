"""The editor's day on the sample project, on both databases: import, mark, link, decide, export, undo, redo."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from duikan.engine.pipeline import read_all
from duikan.errors import InputError
from duikan.importers.batch import read_batch
from duikan.importers.metadata import read_metadata
from duikan.resources import SEEDS
from duikan.services import articles, claims, conflicts, facts, history, mentions
from duikan.services.export.csv_claims import COLUMNS, claims_csv, read_csv
from duikan.services.projects import sample_project
from duikan.services.views import ArticleItem, ConflictCard, MentionView
from duikan.services.workspace import Workspace

PLATFORMS = "30家至50家"


def founding(workspace: Workspace) -> list[ConflictCard]:
    cards = workspace.read(conflicts.list_conflicts)
    return [card for card in cards if any(PLATFORMS in side.printed for side in card.statements)]


def lead(workspace: Workspace) -> tuple[ArticleItem, MentionView]:
    """The article that says 今年建成30家至50家, and that number."""
    for item in workspace.read(articles.list_articles):
        page = workspace.read(articles.open_article, item.id)
        for mark in page.marks:
            printed = page.text[mark.start : mark.end]
            if item.kind == "article" and mark.id and mark.kind != "claim" and printed == PLATFORMS:
                return item, workspace.read(mentions.mention, mark.id)
    raise AssertionError("the sample does not state the platforms")


def test_the_founding_case_in_its_three_states(workspace: Workspace) -> None:
    item, number = lead(workspace)
    undated = founding(workspace)
    assert [card.status for card in undated] == ["depends_on_date"]
    assert undated[0].type == "target_year"
    words = " ".join(value for _, value in undated[0].reason_values)
    assert "2025" in words
    assert "2026" in words
    assert {year for year, _, _ in number.alternatives} >= {2025, 2026}

    workspace.do("article.date", articles.set_published, item.id, date(2025, 2, 12))
    assert founding(workspace) == []

    workspace.do("article.date", articles.set_published, item.id, date(2026, 2, 12))
    assert [(card.type, card.status) for card in founding(workspace)] == [("target_year", "open")]

    workspace.undo()
    workspace.undo()
    assert [card.status for card in founding(workspace)] == ["depends_on_date"]


def test_a_project_finds_what_check_finds(workspace: Workspace) -> None:
    metadata = read_metadata(SEEDS / "metadata.csv")
    batch = read_batch(sorted(SEEDS.glob("*.txt")), metadata)
    read = read_all([(item.source_text.text, item.published, item.source) for item in batch.incoming])
    cards = workspace.read(conflicts.list_conflicts)
    of_check = sorted((found.type, found.status, found.severity) for found in read.conflicts)
    assert sorted((card.type, card.status, card.severity) for card in cards) == of_check
    counted = sum(not mention.nominal for page in read.pages for each in page.readings for mention in each.mentions)
    assert workspace.read(history.totals).numbers == counted


def test_a_claim_is_linked_to_the_facts_of_its_numbers(workspace: Workspace) -> None:
    item, number = lead(workspace)
    claim_id = workspace.do("claim.add", claims.highlight, item.id, number.start - 4, number.end).value
    claim = workspace.read(claims.claim, claim_id)
    assert [link.fact_id for link in claim.links] == [number.fact_id]
    assert claim.conflicts == 1

    workspace.do("link.remove", claims.unlink, claim.links[0].id)
    assert workspace.read(claims.claim, claim_id).links == ()
    workspace.do("link.add", claims.link, claim_id, number.id, "disputes")
    assert [link.kind for link in workspace.read(claims.claim, claim_id).links] == ["disputes"]


def test_an_editors_links_win_over_the_grouping(workspace: Workspace) -> None:
    fact = next(each for each in workspace.read(facts.list_facts) if len(each.mentions) >= 2)
    first, second = fact.mentions[0].id, fact.mentions[1].id
    workspace.do("fact.apart", facts.unpair, first, second)
    assert _fact(workspace, first) != _fact(workspace, second)
    workspace.do("fact.together", facts.pair, first, second)
    assert _fact(workspace, first) == _fact(workspace, second)
    workspace.undo()
    assert _fact(workspace, first) != _fact(workspace, second)


def _fact(workspace: Workspace, mention_id: int) -> int:
    return workspace.read(mentions.mention, mention_id).fact_id


def test_a_decision_needs_a_reason_and_reopens_when_a_date_changes(workspace: Workspace) -> None:
    item, _ = lead(workspace)
    key = founding(workspace)[0].key
    with pytest.raises(InputError) as refused:
        workspace.do("conflict.decide", conflicts.decide, key, "explained", "  ")
    assert refused.value.code == "reason.required"
    workspace.do("conflict.decide", conflicts.decide, key, "explained", "向編輯部查過")
    assert founding(workspace)[0].decided
    workspace.do("article.date", articles.set_published, item.id, date(2026, 2, 12))
    card = founding(workspace)[0]
    assert card.review is not None
    assert card.review.reopened
    assert not card.decided


def test_a_corrected_and_a_rejected_number_survive(workspace: Workspace) -> None:
    item, number = lead(workspace)
    workspace.do("mention.correct", mentions.correct, number.id, high="60", unit="座")
    after = workspace.read(mentions.mention, number.id)
    assert (after.high, after.unit, after.state) == ("60", "座", "corrected")
    workspace.do("article.date", articles.set_published, item.id, date(2026, 2, 12))
    assert workspace.read(mentions.mention, number.id).high == "60"
    workspace.do("mention.reject", mentions.reject, number.id)
    assert all(number.id not in [side.mention_id for side in card.statements] for card in founding(workspace))


def a_days_work(workspace: Workspace) -> None:
    item, number = lead(workspace)
    claim = workspace.do("claim.add", claims.highlight, item.id, number.start - 6, number.end + 4).value
    workspace.do("claim.note", claims.set_note, claim, "=查日期")
    workspace.do("claim.verdict", claims.give_verdict, claim, "unverifiable", "未知何年", "措施原文", "第3條")
    workspace.do("conflict.decide", conflicts.decide, founding(workspace)[0].key, "real", "今年是2026")
    workspace.do("article.date", articles.set_published, item.id, date(2026, 2, 12))
    workspace.do("mention.confirm", mentions.confirm, number.id)
    workspace.do("claim.move", claims.move, claim, number.start - 2, number.end)


def test_undo_to_the_start_and_redo_to_the_end_gives_the_same_csv(where: str) -> None:
    with Workspace.open(where, create=True, author="編輯甲") as workspace:
        empty = workspace.read(claims_csv)
        assert read_csv(empty) == []
        from duikan.services import imports

        batch = imports.read_files(sorted(SEEDS.glob("*.txt")), SEEDS / "metadata.csv")
        workspace.do("import", imports.store_batch, batch)
        a_days_work(workspace)
        done = workspace.read(claims_csv)
        cards = workspace.read(conflicts.list_conflicts)
        assert len(read_csv(done)) == 1
        while workspace.undo() is not None:
            pass
        assert workspace.read(articles.list_articles) == ()
        assert workspace.read(conflicts.list_conflicts) == ()
    with Workspace.open(where, author="編輯甲") as workspace:  # after a restart
        while workspace.redo() is not None:
            pass
        assert workspace.read(claims_csv) == done
        assert workspace.read(conflicts.list_conflicts) == cards


def test_the_samples_csv_is_the_golden_one(tmp_path: Path) -> None:
    with Workspace.open(sample_project(tmp_path)) as workspace:
        rows = read_csv(workspace.read(claims_csv))
    golden = list(csv.DictReader(io.StringIO((SEEDS / "verified-claims.csv").read_text("utf-8-sig"), newline="")))
    compared = [name for name in COLUMNS if name != "checked_at"]
    assert [[row[name] for name in compared] for row in rows] == [[row[name] for name in compared] for row in golden]


def test_importing_twice_takes_nothing_twice(workspace: Workspace) -> None:
    from duikan.services import imports

    before = workspace.read(history.totals)
    batch = imports.read_files(sorted(SEEDS.glob("*.txt")), SEEDS / "metadata.csv")
    lines = workspace.do("import", imports.store_batch, batch).value
    assert {line.error_code for line in lines} == {"import.again"}
    assert workspace.read(history.totals) == before


def test_removing_a_page_takes_its_claims_and_undo_brings_them_back(workspace: Workspace) -> None:
    item, number = lead(workspace)
    workspace.do("claim.add", claims.highlight, item.id, number.start, number.end)
    before = workspace.read(claims.list_claims), workspace.read(conflicts.list_conflicts)
    workspace.do("document.remove", articles.remove_document, item.document_id)
    assert workspace.read(claims.list_claims) == ()
    workspace.undo()
    assert (workspace.read(claims.list_claims), workspace.read(conflicts.list_conflicts)) == before
