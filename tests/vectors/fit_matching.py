"""Fit the weights of resources/lexicon/matching.toml on the tune clusters: ridge logistic regressions, two of them.

    python tests/vectors/fit_matching.py           prints the two tables, and how well they do on clusters left out

A row is a pair of numbers of two articles of one cluster, with the evidence that `candidates` names; it is right where
the rows of the cluster say that both answer one question, left out where they do not tell.
"""

import math
import sys
import tomllib
from collections import defaultdict
from datetime import date
from itertools import combinations, product
from pathlib import Path
from typing import Any

from score_pairs import ARITHMETIC, placed
from score_retold import in_page, read_case
from verify_articles import Row, load

from duikan.engine.fact.matching import align_all
from duikan.engine.fact.nodes import Node, nodes_of
from duikan.engine.pipeline import Reading, read_all
from duikan.engine.values import Span, Stated

RIDGE = 1.0
STEPS = 12
FOLDS = 5

Told = tuple[list[tuple[int, float]], float]
Sample = tuple[dict[str, float], bool]


def samples(rows: Row) -> dict[str, list[Sample]]:
    """The pairs of one cluster by level ("same", "other")."""
    articles: list[Any] = rows["article"]
    texts = [
        (a["text"].lstrip("\n"), date.fromisoformat(a["published"]) if a["published"] else None, a["source"])
        for a in articles
    ]
    reading = read_all(texts)
    names = {one.id: name for name, one in known(articles, reading).items()}
    asked = {fact["id"]: fact["subject"] for article in articles for fact in article["facts"]}
    wanted, doubtful = told_pairs(rows)
    nodes: list[list[Node]] = [nodes_of([s for s in page.stated if not s.mention.nominal]) for page in reading.pages]
    out: dict[str, list[Sample]] = defaultdict(list)
    for a, b in combinations(range(len(nodes)), 2):
        for pair in align_all(nodes[a], nodes[b]):
            ids = [
                (names[x.id], names[y.id])
                for x, y in product(pair.x.members, pair.y.members)
                if x.id in names and y.id in names
            ]
            if not ids:
                continue
            right = any(frozenset(two) in wanted for two in ids)
            if not right and any(frozenset(two) in doubtful or asked[two[0]] == asked[two[1]] for two in ids):
                continue
            out["same" if pair.level else "other"].append((dict(pair.found), right))
    return out


def retold_samples(case: Row) -> dict[str, list[Sample]]:
    """The same of a retold event: one key is one question."""
    reading, marks = read_case(case)
    keys: dict[int, str] = {}
    for one in reading.stated:
        page, span = in_page(reading, one.article, one.mention.number)
        hit = [key for key, rows in marks.items() for mark in rows if mark[0] == page and mark[1].overlaps(span)]
        if hit and not one.mention.nominal:
            keys[one.id] = hit[0]
    out: dict[str, list[Sample]] = defaultdict(list)
    nodes = [nodes_of([s for s in page.stated if not s.mention.nominal]) for page in reading.pages]
    for a, b in combinations(range(len(nodes)), 2):
        for pair in align_all(nodes[a], nodes[b]):
            told = {(keys.get(x.id), keys.get(y.id)) for x, y in product(pair.x.members, pair.y.members)}
            if all(x and y for x, y in told):
                out["same" if pair.level else "other"].append((dict(pair.found), any(x == y for x, y in told)))
    return out


def known(articles: list[Any], reading: Reading) -> dict[str, Stated]:
    """The numbers as read by the ids of the rows."""
    found: dict[str, Stated] = {}
    for page, article in enumerate(articles):
        numbers = placed(reading, page)
        for fact in article["facts"]:
            span = Span(fact["start"], fact["start"] + len(fact["surface"]))
            hit = [one for place, one in numbers if place.overlaps(span)]
            if hit and fact.get("salience") != "nominal":
                found[fact["id"]] = hit[0]
    return found


def told_pairs(rows: Row) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """Pairs that answer one question, and pairs that a share or a sum ties, of which nothing is told."""
    right = {frozenset(pair) for row in rows.get("agreement", []) for pair in combinations(row["members"], 2)}
    doubtful: set[frozenset[str]] = set()
    for row in rows.get("conflict", []):
        pairs = {frozenset(two) for one, other in combinations(row["sides"], 2) for two in product(one, other)}
        if row["type"] in ARITHMETIC:
            doubtful |= pairs
        else:
            right |= pairs
    return right, doubtful


