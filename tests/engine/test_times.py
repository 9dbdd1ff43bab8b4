from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from duikan.engine.folding import fold
from duikan.engine.meaning.events import find_event
from duikan.engine.time.resolve import resolve, resolve_all
from duikan.engine.time.times import find_times
from duikan.engine.values import Publication, Span

GIVEN = Publication(date(2025, 2, 12), "given")
INFERRED = Publication(date(2025, 2, 12), "inferred", (None, date(2026, 12, 31)), (), 0.7)


def periods(text: str, publication: Publication = GIVEN) -> list[tuple[str, date | None, date | None]]:
    times = find_times(fold(text))
    found = zip(times, resolve_all(times, publication), strict=True)
    return [(text[time.span.start : time.span.end], period.start, period.end) for time, period in found]


@pytest.mark.parametrize("text", ["5月32日", "13月", "2月30日", "2025-13-01", "2000家", "三年级", "3号线", "99日"])
def test_what_is_no_date_is_not_found(text: str) -> None:
    assert find_times(fold(text)) == []


@pytest.mark.parametrize("text", ["2023年2月29日", "4月31日起"])
def test_days_that_do_not_exist_are_left_out(text: str) -> None:
    assert find_times(fold(text)) == []


def test_a_length_is_a_duration_and_leaves_its_number_to_the_quantities() -> None:
    [nine, three] = find_times("连续9年增长,未来三年投资")
    assert (nine.duration, nine.is_date) == (True, False)
    assert (three.duration, three.is_date) == (True, False)
    [year] = find_times("2025年增长")
    assert (year.duration, year.is_date) == (False, True)


def test_both_scripts_say_the_same() -> None:
    traditional = periods("去年第三季度後，兩年內，截至2024年底")
    simplified = periods("去年第三季度后，两年内，截至2024年底")
    assert [days for _, *days in traditional] == [days for _, *days in simplified]


def test_coming_years_of_a_plan_are_the_years_of_the_plan() -> None:
    found = periods("方案（2026—2028年）提出，未来三年投入8亿元。")
    assert found[1] == ("未来三年", date(2026, 1, 1), date(2028, 12, 31))


def test_without_a_day_a_relative_year_names_every_year_it_may_be() -> None:
    [this_year] = find_times(fold("海東將在今年開設30家"))
    period = resolve(this_year, INFERRED)
    assert (period.start, period.end) == (date(2025, 1, 1), date(2025, 12, 31))
    assert (2025, date(2025, 1, 1), date(2025, 12, 31)) in period.alternatives
    assert (2026, date(2026, 1, 1), date(2026, 12, 31)) in period.alternatives


def test_an_explicit_year_has_no_alternatives() -> None:
    [target] = find_times(fold("到2025年，建成30家"))
    period = resolve(target, INFERRED)
    assert (period.start, period.end, period.relation) == (date(2025, 1, 1), date(2025, 12, 31), "by")
    assert period.alternatives == ()


def test_an_unknown_day_leaves_a_relative_word_open() -> None:
    [this_year] = find_times("今年建成30家")
    period = resolve(this_year, Publication())
    assert (period.start, period.end, period.basis) == (None, None, "none")


def test_a_window_of_two_years_is_not_settled_silently() -> None:
    [last_year] = find_times("去年增长5%")
    unknown = Publication(None, "unknown", (date(2025, 1, 1), date(2026, 6, 30)))
    period = resolve(last_year, unknown)
    assert (period.start, period.end) == (None, None)
    assert [year for year, *_ in period.alternatives] == [2025, 2026]


def test_a_given_day_moves_the_year() -> None:
    assert periods("今年", Publication(date(2026, 2, 12), "given")) == [
        ("今年", date(2026, 1, 1), date(2026, 12, 31)),
    ]


@pytest.mark.parametrize(
    ("text", "time", "event"),
    [
        ("項目預計2029年底建成通車", "2029年底", "通车"),
        ("该公司2025年3月5日在港交所挂牌上市", "2025年3月5日", "上市"),
        ("办法自2026年1月1日起施行", "自2026年1月1日起", "生效"),
        ("大桥竣工于1957年", "1957年", "竣工"),
        ("地盘2024年3月动工", "2024年3月", "开工"),
        ("2024年上市公司利润增长", "2024年", None),
        ("2024年开工率为八成", "2024年", None),
    ],
)
def test_a_date_belongs_to_the_event_of_its_clause(text: str, time: str, event: str | None) -> None:
    folded = fold(text)
    start = folded.index(fold(time))
    found = find_event(folded, Span(0, len(folded)), Span(start, start + len(time)))
    assert (found[0] if found else None) == event


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00",
        "年",
        "一" * 5000,
        "1" * 5000,
        "年" * 5000,
        "0年0月0日",
        "9999年后",
        "今后九千年",
        "近9999年",
        "-1年",
        "「十五",
        "民国0年",
        "昭和999年",
        "2025年" * 500,
    ],
)
def test_any_text_is_read_without_a_fault(text: str) -> None:
    for publication in (
        GIVEN,
        INFERRED,
        Publication(),
        Publication(date(1, 1, 1), "given"),
        Publication(date(9999, 12, 31), "given"),
    ):
        times = find_times(fold(text))
        assert len(resolve_all(times, publication)) == len(times)
        spans = [time.span for time in times]
        assert all(not a.overlaps(b) for a, b in pairwise(spans))
