"""How a claim's card is set: its verdict, its words as printed, its note, its facts, the acts."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from duikan.services.views import ClaimView, LinkView
from duikan.ui import fonts, i18n, ink, keymap, present
from duikan.ui.cards import Act, Plan
from duikan.ui.theme import Theme, colours

SIDE, GAP, PAD = 12.0, 10.0, 14.0
RATINGS = ("true", "mostly_true", "false", "misleading", "unverifiable")


def rating_colour(theme: Theme, rating: str) -> QColor:
    """The colour of a verdict; its name always stands beside it."""
    return {
        "true": theme.verified,
        "mostly_true": theme.verified,
        "false": theme.conflict,
        "misleading": theme.depends,
        "unverifiable": theme.soft,
    }.get(rating, theme.line)


def rating_of(claim: ClaimView) -> str:
    """The latest verdict, "" if there is none."""
    return claim.verdicts[0].rating if claim.verdicts else ""


def head_of(claim: ClaimView) -> str:
    """Verdict, article and what waits."""
    rating = rating_of(claim)
    parts = [i18n.name("rating", rating) if rating else i18n.t("unchecked"), claim.article_title]
    parts += [i18n.t("needs_review")] if claim.needs_review else []
    parts += [i18n.t("in_conflict", count=claim.conflicts)] if claim.conflicts else []
    return i18n.t("dot").join(part for part in parts if part)


def spoken(claim: ClaimView) -> str:
    """The claim for a screen reader."""
    return f"{head_of(claim)}. {claim.quote}"


def acts_of(claim: ClaimView, giving: str = "") -> list[Act]:
    """What can be done with a claim; the verdict that is being given, or was, is the filled one."""
    now = giving or rating_of(claim)
    acts = [
        Act(
            f"rate:{rating}",
            i18n.name("rating", rating),
            keymap.shown(f"digit_{at}"),
            filled=rating == (now or RATINGS[0]),
        )
        for at, rating in enumerate(RATINGS, start=1)
    ]
    acts.append(Act("note", i18n.t("act.note"), keymap.shown("note")))
    acts.append(Act("link", i18n.t("act.link"), keymap.shown("link")))
    acts.append(Act("remove", i18n.t("act.remove"), keymap.shown("remove_claim")))
    return acts


def plan(claim: ClaimView, width: float, *, chosen: bool, field_height: float, giving: str = "") -> Plan:
    """Set one claim in a width; `giving`: the verdict that the field is open for."""
    made = Plan()
    inner = QRectF(SIDE + PAD, 12, width - 2 * (SIDE + PAD), 0)
    y = _head(made, claim, inner, inner.top())
    y = _text(made, claim.quote, fonts.serif(15), inner, y + 6, 24, most=4 if chosen else 2)
    if claim.note:
        y = _text(made, i18n.t("note_line", note=claim.note), fonts.sans(12.5), inner, y + 4, 18, quiet=True)
    y = _basis(made, claim, inner, y)
    for link in claim.links:
        y = _link(made, link, inner, y + 4, chosen=chosen)
    if chosen:
        y = made.lay_acts(acts_of(claim, giving), inner, y + 12)
        if field_height:
            made.field_box = QRectF(inner.left(), y + 8, inner.width(), field_height)
            y += field_height + 8
    made.height = y + PAD + GAP
    frame = QRectF(SIDE, 0, width - 2 * SIDE, made.height - GAP)
    made.steps.insert(0, lambda painter: _frame(painter, frame, chosen=chosen))
    return made


def _frame(painter: QPainter, frame: QRectF, *, chosen: bool) -> None:
    theme = colours()
    ink.panel(painter, frame, theme.raised, theme.accent if chosen else theme.line, 9, 1.6 if chosen else 1.0)


def _head(made: Plan, claim: ClaimView, inner: QRectF, y: float) -> float:
    def paint(painter: QPainter) -> None:
        theme = colours()
        ink.dot(painter, QPointF(inner.left() + 4.5, y + 9), rating_colour(theme, rating_of(claim)))
        page = i18n.t("page_of", page=claim.page)
        font = fonts.sans(12)
        box = QRectF(inner.left(), y, inner.width(), 18)
        ink.line(painter, box, page, font, theme.soft, Qt.AlignmentFlag.AlignRight)
        room = box.adjusted(17, 0, -ink.width_of(page, font) - 8, 0)
        ink.line(painter, room, head_of(claim), font, theme.soft)

    made.steps.append(paint)
    return y + 18


def _text(
    made: Plan, text: str, font: QFont, inner: QRectF, y: float, pitch: float, *, quiet: bool = False, most: int = 4
) -> float:
    layout, height = ink.wrapped(text.replace("\n", " "), font, inner.width(), pitch, most=most)

    def paint(painter: QPainter) -> None:
        painter.setPen(colours().soft if quiet else colours().ink)
        layout.draw(painter, QPointF(inner.left(), y))

    made.steps.append(paint)
    return y + height


def _basis(made: Plan, claim: ClaimView, inner: QRectF, y: float) -> float:
    if not claim.verdicts:
        return y
    latest = claim.verdicts[0]
    cited = i18n.t("comma").join(part for part in (latest.source, latest.locator) if part)
    said = i18n.t("semicolon").join(part for part in (latest.rationale, cited) if part)
    if not said:
        return y
    return _text(made, i18n.t("basis_line", basis=said), fonts.sans(12.5), inner, y + 4, 18, quiet=True)


def _link(made: Plan, link: LinkView, inner: QRectF, y: float, *, chosen: bool) -> float:
    subject = present.word_shown(link.subject)
    text = i18n.t("link_line", kind=i18n.name("link", link.kind), subject=subject, printed=link.printed)
    act = Act(f"unlink:{link.id}", i18n.t("act.unlink"), "")
    width = ink.width_of(act.text, fonts.sans(12)) if chosen else 0.0
    box = QRectF(inner.right() - width, y, width, 20)

    def paint(painter: QPainter) -> None:
        theme = colours()
        room = QRectF(inner.left(), y, inner.width() - width - 8, 20)
        ink.line(painter, room, text, fonts.sans(12.5), theme.ink)
        if chosen:
            ink.line(painter, box, act.text, fonts.sans(12), theme.accent, Qt.AlignmentFlag.AlignRight)

    made.steps.append(paint)
    if chosen:
        made.acts.append((box, act))
    return y + 20
