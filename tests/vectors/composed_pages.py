"""Composed pages: how they are written down, and how near a reading of their articles comes."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from pathlib import Path

from duikan.engine.values import Article, Span

FOLDER = Path(__file__).parent / "pages"
FIRST_UNSEEN = 31
TITLES = ("kick", "title", "sub")
DATELINE = re.compile(
    r"^(?:【[^】]{2,12}】|[（(〔][^）)〕]{2,24}[）)〕]|[^，。]{0,12}[讯訊电電报報][讯訊]?(?=[ （(]))+\s*"
)


@dataclass
class Segment:
    article: str
    role: str
    span: Span
    goes_on: bool

    @property
    def family(self) -> str:
        return self.article.upper()


def all_pages() -> list[Path]:
    """The composed pages, in the order of their numbers."""
    return sorted(FOLDER.glob("*.txt"))


def group_of(path: Path) -> str:
    """First pages were seen while the rules were made; of the later ones every second is only counted."""
    number = int(path.stem.split("_")[0])
    return "first" if number < FIRST_UNSEEN else "tune" if number % 2 else "aside"


def read_page(path: Path, *, without_bylines: bool = False) -> tuple[str, list[Segment]]:
    """A written page's text, and what each line of it is said to be."""
    return read_rows(path.read_text(encoding="utf-8"), without_bylines=without_bylines)


def read_rows(rows: str, *, without_bylines: bool = False) -> tuple[str, list[Segment]]:
    """The text that some rows (article, role, text as printed) stand for, and what each line of it is said to be."""
    lines: list[str] = []
    segments: list[Segment] = []
    at = 0
    for row in rows.split("\n"):
        article, role, text = row.split(" ", 2) if row else ("", "", "")
        if without_bylines and role == "by":
            continue
        if without_bylines and role == "body":
            text = DATELINE.sub("", text)
        if row:
            lead = len(text) - len(text.lstrip("# \u3000" if role in TITLES else " \u3000"))
            whole = Span(at + lead, at + len(text))
            segments.append(Segment(article, "body" if role == "+" else role, whole, role == "+"))
        lines.append(text)
        at += len(text) + 1
    return "\n".join(lines), segments


@dataclass
class Figures:
    """Counts that add up over pages."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    joins: list[bool] = field(default_factory=list[bool])
    titles: list[bool] = field(default_factory=list[bool])
    mistakes: list[str] = field(default_factory=list[str])

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.wrong + self.missed or 1)

    def add(self, other: Figures) -> None:
        """Count another page in."""
        self.right, self.wrong, self.missed = (
            self.right + other.right,
            self.wrong + other.wrong,
            self.missed + other.missed,
        )
        self.joins += other.joins
        self.titles += other.titles
        self.mistakes += other.mistakes

    def line(self) -> str:
        """The three figures, as people read them."""
        return (
            f"F1 {self.f1:.3f}  joins {sum(self.joins)}/{len(self.joins)}  titles {sum(self.titles)}/{len(self.titles)}"
        )


def measure(text: str, segments: list[Segment], articles: tuple[Article, ...], name: str = "") -> Figures:
    """How near a reading comes: pairs of lines, broken sentences read on, headlines."""
    figures = Figures()
    _pairs(figures, text, segments, articles, name)
    _joins(figures, text, segments, articles, name)
    _titles(figures, text, segments, articles, name)
    return figures


def home(articles: Iterable[Article], span: Span) -> int:
    """The article that holds most of a line."""
    return max(articles, key=lambda a: sum(_shared(p.span, span) for p in a.pieces)).index


def _shared(one: Span, two: Span) -> int:
    return max(0, min(one.end, two.end) - max(one.start, two.start))


def _pairs(figures: Figures, text: str, segments: list[Segment], articles: tuple[Article, ...], name: str) -> None:
    counted = [(s, home(articles, s.span)) for s in segments if s.article != "-"]
    faults: dict[str, int] = defaultdict(int)
    for (one, x), (two, y) in combinations(counted, 2):
        loose = one.article != two.article or "cap" in (one.role, two.role)
        if one.family == two.family and not loose:
            figures.right += x == y
            figures.missed += x != y
            kind = "apart" if x != y else ""
        elif one.family != two.family:
            figures.wrong += x == y
            kind = "together" if x == y else ""
        else:
            kind = ""
        for s in (one, two) if kind else ():
            faults[f"{name} {kind}: {s.article} {s.role} {text[s.span.start : s.span.end][:24]}"] += 1
    figures.mistakes += [f"{fault} ×{times}" for fault, times in faults.items()]


def _joins(figures: Figures, text: str, segments: list[Segment], articles: tuple[Article, ...], name: str) -> None:
    printed = {i for s in segments if s.article != "-" for i in range(s.span.start, s.span.end)}
    follows: set[tuple[int, int]] = set()
    for article in articles:
        order = [i for p in article.pieces for i in range(p.span.start, p.span.end) if i in printed]
        follows.update(pairwise(order))
    for before, after in broken_sentences(segments):
        done = (before.span.end - 1, after.span.start) in follows
        figures.joins.append(done)
        if not done:
            left, right = text[: before.span.end][-8:], text[after.span.start :][:8]
            figures.mistakes.append(f"{name} join: {left}|{right}".replace("\n", "⏎"))


def broken_sentences(segments: list[Segment]) -> Iterator[tuple[Segment, Segment]]:
    """Each line that goes on a sentence, with the line it goes on."""
    for i, after in enumerate(segments):
        if after.goes_on:
            yield next(s for s in reversed(segments[:i]) if s.article == after.article and s.role == "body"), after


def _titles(figures: Figures, text: str, segments: list[Segment], articles: tuple[Article, ...], name: str) -> None:
    for letter, wanted in accepted_titles(text, segments).items():
        if letter.islower():
            continue
        own = [s.span for s in segments if s.article == letter]
        best = max(articles, key=lambda a: sum(_shared(p.span, span) for p in a.pieces for span in own))
        figures.titles.append(flat(best.title) in map(flat, wanted))
        if not figures.titles[-1]:
            figures.mistakes.append(f"{name} title {letter}: {best.title[:40]!r} for {wanted[-1]!r}")


def accepted_titles(text: str, segments: list[Segment]) -> dict[str, list[str]]:
    """The headline of each article that has one: alone, with kicker, with subtitle, with both."""
    printed: dict[str, dict[str, list[str]]] = {}
    for s in segments:
        if s.role in TITLES:
            line = text[s.span.start : s.span.end].removeprefix("标题：")
            printed.setdefault(s.article, {}).setdefault(s.role, []).append(line)
    return {
        article: [
            " ".join(kick + lines.get("title", []) + sub)
            for kick in ([], lines.get("kick", []))
            for sub in ([], lines.get("sub", []))
        ]
        for article, lines in printed.items()
    }


def flat(title: str) -> str:
    """A headline without what does not matter: white space, width, leading signs."""
    return "".join(unicodedata.normalize("NFKC", title).split()).lstrip("#")
