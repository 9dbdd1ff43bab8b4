"""What short lines between texts are: the headline of a new article, a head inside one, a box, a late headline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from duikan.engine.layout_affinity import Page, begins, carries_on, counts, kinship, share, topics
from duikan.engine.layout_drafts import Draft, split_for
from duikan.engine.layout_lines import Line, is_numbered
from duikan.engine.layout_marks import lexicon
from duikan.engine.layout_parts import SECTION, Coming, Part, words_of

SURE = 2.0
LABEL_MAX = 6
_ENOUGH = 80  # different pairs of characters that a comparison needs
_BOX_TITLE_MAX = 16
# Kinship of a headline with a text, and of two texts.
_HALF_LATE, _LATE, _SURELY_LATE = 0.5, 0.6, 0.75
_STRANGE, _SAME = 0.15, 0.25
_LONG_TITLE = 10
_NEAR = 8  # how many articles back a headline may belong to
_GOES_ON = re.compile(r"此外|另外|与此|同时|不过|但|然而|对此|其中|该|他|她|除了|除此|而|至于|据了解|据介绍|同样")
_DATED = re.compile(r".{0,14}?(?:\d日|(日前|近日|昨[天日]|今[天日]|前日))")
_DIGIT = re.compile(r"\d")
_SPEAKER = re.compile(
    r"(?:业者|业界|业内|专家|学者|学界|议员|代表|医生|医师|家长|老师|居民|街坊|市民|网民|网友|团体|工会|商会|公会|官方|当局|署方|局方|警方|校方|院方|港府|政府|分析|受访者|消费者|律师)[:：]"
)
_NAMED = ("标题:", "题目:", "主标题:", "# ")


def is_late(part: Part, coming: Coming, current: Draft | None) -> bool:
    """True for a headline that speaks of the text before it and not of the text after."""
    if current is None or not current.flow:
        return False
    words = part.words
    if share(words, words_of(coming.ahead[:1])) < 0.15 and share(words, current.seen) >= 0.3:
        return True
    weighed = counts(line.text for line in part.shorts)
    after = kinship(weighed, counts(line.text for line in coming.ahead))
    return after <= _STRANGE and _kin_of(weighed, current) >= _SURELY_LATE


def late_owner(part: Part, coming: Coming, drafts: Sequence[Draft], current: Draft) -> Draft | None:
    """The article whose headline these lines are, where it is printed after the text and no byline says so."""
    if not part.shorts or any(line.level or is_numbered(line.text) for line in part.shorts):
        return None
    words = counts(line.text for line in part.shorts)
    after = kinship(words, counts(line.text for line in coming.ahead))
    untitled = [(_kin_of(words, draft), -i, draft) for i, draft in enumerate(drafts[-_NEAR:]) if _lacks_title(draft)]
    if untitled:
        kin, _, draft = max(untitled, key=lambda found: found[:2])
        if kin >= _LATE and kin > after:
            return draft
    long = max(len(line.text) for line in part.shorts) >= _LONG_TITLE
    if long and after <= _STRANGE and current.titled and current.kind == "article" and current.bodies > 1:
        told = kinship(words, counts(line.text for line in current.titles))
        if told <= _STRANGE and _kin_of(words, current) >= _SURELY_LATE and split_for(current, part.shorts) > 0:
            return current
    return None


def _lacks_title(draft: Draft) -> bool:
    return draft.kind == "article" and draft.bodies > 0 and not draft.titled


def _kin_of(words: Counter[str], draft: Draft) -> float:
    return kinship(words, counts(line.text for line, role in draft.flow[-SECTION:] if role in ("body", "item")))


def speaks_on(coming: Coming, draft: Draft) -> bool:
    """True where the text to come goes on an article: its broken sentence, or its words."""
    if not coming.ahead:
        return False
    told = counts(line.text for line, _ in draft.flow[-SECTION:])
    return draft.open or kinship(counts(line.text for line in coming.section), told) >= _SAME


def late_lines(part: Part, coming: Coming, current: Draft) -> int:
    """How many of the lines are the headline of the text before, where the others are that of the text after."""
    before = counts(line.text for line, _ in current.flow[-SECTION:])
    after = counts(line.text for line in coming.ahead)
    for k in range(1, len(part.shorts)):
        late = counts(line.text for line in part.shorts[:k])
        new = counts(line.text for line in part.shorts[k:])
        old, fresh = kinship(late, before), kinship(new, after)
        if (
            old >= _HALF_LATE
            and kinship(late, after) <= old / 5
            and fresh >= _LATE
            and kinship(new, before) <= 0.75 * fresh
        ):
            return k
    return 0


def is_photo_story(part: Part, coming: Coming | None, current: Draft | None) -> bool:
    """True for a headline over a picture that is a story of its own: its words stand under the picture only."""
    if not part.shorts or not part.pictures or part.bylines:
        return False
    ahead = coming.ahead if coming else ()
    if ahead and ahead[0].kind == "lead":
        return False
    shown = share(part.words, words_of(line for group in part.pictures for line in group))
    told = share(part.words, words_of(ahead))
    torn = current is not None and current.open
    return shown >= 0.3 and told < (shown / 2 if torn or not ahead else 0.1)


def is_box(part: Part, coming: Coming) -> bool:
    """True for the title of a box: by its words, or by the list under it."""
    if part.bylines or len(part.shorts) > 1 or part.shorts[0].level:
        return False
    text = part.shorts[0].text
    return text in lexicon().boxes or (
        coming.ahead[0].kind == "item"
        and (len(text) <= 2 * _BOX_TITLE_MAX or (text.endswith(lexicon().box_ends) and len(text) <= _BOX_TITLE_MAX))
    )


def opens_article(part: Part, coming: Coming, current: Draft, page: Page) -> float:
    """How sure it is that short lines open an article, and are not a head inside the one before: SURE and above."""
    first = coming.ahead[0]
    shorts = part.shorts
    longest = max(len(line.text) for line in shorts)
    score = 3.0 * (first.kind == "lead") + 3.0 * bool(part.bylines) + 1.0 * (len(shorts) > 1)
    score += 1.5 * (longest >= 20) + 0.75 * (16 <= longest < 20) - 0.5 * (longest <= 12) - 0.75 * (longest <= 9)
    score += 1.0 * (max(line.text.lstrip("# ").count(" ") for line in shorts) >= 2)
    score += 2.0 * part.apart + 2.0 * current.ended - _waiting(first, current, page)
    score += 2.0 * coming.byline_inside + _news(first.text) - 1.5 * bool(_GOES_ON.match(first.text))
    score += 0.5 * any(len(line.text) >= _LONG_TITLE and _DIGIT.search(line.text) for line in shorts)
    score -= 1.0 * bool(_SPEAKER.match(shorts[0].text))
    score += 3.0 * any(line.text.startswith(_NAMED) for line in shorts) - 3.0 * is_numbered(shorts[0].text)
    score -= _level(part, current) + max(shorts[-1].torn, 0.0)
    return score + _apartness(part, coming, current)


def _waiting(line: Line, current: Draft, page: Page) -> float:
    """How likely a line is the other half of an article's last sentence."""
    if current.last is None or not current.open or line.kind == "lead":
        return 0.0
    if carries_on(line.text) or page.crossing(current.last.text, line.text) > 0:
        return 1.5
    return 0.0 if begins(line.text) else 0.5


