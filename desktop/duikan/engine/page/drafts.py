"""Articles while they are being put together from the lines of a page."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from duikan.engine.page.affinity import Page, carries_on, counts, is_closed, kinship, pairs, share, speaks
from duikan.engine.page.joins import join_score
from duikan.engine.page.lines import Line
from duikan.engine.values import ArticleKind, Role

RUNNING = ("body", "item")
_KICKER_MAX = 10
_TIME_BONUS, _HEAD_BONUS = 0.1, 0.3
_LEANS = 0.2  # a paragraph this much nearer to one headline than to the other tells what its article speaks of
_NEAR = 6  # how many articles back and ahead a picture may belong to
_HERE, _NEXT, _INSIDE = 0.12, 0.04, 0.15  # what a picture's place adds to the share of its words


@dataclass(slots=True, eq=False)
class Draft:
    """An article in the making. `head` stands before the text, `flow` is the text, `pictures` come last."""

    head: list[tuple[Line, Role]] = field(default_factory=list[tuple[Line, Role]])
    flow: list[tuple[Line, Role]] = field(default_factory=list[tuple[Line, Role]])
    pictures: list[Line] = field(default_factory=list[Line])
    kind: ArticleKind = "article"
    parent: Draft | None = None
    seen: set[str] = field(default_factory=set[str])
    ended: bool = False
    level: int = 0
    last: Line | None = None  # the last line of running text
    bodies: int = 0

    def add(self, line: Line, role: Role) -> None:
        """The next line of the text; a byline or a mark of the end only counts as its end."""
        self.flow.append((line, role))
        if role == "body":
            self.last = line
            self.bodies += 1
        if role in ("body", "item", "head"):
            self.seen |= pairs(line.text)

    def entitle(self, shorts: list[Line], bylines: list[Line]) -> None:
        """Puts headline and byline before the text, kicker and subtitle told by their length."""
        for i, line in enumerate(shorts):
            self.head.append((line, _title_role(shorts, i)))
            self.seen |= pairs(line.text)
        for line in bylines:
            self.head.append((line, "byline"))
        self.level = self.level or max((line.level for line in shorts), default=0)

    def put(self, lines: list[Line], role: Role) -> None:
        """Lines that stand in the text and do not tell what it is about: labels, bylines."""
        for line in lines:
            self.flow.append((line, role))

    def cut(self, at: int) -> list[tuple[Line, Role]]:
        """Takes the text from `at` on away and returns it; nothing where `at` is negative."""
        if at < 0:
            return []
        rest, self.flow = self.flow[at:], self.flow[:at]
        bodies = [line for line, role in self.flow if role == "body"]
        self.last, self.bodies = bodies[-1] if bodies else None, len(bodies)
        return rest

    def refill(self, flow: list[tuple[Line, Role]]) -> None:
        """Puts another text in the place of its own."""
        self.flow, self.last, self.bodies = [], None, 0
        self.seen = set[str]().union(*(pairs(line.text) for line in self.titles))
        for line, role in flow:
            self.add(line, role)

    def demote(self) -> None:
        """The box's label becomes the kicker of the headline that is found later."""
        self.head = [(line, "kicker") if role == "title" else (line, role) for line, role in self.head]

    @property
    def titled(self) -> bool:
        return any(role == "title" for _, role in self.head)

    @property
    def titles(self) -> list[Line]:
        return [line for line, role in self.head if role in ("kicker", "title", "subtitle")]

    @property
    def open(self) -> bool:
        """True while its last sentence waits for its other half."""
        return self.last is not None and not is_closed(self.last.text)

    def running(self) -> Iterator[Line]:
        """The lines of its text, heads and labels left out."""
        return (line for line, role in self.flow if role in RUNNING)

    def lines(self) -> Iterator[tuple[Line, Role]]:
        """Every line in reading order."""
        yield from self.head
        yield from self.flow
        for line in self.pictures:
            yield line, "credit" if line.kind == "credit" else "caption"


