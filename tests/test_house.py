"""The house rules no linter knows: sizes, names, docstrings, catalogues. One test, one rule, every offence listed."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from duikan.store import journal_models  # noqa: F401  its tables count among those of Base
from duikan.store.base import Base
from duikan.store.models import TRACKED

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "desktop" / "duikan"
SOURCES = sorted(PACKAGE.rglob("*.py"))
ALL_CODE = SOURCES + sorted((ROOT / "tests").rglob("*.py")) + sorted((ROOT / "packaging").rglob("*.py"))

MOST_LINES = 400
MOST_LINES_OF_FUNCTION = 40
MOST_LINES_OF_CLASS = 250
DEEPEST = 3

FORBIDDEN_FILES = {"utils", "util", "common", "helpers", "misc", "repository", "repositories", "di", "container"}
FORBIDDEN_CLASSES = re.compile(r"(Repository|UnitOfWork|EventBus|ViewModel|ServiceLocator)$")

# Bulk update() and delete() bypass the mapper events that write the journal, so undo and history would miss them.
# Tables without a journal may be changed so; they are those that the store does not track. This one module rewrites
# the derived rows, of any table it is given, and a test of its own sees that it is given no tracked one.
REWRITES_DERIVED_ROWS = PACKAGE / "services" / "relating.py"

LANGUAGES = ("zh_Hant", "zh_Hans", "en")

Function = ast.FunctionDef | ast.AsyncFunctionDef
BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.TryStar, ast.Match)


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def place(path: Path, node: ast.AST | None = None) -> str:
    where = path.relative_to(ROOT).as_posix()
    return f"{where}:{node.lineno}" if node is not None else where  # type: ignore[attr-defined]


def lines_of(node: Function | ast.ClassDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def nodes(paths: list[Path], *kinds: type) -> Iterator[tuple[Path, ast.AST]]:
    for path in paths:
        yield from ((path, node) for node in ast.walk(parse(path)) if isinstance(node, kinds))


def depth(node: ast.AST) -> int:
    """How many blocks deep a function goes; `elif` is no deeper than its `if`, an inner function starts again."""
    deepest = 0
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            continue
        is_elif = isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]
        deepest = max(deepest, depth(child) + (isinstance(child, BLOCKS) and not is_elif))
    return deepest


def assert_none(offences: list[str]) -> None:
    if offences:
        pytest.fail("\n" + "\n".join(offences), pytrace=False)


def test_files_stay_small() -> None:
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in ALL_CODE}
    assert_none(
        [f"{place(path)}: {size} lines, at most {MOST_LINES}" for path, size in sizes.items() if size > MOST_LINES]
    )


def test_functions_stay_small() -> None:
    found = nodes(ALL_CODE, ast.FunctionDef, ast.AsyncFunctionDef)
    long = [(path, node) for path, node in found if lines_of(node) > MOST_LINES_OF_FUNCTION]
    assert_none([f"{place(path, node)}: {node.name} has {lines_of(node)} lines" for path, node in long])


def test_classes_stay_small() -> None:
    long = [(path, node) for path, node in nodes(ALL_CODE, ast.ClassDef) if lines_of(node) > MOST_LINES_OF_CLASS]
    assert_none([f"{place(path, node)}: {node.name} has {lines_of(node)} lines" for path, node in long])


def test_functions_stay_shallow() -> None:
    found = nodes(ALL_CODE, ast.FunctionDef, ast.AsyncFunctionDef)
    deep = [(path, node) for path, node in found if depth(node) > DEEPEST]
    assert_none([f"{place(path, node)}: {node.name} goes {depth(node)} blocks deep" for path, node in deep])


@pytest.mark.parametrize(
    ("body", "deepest"),
    [
        ("pass", 0),
        ("if a: pass\nelif b: pass\nelif c: pass", 1),
        ("if a: pass\nelse:\n if b: pass\n c()", 2),
        ("for a in b:\n while c:\n  try: pass\n  except E:\n   with d: pass", 4),
        ("match a:\n case 1:\n  if b: pass", 2),
        ("def inner():\n if a:\n  if b: pass", 0),
    ],
)
def test_depth_counts_blocks(body: str, deepest: int) -> None:
    assert depth(ast.parse(body)) == deepest


def test_init_files_are_empty() -> None:
    """One line in an `__init__` is how the great import knots began; only the top one says the version."""
    full = [path for path in PACKAGE.rglob("__init__.py") if path.read_bytes().strip() and path.parent != PACKAGE]
    assert_none([f"{place(path)} is not empty" for path in full])
    assert [type(node) for node in parse(PACKAGE / "__init__.py").body] == [ast.Assign]


def test_packages_have_an_init() -> None:
    """A folder without one is left out of the wheel, or found twice."""
    folders = {path.parent for path in SOURCES}
    assert_none([f"{place(folder)} has no __init__.py" for folder in folders if not (folder / "__init__.py").exists()])


def test_no_pattern_for_its_own_sake() -> None:
    offences = [f"{place(path)}: name it after what it does" for path in SOURCES if path.stem in FORBIDDEN_FILES]
    for path, node in nodes(SOURCES, ast.ClassDef):
        if FORBIDDEN_CLASSES.search(node.name):
            offences.append(f"{place(path, node)}: {node.name}: plain functions do")
    assert_none(offences)


def test_the_window_never_spins_its_own_loop() -> None:
    calls = [(path, node) for path, node in nodes(SOURCES, ast.Attribute) if node.attr == "processEvents"]
    assert_none([f"{place(path, node)}: processEvents" for path, node in calls])


def public_names(path: Path) -> Iterator[Function | ast.ClassDef]:
    if "migrations" in path.parts:
        return  # upgrade() and downgrade() say the same in every file
    for node in parse(path).body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            yield node


def test_public_names_say_what_a_caller_gains() -> None:
    silent = [(path, node) for path in SOURCES for node in public_names(path) if not ast.get_docstring(node)]
    assert_none([f"{place(path, node)}: {node.name} has no docstring" for path, node in silent])


def test_modules_say_what_they_are_for() -> None:
    silent = [path for path in SOURCES if path.name != "__init__.py" and not ast.get_docstring(parse(path))]
    assert_none([f"{place(path)} has no docstring" for path in silent])


def imported_from_sqlalchemy(tree: ast.Module) -> set[str]:
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    from_there = [name for node in imports if (node.module or "").startswith("sqlalchemy") for name in node.names]
    return {name.asname or name.name for name in from_there if name.name in ("update", "delete")}


def bulk_changes(tree: ast.Module) -> Iterator[ast.AST]:
    """Calls of SQLAlchemy's update(X) and delete(X), of query(X).update() and .delete(), and SQL that does the same."""
    ours = imported_from_sqlalchemy(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if re.match(r"\s*(UPDATE\s+\w+\s+SET|DELETE\s+FROM)\s", node.value, re.IGNORECASE):
                yield node
        elif isinstance(node, ast.Call) and is_bulk_call(node, ours):
            yield node


def is_bulk_call(node: ast.Call, ours: set[str]) -> bool:
    called = ast.unparse(node.func)
    if re.search(r"\bquery\(.*\)\.(update|delete)$", called, re.DOTALL):
        return True
    if called not in ours and called not in ("sa.update", "sa.delete", "sqlalchemy.update", "sqlalchemy.delete"):
        return False
    return not node.args or ast.unparse(node.args[0]).rpartition(".")[2] not in untracked_models()


def untracked_models() -> set[str]:
    """The names of the classes whose rows the journal does not follow."""
    tracked = {model.__name__ for model in TRACKED}
    return {mapper.class_.__name__ for mapper in Base.registry.mappers} - tracked


def test_services_change_tracked_rows_one_by_one() -> None:
    services = [path for path in SOURCES if path.is_relative_to(PACKAGE / "services") and path != REWRITES_DERIVED_ROWS]
    found = [(path, node) for path in services for node in bulk_changes(parse(path))]
    assert_none([f"{place(path, node)}: a bulk change leaves no trace in the journal" for path, node in found])


def test_only_derived_rows_are_rewritten_in_bulk() -> None:
    tracked = {model.__tablename__ for model in TRACKED} | {model.__name__ for model in TRACKED}
    offences: list[str] = []
    for path, node in nodes([REWRITES_DERIVED_ROWS], ast.Subscript, ast.Attribute):
        table = re.fullmatch(r".*\.tables\['(\w+)'\]|(\w+)\.__table__", ast.unparse(node))
        if table and (table[1] or table[2]) in tracked:
            offences.append(f"{place(path, node)}: {ast.unparse(node)} is tracked")
    assert_none(offences)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("from sqlalchemy import update\nupdate(Claim).values(note='')", 1),
        ("from sqlalchemy import delete as away\nsession.execute(away(Claim))", 1),
        ("import sqlalchemy as sa\nsa.delete(Claim)", 1),
        ("session.query(Claim).filter(a == 1).delete()", 1),
        ("connection.exec_driver_sql('delete from claim where id = 1')", 1),
        ("from sqlalchemy import update\nupdate(Operation).values(state='gone')", 0),
        ("session.delete(claim)\nseen.update(other)\nsay('Update the date')", 0),
    ],
)
def test_bulk_changes_are_seen(code: str, found: int) -> None:
    assert len(list(bulk_changes(ast.parse(code)))) == found


