"""Numbers that would stall or break a careless rule: many alike, one article twice, huge, odd, nameless."""

from __future__ import annotations

from datetime import date

import pytest

from duikan.engine.conflict.arithmetic import find_arithmetic
from duikan.engine.conflict.conflicts import find_conflicts
from duikan.engine.fact.facts import group
from duikan.engine.fact.relations import compare
from duikan.engine.fact.stories import Stories
from duikan.engine.pipeline import read, read_all

DAY = date(2025, 6, 18)


def test_a_thousand_mentions_of_one_number_with_one_slip() -> None:
    one = "甲城地铁年报\n\n甲报讯 2024年甲城地铁客运量达{n}亿人次。"
    texts = [(one.format(n="12.46" if i else "124.6"), DAY, f"报{i}") for i in range(40)]
    body = "".join("2024年甲城地铁客运量达12.46亿人次。\n" for _ in range(1000))
    reading = read_all([*texts, (f"甲城地铁\n\n{body}", DAY, "")])
    found = [conflict for conflict in reading.conflicts if conflict.type == "magnitude"]
    assert len(found) == 1
    assert len(found[0].members) < 100


def test_an_article_imported_twice_contradicts_nothing() -> None:
    text = "港口年报\n\n甲报讯 甲港去年吞吐量2,350万标准箱，增长5.2%，其中外贸1,200万标准箱。3月8日新泊位启用。"
    assert read_all([(text, DAY, "甲报"), (text, DAY, "甲报")]).conflicts == ()


def test_two_articles_that_differ_in_one_digit_do() -> None:
    text = "港口年报\n\n甲报讯 甲港去年吞吐量{n}万标准箱，增长5.2%。"
    found = read_all([(text.format(n="2,350"), DAY, "甲报"), (text.format(n="2,380"), DAY, "乙报")]).conflicts
    assert [conflict.type for conflict in found] == ["value"]


def test_a_subject_of_five_hundred_characters() -> None:
    long = "甲城" + "新型产业园区综合配套服务设施" * 36
    found = read_all([(f"一则\n\n甲报讯 {long}共有{n}座。", DAY, "") for n in (312, 321)]).conflicts
    assert {conflict.type for conflict in found} <= {"value"}


@pytest.mark.parametrize(
    "size", ["9223372036854775807", "9223372036854775808", "9" * 60, "9999亿亿", "0", "0.000000001"]
)
def test_values_at_the_limits(size: str) -> None:
    texts = [f"一则\n\n甲报讯 甲城去年产值{size}元，其中出口{n}元、内销3元，占10%，同比增长{n}%。" for n in ("1", "2")]
    reading = read_all([(text, DAY, "") for text in texts])
    for a in reading.stated:
        for b in reading.stated:
            assert compare(a, b).kind
    assert read(texts[0], DAY).conflicts is not None


def test_units_that_do_not_exist_are_compared_as_what_is_counted() -> None:
    found = read_all([(f"一则\n\n甲报讯 甲城去年产出{n}嗒嚧。", DAY, "") for n in (312, 321)]).conflicts
    assert {conflict.type for conflict in found} <= {"value"}


def test_a_list_without_an_end_is_worked_through_once() -> None:
    text = "一则\n\n甲报讯 全市共有学校99999所，其中" + "、".join(f"第{i}区{i + 3}所" for i in range(600)) + "。"
    stated = read(text, DAY).stated
    stories = Stories(stated)
    facts = group(stated, (), (), stories)
    assert len(find_conflicts(stated, facts, (), stories)) < len(stated)
    assert len(list(find_arithmetic(stated))) < len(stated)
