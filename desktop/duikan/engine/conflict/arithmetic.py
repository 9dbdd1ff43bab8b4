"""Sums, shares, growth and the like inside an article, where the text ties the numbers; rounding carried through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial

from duikan.engine.conflict.heads import find_broken
from duikan.engine.conflict.lines import Line, Number, Result
from duikan.engine.conflict.products import find_products
from duikan.engine.conflict.ratios import find_ratios
from duikan.engine.conflict.sums import find_sums
from duikan.engine.meaning.measures import measure_of
from duikan.engine.memory import Memory
from duikan.engine.values import Conflict, ConflictType, Reason, Severity, Stated

_TYPES: dict[str, ConflictType] = {
    "sum": "sum", "hundred": "sum", "difference": "sum", "product": "sum", "share": "share",
    "growth": "growth", "multiple": "growth", "fraction": "text",
}  # fmt: skip


def find_arithmetic(stated: Sequence[Stated], memory: Memory | None = None) -> Iterator[Conflict]:
    """What does not come out, article by article."""
    memory = memory or Memory()
    articles: dict[int, list[Stated]] = defaultdict(list)
    for one in stated:
        if not one.mention.nominal:
            articles[one.article].append(one)
    for article in sorted(articles):
        members = articles[article]
        yield from memory.once(("sums", article), tuple(members), partial(_of_article, members))


def _of_article(members: list[Stated]) -> list[Conflict]:
    line = Line(members)
    return [told_wrong(*found) for find in (find_sums, find_ratios, find_products, find_broken) for found in find(line)]


def told_wrong(code: str, operands: list[Number], result: Result, said: Number) -> Conflict:
    """The conflict between what two or more numbers make and what is said."""
    told = {number.one.id: number.one for number in (*operands, said)}  # of shares of a hundred `said` is one of them
    members = [told[id_] for id_ in sorted(told)]
    spots = tuple((one.article, one.mention.span) for one in members)
    printed = [number.one.mention.surface for number in operands]
    values = {
        "subject": _name(said, operands),
        "stated": said.one.mention.surface,
        "computed": _plain(code, result, said),
    }
    if code in ("sum", "hundred"):
        values |= {"parts": values["computed"], "total": values["stated"], "terms": "＋".join(printed)}
    else:
        values |= {"first": printed[0], "second": printed[-1]}
    severity: Severity = "low" if code == "fraction" else "medium"
    return Conflict(_TYPES[code], severity, "open", tuple(one.id for one in members), spots, Reason(code, values))


def _name(said: Number, operands: Sequence[Number]) -> str:
    for number in (said, *operands):
        m = number.one.mention
        if m.subject or m.measure:
            return m.subject or m.measure
    return said.one.mention.owner


def _plain(code: str, result: Result, said: Number) -> str:
    """What comes out, written in the 萬 or 億 or the percent that the other one is written in."""
    value = result.middle if result.middle is not None else result.low or result.high or Fraction(0)
    surface = said.one.mention.surface
    if said.dimension == "percent" and code != "fraction":
        return f"{float(value):.1f}%"
    scales = ((10**12, "兆"), (10**8, "億亿"), (10**4, "萬万"))
    names = [(size, name) for size, both in scales for name in both if name in surface]
    scale, name = names[0] if names else (1, "")
    factor = measure_of(said.one.mention.quantity.unit)[1]
    return f"{float(value / (factor * scale)):.6g}{name}"