def _level(part: Part, current: Draft) -> float:
    """What a Markdown heading takes away: much below a higher heading, little with a byline."""
    level = max(line.level for line in part.shorts)
    return (1.0 * (level > 1) + 3.0 * (0 < current.level < level)) / (3 if part.bylines else 1)


def _news(text: str) -> float:
    """A day at its head makes a paragraph a lead: the day itself more than 近日 and 昨天."""
    found = _DATED.match(text)
    return 0.0 if not found else 0.75 if found.group(1) else 1.25


def _apartness(part: Part, coming: Coming, current: Draft) -> float:
    """Positive where the text after the headline shares few words with the article before."""
    common = share(words_of(coming.ahead), current.seen)
    own = share(part.words, words_of(coming.ahead[:2])) - share(part.words, current.seen)
    score = 2.0 if common < 0.08 else 1.0 if common < 0.14 else 0.0 if common < 0.25 else -1.0
    return score + (0.75 if own > 0.3 else 0.0) + _restated(part, coming, current) + _new_topic(coming, current)


def _restated(part: Part, coming: Coming, current: Draft) -> float:
    """A headline tells what its lead tells again; a head inside an article seldom does so at length."""
    words = counts(line.text for line in part.shorts)
    after = kinship(words, counts(line.text for line in coming.ahead))
    before = kinship(words, counts(line.text for line, _ in current.flow[-SECTION:]))
    return min(max(0.75 * (after - before - 1.5), 0.0), 1.5)


def _new_topic(coming: Coming, current: Draft) -> float:
    """Whether the section to come repeats the words that the article before repeats, or its headline's."""
    here = counts(line.text for line in coming.section)
    before = counts(line.text for line, _ in current.flow[-SECTION:])
    if min(len(here), len(before)) < _ENOUGH:
        return 0.0
    titled = share(words_of(current.titles), here.keys())
    common = topics(here, before) / len(here)
    if common < 0.012 and titled < 0.1:
        return 1.0
    return -0.75 * (common > 0.04) - 0.75 * (titled > 0.25)
