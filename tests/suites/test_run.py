"""The runner of the public suites, on a folder made up here: their formats, what counts, how it is judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.suites import run
from tests.suites.items import Amount, Item, number
from tests.suites.judge import right


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A row or two of each suite, in its own format; one of them wrong on purpose."""
    numbers = [
        {"Input": "共有七百零九个", "Results": [{"Text": "七百零九", "Resolution": {"value": "709"}}]},
        {"Input": "四面八方", "Results": []},
        {"Input": "共有八个", "Results": [{"Text": "八", "Resolution": {"value": "9"}}]},
    ]
    days = [{
        "Input": "会议在后天", "Context": {"ReferenceDateTime": "2020-05-04T00:00:00"},
        "Results": [{"Text": "后天", "Value": {"FutureResolution": {"date": "2020-05-06"},
                                               "PastResolution": {"date": "2020-05-06"}}}],
    }]  # fmt: skip
    _write(tmp_path / "r/Specs/Number/Chinese/NumberModel.json", json.dumps(numbers))
    _write(tmp_path / "r/Specs/DateTime/Chinese/DateParser.json", json.dumps(days))
    corpus = (
        'allExamples = concat\n  [ examples (simple Gram 2500 Nothing)\n             [ "5斤"\n             ]\n  ]\n'
    )
    _write(tmp_path / "d/Duckling/Quantity/ZH/Corpus.hs", corpus)
    money = "def test():\n    money_string_list = [['七千块', {'num': '7000.00', 'case': '元'}]]\n"
    _write(tmp_path / "j/test/test_money_parser.py", money)
    _write(tmp_path / "w/itn/chinese/test/data/number.txt", "三百零七 => 307\n幺幺七 => 117\n")
    return tmp_path


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


def test_every_suite_is_read_and_judged(folder: Path) -> None:
    results = run.judged(run.found(folder))
    assert [(one.item.suite, one.item.kind, one.good) for one in results] == [
        ("Recognizers-Text", "plain number", True),
        ("Recognizers-Text", "plain number", True),
        ("Recognizers-Text", "plain number", False),
        ("Recognizers-Text", "date", True),
        ("Duckling", "unit", True),
        ("JioNLP", "currency", True),
        ("WeTextProcessing", "plain number", True),
    ]


def test_the_table_has_a_row_a_kind_and_the_sums(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main([str(folder)]) == 0
    lines = capsys.readouterr().out.split("\n\n")[0].splitlines()
    assert lines[0].split() == ["kind", "Duckling", "JioNLP", "Recognizers-Text", "WeTextProcessing", "all", "ours"]
    assert lines[-1].split()[-6:] == ["6/7", "85.7", "%", "6/7", "85.7", "%"]


def test_a_folder_without_suites_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main([str(tmp_path)]) == 1
    assert "README" in capsys.readouterr().err


@pytest.mark.parametrize(("unit", "good"), [("公斤", True), ("米", False), (None, True)])
def test_a_value_counts_only_in_its_dimension(unit: str | None, good: bool) -> None:
    value = number("2.5") if unit else number("5")
    assert right(Item("made up", "unit", "重5斤", (Amount("5斤", value, value, unit),))) is good
