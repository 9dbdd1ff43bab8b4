"""`duikan compare`: any two numbers, by offset, by words, by file or as a phrase."""

import json
from pathlib import Path

import pytest

from duikan.cli.main import run

LEAD = "东市拟建污水厂\n\n甲报讯 东市污水处理厂总投资30.5亿元，2026年将建成污水处理厂12座。\n"
OTHER = "东市污水厂进度\n\n乙报讯 东市污水处理厂总投资35.0亿元，2026年将建成污水处理厂12座。\n"


@pytest.fixture
def pages(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path, text in zip(paths, (LEAD, OTHER), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    assert run(["--lang", "zh_Hans", "compare", *map(str, arguments)], None) == 0
    return capsys.readouterr().out


def test_by_words_and_by_offset(pages: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    by_words = said(capsys, f"{pages[0]}:30.5亿元", f"{pages[1]}:35.0亿元")
    assert by_words.startswith("冲突")
    by_offset = said(capsys, f"{pages[0]}:{LEAD.index('30.5')}", f"{pages[1]}:{OTHER.index('35.0')}")
    assert by_offset == by_words
    assert said(capsys, f"{pages[0]}:12座", f"{pages[1]}:12座").startswith("相同")
    assert said(capsys, f"{pages[0]}:30.5亿元", f"{pages[1]}:12座").startswith("不相比")


def test_two_files_give_every_pair_the_gravest_first(pages: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line for line in said(capsys, *pages).splitlines() if not line.startswith(" ")]
    assert [line.partition("：")[0] for line in lines] == ["冲突", "相同"]


def test_two_phrases(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "东市有图书馆超过50座", "东市有图书馆53座").startswith("一宽一窄")


def test_why_two_are_one_fact_stands_below(pages: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    _, _, verdict, weighed = said(capsys, f"{pages[0]}:12座", f"{pages[1]}:12座").splitlines()
    assert verdict.strip() == "视为同一事实"
    assert "时间相同 +" in weighed
    assert "视为两个事实" in said(capsys, f"{pages[0]}:30.5亿元", f"{pages[1]}:12座")


def test_a_program_reads_it(pages: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    record = json.loads(said(capsys, "--json", f"{pages[0]}:12座", f"{pages[1]}:12座"))
    assert record["relation"] == "same"
    assert record["one_fact"]["verdict"] == "together"
    assert record["one_fact"]["score"] >= 0
    assert record["spans"][0] == {"file": "a.txt", "start": LEAD.index("12座"), "surface": "12座"}


def test_a_place_without_a_number_is_told(pages: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", f"{pages[0]}:甲报", f"{pages[1]}:12座"], None) == 1
    assert "甲报" in capsys.readouterr().err
