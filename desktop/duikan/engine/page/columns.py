"""Narrow columns set wide again: the lines of one width that a copied page breaks its paragraphs into."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from duikan.engine.page.affinity import begins, is_closed
from duikan.engine.page.marks import is_byline, lead_cue, lexicon

_NARROWEST = 9
_ENOUGH = 4  # lines of one width that make a column
_COLUMNS = 3  # widths on one page
_SLACK, _HANG = 2, 1  # a number that is not broken leaves a line shorter, a stop that hangs makes it longer
_STOPS = re.compile("[，,。、；;：:]")
_STARTS = re.compile(r"[#•·▪◼➤✦☆*]|[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[)）]|[、.](?!\d))|-[ \t]")
_WIDEST = 64  # no column is as wide
_WIDE = re.compile(r"[^\x00-\xff]+")


def paragraphs(texts: Sequence[str], gaps: Sequence[int], indents: Sequence[int]) -> list[list[int]]:
    """Which printed lines are one paragraph of a narrow column; a line that is none of these stands alone."""
    usual = Counter(gaps[1:]).most_common(1)[0][0] if len(gaps) > 1 else 0
    columns = columns_of(texts, gaps, usual)
    groups: list[list[int]] = []
    for i, text in enumerate(texts):
        fresh = i == 0 or gaps[i] != usual or _begins_anew(text, indents[i], indents[i - 1])
        if columns and not fresh and _full(texts[i - 1], columns) and _goes_on(texts, groups[-1], i):
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def columns_of(texts: Sequence[str], gaps: Sequence[int], usual: int = 0) -> tuple[int, ...]:
    """The widths that the page's columns are set to, in Chinese characters; none where it is not set in columns."""
    open_lines = [
        text
        for i, text in enumerate(texts[:-1])
        if gaps[i + 1] == usual and not is_closed(text) and not _begins_anew(text, 0, 0)
    ]
    widths = Counter(width for text in open_lines if (width := width_of(text)) >= _NARROWEST)
    columns: list[int] = []
    while widths and len(columns) < _COLUMNS:
        best = max(widths, key=lambda w: (sum(widths[v] for v in range(w - _SLACK, w + _HANG + 1)), widths[w], w))
        near = range(best - _SLACK, best + _HANG + 1)
        if sum(widths[v] for v in near) < _ENOUGH:
            break
        columns.append(best)
        for v in near:
            del widths[v]
    held = [text for text in open_lines if _full(text, columns)]
    told = sum(_STOPS.search(text) is not None for text in held)
    wider = sum(width_of(text) > max(columns, default=0) + _HANG for text in texts)
    alike = len(held) >= 4 * wider and 2 * len(held) >= len(open_lines)
    return tuple(columns) if alike and 2 * told >= len(held) else ()


def width_of(text: str) -> int:
    """How wide a line is set, in Chinese characters."""
    if len(text) > _WIDEST:
        return _WIDEST
    return len(text) - (len(_WIDE.sub("", text)) + 1) // 2


def _full(text: str, columns: Sequence[int]) -> bool:
    width = width_of(text)
    return any(column - _SLACK <= width <= column + _HANG for column in columns)


def _begins_anew(text: str, indent: int, before: int) -> bool:
    words = lexicon()
    return indent > before or _STARTS.match(text) is not None or text[0] in words.caption_marks + words.list_marks


def _goes_on(texts: Sequence[str], group: Sequence[int], i: int) -> bool:
    """True where a full line's sentence goes on; a headline as wide as the column has no stops and decks apart."""
    left, right = texts[i - 1], texts[i]
    if is_closed(left) or (len(group) == 1 and (lead_cue(right) or is_byline(left) or is_byline(right))):
        return False
    if len(group) > 1 or _STOPS.search(left):
        return True
    return " " not in left and not begins(right)
