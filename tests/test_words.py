"""Every error the program can raise has its sentence, and is given what the sentence needs."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from duikan.engine.fact.matching import weights
from duikan.words import LANGUAGES, catalogue, explain, place_before, why

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


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reason_that_lacks_something_is_still_said(language: str, caplog: pytest.LogCaptureFixture) -> None:
    words = catalogue(language)
    assert explain("magnitude", {"a_value": "3万"}, language) == words["type.magnitude"]
    assert explain("from_a_newer_engine", {}, language) == words["reason.plain"]
    assert "magnitude" in caplog.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_of_one_fact_has_a_name(language: str) -> None:
    words = catalogue(language)
    likeness = {"subject", "owner", "context", "place", "topic", "value", "noun_and_value", "base"}
    forbids = {"other_kind", "other_place", "rival", "whole_part", "other_part", "other_owner"}
    weighed = {name for level in ("same", "other") for name in weights(level)} - {"bias", "line"}
    assert not [name for name in likeness | forbids | weighed if f"why.{name}" not in words]


def test_one_fact_is_said_in_two_lines() -> None:
    verdict, weighed = why("through", (("value", 0.4), ("base", -0.6)), -0.2, "en")
    assert verdict.startswith("Taken for one fact by way of other numbers")
    assert weighed.startswith("Weighed: value +0.40, starting point −0.60; in all −0.20")


@pytest.mark.parametrize(
    ("place", "subject", "said"),
    [
        ("海口", "海口两地港口充电车位", ""),
        ("东莞市", "东莞智能工厂", ""),
        ("广东", "省级中试平台", "广东"),
        ("广州", "广东省中试平台", "广州"),
        ("", "粮食产量", ""),
        ("上海", "", "上海"),
    ],
)
def test_a_place_is_said_once(place: str, subject: str, said: str) -> None:
    assert place_before(place, subject) == said


def test_a_reason_says_its_place_once() -> None:
    values = {"place": "海口", "subject": "海口港口车位", "value": "30个", "a_where": "lead", "b_where": "body"}
    assert explain("cumulative_vs_new", values, "zh_Hans").count("海口") == 1


def test_a_reason_says_which_paper_or_which_part_states_each_number() -> None:
    said = {
        "place": "",
        "subject": "病床",
        "a_value": "800張",
        "b_value": "1,000張",
        "a_where": "lead",
        "b_where": "title",
    }
    assert explain("value", said, "zh_Hant") == "同為病床：導語作800張，標題作1,000張"
    papers = said | {"a_source": "晨報", "b_source": "晚報"}
    assert explain("value", papers, "zh_Hant") == "同為病床：晨報作800張，晚報標題作1,000張"
    titles = said | {"a_title": "新院區年底啟用 提供病床八百張", "b_title": "擴建"}
    assert (
        explain("value", titles, "zh_Hant") == "同為病床：「新院區年底啟用 提供病床八…」作800張，「擴建」標題作1,000張"
    )