def catalogue(language: str) -> dict[str, str]:
    def flatten(prefix: str, table: dict[str, object]) -> Iterator[tuple[str, str]]:
        for key, value in table.items():
            if isinstance(value, dict):
                yield from flatten(f"{prefix}{key}.", value)
            else:
                yield prefix + key, str(value)

    text = (ROOT / "resources" / "i18n" / f"{language}.toml").read_text(encoding="utf-8")
    return dict(flatten("", tomllib.loads(text)))


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_catalogues_say_the_same(language: str) -> None:
    first, other = catalogue(LANGUAGES[0]), catalogue(language)
    offences = [f"{language}: {key} is in one catalogue only" for key in sorted(first.keys() ^ other.keys())]
    for key in sorted(first.keys() & other.keys()):
        if placeholders(first[key]) != placeholders(other[key]):
            offences.append(f"{language}: {key} has {placeholders(other[key])}, not {placeholders(first[key])}")
    assert_none(offences)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty(language: str) -> None:
    assert_none([f"{language}: {key}" for key, sentence in catalogue(language).items() if not sentence.strip()])


def test_every_sentence_said_is_in_the_catalogue() -> None:
    known = catalogue(LANGUAGES[0])
    offences: list[str] = []
    for path, node in nodes(SOURCES, ast.Call):
        key = node.args[0] if node.args and ast.unparse(node.func).rpartition(".")[2] == "say" else None
        if isinstance(key, ast.Constant) and key.value not in known:
            offences.append(f"{place(path, node)}: no sentence {key.value!r}")
    assert_none(offences)


def test_links_of_the_documents_lead_somewhere() -> None:
    offences: list[str] = []
    for path in sorted(ROOT.glob("*.md")):
        targets = re.findall(r"\]\(([^)#\s]+)|src=\"([^\"]+)\"", path.read_text(encoding="utf-8"))
        for target in (link or source for link, source in targets):
            if "://" not in target and not (ROOT / target).exists():
                offences.append(f"{place(path)}: {target} is not there")
    assert_none(offences)
