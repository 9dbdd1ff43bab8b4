"""Long lists a window at a time, on both databases: the same rows, in the same order, as the whole list."""

from __future__ import annotations

from datetime import date
from itertools import groupby, product

import pytest

from duikan.services import articles, claims, conflicts, facts, history, queue
from duikan.services.buckets import QueueFilter
from duikan.services.views import ConflictCard
from duikan.services.workspace import Workspace

FILTERS = [
    QueueFilter(state, severity, "", depends, two)
    for state, severity in product(("open", "notes", "decided", ""), ("", "high", "info"))
    for depends, two in product((False, True), repeat=2)
]


def takes(asked: QueueFilter, card: ConflictCard) -> bool:
    """What a filter asks for, said of a card."""
    state = "decided" if card.decided else "notes" if card.is_note else "open"
    return (
        asked.state in ("", state)
        and asked.severity in ("", card.severity)
        and (not asked.depends or card.status == "depends_on_date")
        and (not asked.two_sources or card.scope == "two_sources")
    )


def keys(workspace: Workspace, asked: QueueFilter, size: int) -> list[str]:
    """The whole queue, by windows of a size."""
    total = workspace.read(queue.queue_window, asked, 0, size, "nobody").total
    windows = [workspace.read(queue.queue_window, asked, at, size) for at in range(0, total or 0, size)]
    assert all(window.row is None for window in windows)
    return [card.key for window in windows for card in window.rows]


@pytest.fixture
def decided(workspace: Workspace) -> list[ConflictCard]:
    """All cards of the sample, one of them decided."""
    cards = workspace.read(conflicts.list_conflicts)
    workspace.do("conflict.decide", conflicts.decide, cards[0].key, "real", "以年報為準")
    return list(workspace.read(conflicts.list_conflicts))


def test_every_filter_shows_what_it_asks_for_in_the_order_of_the_queue(
    workspace: Workspace, decided: list[ConflictCard]
) -> None:
    assert len({(card.severity, card.scope, card.decided) for card in decided}) > 2
    for asked in FILTERS:
        assert keys(workspace, asked, 2) == [card.key for card in decided if takes(asked, card)]


@pytest.mark.parametrize("order", ["gravity", "fact", "article"])
def test_a_card_is_found_where_it_stands(workspace: Workspace, decided: list[ConflictCard], order: str) -> None:
    asked = QueueFilter("", order=order)
    every = keys(workspace, asked, 3)
    assert sorted(every) == sorted(card.key for card in decided)
    for card in decided:
        window = workspace.read(queue.queue_window, asked, None, 2, card.key)
        assert window.row == every.index(card.key)
        assert window.asked == card


@pytest.mark.parametrize("order", ["fact", "article"])
def test_groups_stay_together_under_one_heading(workspace: Workspace, decided: list[ConflictCard], order: str) -> None:
    cards = {card.key: card for card in decided}
    asked = QueueFilter("", order=order)
    every = [cards[key] for key in keys(workspace, asked, 50)]
    heads = dict(head for at in range(len(every)) for head in workspace.read(queue.queue_window, asked, at, 1).heads)
    assert sum(heads.values()) == len(every)
    if order == "article":
        groups = [list(group) for _, group in groupby(every, lambda card: card.statements[0].article_id)]
        assert heads == {group[0].key: len(group) for group in groups}


def test_the_first_rows_do_not_wait_for_a_count(workspace: Workspace) -> None:
    window = workspace.read(queue.queue_window, QueueFilter(), 0, 1)
    assert (window.total, window.sizes) == (None, None)
    assert window.rows == workspace.read(conflicts.list_conflicts)[:1]


def test_a_decision_stands_and_falls_with_what_it_was_made_on(workspace: Workspace) -> None:
    card = next(card for card in workspace.read(conflicts.list_conflicts) if card.status == "depends_on_date")

    def state() -> tuple[int, list[bool]]:
        kinds = [one.decided for one in workspace.read(conflicts.list_conflicts) if one.review is not None]
        return workspace.read(history.totals).conflicts_decided, kinds

    workspace.do("conflict.decide", conflicts.decide, card.key, "explained", "一為草案")
    assert state() == (1, [True])
    workspace.do("conflict.reopen", conflicts.reopen, card.key)
    assert state() == (0, [False])
    workspace.undo()
    assert state() == (1, [True])
    article = card.statements[0].article_id
    workspace.do("article.date", articles.set_published, article, date(2026, 2, 12))
    assert state() == (0, [False])  # another fingerprint: open again, the decision kept
    workspace.undo()
    assert state() == (1, [True])
    workspace.rebuild()
    assert state() == (1, [True])
    workspace.undo()
    assert state() == (0, [])


def test_the_conflicts_of_a_place_are_the_open_ones(workspace: Workspace, decided: list[ConflictCard]) -> None:
    for card in decided:
        side = card.statements[0]
        if side.mention_id is None or card.is_note:
            continue
        here = workspace.read(conflicts.conflicts_at, side.article_id, side.start)
        assert (card in here) == (not card.decided)
    assert workspace.read(conflicts.real_conflicts) == tuple(card for card in decided if card.decided)


def test_facts_claims_and_acts_come_in_windows(workspace: Workspace) -> None:
    item = workspace.read(articles.list_articles)[0]
    made = [workspace.do("claim.add", claims.highlight, item.id, at, at + 4).value for at in (40, 0, 20)]
    every = {
        "facts": workspace.read(facts.list_facts, 10_000),
        "claims": workspace.read(claims.list_claims),
        "acts": workspace.read(history.history, 10_000),
    }
    assert sorted(claim.id for claim in every["claims"]) == sorted(made)
    ask = {"facts": (facts.fact_window, ""), "claims": (claims.claim_window,), "acts": (history.history_window,)}
    for name, (function, *args) in ask.items():
        rows = every[name]
        for row in (0, len(rows) // 2, len(rows) - 1):
            window = workspace.read(function, *args, None, 3, rows[row].id)
            assert (window.total, window.row, window.asked) == (len(rows), row, rows[row])
            assert window.rows == rows[window.offset : window.offset + 3]
        assert workspace.read(function, *args, 1, 2, -1).row is None
