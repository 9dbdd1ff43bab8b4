"""Check the annotated articles: every surface stands where its row says, every field is one the format knows.

python tests/vectors/verify_articles.py            names every fault, exit status 1 if there is one
python tests/vectors/verify_articles.py --reseat   first moves each row to the nearest place of its surface
                                                   (after a text was edited)
"""

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "articles"
AGGREGATES = {"level", "new", "cumulative", "rate", "rank", "share", "duration"}
MODALITIES = {"actual", "target", "planned", "estimate", "quote"}
SALIENCE = {"key", "minor", "nominal"}
TYPES = {
    "value", "magnitude", "unit", "currency", "target_year", "range", "cumulative_vs_new", "rank",
    "percent_vs_point", "sum", "share", "growth", "date",
}  # fmt: skip
STATUS = {"open", "depends_on_date"}
RELATIONS = {"same", "compatible", "refines"}
FACT_KEYS = {
    "id", "start", "surface", "low", "high", "low_open", "high_open", "approx", "also", "unit", "aggregate",
    "modality", "time", "subject", "place", "salience",
}  # fmt: skip

FIRST_LATER = 37  # the clusters written when the rules had seen the first 36 files
FIRST_NEWEST = 63
SETS = ("tune", "aside", "later-tune", "later-aside", "newest-tune", "newest-aside")

Row = dict[str, Any]


def load(folder: Path = FOLDER) -> dict[str, Row]:
    """Every set of articles by its file's name."""
    return {p.stem: tomllib.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.toml"))}


def age(name: str) -> str:
    """How late a file was written, as its set's name begins: the first texts, "later-" or "newest-" clusters."""
    number = int(name[:2])
    return "newest-" if number >= FIRST_NEWEST else "later-" if number >= FIRST_LATER else ""


def expected_set(name: str) -> str:
    """By the file's number: of the first every third is aside, of the later clusters every second."""
    number = int(name[:2])
    return "aside" if number % (2 if age(name) else 3) == 0 else "tune"


def bad_time(text: str) -> bool:
    """An interval is '-' (none) or 'start..end', each end empty, 'pub' or a day."""
    if text == "-":
        return False
    ends = text.split("..")
    if len(ends) != 2 or not any(ends):
        return True
    days: list[date] = []
    for end in ends:
        if end in ("", "pub"):
            continue
        try:
            days.append(date.fromisoformat(end))
        except ValueError:
            return True
    return days != sorted(days)


def fact_faults(fact: Row) -> Iterator[str]:
    """What is wrong with one number's fields."""
    low, high = fact.get("low"), fact.get("high")
    if low is None and high is None:
        yield "no value"
    if low is not None and high is not None and low > high:
        yield "low above high"
    if set(fact) - FACT_KEYS:
        yield f"unknown fields {sorted(set(fact) - FACT_KEYS)}"
    if not fact["aggregate"] or set(fact["aggregate"]) - AGGREGATES:
        yield f"aggregate {fact['aggregate']}"
    if not fact["modality"] or set(fact["modality"]) - MODALITIES:
        yield f"modality {fact['modality']}"
    if fact.get("salience", "key") not in SALIENCE:
        yield f"salience {fact['salience']}"
    if not fact["unit"] or not fact["subject"]:
        yield "no unit or no subject"


def article_faults(article: Row) -> Iterator[str]:
    """What is wrong with one article's text and rows."""
    text: str = article["text"]
    if article["published"] and bad_time(article["published"] + ".."):
        yield f"published {article['published']}"
    if article["script"] not in ("hans", "hant"):
        yield f"script {article['script']}"
    end = 0
    for row in article["facts"]:
        if row["start"] < end:
            yield f"{row['id']} overlaps the number before it"
        end = row["start"] + len(row["surface"])
        yield from (f"{row['id']} {row['surface']}: {why}" for why in fact_faults(row))
    for row in [*article["facts"], *article["times"]]:
        start = row["start"]
        if text[start : start + len(row["surface"])] != row["surface"]:
            yield f"{row['id']} {row['surface']} is not at {start}"
        if not row["time"] or any(bad_time(t) for t in row["time"]):
            yield f"{row['id']} time {row['time']}"


def relation_faults(book: Row, ids: Counter[str]) -> Iterator[str]:
    """What is wrong with the conflicts, look-alikes and agreements of one set."""
    for name in (i for i, n in ids.items() if n > 1):
        yield f"{name} stands twice"
    groups: list[list[str]] = []
    for row in book.get("conflict", []):
        groups.append([i for side in row["sides"] for i in side])
        if row["type"] not in TYPES or row["status"] not in STATUS:
            yield f"conflict {row['type']} {row['status']}"
        if len(row["sides"]) != 2 or not all(row["sides"]):
            yield f"conflict {row['type']} needs two sides"
    for row in book.get("lookalike", []):
        groups.append(row["pair"])
        if len(set(row["pair"])) != 2:
            yield f"look-alike {row['pair']} needs two members"
    for row in book.get("agreement", []):
        groups.append(row["members"])
        if row["relation"] not in RELATIONS or len(set(row["members"])) < 2:
            yield f"agreement {row['relation']} {row['members']}"
    for name in (i for group in groups for i in group if i not in ids):
        yield f"{name} is named but stands nowhere"


def faults(books: dict[str, Row]) -> list[str]:
    """Every fault of every set, each with the place it stands in."""
    out: list[str] = []
    files: Counter[str] = Counter()
    for name, book in books.items():
        ids: Counter[str] = Counter()
        if book["set"] != expected_set(name):
            out.append(f"{name}: set {book['set']}; {expected_set(name)} by its number")
        for article in book["article"]:
            files[article["file"]] += 1
            ids.update(row["id"] for row in [*article["facts"], *article["times"]])
            out += [f"{name} {article['id']}: {why}" for why in article_faults(article)]
        out += [f"{name}: {why}" for why in relation_faults(book, ids)]
    return out + [f"{f} is the name of {n} articles" for f, n in files.items() if n > 1]


def nearest(surface: str, text: str, was: int) -> int:
    """Where the surface stands that is nearest to where it stood; that place itself when it is gone."""
    places = [found.start() for found in re.finditer(re.escape(surface), text)]
    return min(places, key=lambda at: abs(at - was), default=was)


def reseat(path: Path) -> None:
    """Move each row's start to the nearest place where its surface stands."""
    source = path.read_text(encoding="utf-8")
    articles: list[Row] = tomllib.loads(source)["article"]
    for article in articles:
        for row in [*article["facts"], *article["times"]]:
            best = nearest(row["surface"], article["text"], row["start"])
            head = f'id = "{row["id"]}", start = '
            source = source.replace(f"{head}{row['start']},", f"{head}{best},")
    path.write_text(source, encoding="utf-8")


def main() -> int:
    """Say what is wrong, or how much there is."""
    if "--reseat" in sys.argv[1:]:
        for path in FOLDER.glob("*.toml"):
            reseat(path)
    books = load()
    found = faults(books)
    for line in found:
        print(line)
    articles = [a for b in books.values() for a in b["article"]]
    counts = {k: sum(len(b.get(k, [])) for b in books.values()) for k in ("conflict", "lookalike", "agreement")}
    print(
        f"{len(books)} sets, {len(articles)} articles, {sum(len(a['facts']) for a in articles)} numbers, "
        f"{counts['conflict']} conflicts, {counts['lookalike']} look-alikes, {counts['agreement']} agreements, "
        f"{len(found)} faults"
    )
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
