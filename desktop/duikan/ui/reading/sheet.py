"""An article set as a printed page: one text layout per paragraph, made when first seen.

Positions are code points of the article's text; x and y are pixels of the whole sheet.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QTextLayout, QTextLine, QTextOption

from duikan.script import Script, shown
from duikan.services.views import Paragraph
from duikan.ui import fonts, ink
from duikan.ui.positions import Positions, is_plain

TITLE_ROLES = frozenset({"kicker", "title", "subtitle"})
LONGEST = 3000  # a longer paragraph is set in pieces: one layout of a million characters would stop the window


@dataclass(frozen=True, slots=True)
class Style:
    """How a part of an article is set; lengths in pixels at text size 1."""

    pixels: float = 16.5
    semibold: bool = False
    leading: float = fonts.LEADING
    indent: float = 0.0  # of the first line, in characters
    above: float = 0.0
    below: float = 8.0
    quiet: bool = False
    justify: bool = True
    most: float = 3.0  # how far it grows with the text: a headline stays a head

    @property
    def em(self) -> float:
        """The size of a character in pixels, at the reader's size."""
        return self.pixels * min(fonts.scale(), self.most)


_BODY = Style(indent=2)
_STYLES = {
    "title": Style(21, True, 1.36, above=3, below=1, justify=False, most=1.6),
    "kicker": Style(13.5, leading=1.5, below=2, quiet=True, justify=False, most=1.6),
    "subtitle": Style(14.5, leading=1.5, above=2, below=0, quiet=True, justify=False, most=1.6),
    "byline": Style(13.5, leading=1.7, below=6, quiet=True, justify=False),
    "head": Style(17, True, above=12, below=4, justify=False),
    "caption": Style(14, leading=1.7, above=4, below=6, quiet=True),
    "credit": Style(13, leading=1.6, below=6, quiet=True, justify=False),
    "label": Style(13, leading=1.6, below=4, quiet=True, justify=False),
}


def style_of(role: str) -> Style:
    """How a role is set; whatever has no style of its own is body."""
    return _STYLES.get(role, _BODY)


_PLAIN = Positions("")  # for every block of a text without rare characters


@dataclass(eq=False, slots=True)
class Block:
    """A paragraph (or a piece of a very long one) and, once seen, its lines."""

    start: int
    end: int
    text: str
    style: Style
    first: bool = True
    last: bool = True
    positions: Positions = _PLAIN
    layout: QTextLayout | None = None
    height: float = 0.0

    def line_at(self, position: int) -> QTextLine | None:
        """The line that shows a position of the article, once laid out."""
        if self.layout is None:
            return None
        line = self.layout.lineForTextPosition(self.positions.to_qt(position - self.start))
        return line if line.isValid() else None


