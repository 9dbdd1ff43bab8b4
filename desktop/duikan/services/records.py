"""What was read, as the JSON records that `duikan check --jsonl` prints: offsets are the document's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from duikan.engine.anchors import to_document
from duikan.engine.pipeline import Page, Reading
from duikan.engine.values import Article, Conflict, Mention, Period, Reason, Span, TimeMention, mention_id

Record = dict[str, object]


def records(
    reading: Reading,
    names: Sequence[str],
    explain: Callable[[Reason], str],
    include_nominal: bool = False,
) -> Iterator[Record]:
    """Articles, mentions and times of every page, then the conflicts; `names`: the file of each page, in order."""
    shared = _shared(reading)
    for page, name in zip(reading.pages, names, strict=True):
        yield from _of_page(page, name, reading.facts, shared, include_nominal)
    for conflict in reading.conflicts:
        yield _conflict(conflict, reading, names, explain)


def _shared(reading: Reading) -> frozenset[int]:
    return frozenset(fact for id_, fact in reading.facts.items() if id_ != fact)


def _of_page(
    page: Page, name: str, facts: Mapping[int, int], shared: frozenset[int], nominal: bool
) -> Iterator[Record]:
    for article in page.articles:
        yield _article(article, name)
    for read in page.readings:
        number = page.first + read.article.index
        for mention in read.mentions:
            if nominal or not mention.nominal:
                id_ = mention_id(number, mention.span.start)
                yield _mention(mention, read.article, name, facts.get(id_, id_))
        for time in read.times:
            yield _time(time, read.article, name)


def _key(article: Article, name: str) -> str:
    return f"{name}#{article.index + 1}"


def _article(article: Article, name: str) -> Record:
    published = article.publication
    spans = [[piece.span.start, piece.span.end] for piece in article.pieces]
    return {
        "kind": "article", "file": name, "id": _key(article, name), "title": article.title, "byline": article.byline,
        "source": article.source, "published": _day(published.value), "published_basis": published.basis,
        "spans": spans,
    }  # fmt: skip


def _mention(mention: Mention, article: Article, name: str, fact: int) -> Record:
    q = mention.quantity
    span = to_document(article, mention.span)
    return {
        "kind": "mention", "file": name, "article": _key(article, name), "start": span.start, "end": span.end,
        "surface": mention.surface, "low": _number(q.low), "high": _number(q.high), "low_open": q.low_open,
        "high_open": q.high_open, "unit": q.unit, "hedge": list(q.hedges),
        "subject": mention.subject or mention.measure, "measure": mention.measure, "place": mention.place,
        "scope": mention.scope, "owner": mention.owner,
        "speaker": mention.speaker, "event": mention.event or None, "aggregate": mention.aggregate,
        "modality": mention.modality, **_period(mention.period), "fact": str(fact),
    }  # fmt: skip


def _time(time: TimeMention, article: Article, name: str) -> Record:
    span = to_document(article, time.span)
    return {
        "kind": "time", "file": name, "article": _key(article, name), "start": span.start, "end": span.end,
        "surface": time.surface, **_period(time.period), "event": time.event or None, "fact": None,
    }  # fmt: skip


def _conflict(conflict: Conflict, reading: Reading, names: Sequence[str], explain: Callable[[Reason], str]) -> Record:
    spans = [_spot(article, span, reading, names) for article, span in conflict.spots]
    return {
        "kind": "conflict", "type": conflict.type, "severity": conflict.severity, "status": conflict.status,
        "spans": spans, "explanation": explain(conflict.reason),
    }  # fmt: skip


def _spot(article: int, span: Span, reading: Reading, names: Sequence[str]) -> Record:
    for page, name in zip(reading.pages, names, strict=True):
        if page.first <= article < page.first + len(page.articles):
            found = to_document(page.articles[article - page.first], span)
            return {"file": name, "start": found.start, "end": found.end}
    raise LookupError(article)


def _period(period: Period) -> Record:
    return {"time_start": _day(period.start), "time_end": _day(period.end), "time_basis": period.basis}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)
