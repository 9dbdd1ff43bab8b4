"""How much of the public test suites of this field the reading gets right: `python -m tests.suites.run FOLDER`.

FOLDER holds the suites, each in its own format (README.md beside this file: which, and what counts).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.suites import duckling, jionlp, normalisers, recognizers
from tests.suites.items import Item
from tests.suites.judge import right
from tests.suites.not_ours import why

READERS = (recognizers.items, duckling.items, jionlp.items, normalisers.items)


class Judged(NamedTuple):
    """An item, whether it is read right, and why it is not ours to read (empty: it is)."""

    item: Item
    good: bool
    apart: str


def found(folder: Path) -> Iterator[Item]:
    """Every item of every suite that lies in the folder."""
    for reader in READERS:
        yield from reader(folder)


def judged(items: Iterable[Item]) -> list[Judged]:
    """Every item with its judgement."""
    return [Judged(item, right(item), why(item)) for item in items]


def table(results: list[Judged]) -> list[str]:
    """The figures as lines of text: a row a kind, a column a suite; then all items, and ours."""
    suites = sorted({one.item.suite for one in results})
    columns: list[Callable[[Judged], bool]] = [
        *(lambda one, suite=suite: one.item.suite == suite for suite in suites),
        lambda _: True,
        lambda one: not one.apart,
    ]
    rows = [["kind", *suites, "all", "ours"]]
    for kind in [*dict.fromkeys(one.item.kind for one in results), "all"]:
        chosen = [one for one in results if kind in (one.item.kind, "all")]
        rows.append([kind, *(_cell([one.good for one in chosen if column(one)]) for column in columns)])
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _cell(good: list[bool]) -> str:
    return f"{sum(good)}/{len(good)} {100 * sum(good) / len(good):.1f} %" if good else "-"


def classes(results: list[Judged]) -> list[str]:
    """The classes that are not ours: asked, and read right all the same."""
    asked = Counter(one.apart for one in results if one.apart)
    good = Counter(one.apart for one in results if one.apart and one.good)
    return [f"{count:5} {good[name]:5}  {name}" for name, count in asked.most_common()]


def main(arguments: list[str]) -> int:
    """Prints the table, and with --errors the items that are wrong."""
    folders = [Path(one) for one in arguments if not one.startswith("-")]
    if len(folders) != 1 or not folders[0].is_dir():
        print("python -m tests.suites.run FOLDER [--errors]", file=sys.stderr)
        return 2
    results = judged(found(folders[0]))
    if not results:
        print(f"no suite in {folders[0]}: see tests/suites/README.md", file=sys.stderr)
        return 1
    print("\n".join([*table(results), "", "not ours: asked, right", *classes(results)]))
    if "--errors" in arguments:
        for item, _, apart in (one for one in results if not one.good):
            print(
                f"{apart or 'WRONG'}\t{item.suite}\t{item.kind}\t{item.text!r}\t{item.published or ''}\t{item.wanted}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
