"""A text twice as long takes at most 2.2 times the work, counted in calls and not in time, whatever the text is of."""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable
from types import FrameType

import pytest

from duikan.engine import pipeline

SIZE = 12_000
ALLOWED = 2.2
SENTENCE = "全市去年新建糧倉35座，總投資8.6億元；記者張文表示，「到2027年再建12座」。\n"


def work(text: str) -> int:
    """How many calls the reading of a text makes, those of the standard library's C included."""
    calls = 0

    def count(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        pipeline.read(text)
    finally:
        sys.setprofile(None)
    return calls


def again(part: str) -> Callable[[int], str]:
    return lambda size: (part * (size // len(part) + 1))[:size]


def varied(part: str) -> Callable[[int], str]:
    """The part again and again with other figures."""

    def made(size: int) -> str:
        chance = random.Random(size)
        return re.sub("[1-9]", lambda _: chance.choice("123456789"), again(part)(size))

    return made


KINDS: dict[str, Callable[[int], str]] = {
    "一": again("一"),
    "brackets": again("（「《"),
    "closing brackets": again("）」》"),
    "digits": varied("1234567890"),
    "punctuation": again("，。；：！？、…—"),
    "blank lines": again("\n"),
    "dates": varied("2025年3月4日至5月6日，"),
    "one line": again(SENTENCE.replace("\n", "")),
    "sentences": again(SENTENCE),
    "titles": varied("《規劃12》（簡稱《規12》），"),
    "short lines": again("第一節\n"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_twice_the_text_is_at_most_twice_the_work(kind: str) -> None:
    pipeline.read(KINDS[kind](200))  # word lists are read once
    assert work(KINDS[kind](2 * SIZE)) <= ALLOWED * work(KINDS[kind](SIZE)) + 1_000
