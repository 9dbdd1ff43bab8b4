"""The import contracts of pyproject.toml hold, and each is seen to fail once: a contract that cannot fail is none."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CONFIG = ROOT / "pyproject.toml"
CONTRACTS = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
ALL_KEPT = f"{len(CONTRACTS)} kept, 0 broken"

LAYERS = "No arrow runs up"
ROOMS = "The rooms of the engine stand in the order of the reading"
ENGINE = "The engine knows no screen, no database, no command line"
QT = "Only the window imports Qt"
FACES = "The faces see services, never the store"
PANELS = "Panels meet only in the main window"
CIRCLES = "No circles"

# contract, module that breaks it, what it imports
BREAKS = [
    (LAYERS, "duikan.services.claims", "duikan.ui"),
    (LAYERS, "duikan.services.claims", "duikan.cli"),
    (LAYERS, "duikan.store.models", "duikan.services"),
    (LAYERS, "duikan.engine.facts", "duikan.store"),
    (LAYERS, "duikan.words", "duikan.engine"),
    (LAYERS, "duikan.errors", "duikan.words"),
    (LAYERS, "duikan.ui.app", "duikan.cli"),
    (LAYERS, "duikan.cli.main", "duikan.ui"),
    (LAYERS, "duikan.store.models", "duikan.importers"),
    (ROOMS, "duikan.engine.time.times", "duikan.engine.meaning"),
    (ROOMS, "duikan.engine.number.quantities", "duikan.engine.page"),
    (ROOMS, "duikan.engine.fact.facts", "duikan.engine.conflict"),
    (ENGINE, "duikan.engine.facts", "PySide6.QtCore"),
    (ENGINE, "duikan.engine.facts", "sqlalchemy.orm"),
    (ENGINE, "duikan.engine.facts", "click"),
    (ENGINE, "duikan.engine.facts", "duikan.words"),
    (QT, "duikan.services.claims", "PySide6.QtCore"),
    (QT, "duikan.cli.main", "PySide6.QtWidgets"),
    (QT, "duikan.errors", "PySide6.QtCore"),
    (FACES, "duikan.ui.app", "duikan.store.models"),
    (FACES, "duikan.cli.main", "sqlalchemy"),
    (PANELS, "duikan.ui.reading.pane", "duikan.ui.claims"),
    (PANELS, "duikan.ui.conflicts.list", "duikan.ui.dialogs"),
]


def lint(folder: Path) -> str:
    """What lint-imports says of the package `duikan` in `folder`, under the contracts of this repository."""
    program = Path(sys.executable).with_name("lint-imports")
    command = [program, "--config", CONFIG, "--no-logo", "--no-cache"]
    done = subprocess.run(command, cwd=folder, env={"PYTHONPATH": str(folder)}, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def broken(said: str) -> set[str]:
    return {line.removesuffix(" BROKEN") for line in said.splitlines() if line.endswith(" BROKEN")}


def named_modules(value: object) -> set[str]:
    """Every module of ours that a contract names, wherever in it."""
    if isinstance(value, str):
        return {word.strip(" ()") for word in value.split("|") if word.strip(" ()").startswith("duikan.")}
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {name for part in inside for name in named_modules(part)}


def write_module(folder: Path, name: str, code: str = "") -> None:
    path = folder.joinpath(*name.split(".")).with_suffix(".py")
    path.parent.mkdir(parents=True, exist_ok=True)
    for parent in [path.parent, *path.parent.parents]:
        if not parent.is_relative_to(folder / "duikan"):
            break
        (parent / "__init__.py").touch()
    path.write_text(code, encoding="utf-8")


@pytest.fixture
def empty_house(tmp_path: Path) -> Path:
    """A package `duikan` with every module that the contracts name, all empty."""
    for name in named_modules(CONTRACTS):
        package = name not in ("duikan.__main__", "duikan.words", "duikan.errors", "duikan.resources")
        package = package and name not in ("duikan.engine.pipeline", "duikan.engine.values")
        write_module(tmp_path, f"{name}.__init__" if package else name)
    return tmp_path


def test_the_house_keeps_every_contract() -> None:
    said = lint(ROOT / "desktop")
    assert ALL_KEPT in said, said


def test_an_empty_house_keeps_every_contract(empty_house: Path) -> None:
    said = lint(empty_house)
    assert ALL_KEPT in said, said


@pytest.mark.parametrize(("contract", "module", "imported"), BREAKS)
def test_a_contract_breaks(empty_house: Path, contract: str, module: str, imported: str) -> None:
    write_module(empty_house, module, f"import {imported}\n")
    said = lint(empty_house)
    assert contract in broken(said), said


def test_a_circle_breaks(empty_house: Path) -> None:
    write_module(empty_house, "duikan.engine.facts", "from duikan.engine import rules\n")
    write_module(
        empty_house, "duikan.engine.rules", "def late():\n    from duikan.engine import facts\n    return facts\n"
    )
    assert broken(lint(empty_house)) == {CIRCLES}


def test_every_contract_is_broken_once() -> None:
    assert {contract["name"] for contract in CONTRACTS} == {contract for contract, _, _ in BREAKS} | {CIRCLES}
