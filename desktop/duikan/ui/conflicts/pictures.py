"""The picture that says a conflict better than its sentence: a time line for dates, a number line for values."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from duikan.services.views import ConflictCard, Statement
from duikan.ui import fonts, i18n, ink, present
from duikan.ui.theme import Theme, colours

HEIGHT = 62.0
LANE = 13.0
LABEL = 15.0
_DATES = frozenset({"target_year", "date"})
_WORDS = frozenset({"cumulative_vs_new", "name", "text"})  # what differs there is said, not measured


@dataclass(frozen=True, slots=True)
class Bar:
    """One source on the line: where it begins and ends (None is open), what it is called, whether it is certain."""

    low: float | None
    high: float | None
    label: str
    sure: bool


def picture_of(card: ConflictCard) -> str:
    """Which picture a card gets: `time`, `number`, or none."""
    statements = card.statements[:5]
    if len(statements) < 2 or card.type in _WORDS:
        return ""
    periods = {(one.period_start, one.period_end) for one in statements}
    values = {(one.low, one.high, one.low_open, one.high_open) for one in statements}
    dated = all(one.period_start or one.period_end or one.alternatives for one in statements)
    if card.type in _DATES or (len(values) == 1 and len(periods) > 1):
        return "time" if dated else ""
    units = {one.unit for one in statements}
    numeric = all(present.exact(one.low) is not None or present.exact(one.high) is not None for one in statements)
    return "number" if numeric and len(values) > 1 and len(units) == 1 else ""


def height_of(card: ConflictCard) -> float:
    """How tall the picture is; 0 for none."""
    kind = picture_of(card)
    if not kind:
        return 0.0
    bars = _times(card.statements) if kind == "time" else _numbers(card.statements)
    labels = len({bar.label for bar in bars})
    return HEIGHT + LANE * max(_lanes(bars), default=0) + (LABEL if labels > 2 else 0.0)


def draw(painter: QPainter, rect: QRectF, card: ConflictCard) -> None:
    """Paint the card's picture into a box."""
    if picture_of(card) == "time":
        _draw_time(painter, rect, card)
    else:
        _draw_number(painter, rect, card)


def _years(day: date | None) -> float | None:
    return None if day is None else day.year + (day.timetuple().tm_yday - 1) / 366


def _times(statements: Sequence[Statement]) -> list[Bar]:
    """A bar for every time that is said, each once; one for every year that is still possible."""
    said: dict[tuple[tuple[date | None, date | None], ...], list[str]] = {}
    for one in statements[:5]:
        alternatives = tuple((start, end) for _, start, end in one.alternatives)
        times = alternatives if len(alternatives) > 1 else ((one.period_start, one.period_end),)
        said.setdefault(times, []).append(label_of(one))
    bars: list[Bar] = []
    for times, names in said.items():
        name = " ‧ ".join(list(dict.fromkeys(names))[:2])
        sure = len(times) == 1
        bars += [Bar(_years(start), _until(end), name if sure else name + "？", sure) for start, end in times]
    return bars


def _until(day: date | None) -> float | None:
    return None if day is None else (_years(day) or 0.0) + 1 / 366


def _numbers(statements: Sequence[Statement]) -> list[Bar]:
    said: dict[tuple[float | None, float | None, str], None] = {}
    for one in statements[:5]:
        low, high = present.exact(one.low), present.exact(one.high)
        edges = (None if low is None else float(low), None if high is None else float(high))
        said.setdefault((*edges, present.quantity(one)))
    return [Bar(low, high, label, sure=True) for low, high, label in said]


def label_of(statement: Statement) -> str:
    """Which source it is, in a few characters: the part it plays, or the beginning of its title."""
    if statement.role in ("title", "caption", "head"):
        return i18n.name("role", statement.role)
    title = statement.title or i18n.name("role", statement.role)
    return title if len(title) <= 8 else title[:7] + "…"


def _lanes(bars: Sequence[Bar]) -> list[int]:
    """A lane for each bar, so that bars over the same stretch do not hide each other."""
    lanes: list[int] = []
    for at, bar in enumerate(bars):
        taken = {lanes[n] for n in range(at) if _touch(bars[n], bar)}
        lanes.append(next(n for n in range(at + 1) if n not in taken))
    return lanes


def _touch(first: Bar, second: Bar) -> bool:
    low = max(-math.inf if first.low is None else first.low, -math.inf if second.low is None else second.low)
    high = min(math.inf if first.high is None else first.high, math.inf if second.high is None else second.high)
    return low < high or (first.low == second.low and first.high == second.high)


def _draw_time(painter: QPainter, rect: QRectF, card: ConflictCard) -> None:
    bars = _times(card.statements)
    ends = [edge for bar in bars for edge in (bar.low, bar.high) if edge is not None]
    first, last = math.floor(min(ends)) - 0.6, math.ceil(max(ends)) + 0.6
    scale = _Scale(rect, first, last)
    theme = colours()
    _axis(painter, rect, theme)
    step = max(1, round((last - first) / 6))
    for year in range(math.ceil(first), math.floor(last) + 1, step):
        middle = scale.x(year + 0.5)
        if rect.left() + 14 < middle < rect.right() - 14:
            box = QRectF(middle - 30, rect.bottom() - 16, 60, 16)
            ink.line(painter, box, str(year), fonts.sans(11.5), theme.soft, Qt.AlignmentFlag.AlignHCenter)
    _bars(painter, rect, scale, bars, _tint(card, theme))


