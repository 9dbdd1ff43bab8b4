"""Reads one article: every number with what it counts, whose it is, where, when and how sure."""

from __future__ import annotations

import re
from dataclasses import replace

from duikan.engine.folding import fold
from duikan.engine.meaning.aggregate import (
    adds_right_before,
    count_kind,
    direction,
    event_verb,
    multiple_kind,
    percent_kind,
)
from duikan.engine.meaning.bindings import Scene, Timed
from duikan.engine.meaning.echo import HEADS, Roles, echo
from duikan.engine.meaning.events import find_event
from duikan.engine.meaning.governing import Asked, Governor
from duikan.engine.meaning.happenings import bare, thing_of
from duikan.engine.meaning.modality import Told, future, intends, mentions_goal, modality_of, plan_document
from duikan.engine.meaning.naming import Naming, Where
from duikan.engine.meaning.places import find_places, short_place
from duikan.engine.meaning.respective import own_part
from duikan.engine.meaning.speakers import Voices, is_body, is_official, speeches
from duikan.engine.meaning.standing import of_event, standing
from duikan.engine.meaning.subjects import clean
from duikan.engine.number.quantities import FoundQuantity, find_quantities
from duikan.engine.phrasebook import last_match
from duikan.engine.time.grammar import FoundTime
from duikan.engine.time.no_days import no_days
from duikan.engine.time.resolve import resolve_all
from duikan.engine.time.times import find_times
from duikan.engine.values import (
    NO_PERIOD,
    Aggregate,
    Article,
    ArticleReading,
    Evidence,
    Mention,
    Modality,
    Period,
    Publication,
    Span,
    TimeMention,
)  # fmt: skip

_SCOPE = re.compile(
    r"[其一二三四五首第全城农男女上下前](?:(?<=其)中|(?<=[一二三四五首])期(?!货|间|待|望)"
    r"|(?<=第)[一二三四五六七八九十][期批]|(?<=首)批|(?<=全)[国省市县区港球]|(?<=城)[镇区]|(?<=农)村|(?<=[男女])"
    r"|(?<=[上下])半年|(?<=前)[一二三]季度)"
)
_ANNOUNCED = re.compile("拟|将|计划|预计|力争")
_TOTAL = re.compile(r"累计|累积|总数达|总数增至")
# What some kinds of number always are.
_ALWAYS: dict[str, Aggregate] = {"point": "rate", "rank": "rank", "ordinal": "rank", "duration": "duration"}
_SEEN = re.compile(r"(?<!未)已|走访|发现|目前|现时|现有|截至|昨[日天]|去年")
# A length of time that is measured in each period anew, and so has a time: 利用小时数7917.
_MEASURED = re.compile(r"利用小时|运行小时|中位|平均(?:利用|等候|轮候|时长|用时)|发电小时")
_LABEL = 14
_NOT_COUNTED = frozenset(("rank", "ordinal", "duration"))
_FLOOR = frozenset(("不低于", "不少于", "至少", "以上", "不得低于", "不小于", "力争"))


