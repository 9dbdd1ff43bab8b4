"""What numbers say, drawn in the text: never by colour alone, overlaps side by side instead of hidden.

Number: dotted underline. Verified: green ground, solid underline. Conflict: red ground, solid underline.
Depends on the date: amber ground, dashed underline. Claim: blue ground. Chosen: an accent outline.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from duikan.services.views import Mark
from duikan.ui import ink
from duikan.ui.reading.sheet import Block, Sheet, block_rects
from duikan.ui.theme import Theme, colours

# Later in this order is drawn over earlier.
_ORDER = {"claim": 0, "number": 1, "verified": 2, "depends": 3, "conflict": 4, "time": 3}
LONG = 400  # characters; longer marks are few and looked through one by one
LEVEL = 3.0  # pixels between underlines of overlapping marks


@dataclass(frozen=True, slots=True)
class Drawn:
    """A mark with the height of its underline: 0 nearest to the text."""

    mark: Mark
    level: int


class MarkIndex:
    """Marks by the block they touch, so that painting looks only at what is seen."""

    def __init__(self, sheet: Sheet, marks: Iterable[Mark]) -> None:
        self._blocks = sheet.blocks
        ordered = sorted(marks, key=attrgetter("start"))
        self._long = [mark for mark in ordered if mark.end - mark.start > LONG]
        self._short = [mark for mark in ordered if mark.end - mark.start <= LONG] if self._long else ordered
        self._starts = [mark.start for mark in self._short]
        self._touching: dict[int, list[Mark]] = {}
        self._drawn: dict[int, list[Drawn]] = {}

    def _over(self, index: int) -> list[Mark]:
        """The marks that touch a block, looked for when it is first seen."""
        found = self._touching.get(index)
        if found is None:
            start, end = self._blocks[index].start, self._blocks[index].end
            first, last = bisect_left(self._starts, start - LONG), bisect_left(self._starts, end)
            near = [*self._long, *self._short[first:last]]
            found = self._touching[index] = [mark for mark in near if mark.start < end and start < mark.end]
        return found

    def of(self, index: int) -> list[Drawn]:
        """The marks of a block in the order of painting."""
        found = self._drawn.get(index)
        if found is None:
            found = self._drawn[index] = _levelled(self._over(index))
        return found

    def at(self, index: int, position: int) -> list[Mark]:
        """The marks of a block over one character, the most telling and shortest first."""
        over = [mark for mark in self._over(index) if mark.start <= position < mark.end]
        return sorted(over, key=lambda mark: (-_ORDER[mark.kind], mark.end - mark.start))


def _levelled(marks: Sequence[Mark]) -> list[Drawn]:
    drawn: list[Drawn] = []
    ends: dict[bool, list[int]] = {True: [], False: []}  # of claims, of the rest: where the last of each level ends
    for mark in sorted(marks, key=lambda one: (one.start, -one.end)):
        taken = ends[mark.kind == "claim"]
        level = next((n for n, end in enumerate(taken) if end <= mark.start), len(taken))
        taken[level : level + 1] = [mark.end]
        drawn.append(Drawn(mark, level))
    return sorted(drawn, key=lambda one: _ORDER[one.mark.kind])


def draw_grounds(painter: QPainter, theme: Theme, block: Block, y: float, marks: Sequence[Drawn]) -> None:
    """Paint the grounds of a block's marks, below the text."""
    grounds = {
        "claim": theme.ground_claim,
        "verified": theme.ground_verified,
        "depends": theme.ground_depends,
        "conflict": theme.ground_conflict,
    }
    for drawn in marks:
        colour = grounds.get(drawn.mark.kind)
        if colour is None:
            continue
        inset = 2.5 * min(drawn.level, 3) if drawn.mark.kind == "claim" else 0.0
        for rect in block_rects(block, y, drawn.mark.start, drawn.mark.end):
            painter.fillRect(rect.adjusted(0, inset, 0, -inset), _blended(colour, nested=inset > 0))
            if inset:
                painter.setPen(QPen(theme.claim, 1))
                painter.drawRect(rect.adjusted(0, inset, 0, -inset))


