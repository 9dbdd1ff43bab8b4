"""How the work between the numbers grows with the archive: facts, conflicts, doubts in the store, one act.

The archive is newsroom.py's: the annotated clusters, told again and again. Set DUIKAN_BENCH_MENTIONS to other sizes
("10000 100000 1000000") to group more than what is grouped here.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from math import log

from duikan.engine.pipeline import relate
from measure import Row, seconds
from newsroom import copies
from newsroom_store import asked_file, asked_server

SIZES = tuple(map(int, os.environ.get("DUIKAN_BENCH_MENTIONS", "10000 20000 40000").split()))
MILLION = 1_000_000


def bench_grouping() -> Iterator[Row]:
    """Facts and conflicts of mentions already read, each size in a process of its own."""
    taken: list[tuple[int, float]] = []
    for size in SIZES:
        command = [sys.executable, __file__, str(size)]
        told = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout.splitlines()[-1])
        taken.append((told["mentions"], told["seconds"]))
        yield Row(f"facts and conflicts of {size:,} mentions, one core", told["seconds"], "s")
        yield Row(f"the same, a mention, {size:,}", told["seconds"] / told["mentions"] * 1e6, "µs", 60)
        yield Row(f"the same, memory with the mentions, {size:,}", told["memory"], "MB", 2000)
        yield Row(f"the same, true pairs of the clusters in one fact, {size:,}", told["recall"], "", None, "higher")
    for (few, before), (many, after) in pairwise(taken):
        allowed = log(many * log(many) / (few * log(few))) / log(many / few)
        yield Row(
            f"growth from {few:,} to {many:,}, as a power of n", log(after / before) / log(many / few), "", allowed
        )


def _group(size: int) -> None:
    """What a process of `bench_grouping` does."""
    told = list(copies(size))
    stated = [one for copy in told for one in copy.stated]
    milestones = [one for copy in told for one in copy.milestones]
    began = time.process_time()
    facts, _ = relate(stated, milestones=milestones)
    true = [pair for copy in told for pair in copy.true]
    print(
        json.dumps(
            {
                "mentions": len(stated),
                "seconds": time.process_time() - began,
                "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "recall": sum(facts[a] == facts[b] for a, b in true) / len(true),
            }
        )
    )


def bench_doubts() -> Iterator[Row]:
    """All numbers of a million that cannot both be true, asked of the store by the rules."""
    for name, wanted, opened in (("SQLite", 0.5, asked_file(MILLION)), ("PostgreSQL", 1.0, asked_server(MILLION))):
        with opened as ask:
            if ask is None:
                print(f"{name} is not installed: skipped", file=sys.stderr)
                continue
            found = len(ask())
            yield Row(
                f"all {found:,} doubted pairs of 1,000,000 grouped mentions, {name}", seconds(ask, 3), "s", wanted
            )
            yield Row(
                f"doubts about one article, 1,000,000 mentions, {name}", seconds(lambda ask=ask: ask({7}), 9) * 1000,
                "ms", 50,
            )  # fmt: skip


if __name__ == "__main__":
    _group(int(sys.argv[1]))
