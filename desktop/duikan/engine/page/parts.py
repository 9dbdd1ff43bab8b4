"""The short lines of a page while nothing is known of them yet: what stands together, and what text comes after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from duikan.engine.page.affinity import pairs
from duikan.engine.page.lines import Line

SECTION = 40  # lines of one section that are compared
_AHEAD = 3  # paragraphs after a headline that tell what it is about


@dataclass(slots=True)
class Part:
    """Short lines that stand together, the byline under them, the pictures after them."""

    shorts: list[Line] = field(default_factory=list[Line])
    bylines: list[Line] = field(default_factory=list[Line])
    pictures: list[list[Line]] = field(default_factory=list[list[Line]])
    apart: bool = False

    @property
    def words(self) -> set[str]:
        return words_of(self.shorts)


@dataclass(frozen=True, slots=True)
class Coming:
    """The text after the short lines: `ahead` its first paragraphs, `section` all up to the next short line."""

    ahead: tuple[Line, ...]
    section: tuple[Line, ...]
    byline_inside: bool

    @classmethod
    def at(cls, lines: list[Line], i: int) -> Coming:
        """What stands from line `i` on."""
        section: list[Line] = []
        for line in lines[i : i + SECTION]:
            if line.kind in ("short", "heading", "separator"):
                break
            if line.kind in ("body", "lead", "item"):
                section.append(line)
        return cls(tuple(section[:_AHEAD]), tuple(section), _byline_inside(lines, i))


def _byline_inside(lines: list[Line], i: int) -> bool:
    """True where a byline stands between the first paragraphs: the lead is set over the whole head of the page."""
    kinds = [line.kind for line in lines[i : i + 2 * _AHEAD] if line.kind not in ("caption", "credit")]
    if "byline" not in kinds:
        return False
    at = kinds.index("byline")
    return 0 < at <= _AHEAD and "short" not in kinds[:at] and kinds[at + 1 : at + 2] == ["body"]


def words_of(lines: Iterable[Line]) -> set[str]:
    """The pairs of characters in some lines."""
    return set[str]().union(*(pairs(line.text) for line in lines))


@dataclass(slots=True)
class Gathered:
    """Short lines, the bylines under them and the pictures between, until text follows and tells what they are."""

    usual_gap: int
    parts: list[Part] = field(default_factory=list[Part])
    apart: bool = False

    def short(self, line: Line) -> None:
        """One more short line: beside the last one, or apart from it."""
        last = self.parts[-1] if self.parts else None
        wide = line.gap >= 2 and line.gap > self.usual_gap
        if last is None or last.bylines or last.pictures or wide or self.apart:
            last = Part(apart=self.apart or wide)
            self.parts.append(last)
            self.apart = False
        last.shorts.append(line)

    def picture(self, line: Line, *, goes_on: bool) -> None:
        """The words under a picture, or the credit under those words."""
        groups = self.parts[-1].pictures
        if goes_on and groups:
            groups[-1].append(line)
        else:
            groups.append([line])

    def taken(self) -> list[Part]:
        """All that was gathered; nothing is left here."""
        parts, self.parts = self.parts, []
        return parts
