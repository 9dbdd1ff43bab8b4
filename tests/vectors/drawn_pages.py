"""Pages drawn by lot: annotated articles set as pages of many styles. How a page was set is its annotation.

Seeds make them: page `n` of a set is the same on every machine while the articles are the same.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random

import drawn_words as words
from composed_pages import DATELINE

ARTICLES = Path(__file__).parent / "articles"
PAGES = 60  # of each set
_MOST_APART = 200  # days between the articles of a page
_CLAUSE = re.compile(r"[，。；：！？、「」『』“”（）()《》\s]+")
_SENTENCE = re.compile(r"[^。！？]+[。！？][」”』]?")
_SIGNED = re.compile(
    r"^[^，。]{2,14}[记記]者\s?[^，。]{2,9}(?:\u3000|[报報][导道導]：?)\s*|^[^，。（]{2,8}[讯訊][电電]?\s+"
)
_TEARABLE = 40  # shorter paragraphs stay whole
_SHORTEST = 10
_COLOUR = 0.4  # a paragraph without figures seldom has a head
_NOT_FIRST = "。！？；，、：」”）》』"

Row = tuple[str, str]  # role, text
Block = list[Row]


@dataclass(frozen=True)
class Story:
    """An article before it is set."""

    file: str
    title: str
    byline: str
    paragraphs: tuple[str, ...]
    script: str
    published: date


@dataclass(frozen=True)
class Style:
    """How a page is set."""

    blanks: str
    indent: str
    wrap: int
    tears: float
    captions: float
    boxes: float
    heads: float
    decks: float
    bylines: str
    flow: str
    frame: bool
    hashes: bool


@dataclass(frozen=True)
class Drawn:
    """A page in the rows of the composed pages, and the day it came out; `printed`: the page says so."""

    name: str
    rows: str
    published: date
    printed: bool


@dataclass
class Setter:
    """Sets one page."""

    lot: Random
    style: Style
    script: str
    blocks: list[tuple[str, Block]] = field(default_factory=list[tuple[str, Block]])

    def story(self, letter: str, story: Story) -> list[tuple[str, Block]]:
        """An article's blocks in their own order: headline, paragraphs, heads, captions, box."""
        paragraphs, lead = self._signed(list(story.paragraphs), story.byline)
        captions, box = self._taken(paragraphs)
        blocks: list[tuple[str, Block]] = [(letter, self._headline(story, paragraphs) + lead)]
        for i, paragraph in enumerate(paragraphs):
            told = any(c.isdigit() for c in paragraph)
            if i and self.lot.random() < self.style.heads * (1 if told else _COLOUR):
                head, paragraph = self._head(paragraph)
                blocks += [(letter, [("head", head)])] if head else []
            blocks += [(letter, [row]) for row in self._paragraph(paragraph)]
        if self.style.bylines == "end":
            blocks.append((letter, [("by", self._filled(self.lot.choice(words.FORMS[self.script]["end"])))]))
        for caption in captions:
            self._put(blocks, (letter, [("cap", caption)]))
        if box:
            self._put(blocks, (letter.lower(), box))
        return blocks

    def _put(self, blocks: list[tuple[str, Block]], block: tuple[str, Block]) -> None:
        """Somewhere among the blocks, best where a column breaks."""
        torn, ends = _breaks(blocks)
        blocks.insert(self.lot.choice(torn if torn and self.lot.random() < 0.7 else ends), block)

    def _signed(self, paragraphs: list[str], byline: str) -> tuple[list[str], Block]:
        """The paragraphs and the lines over them, the writer named where this page names its writers."""
        kind, forms = self.style.bylines, words.FORMS[self.script]
        if kind == "own":
            return paragraphs, [("by", byline)] if byline else []
        paragraphs[0] = _SIGNED.sub("", DATELINE.sub("", paragraphs[0]))
        if kind == "over":
            return paragraphs, [("by", self._name_line())]
        if kind == "inside":
            paragraphs[0] = self._filled(self.lot.choice(forms["inside"])) + paragraphs[0]
        if kind == "tail":
            paragraphs[-1] += self._filled(self.lot.choice(forms["tail"]))
        return paragraphs, []

    def _name_line(self) -> str:
        return self._filled(self.lot.choice(words.FORMS[self.script]["over"]))

    def _filled(self, form: str) -> str:
        said = {name: self.lot.choice(these) for name, these in words.FORMS[self.script].items() if name in form}
        names = ["".join(self.lot.choice(part) for part in words.NAMES[self.script]) for _ in range(2)]
        return form.format(*names, day=self.lot.randint(1, 28), month=self.lot.randint(1, 12), **said)

    def _taken(self, paragraphs: list[str]) -> tuple[list[str], Block]:
        """Sentences taken out of the text to stand under a picture or in a box."""
        captions: list[str] = []
        box: Block = []
        forms = words.FORMS[self.script]
        if self.lot.random() < self.style.captions and (said := self._sentence_of(paragraphs, 1)):
            captions.append(self._filled(self.lot.choice(forms["caption"]).replace("CAPTION", said[0].rstrip("。"))))
        if self.lot.random() < self.style.boxes and (said := self._sentence_of(paragraphs, 3)):
            mark = self.lot.choice(words.MARKS)
            box = [("title", self.lot.choice(forms["box"]))]
            box += [("item", f"{mark.format(i)}{one}") for i, one in enumerate(said, 1)]
        return captions, box

    def _sentence_of(self, paragraphs: list[str], most: int) -> list[str]:
        """One to `most` sentences that a later paragraph can spare."""
        for i in range(len(paragraphs) - 1, 0, -1):
            sentences = _SENTENCE.findall(paragraphs[i])
            if len(sentences) > most and all(10 < len(one) < 70 for one in sentences[-most:]):
                paragraphs[i] = "".join(sentences[:-most])
                return sentences[-most:]
        return []

    def _headline(self, story: Story, paragraphs: Sequence[str]) -> Block:
        sign = "# " if self.style.hashes else ""
        rows: Block = [("title", sign + story.title)]
        if " " in story.title and self.lot.random() < 0.25:
            rows = [("title", part) for part in story.title.split(" ", 1)]
        if self.style.hashes or self.lot.random() >= self.style.decks:
            return rows
        told = [
            clause for text in paragraphs[1:] for clause in clauses(text, 6, 16) if any(c.isdigit() for c in clause)
        ]
        if self.lot.random() < 0.4:
            kicks = [clause for text in paragraphs for clause in clauses(text, 5, 12)]
            return [("kick", self.lot.choice(kicks)), *rows] if kicks else rows
        return [*rows, ("sub", " ".join(self.lot.sample(told, 2)))] if len(told) > 1 else rows

    def _head(self, paragraph: str) -> tuple[str, str]:
        """A head for a paragraph, and the paragraph: of two heads one is told again in it, one is not."""
        found = [one for one in clauses(paragraph, 5, 11) if not any(c.isdigit() for c in one)]
        found = [one for one in found if paragraph.find(one) > len(one)]
        if not found:
            return "", paragraph
        head = self.lot.choice(found)
        sentences = _SENTENCE.findall(paragraph)
        if len(sentences) > 2 and self.lot.random() < 0.5:
            paragraph = "".join(one for one in sentences if head not in one)
        return ("### " if self.style.hashes else "") + head, paragraph

    def _paragraph(self, text: str) -> Iterator[Row]:
        """A paragraph whole or torn at the foot of a column."""
        if text.startswith("- "):
            yield "item", text
            return
        if len(text) < _TEARABLE or self.lot.random() >= self.style.tears:
            yield "body", self.style.indent + text
            return
        lines = narrow(self.style.indent + text, self.style.wrap or 1)
        at = self.lot.randint(1 if self.style.wrap else _SHORTEST, len(lines) - (1 if self.style.wrap else _SHORTEST))
        first, second = "".join(lines[:at]), "".join(lines[at:])
        if first[-1] in "。！？；":
            yield "body", first + second
        else:
            yield "body", first
            yield "+", second

    def flow(self, told: Sequence[list[tuple[str, Block]]]) -> list[tuple[str, Block]]:
        """The blocks of all articles as the page prints them."""
        if self.style.flow == "columns":
            told = [self._between(one, two) for one, two in pairwise([*told, []])][::2]
        elif self.style.flow == "late":
            told = [self._late(one) for one in told]
        return [block for one in told for block in one]

    def _between(self, one: list[tuple[str, Block]], two: list[tuple[str, Block]]) -> list[tuple[str, Block]]:
        """An article that another one interrupts where its column breaks."""
        if len(one) < 3 or not two:
            return one + two
        torn, ends = _breaks(one)
        at = self.lot.choice(torn or [i for i in ends if 1 < i < len(one)] or [len(one)])
        again, _ = _breaks(two)
        cut = self.lot.choice(again) if again and self.lot.random() < 0.5 else len(two)
        return one[:at] + two[:cut] + one[at:] + two[cut:]

    def _late(self, one: list[tuple[str, Block]]) -> list[tuple[str, Block]]:
        """The headline after the first paragraph, or after the whole text."""
        if self.lot.random() < 0.5 or len(one) < 3:
            return one
        at = self.lot.choice((2, len(one)))
        return [*one[1:at], one[0], *one[at:]]

    def printed(self, blocks: Sequence[tuple[str, Block]]) -> Iterator[str]:
        """The rows of the page, blank lines and narrow columns as the style has them."""
        before = ""
        for letter, rows in blocks:
            roles = {role for role, _ in rows}
            apart = {
                "all": True,
                "articles": letter != before or "title" in roles,
                "paragraphs": not roles & {"+", "head"},
                "none": False,
            }
            if before and apart[self.style.blanks]:
                yield ""
            for role, text in rows:
                yield from self._lines(letter, role, text)
            before = letter

    def _lines(self, letter: str, role: str, text: str) -> Iterator[str]:
        wide = self.style.wrap
        if not wide or role not in ("body", "+", "item", "cap"):
            yield f"{letter} {role} {text}"
            return
        for i, line in enumerate(narrow(text, wide)):
            yield f"{letter} {'+' if i and role == 'body' else role} {line}"


