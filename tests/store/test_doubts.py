"""The rules are written once: Python, SQLite and PostgreSQL find the same doubts in the same numbers."""

from __future__ import annotations

import ast
from datetime import date
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, func, insert, select

from duikan.engine.fact import rules
from duikan.engine.fact.bare import LIMIT, Bare, bare_of
from duikan.engine.fact.rules import RULES
from duikan.engine.values import Aggregate, Mention, Modality, Period, Quantity, Span, mention_id
from duikan.store import codec, journal, models
from duikan.store.database import open_database
from duikan.store.doubts import Doubt, doubts
from duikan.store.journal import ProjectSession

ends = st.sampled_from((-LIMIT, -1500, 0, 500, 1500, 2500, LIMIT))
few = st.integers(0, 2)
days = st.sampled_from((0, 739_000, 739_365, 3_652_060))
bares = st.builds(Bare, few, ends, ends, st.integers(0, 1), few, few, st.integers(0, 1), few, days, days)
numbers = st.lists(st.tuples(few, bares), max_size=9)


def by_python(found: list[tuple[int, Bare]]) -> list[Doubt]:
    """What the rules say of every two numbers of one fact that count."""
    pairs = [pair for pair in combinations(((at, *row) for at, row in enumerate(found)), 2) if pair[0][1] == pair[1][1]]
    told = [
        Doubt(next((kind for kind, rule in RULES.items() if rule(one[2], other[2])), ""), one[0], other[0])
        for one, other in pairs
    ]
    return [doubt for doubt in told if doubt.type]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    """A project with one article to put numbers into."""
    if request.param == "sqlite":
        where = str(tmp_path_factory.mktemp("doubts") / "project.duikan")
    else:
        where = request.getfixturevalue("make_postgres_database")()
    opened = open_database(where, create=True)
    with ProjectSession(opened.writing) as session:
        journal.begin(session, "import", "")
        page = models.Document(name="1", sha256="1", text="文")
        page.articles = [models.Article(position=0, text="文"), models.Article(position=1, text="文")]
        session.add(page)
        session.commit()
        articles = sorted(article.id for article in page.articles)
    yield opened, articles
    opened.close()


def put(connection: Connection, article: int, found: list[tuple[int, Bare]]) -> None:
    plain = codec.mention_row(article, Mention(Span(0, 1), Span(0, 1), "一", Quantity(Fraction(1), Fraction(1))))
    rows = [
        plain | {"id": mention_id(article, at), "fact_id": fact} | bare._asdict()
        for at, (fact, bare) in enumerate(found)
    ]
    if rows:
        connection.execute(insert(models.Mention), rows)
    held = select(models.Mention.fact_id, func.count()).group_by(models.Mention.fact_id)
    facts = [{"id": key, "mentions": many} for key, many in connection.execute(held)]
    connection.execute(delete(models.NumericFact))
    if facts:
        connection.execute(insert(models.NumericFact), facts)


def test_the_doubts_of_an_article_are_those_it_has_a_part_in(store) -> None:
    opened, (one, other) = store
    thirty, fifty = bare("30"), bare("50")
    with opened.writing.connect() as connection:
        put(connection, one, [(1, thirty), (2, thirty)])
        put(connection, other, [(1, fifty), (3, thirty),
                                (3, fifty)])  # fmt: skip
        a, b = mention_id(one, 0), mention_id(other, 0)
        assert doubts(connection, {one}) == [Doubt("value", a, b)]
        assert len(doubts(connection, {other})) == 2 == len(doubts(connection))
        connection.rollback()


def bare(value: str, unit: str = "家", modality: Modality = "actual", aggregate: Aggregate = "level",
         year: int | None = None, hedges: tuple[str, ...] = (), high: str | None = None) -> Bare:  # fmt: skip
    low = Fraction(value)
    top = Fraction(high) if high else None if hedges and hedges[0] in ("超过", "至少") else low
    period = Period(date(year, 1, 1), date(year, 12, 31), "explicit") if year else Period()
    quantity = Quantity(low, top, unit=unit, hedges=hedges)
    return bare_of(Mention(Span(0, 1), Span(0, 1), value, quantity, period, aggregate=aggregate, modality=modality))


@pytest.mark.parametrize(
    ("kind", "a", "b"),
    [
        ("value", bare("30"), bare("50")),
        ("value", bare("35"), bare("36")),
        ("value", bare("30", hedges=("至少",)), bare("29")),
        ("value", bare("9007199254740993"), bare("9007199254740992")),
        ("range", bare("30", high="50"), bare("30", high="55")),
        ("unit", bare("35", "人"), bare("35", "户")),
        ("target_year", bare("35", modality="target", year=2026), bare("35", modality="target", year=2025)),
        ("cumulative_vs_new", bare("35", aggregate="new"), bare("35", aggregate="cumulative")),
        ("", bare("30"), bare("30")),
        ("", bare("53"), bare("50", hedges=("超过",))),
        ("", bare("1234"), bare("1200", hedges=("约",))),
        ("", bare("30", year=2025), bare("50", year=2024)),
        ("", bare("30", modality="target"), bare("50")),
        ("", bare("1", "公顷"), bare("15", "亩")),
        ("", bare("10") , bare("10", "%")),
        ("", bare("99999999999999999999"), bare("99999999999999999998")),
    ],
)  # fmt: skip
def test_what_the_rules_doubt(kind: str, a: Bare, b: Bare) -> None:
    for one, other in ((a, b), (b, a)):
        assert next((name for name, rule in RULES.items() if rule(one, other)), "") == kind


def test_a_rule_only_compares() -> None:
    """No arithmetic, no `and or not in if`: a column of a database would read those otherwise, or not at all."""
    tree = ast.parse(Path(rules.__file__).read_text(encoding="utf-8"))
    bodies = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    assert len(bodies) > len(RULES)
    allowed = (
        ast.Return, ast.Expr, ast.Assign, ast.Constant, ast.Name, ast.Load, ast.Store, ast.Attribute, ast.Call,
        ast.BinOp, ast.BitAnd, ast.BitOr, ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE,
    )  # fmt: skip
    for body in bodies:
        for node in (inner for line in body.body for inner in ast.walk(line)):
            assert isinstance(node, allowed), ast.unparse(node)
            assert not isinstance(node, ast.Compare) or len(node.ops) == 1, ast.unparse(node)
