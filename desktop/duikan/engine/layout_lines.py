"""A page as its lines: each with what it looks like, before anything is known of the articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from duikan.engine import layout_marks as marks
from duikan.engine.folding import fold
from duikan.engine.layout_affinity import Page, begins, carries_on, is_closed, is_torn, speaks
from duikan.engine.layout_furniture import is_furniture
from duikan.engine.values import Span

Kind = Literal[
    "separator", "heading", "short", "byline", "meta", "furniture", "credit", "caption", "item", "lead", "body"
]

SHORT_MAX, DECKS_MAX = 64, 100
_LINE = re.compile(r"[^\n]+")
_MIDDLE = re.compile(r"[。；;](?!\Z)")
_NUMBERED = re.compile(r"[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[)）]|[、.](?!\d))")
_SAID = re.compile(r"(?:记者|问|答|Q|A|主持人|提问)[:：]")
_FRAGMENT = 2.0
_FIRST = -1.0  # a page seldom begins inside a sentence
_LONG = 28
_COLUMN_MIN, _COLUMN_LINES, _INDENT = 8, 4, 3
_TAIL = 16
_INDENTED, _INDENTS = 2.0, 3
_COMMAS = re.compile("[,，]")
_DECKS = re.compile(r"[\s:：!?！？]")


class Line(NamedTuple):
    """One printed line without the white around it. `text` is folded; `gap` counts the empty lines before it.

    `torn`: for a short line, how much speaks for its being half a sentence; `indent`: the white before it.
    """

    span: Span
    text: str
    gap: int
    kind: Kind = "body"
    level: int = 0
    torn: float = 0.0
    indent: int = 0


def read_lines(text: str) -> tuple[list[Line], Page]:
    """The page's lines in printed order, and what the page knows of its own words."""
    lines = list(_plain_lines(text, fold(text)))
    page = Page(line.text for line in lines)
    kinds = [_among_neighbours(lines, i) for i in range(len(lines))]
    lines = [line if line.kind == kind else line._replace(kind=kind) for line, kind in zip(lines, kinds, strict=True)]
    _unwrap(lines)
    usual = _usual_indent(lines)
    for i, line in enumerate(lines):
        if line.kind == "short" and len(lines) == 1:
            lines[i] = line._replace(kind="body")
        elif line.kind == "short" and _is_author(lines, i):
            lines[i] = line._replace(kind="byline")
        elif line.kind == "short":
            torn = _torn_score(lines, i, page) + _INDENTED * (0 < line.indent == usual)
            lines[i] = line._replace(kind="body" if torn >= _FRAGMENT else "short", torn=torn)
    for i in range(1, len(lines) - 1):
        if _is_plain_caption(lines[i - 1], lines[i], lines[i + 1], page):
            lines[i] = lines[i]._replace(kind="caption")
    return lines, page


def _is_plain_caption(before: Line, line: Line, after: Line, page: Page) -> bool:
    """True for a sentence that stands between two halves of another one: the words under a picture, unmarked."""
    if line.kind != "body" or len(line.text) > SHORT_MAX or not is_closed(line.text):
        return False
    if before.kind != "body" or is_closed(before.text) or after.kind != "body":
        return False
    goes_on = page.crossing(before.text, line.text) > 0 or carries_on(line.text)
    return not goes_on and (page.crossing(before.text, after.text) > 0 or carries_on(after.text))


def _usual_indent(lines: list[Line]) -> int:
    """The white before a paragraph where the page sets its paragraphs in and its headlines out; else 0."""
    white = Counter(line.indent for line in lines if line.kind in ("body", "lead", "short"))
    indent, times = max(((i, n) for i, n in white.items() if i), key=lambda found: found[1], default=(0, 0))
    return indent if times >= _INDENTS and any(line.kind == "short" and not line.indent for line in lines) else 0


def _plain_lines(text: str, folded: str) -> Iterator[Line]:
    last = 0
    for match in _LINE.finditer(text):
        part = match.group()
        start = match.start() + len(part) - len(part.lstrip())
        end = match.start() + len(part.rstrip())
        if start >= end:
            continue
        said = folded[start:end]
        level = marks.heading_level(said)
        gap = max(text.count("\n", last, start) - 1, 0)
        yield Line(Span(start, end), said, gap, _kind(said, level), level, 0.0, start - match.start())
        last = end


_KINDS: tuple[tuple[Kind, Callable[[str], object]], ...] = (
    ("furniture", is_furniture),
    ("item", marks.is_item),
    ("credit", marks.is_credit),
    ("byline", marks.is_byline),
    ("meta", marks.is_meta),
    ("caption", marks.is_caption),
)


def _kind(text: str, level: int) -> Kind:
    if marks.is_separator(text):
        return "separator"
    if level:
        return "heading"
    for kind, holds in _KINDS:
        if holds(text):
            return kind
    return _running(text)


def is_numbered(text: str) -> bool:
    """True for 一、… （二）… 3.…: a head or an item of a list, no headline."""
    return _NUMBERED.match(text) is not None


