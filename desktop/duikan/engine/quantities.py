"""Finds every quantity in folded text: one compiled scan for numerals, a small grammar around each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from duikan.engine import hedges, ranks, refusals
from duikan.engine.halves import half_at
from duikan.engine.lexicon import names
from duikan.engine.measured import Measured, implied_money, kind_of, known_sets, measured, nominal_words
from duikan.engine.neighbours import ONE, settled
from duikan.engine.numerals import LONGEST, Numeral, read_numeral
from duikan.engine.quantity_found import FoundQuantity, Kind
from duikan.engine.quantity_shapes import parts_of_list, range_from, score
from duikan.engine.units import unit_named, unit_openers
from duikan.engine.values import Aggregate, Evidence, Quantity, Span

__all__ = ["FoundQuantity", "find_quantities"]

_CHINESE = "零〇○一二两俩三仨四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿廿卅几数"
_CORE = re.compile(f"[0-9½¼¾⅓⅔]+|[{_CHINESE}]+|半|过半|首(?![先都席相要脑映发府尾领])|唯一|{ranks.TITLES.pattern}")
_SINGLE = re.compile(r"[零〇一二两三四五六七八九]")
_CARRIES_ON = frozenset("至到成折半比点分-—–~～〜/又大强多余来、 ")
_COPULA = re.compile(r"(?:[为是达至到有共计仅报于得率数值比]|[:：]|增至|降至|达到|收报|录得|分别为?|平均|第|约|超过?)$")
_BOUNDARY = re.compile(r"$|[\s。,，、;；!！?？)）」』”|]|[和与及比]|以[上下内]|左右|之间|的")
_CELL_BEFORE = re.compile(r"(?:^|[\n\t|]|[ \u00a0]{2})[ ]?$")
_CELL_AFTER = re.compile(r"[ ]?(?:$|[\n\t|]|[ \u00a0]{2})")
_SHARE = re.compile(r"(?:占|占比|比重|比例|份额|占到|占了|占全|占总|比率|市占率)[^,，。；;\n]{0,10}$")
_RECENT = re.compile(
    r"(?:历时|耗时|长达|达|用时|已|有|了|过去|持续|从业|经过|连续|长|跨越|相隔|时隔|执教|任职|服役|工作|生活|经历)$"
)
_WEATHER = frozenset(("℃", "度", "点", "级", "华氏度"))
_CLAUSE_START = re.compile(r"(?:^|[\s。,，、;；!！?？:：“「『《(（])$")
_OPEN_QUOTE = re.compile(r"[「“『]")
_INSIDE = re.compile(r"内(?![部地外容需蒙阁涵在存陆河环因])")
_AGO = re.compile(r"(?:之|以)?(?:前(?![后期往来])|后(?!续|期))")


def find_quantities(folded: str, taken: Sequence[Span]) -> list[FoundQuantity]:
    """Every quantity of the text, in order, none overlapping another or a `taken` span (the dates)."""
    return _Scan(folded, taken).run()


class _Scan:
    """One text being read for quantities, left to right."""

    def __init__(self, text: str, taken: Sequence[Span]) -> None:
        self.text = text
        spans = sorted(taken)
        self.starts = [span.start for span in spans]
        self.ends = [span.end for span in spans]
        self.found: list[FoundQuantity] = []
        self.done = 0

    def run(self) -> list[FoundQuantity]:
        at = 0
        while match := _CORE.search(self.text, at):
            at = max(self._candidate(match), match.start() + 1)
        return settled(self.text, self.found)

    def _candidate(self, match: re.Match[str]) -> int:
        """Reads at one core; gives where the scan goes on."""
        start, end = match.span()
        clash = self._taken(start, end)
        if clash:
            return clash
        if end - start > LONGEST:
            return end
        if self._quickly_none(start, end):
            return end
        special = self._special(start)
        if special is not None:
            return self._keep(special, end)
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
        whole = half_at(self.text, start)
        if whole is None or refusals.shielded(self.text, whole.numeral, whole.end):
            return None
        return self._build(whole, whole)

    def _keep(self, found: FoundQuantity, end: int) -> int:
        if found.span.start >= self.done and not self._taken(found.span.start, found.span.end):
            self.found.append(found)
            self.done = found.span.end
        return max(end if found.span.end < end else found.span.end, found.span.end)

    def _numeral(self, numeral: Numeral) -> int:
        text = self.text
        before = text[numeral.start - 1 : numeral.start]
        if before == "第":
            found = ranks.ordinal(text, numeral)
            return self._keep(found, numeral.end) if found else numeral.end
        if refusals.coded(text, numeral.start, numeral.end) and numeral.form != "fraction":
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
        pair = range_from(self.text, whole)
        low, last = pair if pair else (whole, whole)
        if refusals.dated(self.text, last.numeral) or (pair and refusals.dated(self.text, numeral)):
            return last.numeral.end
        if refusals.graded(self.text, numeral) or refusals.shielded(self.text, numeral, last.end) or self._hour(last):
            return last.numeral.end
        listed = parts_of_list(self.text, whole)
        if listed:
            return self._keep(listed, numeral.end)
        found = self._build(low, last)
        return self._keep(found, last.end) if found else max(last.end if last.unit else last.numeral.end, numeral.end)

    def _hour(self, whole: Measured) -> bool:
        return whole.unit is not None and whole.unit.name == "点" and not refusals.points(self.text, whole.numeral)

    def _build(self, first: Measured, last: Measured) -> FoundQuantity | None:
        """The finished quantity, or None where the evidence is too thin."""
        is_range = first is not last
        last = self._money(last)
        unit = last.unit.name if last.unit else ""
        kind: Kind = kind_of(last.unit)
        before = self._before(first, kind, unit)
        after = self._after(last, kind)
        if not self._evident(first, last, before, is_range=is_range):
            return None
        if kind == "duration" and _AGO.match(self.text, after[-1].end if after else last.end):
            return None
        one = not (is_range or before or after) and refusals.article_one(self.text, first.numeral, unit, kind, last.end)
        nominal = self._nominal(first, last, hedged=bool(before or after), is_range=is_range)
        found = self._found(first, last, before, after, kind)
        return replace(found, nominal=nominal, hint=ONE if one else found.hint)

    def _money(self, whole: Measured) -> Measured:
        large = any(c in self.text[whole.numeral.start : whole.numeral.end] for c in "万亿")
        if whole.unit is None and large and implied_money(self.text, whole):
            return whole._replace(unit=unit_named("元"))
        return whole

    def _before(self, first: Measured, kind: Kind, unit: str) -> list[hedges.Hedge]:
        found = hedges.before(self.text, first.start, bare=first.numeral.bare)
        if found and found[0].word == "近" and kind == "duration":
            known = self.text[max(0, found[0].start - 3) : found[0].start]
            return found if _RECENT.search(known) else []
        if found and unit in _WEATHER and found[0].word in ("最高", "最低", "最大"):
            return [found[0]._replace(bound="about")]
        return [hedge for hedge in found if hedge.bound != "point"]

    def _after(self, last: Measured, kind: Kind) -> list[hedges.Hedge]:
        many = kind in ("duration", "measure", "multiple", "percent", "money") and not last.over
        found = hedges.after(self.text, last.end, many=many, share=last.numeral.form == "fraction")
        inside = (
            _INSIDE.match(self.text, last.end)
            if kind == "duration" or (last.unit and last.unit.dimension == "length")
            else None
        )
        if not found and inside:
            return [hedges.Hedge("内", "high_closed", last.end, last.end + 1)]
        return found

    def _evident(self, first: Measured, last: Measured, before: list[hedges.Hedge], *, is_range: bool) -> bool:
        numeral = last.numeral
        if refusals.tier(self.text, first.numeral) and not before:
            return False
        if last.unit is not None:
            return not (refusals.year_like(self.text, numeral) and last.noun) and not self._thin(last)
        printed = self.text[numeral.start : numeral.end]
        if numeral.chinese:
            large = any(c in printed for c in "万亿") and not numeral.bare
            hedged = bool(before) and any(c in printed for c in "十百千万亿") and len(printed) > 1
            return large or hedged or self._alone(first.start, last.end)
        if refusals.year_like(self.text, numeral) or refusals.in_code_context(self.text, first.start):
            return self._alone(first.start, last.end)
        return self._bare_evident(first, last, before, printed)

    def _bare_evident(self, first: Measured, last: Measured, before: list[hedges.Hedge], printed: str) -> bool:
        """A plain number counts after a hedge or a copula, when large, grouped, or alone in its cell."""
        if before or last.over or any(c in printed for c in "万亿,千百"):
            return True
        ends = _BOUNDARY.match(self.text, last.end) is not None
        if _OPEN_QUOTE.match(self.text, last.end) and "一" <= self.text[first.start - 1 : first.start] <= "龥":
            return len(printed) < 5
        chained = bool(self.found) and self.found[-1].span.end == first.start - 1 and self.found[-1].kind == "number"
        if ends and (chained or _COPULA.search(self.text[max(0, first.start - 4) : first.start])):
            return len(printed) < 7
        return self._alone(first.start, last.end) or self._cell(first.start, last.end)

    def _thin(self, whole: Measured) -> bool:
        """A technical unit behind a Chinese digit is rather a name: 六安, 九牛."""
        if whole.unit is None or not whole.numeral.chinese or whole.unit.counting:
            return False
        return whole.unit.dimension in ("current", "voltage", "force", "pressure") and whole.numeral.high < 10

    def _alone(self, start: int, end: int) -> bool:
        return len(self.text) < 60 and not self.text[:start].strip() and not self.text[end:].strip(" \n\t.。")

    def _cell(self, start: int, end: int) -> bool:
        """Alone in a cell of a table row that has more cells."""
        if not _CELL_BEFORE.search(self.text[max(0, start - 3) : start]) or not _CELL_AFTER.match(self.text, end):
            return False
        return self.text[start - 1 : start] in ("\t", "|") or self.text[end : end + 1] in ("\t", "|")

    def _nominal(self, first: Measured, last: Measured, *, hedged: bool, is_range: bool) -> bool:
        numeral = first.numeral
        if hedged or is_range:
            return False
        if last.label:
            opens = _CLAUSE_START.search(self.text[max(0, first.start - 1) : first.start]) is not None
            return self.text[last.end - 1] != "大" or opens or bool(known_sets().at(self.text, last.end))
        if numeral.bare and numeral.end - numeral.start == 1:
            return True
        if last.kind == "duration" and self.text.startswith("期", last.end):
            return True
        unit = self.text[last.unit_start : last.end]
        return numeral.chinese and numeral.high <= 20 and unit in nominal_words()

    def _found(
        self, first: Measured, last: Measured, before: list[hedges.Hedge], after: list[hedges.Hedge], kind: Kind
    ) -> FoundQuantity:
        low, high = (first.low, last.high) if first is not last else (last.low, last.high)
        low, high = min(low, high), max(low, high)
        ends = hedges.bounded(low, high, [*before, *after], over=first.over or last.over)
        marks = [*reversed(before), *after]
        words = tuple(dict.fromkeys([*(h.word for h in marks), *first.words, *last.words]))
        quantity = Quantity(
            ends.low, ends.high, ends.low_open, ends.high_open, last.unit.name if last.unit else "", words, last.step
        )
        span = Span(min([first.start, *(h.start for h in before)]), max([last.end, *(h.end for h in after)]))
        number = Span(first.numeral.start, last.numeral.end)
        return FoundQuantity(
            span, number, quantity, False, kind, self._hint(first, last, kind), _evidence(last, marks, number)
        )

    def _hint(self, first: Measured, last: Measured, kind: Kind) -> Aggregate | None:
        if kind == "duration":
            return "duration"
        if kind != "percent":
            return None
        fraction = last.numeral.form == "fraction"
        near = self.text[max(0, first.start - 14) : first.start]
        return "share" if fraction or _SHARE.search(near) else None


def _evidence(last: Measured, marks: list[hedges.Hedge], number: Span) -> tuple[Evidence, ...]:
    found = [Evidence("value", number)]
    if last.unit is not None and last.end > last.unit_start >= last.numeral.end:
        found.append(Evidence("unit", Span(last.unit_start, last.end)))
    found.extend(Evidence("hedge", Span(mark.start, mark.end)) for mark in marks)
    return tuple(found)
