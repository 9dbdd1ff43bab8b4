"""Between the engine's values and the rows of a project: exact both ways."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, cast

from duikan.engine.fact.bare import bare_of
from duikan.engine.values import (
    Aggregate,
    Article,
    ArticleKind,
    Basis,
    Evidence,
    Mention,
    Modality,
    Part,
    Period,
    Piece,
    Publication,
    PublishedBasis,
    Quantity,
    Relation,
    Role,
    Span,
    TimeMention,
    mention_id,
)  # fmt: skip
from duikan.store import models

Row = dict[str, Any]


# ---------------------------------------------------------------- articles


def new_article(value: Article) -> models.Article:
    """The row of an article just found; its document, parent and source are the caller's to set."""
    row = models.Article(
        position=value.index,
        kind=value.kind,
        title=value.title,
        byline=value.byline,
        place=value.place,
        text=value.text,
        pieces=pieces_to_json(value.pieces),
    )
    set_publication(row, value.publication)
    return row


def article_value(row: models.Article) -> Article:
    """The article as the engine reads it (`parent` is left out: it is an index on a page)."""
    return Article(
        index=row.position,
        kind=cast(ArticleKind, row.kind),
        title=row.title,
        byline=row.byline,
        source=row.source.name if row.source else "",
        place=row.place,
        text=row.text,
        pieces=pieces_of(row),
        publication=publication_of(row),
    )


def pieces_to_json(pieces: tuple[Piece, ...]) -> list[Any]:
    """[[start in the article, start and end in the document, role, joined], …]."""
    return [[piece.start, piece.span.start, piece.span.end, piece.role, piece.joined] for piece in pieces]


def pieces_of(row: models.Article) -> tuple[Piece, ...]:
    """The pieces of an article, in reading order."""
    return tuple(
        Piece(start, Span(first, last), cast(Role, role), joined) for start, first, last, role, joined in row.pieces
    )


def role_at(pieces: tuple[Piece, ...], position: int) -> Role:
    """The part that the words at a position of the article's text play: title, body, caption …"""
    role: Role = "body"
    for piece in pieces:
        if piece.start > position:
            break
        role = piece.role
    return role


def publication_of(row: models.Article) -> Publication:
    """When the article came out, and how that is known."""
    return Publication(
        value=row.published,
        basis=cast(PublishedBasis, row.published_basis),
        window=(row.window_start, row.window_end),
        evidence=tuple(Span(start, end) for start, end in row.published_evidence),
        confidence=row.published_confidence,
    )


def set_publication(row: models.Article, publication: Publication) -> None:
    """Write a publication into an article's row."""
    row.published = publication.value
    row.published_basis = publication.basis
    row.window_start, row.window_end = publication.window
    row.published_evidence = [[span.start, span.end] for span in publication.evidence]
    row.published_confidence = publication.confidence


# ---------------------------------------------------------------- mentions


def mention_row(article_id: int, mention: Mention) -> Row:
    """The columns of a mention as read: proposed, and a fact of its own until grouping says otherwise."""
    quantity, time = mention.quantity, mention.time_span
    ours = mention_id(article_id, mention.span.start)
    return {
        "id": ours,
        "article_id": article_id,
        "fact_id": ours,
        "start": mention.span.start,
        "end": mention.span.end,
        "number_start": mention.number.start,
        "number_end": mention.number.end,
        "surface": mention.surface,
        "low": fraction_text(quantity.low),
        "high": fraction_text(quantity.high),
        "low_open": quantity.low_open,
        "high_open": quantity.high_open,
        "unit": quantity.unit,
        "hedges": list(quantity.hedges),
        "step": str(quantity.step),
        "time_start": time.start if time else None,
        "time_end": time.end if time else None,
        "subject": mention.subject,
        "measure": mention.measure,
        "place": mention.place,
        "scope": mention.scope,
        "event": mention.event,
        "aggregate": mention.aggregate,
        "modality": mention.modality,
        "speaker": mention.speaker,
        "owner": mention.owner,
        "context": mention.context,
        "time_words": mention.time_words,
        "nominal": mention.nominal,
        "evidence": [[one.part, one.span.start, one.span.end] for one in mention.evidence],
        "state": "proposed",
        **_period_columns(mention.period),
        **bare_of(mention)._asdict(),
    }


