"""From lines to articles: which headline opens an article, where each text, box and picture belongs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from duikan.engine.page.affinity import Page, share
from duikan.engine.page.drafts import Draft, hang_pictures, mend_order, split_for, torn_before
from duikan.engine.page.furniture import is_section
from duikan.engine.page.headline import Habits, opens_article
from duikan.engine.page.judge import (
    LABEL_MAX,
    is_box,
    is_late,
    is_photo_story,
    late_lines,
    late_owner,
    speaks_on,
)
from duikan.engine.page.lines import Line, is_numbered
from duikan.engine.page.marks import lexicon
from duikan.engine.page.parts import Coming, Gathered, Part, words_of
from duikan.engine.page.settle import settle
from duikan.engine.values import Role

_HALF = -1.0  # a short line that is no headline and this torn is half a sentence
_TITLE_LINES = 6  # more short lines than this are a list or a table


@dataclass(slots=True)
class Builder:
    """Walks the lines once; `drafts` then hold the articles in reading order."""

    lines: list[Line]
    page: Page
    drafts: list[Draft] = field(default_factory=list[Draft])
    current: Draft | None = None
    _gathered: Gathered = field(default_factory=lambda: Gathered(1))
    _pictures: list[tuple[list[Line], int]] = field(default_factory=list[tuple[list[Line], int]])
    _waiting: list[Line] = field(default_factory=list[Line])  # labels and bylines for the article to come
    _torn: list[Draft] = field(default_factory=list[Draft])
    _levels: Counter[int] = field(default_factory=Counter[int])
    _habits: Habits = field(default_factory=Habits)

    def build(self) -> list[Draft]:
        """The articles of the page, pictures with the article they show."""
        gaps = Counter(line.gap for line in self.lines).most_common(1)
        self._gathered = Gathered(gaps[0][0] if gaps else 0)
        self._levels = Counter(line.level for line in self.lines)
        self._habits = Habits.of(self.lines)
        for i, line in enumerate(self.lines):
            self._take(i, line)
        self._decide(len(self.lines))
        self._leave_rest()
        settle(self.drafts, self.page)
        hang_pictures(self.drafts, self._pictures)
        for draft in self.drafts:
            mend_order(draft, self.page)
        return [draft for draft in self.drafts if draft.head or draft.flow or draft.pictures]

    def _take(self, i: int, line: Line) -> None:
        if line.kind == "separator":
            self._gathered.apart = True
            self._label(line)
        elif line.kind == "furniture":
            self._label(line)
        elif line.kind in ("caption", "credit"):
            self._picture(line, i)
        elif line.kind in ("short", "heading"):
            self._gathered.short(line)
        elif line.kind in ("byline", "meta"):
            self._byline(line)
        else:
            self._decide(i)
            self._run(line)

    def _label(self, line: Line) -> None:
        if self.current and not self._gathered.parts:
            self.current.flow.append((line, "label"))
        else:
            self._waiting.append(line)

    def _picture(self, line: Line, i: int) -> None:
        before = self.lines[i - 1] if i else None
        goes_on = line.kind == "credit" and before is not None and before.kind in ("caption", "credit")
        if self._gathered.parts:
            self._gathered.picture(line, goes_on=goes_on)
        elif goes_on and self._pictures:
            self._pictures[-1][0].append(line)
        else:
            self._pictures.append(([line], len(self.drafts)))

    def _byline(self, line: Line) -> None:
        if self._gathered.parts:
            self._gathered.parts[-1].bylines.append(line)
        elif self.current:
            self.current.flow.append((line, "byline"))
            self.current.ended = True
        else:
            self._waiting.append(line)

    def _decide(self, i: int) -> None:
        """What the short lines gathered so far are, now that the text after them is known."""
        parts = self._gathered.taken()
        if not parts:
            return
        coming = Coming.at(self.lines, i)
        for k, part in enumerate(parts):
            follows = parts[k + 1] if k + 1 < len(parts) else None
            if follows is None:
                self._before_text(part, coming)
            else:
                self._before_part(part, follows, coming)

    def _before_part(self, part: Part, follows: Part, coming: Coming) -> None:
        """Short lines with other short lines after them: a label, a late headline, or a headline before a head."""
        if self._take_photo(part, None):
            return
        late = is_late(part, coming, self.current)
        label = len(part.shorts) == 1 and not part.bylines and len(part.shorts[0].text) <= LABEL_MAX
        if label and (is_section(part.shorts[0].text) or not self.current):
            self._waiting += part.shorts
        elif self.current is None or (part.bylines and not late and not follows.bylines):
            self._open(part)
        elif part.bylines:
            self._entitle_late(part)
        elif part.apart and all(len(line.text) <= 2 * LABEL_MAX for line in part.shorts):
            self.current.put(part.shorts, "label")
            follows.apart = False
        else:
            follows.shorts[:0] = part.shorts
        self._keep_pictures(part)

    def _before_text(self, part: Part, coming: Coming) -> None:
        if self._take_photo(part, coming):
            return
        self._set_label_aside(part)
        self._set_table_aside(part)
        if not part.shorts:
            return
        current = self.current = _behind_list(self.current, coming)
        late = late_lines(part, coming, current) if current else 0
        if late:
            self._before_text(Part(part.shorts[:late]), Coming((), (), False))
            part.shorts = part.shorts[late:]
            part.apart, current = True, self.current
        owner = late_owner(part, coming, self.drafts, current) if current and not part.bylines else None
        if owner is not None:
            self._entitle_owner(owner, part, coming)
        elif not coming.ahead:
            self._at_end(part)
        elif current is None:
            self._open(part)
        elif part.bylines and is_late(part, coming, current):
            self._entitle_late(part)
            self._open(Part())
        elif is_box(part, coming):
            self._open(part, box_of=current.parent or current)
        elif opens_article(part, coming, current, self._habits):
            self._open(part)
        else:
            _put_heads(part, current)
        self._keep_pictures(part)

    def _entitle_owner(self, owner: Draft, part: Part, coming: Coming) -> None:
        """A headline without a byline, printed after its text: of the article at hand, or of one before it."""
        current = self.current
        if owner.titled:
            self._entitle_late(part)
        else:
            owner.entitle(part.shorts, [])
        if owner is current and not speaks_on(coming, owner):
            self._open(Part())

    def _at_end(self, part: Part) -> None:
        if self.current is None:
            self._open(part)
        elif part.bylines or share(part.words, self.current.seen) >= 0.5:
            self._entitle_late(part)
        else:
            self.current.put(part.shorts, "label")
        self._keep_pictures(part)

    def _set_label_aside(self, part: Part) -> None:
        first = part.shorts[0].text if part.shorts else ""
        known = is_section(first) and first not in lexicon().boxes
        if known and self.current is None:
            self._waiting += part.bylines
            part.bylines = []
        alone = len(part.shorts) == 1 and not (known and self.current is None)
        if (
            part.shorts
            and not alone
            and (known or (len(part.shorts) > 2 and len(first) <= 5 and first[-1] not in ":："))
        ):
            self._waiting.append(part.shorts.pop(0))
            part.apart = True

    def _set_table_aside(self, part: Part) -> None:
        """Many short lines are a table or a poem: only the first may be a headline, and only where none is yet."""
        if len(part.shorts) <= _TITLE_LINES:
            return
        if self.current is None:
            self._open(Part(part.shorts[:1]))
            part.shorts = part.shorts[1:]
        if self.current:
            for line in part.shorts:
                self.current.add(line, "item")
            self.current.put(part.bylines, "byline")
        part.shorts, part.bylines = [], []
        self._keep_pictures(part)

    def _take_photo(self, part: Part, coming: Coming | None) -> bool:
        if not is_photo_story(part, coming, self.current):
            return False
        back = self.current
        self._set_label_aside(part)
        story = self._open(Part(part.shorts))
        for group in part.pictures:
            story.pictures += group
            story.seen |= words_of(group)
        self.current = back
        return True

    def _open(self, part: Part, box_of: Draft | None = None) -> Draft:
        if self.current and self.current.open and self.current not in self._torn:
            self._torn = [*self._torn[-3:], self.current]
        draft = Draft(kind="box" if box_of else "article", parent=box_of)
        draft.head.extend((line, _role_before(line)) for line in self._waiting)
        self._waiting = []
        titles = _without_heads(part.shorts, self._levels)
        draft.entitle(titles, part.bylines)
        for line in part.shorts[len(titles) :]:
            draft.add(line, "head")
        self.drafts.append(draft)
        self.current = draft
        return draft

    def _entitle_late(self, part: Part) -> None:
        """A headline printed after its text: the text before is its own, or the later part of it."""
        draft = self.current
        if draft is not None and draft.titled and not (draft.kind == "box" and len(draft.titles) == 1):
            rest = draft.cut(split_for(draft, part.shorts))
            draft = self._open(Part())
            for line, role in rest:
                draft.add(line, role)
        elif draft is None:
            draft = self._open(Part())
        if draft.kind == "box":
            draft.demote()
            draft.put(part.bylines, "byline")
        draft.entitle(part.shorts, [] if draft.kind == "box" else part.bylines)
        draft.ended = True

    def _run(self, line: Line) -> None:
        """The next line of text: to the article it goes on, usually the one at hand."""
        role = "item" if line.kind == "item" else "body"
        current = self.current
        if current is None:
            self._open(Part())
        elif current.kind == "box" and role == "body" and current.flow and current.flow[-1][1] in ("item", "byline"):
            self.current = current.parent
        elif line.kind == "lead" and _begins_untitled(current, self._gathered.apart):
            self._open(Part())
        else:
            self.current = torn_before(line, current, self._torn, self.page)
        if self.current:
            self.current.add(line, role)
            self.current.ended = False
        self._gathered.apart = False

    def _keep_pictures(self, part: Part) -> None:
        self._pictures += [(group, len(self.drafts)) for group in part.pictures]
        part.pictures = []

    def _leave_rest(self) -> None:
        if self._waiting and self.current is None:
            self._open(Part())
        elif self.current:
            self.current.put(self._waiting, "label")


def _role_before(line: Line) -> Role:
    return "byline" if line.kind in ("byline", "meta") else "label"


def _behind_list(current: Draft | None, coming: Coming) -> Draft | None:
    """Where the page goes on: behind the list of a box with its article, unless another list follows."""
    if current and current.kind == "box" and current.flow and current.flow[-1][1] == "item" and coming.ahead:
        return current if coming.ahead[0].kind == "item" else current.parent
    return current


def _put_heads(part: Part, current: Draft) -> None:
    """Short lines inside an article: heads, or half a sentence behind one."""
    *heads, last = part.shorts
    for line in heads:
        current.add(line, "head")
    asked = bool(heads) and last.text[-1] in "？！?!"
    current.add(last, "body" if asked or (last.kind == "short" and last.torn >= _HALF) else "head")
    current.put(part.bylines, "byline")


def _begins_untitled(current: Draft, apart: bool) -> bool:
    """True where a dateline opens a story without a headline: the one before has had its own text."""
    if not current.bodies or current.open:
        return False
    return current.bodies > 1 or apart or any(line.kind == "lead" for line, _ in current.flow[:3])


def _without_heads(shorts: list[Line], levels: Counter[int]) -> list[Line]:
    """A headline's lines without the first section head, where that follows at once: 一、… or a lower heading."""
    for i, line in enumerate(shorts[1:], 1):
        lower = 0 < shorts[0].level < line.level and levels[line.level] > 1
        if lower or (is_numbered(line.text) and not is_numbered(shorts[0].text)):
            return shorts[:i]
    return shorts
