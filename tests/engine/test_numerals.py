"""A number reads back from every form it is written in, and nothing that is typed breaks the reading."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duikan.engine.folding import fold
from duikan.engine.number.numerals import read_numeral
from duikan.engine.number.quantities import find_quantities
from duikan.engine.values import Quantity, Span

_DIGITS = "零一二三四五六七八九"
_WIDE = str.maketrans("0123456789,.", "０１２３４５６７８９，．")


def _section(number: int) -> str:
    """One to 9999 in Chinese, zeros between as written."""
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + _DIGITS[digit] + name
        gap = False
    return text


def chinese(number: int) -> str:
    """A whole number as it is written out."""
    if number == 0:
        return "零"
    text, gap = "", False
    for unit, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part = number // unit % 10**4
        if part == 0:
            gap = bool(text)
            continue
        text += ("零" if text and (gap or part < 1000) else "") + _section(part) + name
        gap = False
    return text.removeprefix("一") if text.startswith("一十") else text


def mixed(number: int) -> str:
    """3亿5000万 and what is left."""
    parts = ((number // 10**8, "亿"), (number // 10**4 % 10**4, "万"))
    return "".join(f"{part}{name}" for part, name in parts if part)


def _one(text: str) -> Quantity:
    found = find_quantities(fold(text), [])
    assert len(found) == 1, (text, found)
    assert found[0].span == Span(2, len(text))
    return found[0].quantity


@given(st.integers(2, 10**12 - 1))
def test_a_whole_number_reads_back_from_every_form(number: int) -> None:
    written = {
        str(number),
        f"{number:,}",
        str(number).translate(_WIDE),
        f"{number:,}".translate(_WIDE),
        chinese(number),
    }
    for form in written:
        if 1000 <= number < 2100 and form == str(number):
            continue  # reads as a year
        quantity = _one(f"共有{form}个")
        assert quantity.low == quantity.high == number, form


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_a_mixed_number_reads_back(high: int, low: int) -> None:
    number = high * 10**8 + low * 10**4
    assert _one(f"共有{mixed(number)}元").low == number


@given(
    st.integers(0, 99999),
    st.integers(1, 999),
    st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8), ("万亿", 10**12)]),
)
def test_decimals_are_exact_and_tell_their_step(whole: int, part: int, scale: tuple[str, int]) -> None:
    quantity = _one(f"共有{whole}.{part:03d}{scale[0]}吨")
    assert quantity.low == (whole + Fraction(part, 1000)) * scale[1]
    assert quantity.step == Fraction(scale[1], 1000)


@given(
    st.text(
        alphabet="一二三两十百千万亿零点多余来几数半第前首超近约至个家元%人年0123456789,.-/ \n（）的\ud800𠮷",
        max_size=60,
    )
)
def test_any_text_is_read_in_order_without_overlap(text: str) -> None:
    end = 0
    for found in find_quantities(fold(text), []):
        assert end <= found.span.start < found.span.end <= len(text)
        assert found.span.start <= found.number.start < found.number.end <= found.span.end
        end = found.span.end


@pytest.mark.parametrize(
    ("written", "low", "high", "step"),
    [
        ("1.23亿", 123000000, 123000000, 1000000),
        ("1200", 1200, 1200, 1),
        ("4万6,800", 46800, 46800, 1),
        ("15万4070", 154070, 154070, 1),
        ("1亿2,345万6,789", 123456789, 123456789, 1),
        ("1,200亿", 1200 * 10**8, 1200 * 10**8, 10**8),
        ("一百二十亿", 120 * 10**8, 120 * 10**8, 10**9),
        ("十几", 10, 20, 1),
        ("数万", 10000, 100000, 10000),
        ("三四百", 300, 400, 100),
        ("三万五", 35000, 35000, 1000),
        ("廿五", 25, 25, 1),
        ("壹佰贰拾叁", 123, 123, 1),
        ("二〇二五", 2025, 2025, 1),
        ("一又二分之一", Fraction(3, 2), Fraction(3, 2), Fraction(1, 2)),
    ],
)
def test_written_forms(written: str, low: int, high: int, step: int) -> None:
    numeral = read_numeral(written, 0)
    assert numeral is not None
    assert (numeral.low, numeral.high, numeral.step, numeral.end) == (low, high, step, len(written))


@pytest.mark.parametrize("piece", ["一", "9", "（", "1,234", "1-", "超过", "三分之", "3个至", "第", "首", "万亿", "半"])
def test_a_long_row_of_one_thing_ends(piece: str) -> None:
    text = piece * (8_000 // len(piece))
    assert all(found.span.end <= len(text) for found in find_quantities(text, []))


def test_what_a_date_covers_is_left_alone() -> None:
    text = "2025年8月共3个"
    assert [found.span for found in find_quantities(text, [Span(0, 7)])] == [Span(8, 10)]
