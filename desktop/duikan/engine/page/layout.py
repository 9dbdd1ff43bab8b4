"""A page of newspaper text as its articles, in reading order, with nothing left out.

lines (layout_lines) -> drafts (layout_builder) -> articles. Every non-white character of the page stands in
exactly one piece of one article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duikan.engine.folding import fold
from duikan.engine.page.affinity import is_closed
from duikan.engine.page.builder import Builder
from duikan.engine.page.credits import Credits, credits_of, paper_of
from duikan.engine.page.drafts import Draft
from duikan.engine.page.lines import Line, is_numbered
from duikan.engine.page.marks import is_marked, lead_cue
from duikan.engine.page.read import read_lines
from duikan.engine.values import Article, ArticleKind, Piece, Publication, Role, Span

_BEFORE_TEXT: tuple[Role, ...] = ("kicker", "title", "subtitle", "byline", "label")
_TITLE_SIGNS = re.compile("[#＃*]+|(?:主?标题|主?標題|题目|題目)[:：]")


def find_articles(text: str, published: Publication | None = None) -> tuple[Article, ...]:
    """The articles and boxes of a page: headlines found, columns mended, captions with what they show."""
    lines, page = read_lines(text)
    drafts = Builder(lines, page).build()
    credits = [credits_of(text, draft) for draft in drafts]
    paper = paper_of(credits)
    places = {id(draft): i for i, draft in enumerate(drafts)}
    publication = published or Publication()
    return tuple(
        _article(text, i, draft, credit.of_paper(paper), publication, places)
        for i, (draft, credit) in enumerate(zip(drafts, credits, strict=True))
    )


def compose(text: str, parts: Sequence[tuple[Span, Role]], *, index: int = 0, kind: ArticleKind = "article") -> Article:
    """An article put together by hand: its pieces in the order given, its text, byline and place from them.

    What `find_articles` found comes out the same; a sentence that a column broke is joined again.
    """
    lines: list[tuple[Line, Role]] = [(_line(text, span, role), role) for span, role in parts]
    first = next((i for i, (_, role) in enumerate(lines) if role not in _BEFORE_TEXT), len(lines))
    draft = Draft(head=lines[:first], flow=lines[first:], kind=kind)
    return _article(text, index, draft, credits_of(text, draft), Publication(), {})


def _line(text: str, span: Span, role: Role) -> Line:
    folded = fold(text[span.start : span.end])
    return Line(span, folded, 0, "lead" if role == "body" and lead_cue(folded) else "body")


def _article(
    text: str, index: int, draft: Draft, credit: Credits, published: Publication, places: dict[int, int]
) -> Article:
    pieces: list[Piece] = []
    parts: list[str] = []
    at = 0
    before: Line | None = None
    was: Role = "label"
    item = False
    for line, role in _printed(text, draft):
        marked = role == "item" and (is_marked(line.text) or is_numbered(line.text))
        wrapped = item and was == role == "item" and not marked
        joined = before is not None and (
            (wrapped and not is_closed(before.text)) or _goes_on((before, was), (line, role))
        )
        if parts and not joined:
            parts.append("\n")
            at += 1
        pieces.append(Piece(at, line.span, role, joined))
        parts.append(text[line.span.start : line.span.end])
        at += line.span.end - line.span.start
        before, was, item = line, role, marked or (wrapped and joined)
    return Article(
        index=index,
        kind=draft.kind,
        title=" ".join(_plain(line.printed(text)) for line in draft.titles),
        byline=credit.byline,
        source=credit.source,
        place=credit.place,
        text="".join(parts),
        pieces=tuple(pieces),
        publication=published,
        parent=places.get(id(draft.parent)) if draft.parent else None,
    )


def _printed(text: str, draft: Draft) -> Iterator[tuple[Line, Role]]:
    """Every printed line of an article in reading order, also those of a narrow column."""
    for line, role in draft.lines():
        if not line.rows:
            yield line, role
        for span in line.rows:
            yield _line(text, span, role), role


def _goes_on(before: tuple[Line, Role], after: tuple[Line, Role]) -> bool:
    """True where a column broke inside a sentence and goes on here."""
    (left, one), (right, two) = before, after
    return one == two == "body" and right.kind != "lead" and not is_closed(left.text)


def _plain(printed: str) -> str:
    return _TITLE_SIGNS.sub("", printed).strip().strip("#*_").strip()
