"""What the scan for quantities hands on: one number with its unit, hedges and kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from duikan.engine.values import Aggregate, Evidence, Quantity, Span

Kind = Literal[
    "count", "money", "percent", "point", "multiple", "rank", "ordinal", "duration", "measure", "number"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A quantity in folded text: `span` with the qualifier and unit that touch it, `number` the bare numeral.

    `nominal`: part of a name or label, never compared. `hint`: the aggregate where the words alone decide it.
    """

    span: Span
    number: Span
    quantity: Quantity
    nominal: bool = False
    kind: Kind = "count"
    hint: Aggregate | None = None
    evidence: tuple[Evidence, ...] = ()
