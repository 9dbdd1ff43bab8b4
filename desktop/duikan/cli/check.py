"""`duikan check`: the whole engine on files, without a project."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from duikan.cli.output import Output
from duikan.engine.pipeline import together
from duikan.errors import InputError
from duikan.importers.batch import Batch, read_batch
from duikan.importers.metadata import Metadata, read_metadata
from duikan.services.reading import read_many
from duikan.services.records import records
from duikan.services.views import is_note

CONFLICTS_FOUND = 4


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--metadata", type=click.Path(path_type=Path), help="CSV or JSON Lines: file,published,source.")
@click.option("--jsonl", is_flag=True, help="Everything that was read, one JSON record a line.")
@click.option(
    "--only", type=click.Choice(["article", "mention", "time", "conflict"]), help="With --jsonl: these records."
)
@click.option("--all", "everything", is_flag=True, help="Proof notes too; with --jsonl, numbers in names too.")
@click.option("--fail-on-conflict", is_flag=True, help="Exit with 4 when one is open.")
@click.pass_obj
def check(
    output: Output,
    paths: Sequence[Path],
    metadata: Path | None,
    jsonl: bool,
    only: str | None,
    everything: bool,
    fail_on_conflict: bool,
) -> None:
    """Read PATHS (files, folders) and print the conflicts found, without a project."""
    batch = read_batch(paths, read_metadata(metadata) if metadata else Metadata())
    for error in batch.errors:
        output.error(error)
    found = list(_read(output, batch, everything))
    if jsonl:
        for record in found:
            if only in (None, record["kind"]):
                output.json(record)
    else:
        _table(output, found, everything)
    waiting = [record for record in found if record["kind"] == "conflict" and not _is_note(record)]
    if batch.errors:
        sys.exit(1)
    if fail_on_conflict and waiting:
        sys.exit(CONFLICTS_FOUND)


def _read(output: Output, batch: Batch, everything: bool) -> Iterator[Mapping[str, object]]:
    texts = [(item.source_text.text, item.published, item.source) for item in batch.incoming]
    names = [item.source_text.name for item in batch.incoming]
    return records(together(list(read_many(texts))), names, output.reason, include_nominal=everything)


def _is_note(record: Mapping[str, object]) -> bool:
    return is_note(str(record["type"]), str(record["severity"]))


def _table(output: Output, found: Sequence[Mapping[str, object]], everything: bool) -> None:
    kinds = [record["kind"] for record in found]
    conflicts = [record for record in found if record["kind"] == "conflict"]
    shown = [record for record in conflicts if everything or not _is_note(record)]
    output.line(
        "cli.read",
        documents=len({record["file"] for record in found if record["kind"] == "article"}),
        articles=kinds.count("article"),
        numbers=kinds.count("mention"),
        conflicts=len([record for record in conflicts if not _is_note(record)]),
    )
    output.found([_row(record) for record in shown])
    if len(conflicts) > len(shown):
        output.line("cli.notes", count=len(conflicts) - len(shown))


def _row(record: Mapping[str, object]) -> tuple[str, str, str, str, str]:
    spans = record["spans"]
    if not isinstance(spans, list):
        raise InputError("file.encoding", file="", line=0)
    places = dict.fromkeys(f"{span['file']}:{span['start']}" for span in spans)  # pyright: ignore
    severity, kind, status, reason = (str(record[name]) for name in ("severity", "type", "status", "explanation"))
    return severity, kind, status, reason, "\n".join(places)
