"""A printed line of a page, or the lines of a narrow column that are one paragraph, and what it looks like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from duikan.engine.values import Span

Kind = Literal[
    "separator", "heading", "short", "byline", "meta", "furniture", "credit", "caption", "item", "lead", "body"
]

_NUMBERED = re.compile(r"[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[)）]|[、.](?!\d))")


class Line(NamedTuple):
    """One printed line without the white around it. `text` is folded; `gap` counts the empty lines before it.

    `torn`: for a short line, how much speaks for its being half a sentence; `indent`: the white before it;
    `set_in`: 1 where it is set in as the page's paragraphs are, -1 where it is not, 0 where that tells nothing;
    `rows`: the printed lines, where it is a paragraph of a narrow column.
    """

    span: Span
    text: str
    gap: int
    kind: Kind = "body"
    level: int = 0
    torn: float = 0.0
    indent: int = 0
    set_in: int = 0
    rows: tuple[Span, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """Its printed lines."""
        return self.rows or (self.span,)

    def printed(self, text: str) -> str:
        """Its words as the page `text` prints them."""
        return "".join(text[span.start : span.end] for span in self.spans)


def is_numbered(text: str) -> bool:
    """True for 一、… （二）… 3.…: a head or an item of a list, no headline."""
    return _NUMBERED.match(text) is not None


def next_running(lines: Sequence[Line], i: int) -> Line | None:
    """The next line that is no picture's and no folio; none where such lines go on."""
    for line in lines[i + 1 : i + 4]:
        if line.kind not in ("caption", "credit", "furniture"):
            return line
    return None