def _title_role(shorts: list[Line], i: int) -> Role:
    if len(shorts) == 1:
        return "title"
    first = shorts[0].text
    kicker = first.endswith((":", "：")) or (len(first) <= _KICKER_MAX and len(shorts[1].text) > len(first))
    if i == 0:
        return "kicker" if kicker else "title"
    return "title" if kicker and i == 1 else "subtitle"


def split_for(draft: Draft, shorts: list[Line]) -> int:
    """Where in the text the article begins whose headline was printed after it; -1 where none does."""
    late, own = counts(line.text for line in shorts), counts(line.text for line in draft.titles)
    words = [counts((line.text,)) if role in (*RUNNING, "head") else Counter[str]() for line, role in draft.flow]
    leaning: list[float] = []
    for _ in range(2):
        leaning = [kinship(here, late) - kinship(here, own) for here in words]
        late = _all_words((here for here, lean in zip(words, leaning, strict=True) if lean > _LEANS), late)
        own = _all_words((here for here, lean in zip(words, leaning, strict=True) if lean < -_LEANS), own)
    best, at = 0.0, -1
    right = whole = sum(leaning)
    begins = 0  # where what belongs to the paragraph begins: the heads and labels over it
    for k, (line, role) in enumerate(draft.flow):
        if role in RUNNING:
            gain = right - (whole - right) + _TIME_BONUS * _times(line.text) + _HEAD_BONUS * (begins < k)
            before = draft.flow[begins - 1][0] if begins else None
            if before and is_closed(before.text) and right > 0 and gain > best:
                best, at = gain, begins
            begins = k + 1
        right -= leaning[k]
    return at


def _all_words(texts: Iterable[Counter[str]], title: Counter[str]) -> Counter[str]:
    told = Counter(title)
    for words in texts:
        told.update(words)
    return told


def _times(text: str) -> bool:
    head = text[:14]
    return any(word in head for word in ("日,", "日从", "日前", "近日", "昨", "月"))


def mend_order(draft: Draft, page: Page) -> None:
    """A head printed inside a torn sentence goes behind that sentence's second half."""
    flow = draft.flow
    for i in range(len(flow) - 2):
        (left, one), (_, between), (right, two) = flow[i : i + 3]
        if (one, between, two) != ("body", "head", "body") or is_closed(left.text):
            continue
        if join_score(left, right, page) > 0:
            flow[i + 1], flow[i + 2] = flow[i + 2], flow[i + 1]


def torn_before(line: Line, current: Draft, torn: list[Draft], page: Page) -> Draft:
    """The earlier article whose torn sentence a line goes on, or else the one at hand."""
    if current.open or speaks(line.text) > 0:
        return current
    words = pairs(line.text)
    for draft in reversed(torn):
        if draft is current or draft.last is None or not draft.open:
            continue
        fits = join_score(draft.last, line, page) > 0
        nearer = share(words, draft.seen) - share(words, current.seen)
        if fits and (nearer > 0 or (nearer == 0 and carries_on(line.text))):
            return draft
    return current


def hang_pictures(drafts: list[Draft], pictures: list[tuple[list[Line], int]]) -> None:
    """Gives every picture to the article whose words it uses, the one it stands in before its neighbours."""
    if pictures and not drafts:
        drafts.append(Draft())
    printed = sorted((line.span.start, i, line) for i, draft in enumerate(drafts) for line in draft.running())
    starts = [start for start, _, _ in printed]
    for group, at in pictures:
        first = max(at - _NEAR, 0)
        words: set[str] = set[str]().union(*(pairs(line.text) for line in group))
        k = bisect(starts, group[0].span.start)
        inside = printed[k - 1][1] if 0 < k < len(printed) and printed[k - 1][1] == printed[k][1] else -1
        held = _INSIDE * (1 if is_closed(printed[k - 1][2].text) else 2) if inside >= 0 else 0.0
        scored = [
            (share(words, draft.seen) + _HERE * (i == at - 1) + _NEXT * (i == at) + held * (i == inside), -i, draft)
            for i, draft in enumerate(drafts[first : at + _NEAR], first)
        ]
        max(scored, key=lambda found: found[:2])[2].pictures.extend(group)