class Sheet:
    """The blocks of one page, their places, and what lies under a point."""

    def __init__(self, text: str, paragraphs: Iterable[Paragraph], script: Script = "printed") -> None:
        self.blocks: list[Block] = []
        for paragraph in paragraphs:
            self.blocks += _blocks(text, paragraph, script)
        if script != "printed" or not is_plain(text):
            for block in self.blocks:
                block.positions = Positions(block.text)
        printed = fonts.script_of(text)
        self.face = printed if script == "printed" else {"Hant": "HK"}.get(script, script)
        self.width = 0.0
        self._grid: dict[Style, tuple[int, float]] = {}  # characters across and the pitch of each style
        self._starts = [block.start for block in self.blocks]
        self._tops: list[float] = []
        self._heights: list[float] = []  # of the blocks, side by side so that a million characters are placed at once

    def set_width(self, width: float) -> None:
        """Set the measure in pixels; what was laid out is set anew when it is seen."""
        if width == self.width and self._tops:
            return
        self.width = width
        self._grid.clear()
        for block in self.blocks:
            block.layout = None
            block.height = self._guess(block)
        self._heights = [block.height for block in self.blocks]
        self._tops = []
        self._place()

    @property
    def height(self) -> float:
        return self._tops[-1] if self._tops else 0.0

    def top(self, index: int) -> float:
        """The y of a block."""
        return self._tops[index]

    def about(self, position: int) -> float:
        """About where a position stands; nothing is laid out for it."""
        index = self.index_of(position)
        block = self.blocks[index]
        return self._tops[index] + block.height * (position - block.start) / max(1, block.end - block.start)

    def position_about(self, y: float) -> int:
        """About which position stands at a height: the way back of `about`."""
        index = self.index_at(y)
        block = self.blocks[index]
        share = (y - self._tops[index]) / max(1.0, block.height)
        return block.start + int(share * (block.end - block.start) + 0.999)

    def index_at(self, y: float) -> int:
        """The block at a height, the nearest one outside the sheet."""
        return max(0, min(len(self.blocks) - 1, bisect_right(self._tops, y) - 1))

    def index_of(self, position: int) -> int:
        """The block that holds a position; the newline after a block belongs to it."""
        return max(0, bisect_right(self._starts, position) - 1)

    def visible(self, top: float, bottom: float) -> Iterator[tuple[int, Block, float]]:
        """Blocks between two heights, laid out, each with its y; heights may settle on the way."""
        if not self.blocks:
            return
        index = self.index_at(top)
        while index < len(self.blocks) and self._tops[index] < bottom:
            self.lay_out(index)
            yield index, self.blocks[index], self._tops[index]
            index += 1

    def lay_out(self, index: int) -> Block:
        """The block with its lines made."""
        block = self.blocks[index]
        if block.layout is None:
            guessed = block.height
            self._set(block)
            if abs(block.height - guessed) > 0.5:
                self._heights[index] = block.height
                self._place(index)
        return block

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Where a span stands: one box per line, as tall as the glyphs."""
        found: list[QRectF] = []
        for index in range(self.index_of(start), len(self.blocks)):
            if self.blocks[index].start >= end:
                break
            self.lay_out(index)
            found += block_rects(self.blocks[index], self._tops[index], start, end)
        return found

    def caret(self, position: int) -> QRectF:
        """The box of the caret before a position."""
        if not self.blocks:
            return QRectF(0, 0, 1, 20)
        index = self.index_of(position)
        block = self.lay_out(index)
        line = block.line_at(min(position, block.end))
        if line is None:
            return QRectF(0, self._tops[index], 1, 20)
        x = ink.x_of(line, block.positions.to_qt(min(position, block.end) - block.start))
        top, bottom = _glyph_box(block, line)
        return QRectF(x, self._tops[index] + top, 1.4, bottom - top)

    def position_at(self, point: QPointF) -> int:
        """The position nearest to a point."""
        if not self.blocks:
            return 0
        index = self.index_at(point.y())
        block = self.lay_out(index)
        line = self._line_near(block, point.y() - self._tops[index])
        if line is None:
            return block.start
        return block.start + block.positions.to_text(line.xToCursor(point.x()))

    def over_text(self, point: QPointF) -> int | None:
        """The position of the character under a point, None beside the text."""
        if not self.blocks or not 0 <= point.y() < self.height:
            return None
        index = self.index_at(point.y())
        block = self.lay_out(index)
        line = self._line_near(block, point.y() - self._tops[index])
        if line is None or not line.x() <= point.x() <= line.x() + line.width():
            return None
        units = line.xToCursor(point.x(), QTextLine.CursorPosition.CursorOnCharacter)
        if units >= line.textStart() + line.textLength():
            return None
        return block.start + block.positions.to_text(units)

    def _line_near(self, block: Block, y: float) -> QTextLine | None:
        layout = block.layout
        if layout is None or layout.lineCount() == 0:
            return None
        pitch = self._pitch(block.style)
        at = int((y - self._above(block)) // pitch)
        return layout.lineAt(max(0, min(layout.lineCount() - 1, at)))

    def _pitch(self, style: Style) -> float:
        wide = 1.0 if style.semibold else fonts.setting().leading / fonts.LEADING  # headings stay as they are
        return round(style.em * style.leading * wide, 1)

    def _font(self, style: Style) -> QFont:
        return fonts.serif(style.em, self.face, style.semibold)

    def _above(self, block: Block) -> float:
        return block.style.above if block.first else 0.0

    def _guess(self, block: Block) -> float:
        style = block.style
        across, pitch = self._grid.get(style) or self._grid.setdefault(
            style, (max(4, int(self.width / style.em)), self._pitch(style))
        )
        lines = max(1, -(-(len(block.text) + int(style.indent)) // across))
        below = style.below if block.last else 0.0
        return lines * pitch + self._above(block) + below

    def _set(self, block: Block) -> None:
        style = block.style
        layout = QTextLayout(block.text, self._font(style))
        option = QTextOption(Qt.AlignmentFlag.AlignJustify if style.justify else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        pitch, y = self._pitch(style), self._above(block)
        indent = style.indent * style.em if block.first else 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(40.0, self.width - indent))
            line.setPosition(QPointF(indent, y + (pitch - line.height()) / 2))
            y, indent = y + pitch, 0.0
        layout.endLayout()
        block.layout = layout
        block.height = y + (style.below if block.last else 0.0)

    def _place(self, begin: int = 0) -> None:
        begin = begin if self._tops else 0
        y = self._tops[begin] if self._tops else 0.0
        self._tops[begin:] = accumulate(self._heights[begin:], initial=y)


def block_rects(block: Block, y: float, start: int, end: int) -> list[QRectF]:
    """The boxes of a span within one laid-out block that stands at `y`."""
    layout = block.layout
    if layout is None:
        return []
    first = block.positions.to_qt(max(start, block.start) - block.start)
    last = block.positions.to_qt(min(end, block.end) - block.start)
    if first >= last:
        return []
    found: list[QRectF] = []
    number = layout.lineForTextPosition(first).lineNumber()
    while number < layout.lineCount():
        line = layout.lineAt(number)
        if line.textStart() >= last:
            break
        left = ink.x_of(line, max(first, line.textStart()))
        right = ink.x_of(line, min(last, line.textStart() + line.textLength()))
        top, bottom = _glyph_box(block, line)
        found.append(QRectF(left, y + top, right - left, bottom - top))
        number += 1
    return found


def _glyph_box(block: Block, line: QTextLine) -> tuple[float, float]:
    em = block.style.em
    baseline = line.y() + line.ascent()
    return baseline - 1.08 * em, baseline + 0.42 * em


def _blocks(text: str, paragraph: Paragraph, script: Script) -> list[Block]:
    style = style_of(paragraph.role)
    cuts = list(range(paragraph.start, paragraph.end, LONGEST)) or [paragraph.start]
    ends = [*cuts[1:], paragraph.end]
    return [
        Block(start, end, shown(text[start:end], script), style, start == paragraph.start, end == paragraph.end)
        for start, end in zip(cuts, ends, strict=True)
    ]
