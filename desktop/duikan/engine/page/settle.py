"""Second thoughts on a page of several articles: every paragraph goes where its words and its sentence belong.

The first walk follows the print; here all articles are known, and a column that another article interrupts finds
back. The cheapest ways through the paragraphs are kept side by side, so that one wrong step costs nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from operator import attrgetter
from typing import NamedTuple

from duikan.engine.page.affinity import Page, carries_on, counts, is_closed, weight_of
from duikan.engine.page.drafts import RUNNING, Draft
from duikan.engine.page.joins import join_score
from duikan.engine.page.lines import Line
from duikan.engine.values import Role

_WAYS = 8  # how many ways through the page are kept
_BACK, _AHEAD = 5, 3  # how many articles before and after its own a paragraph may belong to
_LEAVES = 0.22  # what it costs to go on in another article
_AT_HOME, _OPENS = 0.03, 0.8  # what speaks for the first walk's choice: for any paragraph, for a first one
_FITS, _BEGINS, _WAITS, _TORN = 1.0, 0.6, 0.2, 0.3
_FRESH = 1.3  # most paragraphs go on no broken sentence
_FITS_MAX = 1.5
_KIN_MAX = 3.0
_LEAD = 400  # pairs of characters
_SMOOTH = 60  # pairs of characters added to every article, so that a short one does not shout


@dataclass(slots=True)
class _Unit:
    """A paragraph with the heads over it. `fixed`: it stands right under its article's headline.

    `opens`: it begins its article, or stands over its headline.
    """

    lines: list[tuple[Line, Role]]
    home: int
    fixed: bool
    opens: bool
    words: Counter[str]
    told: int = -1  # the article whose words it was counted among

    def takes(self, item: _Unit) -> bool:
        """Takes in the next item of the list that ends here; false where it is none."""
        after = item.first.span.start == self.last.span.end + 1
        if self.home != item.home or not after or self.last_role != "item" or len(item.lines) > 1:
            return False
        self.lines += item.lines
        self.words = self.words + item.words  # the counts are shared: no change in place
        return True

    @property
    def first(self) -> Line:
        return next(line for line, role in self.lines if role in RUNNING)

    @property
    def last_role(self) -> Role:
        return self.lines[-1][1]

    @property
    def last(self) -> Line:
        return self.lines[-1][0]


class _Way(NamedTuple):
    """One way through the paragraphs so far: where the last one went, and the torn lines of the articles near."""

    score: float
    where: int
    torn: tuple[tuple[int, Line], ...]
    before: _Way | None


_Told = dict[str, dict[int, int]]  # how often each article uses a pair of characters


def settle(drafts: list[Draft], page: Page) -> None:
    """Moves paragraphs between the articles of a page where words and broken sentences say so."""
    articles = [draft for draft in drafts if draft.kind == "article"]
    if len(articles) < 2:
        return
    units, rest = _units(articles)
    for _ in range(2):
        told, sizes = _told(articles, units)
        chosen = _best_way(units, told, sizes, page)
        if chosen == [unit.home for unit in units]:
            break
        for unit, home in zip(units, chosen, strict=True):
            unit.home = home
    flows = [list(kept) for kept in rest]
    for unit in units:
        flows[unit.home] += unit.lines
    for draft, flow in zip(articles, flows, strict=True):
        draft.refill(sorted(flow, key=lambda entry: entry[0].span.start))


def _units(articles: Sequence[Draft]) -> tuple[list[_Unit], list[list[tuple[Line, Role]]]]:
    """The paragraphs in printed order; beside them, by article, what stays where it stands."""
    units: list[_Unit] = []
    rest: list[list[tuple[Line, Role]]] = []
    for i, draft in enumerate(articles):
        heads: list[tuple[Line, Role]] = []
        kept: list[tuple[Line, Role]] = []
        first = True
        for line, role in draft.flow:
            if role == "head":
                heads.append((line, role))
            elif role in RUNNING:
                _add(units, _unit(draft, i, [*heads, (line, role)], first=first))
                heads, first = [], False
            else:
                kept.append((line, role))
        rest.append(kept + heads)
    units.sort(key=lambda unit: unit.first.span.start)
    return units, rest


def _unit(draft: Draft, home: int, lines: list[tuple[Line, Role]], *, first: bool) -> _Unit:
    words = counts(line.text for line, _ in lines)
    line = lines[-1][0]
    return _Unit(lines, home, first and _under_headline(draft, line), first or _over_headline(draft, line), words)


def _add(units: list[_Unit], unit: _Unit) -> None:
    """The next paragraph; an item goes with its list."""
    if unit.last_role != "item" or not units or not units[-1].takes(unit):
        units.append(unit)


def _under_headline(draft: Draft, line: Line) -> bool:
    titles = draft.titles
    return line.kind == "lead" or (bool(titles) and titles[-1].span.start < line.span.start)


def _over_headline(draft: Draft, line: Line) -> bool:
    """True for what stands over its article's headline: the headline was found to speak of it."""
    return bool(draft.titles) and draft.titles[-1].span.start > line.span.start


