"""Sums, shares and growth: only where the words tie the numbers together, with rounding carried through."""

from __future__ import annotations

from datetime import date

import pytest

from duikan.engine.pipeline import read


def types(text: str) -> list[str]:
    return [conflict.type for conflict in read(f"一则消息\n\n日报讯 {text}", date(2025, 6, 18)).conflicts]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("事故造成11人受伤，其中重伤2人、轻伤8人。", ["sum"]),
        ("事故造成10人受伤，其中重伤2人、轻伤8人。", []),
        ("筹得善款1620万元，全部来自企业捐款1180万元和个人捐款340万元。", ["sum"]),
        ("筹得善款1520万元，全部来自企业捐款1180万元和个人捐款340万元。", []),
        ("全年进出口总额345.6亿元，其中出口201.3亿元、进口144.3亿元。", []),
        ("共评出12个项目，其中工业类5个、农业类3个。", []),
        ("参赛选手47人，其中女性21人，最年长者68岁。", []),
        ("2024年销量31.2万辆，比2023年的26.0万辆增长20%。", []),
        ("2024年销量31.2万辆，比2023年的26.0万辆增长30%。", ["growth"]),
        ("2024年销量26.0万辆，比2023年的31.2万辆下降16.7%。", []),
    ],
)
def test_inside_one_article(text: str, found: list[str]) -> None:
    assert types(text) == found


def test_the_reason_gives_the_right_sum() -> None:
    conflict = read("一则消息\n\n日报讯 事故造成11人受伤，其中重伤2人、轻伤8人。", date(2025, 6, 18)).conflicts[0]
    assert conflict.reason.values["parts"] == "10"
    assert conflict.reason.values["total"] == "11人"
    assert len(conflict.members) == 3
