"""What follows from an act: the derived rows are a function of the tracked ones, on both databases.

The reading here is a small one of our own: 「甲30家」 states thirty of 甲; two values of one thing are a conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from duikan.engine.values import (
    Article,
    ArticleReading,
    Conflict,
    Mention,
    Period,
    Piece,
    Publication,
    Quantity,
    Reason,
    Span,
    Stated,
    TimeMention,
    mention_id,
)  # fmt: skip
from duikan.services import collection, derive, relating, stamp
from duikan.services.collection import Collection
from duikan.services.workspace import Workspace
from duikan.store import models
from duikan.store.journal import author

Pairs = Iterable[tuple[int, int]]


def read(article: Article, about: str = "") -> ArticleReading:
    mentions: list[Mention] = []
    for found in re.finditer(r"([甲乙丙])([0-9]+)家", article.text):
        span, number = Span(*found.span()), Fraction(found[2])
        year = article.publication.value
        period = Period(date(year.year, 1, 1), date(year.year, 12, 31), "relative") if year else Period()
        quantity = Quantity(number, number, unit="家")
        mentions.append(Mention(span, Span(*found.span(2)), found[0], quantity, period, subject=found[1], place=about))
    times = [TimeMention(Span(*found.span()), found[0], Period()) for found in re.finditer("今年", article.text)]
    return ArticleReading(article, tuple(mentions), tuple(times))


def place(reading: ArticleReading, document: int, first: int, source: str = "") -> list[Stated]:
    number = first + reading.article.index
    return [Stated(mention_id(number, one.span.start), number, document, one) for one in reading.mentions]


def relate(
    stated: Sequence[Stated], together: Pairs, apart: Pairs, _milestones: object = (), _memory: object = None
) -> tuple[dict[int, int], tuple[Conflict, ...]]:
    groups: dict[str, list[Stated]] = {}
    for one in stated:
        groups.setdefault(one.mention.subject, []).append(one)
    alone = {one for pair in apart for one in pair}
    facts = {one.id: one.id if one.id in alone else group[0].id for group in groups.values() for one in group}
    conflicts: list[Conflict] = []
    for group in groups.values():
        members = [one for one in group if one.id not in alone]
        if len({one.mention.quantity for one in members}) > 1:
            spots = tuple((one.article, one.mention.span) for one in members)
            reason = Reason("value", {"subject": members[0].mention.subject})
            conflicts.append(Conflict("value", "high", "open", tuple(one.id for one in members), spots, reason))
    return facts, tuple(conflicts)


@pytest.fixture(autouse=True)
def _small_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(derive, "read_article", read)
    monkeypatch.setattr(derive, "topic_place", lambda article: article.place)
    monkeypatch.setattr(collection, "state", place)
    monkeypatch.setattr(relating, "relate", relate)
    inferred = Publication(date(2025, 2, 12), "inferred", confidence=0.5)
    monkeypatch.setattr(derive, "infer_publication", lambda text, articles: inferred)


@pytest.fixture
def project(where: str) -> Iterator[Workspace]:
    with Workspace.open(where, author="陳", create=True) as opened:
        yield opened


def add_page(session: Session, *texts: str) -> list[int]:
    number = len(session.scalars(select(models.Document)).all())
    page = models.Document(name=str(number), sha256=f"{number} {texts}", text="\n".join(texts))
    page.articles = [models.Article(position=at, text=text, place="粵") for at, text in enumerate(texts)]
    session.add(page)
    session.flush()
    return [article.id for article in page.articles]


def say(session: Session, mention: int, state: str, **changes: Any) -> None:
    row = session.get_one(models.Mention, mention)
    given_for = {"article_id": row.article_id, "start": row.start, "end": row.end, "quote": row.surface}
    session.add(
        models.Correction(mention_id=mention, state=state, changes=changes, author=author(session), **given_for)
    )


def rows(session: Session) -> dict[str, Any]:
    """All derived rows."""
    names = ("mention", "milestone", "fact", "conflict", "conflict_member")
    tables = [models.Base.metadata.tables[name] for name in names]
    return {
        table.name: [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))]
        for table in tables
    }


def conflicts(session: Session) -> list[models.Conflict]:
    return list(session.scalars(select(models.Conflict).order_by(models.Conflict.key)))


def values(session: Session) -> dict[int, tuple[str | None, str]]:
    return {row.id: (row.low, row.state) for row in session.scalars(select(models.Mention))}


# ---------------------------------------------------------------- reading


def test_what_is_imported_is_read_grouped_and_compared(project: Workspace) -> None:
    a, b = project.do("import", add_page, "今年甲30家乙5家", "甲50家").value
    found = project.read(rows)
    thirty, five, fifty = mention_id(a, 2), mention_id(a, 6), mention_id(b, 0)
    assert [row[0] for row in found["mention"]] == [thirty, five, fifty]
    assert [row[0] for row in found["milestone"]] == [mention_id(a, 0)]
    assert [(row[0], row[1], row[-2:]) for row in found["fact"]] == [(thirty, "甲", (2, 2)), (five, "乙", (1, 1))]
    (conflict,) = project.read(conflicts)
    assert conflict.key == f"value:{thirty}-{fifty}"
    assert (conflict.scope, conflict.reason_values) == ("same_page", {"subject": "甲"})
    assert conflict.spots == [[a, 2, 6], [b, 0, 4]]
    assert [row[1] for row in found["conflict_member"]] == [thirty, fifty]


def test_an_article_that_gets_a_conflict_from_another_page_is_touched(project: Workspace) -> None:
    (a,) = project.do("import", add_page, "甲30家").value
    (calm,) = project.do("import", add_page, "乙5家").value
    changes = project.do("import", add_page, "甲50家").changes
    assert a in changes.articles
    assert calm not in changes.articles
    (conflict,) = project.read(conflicts)
    assert conflict.scope == "two_sources"


def test_a_box_is_read_with_the_place_of_its_article(project: Workspace) -> None:
    def add(session: Session) -> None:
        add_page(session, "甲30家")
        article = session.scalars(select(models.Article)).one()
        box = models.Article(position=1, kind="box", text="乙2家", parent=article, document=article.document)
        session.add(box)

    project.do("import", add)
    assert project.read(lambda session: session.scalars(select(models.Mention.place)).all()) == ["", "粵"]


def test_undo_and_redo_give_the_same_derived_rows(project: Workspace) -> None:
    states = [project.read(rows)]
    (a,) = project.do("import", add_page, "今年甲30家").value
    states.append(project.read(rows))
    project.do("import", add_page, "甲50家")
    states.append(project.read(rows))
    project.do("mention.correct", say, mention_id(a, 2), "corrected", low="50", high="50")
    states.append(project.read(rows))
    project.do("page.remove", lambda session: session.delete(session.get_one(models.Article, a)))
    for state in reversed(states):
        assert project.undo() is not None
        assert project.read(rows) == state
        states.pop()
    for _ in range(4):
        assert project.redo() is not None
    assert [row[1] for row in project.read(rows)["fact"]] == ["甲"]


@given(st.lists(st.lists(st.tuples(st.sampled_from("甲乙丙"), st.integers(1, 3)), max_size=3), min_size=1, max_size=4))
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_step_by_step_gives_what_a_rebuild_gives(project: Workspace, pages: list[list[tuple[str, int]]]) -> None:
    for page in pages:
        project.do("import", add_page, "，".join(f"{thing}{number}家" for thing, number in page))
    grown = project.read(rows)

    def again(session: Session) -> dict[str, Any]:
        for table in reversed(models.Base.metadata.sorted_tables):
            if table.name in grown:
                session.execute(table.delete())
        derive.rebuild(session, Collection())
        assert derive.rebuild(session, Collection()) == set()  # nothing differs, nothing is written
        return rows(session)

    assert project.do("rebuild", again).value == grown


# ---------------------------------------------------------------- an editor's word


def test_a_corrected_value_counts_and_outlives_a_rebuild(project: Workspace) -> None:
    a, b = project.do("import", add_page, "甲30家", "甲50家").value
    project.do("mention.correct", say, mention_id(a, 0), "corrected", low="50", high="50")
    assert project.read(conflicts) == []
    project.rebuild()
    assert project.read(values) == {mention_id(a, 0): ("50", "corrected"), mention_id(b, 0): ("50", "proposed")}


def test_a_project_read_by_another_reading_is_read_again_on_opening(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Workspace.open(where, create=True) as opened:
        (a,) = opened.do("import", add_page, "甲30家").value
        before = opened.read(rows)
    monkeypatch.setattr(derive, "read_article", lambda article, about: ArticleReading(article, (), ()))
    with Workspace.open(where) as opened:
        assert opened.read(rows) == before  # the same program: what was read holds
    monkeypatch.setattr(stamp, "reading_stamp", lambda: "another")
    with Workspace.open(where, read_only=True) as opened:
        assert opened.read(rows) == before
    with Workspace.open(where) as opened:
        assert opened.read(rows)["mention"] == []
        assert opened.changes_since(0).articles == {a}


def test_what_the_act_has_in_hand_is_read_anew(project: Workspace) -> None:
    a, _ = project.do("import", add_page, "甲30家", "甲50家").value

    def say_and_hold(session: Session) -> models.Mention:
        say(session, mention_id(a, 0), "corrected", low="50", high="50")
        return session.get_one(models.Mention, mention_id(a, 0))

    project.do("mention.correct", say_and_hold)
    assert project.read(conflicts) == []


def test_a_rejected_number_is_not_compared(project: Workspace) -> None:
    a, b = project.do("import", add_page, "甲30家", "甲50家").value
    project.do("mention.reject", say, mention_id(a, 0), "rejected")
    assert project.read(conflicts) == []
    assert [row[0] for row in project.read(rows)["fact"]] == [mention_id(b, 0)]
    project.undo()
    assert len(project.read(conflicts)) == 1


def test_a_correction_does_not_pass_to_other_words(project: Workspace) -> None:
    (a,) = project.do("import", add_page, "甲30家").value
    project.do("mention.correct", say, mention_id(a, 0), "corrected", low="50", high="50")

    def revise(session: Session) -> None:
        session.get_one(models.Article, a).text = "甲31家"

    project.do("article.text", revise)
    assert project.read(values) == {mention_id(a, 0): ("31", "proposed")}


def test_numbers_told_apart_are_not_compared(project: Workspace) -> None:
    a, b = project.do("import", add_page, "甲30家", "甲50家").value

    def part(session: Session) -> None:
        session.add(models.Pairing(first_id=mention_id(a, 0), second_id=mention_id(b, 0), together=False))

    changes = project.do("fact.apart", part).changes
    assert {a, b} <= changes.articles
    assert project.read(conflicts) == []
    assert len(project.read(rows)["fact"]) == 2


def test_another_value_gives_the_conflict_another_fingerprint(project: Workspace) -> None:
    a, _ = project.do("import", add_page, "甲30家", "甲50家").value
    (before,) = project.read(conflicts)
    project.do("mention.correct", say, mention_id(a, 0), "corrected", low="40", high="40")
    (after,) = project.read(conflicts)
    assert after.key == before.key
    assert after.fingerprint != before.fingerprint
    project.undo()
    assert project.read(conflicts)[0].fingerprint == before.fingerprint


# ---------------------------------------------------------------- dates


def set_date(session: Session, article_id: int, day: date | None) -> None:
    article = session.get_one(models.Article, article_id)
    article.published = day
    article.published_basis = "given" if day else "unknown"


def periods(session: Session) -> list[date | None]:
    return list(session.scalars(select(models.Mention.period_start)))


def test_a_date_is_followed_at_once(project: Workspace) -> None:
    (a,) = project.do("import", add_page, "甲30家").value
    assert project.read(periods) == [None]
    project.do("article.date", set_date, a, date(2026, 3, 1))
    assert project.read(periods) == [date(2026, 1, 1)]
    project.undo()
    assert project.read(periods) == [None]


def test_a_date_taken_away_is_inferred_again_in_the_same_act(project: Workspace) -> None:
    (a,) = project.do("import", add_page, "甲30家").value
    project.do("article.date", set_date, a, date(2026, 3, 1))
    project.do("article.date", set_date, a, None)
    article = project.read(lambda session: session.get_one(models.Article, a))
    assert (article.published, article.published_basis) == (date(2025, 2, 12), "inferred")
    assert project.read(periods) == [date(2025, 1, 1)]
    project.undo()
    assert project.read(periods) == [date(2026, 1, 1)]


def test_pieces_reach_the_reading(project: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[Piece, ...]] = []

    def look(article: Article, about: str = "") -> ArticleReading:
        seen.append(article.pieces)
        return read(article, about)

    monkeypatch.setattr(derive, "read_article", look)

    def add(session: Session) -> None:
        page = models.Document(name="1", sha256="1", text="題\n文")
        page.articles = [models.Article(position=0, text="題\n文", pieces=[[0, 0, 1, "title", False]])]
        session.add(page)

    project.do("import", add)
    assert seen == [(Piece(0, Span(0, 1), "title"),)]
