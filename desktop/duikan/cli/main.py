"""The command line: what the window does, through the same services, where a program may read it."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from duikan import __version__
from duikan.cli.check import check
from duikan.cli.compare import compare
from duikan.cli.output import Output
from duikan.errors import DatabaseUnreached, DuikanError, InputError, ProjectError

OpenWindow = Callable[[str | None], int]
CONFLICTS_FOUND = 4


class _Commands(click.Group):
    """Commands by name; what is none of them is a project to open in the window."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and self.get_command(ctx, args[0]) is None:
            return "open", self.get_command(ctx, "open"), args
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="Duikan 對勘")
@click.option("--lang", type=click.Choice(["zh_Hant", "zh_Hans", "en"]), help="Language of what is printed.")
@click.pass_context
def duikan(ctx: click.Context, lang: str | None) -> None:
    """Duikan 對勘 shows where two sources disagree on a number, and says why.

    Without a command it opens the window: on PROJECT, the last project, or the sample.
    """
    window: OpenWindow | None = ctx.obj
    ctx.obj = Output(lang)
    ctx.meta["window"] = window
    if ctx.invoked_subcommand is None:
        _window(ctx, None)


duikan.add_command(check)
duikan.add_command(compare)


@duikan.command("open", hidden=True)
@click.argument("project")
@click.pass_context
def open_(ctx: click.Context, project: str) -> None:
    """Open PROJECT in the window."""
    if "://" not in project and not Path(project).exists():
        raise ProjectError("project.missing", file=project)
    _window(ctx, project)


def _window(ctx: click.Context, project: str | None) -> None:
    window: OpenWindow | None = ctx.meta["window"]
    if window is not None:
        ctx.exit(window(project))
    from duikan.cli.demo import demo

    demo(ctx.obj)


@duikan.command("import")
@click.argument("project")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--metadata", type=click.Path(path_type=Path), help="CSV or JSON Lines: file,published,source.")
@click.pass_obj
def import_(output: Output, project: str, paths: Sequence[Path], metadata: Path | None) -> None:
    """Read PATHS (files, folders) into PROJECT; it is created when there is none."""
    from duikan.services import imports
    from duikan.services.workspace import Workspace

    batch = imports.read_files(paths, metadata)
    lines = batch.refused
    if batch.pages:
        with Workspace.open(project, create=True) as workspace:
            stored = workspace.do("import", imports.store_batch, batch).value
            lines = workspace.read(imports.count_lines, stored)
    output.imported(lines)
    if any(line.error_code and line.error_code != "import.again" for line in lines):
        sys.exit(1)


@duikan.command()
@click.argument("project")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), help="Where to; - is standard output.")
@click.pass_obj
def export(output: Output, project: str, target: Path | None) -> None:
    """Write the verified claims of PROJECT as CSV."""
    from duikan.services.export.csv_claims import claims_csv, write_csv
    from duikan.services.workspace import Workspace

    path = target or Path("verified-claims.csv")
    with Workspace.open(project) as workspace:
        if str(path) == "-":
            sys.stdout.buffer.write(workspace.read(claims_csv))
            return
        workspace.read(write_csv, path)
    output.line("cli.wrote", file=path.resolve())


@duikan.command()
@click.argument("project")
@click.option("--json", "as_json", is_flag=True, help="One JSON record a line.")
@click.option("--all", "everything", is_flag=True, help="Proof notes and decided ones too.")
@click.option("--fail-on-conflict", is_flag=True, help="Exit with 4 when one is open.")
@click.pass_obj
def conflicts(output: Output, project: str, as_json: bool, everything: bool, fail_on_conflict: bool) -> None:
    """List the conflicts of PROJECT with their reasons."""
    from duikan.engine.values import Reason
    from duikan.services.conflicts import list_conflicts
    from duikan.services.workspace import Workspace

    with Workspace.open(project, read_only=True) as workspace:
        cards = workspace.read(list_conflicts)
    waiting = [card for card in cards if not card.decided and not card.is_note]
    shown = list(cards) if everything else waiting
    if as_json:
        for card in shown:
            reason = output.reason(Reason(card.reason_code, dict(card.reason_values)))
            output.json({**dataclasses.asdict(card), "explanation": reason})
    else:
        output.conflicts(shown)
    if fail_on_conflict and waiting:
        sys.exit(CONFLICTS_FOUND)


@duikan.command()
@click.argument("project")
@click.option("-n", "limit", default=50, show_default=True, help="How many acts.")
@click.option("--json", "as_json", is_flag=True, help="One JSON record a line.")
@click.pass_obj
def history(output: Output, project: str, limit: int, as_json: bool) -> None:
    """Show who did what when in PROJECT, newest first."""
    from duikan.services.history import history as lines_of
    from duikan.services.workspace import Workspace

    with Workspace.open(project, read_only=True) as workspace:
        lines = workspace.read(lines_of, limit)
    if as_json:
        for line in lines:
            output.json(dataclasses.asdict(line))
    else:
        output.history(lines)


@duikan.command()
@click.argument("project")
@click.option("-n", "steps", default=1, show_default=True, help="How many acts.")
@click.pass_obj
def undo(output: Output, project: str, steps: int) -> None:
    """Take the last acts in PROJECT back."""
    _step(output, project, steps, back=True)


@duikan.command()
@click.argument("project")
@click.option("-n", "steps", default=1, show_default=True, help="How many acts.")
@click.pass_obj
def redo(output: Output, project: str, steps: int) -> None:
    """Do again what was taken back in PROJECT."""
    _step(output, project, steps, back=False)


def _step(output: Output, project: str, steps: int, *, back: bool) -> None:
    from duikan.services.history import totals
    from duikan.services.workspace import Workspace

    with Workspace.open(project) as workspace:
        for _ in range(steps):
            figures = workspace.read(totals)
            name = figures.undo if back else figures.redo
            if not name:
                raise InputError("undo.none" if back else "redo.none")
            workspace.undo() if back else workspace.redo()
            output.line("cli.undone" if back else "cli.redone", name=output.name("op", name))


@duikan.command()
@click.argument("project")
@click.pass_obj
def backup(output: Output, project: str) -> None:
    """Make a backup of PROJECT now, checked by opening it."""
    from duikan.services.workspace import Workspace

    with Workspace.open(project) as workspace:
        path = workspace.backup()
    if path is None:
        raise ProjectError("backup.none", file=project)
    output.line("cli.backup", file=path)


@duikan.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.argument("saved", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def restore(output: Output, project: Path, saved: Path | None) -> None:
    """Put PROJECT back as it was in a backup (the newest, or SAVED); what is there now is kept beside it."""
    from duikan.services.workspace import restore as put_back

    output.line("cli.restored", file=put_back(project, saved))


def run(arguments: Sequence[str], window: OpenWindow | None) -> int:
    """Run the command line; `window` None where no display is. The exit code (design.md 9)."""
    output = Output()
    try:
        code = duikan.main(list(arguments), prog_name="duikan", obj=window, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return 130
    except DatabaseUnreached as error:
        output.error(error)
        return 3
    except DuikanError as error:
        output.error(error)
        return 1
    except SystemExit as stop:
        return int(stop.code or 0)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return code if isinstance(code, int) else 0
