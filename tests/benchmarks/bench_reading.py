"""How fast the engine reads, beside the least that any reader must do: one compiled scan for numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duikan.engine import pipeline
from duikan.resources import SEEDS
from measure import Row, seconds

NUMERAL = re.compile(r"[0-9０-９][0-9０-９,，.．]*|[〇零一二三四五六七八九十百千萬万億亿兩两半]+")
WANTED = 400_000  # characters a second on one core, the whole reading


def bench_reading() -> Iterator[Row]:
    pages = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    size = sum(map(len, pages))
    reading = seconds(lambda: [pipeline.read(page) for page in pages])
    scan = seconds(lambda: [sum(1 for _ in NUMERAL.finditer(page)) for page in pages])
    yield Row("reading the sample pages", size / reading, "characters/s", WANTED, "higher")
    yield Row("a bare scan for numerals, same pages", size / scan, "characters/s", None, "higher")
    yield Row("reading, as a multiple of the bare scan", reading / scan, "times")


def bench_reading_grows_with_the_text() -> Iterator[Row]:
    """Time per character on a page sixteen times as long, over that of the page: 1 is linear."""
    page = max((path.read_text(encoding="utf-8") for path in SEEDS.glob("*.txt")), key=len)
    small = seconds(lambda: pipeline.read(page))
    large = seconds(lambda: pipeline.read("\n".join([page] * 16)), runs=3)
    yield Row("time per character, a page 16 times as long", large / small / 16, "times", 1.5)
