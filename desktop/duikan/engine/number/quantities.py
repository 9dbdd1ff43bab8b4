"""Finds every quantity in folded text: one compiled scan for numerals, a small grammar around each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from duikan.engine.lexicon import names
from duikan.engine.number import ranks, refusals
from duikan.engine.number.alone import by_the_dozen, evenly, is_all
from duikan.engine.number.build import build
from duikan.engine.number.found import FoundQuantity
from duikan.engine.number.halves import half_at
from duikan.engine.number.measured import Measured, measured
from duikan.engine.number.neighbours import settled
from duikan.engine.number.numerals import LONGEST, Numeral, read_numeral
from duikan.engine.number.shapes import parts_of_list, range_from, score
from duikan.engine.number.units import unit_openers
from duikan.engine.repetition import Repeats
from duikan.engine.values import Span

__all__ = ["FoundQuantity", "find_quantities"]

_CHINESE = "零〇○一二两三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿廿卅几数"
_CORE = re.compile(f"[0-9½¼¾⅓⅔]+|[{_CHINESE}]+|半|过半|首(?![先都席相要脑映发府尾领])|唯一|{ranks.TITLES.pattern}")
_TOO_LONG = re.compile(f"[0-9点{_CHINESE}]{{{LONGEST + 1},}}")
_FORMAL = frozenset("壹贰叁肆伍陆柒捌玖")
_LINK = re.compile(r"(?:https?://|www\.)[!-~]+")
_SINGLE = re.compile(r"[零〇一二两三四五六七八九]")
_WORDS_END = 100  # 万一, 百一 are words; 十五 alone is a number
_CARRIES_ON = frozenset("至到成折半比点分-—–~～〜/又大强多余来、 ")


def find_quantities(folded: str, taken: Sequence[Span]) -> list[FoundQuantity]:
    """Every quantity of the text, in order, none overlapping another or a `taken` span (the dates)."""
    links = [Span(*link.span()) for link in _LINK.finditer(folded)] if "://" in folded or "www." in folded else []
    alone = _alone(folded) if not taken and not links else None
    return alone or _Scan(folded, [*taken, *links]).run()


def _alone(folded: str) -> list[FoundQuantity] | None:
    """The quantities of an input that holds nothing else; None where it says more."""
    even = evenly(folded)
    if even is None:
        return None
    found = [by_the_dozen(even.text, one) for one in _Scan(even.text, (), alone=True).run()]
    return [even.back(one) for one in found] if is_all(even, found) else None


class _Scan:
    """One text being read for quantities, left to right."""

    def __init__(self, text: str, taken: Sequence[Span], *, alone: bool = False) -> None:
        self.text = text
        self.alone = alone
        spans = sorted(taken)
        self.starts = [span.start for span in spans]
        self.ends = [span.end for span in spans]
        self.found: list[FoundQuantity] = []
        self.done = 0

    def run(self) -> list[FoundQuantity]:
        at = 0
        repeats = Repeats(self.text)
        while match := _CORE.search(self.text, at):
            if repeats.often(match.start()):
                at = match.end()
                continue
            at = max(self._candidate(match), match.start() + 1)
        return settled(self.text, self.found, alone=self.alone)

    def _candidate(self, match: re.Match[str]) -> int:
        """Reads at one core; gives where the scan goes on."""
        start, end = match.span()
        clash = self._taken(start, end)
        if clash:
            return clash
        run = _TOO_LONG.match(self.text, start)
        if run:
            return run.end()
        if not self.alone and self._quickly_none(start, end):
            return end
        special = self._special(start)
        if special is not None:
            return self._keep(special, end)
        lone = self.alone and len(self.text) == 1
        if self.text[start] in _FORMAL and not lone and refusals.surname(self.text, start):
            return start + 1
        if self.text[start] in "半过首唯" or match[0] in ("冠军", "亚军", "季军", "殿军"):
            return end if self.text[start] in "半首" else start + 1
        numeral = read_numeral(self.text, start)
        if numeral is None:
            return end if self.text[start].isdigit() else start + 1
        return self._numeral(numeral)

    def _taken(self, start: int, end: int) -> int:
        """Where a date that overlaps ends; 0 when none does."""
        index = bisect_right(self.starts, end - 1) - 1
        return self.ends[index] if index >= 0 and self.ends[index] > start else 0

    def _quickly_none(self, start: int, end: int) -> bool:
        """Most of them: a single 一 in a word, nothing behind it that could be a unit."""
        text = self.text
        if end - start != 1 or not _SINGLE.match(text[start]) or text[start - 1 : start] in ("第", "前"):
            return False
        after = text[end : end + 1]
        if text[start] == "一" and after != "半" and names().around(text, start) and len(text) > 3:
            return True
        return after not in unit_openers() and after not in _CARRIES_ON and not after.isdigit() and len(text) > 3

    def _special(self, start: int) -> FoundQuantity | None:
        text = self.text
        char = text[start]
        if char == "首":
            return ranks.first_of_kind(text, start) if text[start - 1 : start] != "榜" else None
        if char == "唯":
            return ranks.only(text, start)
        if char in "榜居之头冠亚季殿":
            return ranks.title(text, start)
        if char in "半过" or text.startswith("一半", start):
            return self._half(start)
        return score(text, start) if char.isdigit() or char in "零一二三四五六七八九十" else None

    def _half(self, start: int) -> FoundQuantity | None:
        whole = half_at(self.text, start, alone=self.alone)
        if whole is None or refusals.shielded(self.text, whole.numeral, whole.end):
            return None
        return self._built(whole, whole)

    def _built(self, first: Measured, last: Measured) -> FoundQuantity | None:
        previous = self.found[-1] if self.found else None
        return build(self.text, first, last, previous, alone=self.alone)

    def _keep(self, found: FoundQuantity, end: int) -> int:
        if found.span.start >= self.done and not self._taken(found.span.start, found.span.end):
            self.found.append(found)
            self.done = found.span.end
        return max(end if found.span.end < end else found.span.end, found.span.end)

    def _numeral(self, numeral: Numeral) -> int:
        text = self.text
        before = text[numeral.start - 1 : numeral.start]
        if before == "第":
            if refusals.titled(text, numeral.start - 1):
                return numeral.end
            last = self.found[-1] if self.found else None
            chained = last is not None and last.kind == "rank" and 1 < numeral.start - last.span.end < 8
            found = ranks.ordinal(text, numeral, chained=chained or (self.alone and numeral.start == 1))
            return self._keep(found, numeral.end) if found else numeral.end
        if not self.alone and refusals.coded(text, numeral.start, numeral.end) and numeral.form != "fraction":
            return numeral.end
        found = ranks.front(text, numeral) if before == "前" else None
        found = found or ranks.strong(text, numeral)
        if found:
            return self._keep(found, numeral.end)
        if ranks.is_front(text, numeral) or before == "每":
            return self._past(numeral)
        return self._measured(numeral)

    def _past(self, numeral: Numeral) -> int:
        """Past the number and its unit: 每10万人 is no quantity, and 万人 in it neither."""
        return max(measured(self.text, numeral).end, numeral.end)

    def _measured(self, numeral: Numeral) -> int:
        whole = measured(self.text, numeral)
        pair = range_from(self.text, whole, alone=self.alone)
        low, last = pair if pair else (whole, whole)
        if refusals.dated(self.text, last.numeral) or (pair and refusals.dated(self.text, numeral)):
            return last.numeral.end
        if refusals.second(self.text, numeral, noun=whole.noun):
            return numeral.end
        if refusals.graded(self.text, numeral) or self._shielded(numeral, last) or self._hour(last):
            return last.numeral.end
        listed = parts_of_list(self.text, whole)
        if listed:
            return self._keep(listed, numeral.end)
        found = self._built(low, last)
        return self._keep(found, last.end) if found else max(last.end if last.unit else last.numeral.end, numeral.end)

    def _shielded(self, numeral: Numeral, last: Measured) -> bool:
        """Whether a name holds the number; 十五 alone is one, though 「十五」 is a plan."""
        if self.alone and last.unit is None and numeral.high < _WORDS_END:
            return False
        return refusals.shielded(self.text, numeral, last.end, noun=last.noun)

    def _hour(self, whole: Measured) -> bool:
        return whole.unit is not None and whole.unit.name == "点" and not refusals.points(self.text, whole.numeral)
