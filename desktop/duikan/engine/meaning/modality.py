"""What a number claims to be: fact, target, plan, estimate, or what a person states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from duikan.engine.phrasebook import REACH, alternatives, any_of, last_match, matcher, words
from duikan.engine.values import Modality, Period, Publication, Span

_GOAL = re.compile(
    r"(?<![需主重只不首必摘概还])要(?:把|将|让|使|超过|达|建成|完成|实现)|目标(?!价)|冲刺|剑指|瞄准|力争|争取|务求|确保|按照?规划|根据规划|规划到|要达到|实现.{0,8}目标"
)
_DONE = re.compile(
    r"(?<!未)已(?!经?被列)|(?<!未)完成了|达到了|增长了|下降了|[^将会]获得了|截至|截止|目前|眼下|现有|(?<![较比同])(?:去年|前年|上月|上周|上年)|至今|迄今|同比|环比|按年|按月|昨[日天]|录得|实际(?!控制|上?会)|初报|起步|夺冠|夺得|赢得|摘[下得]|现时|现为|现已|现在|如今|当前"
)
_REACHED = re.compile(
    r"(?<!未)已(?:有|经|达|完成|实现|累计|建成|到|销|收)|现有|如今|实际(?!控制|上?会)|眼下为|目前(?:为|有|已)"
)
_SPECIFIED = re.compile(r"总投资|计划投资|投资总额|项目投资|拟投资")
_BEGUN = re.compile(r"开工|动工|签约|奠基|落户|获批建设|在建|筹建|建成后|投产后|达产后|落成后|完工后")


_BUILDING = re.compile(r"开工|动工|动土|破土|奠基|浇筑|浇下|[新拟在兴]建|规划中|规划建设|筹建")
_OPENED = re.compile(r"(?<!未)(?:已|正式|全线)?(?:通车|投产|启用|竣工|落成|投运|开通|开业|开馆|完工|建成)(?!后|时|前)")
_EXISTING = re.compile(r"[一首]期|现有|已|原有|同类")
_AGAINST = re.compile(r"[0-9][^,，。；;]{0,12}[多少高低快慢早迟晚超增减升降好省](?:了|出|近|约)?$")
_BEFORE = 90
_BUSINESS_YEAR = 370
# 将…利率下调: 将 only marks what is changed; 将于, 将进一步 and 将下调 look ahead.
_AS_OBJECT = (
    r"(?![于在会进再继逐分大全从由自按对向以把至有能可通率陆同适首新建开招投组设成为是达突超推扩提上下增减降升改缩压])"
    r"[^,，。；;]{2,16}?(?:[上下]调|调[低高至]|[降增减提升]至|提高|降低|提升|改为|列为|定为|缩短|缩减|压缩)"
)
_WEATHER = re.compile(r"气温|最高温|最低温|雨量|降雨|降水|阵风|风力|雷雨|降雪|积雪|浪高|能见度|湿度|空气质素|空气质量")


@cache
def _plan() -> re.Pattern[str]:
    keep = [word for word in words("modality", "planned") if word not in ("将", "拟", "待", "安排", "未来", "申请")]
    # A plan that only qualifies a noun (规划建设的设施) plans nothing here.
    known = alternatives(keep, "(?![^，,。；]{0,4}的)")
    return re.compile(
        rf"{known}|将(?<![不行武]将)(?![军来领士其该这近])(?!{_AS_OBJECT})|拟(?<![模虚]拟)(?!合|人|真|议|定)|待(?=建)"
    )


@cache
def _document() -> re.Pattern[str]:
    documents, issues = any_of(words("modality", "documents")), any_of(words("modality", "issues"))
    named = rf"(?:{documents})(?:[(（][^)）]{{0,20}}[)）])?[》」』”]+(?:[(（][^)）]{{0,24}}[)）])?"
    bare = rf"(?:{documents})[》」』”)）]*[^，,。；]{{0,6}}?"
    by = rf"(?:根据|按照|依照|按)[^，,。；]{{0,60}}?(?:{documents})"
    budget = "总预算案?|预算案|预算草案"
    issued = r"(?:公布|发布|印发|出台|通过)[^,，。；]{0,20}(?:方案|规划|纲要|行动计划|计划|蓝图)[》」』”]?[,，]"
    return re.compile(rf"(?:{named}[，,]?[^，,。；]{{0,6}}?|{bare})(?:{issues})|{by}|{budget}|{issued}")


@cache
def _estimate() -> re.Pattern[str]:
    keep = [word for word in words("modality", "estimate") if word not in ("料", "或", "需", "需要", "相信")]
    return re.compile(
        rf"{alternatives(keep)}|料(?<![材资原饮肥燃涂塑颜用物食布面]料)(?=将|今|明|全|可)|或(?=达|将|升|降|超)"
        r"|估(?<![评低高]估)(?=[0-9约达将逾为])"
    )


@lru_cache(maxsize=256)
def plan_document(folded: str, sentence: Span) -> bool:
    """True when the sentence says what a plan or measure demands."""
    return bool(_document().search(folded, sentence.start, sentence.end))


def future(period: Period, publication: Publication) -> bool:
    """True when the period lies after the day the page came out, or is a date to be met after it."""
    day = publication.value
    if day is None:
        return False
    if period.end is None:
        return period.start is not None and period.start > day
    if period.end <= day:
        return False
    if period.start is not None and period.end.year > day.year:
        return period.start > day or (period.end - period.start).days > _BUSINESS_YEAR or period.basis == "plan"
    return period.relation == "by" or (period.start is not None and period.start > day) or period.basis == "plan"


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a number beside its words.

    `planning`: a plan speaks; `ahead`: its time is to come; `quoted`: a person speaks; `goal_like`: what lies ahead is
    set as a goal rather than announced; `stands`: it says how large or dear a thing is; `past`: its own clause dates it
    before the page.
    """

    planning: bool
    ahead: bool
    quoted: bool
    goal_like: bool
    stands: bool
    past: bool = False


