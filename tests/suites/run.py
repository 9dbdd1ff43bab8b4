"""How much of the public test suites of this field the reading gets right: `python -m tests.suites.run FOLDER`.

FOLDER holds the suites, each in its own format (README.md beside this file: which, and what counts).
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.suites import duckling, jionlp, normalisers, recognizers
from tests.suites.items import Item
from tests.suites.judge import right

READERS = (recognizers.items, duckling.items, jionlp.items, normalisers.items)
Tally = dict[str, dict[str, list[int]]]


def found(folder: Path) -> Iterator[Item]:
    """Every item of every suite that lies in the folder."""
    for reader in READERS:
        yield from reader(folder)


def tally(items: Iterable[Item]) -> tuple[Tally, list[Item]]:
    """Right and asked, by kind and suite; and the items that are wrong."""
    counts: Tally = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    wrong: list[Item] = []
    for item in items:
        good = right(item)
        counts[item.kind][item.suite][0] += good
        counts[item.kind][item.suite][1] += 1
        if not good:
            wrong.append(item)
    return counts, wrong


def table(counts: Tally) -> list[str]:
    """The figures as lines of text: a row a kind, a column a suite."""
    suites = sorted({suite for row in counts.values() for suite in row})
    rows = [["kind", *suites, "all"]]
    for kind in counts:
        cells = [counts[kind].get(suite, [0, 0]) for suite in suites]
        rows.append([kind, *map(_cell, [*cells, _sum(cells)])])
    columns = [_sum(row[suite] for row in counts.values() if suite in row) for suite in suites]
    rows.append(["all", *map(_cell, [*columns, _sum(columns)])])
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _sum(cells: Iterable[list[int]]) -> list[int]:
    together = list(cells)
    return [sum(cell[at] for cell in together) for at in (0, 1)]


def _cell(cell: list[int]) -> str:
    good, asked = cell
    return f"{good}/{asked} {100 * good / asked:.1f} %" if asked else "-"


def main(arguments: list[str]) -> int:
    """Prints the table, and with --errors the items that are wrong."""
    folders = [Path(one) for one in arguments if not one.startswith("-")]
    if len(folders) != 1 or not folders[0].is_dir():
        print("python -m tests.suites.run FOLDER [--errors [KIND]]", file=sys.stderr)
        return 2
    counts, wrong = tally(found(folders[0]))
    if not counts:
        print(f"no suite in {folders[0]}: see tests/suites/README.md", file=sys.stderr)
        return 1
    print("\n".join(table(counts)))
    if "--errors" in arguments:
        for item in wrong:
            print(f"{item.suite}\t{item.kind}\t{item.text!r}\t{item.published or ''}\t{item.wanted}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
