"""How many contradictions between two short texts are found, and how many are seen where none is.

    python tests/vectors/score_short.py [--errors]

Every second line of short_pairs.toml is aside; --errors prints what goes wrong on the others.
"""

import sys
import tomllib
from datetime import date
from pathlib import Path

from duikan.engine.pipeline import read_all

PAIRS = Path(__file__).with_name("short_pairs.toml")
Pair = tuple[str, str, bool, str, str, str, str]


def pairs() -> list[Pair]:
    """The lines of the table."""
    return [tuple(row) for row in tomllib.loads(PAIRS.read_text(encoding="utf-8"))["rows"]]


def flagged(pair: Pair) -> list[str]:
    """The types of the conflicts that are found; proof notes are none."""
    texts = [
        (text, date.fromisoformat(day) if day else None, paper)
        for text, day, paper in zip(pair[5:], pair[3:5], ("甲报", "乙报"), strict=True)
        if text
    ]
    return [one.type for one in read_all(texts).conflicts if one.severity not in ("low", "info")]


def main() -> None:
    """Print a line for each half of the table."""
    for name, first in (("tune", 0), ("aside", 1)):
        found = sought = cried = quiet = 0
        for pair in pairs()[first::2]:
            hits, conflict = flagged(pair), pair[2]
            sought, quiet = sought + conflict, quiet + (not conflict)
            found, cried = found + (conflict and bool(hits)), cried + (not conflict and bool(hits))
            if conflict != bool(hits) and name == "tune" and "--errors" in sys.argv:
                print("missed" if conflict else f"cried {hits}", *pair[:2], *pair[5:], sep=" | ")
        print(f"{name:6} found {found} of {sought}, cried {cried} of {quiet}")


if __name__ == "__main__":
    main()
