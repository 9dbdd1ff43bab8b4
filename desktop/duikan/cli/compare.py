"""`duikan compare`: how any two numbers relate, and why."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from duikan.cli.output import Output
from duikan.engine.values import Reason
from duikan.importers.metadata import Metadata, read_metadata
from duikan.importers.text import read_file
from duikan.services.comparing import Compared, Place, compare_places


@click.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option("--metadata", type=click.Path(path_type=Path), help="CSV or JSON Lines: file,published,source.")
@click.option("--json", "as_json", is_flag=True, help="One JSON record a line.")
@click.pass_obj
def compare(output: Output, first: str, second: str, metadata: Path | None, as_json: bool) -> None:
    """Say how the numbers A and B relate: same, refining, compatible, in conflict or not comparable, and why.

    Below it stands whether the two are taken for answers to one question, and what was weighed for and against.

    A and B are each one of

    \b
      FILE:OFFSET   the number at an offset, as `check` prints it   page.txt:214
      FILE:WORDS    the first number in these words                 page.txt:30家至50家
      FILE          of two files: every pair that answers one question
      WORDS         the first number of a phrase                    "今年出口1.2萬噸"
    """
    known = read_metadata(metadata) if metadata else Metadata()
    pairs = compare_places(_place(first, known), _place(second, known))
    if not pairs:
        output.line("cli.nothing_shared")
    for pair in pairs:
        _print(output, pair, as_json)


def _place(said: str, known: Metadata) -> Place:
    """What an argument names; a path wins over words."""
    name, _, rest = said.rpartition(":")
    if Path(said).is_file():
        return _in_file(Path(said), known)
    if name and Path(name).is_file():
        place = _in_file(Path(name), known)
        offset = int(rest) if rest.isascii() and rest.isdigit() else None
        return Place(place.name, place.text, place.published, place.source, offset, "" if offset is not None else rest)
    return Place(said, said, words=said)


def _in_file(path: Path, known: Metadata) -> Place:
    row = known.rows.get(path.name)
    text = read_file(path).text
    return Place(path.name, text, row.published if row else None, row.source if row else "")


def _print(output: Output, pair: Compared, as_json: bool) -> None:
    view = pair.relation
    why = output.reason(Reason(view.reason_code, dict(view.reason_values)))
    if as_json:
        sides = [dict(zip(("file", "start", "surface"), side, strict=True)) for side in (pair.first, pair.second)]
        fact = asdict(pair.fact) | {"explanation": list(output.why(pair.fact))}
        told = {"spans": sides, "explanation": why, "kind": "relation", "relation": view.kind, "one_fact": fact}
        output.json(asdict(view) | told)
        return
    (name, start, printed), (other_name, other_start, other_printed) = pair.first, pair.second
    output.line(
        "cli.compared", relation=output.name("ui.relation", view.kind), why=why,
        a=_where(name, start, printed), b=_where(other_name, other_start, other_printed),
    )  # fmt: skip
    verdict, weighed = output.why(pair.fact)
    output.line("cli.one_fact", verdict=verdict, weighed=weighed)


def _where(name: str, start: int, printed: str) -> str:
    """Where a number stands; of a phrase only the number."""
    return printed if printed in name else f"{printed}（{name}:{start}）"
