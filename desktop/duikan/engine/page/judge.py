"""What short lines between texts are: the headline of a new article, a head inside one, a box, a late headline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from duikan.engine.page.affinity import counts, kinship, share
from duikan.engine.page.drafts import Draft, split_for
from duikan.engine.page.lines import is_numbered
from duikan.engine.page.marks import lexicon
from duikan.engine.page.parts import SECTION, Coming, Part, words_of

LABEL_MAX = 6
_BOX_TITLE_MAX = 16
# Kinship of a headline with a text, and of two texts.
_HALF_LATE, _LATE, _SURELY_LATE = 0.5, 0.6, 0.75
_STRANGE, _SAME = 0.15, 0.25
_LONG_TITLE = 10
_NEAR = 8  # how many articles back a headline may belong to


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