class _Reader:
    """One article being read; the steps share its text and its tables."""

    def __init__(self, article: Article, about: str) -> None:
        self.article = article
        self.text = fold(article.text)
        times = find_times(self.text)
        periods = resolve_all(times, article.publication)
        self.times = [_timed(time, period) for time, period in zip(times, periods, strict=True)]
        taken = sorted([*(time.span for time in times if time.is_date), *no_days(self.text)])
        self.found = find_quantities(self.text, taken)
        numbers = [found.span for found in self.found]
        self.scene = Scene(self.text, self.times, numbers)
        self.found = _titles_named(self.found, self.scene)
        self.governor = Governor(self.scene, article.publication.value)
        self.voices = Voices(speeches(self.text, self.scene.sentences))
        self.about = about or topic_place(article)
        self.roles = Roles(article.pieces)
        self.naming = Naming(self.scene)

    def read(self) -> ArticleReading:
        mentions = [self._mention(found, at) for at, found in enumerate(self.found)]
        mentions = echo(mentions, self.roles)
        times = tuple(self._time(time) for time in self.times)
        return ArticleReading(self.article, tuple(mentions), times)

    def _time(self, time: Timed) -> TimeMention:
        span = time.span
        said = TimeMention(span, self.article.text[span.start : span.end], time.period, time.found.duration)
        if time.found.duration or not time.says_when:
            return said
        index = self.scene.sentence_at(span.start)
        at, clause = self.scene.clause_at(index, span.start)
        event = find_event(self.text, clause, span)
        if event is None or self.scene.title_at(span.start) is not None:
            return said
        times = [self.times[near].span for near in self.scene.between(clause.start, event[1].start)]
        subject = thing_of(self.text, clause, event, times)
        if not subject:
            owner = self.scene.owner_of(index, at, Span(event[1].start, event[1].start))
            subject = bare(self.naming.phrase(owner)) if owner else ""
        return replace(said, event=event[0], subject=subject, place=self.about)

    def _mention(self, found: FoundQuantity, at: int) -> Mention:
        where = self._where(found, at)
        if found.nominal:
            return Mention(
                found.span,
                found.number,
                self._surface(found.span),
                found.quantity,
                nominal=True,
                evidence=found.evidence,
            )
        period, time_span, time_index = self._time_for(where)
        aggregate, word = self._aggregate(where, period)
        modality, modality_span, speaker, speaker_span = self._claim(where, period, time_index, aggregate)
        if time_index is not None and self._is_strange(where, time_index, aggregate, modality):
            period, time_span = NO_PERIOD, None
        if aggregate == "new" and modality == "target" and period == NO_PERIOD:
            period = self._horizon(found.span.start)
        subject, measure, subject_span = self.naming.subject(where)
        place, place_span = self._place(where)
        owner_span = self.scene.owner_of(where.sentence_index, where.clause_index, found.span, subject_span)
        owner = clean(self.text[owner_span.start : owner_span.end]) if owner_span else ""
        proofs: list[tuple[str, Span | None]] = [
            ("time", time_span), ("subject", subject_span), ("place", place_span),
            ("aggregate", word), ("modality", modality_span), ("speaker", speaker_span),
        ]  # fmt: skip
        evidence = (*found.evidence, *(Evidence(part, span) for part, span in proofs if span))  # pyright: ignore[reportArgumentType]
        return Mention(
            found.span, found.number, self._surface(found.span), found.quantity, period, subject, measure, place,
            self._scope(where), self._event(where, aggregate), aggregate, modality, speaker, False, time_span, evidence,
            owner, self.scene.context_of(where.clause, where.found.span), self._surface(time_span) if time_span else "",
        )  # fmt: skip

    def _is_strange(self, where: Where, time_index: int, aggregate: Aggregate, modality: Modality) -> bool:
        """True when a stretch told sentences ago would date what there is, or what is only planned."""
        time = self.times[time_index]
        if modality == "planned" and time.span.start < where.clause.start:
            today, end = self.article.publication.value, time.period.end
            return today is not None and end is not None and end < today and not of_event(self.text, where.found.span)
        if not self.governor.is_far(where.found.span, time_index):
            return False
        intended = modality in ("planned", "target", "estimate")
        return aggregate == "level" or (
            intended and not future(self.times[time_index].period, self.article.publication)
        )

    def _surface(self, span: Span) -> str:
        return self.article.text[span.start : span.end]

    def _where(self, found: FoundQuantity, at: int) -> Where:
        index = self.scene.sentence_at(found.span.start)
        sentence = self.scene.sentences[index]
        clause_index, clause = self.scene.clause_at(index, found.span.start)
        before = self.found[at - 1] if at else None
        after = before.span.end if before and not before.nominal and before.kind not in _NOT_COUNTED else 0
        return Where(sentence, index, clause, clause_index, self.roles.at(found.span.start), found, at, after)

    # --- time

    def _time_for(self, where: Where) -> tuple[Period, Span | None, int | None]:
        number = where.found.span
        for index in self.scene.between(number.start - 6, number.end):
            if self.times[index].span.overlaps(number) and (
                self.times[index].found.duration or where.found.kind == "duration"
            ):
                time = self.times[index]
                return time.period, time.span, index
        before = self.text[max(where.clause.start, number.start - _LABEL) : number.start]
        if where.found.kind == "duration" and not _MEASURED.search(before):
            return NO_PERIOD, None, None
        age = (where.found.quantity.unit == "岁" and "平均" not in before) or _names_kinds(self.text, where)
        change = where.found.kind in ("percent", "point", "multiple")
        asked = Asked(number, self._plans(where), change, where.role in HEADS, age, self._total(where))
        index = self.governor.time_of(asked)
        if index is None:
            today = self.article.publication.value
            present = today is not None and where.role not in HEADS and self.governor.is_present(number)
            return (Period(None, today, "relative", "until") if present else NO_PERIOD), None, None
        time = self.times[index]
        own = where.clause.start <= time.span.start < where.clause.end
        part = self._part(where, index) if own else None
        period = part or (
            time.period if own or time.period.basis == "plan" else replace(time.period, basis="inherited")
        )
        return period, time.span, index

    def _part(self, where: Where, index: int) -> Period | None:
        """The part of a list of times that is a number's own: 2022年、2023年分别完成…."""
        clause = where.clause
        listed = self.times[self.scene.between(clause.start, clause.end).start : index + 1]
        numbers = self.scene.numbers_between(clause.start, clause.end)
        return own_part(self.text, listed, clause, numbers, where.found.span)

    def _total(self, where: Where) -> bool:
        """True for a sum that goes beyond the period the sentence is on: 新增76个，累计2600多个."""
        found, before = where.found, self.found[where.index - 1] if where.index else None
        if before is None or not _TOTAL.search(
            self.text, max(where.clause.start, found.span.start - 8), found.span.start
        ):
            return False
        one, two = before.quantity, found.quantity
        near = where.sentence.start <= before.span.start < where.clause.start
        return near and one.unit == two.unit and one.low is not None and two.low is not None and one.low < two.low

    def _horizon(self, position: int) -> Period:
        """The one year a plan is to be met by, where the text before names just one."""
        ends = [time.period for time in self.times if time.span.start < position and time.period.relation == "by"]
        return replace(ends[0], basis="inherited") if ends and len({(p.start, p.end) for p in ends}) == 1 else NO_PERIOD

    def _plans(self, where: Where) -> bool:
        return _ANNOUNCED.search(self.text, where.clause.start, where.found.span.start) is not None

    # --- claim

    def _claim(
        self, where: Where, period: Period, time_index: int | None, aggregate: Aggregate
    ) -> tuple[Modality, Span | None, str, Span | None]:
        number = where.found.span
        speech = self.voices.at(number.start)
        speaker, speaker_span = (speech.speaker, speech.name) if speech else ("", None)
        whole = self.scene.whole(where.sentence_index)
        planning = plan_document(self.text, whole) or self._listed_plan(where) or self._planned_before(where, number)
        ahead = where.found.kind != "duration" and future(period, self.article.publication)
        if not ahead and time_index is not None and self.article.publication.value is None:
            ahead = self.times[time_index].period.relation == "by"
        if period == NO_PERIOD and where.role not in HEADS and not ahead:
            ahead = not standing(self.text, where.clause.start, number) and self.governor.is_coming(number)
        if planning and not ahead and aggregate in ("level", "rank") and where.found.kind not in ("percent", "money"):
            planning = period != NO_PERIOD
        modality, span = modality_of(
            self.text,
            whole,
            where.clause,
            number,
            Told(
                planning,
                ahead,
                quoted=bool(speech) and not is_body(speaker),
                goal_like=self._goal_like(where, time_index, aggregate),
                stands=standing(self.text, where.clause.start, number),
                past=time_index is not None and _is_over(self.times[time_index], where, self.article.publication),
            ),
        )
        if modality in ("planned", "target") and self.governor.former(where.clause, number) is not None:
            modality, span = "actual", None
        if _names_kinds(self.text, where) and span is None:
            modality = "actual"
        if modality == "target" and speech and is_official(speaker) and span is None:
            modality = "planned"
        return modality, span, clean(speaker), speaker_span

    def _goal_like(self, where: Where, time_index: int | None, aggregate: Aggregate) -> bool:
        """True for what a text sets itself: to be met by a year, to be created, at least so many."""
        by = time_index is not None and self.times[time_index].period.relation == "by"
        return by or aggregate == "new" or not _FLOOR.isdisjoint(where.found.quantity.hedges)

    def _listed_plan(self, where: Where) -> bool:
        return where.role == "item" and mentions_goal(fold(self.article.title))

    def _planned_before(self, where: Where, number: Span) -> bool:
        """The sentence before it, in the same paragraph, named the plan and this one goes on."""
        index = where.sentence_index
        if (
            not index
            or not self.scene.same_line(index)
            or not plan_document(self.text, self.scene.sentences[index - 1])
        ):
            return False
        start = where.sentence.start
        return not intends(self.text, start, number.start) and not _SEEN.search(self.text, start, number.start)

    def _aggregate(self, where: Where, period: Period) -> tuple[Aggregate, Span | None]:
        found = where.found
        settled = found.hint or _ALWAYS.get(found.kind) or ("level" if _names_kinds(self.text, where) else None)
        if settled is not None:
            return settled, None
        if found.kind == "percent":
            return percent_kind(self.text, where.clause, found.span)
        if found.kind == "multiple":
            return multiple_kind(self.text, where.clause, found.span)
        if not found.quantity.unit and found.quantity.low is not None and 0 < found.quantity.low < 1:
            return "share", None
        unit, measured = found.quantity.unit, found.kind == "measure"
        return count_kind(self.text, where.clause, found.span, unit, period, measured)

    # --- subject

    def _scope(self, where: Where) -> str:
        last = last_match(_SCOPE, self.text, where.clause.start, where.found.span.start)
        return last.group() if last else ""

    def _event(self, where: Where, aggregate: Aggregate) -> str:
        if aggregate == "rate":
            return direction(self.text, where.clause, where.found.span)
        return event_verb(self.text, where.clause, where.found.span)

    def _place(self, where: Where) -> tuple[str, Span | None]:
        found = self.scene.place_of(where.found.span, where.clause, where.sentence)
        if found is not None and found.name:
            return found.name, found.span
        if where.role in HEADS:
            short = short_place(self.text[where.sentence.start : where.sentence.start + 2])
            if short:
                return short, Span(where.sentence.start, where.sentence.start + 1)
        return self.about, found.span if found else None


