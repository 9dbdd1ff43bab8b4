"""Whether a number states a quantity at all, and whether it is only part of a label."""

from __future__ import annotations

import re

from duikan.engine.number import refusals
from duikan.engine.number.found import FoundQuantity
from duikan.engine.number.measured import Measured, known_sets, nominal_words

_COPULA = re.compile(r"(?:[为是达至到有共计仅报于得率数值比]|[:：]|增至|降至|达到|收报|录得|分别为?|平均|第|约|超过?)$")
_BOUNDARY = re.compile(r"$|[\s。,，、;；!！?？)）」』”|]|[和与及比]|以[上下内]|左右|之间|的|大?关口?")
_CELL_BEFORE = re.compile(r"(?:^|[\n\t|]|[ \u00a0]{2})[ ]?$")
_CELL_AFTER = re.compile(r"[ ]?(?:$|[\n\t|]|[ \u00a0]{2})")
_SLOGAN = re.compile(r"[“「『][^”」』\n]{2,9}[”」』]")
_LABEL_AFTER = re.compile(r"期|[一-龥]{2,4}圈")
_TIERS = re.compile(r"[一-龥]{0,2}(?:体系|联动|网络|架构|书记|贯通)")
_OPEN_QUOTE = re.compile(r"[「“『]")


def evident(
    text: str, first: Measured, last: Measured, previous: FoundQuantity | None, *, hedged: bool, led: bool
) -> bool:
    """Whether what stands around the number makes a quantity of it; `led`: a hedge stands before it."""
    numeral = last.numeral
    if refusals.tier(text, first.numeral) and not led:
        return False
    if last.unit is not None:
        return not (refusals.year_like(text, numeral) and last.noun) and not _thin(last)
    printed = text[numeral.start : numeral.end]
    if numeral.chinese:
        large = any(c in printed for c in "万亿兆") and not numeral.bare
        round_one = hedged and len(printed) > 1 and any(c in printed for c in "十百千万亿")
        return large or round_one or _alone(text, first.start, last.end)
    if refusals.year_like(text, numeral) or refusals.in_code_context(text, first.start):
        return _alone(text, first.start, last.end)
    return _bare_evident(text, first, last, previous, hedged=hedged)


def _bare_evident(text: str, first: Measured, last: Measured, previous: FoundQuantity | None, *, hedged: bool) -> bool:
    """A plain number counts after a hedge or a copula, when large, grouped, or alone in its cell."""
    printed = text[last.numeral.start : last.numeral.end]
    if hedged or last.over or any(c in printed for c in "万亿兆,千百"):
        return True
    ends = _BOUNDARY.match(text, last.end) is not None
    if _OPEN_QUOTE.match(text, last.end) and "一" <= text[first.start - 1 : first.start] <= "龥":
        return len(printed) < 5
    chained = previous is not None and previous.span.end == first.start - 1 and previous.kind == "number"
    if ends and (chained or _COPULA.search(text[max(0, first.start - 4) : first.start])):
        return len(printed) < 7
    return _alone(text, first.start, last.end) or _cell(text, first.start, last.end)


def _thin(whole: Measured) -> bool:
    """A technical unit behind a Chinese digit is rather a name: 六安, 九牛, 八仙."""
    if whole.unit is None or not whole.numeral.chinese:
        return False
    if whole.unit.counting:
        return whole.unit.name in ("案", "战")  # 7案, 10战; 三案 and 二战 are names
    small = whole.unit.dimension in ("current", "voltage", "force", "pressure") or whole.unit.name in ("仙", "港仙")
    return small and whole.numeral.high < 10


def _alone(text: str, start: int, end: int) -> bool:
    return len(text) < 60 and not text[:start].strip() and not text[end:].strip(" \n\t.。")


def _cell(text: str, start: int, end: int) -> bool:
    """Alone in a cell of a table row that has more cells."""
    if not _CELL_BEFORE.search(text[max(0, start - 3) : start]) or not _CELL_AFTER.match(text, end):
        return False
    return text[start - 1 : start] in ("\t", "|") or text[end : end + 1] in ("\t", "|")


def nominal(text: str, first: Measured, last: Measured) -> bool:
    """Whether an unhedged number is part of a name or a label: 三大, 两地, 7天期, “三个确保”."""
    numeral = first.numeral
    if last.label:
        return text[last.end - 1] != "大" or bool(known_sets().at(text, last.end))
    if numeral.bare and numeral.end - numeral.start == 1:
        return True
    if last.kind == "duration" and _LABEL_AFTER.match(text, last.end):
        return True
    if _SLOGAN.match(text, first.start - 1) and last.kind == "count":
        return True
    unit = text[last.unit_start : last.end]
    if unit == "级" and _TIERS.match(text, last.end):
        return False
    return numeral.chinese and numeral.high <= 20 and unit in nominal_words()
