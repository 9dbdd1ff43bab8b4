"""What the command line prints: sentences, tables, JSON; the only place where it makes words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

import click
from rich.console import Console
from rich.table import Table

from duikan.engine.values import Reason
from duikan.errors import DuikanError
from duikan.services.views import ConflictCard, HistoryLine, ImportLine, OneFactView
from duikan.words import catalogue, explain, say, system_language, why

_STYLES = {"high": "bold red", "medium": "yellow", "low": "dim", "info": "dim"}


class Output:
    """Prints in one language; errors go to standard error."""

    def __init__(self, language: str | None = None) -> None:
        self.language = language or system_language()
        self._out = Console(soft_wrap=False, highlight=False, markup=False)

    def line(self, key: str, **values: object) -> None:
        """Print one sentence of the catalogue."""
        click.echo(say(key, self.language, **values))

    def error(self, error: DuikanError) -> None:
        """Print what went wrong and what to do, on standard error."""
        click.echo(self.sentence(error.code, error.values), err=True)

    def sentence(self, code: str, values: Mapping[str, object]) -> str:
        """The sentence of an error code."""
        return say(f"error.{code}", self.language, **values)

    def reason(self, reason: Reason) -> str:
        """Why two numbers disagree, in one line."""
        return explain(reason.code, reason.values, self.language)

    def why(self, fact: OneFactView) -> tuple[str, str]:
        """Whether two numbers are one fact, and what was weighed: two lines."""
        return why(fact.verdict, fact.parts, fact.score, self.language)

    def name(self, table: str, code: str) -> str:
        """The word for a code ("severity", "high"); the code itself where the catalogue has none."""
        return catalogue(self.language).get(f"{table}.{code}", code)

    def json(self, record: Mapping[str, object]) -> None:
        """Print one record as a line of JSON."""
        click.echo(json.dumps(record, ensure_ascii=False, default=str))

    def imported(self, lines: Iterable[ImportLine]) -> None:
        """Print what became of each file; refused ones on standard error."""
        for line in lines:
            if line.error_code == "import.again":
                self.line("cli.imported.again", file=line.name)
            elif line.error_code:
                click.echo(self.sentence(line.error_code, dict(line.error_values)), err=True)
            else:
                self.line("cli.imported", file=line.name, articles=line.articles, numbers=line.numbers)

    def conflicts(self, cards: Sequence[ConflictCard]) -> None:
        """Print conflicts as a table: how grave, what kind, why, where."""
        if not cards:
            self.line("cli.no_conflicts")
            return
        rows = [(card.severity, *self._card_cells(card)) for card in cards]
        self._table(("severity", "type", "status", "reason", "where"), rows)

    def _card_cells(self, card: ConflictCard) -> tuple[str, ...]:
        status = "decided" if card.decided else card.status
        places = dict.fromkeys(f"{each.page}「{each.title}」" for each in card.statements)
        return (
            self.name("severity", card.severity),
            self.name("type", card.type),
            self.name("cli.status", status),
            self.reason(Reason(card.reason_code, dict(card.reason_values))),
            "\n".join(places),
        )

    def _table(self, columns: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
        """Rows begin with a style name that is not shown."""
        table = Table(show_lines=True)
        for column in columns:
            wide = column == "reason"
            table.add_column(say(f"cli.col.{column}", self.language), overflow="fold", ratio=1 if wide else None)
        for style, *cells in rows:
            table.add_row(*cells, style=_STYLES.get(style))
        self._out.print(table)

    def found(self, rows: Sequence[tuple[str, str, str, str, str]]) -> None:
        """Print conflicts of files read without a project: severity, type, status, reason, where."""
        if not rows:
            self.line("cli.no_conflicts")
            return
        shown = [
            (severity, self.name("severity", severity), self.name("type", kind), self.name("cli.status", status), *rest)
            for severity, kind, status, *rest in rows
        ]
        self._table(("severity", "type", "status", "reason", "where"), shown)

    def history(self, lines: Sequence[HistoryLine]) -> None:
        """Print the acts, newest first."""
        rows = [
            (
                "",
                f"{line.at:%Y-%m-%d %H:%M}",
                line.author,
                f"{self.name('op', line.name)} {line.detail}".strip(),
                self.name("cli.state", line.state),
            )
            for line in lines
        ]
        self._table(("at", "who", "what", "state"), rows)
