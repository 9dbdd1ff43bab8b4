"""How the work between the numbers grows with the archive: facts, conflicts, doubts in the store, one act.

The archive is newsroom.py's: the annotated clusters, told again and again. Three sizes each, so that growth shows;
DUIKAN_BENCH_MENTIONS="100000 1000000" groups others, DUIKAN_BENCH_STORED="1000000" fills projects with others (a
million takes some minutes to be made, once). Targets of a million stand only beside a million.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise, product
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive import body
from duikan.engine.pipeline import relate
from duikan.services import imports, mentions
from duikan.services.workspace import Workspace
from duikan.store.models import Mention
from measure import Row, seconds
from newsroom import copies
from newsroom_store import asked_file, asked_server, newsroom_file

SIZES = tuple(map(int, os.environ.get("DUIKAN_BENCH_MENTIONS", "10000 20000 40000").split()))
STORED = tuple(map(int, os.environ.get("DUIKAN_BENCH_STORED", "10000 30000 100000").split()))
MILLION = 1_000_000


def bench_grouping() -> Iterator[Row]:
    """Facts and conflicts of mentions already read, each size in a process of its own."""
    taken: list[tuple[int, float]] = []
    for size in SIZES:
        command = [sys.executable, __file__, str(size)]
        told = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout.splitlines()[-1])
        taken.append((told["mentions"], told["seconds"]))
        whole = 60 if size >= MILLION else None
        yield Row(f"facts and conflicts of {size:,} mentions, one core", told["seconds"], "s", whole)
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
    """All grouped numbers that cannot both be true, asked of the store by the rules; and those of one article."""
    stores = (("SQLite", 0.5, asked_file), ("PostgreSQL", 1.0, asked_server))
    for (name, wanted, store), size in product(stores, STORED):
        with store(size) as ask:
            if ask is None:
                print(f"{name} is not installed: skipped", file=sys.stderr)
                continue
            target = wanted if size >= MILLION else None
            pairs = len(ask())
            yield Row(f"all {pairs:,} doubted pairs of {size:,} grouped mentions, {name}", seconds(ask, 3), "s", target)
            one = seconds(lambda ask=ask: ask({7}), 9) * 1000
            yield Row(f"doubts about one article among {size:,} mentions, {name}", one, "ms", 50)


def bench_acts() -> Iterator[Row]:
    """What an act costs in a project of so many numbers: all that is between them is brought up to date in it."""
    for size in STORED[:2]:
        with TemporaryDirectory(prefix="duikan-bench-") as folder:
            path = Path(shutil.copy(newsroom_file(size), Path(folder) / "project.duikan"))
            with Workspace.open(path) as project:
                yield from _acts(project, Path(folder), f"{size:,} mentions")


def _acts(project: Workspace, folder: Path, what: str) -> Iterator[Row]:
    number = next(iter(project.read(_numbers)))
    first = _timed(lambda: project.do("mention.correct", mentions.correct, number, low="41", high="41"))
    yield Row(f"first act in a project of {what}: all is loaded and held", first, "ms")
    again = _timed(lambda: project.do("mention.correct", mentions.correct, number, low="43", high="43"))
    yield Row(f"one corrected value among {what}, conflicts known", again, "ms", 20)
    page = folder / "new.txt"
    page.write_text(body(3, 1_200), encoding="utf-8")
    batch = imports.read_files([page])
    brought = _timed(lambda: project.do("import", imports.store_batch, batch))
    yield Row(f"one new article of 50 numbers among {what}, conflicts known", brought, "ms", 50)


def _numbers(session: Session) -> list[int]:
    return list(session.scalars(select(Mention.id).where(Mention.nominal.is_(False)).order_by(Mention.id).limit(1)))


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    _group(int(sys.argv[1]))
