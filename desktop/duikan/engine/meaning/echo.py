"""Parts of an article, and headlines and captions that say again what its body says."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from duikan.engine.meaning.measures import value_key
from duikan.engine.meaning.subjects import key_phrase
from duikan.engine.values import Mention, Piece

_LARGE = 1000
HEADS = frozenset(("kicker", "title", "subtitle", "head"))


class Roles:
    """Which part of the article a position stands in: title, head, body, item, caption."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._roles = ["body", *(piece.role for piece in pieces)]
        self._starts = [piece.start for piece in pieces]

    def at(self, position: int) -> str:
        """The role of the piece around a position; body before the first."""
        return self._roles[bisect_right(self._starts, position)]


def echo(mentions: list[Mention], roles: Roles) -> list[Mention]:
    """A headline or caption that repeats a number of the body is read as the body has it."""
    bodies: dict[tuple[object, ...], Mention] = {}
    for mention in mentions:
        if roles.at(mention.span.start) in ("body", "item") and not mention.nominal:
            bodies.setdefault(_value_key(mention), mention)
    values = _units(bodies.values())
    out: list[Mention] = []
    for mention in mentions:
        role = roles.at(mention.span.start)
        if role in HEADS and not mention.quantity.unit and not mention.nominal:
            mention = _with_unit(mention, values.get((mention.quantity.low, mention.quantity.high), set()))
        source = bodies.get(_value_key(mention)) if role in HEADS or role == "caption" else None
        out.append(_like(mention, source) if source and _same_thing(mention, source) else mention)
    return out


def _units(mentions: Iterable[Mention]) -> dict[tuple[object, ...], set[str]]:
    """The units that each value is told with."""
    values: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for mention in mentions:
        q = mention.quantity
        if q.low is not None and q.low >= _LARGE:
            values[q.low, q.high].add(q.unit)
    return values


def _with_unit(mention: Mention, units: set[str]) -> Mention:
    """产值从438亿到1000亿: a headline leaves out the unit that the body gives to the same large number."""
    if len(units) != 1:
        return mention
    return replace(mention, quantity=replace(mention.quantity, unit=next(iter(units))))


def _value_key(mention: Mention) -> tuple[object, ...]:
    return value_key(mention), mention.quantity.unit


def _same_thing(mention: Mention, source: Mention) -> bool:
    a = key_phrase(mention.subject or mention.measure)
    b = key_phrase(source.subject or source.measure)
    return bool(a and b) and (a in b or b in a or set(a) <= set(b) or a[-2:] == b[-2:])


def _like(mention: Mention, source: Mention) -> Mention:
    return replace(
        mention,
        modality=source.modality if mention.modality != "quote" else mention.modality,
        aggregate=source.aggregate,
        subject=mention.subject or source.subject,
        measure=mention.measure or source.measure,
    )
