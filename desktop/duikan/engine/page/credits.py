"""Who wrote an article, for which paper or agency, and from where: read from bylines and datelines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from duikan.engine.folding import fold
from duikan.engine.page.drafts import Draft
from duikan.engine.page.marks import HAN, LEAD_WINDOW, lead_cue, lexicon

_OWN = ("本报", "本刊", "本网", "本台")
_NOBODY = ("综合外电", "综合")
_REPORTED = re.compile(f"([{HAN}]{{2,12}}?) ?(?:综合|即时|现场|采访|专题)?(?:报道|报导)")
_SENT = re.compile(f"([{HAN}]{{2,12}}?) ?(?:\\d{{1,2}}月)?\\d{{1,2}}日(?:专)?电")
_WRITER = re.compile("记者|通讯员|评论员|特派员|编译|撰文|作者")
_INSIDE = re.compile(r"[ \t]*[(（\[【〔][^)）\]】〕]{0,40}[)）\]】〕]|[ \t]*[^。，,:：]{0,30}?(?:报道|报导)")
_NOT_WRITTEN_BY = re.compile("编辑|责编|校对|来源|审核|监制|[:：]")
_EDGES = " \t【】()（）[]〔〕►▶▷●■◆／/:："
_AFTER = 60
_NAME = 4
_WRITER_AT = 16


@dataclass(frozen=True, slots=True)
class Credits:
    """Byline as printed, source and place; `own` where the paper only calls itself 本报."""

    byline: str = ""
    source: str = ""
    place: str = ""
    own: bool = False

    def of_paper(self, paper: str) -> Credits:
        """The same with 本报 replaced by the paper that the page names elsewhere."""
        return replace(self, source=paper) if self.own and not self.source else self


def credits_of(text: str, draft: Draft) -> Credits:
    """What an article's byline, its first words and its last line say of its origin."""
    bylines = [line.printed(text) for line, role in draft.lines() if role == "byline"]
    lead = next((line for line, role in draft.flow if role == "body"), None)
    opening = ""
    if lead is not None and lead.kind == "lead":
        opening = _opening(lead.printed(text)[: LEAD_WINDOW + _AFTER])
    byline = next((_clean(one) for one in bylines if _has_writer(one)), "") or _writer(opening)
    source, own = _source([*bylines, opening])
    return Credits(byline, source, _place([*bylines, opening]), own)


def paper_of(credits: Iterable[Credits]) -> str:
    """The paper's own name, where the page gives it in some article and only one."""
    named = Counter(credit.source for credit in credits if credit.source.endswith(("报", "報")))
    return next(iter(named)) if len(named) == 1 else ""


def _opening(printed: str) -> str:
    """The dateline at the head of a paragraph, with the bracket or 記者…報道 that belongs to it."""
    folded = fold(printed)
    cue = lead_cue(folded)
    if cue is None:
        return ""
    inside = _INSIDE.match(folded, cue.end())
    return printed[: inside.end() if inside else cue.end()]


def _has_writer(printed: str) -> bool:
    folded = fold(printed).strip(_EDGES)
    if _WRITER.search(folded) or lexicon().doings.search(folded):
        return True
    return not _NOT_WRITTEN_BY.search(folded) and all(len(token) <= _NAME for token in folded.split())


def _clean(printed: str) -> str:
    """A byline without its marks, its date and the place it was sent from."""
    folded = fold(printed)
    said = _REPORTED.search(folded) or _SENT.search(folded)
    end = said.end(1) - len(_tail_place(said, folded)) if said else len(printed)
    return printed[:end].strip(_EDGES)


def _writer(opening: str) -> str:
    """The names in a dateline: from its bracket, or from 记者 to 报道."""
    folded = fold(opening)
    role = _WRITER.search(folded)
    if role is None:
        return ""
    start = max(folded.rfind(mark, 0, role.start()) for mark in "(（【〔[】 ") + 1
    if role.start() - start > _WRITER_AT:
        start = role.start()
    end = min((i for mark in ")）】〕]" if (i := folded.find(mark, role.end())) >= 0), default=len(folded))
    return _clean(opening[start:end])


def _place(said: list[str]) -> str:
    for printed in said:
        folded = fold(printed)
        masked = lexicon().papers.sub(lambda match: "\n" * len(match.group()), folded)
        reported = _REPORTED.search(masked) if _WRITER.search(folded) or len(said) > 1 else None
        found = reported or _SENT.search(masked)
        if found:
            place = _tail_place(found, masked)
            return printed[found.end(1) - len(place) : found.end(1)]
    return ""


def _tail_place(said: re.Match[str], folded: str) -> str:
    """The place before 报道 or the day: a word of its own, or the end of what a name is run together with."""
    words = said.group(1)
    before = folded[: said.start(1)]
    alone = not before.strip(_EDGES + "\n") or before[-1] in " /／\t\n"
    if alone and len(words) <= _NAME and not (before.endswith(" ") and _WRITER.search(words)):
        return words
    return next((place for place in lexicon().long_places if words.endswith(place)), words[-2:])


def _source(said: list[str]) -> tuple[str, bool]:
    own = False
    for printed in said:
        for match in lexicon().papers.finditer(fold(printed)):
            if match.group() in _OWN:
                own = True
            elif match.group() not in _NOBODY:
                return printed[match.start() : match.end()], own
    return "", own
