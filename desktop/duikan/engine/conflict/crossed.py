"""Growth and shares that one article tells of amounts that another gives: what two numbers make of a third."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from duikan.engine.conflict.lines import LEVELS, Line, Number, Result, alike, slipped
from duikan.engine.conflict.ratios import AVERAGED, off, positive, quotient
from duikan.engine.fact.likeness import (
    Profile,
    Topics,
    bigrams,
    clash,
    forbidden,
    named_apart,
    owner_likeness,
    phrase_likeness,
    profile,
)
from duikan.engine.fact.periods import meet
from duikan.engine.fact.stories import Stories
from duikan.engine.meaning.measures import kind_of, measure_of, value_key
from duikan.engine.meaning.places import tie
from duikan.engine.values import Period, Stated

Found = tuple[str, list[Number], Result, Number]

_PLANS = frozenset(("target", "planned", "estimate"))
_MOST_OF_A_NOUN = 40
_SAME_NOUN = 0.82
_SAME_OWNER = 0.85
_SAME_TOPIC = 0.5
_MAY_BE = 0.5
_LIKELY = Fraction(1, 3)
_YEAR = 370
_NEXT_BEFORE = re.compile(r"环比|按月|按季|较?上[个]?[月季周]|较?前一[月季周]|月增|季增|月减|季减")
_OF_WHICH = re.compile(r"其中|当中|包括|包含|中有|里有|含")
_AFTER_TAKES = re.compile(r"[占佔]了?(?:到|据)?([\u4e00-\u9fff]{2,12}?)(?:的|比|约|近|逾|超|达|[0-9]|$)")
_ALL = re.compile(r"^总|全部|总[数量额]")
_LOOK_BACK = 6


@dataclass(slots=True)
class Across:
    """All numbers by the noun they count, and the lines of their articles, made when first asked for."""

    members: Mapping[int, list[Stated]]
    blocks: Mapping[str, dict[int, list[Stated]]]
    partners: Mapping[int, set[int]]
    topics: Topics
    stories: Stories
    lines: dict[int, dict[int, tuple[Line, int]]]

    def number(self, one: Stated) -> tuple[Line, int] | None:
        """Where a mention stands in the line of its article; None for one that arithmetic leaves out."""
        known = self.lines.get(one.article)
        if known is None:
            line = Line(self.members[one.article])
            known = self.lines[one.article] = {number.one.id: (line, at) for at, number in enumerate(line.numbers)}
        return known.get(one.id)

    def near(self, a: Stated, b: Stated) -> bool:
        """True for two of one article and its boxes, or of two articles on one event."""
        return a.family == b.family or self.stories.tell(a.article, b.article)


def find_crossed(stated: Sequence[Stated], topics: Topics, stories: Stories) -> list[Found]:
    """Percentages that the amounts told elsewhere do not make: (code, operands, what comes out, what is said)."""
    asked = [one for one in stated if _is_percentage(one)]
    if not asked:
        return []
    across = _gathered(stated, topics, stories)
    done: set[tuple[object, ...]] = set()
    out: list[Found] = []
    for one in asked:
        placed = across.number(one)
        if placed is None:
            continue
        line, at = placed
        found = (_growth if one.mention.aggregate == "rate" else _share)(across, line, at)
        if found is None:
            continue
        key = (found[0], *(value_key(number.one.mention) for number in (*found[1], found[3])))
        if key not in done:
            done.add(key)
            out.append(found)
    return out


def _is_percentage(one: Stated) -> bool:
    m = one.mention
    return not m.nominal and m.aggregate in ("rate", "share") and measure_of(m.quantity.unit)[0] == "percent"


def _gathered(stated: Sequence[Stated], topics: Topics, stories: Stories) -> Across:
    members: dict[int, list[Stated]] = defaultdict(list)
    blocks: dict[str, dict[int, list[Stated]]] = defaultdict(lambda: defaultdict(list))
    partners: dict[int, set[int]] = defaultdict(set)
    for a, b in stories.events():
        partners[a].add(b)
        partners[b].add(a)
    for one in stated:
        if one.mention.nominal:
            continue
        members[one.article].append(one)
        m = one.mention
        if m.aggregate in LEVELS and m.event not in ("升", "降") and kind_of(m) not in ("percent", "rank", "duration"):
            blocks[_noun(profile(one))[-2:]][one.article].append(one)
    return Across(members, blocks, partners, topics, stories, {})


def _noun(p: Profile) -> str:
    return p.phrase or p.owner


def _akin(across: Across, one: Stated) -> Iterator[Stated]:
    """The amounts of what a percentage is of, by its words."""
    p = profile(one)
    noun = _noun(p)
    by_article = across.blocks.get(noun[-2:], {}) if len(noun) > 1 else {}
    near = by_article if len(by_article) <= _MOST_OF_A_NOUN else {one.article, *across.partners.get(one.article, ())}
    block = [other for article in sorted(near) for other in by_article.get(article, ())[:_MOST_OF_A_NOUN]]
    for other in block:
        q = profile(other)
        other_noun = _noun(q)
        if noun != other_noun and phrase_likeness(noun, other_noun, bigrams(noun), bigrams(other_noun)) < _SAME_NOUN:
            continue
        owners = owner_likeness(p.owner, q.owner) if p.phrase and q.phrase else _SAME_OWNER
        told = across.near(one, other) or owners >= _SAME_OWNER or across.topics.likeness(one, other) >= _SAME_TOPIC
        if told and owners >= _MAY_BE and not _estranged(p, q):
            yield other


def _estranged(p: Profile, q: Profile) -> bool:
    """Of two places, names or sorts."""
    return tie(p.place or p.about, q.place or q.about) == "apart" or clash(p.near, q.near) or named_apart(p, q)


# --- growth


def _growth(across: Across, line: Line, at: int) -> Found | None:
    rate = line.numbers[at]
    one = rate.one
    said = rate.point
    if not said or one.mention.event not in ("升", "降") or AVERAGED.search(rate.before + one.mention.measure):
        return None
    if _NEXT_BEFORE.search(rate.before + one.mention.context):
        return None
    results = [(then, now, _grown(then, now, one.mention.event)) for then, now in _years(across, one)]
    results = [row for row in results if not _told_there(line, at, row[0])]
    if not results or not all(off(result, rate) for _, _, result in results):
        return None
    for then, now, result in results:
        middle = result.middle
        if middle is not None and (slipped(result, rate) or _LIKELY <= abs(middle / said) <= 1 / _LIKELY):
            return "growth", [then, now], result, rate
    return None


def _told_there(line: Line, at: int, then: Number) -> bool:
    """True where the sentence of the percentage gives the base itself."""
    return any(line.numbers[i].one is then.one and line.joined(i, at) for i in range(max(0, at - _LOOK_BACK), at))


def _grown(then: Number, now: Number, event: str) -> Result:
    grown = quotient(now, then, 100)
    low, high = (grown.low or Fraction(0)) - 100, (grown.high or Fraction(0)) - 100
    return Result(-high, -low) if event == "降" else Result(low, high)


def _years(across: Across, rate: Stated) -> Iterator[tuple[Number, Number]]:
    """The amounts a rate may be between: of its own time, and of the same time a year before."""
    p = profile(rate)
    akin = ((other, profile(other)) for other in _akin(across, rate) if other.mention.modality not in _PLANS)
    levels = [other for other, q in akin if not forbidden(replace(p, kind=q.kind), q)]
    now = [one for one in levels if _same(one.mention.period, rate.mention.period)]
    then = [one for one in levels if _same(one.mention.period, _year_before(rate.mention.period))]
    for late in now:
        for early in then:
            pair = [across.number(early), across.number(late)]
            numbers = [placed[0].numbers[placed[1]] for placed in pair if placed is not None]
            if len(numbers) == 2 and all(map(positive, numbers)) and alike(*numbers):
                yield numbers[0], numbers[1]


def _same(p: Period, q: Period | None) -> bool:
    return q is not None and q.end is not None and (p.start, p.end) == (q.start, q.end)


def _year_before(period: Period) -> Period | None:
    if period.start is None or period.end is None or (period.end - period.start).days > _YEAR:
        return None
    return replace(period, start=_earlier(period.start), end=_earlier(period.end))


def _earlier(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


# --- shares


def _share(across: Across, line: Line, at: int) -> Found | None:
    share = line.numbers[at]
    said = share.point
    if said is None or not 0 < said < 100:
        return None
    results: list[tuple[Number, Number, Result]] = []
    for other in _akin(across, share.one):
        placed = across.number(other)
        if placed is None or other.article == share.one.article or not _one_time(share.one, other):
            continue
        whole = _whole(*placed)
        part = placed[0].numbers[placed[1]]
        if whole is not None and _meant(share, whole):
            results.append((part, whole, quotient(part, whole, 100)))
    if not results or not all(off(result, share) for _, _, result in results):
        return None
    part, whole, result = results[0]
    likely = result.middle is not None and _LIKELY <= result.middle / said <= 1 / _LIKELY
    return ("share", [part, whole], result, share) if likely else None


def _one_time(a: Stated, b: Stated) -> bool:
    return meet(a.mention.period, b.mention.period).meeting != "other"


def _whole(line: Line, at: int) -> Number | None:
    """Of what a number is said to be a part: 学生900人，其中女生450人."""
    part = line.numbers[at]
    if not positive(part):
        return None
    for i in range(at - 1, max(-1, at - _LOOK_BACK), -1):
        whole = line.numbers[i]
        if not line.near(i, at):
            return None
        if positive(whole) and alike(part, whole) and (whole.low or 0) > (part.high or 0):
            return whole if _OF_WHICH.search(line.text(i, at)) else None
    return None


def _meant(share: Number, whole: Number) -> bool:
    """True where the share names no whole, or this one."""
    named = _AFTER_TAKES.search(share.before)
    if named is None or _ALL.search(named[1]):
        return True
    p = profile(whole.one)
    return bool(bigrams(named[1]) & bigrams(p.phrase + p.owner + whole.label))
