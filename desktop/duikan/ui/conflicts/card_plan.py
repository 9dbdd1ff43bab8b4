"""How a conflict's card is set: where it is from, one sentence, the picture, the statements as printed, the acts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextLayout

from duikan.services.views import ConflictCard, Statement
from duikan.ui import fonts, i18n, ink, keymap, present
from duikan.ui.cards import Act, Plan
from duikan.ui.conflicts import pictures
from duikan.ui.differing import Stretch, in_print
from duikan.ui.positions import Positions
from duikan.ui.theme import colours

Line = tuple[float, QTextLayout]  # how far down in its box

_PARTS = frozenset({"title", "kicker", "subtitle", "caption", "head", "label"})
SIDE, GAP, PAD = 12.0, 10.0, 13.0
HEADING = 26.0


def sentence(card: ConflictCard) -> str:
    """The one sentence an editor would say."""
    said = i18n.t("comma").join(dict.fromkeys(f"{one.title}：{one.printed}" for one in card.statements))
    values = dict(card.reason_values)
    return i18n.reason(card.reason_code, values, said)


def where(card: ConflictCard) -> str:
    """Type, scope, and whether the date decides; for a decided card the decision and its hour."""
    parts = [i18n.name("type", card.type), i18n.name("scope", card.scope)]
    if card.review is not None and card.decided:
        at = card.review.at.astimezone() if card.review.at.tzinfo else card.review.at
        parts = [i18n.t("decided"), i18n.name("decision", card.review.decision), f"{at:%m-%d %H:%M}"]
    elif card.review is not None:
        parts.append(i18n.t("reopened", decision=i18n.name("decision", card.review.decision)))
    elif card.status == "depends_on_date":
        parts.append(i18n.name("status", "depends_on_date"))
    return i18n.t("dot").join(parts)


def spoken(card: ConflictCard) -> str:
    """The card for a screen reader."""
    return f"{where(card)}. {sentence(card)}"


def acts_of(card: ConflictCard, giving: str = "") -> list[Act]:
    """What can be done with a card, the likeliest first; the likeliest, or the decision being given, is filled."""
    if card.decided:
        real = card.review is not None and card.review.decision == "real"
        memo = [Act("memo", i18n.t("act.memo"), keymap.shown("memo"), filled=True)] if real else []
        return [*memo, Act("reopen", i18n.t("act.reopen"), keymap.shown("reopen"))]
    depends = card.status == "depends_on_date"
    filled = giving or ("date" if depends else "real")
    date = [Act("date", i18n.t("act.date"), keymap.shown("date"), filled=filled == "date")] if depends else []
    codes = ("real", "explained", "dismissed")
    decide = [
        Act(code, i18n.name("decision", code), keymap.shown(f"digit_{number}"), filled=filled == code)
        for number, code in enumerate(codes, start=1)
    ]
    return date + decide


def plan(
    card: ConflictCard,
    number: int,
    total: int,
    width: float,
    *,
    chosen: bool,
    giving: str = "",
    field: float = 0.0,
    heading: str = "",
) -> Plan:
    """Set one card in a width, under the heading of its group where it is the first; `giving`: the decision that
    waits for its reason in a `field` of this height."""
    made = Plan()
    above = HEADING if heading else 0.0
    inner = QRectF(SIDE + PAD, above + 12, width - 2 * (SIDE + PAD), 0)
    if heading:
        made.steps.append(partial(_soft_line, box=QRectF(SIDE + 2, 2, width - 2 * SIDE, 20), text=heading))
    y = _head(made, card, number, total, inner, inner.top())
    y = _sentence(made, card, inner, y + 6)
    if card.decided:
        y = _review(made, card, inner, y)
    else:
        y = _picture(made, card, inner, y)
        y = _statements(made, card, inner, y)
    if chosen:
        y = made.lay_acts(acts_of(card, giving), inner, y + 12)
        if field:
            made.field_box = QRectF(inner.left(), y + 8, inner.width(), field)
            y += field + 8
    made.height = y + PAD + GAP
    frame = QRectF(SIDE, above, width - 2 * SIDE, made.height - GAP - above)
    made.steps.insert(0, lambda painter: _frame(painter, frame, chosen=chosen, decided=card.decided))
    return made


def _frame(painter: QPainter, frame: QRectF, *, chosen: bool, decided: bool) -> None:
    theme = colours()
    fill = theme.resting if decided else theme.raised
    if chosen:
        ink.panel(painter, frame, fill, theme.accent, 9, 1.6)
    else:
        ink.panel(painter, frame, fill, theme.hairline if decided else theme.line, 9)


def _head(made: Plan, card: ConflictCard, number: int, total: int, inner: QRectF, y: float) -> float:
    place = i18n.t("place_in_queue", number=number + 1, total=total)

    def paint(painter: QPainter) -> None:
        theme, font = colours(), fonts.sans(12)
        tint = theme.severity(card.severity)
        if card.decided:
            tint = QColor(theme.verified)
            tint.setAlpha(150)
        ink.dot(painter, QPointF(inner.left() + 4.5, y + 9), tint)
        ink.line(
            painter, QRectF(inner.left(), y, inner.width(), 18), place, font, theme.soft, Qt.AlignmentFlag.AlignRight
        )
        room = QRectF(inner.left() + 17, y, inner.width() - 17 - ink.width_of(place, font) - 8, 18)
        ink.line(painter, room, where(card), font, theme.soft)

    made.steps.append(paint)
    return y + 18


def _sentence(made: Plan, card: ConflictCard, inner: QRectF, y: float) -> float:
    layout, height = ink.wrapped(sentence(card), fonts.sans(13.5), inner.width(), 20.0, most=5)

    def paint(painter: QPainter) -> None:
        theme = colours()
        painter.setPen(theme.soft if card.decided else theme.ink)
        layout.draw(painter, QPointF(inner.left(), y))

    made.steps.append(paint)
    return y + height


def _review(made: Plan, card: ConflictCard, inner: QRectF, y: float) -> float:
    review = card.review
    if review is None:
        return y
    text = i18n.t("review_line", reason=review.reason, author=review.author or i18n.t("somebody"))
    layout, height = ink.wrapped(text, fonts.sans(12.5), inner.width(), 18.0, most=3)

    def paint(painter: QPainter) -> None:
        painter.setPen(colours().soft)
        layout.draw(painter, QPointF(inner.left(), y + 6))

    made.steps.append(paint)
    return y + 6 + height


def _picture(made: Plan, card: ConflictCard, inner: QRectF, y: float) -> float:
    height = pictures.height_of(card)
    if not height:
        return y
    made.steps.append(lambda painter: pictures.draw(painter, QRectF(inner.left(), y + 10, inner.width(), height), card))
    return y + 10 + height


def _statements(made: Plan, card: ConflictCard, inner: QRectF, y: float) -> float:
    said: dict[str, list[Statement]] = {}
    for one in card.statements:
        said.setdefault(one.printed, []).append(one)
    shown = list(said.values())[:4]
    if not shown:
        return y
    y += 10
    columns = 2 if len(shown) > 1 else 1
    apart = in_print(card)
    turned = colours().turned(card.severity, depends=card.status == "depends_on_date")
    wide = (inner.width() - 8 * (columns - 1)) / columns
    for first in range(0, len(shown), columns):
        boxes = [_statement(same, card, wide - 18) for same in shown[first : first + columns]]
        tall = max(height for _, height in boxes)
        for at, (lines, _) in enumerate(boxes):
            box = QRectF(inner.left() + at * (wide + 8), y, wide, tall)
            made.steps.append(partial(_statement_box, box=box, lines=lines))
            made.steps.append(partial(_differing, box=box, line=lines[0], apart=apart, turned=turned))
        y += tall + 8
    y -= 8
    rest = len(said) - len(shown)
    if rest > 0:
        box = QRectF(inner.left(), y + 4, inner.width(), 18)
        made.steps.append(partial(_soft_line, box=box, text=i18n.t("more_statements", count=rest)))
        y += 22
    return y


def _soft_line(painter: QPainter, box: QRectF, text: str) -> None:
    ink.line(painter, box, text, fonts.sans(12), colours().soft)


def _statement(same: list[Statement], card: ConflictCard, width: float) -> tuple[tuple[Line, Line], float]:
    printed, high = ink.wrapped(same[0].printed.replace("\n", ""), fonts.serif(15, semibold=True), width, 21.0, most=3)
    places = dict.fromkeys(source_line(one, card) for one in same)
    times = dict.fromkeys(time_of(one) for one in same)
    sources = i18n.t("dot").join([i18n.t("list").join(places), *(time for time in times if time)])
    source, low = ink.wrapped(sources, fonts.sans(12), width, 17.0, most=3)
    return ((7.0, printed), (9 + high, source)), 7 + high + 2 + low + 8


def _statement_box(painter: QPainter, box: QRectF, lines: tuple[Line, Line]) -> None:
    theme = colours()
    ink.panel(painter, box, theme.paper, None, 6)
    for colour, (down, layout) in zip((theme.ink, theme.soft), lines, strict=True):
        painter.setPen(colour)
        layout.draw(painter, box.topLeft() + QPointF(9, down))


def _differing(
    painter: QPainter, box: QRectF, line: Line, apart: Mapping[str, tuple[Stretch, ...]], turned: ink.Turned
) -> None:
    """Let the characters stand out that the other statements do not have."""
    down, layout = line
    stretches, positions = apart.get(layout.text(), ()), Positions(layout.text())
    units = [(positions.to_qt(start), positions.to_qt(end)) for start, end in stretches]
    corner = box.topLeft() + QPointF(9, down)
    places = [found.translated(corner) for found in ink.boxes_of(layout, units, 15)]
    ink.stand_out(painter, layout, corner, places, turned)


def source_line(one: Statement, card: ConflictCard) -> str:
    """Where a statement stands: the title or the part of it, the page where two pages disagree."""
    part = i18n.name("role", one.role) if one.role in _PARTS else ""
    title = one.title or i18n.t("untitled")
    title = title if len(title) <= 12 else title[:11] + "…"
    if card.scope == "two_sources":
        return i18n.t("dot").join(one for one in (i18n.t("page_of", page=one.page), title, part) if one)
    return part or title


def time_of(one: Statement) -> str:
    """The time that was read, or the times it still may be."""
    return present.years(one.alternatives) or present.period(one.period_start, one.period_end)
