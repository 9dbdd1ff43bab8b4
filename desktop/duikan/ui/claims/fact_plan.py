"""How a fact's card is set: what is counted, every value said of it, and where."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QTextLayout

from duikan.services.views import AcceptedView, FactView, MentionView
from duikan.ui import fonts, i18n, ink, present
from duikan.ui.cards import Act, Plan
from duikan.ui.claims import reading_plan
from duikan.ui.theme import colours
from duikan.words import place_before

SIDE, GAP, PAD = 12.0, 8.0, 13.0
MOST = 12


def title_of(fact: FactView) -> str:
    """What is counted, of whom and where, in the window's script."""
    place = place_before(fact.place, fact.subject)
    words = [word for word in (place, fact.subject, fact.measure) if word]
    return present.word_shown(i18n.t("dot").join(dict.fromkeys(words))) or i18n.t("fact_unnamed")


def spoken(fact: FactView) -> str:
    """The fact for a screen reader."""
    return i18n.t("comma").join((title_of(fact), i18n.t("places", count=len(fact.mentions))))


def values_of(fact: FactView) -> str:
    """The different values said of it, each once."""
    return " ／ ".join(dict.fromkeys(present.quantity(one) for one in fact.mentions))


def plan(
    fact: FactView, width: float, *, chosen: bool, opened: int | None = None, field: float = 0.0, why: str = ""
) -> Plan:
    """Set one fact in a width; the chosen one lists its places, with how the opened number was read, and `why` it is
    among the others."""
    made = Plan()
    inner = QRectF(SIDE + PAD, 9, width - 2 * (SIDE + PAD), 0)
    right = (
        i18n.t("in_conflict", count=fact.conflicts) if fact.conflicts else i18n.t("places", count=len(fact.mentions))
    )
    values, height = ink.wrapped(values_of(fact), fonts.serif(15, semibold=True), inner.width(), 21, most=2)

    def paint(painter: QPainter) -> None:
        theme, font = colours(), fonts.sans(12.5)
        box = QRectF(inner.left(), 9, inner.width(), 19)
        tint = theme.conflict if fact.conflicts else theme.soft
        ink.line(painter, box, right, fonts.sans(12), tint, Qt.AlignmentFlag.AlignRight)
        ink.line(
            painter, box.adjusted(0, 0, -ink.width_of(right, fonts.sans(12)) - 10, 0), title_of(fact), font, theme.soft
        )
        painter.setPen(theme.ink)
        values.draw(painter, QPointF(inner.left(), 29))

    made.steps.append(paint)
    y = 29 + height
    if fact.accepted is not None:
        y = _accepted(made, fact.accepted, inner, y + 4, chosen=chosen)
    if chosen:
        for mention in fact.mentions[:MOST]:
            y = _place(made, fact, mention, inner, y + 4)
            y = _reading(made, mention, inner, y + 4, field, why) if mention.id == opened else y
    made.height = y + 10 + GAP
    frame = QRectF(SIDE, 0, width - 2 * SIDE, made.height - GAP)
    made.steps.insert(0, lambda painter: _frame(painter, frame, chosen=chosen))
    return made


def _accepted(made: Plan, value: AcceptedView, inner: QRectF, y: float, *, chosen: bool) -> float:
    """The value to go by, with its source, and a way to take it back."""
    source = i18n.t("comma").join(one for one in (value.source, value.locator, value.author) if one)
    said = i18n.t("accepted_line", value=present.quantity(value), source=source)
    act = Act(f"unaccept:{value.mention_id}", i18n.t("act.unaccept"), "")
    width = ink.width_of(act.text, fonts.sans(12)) + 8 if chosen else 0.0
    box = QRectF(inner.left(), y, inner.width(), 20)
    act_box = QRectF(inner.right() - width, y, width, 20)

    def paint(painter: QPainter) -> None:
        theme = colours()
        ink.dot(painter, QPointF(inner.left() + 4.5, y + 10), theme.verified, 3.5)
        ink.line(painter, box.adjusted(15, 0, -width - 6, 0), said, fonts.sans(12.5), theme.verified)
        if width:
            ink.line(painter, act_box, act.text, fonts.sans(12), theme.accent, Qt.AlignmentFlag.AlignRight)

    made.steps.append(paint)
    if chosen:
        made.acts.append((act_box, act))
    return y + 20


def _reading(made: Plan, mention: MentionView, inner: QRectF, y: float, field: float, why: str) -> float:
    y = reading_plan.put(made, mention, inner, y)
    if why:
        layout, height = ink.wrapped(why, fonts.sans(12.5), inner.width(), 18.0)
        made.steps.append(partial(_words, layout=layout, at=QPointF(inner.left(), y + 8)))
        y += 8 + height
    if not field:
        return y
    made.field_box = QRectF(inner.left(), y + 8, inner.width(), field)
    return y + field + 8


def _words(painter: QPainter, layout: QTextLayout, at: QPointF) -> None:
    painter.setPen(colours().ink)
    layout.draw(painter, at)


def _frame(painter: QPainter, frame: QRectF, *, chosen: bool) -> None:
    theme = colours()
    ink.panel(painter, frame, theme.raised, theme.accent if chosen else theme.line, 9, 1.6 if chosen else 1.0)


def _place(made: Plan, fact: FactView, mention: MentionView, inner: QRectF, y: float) -> float:
    apart = Act(f"apart:{mention.id}", i18n.t("act.apart"), "")
    width = ink.width_of(apart.text, fonts.sans(12)) + 8 if len(fact.mentions) > 1 else 0.0
    box = QRectF(inner.left(), y, inner.width(), 40)
    apart_box = QRectF(inner.right() - width - 4, y + 2, width, 18)
    sentence = mention.sentence.replace("\n", " ").strip()
    against = mention.id in fact.against

    def paint(painter: QPainter) -> None:
        theme = colours()
        ink.panel(painter, box, theme.paper, None, 6)
        room = box.adjusted(8, 2, -width - 12, -20)
        time = present.years(mention.alternatives) if len(mention.alternatives) > 1 else ""
        time = time or present.period(mention.period_start, mention.period_end)
        wrong = i18n.t("accepted_against") if against else ""
        first = i18n.t("dot").join(one for one in (mention.surface, wrong, time, mention.article_title) if one)
        ink.line(painter, room, first, fonts.sans(12.5), theme.conflict if against else theme.ink)
        if against:  # never by colour alone: a bar at the edge, and the words
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), theme.conflict)
        ink.line(painter, box.adjusted(8, 20, -8, -2), sentence, fonts.serif(12.5), theme.soft)
        if width:
            ink.line(painter, apart_box, apart.text, fonts.sans(12), theme.accent, Qt.AlignmentFlag.AlignRight)

    made.steps.append(paint)
    if width:
        made.acts.append((apart_box, apart))
    made.acts.append((box, Act(f"show:{mention.id}", mention.surface, "")))
    return y + 40