def _draw_number(painter: QPainter, rect: QRectF, card: ConflictCard) -> None:
    bars = _numbers(card.statements)
    ends = [edge for bar in bars for edge in (bar.low, bar.high) if edge is not None]
    low, high = min(ends), max(ends)
    room = (high - low) * 0.25 or abs(high) * 0.1 or 1.0
    logarithmic = low > 0 and high / low > 30
    scale = _Scale(rect, low / 3 if logarithmic else low - room, high * 3 if logarithmic else high + room, logarithmic)
    theme = colours()
    _axis(painter, rect, theme)
    for edge in sorted({low, high}):
        box = QRectF(scale.x(edge) - 60, rect.bottom() - 16, 120, 16)
        text = present.number(str(int(edge))) if edge == int(edge) else f"{edge:g}"
        ink.line(painter, box, text, fonts.sans(11.5), theme.soft, Qt.AlignmentFlag.AlignHCenter)
    _bars(painter, rect, scale, bars, _tint(card, theme))


@dataclass(frozen=True, slots=True)
class _Scale:
    rect: QRectF
    low: float
    high: float
    logarithmic: bool = False

    def x(self, value: float) -> float:
        low, high = self.low, self.high
        if self.logarithmic:
            low, high, value = math.log10(low), math.log10(high), math.log10(max(value, 1e-12))
        inner = self.rect.adjusted(20, 0, -14, 0)
        return inner.left() + inner.width() * (value - low) / (high - low)


def _tint(card: ConflictCard, theme: Theme) -> QColor:
    return theme.severity(card.severity, False) if card.severity != "info" else theme.soft


def _axis(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    y = rect.bottom() - 25
    painter.setPen(QPen(theme.line, 1.5))
    painter.drawLine(QLineF(rect.left() + 20, y, rect.right() - 14, y))


def _bars(painter: QPainter, rect: QRectF, scale: _Scale, bars: Sequence[Bar], tint: QColor) -> None:
    theme, base = colours(), rect.bottom() - 25
    boxes: dict[str, list[QRectF]] = {}
    for bar, lane in zip(bars, _lanes(bars), strict=True):
        y = base - lane * LANE
        left = rect.left() + 20 if bar.low is None else scale.x(bar.low)
        right = rect.right() - 14 if bar.high is None else scale.x(bar.high)
        box = QRectF(left, y - 5, max(9.0, right - left), 10)
        if right - left > 24:  # a little air between neighbours
            box.adjust(0 if bar.low is None else 5, 0, 0 if bar.high is None else -5, 0)
        if right - left < 9.0:
            box.moveCenter(QPointF((left + right) / 2, y))
        _bar(painter, box, bar, tint if bar.sure else theme.depends)
        boxes.setdefault(bar.label, []).append(box)
    sure = {bar.label: bar.sure for bar in bars}
    taken: list[QRectF] = []
    for label, places in boxes.items():
        middle = (places[0].center().x() + places[-1].center().x()) / 2
        _label(painter, rect, middle, label, theme.text_in(tint if sure[label] else theme.depends), taken)


def _bar(painter: QPainter, box: QRectF, bar: Bar, colour: QColor) -> None:
    pen = QPen(colour, 1.2)
    fill = QColor(colour)
    if not bar.sure:
        pen.setDashPattern([3, 2])
        fill = colours().ground_depends
    painter.setPen(pen)
    painter.setBrush(fill)
    painter.drawRoundedRect(box, 5, 5)
    # An open end is an arrow: the source says no more than that.
    for edge, way in ((bar.low, -1), (bar.high, 1)):
        if edge is None:
            tip = QPointF(box.left() if way < 0 else box.right(), box.center().y())
            painter.drawLine(QLineF(tip, tip + QPointF(-5 * way, -4)))
            painter.drawLine(QLineF(tip, tip + QPointF(-5 * way, 4)))


def _label(painter: QPainter, rect: QRectF, x: float, text: str, colour: QColor, taken: list[QRectF]) -> None:
    font = fonts.sans(11.5)
    width = min(ink.width_of(text, font) + 2, rect.width() * 0.7)
    left = min(max(rect.left(), x - width / 2), rect.right() - width)
    label = QRectF(left, rect.top(), width, 16)
    # Beside its neighbour if there is room, else in the second line of labels.
    over = next((other for other in taken if label.adjusted(-6, 0, 6, 0).intersects(other)), None)
    if over is not None and over.right() + 8 + width <= rect.right():
        label.moveLeft(over.right() + 8)
    elif over is not None and over.left() - 8 - width >= rect.left():
        label.moveRight(over.left() - 8)
    if any(label.intersects(other) for other in taken):
        label.translate(0, LABEL)
    taken.append(label)
    ink.line(painter, label, text, font, colour, Qt.AlignmentFlag.AlignHCenter)
