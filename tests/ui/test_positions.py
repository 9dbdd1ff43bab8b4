"""Code points to UTF-16 and back, with rare characters and emoji in every place."""

import pytest

from duikan.ui.positions import Positions

TEXTS = ["", "30家", "𠮷", "a𠮷b", "𠮷𠮷野家30間😀。", "今年😀建成𠮷30家"]


@pytest.mark.parametrize("text", TEXTS)
def test_a_position_comes_back_as_it_went(text: str) -> None:
    positions = Positions(text)
    for at in range(len(text) + 1):
        units = positions.to_qt(at)
        assert units == len(text[:at].encode("utf-16-le")) // 2
        assert positions.to_text(units) == at


def test_the_middle_of_a_pair_is_its_start() -> None:
    assert Positions("a𠮷b").to_text(2) == 1
