"""The queue's order as one number per conflict, so that any filter is a list of numbers and any count a sum.

Ascending: open before notes before decided; the gravest first; settled dates before open ones; kind by kind; what
two sources say before what one page says. Conflicts of one bucket stand in the order of the pages.
"""

from __future__ import annotations

from dataclasses import dataclass

from duikan.services.views import is_note

SEVERITIES = ("high", "medium", "low", "info")
SCOPES = ("two_sources", "same_page", "same_article")
TYPES = (
    "value", "magnitude", "unit", "currency", "target_year", "range", "cumulative_vs_new", "rank",
    "percent_vs_point", "sum", "share", "growth", "date", "name", "text",
)  # fmt: skip
_OTHER = 31

NOTE = 1 << 10
DECIDED = 1 << 11


def bucket_of(kind: str, severity: str, status: str, scope: str) -> int:
    """Where an undecided conflict stands; a decided one stands `DECIDED` further on."""
    number = SEVERITIES.index(severity) << 8 | (status == "depends_on_date") << 7
    number |= (TYPES.index(kind) if kind in TYPES else _OTHER) << 2
    number |= SCOPES.index(scope) if scope in SCOPES else len(SCOPES)
    return number | (NOTE if is_note(kind, severity) else 0)


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which conflicts, in which order. "" and False ask for all of them."""

    state: str = "open"  # open | notes | decided | ""
    severity: str = ""
    type: str = ""
    depends: bool = False
    two_sources: bool = False
    order: str = "gravity"  # gravity | fact | article

    def takes(self, bucket: int) -> bool:
        """True where the conflicts of a bucket are asked for."""
        states = {"open": bucket < NOTE, "notes": NOTE <= bucket < DECIDED, "decided": bucket >= DECIDED}
        return (
            states.get(self.state, True)
            and (not self.severity or SEVERITIES[bucket >> 8 & 3] == self.severity)
            and (not self.type or (TYPES.index(self.type) if self.type in TYPES else _OTHER) == bucket >> 2 & 31)
            and (not self.depends or bool(bucket >> 7 & 1))
            and (not self.two_sources or bucket & 3 == SCOPES.index("two_sources"))
        )
