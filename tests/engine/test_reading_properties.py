"""What holds of every reading: both scripts alike, an added paragraph far from the rest, numbers read as written.

Some hundred cases each; `pytest --hypothesis-profile=slow` takes thousands.
"""

from __future__ import annotations

import tomllib
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.engine import written_forms

from duikan.engine.folding import fold
from duikan.engine.pipeline import Page, read
from duikan.engine.values import Mention

ARTICLES = Path(__file__).resolve().parents[1] / "vectors" / "articles"
PUBLISHED = date(2025, 3, 14)
# None of them says anything of a number, a time, a place or a name.
ASIDES = (
    "記者在現場看到，街坊三三兩兩圍坐閒談，氣氛輕鬆。",
    "不少人说，这样的变化看得见、摸得着，大家心里都踏实。",
    "窗外下着小雨，屋里的灯一直亮着。",
)
many = settings(max_examples=max(300, settings().max_examples))
some = settings(max_examples=max(60, settings().max_examples // 20))


@cache
def texts() -> tuple[str, ...]:
    """The annotated articles."""
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(ARTICLES.glob("*.toml"))]
    return tuple(article["text"] for table in tables for article in table["article"])


def placed(page: Page) -> list[tuple[int, int, str, object]]:
    """Every mention with its place in the document."""
    return [
        (start, start + len(mention.surface), mention.surface, mention.quantity)
        for reading in page.readings
        for mention, start in ((one, _start(reading.article.pieces, one)) for one in reading.mentions)
    ]


def _start(pieces: tuple[object, ...], mention: Mention) -> int:
    found = [piece for piece in pieces if piece.start <= mention.span.start]  # type: ignore[attr-defined]
    return found[-1].span.start + mention.span.start - found[-1].start  # type: ignore[attr-defined]


@some
@given(st.data())
def test_both_scripts_give_the_same_numbers_at_the_same_places(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(texts()))
    traditional, simplified = read(text, PUBLISHED), read(fold(text), PUBLISHED)
    assert [(a, b, q) for a, b, _, q in placed(traditional)] == [(a, b, q) for a, b, _, q in placed(simplified)]


@some
@given(st.data())
def test_a_paragraph_that_says_nothing_changes_nothing_elsewhere(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(texts()))
    breaks = [at for at in range(len(text)) if text.startswith("\n\n", at)][1:]
    assume(breaks)
    at = data.draw(st.sampled_from(breaks))
    added = "\n\n" + data.draw(st.sampled_from(ASIDES))
    after = [
        (start if start < at else start - len(added), surface, quantity)
        for start, _, surface, quantity in placed(read(text[:at] + added + text[at:], PUBLISHED))
    ]
    assert after == [(start, surface, quantity) for start, _, surface, quantity in placed(read(text, PUBLISHED))]


@many
@given(st.integers(12, 999_999_999), st.data())
def test_a_number_is_read_back_from_every_form_it_is_written_in(value: int, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(written_forms.forms(value)))
    unit = data.draw(st.sampled_from(["家企业", "吨", "元", "名學生", "公里"]))
    [(start, _, surface, quantity)] = placed(read(f"全市去年共有{form}{unit}，情况良好。", PUBLISHED))[:1]
    assert (start, quantity.low, quantity.high) == (6, value, value), (form, surface)  # type: ignore[attr-defined]


@many
@given(st.integers(2, 999_999_999), st.data())
def test_a_number_alone_is_read_back(value: int, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(written_forms.forms(value)))
    page = read(form, PUBLISHED)
    assume(not [time for reading in page.readings for time in reading.times])  # 20250314 may be a day
    assert [(q.low, q.high) for *_, q in placed(page)] == [(value, value)], form  # type: ignore[attr-defined]


@many
@given(
    st.integers(0, 99_999), st.integers(0, 4), st.sampled_from(["{}%", "{}％", "百分之{}", "{}个百分点", "{}個百分點"])
)
def test_a_share_is_read_back(digits: int, decimals: int, form: str) -> None:
    value = Fraction(digits, 10**decimals)
    printed = f"{digits / 10**decimals:.{decimals}f}"
    [(_, _, _, quantity)] = placed(read(f"成本同比下降{form.format(printed)}。", PUBLISHED))
    assert (quantity.low, quantity.high) == (value, value)  # type: ignore[attr-defined]


@many
@given(st.integers(2, 9_998), st.integers(1, 9_000), st.sampled_from(["至", "到", "-", "—", "~", "～"]), st.booleans())
def test_both_ends_of_a_range_are_read_back(low: int, more: int, link: str, twice: bool) -> None:
    high = low + more
    assume(not 1000 <= low < 2200)  # 1998—2008 are years
    text = f"项目可带动{low}{'家' if twice else ''}{link}{high}家企业。"
    [(start, _, _, quantity)] = placed(read(text, PUBLISHED))
    assert (start, quantity.low, quantity.high) == (5, low, high)  # type: ignore[attr-defined]


STRANGE = st.sampled_from(
    [
        "\x00",
        "\x07",
        "\u200f",
        "\u202e",
        "\ufeff",
        "\u200b",
        "😀",
        "👩\u200d👧",
        "𠮷",
        "\ud800",
        "\udfff",
        "\u2028",
        "\t",
    ]
)
PIECES = st.sampled_from(
    ["一", "二十", "百", "万", "亿", "3", "1,200", "0.5", "%", "年", "月", "32日", "第", "至", "—", "每", "分之", "("]
) | st.sampled_from(
    ["元", "家", "。", "5月32日", "13月5日", "http://a/5%", "半", "几", "多", "点", "负", "：", "/", "又"]
)


@many
@given(st.lists(PIECES | STRANGE | st.text(max_size=3), max_size=40).map("".join))
def test_no_text_raises(text: str) -> None:
    page = read(text)
    for _, end, surface, _ in placed(page):
        assert end <= len(text)
        assert surface


@many
@given(st.lists(STRANGE, min_size=1, max_size=6).map("".join), st.booleans())
def test_strange_characters_shift_nothing(strange: str, inside: bool) -> None:
    head = f"本市{strange}消息，" if inside else f"{strange}\n\n"
    text = f"{head}全市现有企业1,234家，增长5.6%。"
    found = placed(read(text, PUBLISHED))
    assert [(text[a:b], q.low) for a, b, _, q in found] == [("1,234家", 1234), ("5.6%", Fraction(28, 5))]  # type: ignore[attr-defined]
    assert all(text[a:b] == surface for a, b, surface, _ in found)


@pytest.mark.parametrize("text", ["5月32日", "2月30日", "13月5日", "0月0日", "2025年5月32日", "五月三十二日"])
def test_a_day_that_cannot_be_is_no_time_and_no_number(text: str) -> None:
    reading = read(f"会议将于{text}召开，50人参加。", PUBLISHED).readings[0]
    assert [one.surface for one in reading.mentions] == ["50人"]
    assert not [one for one in reading.times if one.period.start and one.period.start == one.period.end]
