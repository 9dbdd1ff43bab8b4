"""Every error the program can raise has its sentence, and is given what the sentence needs."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from duikan.words import LANGUAGES, catalogue

PACKAGE = Path(__file__).parent.parent / "desktop" / "duikan"
ERRORS = {"InputError", "ProjectError", "Stale", "DatabaseUnreached"}


def raised() -> Iterator[tuple[str, str, frozenset[str]]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS):
                continue
            if node.args and isinstance(node.args[0], ast.Constant):
                given = frozenset(str(keyword.arg) for keyword in node.keywords)
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", str(node.args[0].value), given


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_its_sentence(language: str) -> None:
    words = catalogue(language)
    wrong = [
        f"{where} {code}"
        for where, code, given in raised()
        if f"error.{code}" not in words or not placeholders(words[f"error.{code}"]) <= given
    ]
    assert not wrong


def test_the_scan_sees_the_errors() -> None:
    codes = {code for _, code, _ in raised()}
    assert {"file.missing", "project.held", "reason.required"} <= codes
