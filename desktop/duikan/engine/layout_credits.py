"""Who wrote an article, for which paper or agency, and from where: read from bylines and datelines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from duikan.engine.folding import fold
from duikan.engine.layout_drafts import Draft
from duikan.engine.layout_marks import HAN, LEAD_WINDOW, lead_cue, lexicon

_OWN = ("本报", "本刊", "本网", "本台")
_LONG_PLACES = ("石家庄", "哈尔滨", "张家口", "秦皇岛", "呼和浩特", "乌鲁木齐", "连云港", "马鞍山", "景德镇", "平顶山", "三门峡", "驻马店", "张家界", "防城港", "攀枝花", "六盘水", "嘉峪关", "克拉玛依", "华盛顿", "莫斯科", "旧金山", "洛杉矶", "新加坡", "布鲁塞尔", "日内瓦", "联合国", "墨西哥城", "伊斯兰堡")  # fmt: skip
_REPORTED = re.compile(f"([{HAN}]{{2,12}})(?:综合|即时|现场|采访|专题)?(?:报道|报导|专讯)")
_SENT = re.compile(f"([{HAN}]{{2,8}}?)(?:\\d{{1,2}}月)?\\d{{1,2}}日(?:专)?电")
_SAID_BY = re.compile(
    f"(?:特约|首席|实习|见习|特派|驻\\S{{1,4}})?(?:记者|通讯员|评论员)[ :：]*([{HAN}]{{2,4}}(?:[ 、]+[{HAN}]{{2,4}})*)"
)
_AFTER = 60


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
    bylines = [text[line.span.start : line.span.end] for line, role in draft.lines() if role == "byline"]
    lead = next((line for line, role in draft.flow if role == "body"), None)
    opening = ""
    if lead is not None and lead.kind == "lead":
        printed = text[lead.span.start : lead.span.end][: LEAD_WINDOW + _AFTER]
        cue = lead_cue(fold(printed))
        opening = printed[: cue.end() + _inside(printed[cue.end() :])] if cue else ""
    said = [*bylines, opening]
    source, own = _source(said)
    byline = next((_clean(one) for one in bylines if _has_writer(one)), "") or _writer(opening)
    return Credits(byline, source, _place(said), own)


def paper_of(credits: Iterable[Credits]) -> str:
    """The paper's own name, where the page gives it in some article and only one."""
    named = Counter(credit.source for credit in credits if credit.source.endswith(("报", "報")))
    return next(iter(named)) if len(named) == 1 else ""


def _inside(rest: str) -> int:
    """How far what follows a dateline still belongs to it: a bracket, or 記者…報道."""
    match = re.match(r"[ \t]*[(（\[【][^)）\]】]{0,40}[)）\]】]|[ \t]*[^。，,]{0,30}?(?:報道|报道|報導|报导)", rest)
    return match.end() if match else 0


def _has_writer(printed: str) -> bool:
    folded = fold(printed)
    words = lexicon()
    return not re.search("编辑|责编|校对|来源", folded) and (
        words.roles.search(folded) is not None
        or words.doings.search(folded) is not None
        or all(len(token) <= 4 for token in folded.lstrip(words.name_marks).split())
    )


def _clean(printed: str) -> str:
    """A byline without its marks, its date and the place it was sent from."""
    bare = printed.strip(" \t【】()（）[]〔〕►▶▷●■◆").strip()
    folded = fold(bare)
    said = _REPORTED.search(folded)
    if not said:
        return bare
    return bare[: said.end(1) - len(_place_in(said, folded))].rstrip(" ／/")


def _writer(opening: str) -> str:
    match = _SAID_BY.search(fold(opening))
    if not match:
        return ""
    named = fold(opening)[match.start() :]
    said = _REPORTED.search(named)
    end = match.start() + said.end(1) - len(_place_in(said, named)) if said else match.end()
    return opening[match.start() : end].rstrip(" ／/、")


def _place(said: list[str]) -> str:
    for printed in said:
        folded = fold(printed)
        reported = _REPORTED.search(folded)
        if reported:
            place = _place_in(reported, folded)
            return printed[reported.end(1) - len(place) : reported.end(1)]
        bare = re.sub("^.*?(?:记者|讯)", lambda m: " " * len(m.group()), folded) if "记者" in folded else folded
        bare = lexicon().papers.sub(lambda m: " " * len(m.group()), bare)
        sent = _SENT.search(bare)
        if sent:
            place = sent.group(1) if len(sent.group(1)) <= 4 and "记者" not in folded else _tail_place(sent.group(1))
            return printed[sent.end(1) - len(place) : sent.end(1)]
    return ""


def _place_in(said: re.Match[str], folded: str) -> str:
    """The place before 报道: a word of its own, or the end of what the name is run together with."""
    words = said.group(1)
    apart = said.start(1) > 0 and folded[said.start(1) - 1] in " /／\t"
    if lexicon().roles.search(words) or not apart or len(words) > 4:
        return _tail_place(words)
    return words


def _tail_place(words: str) -> str:
    for place in _LONG_PLACES:
        if words.endswith(place):
            return place
    return words[-2:] if len(words) > 3 or len(words) == 2 else words


def _source(said: list[str]) -> tuple[str, bool]:
    own = False
    for printed in said:
        folded = fold(printed)
        for match in lexicon().papers.finditer(folded):
            if match.group() in _OWN:
                own = True
            elif match.group() not in ("综合外电", "综合"):
                return printed[match.start() : match.end()], own
    return "", own