def mention_value(row: models.Mention) -> Mention:
    """The mention as the rules compare it."""
    low = fraction(row.low)
    return Mention(
        span=Span(row.start, row.end),
        number=Span(row.number_start, row.number_end),
        surface=row.surface,
        quantity=Quantity(
            low=low,
            high=low if row.high == row.low else fraction(row.high),  # one object: what is compared asks that first
            low_open=row.low_open,
            high_open=row.high_open,
            unit=row.unit,
            hedges=tuple(row.hedges),
            step=Fraction(row.step),
        ),
        period=_period(row),
        subject=row.subject,
        measure=row.measure,
        place=row.place,
        scope=row.scope,
        event=row.event,
        aggregate=cast(Aggregate, row.aggregate),
        modality=cast(Modality, row.modality),
        speaker=row.speaker,
        owner=row.owner,
        context=row.context,
        time_words=row.time_words,
        nominal=row.nominal,
        time_span=Span(row.time_start, row.time_end or 0) if row.time_start is not None else None,
        evidence=tuple(Evidence(cast(Part, part), Span(start, end)) for part, start, end in row.evidence),
    )


def time_row(article_id: int, time: TimeMention) -> Row:
    """The columns of a time expression."""
    return {
        "id": mention_id(article_id, time.span.start),
        "article_id": article_id,
        "start": time.span.start,
        "end": time.span.end,
        "surface": time.surface,
        "duration": time.duration,
        "event": time.event,
        "subject": time.subject,
        "place": time.place,
        **_period_columns(time.period),
    }


def time_value(row: models.Milestone) -> TimeMention:
    """The time expression as the engine has it."""
    return TimeMention(
        Span(row.start, row.end), row.surface, _period(row), row.duration, row.event, row.subject, row.place
    )


def corrected(row: Row, correction: models.Correction) -> Row:
    """A mention's columns with an editor's word over them."""
    changed = row | {name: _from_json(name, value) for name, value in correction.changes.items() if name in row}
    changed["state"] = correction.state
    if {"period_start", "period_end"} & correction.changes.keys():
        changed |= {"period_basis": "explicit", "alternatives": []}  # an editor's time waits for no date
    compared = bare_of(mention_value(models.Mention(**changed)))
    return changed | compared._asdict() | ({"sort": 0} if changed["state"] == "rejected" else {})


def _from_json(name: str, value: Any) -> Any:
    is_day = name in ("period_start", "period_end") and isinstance(value, str)
    return date.fromisoformat(value) if is_day else value


# ---------------------------------------------------------------- parts


def fraction_text(value: Fraction | None) -> str | None:
    """An exact number as text: "30", "1/3"."""
    return None if value is None else str(value)


def fraction(text: str | None) -> Fraction | None:
    """The exact number that `fraction_text` wrote."""
    return None if text is None else Fraction(text)


def _period_columns(period: Period) -> Row:
    return {
        "period_start": period.start,
        "period_end": period.end,
        "period_basis": period.basis,
        "period_relation": period.relation,
        "alternatives": [[year, _day_text(first), _day_text(last)] for year, first, last in period.alternatives],
    }


def _period(row: models.Mention | models.Milestone) -> Period:
    return Period(
        row.period_start,
        row.period_end,
        cast(Basis, row.period_basis),
        cast(Relation, row.period_relation),
        alternatives(row.alternatives),
    )


def alternatives(plain: list[Any]) -> tuple[tuple[int, date | None, date | None], ...]:
    """The days a period may mean, one for every publication year the page allows."""
    return tuple((year, _day(first), _day(last)) for year, first, last in plain)


def _day_text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
