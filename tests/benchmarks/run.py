"""`make bench`: runs every bench_* function of every bench_*.py beside this file; a table, and build/bench.json.

    python tests/benchmarks/run.py [PART OF A FILE'S NAME[:PART OF A BENCHMARK'S]]...

A benchmark is a function without arguments that yields rows (measure.py). A file that fails is told,
and the others still run.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from rich.console import Console
from rich.table import Table

from measure import Row

HERE = Path(__file__).resolve().parent
RESULTS = HERE.parents[1] / "build" / "bench.json"
FAILED: list[str] = []


def benchmarks(module: str) -> list[Callable[[], Iterable[Row]]]:
    """The benchmarks of one module, in the order they are written."""
    found = vars(importlib.import_module(module)).items()
    return [value for name, value in found if name.startswith("bench_") and inspect.isfunction(value)]


def measured(module: str, wanted: list[str]) -> Iterator[Row]:
    """The rows of one module; one that fails is told on stderr and ends the module."""
    try:
        for bench in benchmarks(module):
            if any(_takes(one, module, bench.__name__) for one in wanted):
                yield from bench()
    except Exception as error:  # noqa: BLE001  whatever it is, the other figures are still wanted
        print(f"{module} failed:\n{''.join(traceback.format_exception(error))}", file=sys.stderr)
        FAILED.append(module)


def _takes(wanted: str, module: str, name: str = "") -> bool:
    file, _, bench = wanted.partition(":")
    return file in module and (not name or bench in name)


def number(value: float) -> str:
    """Three digits that count, and no exponent: 0.00412, 37.5, 1,234,567."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    places = 2 if abs(value) >= 1 else 3
    while abs(value) < 10 ** (2 - places) and places < 9:
        places += 1
    return f"{value:,.{places}f}"


def table(rows: list[Row]) -> Table:
    """The rows as people read them."""
    shown = Table("what", "unit")
    for heading in ("value", "target"):
        shown.add_column(heading, justify="right")
    shown.add_column("reached")
    for row in rows:
        target = "" if row.target is None else f"{'≤' if row.better == 'lower' else '≥'} {number(row.target)}"
        reached = {None: "", True: "yes", False: "no"}[row.reached]
        shown.add_row(row.name, row.unit, number(row.value), target, reached)
    return shown


def main() -> int:
    """Runs, prints and writes; 1 when a benchmark failed, whatever the figures say."""
    parser = argparse.ArgumentParser(description="Measure; a table, and build/bench.json.")
    parser.add_argument("wanted", nargs="*", help="only files with this in their name; file:bench for some of it")
    wanted = parser.parse_args().wanted or [""]
    modules = sorted(path.stem for path in HERE.glob("bench_*.py"))
    modules = [module for module in modules if any(_takes(one, module) for one in wanted)]
    rows = [row for module in modules for row in measured(module, wanted)]
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    Console().print(table(rows))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 1 if FAILED else 0


if __name__ == "__main__":
    sys.exit(main())
