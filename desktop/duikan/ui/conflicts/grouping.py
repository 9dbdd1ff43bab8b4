"""The queue in another order: cards of one fact together, or of one article."""

from __future__ import annotations

from collections.abc import Sequence

from duikan.services.views import ConflictCard
from duikan.ui import i18n, present

WAYS = ("gravity", "fact", "article")


def grouped(cards: Sequence[ConflictCard], way: str) -> tuple[list[ConflictCard], dict[str, str]]:
    """The cards in groups, each where its first card stood; and the heading of every group by its first card's key."""
    if way == "gravity":
        return list(cards), {}
    keys = _articles(cards) if way == "article" else _facts(cards)
    groups: dict[object, list[ConflictCard]] = {}
    for card, key in zip(cards, keys, strict=True):
        groups.setdefault(key, []).append(card)
    heads = {group[0].key: _heading(group, way) for group in groups.values()}
    return [card for group in groups.values() for card in group], heads


def _articles(cards: Sequence[ConflictCard]) -> list[object]:
    return [card.statements[0].article_id if card.statements else None for card in cards]


def _facts(cards: Sequence[ConflictCard]) -> list[object]:
    """One key for cards that share a number, over however many cards."""
    parent: dict[object, object] = {}

    def root(one: object) -> object:
        while parent.setdefault(one, one) != one:
            parent[one] = one = parent[parent[one]]
        return one

    for card in cards:
        for statement in card.statements:
            if statement.mention_id is not None:
                parent[root(statement.mention_id)] = root(card.key)
    return [root(card.key) for card in cards]


def _heading(group: Sequence[ConflictCard], way: str) -> str:
    card = group[0]
    if way == "article":
        name = card.statements[0].title if card.statements else ""
    else:
        values = dict(card.reason_values)
        name = present.word_shown(values.get("place", "") + values.get("subject", ""))
        name = name or (card.statements[0].printed if card.statements else "")
    return i18n.t("with_count", name=name or i18n.t("untitled"), count=len(group))
