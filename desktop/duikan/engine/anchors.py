"""From an article to its printed page and back, and how a span is found again in a revised text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from duikan.engine.values import Article, Piece, Span

_CONTEXT = 32
_CONTEXT_MAX = 512
_ENOUGH = 4  # characters of context that must still stand beside a short quote
_SPEAKS_FOR_ITSELF = 16  # a quote this long needs no context
_NUMERAL = "0-9０-９.,，．%％一二三四五六七八九十百千万萬亿億兆零〇两兩几幾半"
_NUMERAL_BEFORE = re.compile(f"[{_NUMERAL}]*\\Z")
_NUMERAL_AFTER = re.compile(f"[{_NUMERAL}]*")
_STEP = 24


@dataclass(frozen=True, slots=True)
class Anchor:
    """A quoted span and what stands before and after it (W3C text quote), independent of positions."""

    quote: str
    prefix: str
    suffix: str


def to_document(article: Article, span: Span) -> Span:
    """Where an article's span was printed; cut to its larger half where something else stands between."""
    parts = [part for part in (_printed(piece, span) for piece in _touched(article, span)) if part]
    if not parts:
        at = max(bisect_right(article.pieces, span.start, key=lambda piece: piece.start) - 1, 0)
        end = article.pieces[at].span.end if article.pieces else 0
        return Span(end, end)
    whole = Span(parts[0].start, parts[-1].end)
    gap = whole.end - whole.start - sum(part.end - part.start for part in parts)
    if 0 <= gap <= _CONTEXT:
        return whole
    return max(parts, key=lambda part: part.end - part.start)


def to_article(article: Article, doc_span: Span) -> Span | None:
    """Where a stretch of the page stands in the article's text; None if it is not part of it."""
    found = [
        Span(at, at + min(doc_span.end, piece.span.end) - max(doc_span.start, piece.span.start))
        for piece in article.pieces
        if piece.span.overlaps(doc_span)
        for at in [piece.start + max(doc_span.start - piece.span.start, 0)]
    ]
    if not found:
        return None
    return Span(min(part.start for part in found), max(part.end for part in found))


def make_anchor(text: str, span: Span) -> Anchor:
    """What must be kept of a span to find it again; the context grows until it is the only one like it."""
    size = _CONTEXT
    while True:
        before, after = max(span.start - size, 0), span.end + size
        anchor = Anchor(text[span.start : span.end], text[before : span.start], text[span.end : after])
        whole = text[before:after]
        if size >= _CONTEXT_MAX or text.find(whole, text.find(whole) + 1) < 0:
            return anchor
        size *= 2


def find_anchor(text: str, anchor: Anchor) -> Span | None:
    """The span again in a revised text; None where a digit in or against it changed, or two places fit alike."""
    best: list[Span] = []
    most = 0 if _needs_no_context(anchor) else _ENOUGH
    for start in _occurrences(text, anchor.quote):
        end = start + len(anchor.quote)
        if not _same_number(text, start, end, anchor):
            continue
        score = _kept(text, start, end, anchor)
        if score > most or (not best and score == most):
            best, most = [Span(start, end)], score
        elif score == most:
            best.append(Span(start, end))
    return best[0] if len(best) == 1 else None


def _touched(article: Article, span: Span) -> tuple[Piece, ...]:
    first = max(bisect_right(article.pieces, span.start, key=lambda piece: piece.start) - 1, 0)
    last = bisect_right(article.pieces, max(span.end - 1, span.start), key=lambda piece: piece.start)
    return article.pieces[first:last]


def _printed(piece: Piece, span: Span) -> Span | None:
    by = piece.span.start - piece.start
    start, end = max(span.start + by, piece.span.start), min(span.end + by, piece.span.end)
    return Span(start, end) if start < end else None


def _needs_no_context(anchor: Anchor) -> bool:
    room = len(anchor.prefix) + len(anchor.suffix)
    return len(anchor.quote) >= _SPEAKS_FOR_ITSELF or room < _ENOUGH


def _occurrences(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote) if quote else -1
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _same_number(text: str, start: int, end: int, anchor: Anchor) -> bool:
    """A numeral that touches the quote is part of what was checked: 「0家」 of 50家 is not that of 60家."""
    return _edge(_NUMERAL_BEFORE, text[max(start - _STEP, 0) : start]) == _edge(
        _NUMERAL_BEFORE, anchor.prefix[-_STEP:]
    ) and _edge(_NUMERAL_AFTER, text[end : end + _STEP]) == _edge(_NUMERAL_AFTER, anchor.suffix[:_STEP])


def _edge(numeral: re.Pattern[str], beside: str) -> str:
    match = numeral.search(beside)
    return match.group().strip(",，") if match else ""


def _kept(text: str, start: int, end: int, anchor: Anchor) -> int:
    before = _alike(reversed(text[max(start - len(anchor.prefix), 0) : start]), reversed(anchor.prefix))
    return before + _alike(iter(text[end : end + len(anchor.suffix)]), iter(anchor.suffix))


def _alike(one: Iterator[str], two: Iterator[str]) -> int:
    count = 0
    for a, b in zip(one, two, strict=False):
        if a != b:
            break
        count += 1
    return count