def fit(data: list[Sample]) -> dict[str, float]:
    """Weights by Newton's method; the bias is not held back."""
    keys = ["bias", *sorted({name for found, _ in data for name in found})]
    at = {name: i for i, name in enumerate(keys)}
    rows: list[Told] = [
        ([(0, 1.0), *((at[k], v) for k, v in found.items() if v)], float(right)) for found, right in data
    ]
    weights = [0.0] * len(keys)
    for _ in range(STEPS):
        slope, bend = curve(rows, weights)
        change = solve(bend, slope)
        weights = [w + max(-2.0, min(2.0, d)) for w, d in zip(weights, change, strict=True)]
    return dict(zip(keys, weights, strict=True))


def curve(rows: list[Told], weights: list[float]) -> tuple[list[float], list[list[float]]]:
    """The slope of the likelihood at some weights, and how it bends."""
    slope = [-RIDGE * w if i else 0.0 for i, w in enumerate(weights)]
    bend = [[(RIDGE if i else 1e-6) if i == j else 0.0 for j in range(len(weights))] for i in range(len(weights))]
    for row, right in rows:
        p = chance(sum(weights[i] * v for i, v in row))
        for i, v in row:
            slope[i] += (right - p) * v
        for (i, v), (j, u) in product(row, row):
            bend[i][j] += p * (1 - p) * v * u
    return slope, bend


def chance(odds: float) -> float:
    """The probability that log odds stand for."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def solve(a: list[list[float]], b: list[float]) -> list[float]:
    """x of a·x = b, by elimination."""
    n = len(b)
    rows = [[*a[i], b[i]] for i in range(n)]
    for i in range(n):
        best = max(range(i, n), key=lambda r: abs(rows[r][i]))
        rows[i], rows[best] = rows[best], rows[i]
        for r in range(i + 1, n):
            times = rows[r][i] / rows[i][i]
            if times:
                rows[r] = [x - times * y for x, y in zip(rows[r], rows[i], strict=True)]
    out = [0.0] * n
    for i in reversed(range(n)):
        out[i] = (rows[i][n] - sum(rows[i][j] * out[j] for j in range(i + 1, n))) / rows[i][i]
    return out


def odds(weights: dict[str, float], found: dict[str, float]) -> float:
    return weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in found.items())


def left_out(clusters: list[list[Sample]]) -> str:
    """How well each cluster is told with the weights of the others: found and right at three lines."""
    scored: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        weights = fit([row for i, rows in enumerate(clusters) if i % FOLDS != fold for row in rows])
        scored += [
            (odds(weights, found), right)
            for i, rows in enumerate(clusters)
            if i % FOLDS == fold
            for found, right in rows
        ]
    true = sum(right for _, right in scored)
    loss = sum(math.log(chance(o if right else -o)) for o, right in scored) / (true or 1)
    lines = [f"{len(scored)} pairs, {true} right, log loss {loss:.3f} a right pair"]
    for line in (-1.0, -0.5, 0.0, 0.5, 1.0):
        taken = [right for o, right in scored if o >= line]
        lines.append(
            f"line {line:+.1f}: found {sum(taken) / (true or 1):.3f}, right {sum(taken) / (len(taken) or 1):.3f}"
        )
    return "; ".join(lines)


def main() -> None:
    """Print both tables."""
    told = [samples(rows) for rows in load().values() if rows["set"] == "tune" and len(rows["article"]) > 1]
    retold = tomllib.loads((Path(__file__).parent / "retold.toml").read_text(encoding="utf-8"))["case"]
    told += [retold_samples(case) for case in retold[::2]]
    for level in ("same", "other"):
        clusters = [rows[level] for rows in told]
        print(f"# {left_out(clusters)}")
        if "--only" not in sys.argv:
            print(f"[{level}]")
            for name, weight in fit([row for rows in clusters for row in rows]).items():
                print(f"{name} = {weight:.2f}")


if __name__ == "__main__":
    main()
