"""What short lines between texts are: the headline of a new article, a head inside one, a box, a late headline."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from duikan.engine.layout_affinity import counts, pairs, share, topics
from duikan.engine.layout_drafts import Draft
from duikan.engine.layout_lines import Line, is_numbered
from duikan.engine.layout_marks import lexicon

SURE = 2.5
LABEL_MAX = 6
_AHEAD = 3  # paragraphs after a headline that tell what it is about
_SECTION = 40  # lines of one section that are compared
_ENOUGH = 80  # different pairs of characters that a comparison needs
_BOX_TITLE_MAX = 16
_GOES_ON = re.compile(r"此外|另外|与此|同时|不过|但|然而|对此|其中|该|他|她|除了|除此|而|至于|据了解|据介绍|同样")
_DATED = re.compile(r".{0,14}?(?:\d日|(日前|近日|昨[天日]|今[天日]|前日))")
_NAMED = ("标题:", "题目:", "主标题:", "# ")


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
        for line in lines[i : i + _SECTION]:
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


def is_late(part: Part, coming: Coming, current: Draft | None) -> bool:
    """True for a headline that speaks of the text before it and not of the text after."""
    if current is None or not current.flow:
        return False
    words = part.words
    return share(words, words_of(coming.ahead[:1])) < 0.15 and share(words, current.seen) >= 0.3


def is_photo_story(part: Part, coming: Coming | None, current: Draft | None) -> bool:
    """True for a headline over a picture that is a story of its own: its words stand under the picture only."""
    if not part.shorts or not part.pictures or part.bylines:
        return False
    ahead = coming.ahead if coming else ()
    if ahead and ahead[0].kind == "lead":
        return False
    shown = share(part.words, words_of(line for group in part.pictures for line in group))
    told = share(part.words, words_of(ahead))
    torn = current is not None and current.open
    return shown >= 0.3 and told < (shown / 2 if torn or not ahead else 0.1)


def is_box(part: Part, coming: Coming) -> bool:
    """True for the title of a box: by its words, or by the list under it."""
    if part.bylines or len(part.shorts) > 1 or part.shorts[0].level:
        return False
    text = part.shorts[0].text
    return text in lexicon().boxes or (
        coming.ahead[0].kind == "item"
        and (len(text) <= 2 * _BOX_TITLE_MAX or (text.endswith(lexicon().box_ends) and len(text) <= _BOX_TITLE_MAX))
    )


def opens_article(part: Part, coming: Coming, current: Draft) -> float:
    """How sure it is that short lines open an article, and are not a head inside the one before: SURE and above."""
    first = coming.ahead[0]
    shorts = part.shorts
    longest = max(len(line.text) for line in shorts)
    score = 3.0 * (first.kind == "lead") + 3.0 * bool(part.bylines) + 1.0 * (len(shorts) > 1)
    score += 1.5 * (longest >= 20) + 0.75 * (16 <= longest < 20) - 0.5 * (longest <= 12) - 0.5 * (longest <= 9)
    score += 1.0 * (max(line.text.lstrip("# ").count(" ") for line in shorts) >= 2)
    score += 1.5 * part.apart + 2.0 * current.ended - 1.5 * current.open
    score += 2.0 * coming.byline_inside + _news(first.text) - 1.5 * bool(_GOES_ON.match(first.text))
    score += 3.0 * any(line.text.startswith(_NAMED) for line in shorts) - 3.0 * is_numbered(shorts[0].text)
    score -= _level(part, current) + max(shorts[-1].torn, 0.0)
    return score + _apartness(part, coming, current)


def _level(part: Part, current: Draft) -> float:
    """What a Markdown heading takes away: much below a higher heading, little with a byline."""
    level = max(line.level for line in part.shorts)
    return (1.0 * (level > 1) + 3.0 * (0 < current.level < level)) / (3 if part.bylines else 1)


def _news(text: str) -> float:
    """A day at its head makes a paragraph a lead: the day itself more than 近日 and 昨天."""
    found = _DATED.match(text)
    return 0.0 if not found else 0.75 if found.group(1) else 1.25


def _apartness(part: Part, coming: Coming, current: Draft) -> float:
    """Positive where the text after the headline shares few words with the article before."""
    common = share(words_of(coming.ahead), current.seen)
    own = share(part.words, words_of(coming.ahead[:2])) - share(part.words, current.seen)
    score = 2.0 if common < 0.08 else 1.0 if common < 0.14 else 0.0 if common < 0.25 else -1.0
    return score + (0.75 if own > 0.3 else 0.0) + _new_topic(coming, current)


def _new_topic(coming: Coming, current: Draft) -> float:
    """Whether the section to come repeats the words that the article before repeats, or its headline's."""
    here = counts(line.text for line in coming.section)
    before = counts(line.text for line, _ in current.flow[-_SECTION:])
    if min(len(here), len(before)) < _ENOUGH:
        return 0.0
    titled = share(words_of(current.titles), here.keys())
    common = topics(here, before) / len(here)
    if common < 0.012 and titled < 0.1:
        return 1.0
    return -0.75 * (common > 0.04) - 0.75 * (titled > 0.25)
