"""The command line as a person and a program use it: output, exit codes, one sentence for each mistake."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from duikan.cli.main import run
from duikan.resources import SEEDS

LEAD = "東市擬建污水廠\n\n【甲報訊】東市2026年將建成12座污水廠，總投資30億元。\n"
OTHER = "東市污水廠進度\n\n【乙報訊】東市2026年將建成12座污水廠，總投資300億元。\n"
PAGES = [str(path) for path in sorted(SEEDS.glob("*.txt"))]


def cli(*arguments: object) -> int:
    return run([str(argument) for argument in arguments], None)


def records(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "desk.duikan"
    assert cli("import", path, "--metadata", SEEDS / "metadata.csv", *PAGES) == 0
    return path


def test_check_prints_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli("check", "--jsonl", "--metadata", SEEDS / "metadata.csv", *PAGES) == 0
    found = records(capsys.readouterr().out)
    assert {record["kind"] for record in found} == {"article", "mention", "time", "conflict"}
    texts = {Path(path).name: Path(path).read_text("utf-8") for path in PAGES}
    for record in found:
        if record["kind"] in ("mention", "time"):
            printed = texts[str(record["file"])][record["start"] : record["end"]]  # type: ignore[misc]
            assert printed.replace("\n", "") == str(record["surface"]).replace("\n", "")
    keys = {kind: set(next(record for record in found if record["kind"] == kind)) for kind in ("mention", "article")}
    assert keys["mention"] >= {
        "file", "article", "start", "end", "surface", "low", "high", "low_open", "high_open", "unit", "hedge",
        "subject", "place", "aggregate", "modality", "time_start", "time_end", "time_basis", "fact",
    }  # fmt: skip
    assert keys["article"] >= {"id", "title", "byline", "source", "published", "published_basis", "spans"}


def test_one_stage_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli("check", "--jsonl", "--only", "time", PAGES[0]) == 0
    assert {record["kind"] for record in records(capsys.readouterr().out)} == {"time"}


def test_check_goes_on_past_bad_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, empty = tmp_path / "good.txt", tmp_path / "empty.txt"
    good.write_text(LEAD, "utf-8")
    empty.touch()
    assert cli("check", "--jsonl", good, empty, tmp_path / "none.txt") == 1
    out, err = capsys.readouterr()
    assert {record["file"] for record in records(out) if record["kind"] == "mention"} == {"good.txt"}
    assert len(err.splitlines()) == 2


def test_fail_on_conflict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lead, other = tmp_path / "a.txt", tmp_path / "b.txt"
    lead.write_text(LEAD, "utf-8")
    other.write_text(OTHER, "utf-8")
    assert cli("check", "--fail-on-conflict", lead) == 0
    assert cli("check", "--fail-on-conflict", lead, other) == 4
    assert "300" in capsys.readouterr().out


def test_usage_is_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli("check") == 2
    assert cli("check", "--nonsense", "x") == 2
    assert capsys.readouterr().err


def test_a_server_that_is_away_is_three(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli("conflicts", "postgresql://nobody@127.0.0.1:9/none") == 3
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("command", ["conflicts", "history", "undo", "export", "backup", "restore"])
def test_what_is_no_project_is_refused(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fake = tmp_path / "fake.duikan"
    fake.write_text("這不是專案", "utf-8")
    assert cli(command, fake) == 1
    assert cli(command, tmp_path / "none.duikan") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 2
    assert fake.read_text("utf-8") == "這不是專案"


def test_conflicts_and_history_for_programs(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert cli("conflicts", "--json", project) == 0
    cards = records(capsys.readouterr().out)
    assert any(card["type"] == "target_year" and card["status"] == "depends_on_date" for card in cards)
    assert all(card["explanation"] for card in cards)
    assert cli("conflicts", "--fail-on-conflict", project) == 4
    capsys.readouterr()
    assert cli("history", "--json", project) == 0
    assert [line["name"] for line in records(capsys.readouterr().out)] == ["import"]


def test_undo_and_redo(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli("undo", project) == 0
    assert cli("undo", project) == 1
    assert cli("redo", project) == 0
    assert cli("history", project) == 0
    assert "匯入" in capsys.readouterr().out


def test_export_is_the_same_bytes_to_a_file_and_to_standard_output(project: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    assert cli("export", project, "-o", target) == 0
    python = [sys.executable, "-m", "duikan", "export", str(project), "-o", "-"]
    assert subprocess.run(python, check=True, capture_output=True).stdout == target.read_bytes()


def test_backup_and_restore(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli("backup", project) == 0
    assert cli("undo", project) == 0
    assert cli("restore", project) == 0
    capsys.readouterr()
    assert cli("conflicts", "--json", project) == 0
    assert records(capsys.readouterr().out)


def test_a_bad_metadata_file_leaves_no_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("name,day\na,b\n", "utf-8")
    path = tmp_path / "desk.duikan"
    assert cli("import", path, "--metadata", bad, PAGES[0]) == 1
    assert not path.exists()
    assert "published" in capsys.readouterr().err


def test_with_no_display_the_sample_is_read_in_the_terminal(tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    env.pop("QT_QPA_PLATFORM", None)
    done = subprocess.run([sys.executable, "-m", "duikan"], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == 0
    assert "沒有顯示器" in done.stdout.splitlines()[0]
    assert "2026" in done.stdout
    assert (tmp_path / "verified-claims.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(("language", "word"), [("en", "conflicts"), ("zh_Hans", "冲突"), ("zh_Hant", "衝突")])
def test_three_languages(language: str, word: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "a.txt"
    page.write_text(LEAD, "utf-8")
    assert cli("--lang", language, "check", page) == 0
    assert word in capsys.readouterr().out
