"""Milestone verbs: which happening a date belongs to (2029年底建成通车 is 通车 at the end of 2029)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Any

from duikan.engine.values import Span
from duikan.resources import resource

_JOINT = re.compile(r"[并且、及和]?(?:正式|全线|全面|顺利|成功)?")
_REACH = 60


@cache
def _events() -> tuple[re.Pattern[str], dict[str, str]]:
    data: dict[str, Any] = tomllib.loads(resource("lexicon", "events.toml").read_text(encoding="utf-8"))
    names: dict[str, str] = {}
    guarded: dict[str, str] = {}
    for row in data["event"]:
        before, after = row.get("not_before", ""), row.get("not_after", "")
        for text in row["texts"]:
            names.setdefault(text, row["name"])
            left = f"(?<![{before}])" if before else ""
            guarded.setdefault(text, left + re.escape(text) + (f"(?![{after}])" if after else ""))
    longest_first = sorted(names, key=lambda text: (-len(text), text))
    return re.compile("|".join(guarded[text] for text in longest_first)), names


def find_event(folded: str, clause: Span, time_span: Span) -> tuple[str, Span] | None:
    """The event verb a time belongs to in its clause, by its common name.

    The first verb after the time, else the last before it. Verbs in a row are one event and the last one
    names it (建成通车 is 通车).
    """
    pattern, names = _events()
    reach = min(clause.end, time_span.end + _REACH)
    after = pattern.search(folded, time_span.end, reach)
    if after is not None:
        first = after.start()
        while (more := pattern.match(folded, _joint(folded, after.end()), reach)) is not None:
            after = more
        return names[after[0]], Span(first, after.end())
    before = list(pattern.finditer(folded, max(clause.start, time_span.start - _REACH), time_span.start))
    return (names[before[-1][0]], Span(*before[-1].span())) if before else None


def _joint(folded: str, at: int) -> int:
    match = _JOINT.match(folded, at)
    return match.end() if match else at
