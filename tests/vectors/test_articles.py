"""The annotated articles are whole, and the pages made from them carry every number."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

Row = dict[str, Any]
HERE = Path(__file__).parent


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a script of this folder as an editor of the articles would."""
    return subprocess.run(
        [sys.executable, str(HERE / script), *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_every_annotation_stands_where_its_row_says() -> None:
    done = run("verify_articles.py")
    assert done.returncode == 0, done.stdout


def test_the_pages_carry_every_number(tmp_path: Path) -> None:
    done = run("to_gold.py", str(tmp_path))
    assert done.returncode == 0, done.stderr
    for kind in ("tune", "aside"):
        facts = (tmp_path / kind / "gold" / "facts.jsonl").read_text(encoding="utf-8").splitlines()
        assert facts
        for fact in map(json.loads, facts):
            page = (tmp_path / kind / "seeds" / fact["file"]).read_text(encoding="utf-8")
            assert page[fact["start"] : fact["end"]] == fact["surface"]
            assert fact["num_surface"].isdecimal() or page[fact["num_start"] : fact["num_end"]] == fact["num_surface"]


def predictions(gold: Path) -> list[Row]:
    """What a reader without a fault would print of a set."""
    out: list[Row] = []
    published = {a["id"]: a["publication"]["value"] for a in read(gold / "articles.jsonl")}
    for fact in read(gold / "facts.jsonl"):
        start, end = fact["time"]["accept"][0] if fact["time"] else (None, None)
        day = published[fact["file"]]
        out.append(
            {k: fact[k] for k in ("file", "start", "end", "surface", "unit", "aggregate", "modality")}
            | {"low": fact["value_low"], "high": fact["value_high"], "kind": "mention", "fact": fact["subject_key"]}
            | {"low_open": fact["low_open"], "high_open": fact["high_open"], "time_basis": "relative"}
            | {"time_start": day if start == "pub" else start, "time_end": day if end == "pub" else end}
        )
    return out + [conflict_of(c, c["expect"]["true"][0]) for c in read(gold / "conflicts.jsonl")]


def conflict_of(row: Row, status: str) -> Row:
    spans = [{k: m[k] for k in ("file", "start", "end")} for m in row["members"]]
    return {"kind": "conflict", "type": row.get("type", "value"), "status": status, "spans": spans}


def read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def figures(tmp_path: Path, gold: Path, records: list[Row]) -> dict[str, float]:
    printed = tmp_path / "printed.jsonl"
    printed.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    done = run("score_articles.py", str(gold), str(printed))
    assert done.returncode == 0, done.stderr
    pairs = (word.split("=") for word in done.stdout.split()[1:])
    return {name: float(value) for name, value in pairs}


def test_the_score_tells_one_damage_at_a_time(tmp_path: Path) -> None:
    run("to_gold.py", str(tmp_path))
    gold = tmp_path / "tune" / "gold"
    whole = predictions(gold)
    full = figures(tmp_path, gold, whole)
    assert full.pop("lookalikes_flagged") == 0
    assert set(full.values()) == {1.0}

    tenfold = [r | {"low": 7.77, "high": 7.77} if r["kind"] == "mention" else r for r in whole]
    damaged = figures(tmp_path, gold, tenfold)
    assert damaged["value"] == 0
    assert damaged["mention_recall"] == 1

    alarm = conflict_of(read(gold / "traps.jsonl")[0], "open")
    damaged = figures(tmp_path, gold, [*whole, alarm])
    assert damaged["lookalikes_flagged"] == 1
    assert damaged["conflict_precision"] < 1

    silent = [r for r in whole if r["kind"] == "mention"]
    assert figures(tmp_path, gold, silent)["conflict_recall"] == 0
