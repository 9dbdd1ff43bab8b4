"""Which time, kind, claim, subject, place and speaker a number gets."""

from __future__ import annotations

from datetime import date

import pytest

from duikan.engine.pipeline import read
from duikan.engine.values import Mention


def mention(text: str, surface: str, published: date | None = date(2025, 3, 10)) -> Mention:
    page = read(f"一则消息\n\n日报讯 {text}", published)
    found = [one for reading in page.readings for one in reading.mentions if surface in one.surface]
    assert found, f"{surface} is not read in {text}"
    return found[0]


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("到2027年，全省将建成公共充电桩12.5万个。", "12.5万个", "level"),
        ("今年將評定超過60家示範農場。", "超過60家", "new"),
        ("截至目前，全市累計獲批地理標誌27個。", "27個", "cumulative"),
        ("上半年出口額同比增長5.2%。", "5.2%", "rate"),
        ("新能源車占汽車銷量的31.6%。", "31.6%", "share"),
        ("列車正點率保持在97%以上。", "97%", "share"),
        ("2021年起，修繕逾百座石橋，總投入超14億元。", "14億元", "cumulative"),
        ("9個水利項目同日開工。", "9個", "new"),
        ("失業率上升0.2個百分點。", "0.2個百分點", "rate"),
        ("失業率較上季的3.9%下跌0.1個百分點。", "3.9%", "share"),
        ("毛利率上升2.1個百分點至31.5%。", "31.5%", "share"),
        ("現貨價較年初高2.5%。", "2.5%", "rate"),
        ("下月起公務員調薪3%。", "3%", "rate"),
        ("用户比上年末净增380万户。", "380万户", "new"),
        ("去年共举办讲座60场。", "60场", "level"),
        ("今年以来，影院总数达到860家。", "860家", "level"),
        ("出口同比翻一倍。", "一倍", "rate"),
    ],
)
def test_kind(text: str, surface: str, kind: str) -> None:
    assert mention(text, surface).aggregate == kind


@pytest.mark.parametrize(
    ("text", "surface", "claim"),
    [
        ("根据规划，到2027年，全省将建成充电桩12.5万个。", "12.5万个", "target"),
        ("公司擬籌建六家分店。", "六家", "planned"),
        ("預計全年票房達500億元。", "500億元", "estimate"),
        ("預計全年票房較去年增長5%。", "5%", "estimate"),
        ("根据规划，到2027年建成电站8座，目前发电量同比增长5%。", "5%", "actual"),
        ("截至2月底，全市已建成充電樁8.6萬個。", "8.6萬個", "actual"),
        ("局長陳大文表示，全市有圖書館31座。", "31座", "quote"),
        ("全市已建、在建和规划建设的隧道有16条。", "16条", "actual"),
        ("行政部門表示，計畫增設公園六座。", "六座", "planned"),
        ("新館明年啟用，提供座位320個。", "320個", "planned"),
        ("到2028年，全市有公园320个。", "320个", "target"),
        ("預料明日最高氣溫33度。", "33度", "estimate"),
        ("机队年底将达250架，现时为235架。", "235架", "actual"),
        ("明年五月起票價由每張50元升至60元。", "50元", "actual"),
        ("下年度總預算案歲出約3.2億元。", "3.2億元", "target"),
        ("研究單位預估全年產量達80萬公噸。", "80萬公噸", "estimate"),
        ("市卫健部门表示，全市共有诊所31家。", "31家", "actual"),
        ("昨日召开的农业工作会议透露，全市共有农场31家。", "31家", "actual"),
    ],
)
def test_claim(text: str, surface: str, claim: str) -> None:
    assert mention(text, surface).modality == claim


