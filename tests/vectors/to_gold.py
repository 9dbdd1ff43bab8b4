"""Write the annotated articles as pages with the JSON Lines files that the scorer of the seed pages reads.

    python tests/vectors/to_gold.py OUT

makes OUT/tune, OUT/aside and the same two of the later and the newest clusters (OUT/later-tune …), each with
seeds/*.txt (the articles), seeds/metadata.csv and
gold/{articles,facts,times,conflicts,traps,agreements,nonfacts}.jsonl, gold/metadata_{true,shifted}.csv.
Publication dates are given, so score with --dates true.
"""

import csv
import json
import re
import sys
from itertools import product
from pathlib import Path
from typing import Any

from verify_articles import SETS, Row, age, load

LEAD = re.compile(
    r"^(累计|累計|超过|超過|突破|不低于|不低於|不超过|不超過|不少于|不少於|最高|不足|逾|近|超|約|约|破|过|過|第|每月|前)+"
)
TAIL = re.compile(r"(以上|以下|左右|起|出头|有餘|有余)$")
ROUGH = re.compile(r"[多餘余]")
DIGIT = re.compile(r"[\d,.]+")


def interval(text: str) -> list[str | None]:
    """'-' is no time at all; an empty end is open; 'pub' stays and means the day of publication."""
    if text == "-":
        return [None, None]
    start, end = text.split("..")
    return [start or None, end or None]


def time_row(row: Row) -> Row | None:
    """The accepted intervals of a number, the convention first; nothing when it has no time."""
    accept = [interval(t) for t in row["time"]]
    if accept == [[None, None]]:
        return None
    if [None, None] in accept and "actual" in row.get("modality", ["actual"]):
        accept += [["pub", "pub"], [None, "pub"]]
    vague = row["time"][0] == "..pub" and "-" not in row["time"]
    return {"time_basis": "relative" if vague else "explicit", "accept": accept, "accept_unresolved": vague}


def operator(row: Row) -> str:
    """How the bounds are meant: the scorer is lenient about a missing lower bound and about 'about'."""
    low, high = row.get("low"), row.get("high")
    if low is None:
        return "lt" if row.get("high_open") else "le"
    if high is None:
        return "gt" if row.get("low_open") else "ge"
    if low != high:
        return "range"
    return "approx" if row.get("approx") else "eq"


def other_values(row: Row) -> list[list[Any]]:
    """What else is right: 300多 up to 400, 近200 as 200 itself, 不超過/最高 as the bound itself."""
    out = [[v.get("low"), v.get("high"), None, None] for v in row.get("also", [])]
    low, high = row.get("low"), row.get("high")
    if high is None and low is not None and row.get("low_open") and ROUGH.search(row["surface"]):
        step = 1
        while low % (step * 10) == 0 and low >= step * 10:
            step *= 10
        out.append([low, low + step, None, None])
    if low is None:
        out.append([high, high, None, None])
    return out


def number_span(row: Row) -> tuple[int, int, str]:
    """The number inside the surface: without the hedges before and after it."""
    surface = row["surface"]
    lead = LEAD.match(surface)
    start = lead.end() if lead and lead.end() < len(surface) else 0
    end = len(surface) - (len(m.group()) if (m := TAIL.search(surface)) else 0)
    text = surface[start:end] if start < end else surface
    offset = row["start"] + surface.index(text)
    return offset, offset + len(text), text


def fact_row(article: Row, row: Row) -> Row:
    """One number in the scorer's words."""
    start, end, number = number_span(row)
    op = operator(row)
    if op == "approx" and not DIGIT.search(number):
        number = str(row["low"]).rstrip("0").rstrip(".") or "1"
    aggregate, modality, units = row["aggregate"], row["modality"], row["unit"]
    unstated = row["time"] == ["-"] and modality[0] in ("target", "planned", "estimate")
    low, high = row.get("low"), row.get("high")
    return {
        "id": f"{Path(article['file']).stem}.{row['id']}", "file": article["file"], "article": article["file"],
        "start": row["start"], "end": row["start"] + len(row["surface"]), "surface": row["surface"],
        "num_start": start, "num_end": end, "num_surface": number, "op": op, "value": low if low == high else None,
        "value_low": low, "value_high": high, "low_open": row.get("low_open", False),
        "high_open": row.get("high_open", False), "value_also": other_values(row), "fraction": None,
        "unit": units[0], "unit_also": units[1:], "currency": "USD" if units[0] == "美元" else None, "qualifier": [],
        "aggregate": aggregate[0], "aggregate_detail": aggregate[0], "aggregate_also": aggregate[1:],
        "modality": modality[0], "modality_also": modality[1:], "subject": row["subject"],
        "subject_key": f"{article['set']}.{row['subject']}", "place": row.get("place", article["place"]),
        "time": time_row(row), "inherits_time_from": None,
        "as_of_default": "unstated" if unstated else "publication", "salience": row.get("salience", "key"),
    }  # fmt: skip