def _told(articles: Sequence[Draft], units: Sequence[_Unit]) -> tuple[_Told, list[int]]:
    """What each article says in its headline, counted twice, and its first paragraphs: of about one length for all."""
    told: _Told = {}
    sizes = [0] * len(articles)
    for i, draft in enumerate(articles):
        title = counts(line.text for line in draft.titles)
        sizes[i] += 2 * title.total()
        _tell(told, i, {pair: 2 * count for pair, count in title.items()})
    for unit in units:
        unit.told = unit.home if sizes[unit.home] < _LEAD else -1
        if unit.told >= 0:
            sizes[unit.told] += unit.words.total()
            _tell(told, unit.told, unit.words)
    return told, sizes


def _tell(told: _Told, article: int, words: Mapping[str, int]) -> None:
    """Counts words among those of an article."""
    for pair, count in words.items():
        uses = told.get(pair)
        if uses is None:
            told[pair] = {article: count}
        else:
            uses[article] = uses.get(article, 0) + count


def _best_way(units: Sequence[_Unit], told: _Told, sizes: Sequence[int], page: Page) -> list[int]:
    ways = [_Way(0.0, -1, (), None)]
    begun: set[int] = set()
    for unit in units:
        begun.add(unit.home)
        where = [unit.home]
        kin: dict[int, float] = {}
        if not unit.fixed:
            near = [i for i in range(unit.home - _BACK, unit.home + _AHEAD + 1) if i in begun]
            torn = {i for way in ways for i, _ in way.torn}
            kin = _kin(unit, told, sizes, near) if len(near) > 1 else {}
            where = [i for i in near if i == unit.home or i in torn or kin[i] > kin[unit.home]]
        ways = _steps(ways, unit, {i: kin.get(i, 0.0) for i in where}, page)
    way = max(ways, key=lambda way: way.score - _TORN * len(way.torn))
    chosen: list[int] = []
    while way.before:
        chosen.append(way.where)
        way = way.before
    return chosen[::-1]


def _kin(unit: _Unit, told: _Told, sizes: Sequence[int], near: Sequence[int]) -> dict[int, float]:
    """How much each article's words claim a paragraph: a word that one alone uses counts whole."""
    kin = dict.fromkeys(near, 0.0)
    whole = 0.0
    for pair, count in unit.words.items():
        weight = weight_of(pair)
        whole += weight
        if not weight or pair not in told:
            continue
        uses = told[pair]
        if len(uses) == 1:
            ((i, times),) = uses.items()
            if i in kin and (i != unit.told or times > count):
                kin[i] += weight
            continue
        rates = {i: (uses[i] - count * (i == unit.told)) / (sizes[i] + _SMOOTH) for i in kin if i in uses}
        used = sum(rates.values())
        for i, rate in rates.items():
            kin[i] += weight * rate / used if used else 0.0
    return {i: min(score / sqrt(whole or 1.0), _KIN_MAX) for i, score in kin.items()}


def _steps(ways: Sequence[_Way], unit: _Unit, kin: Mapping[int, float], page: Page) -> list[_Way]:
    """The ways gone on by one paragraph, the best of them kept."""
    first, last = unit.first, unit.last
    torn_now = not is_closed(last.text)
    goes_on = carries_on(first.text)
    headed = unit.fixed or unit.lines[0][1] == "head"
    waiting = {} if headed else {line.span: line for way in ways for i, line in way.torn if i in kin}
    joins = {span: _sentence(line, first, page) for span, line in waiting.items()}
    gone: list[_Way] = []
    for way in ways:
        for where, kinship in kin.items():
            near = where == way.where
            score = way.score + kinship - _LEAVES * (not near and not unit.fixed)
            score += (_OPENS if unit.opens else _AT_HOME) * (where == unit.home)
            torn = way.torn
            before = next((line for i, line in torn if i == where), None) if torn else None
            if before is None:
                score -= _BEGINS * goes_on
            elif not headed:
                score += joins[before.span] + _WAITS * near
            if torn:
                torn = tuple([(i, line) for i, line in torn if i != where and i >= unit.home - 2 * _BACK])
            gone.append(_Way(score, where, (*torn, (where, last)) if torn_now else torn, way))
    gone.sort(key=_by_score, reverse=True)
    return gone[:_WAYS]


_by_score = attrgetter("score")


def _sentence(before: Line, first: Line, page: Page) -> float:
    """What speaks for a paragraph's going on the broken sentence of an article."""
    fits = join_score(before, first, page) + _FRESH
    return _FITS * max(min(fits, _FITS_MAX), -_FITS_MAX)
