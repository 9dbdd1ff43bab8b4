"""What the engine read comes back from the rows as it was, exactly."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from duikan.engine.fact.bare import LIMIT
from duikan.engine.values import (
    Aggregate,
    Article,
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
)  # fmt: skip
from duikan.store import codec, journal, models
from duikan.store.database import open_database
from duikan.store.journal import ProjectSession

words = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=8)
spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 10**6), st.integers(0, 50))
bounds = st.none() | st.fractions()
days = st.none() | st.dates()
hedge_words = st.lists(words, max_size=3).map(tuple)
quantities = st.builds(
    Quantity,
    bounds,
    bounds,
    st.booleans(),
    st.booleans(),
    words,
    hedge_words,
    st.fractions(min_value=Fraction(1, 10**6)),
)
periods = st.builds(
    Period,
    days,
    days,
    st.sampled_from(get_args(Basis)),
    st.sampled_from(get_args(Relation)),
    st.lists(st.tuples(st.integers(1900, 2100), days, days), max_size=2).map(tuple),
)
evidence = st.lists(st.builds(Evidence, st.sampled_from(get_args(Part)), spans), max_size=3).map(tuple)
mentions = st.builds(
    Mention,
    span=spans,
    number=spans,
    surface=words,
    quantity=quantities,
    period=periods,
    subject=words,
    measure=words,
    place=words,
    scope=words,
    event=words,
    aggregate=st.sampled_from(get_args(Aggregate)),
    modality=st.sampled_from(get_args(Modality)),
    speaker=words,
    nominal=st.booleans(),
    time_span=st.none() | spans,
    evidence=evidence,
)
times = st.builds(TimeMention, spans, words, periods, st.booleans(), words, words, words)
piece = st.builds(Piece, st.integers(0, 99), spans, st.sampled_from(get_args(Role)), st.booleans())
pieces = st.lists(piece, max_size=4)
publications = st.builds(
    Publication,
    days,
    st.sampled_from(get_args(PublishedBasis)),
    st.tuples(days, days),
    st.lists(spans, max_size=2).map(tuple),
    st.floats(0, 1),
)


@given(mentions)
def test_a_mention_comes_back_as_it_was(mention: Mention) -> None:
    assert codec.mention_value(models.Mention(**codec.mention_row(7, mention))) == mention


@given(times)
def test_a_time_comes_back_as_it_was(time: TimeMention) -> None:
    assert codec.time_value(models.Milestone(**codec.time_row(7, time))) == time


@given(pieces.map(tuple), publications)
def test_an_article_comes_back_as_it_was(parts: tuple[Piece, ...], publication: Publication) -> None:
    article = Article(3, "box", "題", "記者", "", "廣州", "文", parts, publication)
    assert codec.article_value(codec.new_article(article)) == article


def test_a_mention_comes_back_from_both_databases(where: str) -> None:
    mention = Mention(
        span=Span(3, 9),
        number=Span(5, 8),
        surface="超過𠮶1/3",
        quantity=Quantity(Fraction(1, 3), None, low_open=True, unit="元", hedges=("超过",), step=Fraction(1, 100)),
        period=Period(date(2026, 1, 1), None, "relative", "by", ((2025, date(2025, 1, 1), None),)),
        evidence=(Evidence("hedge", Span(3, 5)),),
    )
    opened = open_database(where, create=True)
    with ProjectSession(opened.writing) as session:
        journal.begin(session, "import", "")
        page = models.Document(name="1", sha256="1", text="文")
        page.articles = [models.Article(position=0, text="文")]
        session.add(page)
        session.flush()
        row = codec.mention_row(page.articles[0].id, mention)
        session.connection().execute(insert(models.Mention), [row])
        assert codec.mention_value(session.get_one(models.Mention, row["id"])) == mention
    opened.close()


def test_an_editors_word_goes_over_the_reading() -> None:
    row = codec.mention_row(7, Mention(Span(0, 2), Span(0, 2), "30", Quantity(Fraction(30), Fraction(30), unit="家")))
    changes = {"low": "50", "high": None, "period_start": "2026-01-01", "no such column": 1}
    correction = models.Correction(state="corrected", changes=changes)
    changed = codec.corrected(row, correction)
    assert (changed["low"], changed["least"], changed["high"], changed["most"]) == ("50", 49_500, None, LIMIT)
    assert (changed["period_start"], changed["state"]) == (date(2026, 1, 1), "corrected")
    assert changed.keys() == row.keys()


def test_the_part_that_words_play_is_that_of_their_piece() -> None:
    parts = (Piece(0, Span(0, 4), "title"), Piece(5, Span(5, 9), "body"))
    assert [codec.role_at(parts, position) for position in (0, 4, 5, 40)] == ["title", "title", "body", "body"]