def when_row(article: Row, row: Row) -> Row:
    """One time expression in the scorer's words."""
    return {
        "id": f"{Path(article['file']).stem}.{row['id']}", "file": article["file"], "article": article["file"],
        "start": row["start"], "end": row["start"] + len(row["surface"]), "surface": row["surface"],
        "time_basis": row["basis"], "accept": [interval(t) for t in row["time"]],
        "accept_unresolved": row["time"][0] == "..pub",
    }  # fmt: skip


def article_row(article: Row) -> Row:
    """The article as the scorer's page: every line a segment, the first one the title."""
    spans: list[Row] = []
    at, title = 0, article["text"].split("\n", 1)[0]
    for n, line in enumerate(article["text"].split("\n")):
        if line:
            spans.append({"start": at, "end": at + len(line), "role": "para" if n else "title", "line": n + 1})
        at += len(line) + 1
    day = article["published"] or None
    window = [day, day] if day else ["1900-01-01", "2100-12-31"]
    return {
        "id": article["file"], "file": article["file"], "page": article["file"], "kind": "article", "parent": None,
        "title": title, "title_accept": [title], "byline": None, "source": article["source"],
        "spans": spans, "joins": [],
        "publication": {"value": day, "window": window, "printed": False, "page_only": {"window": window}},
    }  # fmt: skip


def relations(book: Row, known: dict[str, Row], name: str) -> dict[str, list[Row]]:
    """Conflicts, look-alikes and agreements with their members spelt out."""

    def member(ref: str) -> Row:
        row = known[ref]
        kind = "fact" if "value_low" in row else "time"
        return {"type": kind, "ref": row["id"]} | {k: row[k] for k in ("file", "article", "start", "end", "surface")}

    conflicts: list[Row] = []
    for n, row in enumerate(book.get("conflict", []), 1):
        left, right = row["sides"]
        pairs = list(product(range(len(left)), range(len(left), len(left) + len(right))))
        status = [row["status"]]
        conflicts.append({
            "id": f"{name}.C{n}", "type": row["type"], "severity": "medium", "status": row["status"],
            "expected_flag": "yes", "numeric": True, "counted": True, "members": [member(i) for i in left + right],
            "expect": {"none": ["open", "depends_on_date"], "true": status, "shifted": status}, "pairs": pairs,
        })  # fmt: skip
    traps: list[Row] = [
        {"id": f"{name}.X{n}", "reason_class": row["why"], "members": [member(i) for i in row["pair"]]}
        for n, row in enumerate(book.get("lookalike", []), 1)
    ]
    agreements: list[Row] = [
        {"id": f"{name}.G{n}", "relation": row["relation"], "holds": ["none", "true", "shifted"],
         "members": [member(i) for i in row["members"]]}
        for n, row in enumerate(book.get("agreement", []), 1)
    ]  # fmt: skip
    return {"conflicts": conflicts, "traps": traps, "agreements": agreements}


def collect(books: dict[str, Row], kind: str) -> tuple[list[Row], dict[str, list[Row]]]:
    """The articles of one set and the rows of every file the scorer reads."""
    articles: list[Row] = []
    files: dict[str, list[Row]] = {
        k: [] for k in ("articles", "facts", "times", "conflicts", "traps", "agreements", "nonfacts")
    }
    for name, book in books.items():
        if age(name) + book["set"] != kind:
            continue
        known: dict[str, Row] = {}
        for article in book["article"]:
            article["set"] = name
            articles.append(article)
            files["articles"].append(article_row(article))
            facts = {row["id"]: fact_row(article, row) for row in article["facts"]}
            times = {row["id"]: when_row(article, row) for row in article["times"]}
            files["facts"] += facts.values()
            files["times"] += times.values()
            known |= facts | times
        for key, rows in relations(book, known, name).items():
            files[key] += rows
    return articles, files


def write(out: Path, articles: list[Row], files: dict[str, list[Row]]) -> None:
    """The folders seeds and gold of one set."""
    seeds, gold = out / "seeds", out / "gold"
    seeds.mkdir(parents=True, exist_ok=True)
    gold.mkdir(exist_ok=True)
    for article in articles:
        (seeds / article["file"]).write_text(article["text"], encoding="utf-8")
    for name, rows in files.items():
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (gold / f"{name}.jsonl").write_text(text, encoding="utf-8")
    for path in (seeds / "metadata.csv", gold / "metadata_true.csv", gold / "metadata_shifted.csv"):
        with path.open("w", encoding="utf-8", newline="") as handle:
            table = csv.writer(handle, lineterminator="\n")
            table.writerow(["file", "published", "source"])
            table.writerows([a["file"], a["published"], a["source"]] for a in articles)


def main() -> int:
    """Write every set into the folder named on the command line."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    for kind in SETS:
        articles, files = collect(load(), kind)
        write(Path(sys.argv[1]) / kind, articles, files)
        print(kind, len(articles), "articles,", ", ".join(f"{len(rows)} {name}" for name, rows in files.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
