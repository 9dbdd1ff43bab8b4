"""How many of the numbers that answer one question are brought together, and how many are grouped, set by set.

    python tests/vectors/score_pairs.py

For every set of articles: the true pairs (agreements, and the sides of planted conflicts of value); of them those
that were weighed at all (blocking recall: one article, one event, or one block) and those put into one fact.
"""

from collections import Counter
from datetime import date
from itertools import combinations, product
from typing import Any

from verify_articles import SETS, Row, age, load

from duikan.engine.fact.facts import brought_together
from duikan.engine.fact.stories import Stories
from duikan.engine.pipeline import Reading, read_all
from duikan.engine.values import Span, Stated

ARITHMETIC = {"sum", "share", "growth", "date"}


def placed(reading: Reading, page: int) -> list[tuple[Span, Stated]]:
    """The numbers of one page with their place in its text."""
    found = reading.pages[page]
    articles = {found.first + article.index: article for article in found.articles}
    out: list[tuple[Span, Stated]] = []
    for one in found.stated:
        span = one.mention.number
        piece = next(p for p in reversed(articles[one.article].pieces) if p.start <= span.start)
        out.append((span.shifted(piece.span.start - piece.start), one))
    return out


def true_pairs(rows: dict[str, Any]) -> list[tuple[str, str]]:
    """The ids of numbers that answer one question."""
    asked = {fact["id"]: fact["subject"] for article in rows["article"] for fact in article["facts"]}
    pairs = [pair for row in rows.get("agreement", []) for pair in combinations(row["members"], 2)]
    for row in rows.get("conflict", []):
        if row["type"] not in ARITHMETIC:
            pairs += [pair for one, other in combinations(row["sides"], 2) for pair in product(one, other)]
    return [(a, b) for a, b in pairs if a in asked and asked[a] == asked.get(b)]


def score(files: dict[str, Row]) -> str:
    """One line for the files of a set."""
    articles = [(name, article) for name in files for article in files[name]["article"]]
    texts = [
        (a["text"].lstrip("\n"), date.fromisoformat(a["published"]) if a["published"] else None, a["source"])
        for _, a in articles
    ]
    reading = read_all(texts)
    known: dict[str, Stated] = {}
    for page, (name, article) in enumerate(articles):
        numbers = placed(reading, page)
        for fact in article["facts"]:
            span = Span(fact["start"], fact["start"] + len(fact["surface"]))
            hit = [one for place, one in numbers if place.overlaps(span)]
            if hit:
                known[f"{name}.{fact['id']}"] = hit[0]
    weighed = brought_together(reading.stated, Stories(reading.stated))
    c: Counter[str] = Counter()
    for name, rows in files.items():
        for a, b in true_pairs(rows):
            x, y = known.get(f"{name}.{a}"), known.get(f"{name}.{b}")
            c["true"] += 1
            if x and y:
                c["weighed"] += weighed(x, y)
                c["grouped"] += reading.facts[x.id] == reading.facts[y.id]
    blocking, grouped = c["weighed"] / (c["true"] or 1), c["grouped"] / (c["true"] or 1)
    return f"true pairs {c['true']}, weighed {blocking:.3f} (blocking recall), grouped {grouped:.3f}"


def main() -> None:
    """Print a line for every set."""
    sets: dict[str, dict[str, Row]] = {}
    for name, rows in load().items():
        sets.setdefault(age(name) + rows["set"], {})[name] = rows
    for name in SETS:
        print(f"{name:12}", score(sets[name]))


if __name__ == "__main__":
    main()
