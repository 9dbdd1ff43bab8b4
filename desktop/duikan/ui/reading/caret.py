"""Where a key moves the caret of a page."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QTextLayout

from duikan.ui.reading.sheet import Sheet

_KEY = Qt.Key


VERTICAL = frozenset({_KEY.Key_Up, _KEY.Key_Down, _KEY.Key_PageUp, _KEY.Key_PageDown})


def moved(sheet: Sheet, position: int, event: QKeyEvent, page: float, goal: float) -> int | None:
    """The caret's new position after a key, None when the key moves nothing.

    `page` is a page's height; `goal` the x that moves up and down keep to, over shorter lines too.
    """
    if not sheet.blocks:
        return None
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    key = _KEY(event.key())
    if key in (_KEY.Key_Left, _KEY.Key_Right):
        return _step(sheet, position, key == _KEY.Key_Right, words=control)
    if key in (_KEY.Key_Home, _KEY.Key_End):
        return _edge(sheet, position, key == _KEY.Key_End, whole=control)
    if key in (_KEY.Key_Up, _KEY.Key_Down):
        return _vertical(sheet, position, 1 if key == _KEY.Key_Down else -1, goal)
    if key in (_KEY.Key_PageUp, _KEY.Key_PageDown):
        box = sheet.caret(position)
        by = page if key == _KEY.Key_PageDown else -page
        return sheet.position_at(QPointF(goal, box.center().y() + by))
    return None


def _step(sheet: Sheet, position: int, forward: bool, *, words: bool) -> int:
    index = sheet.index_of(position)
    block = sheet.lay_out(index)
    edge = block.end if forward else block.start
    if position == edge or block.layout is None:
        beside = index + (1 if forward else -1)
        if not 0 <= beside < len(sheet.blocks):
            return position
        return sheet.blocks[beside].start if forward else sheet.blocks[beside].end
    mode = QTextLayout.CursorMode.SkipWords if words else QTextLayout.CursorMode.SkipCharacters
    units = block.positions.to_qt(position - block.start)
    move = block.layout.nextCursorPosition if forward else block.layout.previousCursorPosition
    return block.start + block.positions.to_text(move(units, mode))


def _edge(sheet: Sheet, position: int, end: bool, *, whole: bool) -> int:
    if whole:
        return sheet.blocks[-1].end if end else sheet.blocks[0].start
    block = sheet.lay_out(sheet.index_of(position))
    line = block.line_at(position)
    if line is None:
        return position
    units = line.textStart() + (line.textLength() if end else 0)
    last = block.layout is not None and line.lineNumber() == block.layout.lineCount() - 1
    found = block.start + block.positions.to_text(units)
    # The end of a line that runs on is the start of the next: stay on this one.
    return found - 1 if end and not last and found > position else found


def _vertical(sheet: Sheet, position: int, by: int, goal: float) -> int:
    index = sheet.index_of(position)
    block = sheet.lay_out(index)
    line = block.line_at(position)
    if line is None or block.layout is None:
        return position
    number = line.lineNumber() + by
    if not 0 <= number < block.layout.lineCount():
        index += by
        if not 0 <= index < len(sheet.blocks):
            return sheet.blocks[-1].end if by > 0 else sheet.blocks[0].start
        block = sheet.lay_out(index)
        number = 0 if by > 0 or block.layout is None else block.layout.lineCount() - 1
    if block.layout is None or block.layout.lineCount() == 0:
        return block.start
    units = block.layout.lineAt(number).xToCursor(goal)
    return block.start + block.positions.to_text(units)
