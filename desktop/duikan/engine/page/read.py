"""A page as its lines: each with what it looks like, before anything is known of the articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from duikan.engine.folding import fold
from duikan.engine.page import marks
from duikan.engine.page.affinity import Page, is_closed
from duikan.engine.page.columns import paragraphs
from duikan.engine.page.fragments import torn_score
from duikan.engine.page.furniture import is_furniture, is_section
from duikan.engine.page.joins import join_score
from duikan.engine.page.lines import Kind, Line, is_numbered, next_running
from duikan.engine.values import Span

SHORT_MAX, DECKS_MAX = 64, 100
_LINE = re.compile(r"[^\n]+")
_MIDDLE = re.compile(r"[。；;](?!\Z)")
_SAID = re.compile(r"(?:记者|问|答|Q|A|主持人|提问)[:：]")
_COLUMN = 12  # half a sentence over a column's break is at least this long
_INDENTS = 3
_COMMAS = re.compile("[,，]")


def read_lines(text: str) -> tuple[list[Line], Page]:
    """The page's lines in printed order, and what the page knows of its own words."""
    plain = list(_plain_lines(text, fold(text)))
    groups = paragraphs([line.text for line in plain], [line.gap for line in plain], [line.indent for line in plain])
    lines = [_wide([plain[i] for i in group]) for group in groups]
    page = Page(line.text for line in lines)
    kinds = _head_of_page([_among_neighbours(lines, i) for i in range(len(lines))], lines)
    lines = [line if line.kind == kind else line._replace(kind=kind) for line, kind in zip(lines, kinds, strict=True)]
    usual = _usual_indent(lines)
    if usual:
        lines = [line._replace(set_in=1 if line.indent >= usual else -1) for line in lines]
    for i, line in enumerate(lines):
        if line.kind == "short" and len(lines) == 1:
            lines[i] = line._replace(kind="body")
        elif line.kind == "short" and _is_author(lines, i):
            lines[i] = line._replace(kind="byline")
        elif line.kind == "short":
            torn = torn_score(lines, i, page, usual)
            lines[i] = line._replace(kind="body" if torn > 0 else "short", torn=torn)
    for i in range(1, len(lines) - 1):
        if _is_plain_caption(lines[i - 1], lines[i], lines[i + 1], page):
            lines[i] = lines[i]._replace(kind="caption")
    return lines, page


def _wide(lines: list[Line]) -> Line:
    """The printed lines of a paragraph as one, and what it looks like."""
    first = lines[0]
    rows = tuple(line.span for line in lines) if len(lines) > 1 else ()
    text = "".join(line.text for line in lines) if rows else first.text
    level = marks.heading_level(text)
    span = Span(first.span.start, lines[-1].span.end)
    return Line(span, text, first.gap, _kind(text, level), level, indent=first.indent, rows=rows)


def _is_plain_caption(before: Line, line: Line, after: Line, page: Page) -> bool:
    """True for a sentence that stands between two halves of another one: the words under a picture, unmarked."""
    if line.kind != "body" or len(line.text) > SHORT_MAX or not is_closed(line.text):
        return False
    if before.kind != "body" or is_closed(before.text) or after.kind != "body":
        return False
    return join_score(before, line, page) < 0 < join_score(before, after, page)


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
        gap = max(text.count("\n", last, start) - 1, 0)
        yield Line(Span(start, end), folded[start:end], gap, indent=start - match.start())
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


def _head_of_page(kinds: list[Kind], lines: list[Line]) -> list[Kind]:
    """The part of the paper, its day and its number over the first headline frame the page."""
    for i, (kind, line) in enumerate(zip(kinds, lines, strict=True)):
        if kind == "short" and is_section(line.text) and any(one in ("meta", "furniture") for one in kinds[: i + 2]):
            kinds[i] = "furniture"
        elif kind not in ("meta", "furniture"):
            break
    return kinds


def _touching(lines: list[Line], i: int) -> list[int]:
    """The lines right above and below, with no empty line between."""
    return [j for j in (i - 1, i + 1) if 0 <= j < len(lines) and lines[max(i, j)].gap == 0]


def _is_author(lines: list[Line], i: int) -> bool:
    """True for names alone, under a headline and over a text."""
    over, under = lines[i - 1] if i else None, next_running(lines, i)
    return (
        over is not None
        and over.kind in ("short", "heading", "byline", "meta")
        and len(over.text) > len(lines[i].text)
        and under is not None
        and (under.kind in ("body", "lead", "byline", "heading") or len(under.text) >= _COLUMN)
        and (marks.is_names(lines[i].text) or marks.is_office(lines[i].text))
    )
