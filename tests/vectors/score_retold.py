"""Score the engine on the retold events: planted conflicts found, false alarms, agreements grouped.

    python tests/vectors/score_retold.py [--errors]

prints one line for each half; `--errors` lists the misses and false alarms of the half that may be looked at.
"""

import re
import sys
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from duikan.engine.pipeline import Reading, read_all
from duikan.engine.values import Span

Mark = tuple[int, Span, str]
_MARK = re.compile(r"\{(\w+)=([^{}]*)\}")


@dataclass
class Tally:
    """What one half of the cases came to."""

    counts: Counter[str] = field(default_factory=Counter[str])
    errors: list[str] = field(default_factory=list[str])

    def line(self) -> str:
        c = self.counts
        recall = c["found"] / (c["planted"] or 1)
        precision = c["right"] / (c["right"] + c["alarms"] or 1)
        joined = 2 * c["joined"] / (2 * c["joined"] + c["parted"] + c["mixed"] or 1)
        return (
            f"recall={recall:.3f} ({c['found']}/{c['planted']}) precision={precision:.3f} alarms={c['alarms']} "
            f"agree={joined:.3f} (parted {c['parted']}, mixed {c['mixed']} of {c['unlike']})"
        )


def unmark(text: str) -> tuple[str, list[tuple[str, Span]]]:
    """The text without its marks, and where each mark stood."""
    plain, marks, at = "", list[tuple[str, Span]](), 0
    for match in _MARK.finditer(text):
        plain += text[at : match.start()]
        marks.append((match[1], Span(len(plain), len(plain) + len(match[2]))))
        plain += match[2]
        at = match.end()
    return plain + text[at:], marks


def read_case(case: dict[str, Any]) -> tuple[Reading, dict[str, list[Mark]]]:
    """A case as the engine reads it, and the marks of every key by page."""
    pages = [unmark(text.strip()) for text in case["texts"]]
    days = [date.fromisoformat(day) if day else None for day in case["dates"]]
    marks: dict[str, list[Mark]] = defaultdict(list)
    for number, (text, found) in enumerate(pages):
        for key, span in found:
            marks[key].append((number, span, text[span.start : span.end]))
    return read_all([(text, day, "") for (text, _), day in zip(pages, days, strict=True)]), marks


def in_page(reading: Reading, article: int, span: Span) -> tuple[int, Span]:
    """A span of an article as (page, span of the page); the pages of the cases are one article each."""
    for number, page in enumerate(reading.pages):
        if page.first <= article < page.first + len(page.articles):
            piece = next(p for p in reversed(page.articles[article - page.first].pieces) if p.start <= span.start)
            return number, span.shifted(piece.span.start - piece.start)
    raise AssertionError


def score_case(case: dict[str, Any], out: Tally) -> None:
    """Adds one case to a tally."""
    reading, marks = read_case(case)
    name = case["name"]
    found: set[str] = set()
    planted = [tuple(row.split()) for row in case["planted"]]
    loose = [tuple(row.split()) for row in case.get("fine", ())]
    for conflict in reading.conflicts:
        if conflict.type in ("name", "text"):
            continue
        spots = [in_page(reading, article, span) for article, span in conflict.spots]
        hits = [row for row in planted if _hit(spots, row, marks)]
        found.update(" ".join(row) for row in hits)
        out.counts["right"] += bool(hits)
        if not hits and not any(_hit(spots, row, marks) for row in loose):
            out.counts["alarms"] += 1
            said = " / ".join(_text(reading, spot) for spot in spots)
            out.errors.append(f"alarm {name}: {conflict.type} {said} {conflict.reason.values.get('subject')}")
    out.counts["planted"] += len(planted)
    out.counts["found"] += len(found)
    out.errors += [f"missed {name}: {' '.join(row)}" for row in planted if " ".join(row) not in found]
    _agreements(case, reading, marks, {key for row in planted for key in row[1:]}, out)


def _text(reading: Reading, spot: tuple[int, Span]) -> str:
    return reading.pages[spot[0]].text[spot[1].start : spot[1].end]


def _hit(spots: list[tuple[int, Span]], row: tuple[str, ...], marks: dict[str, list[Mark]]) -> bool:
    """The spots touch two tellings of a key that differ, or two numbers of an arithmetic."""
    if row[0] in ("sum", "share", "growth"):
        return sum(bool(_on(spots, marks[key])) for key in row[1:]) >= 2
    return any(
        len({mark[2] if row[0] not in _ALIKE else mark[0] for mark in _on(spots, marks[k])}) > 1 for k in row[1:]
    )


_ALIKE = ("target_year", "cumulative_vs_new", "percent_vs_point", "currency", "unit")


def _on(spots: list[tuple[int, Span]], marks: list[Mark]) -> list[Mark]:
    return [mark for mark in marks if any(page == mark[0] and span.overlaps(mark[1]) for page, span in spots)]


def _agreements(
    case: dict[str, Any], reading: Reading, marks: dict[str, list[Mark]], differ: set[str], out: Tally
) -> None:
    """Numbers of one key are one fact, those of two unlike keys are two."""
    fact: dict[Mark, int] = {}
    where = [(in_page(reading, one.article, one.mention.span), reading.facts[one.id]) for one in reading.stated]
    for key in marks:
        for mark in marks[key]:
            hit = [f for (page, span), f in where if page == mark[0] and span.overlaps(mark[1])]
            if hit:
                fact[mark] = hit[0]
    for key in marks.keys() - differ:
        for a, b in combinations([mark for mark in marks[key] if mark in fact], 2):
            joined = fact[a] == fact[b]
            out.counts["joined" if joined else "parted"] += 1
            if not joined:
                out.errors.append(f"parted {case['name']}: {key} {a[2]} {b[2]}")
    for row in case["unlike"]:
        one, other = row.split()
        pairs = [(a, b) for a in marks[one] for b in marks[other] if a in fact and b in fact]
        out.counts["unlike"] += 1
        if any(fact[a] == fact[b] for a, b in pairs):
            out.counts["mixed"] += 1
            out.errors.append(f"mixed {case['name']}: {row}")


def main() -> None:
    """Print the figures of both halves."""
    cases = tomllib.loads((Path(__file__).parent / "retold.toml").read_text(encoding="utf-8"))["case"]
    for half, offset in (("tune", 0), ("aside", 1)):
        out = Tally()
        for case in cases[offset::2]:
            score_case(case, out)
        if "--errors" in sys.argv and half == "tune":
            print(*sorted(out.errors), sep="\n")
        print("retold", half, out.line())


if __name__ == "__main__":
    main()