def _running(text: str) -> Kind:
    if marks.lead_cue(text):
        return "lead"
    if _SAID.match(text):
        return "body"
    longest = DECKS_MAX if text.count(" ") > 1 and not _COMMAS.search(text) else SHORT_MAX
    if len(text) > longest or _MIDDLE.search(text) or text[-1] in "。；;，,、":
        return "body"
    return "short"


def _among_neighbours(lines: list[Line], i: int) -> Kind:
    """● and ■ mark items where they stand in a row, a picture's words alone, a head where no sentence ends."""
    line = lines[i]
    mark = line.text[0]
    if line.kind in ("short", "body") and is_numbered(line.text):
        listed = any(is_numbered(lines[j].text) for j in _touching(lines, i))
        return "item" if listed else line.kind
    if line.kind not in ("caption", "short", "body") or mark not in marks.lexicon().list_marks:
        return line.kind
    if line.kind == "caption" and len(line.text) > 1 and marks.is_caption(line.text[1:].lstrip()):
        return "caption"
    if any(lines[j].text[0] == mark for j in _touching(lines, i)):
        return "item"
    return "short" if line.kind == "short" and line.text[-1] not in "。！？" else "caption"


def _touching(lines: list[Line], i: int) -> list[int]:
    """The lines right above and below, with no empty line between."""
    return [j for j in (i - 1, i + 1) if 0 <= j < len(lines) and lines[max(i, j)].gap == 0]


def _torn_score(lines: list[Line], i: int, page: Page) -> float:
    """How sure it is that a short line is the end of a column, not a headline: 「關於老舊小區電梯，《辦法》規」."""
    after = _next_running(lines, i)
    if after is None or after.kind not in ("body", "short"):
        return 0.0
    left, right, before = lines[i].text, after.text, lines[i - 1] if i else None
    if after.kind == "short" and is_closed(left):
        return 0.0
    score = 1.5 * page.crossing(left, right) + 3.0 * is_torn(left) + 2.0 * carries_on(right) + speaks(left)
    score += (1.0 * (before.kind in ("short", "heading", "byline")) if before else _FIRST) - 1.5 * begins(right)
    score += 1.0 * (len(left) >= _LONG and not _DECKS.search(left)) + 1.0 * (len(right) <= _TAIL and is_closed(right))
    score -= 2.0 * (" " in left) + 0.5 * (len(left) <= 8) + 1.0 * (left[-1] in "！？!?") + 2.0 * (after.kind == "short")
    if before and before.kind == "body" and not is_closed(before.text):
        score += 1.5 + 1.5 * (carries_on(left) or page.crossing(before.text, left) > 0)
    commas = len(_COMMAS.findall(left))
    told = 1.5 * (commas > 1 and len(left) >= _LONG and not _DECKS.search(left))
    told += 1.0 * (commas > 0 and left[-1].isdigit())
    told += 1.5 * (commas > 0 and after.kind == "short" and before is not None and _told(before) and " " not in left)
    return score + 1.0 * (commas > 0) + 0.6 * (commas > 1) + told


def _told(line: Line) -> bool:
    """True for running text that ends its sentence."""
    return line.kind in ("body", "lead") and is_closed(line.text)


def _is_author(lines: list[Line], i: int) -> bool:
    """True for names alone, under a headline and over a text."""
    over, under = lines[i - 1] if i else None, _next_running(lines, i)
    return (
        over is not None
        and over.kind in ("short", "heading", "byline", "meta")
        and len(over.text) > len(lines[i].text)
        and under is not None
        and under.kind in ("body", "lead", "byline", "heading")
        and (marks.is_names(lines[i].text) or marks.is_office(lines[i].text))
    )


def _unwrap(lines: list[Line]) -> None:
    """Lines of one width, one under the other, are a paragraph set in a narrow column and no headlines."""
    full = [
        (i, _width(line.text))
        for i, line in enumerate(lines[:-1])
        if lines[i + 1].gap == 0
        and line.kind in ("short", "body")
        and lines[i + 1].kind in ("short", "body", "lead")
        and not is_closed(line.text)
    ]
    widths = Counter(width for _, width in full if width >= _COLUMN_MIN)
    if not widths:
        return
    column = max(widths, key=lambda w: (widths[w - 1] + widths[w] + widths[w + 1], w))
    alike = [i for i, width in full if column - _INDENT <= width <= column + 1]
    wider = sum(_width(line.text) > column + 1 for line in lines)
    if len(alike) < max(_COLUMN_LINES, 4 * wider) or 2 * len(alike) < len(full):
        return
    for i in alike:
        for k in (i, i + 1):
            if lines[k].kind == "short":
                lines[k] = lines[k]._replace(kind="body")


def _width(text: str) -> int:
    """How wide a line is set, in Chinese characters."""
    return sum(1 if char < "\u0100" else 2 for char in text[: 2 * SHORT_MAX]) // 2


def _next_running(lines: list[Line], i: int) -> Line | None:
    for line in lines[i + 1 : i + 4]:
        if line.kind not in ("caption", "credit", "furniture"):
            return line
    return None
