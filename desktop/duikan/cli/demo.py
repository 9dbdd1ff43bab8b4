"""What `duikan` does where no window can be shown: the sample project in the terminal."""

from __future__ import annotations

import tempfile
from pathlib import Path

from duikan.cli.output import Output
from duikan.services.conflicts import list_conflicts
from duikan.services.export.csv_claims import write_csv
from duikan.services.history import totals
from duikan.services.projects import sample_project
from duikan.services.workspace import Workspace


def demo(output: Output) -> None:
    """Read the five sample pages, print the conflicts with their reasons, write verified-claims.csv here."""
    output.line("cli.no_display")
    target = Path("verified-claims.csv").resolve()
    with (
        tempfile.TemporaryDirectory(prefix="duikan-") as folder,
        Workspace.open(sample_project(Path(folder))) as workspace,
    ):
        figures = workspace.read(totals)
        cards = workspace.read(list_conflicts)
        workspace.read(write_csv, target)
    waiting = [card for card in cards if not card.decided and not card.is_note]
    output.line(
        "cli.read",
        documents=figures.documents,
        articles=figures.articles,
        numbers=figures.numbers,
        conflicts=len(waiting),
    )
    output.conflicts(waiting)
    notes = len(cards) - len(waiting)
    if notes:
        output.line("cli.notes", count=notes)
    output.line("cli.wrote", file=target)
