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
_CLOSE, _MARKED = 12, 24
_BEFORE, _AFTER = 14, 20
_STOP = re.compile(r"[。！？!?；;\n]")
_NO_HAN = re.compile(r"[^\u4e00-\u9fff]+")
_OF_ANYTHING = frozenset(("举行", "发布", "完成", "启动", "通过", "签约"))
_OTHER_TIME = re.compile(r"[0-9一二三四五六七八九十]+[日年](?!前|后|内|间|来)")
_SUPERSEDED = re.compile(
    r"(?:原[定订拟本先]|原计划|原预[计定]|原应|本来|本应|曾(?:计划|预计|定于|拟)|(?:此前|早前|先前)(?:计划|预计|公布|报道|报导|定|称|传|误)|[较比](?:原|预定|计划)|误[作植写报传刊印为](?:为|作|成)?|错[写印报]|网传)[^,，。]{0,16}$"
)
_FROM = re.compile(r"(?:由|从|自)(?:原[定订来先]的?)?$")
_MOVED = re.compile(r"推迟|延|改[为到至在期]|提[前早]|顺延|押后|调整|更正")
_ENDS = "，,。；;\n"
_HOW_MANY = re.compile(
    r"(?:了|约|近|逾|超过?|至少|不少于|共|总共|首批|新|再|另外?)*[一二两三四五六七八九十百千0-9.]+[多余]?[万亿]?"
    r"(?![日月年号期届层]|[0-9])[个座条家所项间台套辆架名批栋幢处公平吨亩张艘宗件种款支颗枚]"
)
_MARKS = re.compile(r"[^,，。;；\n]{0,2}(?:这?标志着?|意味着|宣告|象征)")


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
    """The event verb a time belongs to in its clause, by its common name; None for a day that no longer holds.

    The first verb after the time (one that is told of anything yields to another), else the last before it, else
    what the next clause says it marks. Verbs in a row are one event and the last one names it (建成通车 is 通车).
    """
    if no_longer(folded, clause.start, time_span):
        return None
    pattern, names = _events()
    other = _OTHER_TIME.search(folded, time_span.end, min(clause.end, time_span.end + _REACH))
    reach = other.start() if other else min(clause.end, time_span.end + _REACH)
    found = list(pattern.finditer(folded, time_span.end, reach))
    after = next((match for match in found if names[match[0]] not in _OF_ANYTHING), found[0] if found else None)
    if after is not None:
        first = after.start()
        while (more := pattern.match(folded, _joint(folded, after.end()), reach)) is not None:
            after = more
        return names[after[0]], Span(first, after.end())
    before = list(pattern.finditer(folded, max(clause.start, time_span.start - _REACH), time_span.start))
    if before:
        return names[before[-1][0]], Span(*before[-1].span())
    if other is not None:
        return None
    marked = _MARKS.match(folded, clause.end)
    alone = clause.end - time_span.end <= 1 and time_span.start - clause.start <= 1
    start = marked.end() if marked else clause.end
    end = next(
        (at for at in range(start, min(len(folded), start + _MARKED)) if folded[at] in "，,。；;\n"), start + _MARKED
    )
    after = pattern.search(folded, start, end) if marked or alone else None
    return (names[after[0]], Span(*after.span())) if after else None


def counts_things(folded: str, time_span: Span) -> bool:
    """True where what follows says how many were opened or built by then: 今年内开通3条地铁线."""
    pattern, _ = _events()
    end = next((at for at in range(time_span.end, min(len(folded), time_span.end + _REACH)) if folded[at] in _ENDS), 0)
    return any(_HOW_MANY.match(folded, verb.end()) for verb in pattern.finditer(folded, time_span.end, end))


def words_around(folded: str, span: Span) -> str:
    """The Han words right before and after a time in its sentence: what tells one day from another."""
    before = _STOP.split(folded[max(0, span.start - _BEFORE) : span.start])[-1]
    return _NO_HAN.sub("", before) + words_after(folded, span)


def words_after(folded: str, span: Span) -> str:
    """The Han words right after a time in its sentence: what happens on it."""
    return _NO_HAN.sub("", _STOP.split(folded[span.end : span.end + _AFTER])[0])


def no_longer(folded: str, start: int, time_span: Span) -> bool:
    """True for a day that the text calls off, moves or takes back: 原定8月1日, 由8月1日推迟至8月9日, 误作8月1日."""
    before, after = (
        folded[max(start, time_span.start - _MARKED) : time_span.start],
        folded[time_span.end : time_span.end + _CLOSE],
    )
    if _SUPERSEDED.search(before):
        return True
    from_then = _FROM.search(before) or folded[time_span.start] in "由从自"
    return bool(from_then and _MOVED.search(after))


def _joint(folded: str, at: int) -> int:
    match = _JOINT.match(folded, at)
    return match.end() if match else at
