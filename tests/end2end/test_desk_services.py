"""What the desk asks for beyond the day's work, on both databases: words in context, other places, other boundaries."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from duikan.errors import InputError
from duikan.services import articles, claims, conflicts, facts, mentions, search
from duikan.services.finding import occurrences
from duikan.services.workspace import Workspace


def test_words_are_found_in_both_scripts_by_one_query(workspace: Workspace) -> None:
    hits = workspace.read(search.find, "国际科技创新中心")
    assert {"國際科技創新中心", "国际科技创新中心"} <= {hit.words for hit in hits}
    for hit in hits:
        text = workspace.read(articles.open_article, hit.article_id).text
        assert text[hit.start : hit.end] == hit.words
        assert text[: hit.start].endswith(hit.before)
        assert text[hit.end :].startswith(hit.after)
    assert workspace.read(search.find, "國際科技創新中心") == hits
    assert len(workspace.read(search.find, "科", 3)) == 3
    assert workspace.read(search.find, "  ") == ()


def test_other_places_with_the_same_words_are_marked_in_one_step(workspace: Workspace) -> None:
    hit = next(hit for hit in workspace.read(search.find, "企業") if hit.words == "企業")
    text = workspace.read(articles.open_article, hit.article_id).text
    others = {place for place in occurrences(text, "企業") if place != (hit.start, hit.end)}
    assert others
    made = workspace.do("claim.add", claims.highlight_others, hit.article_id, hit.start, hit.end).value
    found = {claim.id: (claim.start, claim.end) for claim in workspace.read(claims.list_claims)}
    assert {found[one] for one in made} == others
    assert workspace.do("claim.add", claims.highlight_others, hit.article_id, hit.start, hit.end).value == ()
    workspace.undo()
    assert not set(made) & {claim.id for claim in workspace.read(claims.list_claims)}
    with pytest.raises(InputError):
        workspace.do("claim.add", claims.highlight_others, hit.article_id, 3, 3)


def test_a_file_says_when_it_was_copied(workspace: Workspace) -> None:
    copied = workspace.backup()
    said = workspace.saved_at
    assert (said is None) == (copied is None)
    assert said is None or datetime.now(UTC) - said < timedelta(hours=1)


def test_a_time_an_editor_wrote_waits_for_no_date(workspace: Workspace) -> None:
    waiting = next(
        one for card in workspace.read(conflicts.list_conflicts) if card.status == "depends_on_date"
        for one in card.statements if one.mention_id is not None and len(one.alternatives) > 1
    )  # fmt: skip
    days = {"period_start": "2025-01-01", "period_end": "2025-12-31"}
    workspace.do("mention.correct", mentions.correct, waiting.mention_id, **days)
    now = workspace.read(mentions.mention, waiting.mention_id)
    assert (now.period_basis, now.alternatives) == ("explicit", ())
    assert (str(now.period_start), str(now.period_end)) == tuple(days.values())
    workspace.undo()
    assert len(workspace.read(mentions.mention, waiting.mention_id).alternatives) > 1


def test_places_of_facts_that_two_articles_tell(workspace: Workspace) -> None:
    shown = [item.id for item in workspace.read(articles.list_articles)]
    places = workspace.read(facts.shared_places, shown)
    assert places
    for fact, article, start in places:
        told = workspace.read(facts.fact, fact).mentions
        assert (article, start) in {(one.article_id, one.start) for one in told}
        assert len({one.article_id for one in told}) > 1
    assert workspace.read(facts.shared_places, shown[:1]) == ()