def modality_of(folded: str, sentence: Span, clause: Span, number: Span, told: Told) -> tuple[Modality, Span | None]:
    """What the number claims, with the word that says so."""
    around = max(clause.start, number.start - 30), min(clause.end, number.end + 8)
    if told.ahead and not told.planning and _WEATHER.search(folded, *around):
        return "estimate", None
    spoken = _spoken(folded, sentence.start, clause, number, told)
    if spoken is not None:
        return spoken
    start, end = max(sentence.start, number.start - REACH), min(sentence.end, number.end + REACH)
    specified = _SPECIFIED.search(folded, start, number.start) and _not_yet(folded, start, end)
    if specified or (told.stands and _under_construction(folded, max(start - _BEFORE, 0), clause, end)):
        return "planned", None
    if told.ahead:
        return ("target" if told.goal_like else "planned"), None
    return ("quote" if told.quoted else "actual"), None


def _spoken(folded: str, start: int, clause: Span, number: Span, told: Told) -> tuple[Modality, Span | None] | None:
    """What the words before the number claim: 已, 目标, 预计, 拟."""
    settled = max(_settled(folded, start, clause.start), _opened(folded, start, number.start))
    settled = clause.start if told.past else settled
    guess = last_match(_estimate(), folded, settled, number.start)
    if guess is not None and (_binds_another(folded, guess, number) or _bracketed(folded, guess, number)):
        guess = None
    done = last_match(_DONE, folded, clause.start, number.start)
    goal = last_match(_GOAL, folded, settled, number.start)
    plan = last_match(_plan(), folded, settled, number.start)
    if plan is not None and (_is_base(folded, plan, number) or _bracketed(folded, plan, number)):
        plan = None
    guessed = guess is not None and clause.start <= guess.start()
    if done is not None and not guessed and not (plan and plan.start() > done.start()) and not told.ahead:
        return ("quote" if told.quoted else "actual"), Span(*done.span())
    if goal is not None or (told.planning and not told.past):
        return "target", Span(*goal.span()) if goal else None
    # A guess in the number's own clause counts; one before it only where no plan comes after.
    if guess is not None and (guessed or plan is None or guess.start() > plan.start() - 3):
        return "estimate", Span(*guess.span())
    return ("planned", Span(*plan.span())) if plan is not None else None


def _settled(folded: str, start: int, clause: int) -> int:
    """Where a clause before tells a fact (目标70万，已有14.9万): what was planned before it is over."""
    done = last_match(_REACHED, folded, start, clause)
    return done.start() if done else start


def _opened(folded: str, start: int, number: int) -> int:
    """Where the quotation around a number opens: what was guessed before somebody speaks is not said of it."""
    opened = max(folded.rfind("「", start, number), folded.rfind("“", start, number))
    return opened if opened > max(folded.rfind("」", start, number), folded.rfind("”", start, number)) else start


def _bracketed(folded: str, word: re.Match[str], number: Span) -> bool:
    """True for a word in brackets that are closed before the number: 872场(原规划860场), 观众27万人."""
    closed = folded.find(")", word.end(), number.start)
    return closed >= 0 and folded.find("(", word.end(), closed) < 0


def _is_base(folded: str, word: re.Match[str], number: Span) -> bool:
    """True where the plan is only what the number is set against: 比原定2025年10月迟了三个月."""
    return folded[word.start() - 1] in "比较于" and _AGAINST.search(folded, word.end(), number.start) is not None


def _binds_another(folded: str, guess: re.Match[str], number: Span) -> bool:
    """True when the guess only names a number told before this one: 高出预测的日均2.8万辆次一成多."""
    between = folded[guess.end() : number.start]
    return between.startswith("的") and any(c.isdigit() for c in between)


def _under_construction(folded: str, start: int, clause: Span, end: int) -> bool:
    """True when the text around tells that the thing is begun or drawn up, and not that it is open."""
    line = max(start, folded.rfind("\n", start, clause.start) + 1)
    if _EXISTING.search(folded, clause.start, clause.end) or _OPENED.search(folded, line, end):
        return False
    return _BUILDING.search(folded, line, end) is not None


def _not_yet(folded: str, start: int, end: int) -> bool:
    """True when a sentence on an investment tells of what is begun or to come, not of what stands."""
    return bool(_BEGUN.search(folded, start, end) or _plan().search(folded, start, end))


def intends(folded: str, start: int, end: int) -> bool:
    """True when the stretch announces by itself: 將, 擬, 計劃."""
    return bool(_plan().search(folded, max(start, end - REACH), end))


def mentions_goal(title: str) -> bool:
    """True for a heading of plans: 措施重點, 規劃目標."""
    return bool(matcher("modality", "documents").search(title) or _GOAL.search(title))