def _breaks(blocks: Sequence[tuple[str, Block]]) -> tuple[list[int], list[int]]:
    """Where something may stand between: in a torn paragraph; behind any block but a head."""
    torn = [i for i, (_, rows) in enumerate(blocks) if rows[0][0] == "+"]
    return torn, [i for i in range(1, len(blocks) + 1) if blocks[i - 1][1][0][0] != "head"]


def narrow(text: str, wide: int) -> list[str]:
    """The lines of a text in a column; none begins with a stop."""
    lines: list[str] = []
    while text:
        at = wide
        while text[at : at + 1] and text[at] in _NOT_FIRST:
            at += 1
        lines.append(text[:at])
        text = text[at:]
    return lines


def clauses(text: str, shortest: int, longest: int) -> list[str]:
    """The clauses of a text that could stand as a head."""
    return [
        one
        for one in _CLAUSE.split(text)
        if shortest <= len(one) <= longest and not words.NO_HEAD.match(one) and not words.NO_TAIL.search(one)
    ]


@cache
def stories(group: str) -> tuple[Story, ...]:
    """The annotated articles of `tune` or `aside` that have a day of publication."""
    found: list[Story] = []
    for path in sorted(ARTICLES.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for article in data["article"] if data["set"] == group else ():
            title, *lines = [line.strip() for line in article["text"].split("\n") if line.strip()]
            byline = lines.pop(0) if len(lines[0]) < _TEARABLE and "。" not in lines[0] else ""
            if article["published"]:
                day = date.fromisoformat(article["published"])
                found.append(Story(path.stem, title, byline, tuple(lines), article["script"], day))
    return tuple(found)


def draw(group: str, n: int) -> Drawn:
    """Page `n` of a set."""
    lot = Random(f"{group} {n}")
    style = _style(lot)
    chosen = _chosen(lot, stories(group), 6 if style.flow == "briefs" else lot.choice((1, 2, 2, 3, 3, 3, 4, 5)))
    setter = Setter(lot, style, chosen[0].script)
    if style.flow == "briefs":
        chosen = [replace(story, paragraphs=story.paragraphs[:1]) for story in chosen]
    chosen = [_cut(lot, story) for story in chosen]
    told = [setter.story(chr(65 + i), story) for i, story in enumerate(chosen)]
    blocks = setter.flow(told)
    published = max(story.published for story in chosen)
    printed = False
    if style.frame:
        blocks, printed = _framed(lot, blocks, published, chosen[0].script)
    elif style.flow == "briefs":
        blocks = [("-", [("label", lot.choice(words.FORMS[chosen[0].script]["brief"]))]), *blocks]
    return Drawn(f"{group}-{n}", "\n".join(setter.printed(blocks)), published, printed)


def _cut(lot: Random, story: Story) -> Story:
    """The article as often printed: the first half of its headline only, the last paragraph of mere colour left out."""
    title, _, deck = story.title.partition(" ")
    paragraphs = story.paragraphs
    if deck and len(title) >= _SHORTEST - 3 and lot.random() < 0.4:
        story = replace(story, title=title)
    if len(paragraphs) > 2 and not any(c.isdigit() for c in paragraphs[-1]) and lot.random() < 0.5:
        story = replace(story, paragraphs=paragraphs[:-1])
    return story


def _style(lot: Random) -> Style:
    flow = lot.choice(("plain", "plain", "plain", "plain", "columns", "columns", "columns", "late", "briefs"))
    calm = flow == "briefs"
    return Style(
        blanks=lot.choice(("all", "all", "articles", "none", "paragraphs")),
        indent=lot.choice(("", "", "\u3000\u3000")),
        wrap=lot.choice((0, 0, 0, lot.randint(12, 30))),
        tears=0.0 if calm else lot.choice((0.0, 0.2, 0.4)) if flow == "plain" else 0.4,
        captions=0.0 if calm else lot.choice((0.0, 0.4, 0.8)),
        boxes=0.0 if calm else lot.choice((0.0, 0.3, 0.5)),
        heads=lot.choice((0.0, 0.3, 0.5)),
        decks=0.0 if calm else lot.choice((0.0, 0.3, 0.6)),
        bylines=lot.choice(("none", "own") if calm else ("own", "own", "none", "over", "inside", "end", "tail")),
        flow=flow,
        frame=lot.random() < 0.4,
        hashes=flow == "plain" and lot.random() < 0.12,
    )


def _chosen(lot: Random, pool: Sequence[Story], most: int) -> list[Story]:
    """Articles of one script and season, of one event only by chance."""
    first = lot.choice(pool)
    near = [
        story
        for story in pool
        if story.script == first.script and abs((story.published - first.published).days) <= _MOST_APART
    ]
    chosen = [first]
    twins = lot.random() < 0.08
    for story in lot.sample(near, len(near)):
        used = {one.file for one in chosen}
        if len(chosen) < most and story not in chosen and (story.file not in used or (twins and len(used) == 1)):
            chosen.append(story)
    return chosen


def _framed(
    lot: Random, blocks: list[tuple[str, Block]], day: date, script: str
) -> tuple[list[tuple[str, Block]], bool]:
    """The page with its folio, the desk's names, a line that jumps to another page; whether its day is printed."""
    forms = words.FORMS[script]
    said = {"section": lot.choice(forms["section"]), "week": "一二三四五六日"[day.weekday()], "n": lot.randint(2, 16)}
    said |= {"y": day.year, "m": day.month, "d": day.day}
    folio = lot.choice(forms["folio"])
    framed = [("-", [("furn", line)]) for line in folio.format(**said).split("\n")] + blocks
    if lot.random() < 0.4:
        framed.append(("-", [("furn", lot.choice(forms["jump"]).format(n=lot.randint(2, 16)))]))
    if lot.random() < 0.4:
        framed.append(("-", [("furn", lot.choice(forms["desk"]))]))
    return framed, "{y}" in folio
