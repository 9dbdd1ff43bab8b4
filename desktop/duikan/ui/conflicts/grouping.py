"""The queue in another order: cards of one fact together, or of one article, under a heading."""

from __future__ import annotations

from duikan.services.views import ConflictCard
from duikan.ui import i18n, present
from duikan.words import place_before

WAYS = ("gravity", "fact", "article")


def heading(card: ConflictCard, way: str, count: int) -> str:
    """What stands above the group that begins with a card."""
    if way == "article":
        name = card.statements[0].title if card.statements else ""
    else:
        values = dict(card.reason_values)
        subject = values.get("subject", "")
        name = present.word_shown(place_before(values.get("place", ""), subject) + subject)
        name = name or (card.statements[0].printed if card.statements else "")
    return i18n.t("with_count", name=name or i18n.t("untitled"), count=count)
