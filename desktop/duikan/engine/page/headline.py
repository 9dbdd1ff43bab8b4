"""Whether short lines between texts are the headline of a new article or a head inside the one before.

Each sign is a number; how much it speaks for a new article was fitted on composed pages
(tests/vectors/fit_headlines.py), away from the pages that are only counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from duikan.engine.page.affinity import counts, kinship, share, topics
from duikan.engine.page.drafts import Draft
from duikan.engine.page.lines import Line, is_numbered
from duikan.engine.page.parts import SECTION, Coming, Part, words_of

_ENOUGH = 80  # different pairs of characters that a comparison needs
_HEAD_MAX, _DIGITS = 12, 9
_MUCH = 0.25  # of a paragraph's pairs: two paragraphs of one article seldom share more
_NEW = 0.012
_GOES_ON = re.compile(r"此外|另外|与此|同时|不过|但|然而|对此|其中|该|他|她|除了|除此|而|至于|据了解|据介绍|同样")
_DATED = re.compile(r".{0,14}?(?:\d日|(日前|近日|昨[天日]|今[天日]|前日))")
_COLON = re.compile(r"[:：?？!！](?!\d)(?=.)|[?？!！]$")
_DIGIT = re.compile(r"\d")
_SPEAKER = re.compile(
    r"(?:业者|业界|业内|专家|学者|学界|议员|代表|医生|医师|家长|老师|居民|街坊|市民|网民|网友|团体|工会|商会|公会|官方|当局|署方|局方|警方|校方|院方|港府|政府|分析|受访者|消费者|律师)[:：]"
)
_NAMED = ("标题:", "题目:", "主标题:", "# ")

# What is rare on composed pages and sure where it stands.
GIVEN = {"named": 3.0, "numbered": -3.0, "level": -2.0, "speaker": -1.0, "signed later": 2.0}
# What each sign weighs; above 0 in all is a new article.
_WEIGHTS = {
    "always": 0.73,
    "lead": 1.70,
    "signed": 1.58,
    "unsigned": -1.61,
    "shorter": -0.27,
    "several": 1.24,
    "long": 0.70,
    "brief": -3.70,
    "deck": 1.44,
    "colon": 0.49,
    "digit": 0.25,
    "apart": 0.57,
    "ended": 0.88,
    "dated": 2.30,
    "goes on": -0.20,
    "torn": -1.10,
    "alone": 0.23,
    "strange": 0.81,
    "restated": 0.51,
    "of the title": -0.93,
    "title again": -0.46,
    "kin": -0.85,
    "one topic": 0.41,
    "new topic": 0.73,
}


@dataclass(frozen=True, slots=True)
class Habits:
    """How the page treats its headlines: how many are signed or followed by a dateline, how long these are."""

    signed: int = 0
    length: int = 0

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Habits:
        """The habits that the lines of a page show."""
        told = [line for line in lines if line.kind not in ("caption", "credit", "furniture", "separator")]
        lengths = sorted(
            len(over.text)
            for over, under in pairwise(told)
            if over.kind in ("short", "heading") and under.kind in ("byline", "lead")
        )
        return cls(len(lengths), lengths[len(lengths) // 2] if lengths else 0)


def opens_article(part: Part, coming: Coming, current: Draft, habits: Habits) -> bool:
    """True where short lines open an article, and are not a head inside the one before."""
    told = signs(part, coming, current, habits)
    return sum((GIVEN.get(name) or _WEIGHTS[name]) * value for name, value in told.items() if value) > 0


def signs(part: Part, coming: Coming, current: Draft, habits: Habits) -> dict[str, float]:
    """What speaks for and against a headline, each sign about 0 to 1."""
    first = coming.ahead[0]
    shorts = part.shorts
    longest = max(len(line.text) for line in shorts)
    decks = max(line.text.lstrip("# ").count(" ") for line in shorts)
    signed = bool(part.bylines) or first.kind == "lead" or coming.byline_inside
    return {
        "always": 1.0,
        "lead": first.kind == "lead",
        "signed": bool(part.bylines),
        "signed later": coming.byline_inside,
        "unsigned": 0.0 if signed else min(habits.signed, 2) / 2,
        "shorter": longest < 0.6 * habits.length,
        "several": len(shorts) > 1,
        "long": min(max(longest - _HEAD_MAX, 0), 8) / 8,
        "brief": min(max(_HEAD_MAX - longest, 0), 6) / 6,
        "deck": decks > 0,
        "colon": any(_COLON.search(line.text) for line in shorts),
        "digit": any(len(line.text) > _DIGITS and _DIGIT.search(line.text) for line in shorts),
        "apart": part.apart,
        "ended": current.ended,
        "dated": _dated(first.text),
        "goes on": _GOES_ON.match(first.text) is not None,
        "speaker": _SPEAKER.match(shorts[0].text) is not None,
        "named": any(line.text.startswith(_NAMED) for line in shorts),
        "numbered": is_numbered(shorts[0].text),
        "level": _level(part, current),
        "torn": min(max(shorts[-1].torn + 3, 0.0), 3.0) / 3,
        "alone": current.bodies < 2,
        **_words(part, coming, current),
    }


def _level(part: Part, current: Draft) -> float:
    """What a Markdown heading takes away: much below a higher heading, little with a byline."""
    level = max(line.level for line in part.shorts)
    return (0.3 * (level > 1) + 1.0 * (0 < current.level < level)) / (3 if part.bylines else 1)


def _dated(text: str) -> float:
    """A day at its head makes a paragraph a lead: the day itself more than 近日 and 昨天."""
    found = _DATED.match(text)
    return 0.0 if not found else 0.6 if found.group(1) else 1.0


def _words(part: Part, coming: Coming, current: Draft) -> dict[str, float]:
    """Whom the words of the lines and of the text after them speak of: of what stood before, or of another thing."""
    common = share(words_of(coming.ahead), current.seen)
    line = counts(line.text for line in part.shorts)
    after = kinship(line, counts(line.text for line in coming.ahead))
    told = counts(line.text for line, _ in current.flow[-SECTION:])
    here = counts(line.text for line in coming.section)
    titled = words_of(current.titles)
    enough = min(len(here), len(told)) >= _ENOUGH
    return {
        "strange": max(1 - common / _MUCH, -1.0),
        "restated": min(max(after - kinship(line, told), -1.0), 3.0) / 3,
        "of the title": share(titled, here.keys()) if titled else 0.0,
        "title again": share(titled, part.words) if titled else 0.0,
        "kin": min(kinship(here, told), 1.0),
        "one topic": min(topics(here, told) / len(here), 0.1) * 10 if enough else 0.0,
        "new topic": enough and topics(here, told) / len(here) < _NEW,
    }