def _names_kinds(folded: str, where: Where) -> bool:
    """True for 四大 and 三类 that only say how many headings something falls into."""
    found = where.found
    if found.kind != "count" or folded[found.span.end - 1] not in "大类":
        return False
    return not adds_right_before(folded, where.clause, found.span)


def _titles_named(found: list[FoundQuantity], scene: Scene) -> list[FoundQuantity]:
    """The numbers, those within 《…》 as part of a name."""
    return [replace(one, nominal=True) if scene.title_at(one.span.start) else one for one in found]


def _is_over(time: Timed, where: Where, publication: Publication) -> bool:
    """True where a time over before the page came out stands in the number's own clause."""
    today, end = publication.value, time.period.end
    return today is not None and time.span.start >= where.clause.start and end is not None and end < today


def _timed(found: FoundTime, period: Period) -> Timed:
    """今年 on a page that nothing dates is relative, though no days can be given for it."""
    time = Timed(found, period)
    return Timed(found, replace(period, basis="relative")) if time.unresolved else time


def topic_place(article: Article) -> str:
    """The place an article is about: its dateline, else the one its title or first sentence names."""
    for text in (article.title, article.place, article.text[:160]):
        folded = fold(text)
        found = [place.name for place in find_places(folded) if place.name and not place.scope]
        if found:
            return found[0]
        if text is article.title and short_place(folded[:2]):
            return short_place(folded[:2])
    return ""


def read_article(article: Article, about: str = "") -> ArticleReading:
    """Every number and time of an article, bound; `about`: the place of the article a box belongs to."""
    return _Reader(article, about).read()
