"""Reads one article: every number with what it counts, whose it is, where, when and how sure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from duikan.engine.aggregate import count_kind, direction, event_verb, percent_kind
from duikan.engine.bindings import Scene, Timed
from duikan.engine.events import find_event
from duikan.engine.folding import fold
from duikan.engine.modality import future, intends, mentions_goal, modality_of, plan_document
from duikan.engine.phrasebook import last_match, word_set
from duikan.engine.places import short_place
from duikan.engine.quantities import FoundQuantity, find_quantities
from duikan.engine.resolve import resolve_all
from duikan.engine.speakers import Voices, is_official, speeches
from duikan.engine.subjects import clean, counted, general, is_measure, key_phrase, measured
from duikan.engine.time_grammar import FoundTime
from duikan.engine.times import find_times
from duikan.engine.values import (
    NO_PERIOD, Aggregate, Article, ArticleReading, Evidence, Mention, Modality, Period, Piece, Span, TimeMention,
)  # fmt: skip

_SCOPE = re.compile(
    r"其中|[一二三四五首]期(?!货|间|待|望)|第[一二三四五六七八九十]期|首批|第[一二三四五六七八九十]批|全[国省市县区港球]|城镇|农村|城区|男|女|[上下]半年|前[一二三]季度"
)
_BODY_NUMBER = re.compile(r"[0-9０-９零一二两三四五六七八九十百千万亿.,%]+")
_PLAIN_UNITS = frozenset(("人次", "公里", "平方米", "架次", "班次", "场次"))
_CHANGE = re.compile(r"(?:[升跌增减降涨扩收][阔窄幅长少加至了]?|扩大|提高|提升|回落|同比|环比|按年|按月|同期|大幅|微|再|较|多赚|少赚|增速|升幅|跌幅|降幅|涨幅|年增率?|[其]?)*")
_NAMED = re.compile(r"[「“][^」”，,。「“]{2,12}[」”]")
_HARM = re.compile(r"(?:死亡|死|受伤|伤|失踪|确诊|重症)$")
_PREDICATE = re.compile(r"(?:未|没有?|不|已|曾|认为|表示|希望|支持|反对|选择|拥有|使用|来自|属于|愿意)[\u4e00-\u9fff]{2,10}")
_HEADS = frozenset(("kicker", "title", "subtitle", "head"))
_RATIOS = frozenset(("percent", "point", "multiple"))
_MEASURE_FIRST = frozenset(("money", "percent", "point", "measure", "multiple"))


@dataclass(frozen=True, slots=True)
class _Where:
    """A number in its surroundings."""

    sentence: Span
    sentence_index: int
    clause: Span
    clause_index: int
    role: str
    found: FoundQuantity
    index: int


class _Reader:
    """One article being read; the steps share its text and its tables."""

    def __init__(self, article: Article, about: str) -> None:
        self.article = article
        self.text = fold(article.text)
        times = find_times(self.text)
        periods = resolve_all(times, article.publication)
        self.times = [_timed(time, period) for time, period in zip(times, periods, strict=True)]
        self.found = find_quantities(self.text, [time.span for time in times if time.is_date])
        self.scene = Scene(self.text, self.times, [found.span for found in self.found])
        self.voices = Voices(speeches(self.text, self.scene.sentences))
        self.about = about or topic_place(article)
        self.roles = _Roles(article.pieces)
        self.subjects: dict[int, str] = {}

    def read(self) -> ArticleReading:
        mentions = [self._mention(found, at) for at, found in enumerate(self.found)]
        mentions = _echo(mentions, self.roles)
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
        named = last_match(_NAMED, self.text, clause.start, event[1].start)
        owner = self.scene.owner_of(index, at, Span(event[1].start, event[1].start))
        subject = named.group() if named else self._phrase(owner) if owner else ""
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
        if aggregate == "new" and modality == "target" and period == NO_PERIOD:
            period = self._horizon(found.span.start)
        subject, measure, subject_span = self._subject(where)
        place, place_span = self._place(where)
        owner_span = self.scene.owner_of(where.sentence_index, where.clause_index, found.span)
        owner = clean(self.text[owner_span.start : owner_span.end]) if owner_span else ""
        proofs: list[tuple[str, Span | None]] = [
            ("time", time_span), ("subject", subject_span), ("place", place_span),
            ("aggregate", word), ("modality", modality_span), ("speaker", speaker_span),
        ]  # fmt: skip
        evidence = (*found.evidence, *(Evidence(part, span) for part, span in proofs if span))  # pyright: ignore[reportArgumentType]
        return Mention(
            found.span, found.number, self._surface(found.span), found.quantity, period, subject, measure, place,
            self._scope(where), self._event(where, aggregate), aggregate, modality, speaker, False, time_span, evidence,
            owner, self._context(where),
        )  # fmt: skip

    def _surface(self, span: Span) -> str:
        return self.article.text[span.start : span.end]

    def _where(self, found: FoundQuantity, at: int) -> _Where:
        index = self.scene.sentence_at(found.span.start)
        sentence = self.scene.sentences[index]
        clause_index, clause = self.scene.clause_at(index, found.span.start)
        return _Where(sentence, index, clause, clause_index, self.roles.at(found.span.start), found, at)

    # --- time

    def _time_for(self, where: _Where) -> tuple[Period, Span | None, int | None]:
        number = where.found.span
        for index in self.scene.between(number.start - 6, number.end):
            if self.times[index].span.overlaps(number) and (self.times[index].found.duration or where.found.kind == "duration"):
                time = self.times[index]
                return time.period, time.span, index
        if where.found.kind == "duration":
            return NO_PERIOD, None, None
        ahead = self._plans(where)
        change = where.found.kind in ("percent", "point", "multiple")
        index = self.scene.time_of(number, ahead=ahead, change=change)
        if index is None:
            return NO_PERIOD, None, None
        time = self.times[index]
        own = where.clause.start <= time.span.start < where.clause.end
        period = time.period if own or time.period.basis == "plan" else replace(time.period, basis="inherited")
        return period, time.span, index

    def _horizon(self, position: int) -> Period:
        """The one year a plan is to be met by, where the text before names just one."""
        ends = [time.period for time in self.times if time.span.start < position and time.period.relation == "by"]
        return replace(ends[0], basis="inherited") if ends and len({(p.start, p.end) for p in ends}) == 1 else NO_PERIOD

    def _plans(self, where: _Where) -> bool:
        text = self.text[where.clause.start : where.found.span.start]
        return any(word in text for word in ("拟", "将", "计划", "预计", "力争"))

    # --- claim

    def _claim(
        self, where: _Where, period: Period, time_index: int | None, aggregate: Aggregate
    ) -> tuple[Modality, Span | None, str, Span | None]:
        number = where.found.span
        speech = self.voices.at(number.start)
        speaker, speaker_span = (speech.speaker, speech.name) if speech else ("", None)
        whole = self.scene.whole(where.sentence_index)
        planning = plan_document(self.text, whole) or self._listed_plan(where) or self._planned_before(where, number)
        ahead = where.found.kind != "duration" and future(period, self.article.publication)
        if not ahead and time_index is not None and self.article.publication.value is None:
            ahead = self.times[time_index].period.relation == "by"
        if planning and not ahead and aggregate in ("level", "rank") and where.found.kind not in ("percent", "money"):
            planning = period != NO_PERIOD
        modality, span = modality_of(
            self.text, whole, where.clause, number, planning=planning, ahead=ahead, quoted=bool(speech)
        )
        if modality == "target" and speech and is_official(speaker) and span is None:
            modality = "planned"
        return modality, span, clean(speaker), speaker_span

    def _listed_plan(self, where: _Where) -> bool:
        return where.role == "item" and mentions_goal(fold(self.article.title))

    def _planned_before(self, where: _Where, number: Span) -> bool:
        """The sentence before it, in the same paragraph, named the plan and this one goes on."""
        index = where.sentence_index
        if not index or intends(self.text, where.sentence.start, number.start):
            return False
        before = self.scene.sentences[index - 1]
        near = "\n" not in self.text[before.end : where.sentence.start]
        return near and plan_document(self.text, before)

    def _aggregate(self, where: _Where, period: Period) -> tuple[Aggregate, Span | None]:
        found = where.found
        if found.hint is not None:
            return found.hint, None
        if found.kind == "percent":
            return percent_kind(self.text, where.clause, found.span)
        if found.kind == "point":
            return "rate", None
        if found.kind in ("rank", "ordinal"):
            return "rank", None
        if found.kind == "duration":
            return "duration", None
        if not found.quantity.unit and found.quantity.low is not None and 0 < found.quantity.low < 1:
            return "share", None
        unit, measured = found.quantity.unit, found.kind == "measure"
        return count_kind(self.text, where.clause, found.span, unit, period, measured)

    # --- subject

    def _subject(self, where: _Where) -> tuple[str, str, Span | None]:
        """(what is counted, the measure, where it stands)."""
        found = where.found
        named = self._named_by_unit(where)
        subject, measure, span = named if named is not None else self._around(where)
        if found.kind in _RATIOS and (_CHANGE.fullmatch(measure) or self._after_share(span)):
            measure = ""
        if not subject and self._says_nothing(measure):
            subject = self._object_before(where) or self.subjects.get(where.sentence_index, "")
        if subject or measure:
            self.subjects[where.sentence_index] = subject or measure
        return subject, measure, span

    def _after_share(self, span: Span | None) -> bool:
        """占歲出27.8%: what stands after 占 is the whole, not the thing."""
        return span is not None and self.text[span.start - 1 : span.start] == "占"

    def _named_by_unit(self, where: _Where) -> tuple[str, str, Span] | None:
        """16女, 21例死亡: the unit says what is counted."""
        found = where.found
        harm = _HARM.search(self.text[found.number.end : found.span.end])
        if harm:
            return harm.group(), "", found.span
        unit = found.quantity.unit
        sex = self.text[found.span.end - 1 : found.span.end]
        if sex in ("男", "女") and found.span.end - found.number.end == 1:
            return sex, "", found.span
        if found.kind != "count" or unit in _PLAIN_UNITS or len(unit) < 2:
            return None
        return (unit, "", found.span) if self._right(where) is None else None

    def _right(self, where: _Where) -> Span | None:
        others = tuple(span.start for span in self.scene.numbers_after(where.found.span))
        return counted(self.text, where.found.span.end, where.clause.end, others)

    def _around(self, where: _Where) -> tuple[str, str, Span | None]:
        """The phrase after the number or the measure before it, whichever the sort of number asks for."""
        found = where.found
        right = self._right(where)
        left = measured(self.text, where.clause.start, found.span.start)
        right_text, left_text = self._phrase(right), self._phrase(left)
        ratio = found.kind in _RATIOS
        if ratio and right is None:
            right_text = self._predicate(where)
        if found.kind not in _MEASURE_FIRST and right_text:
            return right_text, "", right
        if left_text and (ratio or not right_text or (is_measure(left_text) and not is_measure(right_text))):
            return "", left_text, left
        return ("", right_text, right) if is_measure(right_text) else (right_text, "", right)

    def _predicate(self, where: _Where) -> str:
        """89%未接種本季疫苗: what so many do."""
        match = _PREDICATE.match(self.text, where.found.span.end, where.clause.end)
        return clean(match.group()) if match else ""

    def _phrase(self, span: Span | None) -> str:
        if span is None:
            return ""
        kept, at = "", span.start
        for index in self.scene.between(span.start - 12, span.end):
            time = self.times[index].span
            kept += self.text[at : max(at, time.start)]
            at = max(at, min(time.end, span.end))
        text = clean(kept + self.text[at : span.end])
        return "" if _BODY_NUMBER.fullmatch(text) else text

    def _object_before(self, where: _Where) -> str:
        """What the clause before speaks of: 打造一批市级智能工厂，|累计认定数量将超过50家."""
        if where.clause_index == 0:
            return ""
        part = self.scene.clauses_of(where.sentence_index)[where.clause_index - 1]
        if any(part.start <= found.start < part.end for found in self.scene.numbers[max(0, where.index - 8) : where.index]):
            return ""
        end = part.end
        while end > part.start and self.text[end - 1] in ",，:;；。、":
            end -= 1
        return self._phrase(measured(self.text, part.start, end))

    def _says_nothing(self, measure: str) -> bool:
        """True for a measure that names no thing: 數量, 認定數量."""
        key = key_phrase(measure)
        return key in general() or not key or key in word_set("aggregates", "new") or key in word_set("aggregates", "level")

    def _scope(self, where: _Where) -> str:
        found = [match.group() for match in _SCOPE.finditer(self.text, where.clause.start, where.found.span.start)]
        return found[-1] if found else ""

    def _event(self, where: _Where, aggregate: Aggregate) -> str:
        if aggregate == "rate":
            return direction(self.text, where.clause, where.found.span)
        return event_verb(self.text, where.clause, where.found.span)

    def _place(self, where: _Where) -> tuple[str, Span | None]:
        found = self.scene.place_of(where.found.span, where.clause, where.sentence)
        if found is not None and found.name:
            return found.name, found.span
        if where.role in _HEADS:
            short = short_place(self.text[where.sentence.start : where.sentence.start + 2])
            if short:
                return short, Span(where.sentence.start, where.sentence.start + 1)
        return self.about, found.span if found else None

    def _context(self, where: _Where) -> str:
        """The clause without its numbers and times."""
        start, end = where.clause.start, where.clause.end
        keep: list[str] = []
        at = start
        for cut in self._cuts(start, end):
            keep.append(self.text[at : max(at, cut.start)])
            at = max(at, cut.end)
        keep.append(self.text[at:end])
        return clean("".join(keep))[:120]

    def _cuts(self, start: int, end: int) -> list[Span]:
        times = [self.times[index].span for index in self.scene.between(start, end)]
        numbers = [span for span in self.scene.numbers if start <= span.start < end] if end - start < 400 else []
        return sorted([*times, *numbers])


def _timed(found: FoundTime, period: Period) -> Timed:
    """今年 on a page that nothing dates is relative, though no days can be given for it."""
    time = Timed(found, period)
    return Timed(found, replace(period, basis="relative")) if time.unresolved else time


class _Roles:
    """Which part of the article a position stands in: title, head, body, item, caption."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces

    def at(self, position: int) -> str:
        role = "body"
        for piece in self._pieces:
            if piece.start > position:
                break
            role = piece.role
        return role


