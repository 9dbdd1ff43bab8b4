"""Grouping: what is one fact, in any order, with the editor's word on top."""

from __future__ import annotations

import random
from datetime import date

import pytest

from duikan.engine.fact.facts import group, why
from duikan.engine.pipeline import read_all
from duikan.engine.values import Stated

TEXTS = [
    "智能工厂\n\n日报讯 广东将在2027年建成30家至50家省中试验证平台，东莞将打造不少于50家中试平台。",
    "中試平台\n\n【晚報訊】廣東將建成30至50家中試驗證平台，總投資17.6億元。",
    "投资加码\n\n商报讯 广东中试验证平台总投资17.6亿元，另培育20个绿色工厂、30个智能工厂。",
]


def stated() -> list[Stated]:
    return list(read_all([(text, date(2025, 3, 10), "") for text in TEXTS]).stated)


def named(found: list[Stated], surface: str) -> list[int]:
    return [one.id for one in found if surface in one.mention.surface]


def test_one_fact_across_scripts_and_papers() -> None:
    found = stated()
    facts = group(found)
    a, b = named(found, "30家至50家")[0], named(found, "30至50家")[0]
    assert facts[a] == facts[b] == min(a, b)
    money = [facts[id_] for id_ in (*named(found, "17.6億"), *named(found, "17.6亿"))]
    assert len(money) == 2
    assert len(set(money)) == 1


def test_other_things_stay_apart() -> None:
    found = stated()
    facts = group(found)
    province, city = named(found, "30家至50家")[0], named(found, "不少于50家")[0]
    green, smart = named(found, "20个")[0], named(found, "30个")[0]
    assert facts[province] != facts[city]
    assert facts[green] != facts[smart]


def test_order_does_not_matter() -> None:
    found = stated()
    expected = group(found)
    for seed in range(5):
        shuffled = found[:]
        random.Random(seed).shuffle(shuffled)
        assert group(shuffled) == expected


def test_the_editor_wins() -> None:
    found = stated()
    province, city = named(found, "30家至50家")[0], named(found, "不少于50家")[0]
    other = named(found, "30至50家")[0]
    assert len({group(found, together=[(city, province)])[id_] for id_ in (province, city)}) == 1
    parted = group(found, apart=[(province, other)])
    assert parted[province] != parted[other]


def test_the_score_has_named_parts() -> None:
    found = stated()
    by_id = {one.id: one for one in found}
    *weighed, (last, score) = why(by_id[named(found, "30家至50家")[0]], by_id[named(found, "30至50家")[0]])
    assert {"subject", "context", "place", "value", "base"} <= dict(weighed).keys()
    assert (last, score >= 0) == ("score", True)
    assert sum(part for _, part in weighed) == pytest.approx(score, abs=0.05)


def test_what_forbids_one_fact_stands_alone() -> None:
    found = read_all([("住宅\n\n日报讯 新房价格同比上涨3.6%。\n新房价格环比上涨3.6%。", None, "")]).stated
    assert [name for name, _ in why(found[0], found[1])] == ["rival", "score"]
    assert why(found[0], found[1])[-1][1] < 0


def test_many_mentions_of_one_number_are_one_group() -> None:
    found = list(read_all([("平台\n\n日报讯 " + "全省共有企业1234家。\n" * 400, None, "")]).stated)
    facts = group(found)
    assert len(found) == 400
    assert len(set(facts.values())) == 1
