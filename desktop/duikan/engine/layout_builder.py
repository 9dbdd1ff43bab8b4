"""From lines to articles: which headline opens an article, where each text, box and picture belongs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from duikan.engine.layout_affinity import Page, carries_on, is_closed, pairs, share, speaks
from duikan.engine.layout_drafts import Draft, mend_order, split_for
from duikan.engine.layout_lines import Line
from duikan.engine.layout_marks import lexicon

_TITLE = 2.5
_NEAR = 6  # how many articles back and ahead a picture may belong to
_AHEAD = 3  # paragraphs after a headline that tell what it is about
_LABEL_MAX = 6
_BOX_TITLE_MAX = 16
_GOES_ON = re.compile(r"(?:此外|另外|与此|同时|不过|但|然而|对此|其中|该|他|她|除了|除此|而|至于|据了解|据介绍|同样)")
_DATED = re.compile(r".{0,14}?(?:\d日|(日前|近日|昨[天日]|今[天日]|前日))")


@dataclass(slots=True)
class Part:
    """Short lines that stand together, and the byline under them."""

    shorts: list[Line] = field(default_factory=list[Line])
    bylines: list[Line] = field(default_factory=list[Line])
    pictures: list[list[Line]] = field(default_factory=list[list[Line]])
    apart: bool = False

    @property
    def words(self) -> set[str]:
        return set[str]().union(*(pairs(line.text) for line in self.shorts))


@dataclass(slots=True)
class Builder:
    """Walks the lines once; `drafts` then hold the articles in reading order."""

    lines: list[Line]
    page: Page
    drafts: list[Draft] = field(default_factory=list[Draft])
    current: Draft | None = None
    _parts: list[Part] = field(default_factory=list[Part])
    _pictures: list[tuple[list[Line], int]] = field(default_factory=list[tuple[list[Line], int]])
    _waiting: list[Line] = field(default_factory=list[Line])  # labels and bylines for the article to come
    _apart: bool = False
    _torn: list[Draft] = field(default_factory=list[Draft])
    _usual_gap: int = 1

    def build(self) -> list[Draft]:
        """The articles of the page, pictures with the article they show."""
        self._usual_gap = Counter(line.gap for line in self.lines).most_common(1)[0][0] if self.lines else 0
        for i, line in enumerate(self.lines):
            self._take(i, line)
        self._decide(len(self.lines))
        self._leave_rest()
        self._hang_pictures()
        for draft in self.drafts:
            mend_order(draft, self.page)
        return [draft for draft in self.drafts if draft.head or draft.flow or draft.pictures]

    def _take(self, i: int, line: Line) -> None:
        if line.kind == "separator":
            self._apart = True
            self._label(line)
        elif line.kind in ("caption", "credit"):
            self._picture(line, i)
        elif line.kind in ("short", "heading"):
            self._short(line)
        elif line.kind in ("byline", "meta"):
            self._byline(line)
        else:
            self._decide(i)
            self._run(line)

    def _label(self, line: Line) -> None:
        if self.current and not self._parts:
            self.current.flow.append((line, "label"))
        else:
            self._waiting.append(line)

    def _picture(self, line: Line, i: int) -> None:
        groups = self._parts[-1].pictures if self._parts else None
        before = self.lines[i - 1] if i else None
        goes_on = line.kind == "credit" and before is not None and before.kind in ("caption", "credit")
        if groups is None:
            if goes_on and self._pictures:
                self._pictures[-1][0].append(line)
            else:
                self._pictures.append(([line], len(self.drafts)))
        elif goes_on and groups:
            groups[-1].append(line)
        else:
            groups.append([line])

    def _short(self, line: Line) -> None:
        last = self._parts[-1] if self._parts else None
        wide = line.gap >= 2 and line.gap > self._usual_gap
        if last is None or last.bylines or last.pictures or wide or self._apart:
            last = Part(apart=self._apart or wide)
            self._parts.append(last)
            self._apart = False
        last.shorts.append(line)

    def _byline(self, line: Line) -> None:
        if self._parts:
            self._parts[-1].bylines.append(line)
        elif self.current:
            self.current.flow.append((line, "byline"))
            self.current.ended = True
        else:
            self._waiting.append(line)

    def _decide(self, i: int) -> None:
        """What the short lines gathered so far are, now that the text after them is known."""
        parts, self._parts = self._parts, []
        ahead = self._ahead(i)
        for k, part in enumerate(parts):
            follows = parts[k + 1] if k + 1 < len(parts) else None
            if follows is None:
                self._before_text(part, ahead)
            else:
                self._before_part(part, follows, ahead)

    def _ahead(self, i: int) -> list[Line]:
        found: list[Line] = []
        for line in self.lines[i : i + 3 * _AHEAD]:
            if line.kind in ("body", "lead", "item"):
                found.append(line)
            elif line.kind in ("short", "heading", "separator"):
                break
        return found[:_AHEAD]

    def _before_part(self, part: Part, follows: Part, ahead: list[Line]) -> None:
        """Short lines with other short lines after them: a label, a late headline, or a headline before a head."""
        if self._take_photo(part, []):
            return
        late = self._is_late(part, ahead)
        label = len(part.shorts) == 1 and not part.bylines and len(part.shorts[0].text) <= _LABEL_MAX
        if label and (part.shorts[0].text in lexicon().sections or not self.current):
            self._waiting += part.shorts
        elif self.current is None or (part.bylines and not late and not follows.bylines):
            self._open(part)
        elif part.bylines:
            self._entitle_late(part)
        elif part.apart and all(len(line.text) <= 2 * _LABEL_MAX for line in part.shorts):
            for line in part.shorts:
                self.current.flow.append((line, "label"))
            follows.apart = False
        else:
            follows.shorts[:0] = part.shorts
        self._keep_pictures(part)

    def _before_text(self, part: Part, ahead: list[Line]) -> None:
        if self._take_photo(part, ahead):
            return
        self._set_label_aside(part)
        current = self.current
        if not part.shorts:
            return
        if not ahead:
            self._at_end(part)
        elif current is None:
            self._open(part)
        elif part.bylines and self._is_late(part, ahead):
            self._entitle_late(part)
            self._open(Part())
        elif self._is_box(part, ahead):
            self._open(part, box_of=current.parent or current)
        elif self._score(part, ahead, current) >= _TITLE:
            self._open(part)
        else:
            self._heads(part, current)
        self._keep_pictures(part)

    def _at_end(self, part: Part) -> None:
        if self.current is None:
            self._open(part)
        elif part.bylines or share(part.words, self.current.seen) >= 0.5:
            self._entitle_late(part)
        else:
            for line in part.shorts:
                self.current.flow.append((line, "label"))
        self._keep_pictures(part)

    def _set_label_aside(self, part: Part) -> None:
        first = part.shorts[0].text if part.shorts else ""
        known = first in lexicon().sections
        if len(part.shorts) > 1 and (known or (len(part.shorts) > 2 and len(first) <= 5 and first[-1] not in ":：")):
            self._waiting.append(part.shorts.pop(0))
            part.apart = True

    def _heads(self, part: Part, current: Draft) -> None:
        *heads, last = part.shorts
        for line in heads:
            current.add(line, "head")
        current.add(last, "body" if heads and last.text[-1] in "？！?!" else "head")
        for line in part.bylines:
            current.flow.append((line, "byline"))

    def _is_late(self, part: Part, ahead: list[Line]) -> bool:
        """True for a headline that speaks of the text before it and not of the text after."""
        if self.current is None or not self.current.flow:
            return False
        words = part.words
        here = share(words, self._words(ahead[:1])) if ahead else 0.0
        return here < 0.15 and share(words, self.current.seen) >= 0.3

    def _words(self, lines: list[Line]) -> set[str]:
        return set[str]().union(*(pairs(line.text) for line in lines))

    def _take_photo(self, part: Part, ahead: list[Line]) -> bool:
        """A headline over a picture that is a story of its own: its words are under the picture, not in the text."""
        if not part.shorts or not part.pictures or part.bylines:
            return False
        shown = share(part.words, self._words([line for group in part.pictures for line in group]))
        told = share(part.words, self._words(ahead))
        if shown < 0.3 or told >= shown / 2:
            return False
        back = self.current
        self._set_label_aside(part)
        self._open(Part(part.shorts))
        if self.current:
            for group in part.pictures:
                self.current.pictures += group
                self.current.seen |= self._words(group)
        self.current = back if back and (back.open or not ahead) else self.current
        return True

    def _is_box(self, part: Part, ahead: list[Line]) -> bool:
        text = part.shorts[-1].text
        if part.bylines or len(part.shorts) > 1 or part.shorts[0].level:
            return False
        named = text in lexicon().boxes or (text.endswith(lexicon().box_ends) and len(text) <= _BOX_TITLE_MAX)
        return text in lexicon().boxes or (ahead[0].kind == "item" and (named or len(text) <= 2 * _BOX_TITLE_MAX))

    def _score(self, part: Part, ahead: list[Line], current: Draft) -> float:
        """How sure it is that short lines open an article, and are not a head inside the one before."""
        first = ahead[0]
        longest = max(len(line.text) for line in part.shorts)
        level = max(line.level for line in part.shorts)
        score = 3.0 * (first.kind == "lead") + 3.0 * bool(part.bylines) + 1.0 * (len(part.shorts) > 1)
        score += 1.5 * (longest >= 20) + 0.75 * (16 <= longest < 20) - 0.5 * (longest <= 12) - 0.5 * (longest <= 9)
        score += 1.0 * (max(line.text.count(" ") for line in part.shorts) - bool(level) >= 2)
        score += 1.5 * part.apart + 2.0 * current.ended - 1.5 * current.open
        score += 2.0 * self._byline_inside(ahead) + _news(first.text)
        score -= 1.5 * bool(_GOES_ON.match(first.text))
        if level:
            score += 3.0 if level == 1 else -1.0
            score -= 3.0 * (0 < current.level < level)
        return score + self._apartness(part, ahead, current)

    def _apartness(self, part: Part, ahead: list[Line], current: Draft) -> float:
        """Positive where the text after the headline shares few words with the article before."""
        common = share(self._words(ahead), current.seen)
        own = share(part.words, self._words(ahead[:2])) - share(part.words, current.seen)
        score = 2.0 if common < 0.08 else 1.0 if common < 0.14 else 0.0 if common < 0.25 else -1.0
        return score + (0.75 if own > 0.3 else 0.0)

    def _byline_inside(self, ahead: list[Line]) -> bool:
        """True where a byline stands between the first paragraphs: the lead is set over the whole head of the page."""
        start = self.lines.index(ahead[0]) if ahead else 0
        kinds = [line.kind for line in self.lines[start : start + 6] if line.kind not in ("caption", "credit")]
        if "byline" not in kinds:
            return False
        at = kinds.index("byline")
        return 0 < at <= _AHEAD and "short" not in kinds[:at] and kinds[at + 1 : at + 2] == ["body"]

    def _open(self, part: Part, box_of: Draft | None = None) -> None:
        if self.current and self.current.open and self.current not in self._torn:
            self._torn = [*self._torn[-3:], self.current]
        draft = Draft(kind="box" if box_of else "article", parent=box_of)
        draft.head += [(line, "byline" if line.kind in ("byline", "meta") else "label") for line in self._waiting]
        self._waiting = []
        draft.entitle(part.shorts, part.bylines)
        self.drafts.append(draft)
        self.current = draft

    def _entitle_late(self, part: Part) -> None:
        """A headline printed after its text: the text before is its own, or the later part of it."""
        draft = self.current
        if draft is None:
            self._open(part)
            return
        if any(role == "title" for _, role in draft.head) and not (draft.kind == "box" and len(draft.titles) == 1):
            at = split_for(draft, part.shorts)
            rest = draft.flow[at:] if at > 0 else []
            if at > 0:
                draft.flow = draft.flow[:at]
            self._open(Part())
            draft = self.drafts[-1]
            for line, role in rest:
                draft.add(line, role)
        if draft.kind == "box":
            draft.head = [(line, "kicker" if role == "title" else role) for line, role in draft.head]
        draft.entitle(part.shorts, part.bylines)
        draft.ended = True

    def _run(self, line: Line) -> None:
        """The next line of text: to the article it goes on, usually the one at hand."""
        role = "item" if line.kind == "item" else "body"
        current = self.current
        if current is None:
            self._open(Part())
        elif current.kind == "box" and role == "body" and current.flow and current.flow[-1][1] in ("item", "byline"):
            self.current = current.parent
        elif line.kind == "lead" and self._begins_untitled(current):
            self._open(Part())
        else:
            self.current = self._torn_before(line, current)
        if self.current:
            self.current.add(line, role)
            self.current.ended = False
        self._apart = False

    def _begins_untitled(self, current: Draft) -> bool:
        """True where a dateline opens a story without a headline: the one before has had its own text."""
        body = [line for line, role in current.flow if role == "body"]
        return bool(body) and not current.open and (len(body) > 1 or body[0].kind == "lead" or self._apart)

    def _torn_before(self, line: Line, current: Draft) -> Draft:
        """The article before this one whose sentence this line goes on, if there is one."""
        if current.open or speaks(line.text):
            return current
        words = pairs(line.text)
        for draft in reversed(self._torn):
            last = draft.last
            if draft is current or last is None or is_closed(last.text):
                continue
            fits = carries_on(line.text) or self.page.crossing(last.text, line.text) >= 1
            if fits and share(words, draft.seen) > share(words, current.seen):
                return draft
        return current

    def _keep_pictures(self, part: Part) -> None:
        self._pictures += [(group, len(self.drafts)) for group in part.pictures]
        part.pictures = []

    def _leave_rest(self) -> None:
        if self._waiting:
            if self.current is None:
                self._open(Part())
            else:
                self.current.flow += [(line, "label") for line in self._waiting]

    def _hang_pictures(self) -> None:
        if self._pictures and not self.drafts:
            self.drafts.append(Draft())
        for group, at in self._pictures:
            first = max(at - _NEAR, 0)
            near = list(enumerate(self.drafts[first : at + _NEAR], first))
            words = self._words(group)
            _, draft = max(
                near,
                key=lambda found: share(words, found[1].seen) + 0.12 * (found[0] == at - 1) + 0.04 * (found[0] == at),
            )
            draft.pictures += group


def _news(text: str) -> float:
    """A day at its head makes a paragraph a lead: the day itself more than 近日 and 昨天."""
    found = _DATED.match(text)
    return 0.0 if not found else 0.75 if found.group(1) else 1.25