def _echo(mentions: list[Mention], roles: _Roles) -> list[Mention]:
    """A headline or caption that repeats a number of the body is read as the body has it."""
    bodies: dict[tuple[object, ...], Mention] = {}
    for mention in mentions:
        if roles.at(mention.span.start) in ("body", "item") and not mention.nominal:
            bodies.setdefault(_value_key(mention), mention)
    out: list[Mention] = []
    for mention in mentions:
        role = roles.at(mention.span.start)
        source = bodies.get(_value_key(mention)) if role in _HEADS or role == "caption" else None
        out.append(_like(mention, source) if source and _same_thing(mention, source) else mention)
    return out


def _value_key(mention: Mention) -> tuple[object, ...]:
    quantity = mention.quantity
    return quantity.low, quantity.high, quantity.unit


def _same_thing(mention: Mention, source: Mention) -> bool:
    a = key_phrase(mention.subject or mention.measure)
    b = key_phrase(source.subject or source.measure)
    return bool(a and b) and (a in b or b in a or set(a) <= set(b) or a[-2:] == b[-2:])


def _like(mention: Mention, source: Mention) -> Mention:
    return replace(
        mention,
        modality=source.modality if mention.modality != "quote" else mention.modality,
        aggregate=source.aggregate,
        subject=mention.subject or source.subject,
        measure=mention.measure or source.measure,
    )


def topic_place(article: Article) -> str:
    """The place an article is about: its dateline, else the one its title or first sentence names."""
    from duikan.engine.places import find_places

    for text in (article.title, article.place, article.text[:160]):
        folded = fold(text)
        found = [place.name for place in find_places(folded) if place.name]
        if found:
            return found[0]
        if text is article.title and short_place(folded[:2]):
            return short_place(folded[:2])
    return ""


def read_article(article: Article, about: str = "") -> ArticleReading:
    """Every number and time of an article, bound; `about`: the place of the article a box belongs to."""
    return _Reader(article, about).read()


__all__ = ["read_article", "topic_place", "word_set"]
