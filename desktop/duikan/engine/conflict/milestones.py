"""When something happens, as it is compared: a day, what happens on it, and the words and figures told with it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from duikan.engine.meaning.events import counts_things, no_longer, words_after, words_around
from duikan.engine.values import Article, Span, TimeMention, mention_id

_OPENING = frozenset(("启用", "开业", "开放", "通车", "通航", "投产", "交付"))
BEGINNINGS = frozenset(("开工", "奠基", "启动", "成立"))
ENDINGS = frozenset(("竣工", "通车", "通航", "投产", "启用", "开业", "开放", "交付", "入伙"))
_ANYTHING = frozenset(("发布", "举行", "完成", "启动", "签约", "通过"))
_NO_DAY = frozenset(
    ("一日", "一天", "当日", "當日", "同日", "当天", "當天", "同一天", "全年", "全天", "即日", "当月", "當月")
)
_EDGES = {"底": (10, 12), "末": (10, 12), "初": (1, 3), "中": (5, 8)}
_SENTENCE = re.compile(r"[。！？!?；;\n]")
_REACH, _LONGEST, _BRIEF, _NEAR = 90, 40, 120, 14
_TELLS = re.compile(r"[^，,。；;\n]{0,4}(?:宣布|表示|指出|透露|通报|披露|公布|发布|公告|回应|介绍|称|说|证实|确认)")
_FIGURE = re.compile(r"[0-9]{2,}(?:\.[0-9]+)?|[0-9]+\.[0-9]+")
_MOVED_TO = re.compile(r"(?:推迟|延期|延后|延迟|押后|顺延|改期|改[至于到为在]|提前|提早|调整)[^,，。;；]{0,6}$")
_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9]{3})")
# Which one of its kind: 二期, 第12届, 6号线, 西段; a part has no day of the whole.
_NTH = re.compile(
    r"([0-9]+|[一二三四五六七八九十]+|首|次|末|上(?=届)|下(?=届))(号机组|号线|届|屆|期|段|标段|批次|批|阶段|轮|回合|号楼|号|季|级|组|座|站|场|仗|区|院区)"
)
_SIDE = re.compile(r"([东西南北中前后上下])(段|线|环|延线?|区|座|半场)")
_YEAR = re.compile(r"((?:19|20)[0-9]{2})(年)")
_AGAIN = re.compile(r"再次|再度|二度|重新|重启|重开|复[出工产航课]")
# Where only one side says it, the two are not one.
_ALONE = (("届", "上"), ("届", "下"), ("再", "再"))
_PARTS = frozenset(("期", "段", "标段", "批次", "批", "阶段", "回合", "延", "延线", "号楼", "座", "号机组", "站"))
_DIGITS = {**dict(zip("一二三四五六七八九", range(1, 10), strict=True)), "首": 1, "次": 2, "十": 10}


@dataclass(frozen=True)
class Milestone:
    """A time that says when something happens, with its article and the folded words around it.

    `words`: the Han words right before and after, `after` those after; `figures`: the other numbers of its sentence;
    `which`: what tells one of a kind from another (二期, 第12届); `gone`: the text says that the day no longer holds or
    never did; `report`: the day of a dateline or of a count so far; `brief`: the whole article where it is a few lines;
    `many`: it tells how many were built or opened by then; `moved`: the text puts it off, or forward, to this day.
    """

    article: int
    family: int
    time: TimeMention
    place_in: str = "body"
    words: str = ""
    after: str = ""
    figures: frozenset[str] = frozenset()
    which: frozenset[tuple[str, str]] = frozenset()
    gone: bool = False
    report: bool = False
    brief: str = ""
    many: bool = False
    moved: bool = False
    published: date | None = None
    source: str = ""
    title: str = ""

    @property
    def id(self) -> int:
        return mention_id(self.article, self.time.span.start)

    @cached_property
    def days(self) -> tuple[date, date]:
        """The days it can mean: 年底 its last quarter, 年底前 all before; only for those with an end."""
        return _stretch(self.time)

    @property
    def length(self) -> int:
        first, last = self.days
        return (last - first).days + 1

    @property
    def is_day(self) -> bool:
        """True for a time with an end (or a beginning that counts) that hangs on no unknown date."""
        period = self.time.period
        bounded = period.end is not None or (period.start is not None and period.relation == "since")
        return bounded and not period.alternatives and self.time.surface not in _NO_DAY

    @property
    def rough(self) -> bool:
        """月底, 年初: a stretch without bounds, whatever day stands for it."""
        return self.time.surface.endswith(("底", "初", "中", "末", "旬"))

    @property
    def happening(self) -> str:
        """The sort of happening: what opens begins to serve; "" for what is told of anything."""
        return happening_of(self.time.event)


def happening_of(event: str) -> str:
    """The sort of an event: 通车 and 启用 are one; "" for what is told of anything."""
    if event in _OPENING:
        return "启用"
    if event == "奠基":
        return "开工"
    return "" if event in _ANYTHING else event


def milestone(
    article: int,
    family: int,
    time: TimeMention,
    place_in: str,
    folded: str,
    spans: Sequence[Span],
    told_by: Article,
) -> Milestone:
    """A time in the light of the text around it; `spans`: all time expressions of the article `told_by`."""
    at = time.span
    start, end = max(0, at.start - _REACH), min(len(folded), at.end + _REACH)
    before, after = folded[start : at.start], folded[at.end : end]
    left = max((match.end() for match in _SENTENCE.finditer(before)), default=0)
    stop = _SENTENCE.search(after)
    sentence = Span(start + left, at.end + (stop.start() if stop else len(after)))
    return Milestone(
        article, family, time, place_in, words_around(folded, at), words_after(folded, at),
        _figures(folded, sentence, spans),
        _which(folded, sentence, at, time), no_longer(folded, sentence.start, at), _of_report(folded, at),
        folded if len(folded) <= _BRIEF else "",
        counts_things(folded, at), bool(_MOVED_TO.search(folded[max(sentence.start, at.start - _NEAR) : at.start])),
        told_by.publication.value, told_by.source, told_by.title,
    )  # fmt: skip


def _figures(folded: str, sentence: Span, spans: Sequence[Span]) -> frozenset[str]:
    """The numbers of a sentence that are no part of a date."""
    kept = list(folded[sentence.start : sentence.end])
    first = bisect_left(spans, (sentence.start - _LONGEST, 0))
    for span in spans[first : bisect_left(spans, (sentence.end, 0))]:
        for at in range(max(span.start, sentence.start), min(span.end, sentence.end)):
            kept[at - sentence.start] = "|"
    return frozenset(_FIGURE.findall(_COMMA.sub("", "".join(kept))))


def _which(folded: str, sentence: Span, at: Span, time: TimeMention) -> frozenset[tuple[str, str]]:
    """(kind, which) of what happens: from its name, else from its clause up to the day."""
    comma = max(folded.rfind(mark, sentence.start, at.start) for mark in "，,：:") + 1
    said = time.subject + "|" + folded[max(comma, sentence.start) : at.start]
    again = _AGAIN.search(said + folded[at.end : at.end + _NEAR])
    named = {(kind, _number(nth)) for nth, kind in (*_NTH.findall(said), *_SIDE.findall(said), *_YEAR.findall(said))}
    return frozenset(named | {("再", "再")} if again else named)


def _of_report(folded: str, at: Span) -> bool:
    """广州20日电, 截至6月10日: when it was written or counted, not when anything happened."""
    if folded.startswith(("截至", "截止到", "即日"), at.start) or folded.startswith(("电", "讯"), at.end):
        return True
    return _TELLS.match(folded, at.end) is not None


def _number(nth: str) -> str:
    if nth.isdigit() or len(nth) > 3 or nth in "东西南北中前后上下末":
        return nth
    tens, ten, ones = nth.rpartition("十")
    if ten:
        return str((_DIGITS.get(tens, 1) * 10) + _DIGITS.get(ones, 0))
    return str(_DIGITS.get(nth, nth))


def told_apart(a: Milestone, b: Milestone, *, whole: bool = True) -> bool:
    """True for two of a kind (一期 and 二期); with `whole` also for a part and the whole."""
    if any((mark in a.which) != (mark in b.which) for mark in _ALONE):
        return True
    one, other = _kinds(a.which), _kinds(b.which)
    if any(one[kind].isdisjoint(other[kind]) for kind in one.keys() & other.keys()):
        return True
    return whole and (one.keys() ^ other.keys()) & _PARTS != set()


def _kinds(which: frozenset[tuple[str, str]]) -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = {}
    for kind, nth in which:
        kinds.setdefault(kind, set()).add(nth)
    return kinds


def meets(a: Milestone, b: Milestone) -> bool:
    """True where one day can be meant by both."""
    (a_first, a_last), (b_first, b_last) = a.days, b.days
    return a_first <= b_last and b_first <= a_last


def apart(a: Milestone, b: Milestone) -> int:
    """How many days lie between the two; below nought where they meet."""
    (a_first, a_last), (b_first, b_last) = a.days, b.days
    return (b_first - a_last).days if a_last < b_first else (a_first - b_last).days


def _stretch(time: TimeMention) -> tuple[date, date]:
    period, words = time.period, time.surface.removesuffix("前")
    end = period.end or date.max
    start = period.start or date.min
    if period.start is not None and period.relation == "since" and "年" not in words[-2:]:
        return period.start, period.start
    if period.start is None or time.surface.endswith("前"):
        return date.min, end
    edge = _EDGES.get(words[-1:])
    if edge and "年" in words[-2:]:
        return date(end.year, edge[0], 1), date(end.year, edge[1], 28 if edge[1] == 2 else 30)
    if edge:
        return start - timedelta(days=10), end + timedelta(days=10)
    return start, end
