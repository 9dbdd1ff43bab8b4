"""Whether a short line is half a sentence that a column broke, or a line of its own.

Each sign is a number; how much it speaks for half a sentence was fitted on composed pages, as the headlines' signs are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from duikan.engine.page.affinity import Page, is_closed, is_torn, never_begins, speaks
from duikan.engine.page.joins import join_share
from duikan.engine.page.lines import Line, next_running

_LONG, _TAIL = 28, 16
_ASKS = "！？!?"
_COMMAS = re.compile("[,，]")
_DECKS = re.compile(r"[\s:：!?！？]")

# What is rare on composed pages and sure where it stands.
GIVEN = {"surely goes on": 3.0, "wants more": 2.0}
# What each sign weighs; above 0 in all is half a sentence.
_WEIGHTS = {
    "always": -2.47,
    "closed": 0.13,
    "speaks": 0.83,
    "comma": 2.81,
    "commas": 1.35,
    "long": 1.20,
    "deck": -1.28,
    "brief": -1.51,
    "asks": -0.04,
    "digit": 1.31,
    "indented": 1.79,
    "outdented": -0.43,
    "goes on": 1.52,
    "before short": -0.32,
    "before other": -1.35,
    "before tail": 0.19,
    "first": -1.24,
    "under short": -0.29,
    "under byline": 0.03,
    "under open": 0.04,
    "goes on before": 0.12,
    "under told": -0.45,
}


def torn_score(lines: Sequence[Line], i: int, page: Page, usual: int) -> float:
    """How sure it is that a short line is the foot of a column: above 0 for 「關於老舊小區電梯，《辦法》規」.

    `usual`: the white before the page's paragraphs where its headlines stand without.
    """
    told = fragment_signs(lines, i, page, usual)
    return sum((GIVEN.get(name) or _WEIGHTS[name]) * value for name, value in told.items() if value)


def fragment_signs(lines: Sequence[Line], i: int, page: Page, usual: int) -> dict[str, float]:
    """What speaks for and against half a sentence, each sign about 0 to 1."""
    line, after, before = lines[i], next_running(lines, i), lines[i - 1] if i else None
    left = line.text
    commas = len(_COMMAS.findall(left))
    plain = not _DECKS.search(left)
    return {
        "always": 1.0,
        "closed": is_closed(left),
        "wants more": is_torn(left),
        "speaks": min(speaks(left), 3.0) / 3,
        "comma": commas > 0 and " " not in left and left[-1] not in _ASKS,
        "commas": commas > 1,
        "long": len(left) >= _LONG and plain,
        "deck": " " in left,
        "brief": len(left) <= 8,
        "asks": left[-1] in _ASKS,
        "digit": left[-1].isdigit(),
        "indented": 0 < line.indent == usual,
        "outdented": line.indent < usual,
        **_after(line, after, page),
        **_before(line, before, page),
    }


def _after(line: Line, after: Line | None, page: Page) -> dict[str, float]:
    running = after is not None and after.kind in ("body", "short")
    return {
        "goes on": join_share(line, after, page) if after is not None and running else 0.0,
        "surely goes on": after is not None and running and never_begins(after.text),
        "before short": after is not None and after.kind in ("short", "heading"),
        "before other": not running,
        "before tail": after is not None and running and len(after.text) <= _TAIL and is_closed(after.text),
    }


def _before(line: Line, before: Line | None, page: Page) -> dict[str, float]:
    waiting = before is not None and before.kind in ("body", "lead") and not is_closed(before.text)
    return {
        "first": before is None or before.kind in ("furniture", "separator"),
        "under short": before is not None and before.kind in ("short", "heading"),
        "under byline": before is not None and before.kind in ("byline", "meta"),
        "under open": waiting,
        "goes on before": join_share(before, line, page) if before is not None and waiting else 0.0,
        "under told": before is not None and before.kind in ("body", "lead") and is_closed(before.text),
    }
