"""What is drawn by hand and drawn the same everywhere: lines of text, dots, bars, pills, buttons with their key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextLine, QTextOption

from duikan.ui import fonts
from duikan.ui.theme import Theme

ACT_HEIGHT = 26.0
PILL_HEIGHT = 20.0

Turned = tuple[QColor, QColor]  # of a ground and of the text on it


def wrapped(text: str, font: QFont, width: float, pitch: float, most: int = 99) -> tuple[QTextLayout, float]:
    """A text set in lines of a width, and its height; after `most` lines it ends with an ellipsis."""
    layout = _layout(text, font, width, pitch)
    if layout.lineCount() > most:
        line = layout.lineAt(most - 1)
        # The layout counts in UTF-16; cutting a few characters early is enough for an ellipsis.
        kept = text.encode("utf-16-le")[: 2 * max(0, line.textStart() + line.textLength() - 2)]
        layout = _layout(kept.decode("utf-16-le", "ignore") + "…", font, width, pitch)
    return layout, layout.lineCount() * pitch


def _layout(text: str, font: QFont, width: float, pitch: float) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(20.0, width))
        line.setPosition(QPointF(0, y + (pitch - line.height()) / 2))
        y += pitch
    layout.endLayout()
    return layout


def stand_out(painter: QPainter, layout: QTextLayout, at: QPointF, boxes: Iterable[QRectF], colours: Turned) -> None:
    """Turn the ground and the ink of some boxes of a drawn text: seen without colours, too."""
    fill, text = colours
    for box in boxes:
        panel(painter, box, fill, None, 2.5)
        painter.save()
        painter.setClipRect(box)
        painter.setPen(text)
        layout.draw(painter, at)
        painter.restore()


def boxes_of(layout: QTextLayout, stretches: Iterable[tuple[int, int]], em: float) -> list[QRectF]:
    """Where stretches of a layout stand, in its own coordinates; positions as Qt counts them."""
    found: list[QRectF] = []
    for start, end in stretches:
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
            if first < last:
                left, right = x_of(line, first), x_of(line, last)
                baseline = line.y() + line.ascent()
                found.append(QRectF(left, baseline - 0.98 * em, right - left, 1.24 * em))
    return found


def x_of(line: QTextLine, units: int) -> float:
    """Where a position stands in a line, as Qt counts it."""
    # PySide gives (x, position) for the overload that corrects the position.
    found = cast("tuple[float, int] | float", line.cursorToX(units))
    return found[0] if isinstance(found, tuple) else found


def width_of(text: str, font: QFont) -> float:
    """How wide a text is in one line."""
    return QFontMetricsF(font).horizontalAdvance(text)


def line(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> float:
    """Draw one line, elided where it does not fit; gives the width it took."""
    painter.setFont(font)
    painter.setPen(colour)
    metrics = QFontMetricsF(font)
    fitting = text
    if metrics.horizontalAdvance(text) > rect.width() + 0.5:
        fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(align | Qt.AlignmentFlag.AlignVCenter), fitting)
    return metrics.horizontalAdvance(fitting)


def dot(painter: QPainter, centre: QPointF, colour: QColor, radius: float = 4.5) -> None:
    """A filled dot."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(centre, radius, radius)


def panel(
    painter: QPainter, rect: QRectF, fill: QColor, edge: QColor | None, radius: float, width: float = 1.0
) -> None:
    """A rounded rectangle."""
    painter.setPen(QPen(edge, width) if edge is not None else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(QBrush(fill))
    inset = width / 2 if edge is not None else 0.0
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def floating(painter: QPainter, rect: QRectF, theme: Theme, shadow: int, *, down: int) -> None:
    """A card over the page: raised ground, and `shadow` px of shade around it that falls `down` px lower."""
    card, shade = rect.adjusted(shadow, shadow, -shadow, -shadow), QColor(theme.shadow)
    for spread in range(shadow, 0, -2):
        shade.setAlpha(2 + (shadow - spread) // 3)
        panel(painter, card.adjusted(-spread, -spread + down, spread, spread), shade, None, 9 + spread)
    panel(painter, card, theme.raised, theme.line, 9)


def badge(painter: QPainter, centre: QPointF, count: int, fill: QColor, ink: QColor) -> None:
    """A count in a dot, where something waits."""
    text = str(count) if count < 100 else "99+"
    font = fonts.sans(10.5)
    half = max(9.0, width_of(text, font) / 2 + 5)
    rect = QRectF(centre.x() - half, centre.y() - 9, 2 * half, 18)
    panel(painter, rect, fill, None, 9)
    line(painter, rect, text, font, ink, Qt.AlignmentFlag.AlignHCenter)


def progress_bar(painter: QPainter, rect: QRectF, parts: tuple[tuple[float, QColor], ...], track: QColor) -> None:
    """A thin bar: parts of the whole in order, the rest untouched."""
    painter.fillRect(rect, track)
    x = rect.left()
    for share, colour in parts:
        width = rect.width() * min(1.0, max(0.0, share))
        painter.fillRect(QRectF(x, rect.top(), width, rect.height()), colour)
        x += width


def pill_width(text: str) -> float:
    """How wide a pill with a text is."""
    return width_of(text, fonts.sans(12)) + 14


def pill(painter: QPainter, rect: QRectF, text: str, theme: Theme, *, on: bool = False, amber: bool = False) -> None:
    """A pill: quiet, chosen (ink), or amber where a date is wanted."""
    fill, edge, ink = theme.raised, theme.line, theme.soft
    if on:
        fill, edge, ink = theme.ink, theme.ink, theme.paper
    elif amber:
        fill, edge, ink = theme.ground_depends, theme.depends, theme.depends_text
    panel(painter, rect, fill, edge, rect.height() / 2)
    line(painter, rect, text, fonts.sans(12, semibold=on), ink, Qt.AlignmentFlag.AlignHCenter)


def act_width(text: str, key: str) -> float:
    """How wide a button with its key cap is."""
    cap = max(15.0, width_of(key, fonts.mono()) + 8) + 6 if key else 0.0
    return width_of(text, fonts.sans(13)) + cap + 18


def act(
    painter: QPainter, rect: QRectF, text: str, key: str, theme: Theme, *, filled: bool = False, warm: bool = False
) -> None:
    """A button with its key cap; `filled` for the likeliest act, `warm` under the mouse."""
    fill, ink = (theme.accent, theme.on_accent) if filled else (theme.raised, theme.ink)
    edge = theme.accent if filled else (theme.faint if warm else theme.line)
    panel(painter, rect, fill, edge, 6)
    font = fonts.sans(13)
    text_width = line(painter, rect.adjusted(9, 0, -6, 0), text, font, ink)
    if key:
        cap_width = max(15.0, width_of(key, fonts.mono()) + 8)
        cap = QRectF(rect.left() + 9 + text_width + 6, rect.center().y() - 8.5, cap_width, 17)
        panel(painter, cap, theme.raised, theme.line, 3)
        line(painter, cap, key, fonts.mono(), theme.soft, Qt.AlignmentFlag.AlignHCenter)
