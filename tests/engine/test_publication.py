from __future__ import annotations

from datetime import date

import pytest

from duikan.engine.folding import fold
from duikan.engine.page.publication import infer_publication, publication_years
from duikan.engine.time.resolve import resolve_all
from duikan.engine.time.times import find_times
from duikan.engine.values import Publication

# (what the page prints, the day)
STATED = [
    ("2025年3月4日 星期二\n要闻\n\n两会今日开幕\n代表们抵京。", date(2025, 3, 4)),
    ("責任編輯：陳大文\n大公報 2024年11月8日 星期五 A12\n\n樓市回暖", date(2024, 11, 8)),
    ("我国粮食产量再创新高\n2023-12-11 10:20 来源：新华网\n\n国家统计局公布数据。", date(2023, 12, 11)),
    ("发布时间：2026年1月5日\n某市地铁客流创新高\n1月3日，客流达千万。", date(2026, 1, 5)),
    ("中華民國114年3月4日 星期二\n油價調漲", date(2025, 3, 4)),
    ("Tuesday, March 4, 2025\n本港新聞\n樓價回升", date(2025, 3, 4)),
    ("2024.08.15 星期四 第5版\n\n高新区产业加快发展。", date(2024, 8, 15)),
    ("二〇二五年三月四日 星期二\n政府工作报告全文", date(2025, 3, 4)),
    ("电网负荷创新高\n(2024-07-10)\n\n记者获悉，负荷再攀新高。", date(2024, 7, 10)),
]

# (page, year and month that are meant, or None where nothing can be known)
INFERRED = [
    (
        "新华社北京12月28日电 2025年，全国粮食总产量突破1.4万亿斤，2024年为1.41万亿斤。今年以来，各地抓实生产。",
        (2025, 12),
    ),
    (
        "记者6月3日获悉，截至2023年末，全市共有养老机构320家。今年，全市将新增床位2000张。到2025年，床位达到5万张。",
        (2024, 6),
    ),
    (
        "本報訊 統計處昨日公布，2025年11月零售業銷貨額按年升6.5%。2025年首11個月合計，升1%。1月5日，業界表示樂觀。",
        (2026, 1),
    ),
    (
        "省政府日前印发《数字交通三年行动方案（2024—2026年）》，提出到2026年，建成智慧公路800公里。2月27日，省交通厅召开发布会。",
        (2024, 2),
    ),
    ("2026年是“十五五”开局之年。1月12日，全国税务工作会议在京召开。2025年，税收收入超过18万亿元。", (2026, 1)),
    ("虎年春节刚过，2022年北京冬奥会于2月4日开幕。2021年，我国冰雪旅游人数2.3亿人次。", (2022, 2)),
    ("今年（2023年）9月20日，电影节开幕。2022年的票房为300亿元。", (2023, 9)),
    ("项目2021年3月动工，2023年12月建成。2024年5月8日，记者走进园区。去年，园区产值120亿元。", (2024, 5)),
]

UNKNOWN = [
    "",
    "这座桥长三百米，宽二十米。",
    "今年将新建学校20所，去年新建15所。",
    "1937年7月7日，全民族抗战爆发。1945年8月15日，日本投降。",
]


@pytest.mark.parametrize(("text", "day"), STATED)
def test_a_printed_date_is_the_day(text: str, day: date) -> None:
    publication = infer_publication(text)
    assert (publication.value, publication.basis) == (day, "stated")
    assert publication.known
    assert publication.evidence


@pytest.mark.parametrize(("text", "month"), INFERRED)
def test_a_day_is_inferred_from_what_the_page_says(text: str, month: tuple[int, int]) -> None:
    publication = infer_publication(text)
    assert publication.value is not None
    assert (publication.value.year, publication.value.month) == month
    assert 0 < publication.confidence <= 1
    assert all(0 <= span.start < span.end <= len(text) for span in publication.evidence)


@pytest.mark.parametrize("text", UNKNOWN)
def test_nothing_is_guessed_from_nothing(text: str) -> None:
    publication = infer_publication(text)
    assert publication.basis == "unknown"
    assert publication.value is None


@pytest.mark.parametrize(
    "text",
    [
        "讲座定于2025年3月4日（星期二）在大礼堂举行，欢迎参加。",
        "▼2024年5月19日拍摄的古桥。记者 摄",
        "2023年1月1日\n合作社成立。\n2024年5月1日\n合作社扩建。",
    ],
)
def test_a_date_of_an_event_is_no_masthead(text: str) -> None:
    assert infer_publication(text).basis != "stated"


def test_an_undated_target_leaves_this_year_to_the_editor() -> None:
    text = (
        "某省11日公布若干措施。今年將建成養老驛站30家至50家。蛇年開春以來，市場活躍。\n\n"
        "措施重點\n- 到2025年，建成養老驛站30家至50家。\n- 到2027年，覆蓋全省。\n3月4日至6日，省長調研。"
    )
    publication = infer_publication(text)
    assert publication.value is not None and publication.value.year == 2025
    assert not publication.known
    assert {2025, 2026} <= set(publication_years(publication))
    times = find_times(fold(text))
    named = dict(zip((text[t.span.start : t.span.end] for t in times), resolve_all(times, publication), strict=True))
    assert named["今年"].start == date(2025, 1, 1)
    assert {year for year, *_ in named["今年"].alternatives} >= {2025, 2026}
    assert named["到2025年"].alternatives == ()


@pytest.mark.parametrize(
    ("publication", "years"),
    [
        (Publication(date(2025, 2, 12), "given"), (2025,)),
        (Publication(date(2025, 2, 12), "inferred", (None, None)), (2024, 2025, 2026)),
        (Publication(date(2025, 2, 12), "inferred", (date(2025, 1, 1), None)), (2025, 2026)),
        (Publication(date(2025, 2, 12), "inferred", (None, date(2025, 12, 31))), (2024, 2025)),
        (Publication(None, "unknown", (date(2024, 3, 1), date(2025, 6, 1))), (2024, 2025)),
        (Publication(None, "unknown", (date(2024, 3, 1), None)), (2024, 2025)),
        (Publication(), ()),
    ],
)
def test_years_a_page_may_be_of(publication: Publication, years: tuple[int, ...]) -> None:
    assert publication_years(publication) == years
