"""What each number of an article counts: by its unit, the phrase after it, the measure or the clause before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from duikan.engine.meaning.bindings import Scene
from duikan.engine.meaning.subjects import clean, counted, general, is_measure, key_phrase, measured
from duikan.engine.number.quantities import FoundQuantity
from duikan.engine.phrasebook import word_set
from duikan.engine.values import Span

_A_NOUN = 2
_BASE = 12
_FROM = re.compile(r"[由从自](?=[^由从自，,]*$)")  # 門票收入由去年的1.2億元: what changes stands before the base
RATIOS = frozenset(("percent", "point", "multiple"))
_MEASURE_FIRST = frozenset(("money", "percent", "point", "measure", "multiple"))
_NUMERAL = re.compile(r"[0-9０-９零一二两三四五六七八九十百千万亿.,%]+")
_PLAIN_UNITS = frozenset(("人次", "公里", "平方米", "架次", "班次", "场次"))
_CHANGE = re.compile(
    r"(?:[升跌增减降涨扩收缩延][阔窄幅长少减加至了高低产]?|[上下]调|[上下]修|调[高低升降整]|[拉推]高|推迟|成长|衰退|净|略|[早晚多少]|扩大"
    r"|提高|提升|回落|同比|环比|按年|按月|同期|大幅|微|再|较|多赚|少赚|增速|升幅|跌幅|降幅|涨幅|年增率?|[其至到为])*"
)
_HARM = re.compile(r"(?:死亡|死|受伤|伤|失踪|确诊|重症)$")
_IN_FULL = {"死": "死亡", "伤": "受伤"}
_PREDICATE = re.compile(
    r"(?:未|没有?|不|已|曾|认为|表示|希望|支持|反对|选择|拥有|使用|来自|属于|愿意)[\u4e00-\u9fff]{2,10}"
)


@dataclass(frozen=True, slots=True)
class Where:
    """A number in its surroundings: its sentence and clause, and the part of the article it stands in.

    `after`: where the quantity before it ends with its unit; names and labels (第二批, 一期) are none.
    """

    sentence: Span
    sentence_index: int
    clause: Span
    clause_index: int
    role: str
    found: FoundQuantity
    index: int
    after: int = 0


class Naming:
    """Names what the numbers of one text count, in reading order: a number without a noun takes the one before it."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.text = scene.text
        self._subjects: dict[int, str] = {}

    def subject(self, where: Where) -> tuple[str, str, Span | None]:
        """(what is counted, the measure, where it stands)."""
        found = where.found
        named = self._named_by_unit(where)
        subject, measure, span = named if named is not None else self._around(where)
        if _CHANGE.fullmatch(measure) or (found.kind in RATIOS and self._after_share(span)):
            measure = ""
        if not subject and self._says_nothing(measure):
            subject = self._object_before(where) or self._subjects.get(where.sentence_index, "")
        if subject or measure:
            self._subjects[where.sentence_index] = subject or measure
        return subject, measure, span

    def _after_share(self, span: Span | None) -> bool:
        """占歲出27.8%: what stands after 占 is the whole, not the thing."""
        return span is not None and self.text[span.start - 1 : span.start] == "占"

    def _named_by_unit(self, where: Where) -> tuple[str, str, Span] | None:
        """16女, 21例死亡: the unit says what is counted."""
        found = where.found
        harm = _HARM.search(self.text[found.number.end : found.span.end])
        if harm:
            return _IN_FULL.get(harm.group(), harm.group()), "", found.span
        unit = found.quantity.unit
        sex = self.text[found.span.end - 1 : found.span.end]
        if sex in ("男", "女") and found.span.end - found.number.end == 1:
            return sex, "", found.span
        if found.kind != "count" or unit in _PLAIN_UNITS or len(unit) < 2:
            return None
        return (unit, "", found.span) if self._right(where) is None else None

    def _right(self, where: Where) -> Span | None:
        others = tuple(span.start for span in self.scene.numbers_after(where.found.span))
        return counted(self.text, where.found.span.end, where.clause.end, others)

    def _around(self, where: Where) -> tuple[str, str, Span | None]:
        """The phrase after the number or the measure before it, whichever the sort of number asks for."""
        found = where.found
        right = self._right(where)
        start = max(where.clause.start, where.after)
        left = measured(self.text, start, found.span.start)
        right_text, left_text = self.phrase(right), self.phrase(left)
        if _CHANGE.fullmatch(right_text):
            right_text, right = "", None
        base = _FROM.search(self.text, max(start, found.span.start - _BASE), found.span.start)
        if base and len(left_text) < _A_NOUN:
            left = measured(self.text, start, base.start())
            left_text = self.phrase(left)
        ratio = found.kind in RATIOS
        if ratio and right is None:
            right_text = self._predicate(where)
        if found.kind not in _MEASURE_FIRST and right_text:
            return right_text, "", right
        if left_text and (ratio or not right_text or (is_measure(left_text) and not is_measure(right_text))):
            return "", left_text, left
        return ("", right_text, right) if is_measure(right_text) else (right_text, "", right)

    def _predicate(self, where: Where) -> str:
        """89%未接種本季疫苗: what so many do."""
        match = _PREDICATE.match(self.text, where.found.span.end, where.clause.end)
        return clean(match.group()) if match else ""

    def phrase(self, span: Span | None) -> str:
        """A stretch as it is shown, times and quotes left out; "" for a bare numeral."""
        if span is None:
            return ""
        kept, at = "", span.start
        for index in self.scene.between(span.start - 12, span.end):
            time = self.scene.times[index].span
            kept += self.text[at : max(at, time.start)]
            at = max(at, min(time.end, span.end))
        text = clean(kept + self.text[at : span.end])
        return "" if _NUMERAL.fullmatch(text) else text

    def _object_before(self, where: Where) -> str:
        """What the clause before speaks of: 扶持一批示范农场，|累计评定数目将超过60家."""
        if where.clause_index == 0:
            return ""
        part = self.scene.clauses_of(where.sentence_index)[where.clause_index - 1]
        if any(
            part.start <= found.start < part.end for found in self.scene.numbers[max(0, where.index - 8) : where.index]
        ):
            return ""
        end = part.end
        while end > part.start and self.text[end - 1] in ",，:;；。、":
            end -= 1
        said = self.phrase(measured(self.text, part.start, end)).rstrip("由从自")
        return "" if _CHANGE.fullmatch(said) else said

    def _says_nothing(self, measure: str) -> bool:
        """True for a measure that names no thing: 數量, 認定數量."""
        key = key_phrase(measure)
        return (
            key in general()
            or len(key) < _A_NOUN
            or key in word_set("aggregates", "new")
            or key in word_set("aggregates", "level")
        )
