"""Which articles tell one event, and which of their numbers stand for each other."""

from __future__ import annotations

from datetime import date

import pytest

from duikan.engine.fact.facts import group, why
from duikan.engine.fact.stories import Stories
from duikan.engine.fact.telling import Figure, matters, turned
from duikan.engine.pipeline import read_all
from duikan.engine.values import Stated

DAY = date(2025, 7, 14)
ONE = (
    "浔阳德比\n\n甲报讯 13日，赣超联赛德比战在浔阳体育中心举行，"
    "现场观众32586人，浔阳队跑动距离118公里，票房收入46.2万元。"
)
OTHER = "尋陽德比\n\n【乙報】贛超聯賽上周日上演德比，35,286名觀眾到場，潯陽隊跑動118公里，票房收入46.2萬元。"
STRANGE = "丰收在望\n\n丙报讯 青塬县小麦种植面积86万亩，现场观众32856人，预计总产量135万吨。"


def told(*texts: str, published: date = DAY) -> list[Stated]:
    return list(read_all([(text, published, "") for text in texts]).stated)


def number(stated: list[Stated], article: int, surface: str) -> Stated:
    return next(one for one in stated if one.article == article and one.mention.surface.startswith(surface))


def test_what_is_left_over_stands_for_each_other() -> None:
    stated = told(ONE, OTHER)
    stories = Stories(stated)
    assert stories.events() == [(0, 1)]
    assert stories.hold(number(stated, 0, "32586"), number(stated, 1, "35,286"))
    assert not stories.hold(number(stated, 0, "46.2"), number(stated, 1, "35,286"))


def test_order_of_import_makes_no_difference() -> None:
    stated = told(ONE, OTHER, STRANGE)
    assert Stories(stated).aligned == Stories(stated[::-1]).aligned


def test_articles_of_different_events_are_left_alone() -> None:
    assert Stories(told(ONE, STRANGE)).events() == []


def test_articles_far_apart_in_time_are_two_events() -> None:
    texts = [(ONE, DAY, ""), (OTHER, date(2026, 7, 14), "")]
    assert Stories(read_all(texts).stated).events() == []


def test_a_thousand_repeats_are_held_by_a_few() -> None:
    text = "甲报讯\n\n" + "全市新建学校128所。" * 300
    assert len(Stories(told(text, text)).aligned) < 1000


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("3840", "3480", 0.9, 1), ("43", "34", 0.7, 0.7), ("412", "402", 0.3, 0.6), ("27", "36", 0, 0),
        ("2小时", "3小时", 0, 0),
    ],
)  # fmt: skip
def test_slips_of_the_hand(one: str, other: str, least: float, most: float) -> None:
    a, b = (Figure(text, float(text), float(text), float(text)) for text in (one.rstrip("小时"), other.rstrip("小时")))
    assert least <= turned(a, b) <= most


def test_a_nought_too_many_is_a_slip_and_far_values_are_none() -> None:
    a, b, far = Figure("248", 248e3, 248e3, 248e3), Figure("248", 248e4, 248e4, 248e4), Figure("9", 9.0, 9.0, 9.0)
    assert turned(a, b) == 1
    assert turned(a, far) == 0


@pytest.mark.parametrize("text", ["9" * 400 + "万吨", "我" * 500 + "128所", "1e999%", "0.000000001%", "-0"])
def test_any_number_is_taken(text: str) -> None:
    read_all([("甲\n\n产量" + text, None, ""), ("乙\n\n产量" + text + "0", None, "")])


RAID = "海關緝私\n\n甲報訊 8月18日凌晨，海關在拱北水域抓獲疑犯37名，繳獲快艇6艘、舊手機3.2萬部，案值1.46億元。"
RAIDED = "偷運團夥落網\n\n乙报讯 拱北海关18日拘捕嫌疑人三十七人，扣押改装快艇6艘、二手手机32000部，总值14.6亿元。"


def test_other_words_of_one_matter_are_one() -> None:
    stated = told(RAID, RAIDED, published=date(2025, 8, 20))
    stories = Stories(stated)
    for one, other in (("37名", "三十七人"), ("6艘", "6艘"), ("3.2萬部", "32000部"), ("1.46億", "14.6亿")):
        assert stories.hold(number(stated, 0, one), number(stated, 1, other)), one
    assert matters("拘捕") & matters("抓获")
    assert not matters("拘捕") & matters("造价")


def test_the_parts_of_the_score_add_up() -> None:
    stated = told(RAID, RAIDED, published=date(2025, 8, 20))
    parts = why(number(stated, 0, "37名"), number(stated, 1, "三十七人"), Stories(stated))
    assert parts[-1][0] == "score"
    assert parts[-1][1] >= 0
    assert sum(part for _, part in parts[:-1]) == pytest.approx(parts[-1][1], abs=0.2)
    assert {"digits_2", "base"} & dict(parts).keys()


def test_one_article_gives_one_value_of_a_fact() -> None:
    stated = told(RAID, RAIDED, RAIDED.replace("14.6亿", "1.46亿"), published=date(2025, 8, 20))
    facts = group(stated)
    for article in range(3):
        own = [facts[one.id] for one in stated if one.article == article]
        assert len(own) == len(set(own))


def test_a_headline_takes_the_unit_of_its_text() -> None:
    stated = told("产值从438亿起步\n\n甲报讯 2025年，全市机器人产业产值为438亿元。")
    assert number(stated, 0, "438亿").mention.quantity.unit == "元"


def test_two_times_of_one_measure_are_two_facts() -> None:
    stated = told("年报\n\n甲报讯 2023年，该行净利润206.4亿元。2024年，该行净利润198.7亿元。")
    assert len(set(group(stated).values())) == 2