@pytest.mark.parametrize(
    ("text", "surface", "first", "last"),
    [
        ("2024年全市粮食产量达到126.8万吨，增长3%。", "3%", date(2024, 1, 1), date(2024, 12, 31)),
        ("到2028年，建成平台450家；连接设备1.2亿台。", "1.2亿台", date(2028, 1, 1), date(2028, 12, 31)),
        ("去年全市接待游客1180万人次，今年有望突破1300万人次。", "1300万人次", date(2025, 1, 1), date(2025, 12, 31)),
        (
            "2024年接待观众4926万人次，比2023年的4190万人次增长17.6%。",
            "4190万人次",
            date(2023, 1, 1),
            date(2023, 12, 31),
        ),
        ("2024年接待观众4926万人次，比2023年的4190万人次增长17.6%。", "17.6%", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_time(text: str, surface: str, first: date, last: date) -> None:
    period = mention(text, surface).period
    assert (period.start, period.end) == (first, last)


@pytest.mark.parametrize(
    ("text", "surface", "year"),
    [
        ("今年全港錄得訪客120萬人次，去年為100萬人次，升20%。", "20%", 2025),
        ("2024年末人口880万人，与2014年末的845万人相比，增加35万人。", "35万人", 2024),
        ("2024年末人口880万人，与2014年末的845万人相比，增加35万人。", "845万人", 2014),
        ("今年首季失業率3.2%，較去年首季的3.5%回落。", "3.5%", 2024),
        ("今年車費由每程5元加至6元。", "6元", 2025),
        ("今年車費由每程5元加至6元。", "5元", None),
        ("2024年发射卫星12颗，累计发射96颗。", "96颗", None),
        ("去年载客290万人次。船队现有渡轮18艘。", "18艘", None),
        ("方案覆盖2025—2027年。省级财政三年安排资金30亿元。", "30亿元", 2025),
        ("半年来，全市查处案件60宗。最大一宗涉款900万元。", "900万元", None),
    ],
)
def test_what_is_only_said_for_comparison_lends_no_time(text: str, surface: str, year: int | None) -> None:
    start = mention(text, surface).period.start
    assert (start and start.year) == year


@pytest.mark.parametrize(
    ("text", "surface", "first"),
    [
        ("2022年、2023年分别完成投资108亿元和119亿元。", "108亿元", date(2022, 1, 1)),
        ("2022年、2023年分别完成投资108亿元和119亿元。", "119亿元", date(2023, 1, 1)),
        ("前年和去年分别招收300人和400人。", "300人", date(2023, 1, 1)),
        ("前年和去年分别招收300人和400人。", "400人", date(2024, 1, 1)),
    ],
)
def test_a_list_of_times_is_shared_out(text: str, surface: str, first: date) -> None:
    assert mention(text, surface).period.start == first


def test_parts_of_a_headline_share_no_time() -> None:
    page = read("去年本市接待旅客90万人次　机场跑道长3800米\n\n日报讯 市民出行更方便。", date(2025, 3, 10))
    length = next(one for one in page.readings[0].mentions if "3800" in one.surface)
    assert length.period.start is None


def test_a_count_as_of_a_day_goes_on_in_the_next_paragraph() -> None:
    page = read(
        "一则消息\n\n日报讯 截至2024年10月末，全省电话用户880万户，增长2%。\n\n宽带用户300万户，占四成。",
        date(2025, 3, 10),
    )
    found = next(one for one in page.readings[0].mentions if one.surface == "300万户")
    assert found.period.end == date(2024, 10, 31)


def test_a_plan_takes_no_past_time() -> None:
    assert mention("去年全市建成平台四家，擬籌建六家平台。", "六家").period.start is None


@pytest.mark.parametrize(
    ("text", "surface", "named"),
    [
        ("海東將開設30家至50家老年社區食堂。", "30家至50家", "社区食堂"),
        ("苏州二手房合同成交额超420亿元。", "420亿元", "合同成交额"),
        ("警方拘捕47人，当中28男16女。", "16女", "女"),
        ("聯手扶持一批區級示範農場，年內掛牌數目將超過60家。", "超過60家", "示范农场"),
    ],
)
def test_what_is_counted(text: str, surface: str, named: str) -> None:
    found = mention(text, surface)
    assert named in found.subject + found.measure


@pytest.mark.parametrize(
    ("text", "surface", "place"),
    [
        ("2024年苏州市接待游客1926万人次。", "1926万人次", "苏州"),
        ("陕西宝鸡高新区现有87家酒店。", "87家", "宝鸡高新区"),
        ("颱風影響，全港取消航班700班。", "700班", "香港"),
    ],
)
def test_place(text: str, surface: str, place: str) -> None:
    assert mention(text, surface).place == place


def test_headings_that_are_counted_are_neither_new_nor_planned() -> None:
    found = mention("到2028年，全省将推动养老服务的四大行动，建成驿站450家。", "四大")
    assert (found.aggregate, found.period.start) == ("level", None)


def test_speaker_before_and_after_the_quote() -> None:
    before = mention("公司負責人李明說：「我們今年培訓了1200名學員，明年還會增加。」", "1200名")
    after = mention("「我們今年培訓了1200名學員，明年還會增加。」公司負責人李明說。", "1200名")
    assert "李明" in before.speaker
    assert "李明" in after.speaker


def test_every_part_has_its_characters() -> None:
    found = mention("2024年苏州市博物馆接待观众1926万人次。", "1926万人次")
    assert {"time", "place", "subject"} <= {proof.part for proof in found.evidence}


@pytest.mark.parametrize(
    ("text", "surface", "named"),
    [
        ("門票收入由去年的1.2億元和3000萬元調高至1.8億元。", "1.8億元", "门票收入"),
        ("入園人數去年是26萬人次，成長7.5%。", "7.5%", "入园人数"),
        ("去年进口大米4.3万吨，比前年多1.1万吨。", "1.1万吨", "进口大米"),
    ],
)
def test_the_unit_of_the_number_before_and_a_change_are_no_thing(text: str, surface: str, named: str) -> None:
    found = mention(text, surface)
    assert (found.subject or found.measure) == named


def test_a_coming_day_that_has_a_clause_to_itself_dates_the_next() -> None:
    text = "負責人表示，市級示範農場會繼續增加，到2031年底，累計評定的農場將超過60家。"
    assert mention(text, "超過60家").period.end == date(2031, 12, 31)
