"""How fast words are found in a hundred thousand articles, in either script."""

from __future__ import annotations

from collections.abc import Iterator

from archive import library
from duikan.services.search import find
from duikan.services.workspace import Workspace
from measure import Row, seconds

ARTICLES = 100_000
WANTED = 50


def bench_search() -> Iterator[Row]:
    with Workspace.open(library(ARTICLES), read_only=True) as workspace:
        for name, words in _asked(workspace).items():
            taken = seconds(lambda words=words: workspace.read(find, words, WANTED)) * 1000
            yield Row(f"search all, {ARTICLES:,} articles: {name}", taken, "ms", 50)


def _asked(workspace: Workspace) -> dict[str, str]:
    """Words that stand in the made-up articles, and some that do not."""
    from sqlalchemy import text

    def last(session: object) -> str:
        return session.execute(text("SELECT text FROM article ORDER BY id DESC LIMIT 1")).scalar()  # type: ignore[attr-defined]

    said: str = workspace.read(last)
    pairs = [said[at : at + 2] for at in range(0, len(said) - 8, 2)]
    found = {pair: len(workspace.read(find, pair, 5_000)) for pair in dict.fromkeys(pairs)}
    rare, common = min(found, key=lambda pair: found[pair]), max(found, key=lambda pair: found[pair])
    return {
        "a word of two characters in most of them": common,
        "a rare word of two characters": rare,
        "ten characters that stand in one of them": said[100:110],
        "a word of two characters in none of them": "糧倉",
        "the same in the other script": "粮仓",
        "one character": said[7],
    }
