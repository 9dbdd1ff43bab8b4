"""One copy in two papers is one witness."""

from __future__ import annotations

from duikan.engine.page.witnesses import find_witnesses

COPY = (
    "全国夏粮总产量达到14974万吨，比上年减少15.9万吨，下降0.1%，继续处在历史高位。"
    "小麦产量13816万吨，占夏粮的九成以上。"
    "农业部门负责人表示，各地投入抗旱机具超过一百万台，损失被压到最低。"
)
TRADITIONAL = (
    "全國夏糧總產量達到14974萬噸，比上年減少15.9萬噸，下降0.1%，繼續處在歷史高位。"
    "小麥產量13816萬噸，佔夏糧的九成以上。"
    "農業部門負責人表示，各地投入抗旱機具超過一百萬台，損失被壓到最低。"
)
OTHER = (
    "滨江高铁昨日开通运营，线路全长111.6公里，设计时速350公里，全线设车站5座，其中新建3座。"
    "项目总投资136.8亿元，沿线群众穿着新衣来看热闹，乘务员说车厢里都是乡音。"
)


def test_same_copy_is_one_witness() -> None:
    found = find_witnesses({1: COPY, 2: OTHER, 3: "本报讯 " + TRADITIONAL, 4: COPY + "（完）"})
    assert found == {1: 1, 2: 2, 3: 1, 4: 1}


def test_short_or_empty_texts_stand_alone() -> None:
    assert find_witnesses({1: "", 2: "", 3: "5%", 4: "5%"}) == {1: 1, 2: 2, 3: 3, 4: 4}
