"""How fast the engine reads, beside the least that any reader must do: one compiled scan for numerals.

No text is read twice: figures and names are turned before every run, so that nothing is known of a line beforehand.
"""

from __future__ import annotations

import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from duikan.engine import pipeline
from duikan.resources import SEEDS
from duikan.services.reading import read_many
from measure import Row, seconds

NUMERAL = re.compile(r"[0-9０-９][0-9０-９,，.．]*|[〇零一二三四五六七八九十百千万億亿兩两半]+")
WANTED = 400_000  # characters a second on one core, the whole reading
_TURNED = re.compile(r"(?<![12年])[1-9](?![0-9]{0,3}[年月日])")
_SURNAMES = "張李王劉陳楊黃趙吳周徐孫馬朱胡郭何高林羅"
ARTICLE = 1_500
MANY = (1_000, 10_000)
TWICE = 40_000  # characters of the shorter of two texts, one twice as long as the other
TWICE_ALLOWED = 2.2


def pages() -> list[str]:
    """The sample pages as printed."""
    return [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]


def turned(text: str, chance: random.Random) -> str:
    """The text with other figures (dates kept) and another name for every surname."""
    named = str.maketrans({name: chance.choice(_SURNAMES) for name in _SURNAMES})
    return _TURNED.sub(lambda _: chance.choice("123456789"), text).translate(named)


def bench_reading() -> Iterator[Row]:
    """The whole reading of the sample pages, the reading without facts and conflicts, and a bare scan."""
    chance = random.Random(1)
    size = sum(map(len, pages()))
    whole = _fresh(lambda text: pipeline.read(text), chance)
    alone = _fresh(lambda text: pipeline.read_alone(text, None, ""), chance)
    scan = _fresh(lambda text: sum(1 for _ in NUMERAL.finditer(text)), chance)
    yield Row("reading the sample pages, facts and conflicts too", size / whole, "characters/s", WANTED, "higher")
    yield Row("reading the sample pages, numbers and times alone", size / alone, "characters/s", None, "higher")
    yield Row("a bare scan for numerals, same pages", size / scan, "characters/s", None, "higher")
    yield Row("reading, as a multiple of the bare scan", whole / scan, "times")


def _fresh(work: Callable[[str], object], chance: random.Random, runs: int = 5) -> float:
    """The median time of `work` on all sample pages, turned anew for every run; turning them is not counted."""
    made = iter([[turned(page, chance) for page in pages()] for _ in range(runs + 1)])
    return seconds(lambda: [work(page) for page in next(made)], runs)


def articles(count: int) -> Iterator[pipeline.Text]:
    """So many articles of about 1,500 characters: stretches of the sample pages with other figures and names."""
    chance = random.Random(count)
    body = "\n".join(pages())
    for _ in range(count):
        at = chance.randrange(len(body) - ARTICLE)
        yield turned(body[at : at + ARTICLE], chance), None, ""


def bench_many() -> Iterator[Row]:
    """1,000 and 10,000 articles by every core, each in a process of its own so that its greatest memory is known."""
    taken: dict[int, float] = {}
    for count in MANY:
        told = subprocess.run([sys.executable, __file__, str(count)], capture_output=True, check=True, text=True)
        spent, memory = map(float, told.stdout.split())
        taken[count] = spent
        yield Row(f"reading {count:,} articles of {ARTICLE:,} characters by every core", spent, "s")
        yield Row(f"greatest memory of the reader's own process, {count:,} articles", memory, "MB")
    few, many = MANY
    yield Row("time for ten times as many articles", taken[many] / taken[few], "times", 10.5)


def _read_so_many(count: int) -> None:
    began = time.perf_counter()
    read = sum(1 for _ in read_many(articles(count)))
    assert read == count
    print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def bench_twice_as_long() -> Iterator[Row]:
    """Time for a text twice as long over that of the text, for texts of every kind, damaged ones too."""
    for name, make in KINDS.items():
        texts = [make(size, random.Random(size)) for size in (TWICE, 2 * TWICE)]
        small, large = (min(_once(text) for _ in range(3)) for text in texts)
        yield Row(f"twice as long: {name}", large / small, "times", TWICE_ALLOWED)


def _once(text: str) -> float:
    began = time.process_time()
    pipeline.read(text)
    return time.process_time() - began


def _again(part: str) -> Callable[[int, random.Random], str]:
    return lambda size, _: (part * (size // len(part) + 1))[:size]


def _varied(part: str) -> Callable[[int, random.Random], str]:
    """The part again and again, with other figures each time."""

    def made(size: int, chance: random.Random) -> str:
        return "".join(turned(part, chance) for _ in range(size // len(part) + 1))[:size]

    return made


def _page(size: int, chance: random.Random) -> str:
    return _varied("\n".join(pages()) + "\n")(size, chance)


KINDS: dict[str, Callable[[int, random.Random], str]] = {
    "newspaper pages": _page,
    "the same in one line": lambda size, chance: _page(size + size // 9, chance).replace("\n", "")[:size],
    "only 一": _again("一"),
    "only brackets": _again("（「《"),
    "only digits": lambda size, chance: "".join(chance.choice("0123456789") for _ in range(size)),
    "only punctuation": _again("，。；：！？、…—"),
    "only numbers in lines": _varied("投資12億元\n"),
    "dates without end": _varied("2025年3月4日至5月6日，"),
    "one sentence again and again": _again("全市去年新建糧倉三十五座，總投資8.6億元。"),
    "quotations": _varied("他表示，「今年增長12家，總投資34億元」，"),
}

if __name__ == "__main__":
    _read_so_many(int(sys.argv[1]))
