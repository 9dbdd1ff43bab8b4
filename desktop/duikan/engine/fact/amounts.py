"""How two amounts relate, whatever their times: by value, unit and currency; and what is said of the two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, Protocol

from duikan.engine.fact.bounds import Bounds, agrees, bounds_of, contains_bounds, disjoint_bounds, power_of_ten
from duikan.engine.fact.likeness import profile
from duikan.engine.fact.periods import time_said
from duikan.engine.fact.telling import slip
from duikan.engine.meaning.measures import LOCAL_MONEY, currency_of, digits, local_money, measure_of, value_key
from duikan.engine.values import ConflictType, Mention, Reason, Severity, Stated, Status

Kind = Literal["same", "refines", "compatible", "conflict", "not_comparable"]

NO_CHANCE = 2  # digits that two counts do not share by accident
A_SLIP = 0.7
_DECIMALS = 100
_GROUPS = frozenset(("对", "双"))
_PEOPLE = frozenset(("人", "名", "位", "口"))
_TEN_SHARES = re.compile(r"(?:10|十)股|10[派转送]")
_NEARBY = 16
_PER = re.compile(r"每(公斤|千克|市斤|斤|公吨|吨|平方米|平方公尺|平方尺|坪|呎|尺|公里|里|公顷|亩|升|加仑|桶|盎司|磅)")


@dataclass(frozen=True, slots=True)
class Relation:
    """How two mentions relate; `type`, `severity`, `status` speak of conflicts only."""

    kind: Kind
    reason: Reason
    type: ConflictType | None = None
    severity: Severity = "info"
    status: Status = "open"


def equal_values(a: Mention, b: Mention) -> bool:
    """True where both print the same bounds."""
    return value_key(a) == value_key(b)


def no(code: str, a: Stated, b: Stated) -> Relation:
    """That the two are not compared, with the code of why."""
    return Relation("not_comparable", Reason(code, said_of(a, b)))


def alike_but_for_a_slip(m: Mention, n: Mention) -> bool:
    """The same value in print, or one that differs as a slip of the hand does."""
    return equal_values(m, n) or slipped(m, n)


def slipped(m: Mention, n: Mention) -> bool:
    """A slip of the hand: digits turned in values of one size, or a nought or 萬 too many."""
    if slip(m, n) < A_SLIP:
        return False
    x, y = bounds_of(m).point, bounds_of(n).point
    if not x or not y:
        return True
    ratio = abs(x / y)
    as_long = len(str(int(abs(x)))) == len(str(int(abs(y))))
    return as_long or bool(power_of_ten(bounds_of(m), bounds_of(n))) or Fraction(2, 5) <= ratio <= Fraction(5, 2)


def by_value(a: Stated, b: Stated) -> Relation:
    """How the two relate by value, unit and currency alone."""
    m, n = a.mention, b.mention
    if _ten_shares(a) != _ten_shares(b):
        return no("other_kind", a, b)
    if m.quantity.unit != n.quantity.unit or measure_of(m.quantity.unit)[0].startswith("money") or _each(m) != _each(n):
        other = _by_unit(a, b)
        if other is not None:
            return other
    x, y = bounds_of(m), bounds_of(n)
    if _opposite(m, n):
        return conflict("value", "high", a, b, "direction")
    if (x.low, x.high) == (y.low, y.high) and (x.low_open, x.high_open) == (y.low_open, y.high_open):
        return Relation("same", Reason("same", said_of(a, b)))
    if _one_end_off(x, y):
        return conflict("range", "high", a, b)
    if not disjoint_bounds(x, y):
        inside = contains_bounds(x, y) or contains_bounds(y, x)
        code: Kind = "refines" if inside else "compatible"
        return Relation(code, Reason(code, said_of(a, b)))
    if agrees(x, y):
        return Relation("compatible", Reason("rounded", said_of(a, b)))
    return differ(a, b, x, y)


def _one_end_off(x: Bounds, y: Bounds) -> bool:
    """Two printed ranges with one end in common and the other not."""
    if not (x.is_range and y.is_range) or x.about or y.about:
        return False
    return (x.low == y.low) != (x.high == y.high)


def _opposite(m: Mention, n: Mention) -> bool:
    return m.aggregate == n.aggregate == "rate" and {m.event, n.event} == {"升", "降"}


def _by_unit(a: Stated, b: Stated) -> Relation | None:
    """Same printed number in two units of one dimension, or two currencies; None where bounds can be compared."""
    m, n = a.mention, b.mention
    (dim_a, factor_a), (dim_b, factor_b) = measure_of(m.quantity.unit), measure_of(n.quantity.unit)
    printed = equal_values(m, n)
    if printed and digits(m) >= NO_CHANCE and _each_other(m, n):
        return conflict("unit", "high", a, b)
    if dim_a == dim_b and dim_a.startswith("money"):
        return _by_currency(a, b, printed)
    if {dim_a, dim_b} == {"power", "energy"}:
        # 千瓦 for 千瓦时: nobody writes the same three digits of both
        told = digits(m) > NO_CHANCE or (digits(m) == NO_CHANCE and profile(a).phrase == profile(b).phrase != "")
        return conflict("unit", "high", a, b) if printed and told else no("other_kind", a, b)
    if dim_a != dim_b:
        if dim_a.startswith("money") and dim_b.startswith("money"):
            return _by_currency(a, b, printed)
        if {dim_a, dim_b} <= {"count", "occasions"}:
            return None
        return no("other_kind", a, b)
    if factor_a != factor_b and printed:
        return conflict("unit", "high", a, b)
    return None


def _each_other(m: Mention, n: Mention) -> bool:
    """4.31万对 and 4.31万人; 86元 a 斤 and 86元 a 公斤: what is counted, or for how much, is not the same."""
    x, y = m.quantity.unit, n.quantity.unit
    if (x in _GROUPS and y in _PEOPLE) or (y in _GROUPS and x in _PEOPLE):
        return digits(m) > NO_CHANCE
    one, other = _each(m), _each(n)
    (dim, factor), (other_dim, other_factor) = measure_of(one), measure_of(other)
    return bool(one and other) and dim == other_dim != "count" and factor != other_factor


def _ten_shares(one: Stated) -> bool:
    """True of a dividend for ten shares (每10股派3元, 10派3元), which another paper gives for one."""
    at = one.mention.span.start - one.sentence
    return bool(_TEN_SHARES.search(one.said, max(0, at - _NEARBY), max(0, at)))


def _each(m: Mention) -> str:
    """The unit for one of which an amount is given: 斤 in 每斤86元."""
    found = _PER.search(m.measure + m.subject)
    return found[1] if found else ""


def _by_currency(a: Stated, b: Stated, printed: bool) -> Relation | None:
    one, other = currency_of(a.mention), currency_of(b.mention)
    if {one, other} & LOCAL_MONEY:
        one, other = one or local_money(a.mention), other or local_money(b.mention)
    if one == other or not (_told(one, other) and _told(other, one)):
        return None  # 元 in a Hong Kong paper is 港元: nothing to choose between
    rough = bounds_of(a.mention).point == bounds_of(b.mention).point and digits(a.mention) > NO_CHANCE
    return conflict("currency", "high", a, b) if printed or rough else no("other_currency", a, b)


def _told(one: str, other: str) -> bool:
    """True where a currency is known; a bare 元 is no dollar and no euro, whoever prints it."""
    return bool(one) or other not in ("元", *LOCAL_MONEY)


def differ(a: Stated, b: Stated, x: Bounds, y: Bounds) -> Relation:
    """What kind of conflict two values make that cannot both be; not_comparable where they are too far apart."""
    if a.mention.aggregate == "rank":
        return conflict("rank", "high", a, b)
    power = power_of_ten(x, y)
    if power > _DECIMALS and min(digits(a.mention), digits(b.mention)) < NO_CHANCE:
        return no("far_apart", a, b)
    if power:
        relation = conflict("magnitude", "high", a, b)
        relation.reason.values["factor"] = str(power)
        return relation
    if _unlikely(a, b, x, y):
        return no("far_apart", a, b)
    if x.is_range or y.is_range or x.strict != y.strict:
        return conflict("range", "high", a, b)
    return conflict("value", "high", a, b)


def _unlikely(a: Stated, b: Stated, x: Bounds, y: Bounds) -> bool:
    """Values too far apart to be one number mistaken, or two numbers of one story that nothing but a noun ties."""
    if x.point is None or y.point is None or x.point * y.point <= 0:
        return True
    if a.article != b.article and slipped(a.mention, b.mention):
        return False
    ratio = abs(x.point / y.point)
    if not (Fraction(2, 5) <= ratio <= Fraction(5, 2)):
        return True
    told_together = a.family == b.family and {a.place_in, b.place_in} <= {"lead", "body"}
    p, q = profile(a), profile(b)
    return told_together and not (
        p.phrase == q.phrase and len(p.phrase) >= 4 and (p.owner == q.owner or not p.owner or not q.owner)
    )


def conflict(kind: ConflictType, severity: Severity, a: Stated, b: Stated, code: str = "") -> Relation:
    """A conflict of a kind; `code` names its sentence where it has one of its own."""
    return Relation("conflict", Reason(code or kind, said_of(a, b)), kind, severity, "open")


def said_of(a: Stated, b: Stated) -> dict[str, str]:
    """What the sentences about the two are filled with."""
    m, n = a.mention, b.mention
    return {
        "place": m.place or n.place,
        "subject": m.subject or m.measure or n.subject or n.measure,
        "a_value": m.surface, "b_value": n.surface, "value": m.surface,
        "a_where": a.place_in, "b_where": b.place_in,
        "a_time": time_said(m.period, m.time_words), "b_time": time_said(n.period, n.time_words),
        "a_said": m.event, "b_said": n.event,
        **tellers(a, b),
    }  # fmt: skip


class Told(Protocol):
    """What an article tells, and whose article that is."""

    @property
    def family(self) -> int: ...
    @property
    def source(self) -> str: ...
    @property
    def title(self) -> str: ...


def tellers(a: Told, b: Told) -> dict[str, str]:
    """Who tells the two: two papers, or two articles of one by their titles; nothing of an article and its boxes."""
    if a.family == b.family and a.family >= 0:
        return {}
    if a.source and b.source and a.source != b.source:
        return {"a_source": a.source, "b_source": b.source}
    if a.title and b.title and a.title != b.title:
        return {"a_title": a.title, "b_title": b.title}
    return {}
