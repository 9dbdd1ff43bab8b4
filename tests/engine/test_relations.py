"""Compare any two: same, refines, compatible, conflict, not comparable, and why."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from duikan.engine.fact.relations import compare
from duikan.engine.values import Aggregate, Mention, Modality, Period, Quantity, Span, Stated, mention_id

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31), "explicit")


def stated(
    article: int,
    low: int | None,
    high: int | None,
    *,
    unit: str = "家",
    period: Period = YEAR,
    aggregate: Aggregate = "level",
    modality: Modality = "actual",
    hedge: str = "",
    step: int = 1,
) -> Stated:
    quantity = Quantity(
        None if low is None else Fraction(low), None if high is None else Fraction(high),
        unit=unit, hedges=(hedge,) if hedge else (), step=Fraction(step), low_open=high is None,
    )  # fmt: skip
    mention = Mention(
        Span(0, 3), Span(0, 2), f"{low}{unit}", quantity, period, subject="中试验证平台", place="广东",
        aggregate=aggregate, modality=modality, context="建成中试验证平台",
    )  # fmt: skip
    return Stated(mention_id(article, 0), article, article, mention, family=article, published=date(2025, 12, 1))


@pytest.mark.parametrize(
    ("one", "other", "kind", "reason"),
    [
        (stated(1, 50, 50), stated(2, 50, 50), "same", "same"),
        (stated(1, 50, None), stated(2, 53, 53), "refines", "refines"),
        (stated(1, 1234, 1234), stated(2, 1200, 1200, hedge="约"), "compatible", "rounded"),
        (stated(1, 50, 50), stated(2, 65, 65), "conflict", "value"),
        (stated(1, 5230, 5230), stated(2, 52300, 52300), "conflict", "magnitude"),
        (stated(1, 30, 50), stated(2, 30, 40), "conflict", "range"),
        (stated(1, 52, 52, modality="target"), stated(2, 52, 52), "not_comparable", "other_modality"),
        (stated(1, 1, 1, aggregate="rank"), stated(2, 2, 2, aggregate="rank"), "conflict", "rank"),
        (stated(1, 5, 5, aggregate="rate"), stated(2, 5, 5, aggregate="share"), "not_comparable", "other_aggregate"),
    ],
)  # fmt: skip
def test_levels(one: Stated, other: Stated, kind: str, reason: str) -> None:
    found = compare(one, other, linked=True)
    assert (found.kind, found.reason.code) == (kind, reason)


def test_order_of_the_two_does_not_matter() -> None:
    a, b = stated(1, 50, 50), stated(2, 65, 65)
    assert compare(a, b) == compare(b, a)


def test_unknown_date_names_the_years() -> None:
    this_year = Period(
        None, None, "relative", alternatives=tuple((y, date(y, 1, 1), date(y, 12, 31)) for y in (2025, 2026))
    )
    found = compare(
        stated(1, 30, 50, period=this_year, modality="target"), stated(2, 30, 50, modality="target"), linked=True
    )
    assert (found.type, found.status) == ("target_year", "depends_on_date")
    assert found.reason.values["agree"] == "2025"


def test_other_year_is_not_compared() -> None:
    last = Period(date(2024, 1, 1), date(2024, 12, 31), "explicit")
    assert compare(stated(1, 50, 50), stated(2, 65, 65, period=last), linked=True).reason.code == "other_time"
