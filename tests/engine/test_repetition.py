"""A text that only repeats itself is read as far as it says something; all else is read whole."""

from __future__ import annotations

import pytest

from duikan.engine.number.quantities import find_quantities
from duikan.engine.repetition import OFTEN
from duikan.engine.time.times import find_times


@pytest.mark.parametrize("piece", ["3人", "一个", "1,234,", "3个至", "占3%，"])
def test_the_same_number_again_and_again_is_read_a_thousand_times(piece: str) -> None:
    assert len(find_quantities(piece * 20_000, [])) < 2 * OFTEN


@pytest.mark.parametrize("piece", ["同年", "5月", "今年", "1月1日，"])
def test_the_same_date_again_and_again_is_read_a_thousand_times(piece: str) -> None:
    assert len(find_times(piece * 20_000)) < 2 * OFTEN


def test_a_list_of_many_numbers_is_read_whole() -> None:
    text = "".join(f"第{place}行有{place + 2}人。\n" for place in range(3000))
    assert len([found for found in find_quantities(text, []) if found.quantity.unit == "人"]) == 3000


def test_an_article_printed_many_times_is_read_each_time() -> None:
    article = "全市新建学校12所，" + "校园里绿树成荫，孩子们在操场上奔跑，" * 15 + "新增学位8000个。\n"
    assert len(find_quantities(article * 1200, [])) == 2400
