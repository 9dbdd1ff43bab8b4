"""The table of bindings, and how much of it is read. As a program it prints the figures; `tuned` shows the errors."""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from duikan.engine.folding import fold
from duikan.engine.meaning.mentions import read_article
from duikan.engine.values import Article, Mention, Piece, Publication, Span

TABLE = Path(__file__).resolve().parents[1] / "vectors" / "bindings.toml"
ASKED = ("time", "aggregate", "modality", "subject", "speaker")
Days = tuple[date | None, date | None]


@dataclass(frozen=True)
class Row:
    """One number of a passage with what an editor binds to it; what is not asked is left out."""

    topic: str
    text: str
    published: date
    aside: bool
    start: int
    surface: str
    wanted: dict[str, list[str]]


def rows() -> list[Row]:
    """All numbers of the table."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    found: list[Row] = []
    for topic in table["topic"]:
        for row in topic["rows"]:
            at = 0
            for surface, *bound in row["numbers"]:
                start = row["text"].index(surface, at)
                at = start + len(surface)
                wanted = {name: text.split("|") for name, text in zip(ASKED, bound, strict=False) if text}
                day = date.fromisoformat(topic["published"])
                found.append(Row(topic["name"], row["text"], day, row.get("set") == "aside", start, surface, wanted))
    return found


def days(text: str, published: date) -> Days:
    """`2025`, `2025-03`, `a..b`, `..b`, `a..`, `pub`, `-` as first and last day."""
    if text == "-":
        return None, None
    first, _, last = text.partition("..") if ".." in text else (text, "", text)
    return _edge(first, published, last=False), _edge(last, published, last=True)


def _edge(text: str, published: date, *, last: bool) -> date | None:
    if text in ("", "pub"):
        return published if text else None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    month = parts[1] if len(parts) == 2 else 12 if last else 1
    return date(parts[0] + month // 12, month % 12 + 1, 1) - timedelta(days=1) if last else date(parts[0], month, 1)


def read(text: str, published: date) -> tuple[Mention, ...]:
    """What the engine reads in a passage."""
    publication = Publication(published, "given")
    piece = Piece(0, Span(0, len(text)))
    return read_article(Article(0, "article", "", "", "", "", text, (piece,), publication)).mentions


def right(name: str, row: Row, mention: Mention) -> bool:
    """Whether one thing bound to a number is as the table has it."""
    wanted = row.wanted[name]
    if name == "time":
        period = mention.period
        return any(days(text, row.published) == (period.start, period.end) for text in wanted)
    if name in ("aggregate", "modality"):
        return getattr(mention, name) in wanted
    have = mention.speaker if name == "speaker" else mention.owner + mention.scope + mention.subject + mention.measure
    return any(word in fold(have) for word in wanted)


def figures(aside: bool, show: bool = False) -> dict[str, float]:
    """For each thing bound to a number, the share that is right; `found` is the share of the numbers found."""
    asked: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for row in rows():
        if row.aside != aside:
            continue
        span = Span(row.start, row.start + len(row.surface))
        mention = next((one for one in read(row.text, row.published) if one.span.overlaps(span)), None)
        asked["found"] += 1
        if mention is None:
            continue
        hits["found"] += 1
        for name in row.wanted:
            asked[name] += 1
            hits[name] += right(name, row, mention)
            if show and not right(name, row, mention):
                print(f"{name} {row.topic}: {row.text} [{row.surface}] {mention.period} {mention}")
    return {name: hits[name] / asked[name] for name in ("found", *ASKED)}


@pytest.mark.parametrize("aside", [False, True])
def test_table_of_bindings_is_read(aside: bool) -> None:
    got = figures(aside)
    print("aside" if aside else "tuned", " ".join(f"{name}={share:.3f}" for name, share in got.items()))
    assert all(share >= 0.9 for share in got.values()), got


def test_table_is_large_and_a_third_is_aside() -> None:
    table = rows()
    texts = {(row.text, row.aside) for row in table}
    assert len(table) >= 400
    assert len({row.topic for row in table}) >= 20
    assert sum(aside for _, aside in texts) * 3 == len(texts)


if __name__ == "__main__":
    for name, aside in (("tuned", False), ("aside", True)):
        got = figures(aside, show=name in sys.argv[1:] and not aside)
        print(f"{name}:", " ".join(f"{name}={share:.3f}" for name, share in got.items()))
