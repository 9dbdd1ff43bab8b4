"""How a number was read, part by part: as what, by which printed words; every part can be clicked to correct it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from duikan.services.views import MentionView
from duikan.ui import fonts, i18n, ink, keymap
from duikan.ui.cards import Act, Plan
from duikan.ui.claims import parts
from duikan.ui.theme import colours

ROW, LABEL = 22.0, 56.0


def acts_of(mention: MentionView) -> list[Act]:
    """What can be said of a reading; of one with others in its fact, why it is among them."""
    done = mention.state in ("confirmed", "corrected")
    why = [Act(f"why:{mention.id}", i18n.t("act.why"), "")] if mention.others else []
    return [
        Act(f"confirm:{mention.id}", i18n.t("act.confirm"), keymap.shown("confirm"), filled=not done),
        Act(f"reject:{mention.id}", i18n.t("act.reject"), keymap.shown("reject")),
        Act(f"accept:{mention.id}", i18n.t("act.accept"), keymap.shown("accept")),
        Act(f"compare:{mention.id}", i18n.t("act.compare"), keymap.shown("compare")),
        *why,
    ]


def put(made: Plan, mention: MentionView, inner: QRectF, y: float) -> float:
    """Add the reading of a number to a card, and what can be said of it."""
    for part in parts.PARTS:
        box = QRectF(inner.left(), y, inner.width(), ROW)
        made.steps.append(partial(_part, box=box, mention=mention, part=part))
        made.acts.append((box, Act(f"edit:{mention.id}:{part}", i18n.t(f"part.{part}"), "")))
        y += ROW
        hedge = parts.words_of(mention, "hedge") if part == "value" else ""
        if hedge:
            below = box.translated(0, ROW)
            made.steps.append(partial(_row, box=below, label=i18n.t("part.hedge"), text="", by=hedge))
            made.acts.append((below, Act(f"edit:{mention.id}:value", i18n.t("part.hedge"), "")))
            y += ROW
    if mention.state != "proposed":
        box = QRectF(inner.left(), y, inner.width(), ROW)
        state = i18n.name("mention_state", mention.state)
        made.steps.append(partial(_row, box=box, label=i18n.t("hover.state"), text=state, by=""))
        y += ROW
    return made.lay_acts(acts_of(mention), inner, y + 6)


def _part(painter: QPainter, box: QRectF, mention: MentionView, part: str) -> None:
    text = parts.read_as(mention, part) or "—"
    _row(painter, box, i18n.t(f"part.{part}"), text, parts.words_of(mention, part))
    theme = colours()
    painter.fillRect(QRectF(box.left() + LABEL, box.bottom() - 1, box.width() - LABEL, 1), theme.hairline)


def _row(painter: QPainter, box: QRectF, label: str, text: str, by: str) -> None:
    theme, font, face = colours(), fonts.sans(12), fonts.serif(13)
    ink.line(painter, QRectF(box.left(), box.top(), LABEL - 6, ROW), label, font, theme.soft)
    room = box.adjusted(LABEL, 0, 0, 0)
    width = min(ink.width_of(text, face) + 8 if text else 0.0, room.width())
    ink.line(painter, QRectF(room.left(), room.top(), width, ROW), text, face, theme.ink)
    if by and room.width() - width > 40:
        said = room.adjusted(width + 6, 0, 0, 0)
        ink.line(painter, said, f"「{by}」", font, theme.soft, Qt.AlignmentFlag.AlignRight)