def _blended(colour: QColor, *, nested: bool) -> QColor:
    ground = QColor(colour)
    ground.setAlpha(150 if nested else 225)
    return ground


def draw_underlines(painter: QPainter, theme: Theme, block: Block, y: float, marks: Sequence[Drawn]) -> None:
    """Paint the underlines of a block's marks, over the grounds."""
    pens = {
        "number": _pen(theme.faint, 1.0, (1, 2)),
        "time": _pen(theme.faint, 1.0, (1, 2)),
        "verified": QPen(theme.verified, 2.0),
        "conflict": QPen(theme.conflict, 2.0),
        "depends": _pen(theme.depends, 2.0, (3, 2)),
    }
    for drawn in marks:
        pen = pens.get(drawn.mark.kind)
        if pen is None:
            continue
        painter.setPen(pen)
        drop = LEVEL * min(drawn.level, 2) - pen.widthF() / 2
        for rect in block_rects(block, y, drawn.mark.start, drawn.mark.end):
            at = round(rect.bottom() + drop) + (0.5 if pen.widthF() == 1 else 0.0)
            painter.drawLine(QLineF(rect.left() + 0.5, at, rect.right() - 0.5, at))


def draw_chosen(painter: QPainter, theme: Theme, rects: Iterable[QRectF], width: float = 2.0) -> None:
    """Outline what the editor is looking at; thin for what belongs to it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.accent, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in rects:
        painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 3), 4, 4)
    painter.restore()


def draw_differing(
    painter: QPainter, theme: Theme, sheet: Sheet, index: MarkIndex, spans: Iterable[tuple[int, int]]
) -> None:
    """Turn the ground and the ink of characters that the other side of a conflict does not have."""
    for start, end in spans:
        number = sheet.index_of(start)
        block = sheet.lay_out(number)
        kinds = {mark.kind for mark in index.at(number, start)}
        fill = theme.depends if "depends" in kinds and "conflict" not in kinds else theme.conflict
        at = QPointF(0, sheet.top(number))
        if block.layout is not None:
            boxes = [box.adjusted(0, 1, 0, -2) for box in block_rects(block, at.y(), start, end)]
            ink.stand_out(painter, block.layout, at, boxes, (fill, theme.on_mark))


def draw_found(
    painter: QPainter, sheet: Sheet, places: Sequence[tuple[int, int]], between: tuple[float, float]
) -> None:
    """Outline the searched places that stand between two heights; `places` in order, none over another."""
    if not places or not sheet.blocks:
        return
    first, last = sheet.blocks[sheet.index_at(between[0])], sheet.blocks[sheet.index_at(between[1])]
    at = bisect_left(places, (first.start, 0))
    while at < len(places) and places[at][0] < last.end:
        draw_chosen(painter, colours(), sheet.rects(*places[at]), width=1.0)
        at += 1


def _pen(colour: QColor, width: float, dashes: Sequence[float]) -> QPen:
    pen = QPen(colour, width)
    pen.setDashPattern(list(dashes))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def paint_page(
    painter: QPainter, sheet: Sheet, index: MarkIndex, selection: tuple[int, int], between: tuple[float, float]
) -> None:
    """Paint the blocks of a sheet between two heights: grounds, the selection, underlines, then the text."""
    theme = colours()
    for number, block, y in sheet.visible(*between):
        marks = index.of(number)
        draw_grounds(painter, theme, block, y, marks)
        for rect in block_rects(block, y, *selection):
            painter.fillRect(rect, theme.selection)
        draw_underlines(painter, theme, block, y, marks)
        painter.setPen(theme.soft if block.style.quiet else theme.ink)
        if block.layout is not None:
            block.layout.draw(painter, QPointF(0, y))
