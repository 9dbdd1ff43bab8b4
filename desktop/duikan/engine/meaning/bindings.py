"""The text around a number: its sentence and clause, its place and its owner."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from duikan.engine.meaning.places import FoundPlace, find_places
from duikan.engine.meaning.subjects import clean, told, topic
from duikan.engine.phrasebook import REACH
from duikan.engine.sentences import clauses, sentences
from duikan.engine.time.grammar import FoundTime
from duikan.engine.values import Period, Span

_CLAUSES_BACK = 8
_TITLE = re.compile(r"《[^》\n]{1,60}》")


@dataclass(frozen=True, slots=True)
class Timed:
    """A found time with the days it stands for."""

    found: FoundTime
    period: Period

    @property
    def span(self) -> Span:
        return self.found.span

    @property
    def says_when(self) -> bool:
        """False for lengths and for words that bound nothing."""
        return bool(self.period.start or self.period.end or self.period.alternatives) or self.unresolved

    @property
    def unresolved(self) -> bool:
        """True for 今年 on a page that nothing dates."""
        first = self.found.expression.first
        empty = self.period.start is None and self.period.end is None and not self.period.alternatives
        return empty and self.found.expression.kind == "point" and first is not None and first.year is not None


class Scene:
    """One article's text cut into sentences and clauses, with its times, places and numbers to look up by position."""

    def __init__(self, folded: str, times: Sequence[Timed], numbers: Sequence[Span]) -> None:
        self.text = folded
        self.times = times
        self.numbers = numbers
        self.sentences = sentences(folded)
        self._clauses: dict[int, tuple[Span, ...]] = {}
        self._clause_starts: dict[int, list[int]] = {}
        self._starts = [span.start for span in self.sentences]
        self._time_starts = [time.span.start for time in times]
        self.places: list[FoundPlace] = find_places(folded)
        self._place_starts = [place.span.start for place in self.places]
        self._owners: dict[tuple[int, int], Span | None] = {}
        self._wholes: dict[int, Span] = {}
        self._titles = [Span(*match.span()) for match in _TITLE.finditer(folded)]
        self._title_starts = [span.start for span in self._titles]

    def sentence_at(self, position: int) -> int:
        """The index of the sentence around a position."""
        return max(0, bisect_right(self._starts, position) - 1)

    def clauses_of(self, sentence: int) -> tuple[Span, ...]:
        """The clauses of one sentence."""
        if sentence not in self._clauses:
            self._clauses[sentence] = clauses(self.text, self.sentences[sentence])
        return self._clauses[sentence]

    def clause_at(self, sentence: int, position: int) -> tuple[int, Span]:
        """The clause of a sentence around a position, and its index."""
        parts = self.clauses_of(sentence)
        if sentence not in self._clause_starts:
            self._clause_starts[sentence] = [part.start for part in parts]
        index = max(0, bisect_right(self._clause_starts[sentence], position) - 1)
        return index, parts[index] if parts else self.sentences[sentence]

    def between(self, start: int, end: int) -> range:
        """Indices of the times that begin in a stretch."""
        return range(bisect_left(self._time_starts, start), bisect_left(self._time_starts, end))

    def places_between(self, start: int, end: int) -> list[FoundPlace]:
        """The places that begin in a stretch."""
        return self.places[bisect_left(self._place_starts, start) : bisect_left(self._place_starts, end)]

    def title_at(self, position: int) -> Span | None:
        """The 《…》 around a position."""
        index = bisect_right(self._title_starts, position) - 1
        span = self._titles[index] if index >= 0 else None
        return span if span and position < span.end else None

    def whole(self, sentence: int) -> Span:
        """The full sentence that a part between semicolons belongs to."""
        known = self._wholes.get(sentence)
        if known is None:
            known = self._wholes[sentence] = self._whole(sentence)
        return known

    def _whole(self, sentence: int) -> Span:
        first = sentence
        while first and sentence - first < 12 and self._continues(first):
            first -= 1
        return Span(self.sentences[first].start, self.sentences[sentence].end)

    def _continues(self, sentence: int) -> bool:
        return self.text[self.sentences[sentence - 1].end - 1] in "；;" and self.same_line(sentence)

    def same_line(self, sentence: int) -> bool:
        """Whether a sentence stands in the same line as the one before it."""
        return "\n" not in self.text[self.sentences[sentence - 1].end : self.sentences[sentence].start]

    def numbers_after(self, number: Span) -> Sequence[Span]:
        """The next few numbers."""
        at = bisect_left(self.numbers, number)
        return self.numbers[at + 1 : at + 4]

    def numbers_between(self, start: int, end: int) -> Sequence[Span]:
        """The numbers that begin in a stretch."""
        return self.numbers[bisect_left(self.numbers, Span(start, start)) : bisect_left(self.numbers, Span(end, end))]

    def numbers_before(self, position: int) -> Sequence[Span]:
        """The last few numbers that begin before a position."""
        at = bisect_left(self.numbers, Span(position, position))
        return self.numbers[max(0, at - 4) : at]

    # --- places and owners

    def place_of(self, number: Span, clause: Span, sentence: Span) -> FoundPlace | None:
        """The place nearest before a number in its clause, else in its sentence; a word like 全国 counts as one."""
        for start, end in (
            (max(clause.start, number.start - REACH), number.start),
            (max(sentence.start, clause.start - REACH), clause.start),
            (number.end, min(clause.end, number.end + REACH)),
        ):
            found = [place for place in self.places_between(start, end) if self.title_at(place.span.start) is None]
            if found:
                named = [place for place in found if place.name]
                return named[0] if named and end == clause.start else found[-1]
        return None

    def owner_of(self, sentence: int, clause_index: int, number: Span, counted: Span | None = None) -> Span | None:
        """The noun phrase that the clause, or the sentence before it, is about; not the measure `counted` itself."""
        for index in range(clause_index, max(-1, clause_index - _CLAUSES_BACK), -1):
            part = self.clauses_of(sentence)[index]
            found = self._about(part.start, min(part.end, number.start))
            if found is None:
                continue
            if counted is None or index == 0 or not (counted.contains(found) or found.end == counted.end):
                return found
        return None

    def _about(self, start: int, end: int) -> Span | None:
        """What a stretch is about; None where it only says who told it."""
        key = (start, end)
        if key not in self._owners:
            found = topic(self.text, self._past_time(start), end)
            self._owners[key] = None if found is None or told(self.text[found.start : found.end]) else found
        return self._owners[key]

    def _past_time(self, start: int) -> int:
        for index in self.between(start, start + 3):
            start = max(start, self.times[index].span.end)
            while start < len(self.text) and self.text[start] in "，, 的":
                start += 1
        return start

    def context_of(self, clause: Span, number: Span) -> str:
        """The clause without its numbers and times."""
        start, end = max(clause.start, number.start - REACH), min(clause.end, number.end + REACH)
        keep: list[str] = []
        at = start
        for cut in self._cuts(start, end):
            keep.append(self.text[at : max(at, cut.start)])
            at = max(at, cut.end)
        keep.append(self.text[at:end])
        return clean("".join(keep))[:120]

    def _cuts(self, start: int, end: int) -> list[Span]:
        times = [self.times[index].span for index in self.between(start, end)]
        numbers = self.numbers_between(start, end) if end - start < REACH else ()
        return sorted([*times, *numbers])
