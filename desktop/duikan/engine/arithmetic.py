"""Sums, shares and growth inside an article, where the text ties the numbers together; rounding carried through."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial

from duikan.engine.bounds import bounds_of
from duikan.engine.likeness import Profile, profile, rival_rows
from duikan.engine.measures import kind_of, measure_of
from duikan.engine.memory import Memory
from duikan.engine.once import once
from duikan.engine.values import Conflict, ConflictType, Mention, Reason, Stated

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LEVELS = frozenset(("level", "cumulative", "new"))
_CHANGES = ("升", "降")
_LOOK_BACK = 3
_MOST_PARTS = 16
_FARTHEST = 40
_CLOSE = Fraction(1, 8)  # a list that misses the whole by more leaves something out
_MORE = ("等", "另", "其余", "还有", "以及部分")
_PARTS = ("其中", "当中", "包括", "分别", "分为")
_RAISED = ("至", "到")
_SUMMED = ("总数", "合计", "共计", "总计", "一共", "总共")
_RATES = ("投票率", "出席率", "合格率", "录取率", "入住率", "完成率", "达标率", "中签率")


def find_arithmetic(stated: Sequence[Stated], memory: Memory | None = None) -> Iterator[Conflict]:
    """The sums, shares and rates of growth that do not come out, article by article."""
    memory = memory or Memory()
    articles: dict[int, list[Stated]] = defaultdict(list)
    for one in stated:
        if not one.mention.nominal:
            articles[one.article].append(one)
    for article in sorted(articles):
        members = sorted(articles[article], key=lambda one: one.id)
        yield from memory.once(("sums", article), tuple(members), partial(_of_article, members))


def _of_article(members: list[Stated]) -> list[Conflict]:
    return [*_sums(members), *_shares(members), *_growths(members)]


def _exact(one: Stated) -> Fraction | None:
    """The value of a bare point, in base units; None for ranges, bounds and rough figures."""
    return _exact_of(one.mention)


@once
def _exact_of(mention: Mention) -> Fraction | None:
    bounds = bounds_of(mention)
    if bounds.about or (bounds.low is not bounds.high and bounds.low != bounds.high):
        return None
    return bounds.low


def _slack(one: Stated) -> Fraction:
    """Half of the last printed digit; nothing for things counted one by one."""
    step = bounds_of(one.mention).step
    return Fraction(0) if step <= 1 and kind_of(one.mention) == "count" else step / 2


# --- sums


def _sums(members: list[Stated]) -> Iterator[Conflict]:
    done: set[int] = set()
    for i, first in enumerate(members):
        if i in done:
            continue
        listed = _parts(members, i)
        if len(listed) < 2:
            continue
        run = _complete(listed)
        total = next(_totals(members, i, first), None)
        if len(listed) > 2 and _summed_up(listed[: len(run) + 1]):
            *run, total = listed[: len(run) + 1]
        if len(run) < 2 or total is None or max(map(_value, run)) >= _value(total):
            continue
        conflict = _sum(total, run)
        if conflict is not None:
            done.update(range(i, i + len(run)))
            yield conflict


def _summed_up(run: list[Stated]) -> bool:
    """The last number says that it is the sum of those before it: 金牌8枚、银牌7枚，奖牌总数15枚."""
    said = run[-1].mention
    return any(word in said.context + said.measure + said.subject for word in _SUMMED)


def _value(one: Stated) -> Fraction:
    return _exact(one) or Fraction(0)


def _parts(members: list[Stated], at: int) -> list[Stated]:
    """The run of like numbers from here in one sentence that may be parts of a total."""
    first = members[at]
    if first.mention.aggregate not in _LEVELS or _exact(first) is None:
        return []
    run = [first]
    for other in members[at + 1 : at + _MOST_PARTS]:
        if other.sentence != first.sentence or not _alike(first, other):
            break
        run.append(other)
    return run


def _complete(run: list[Stated]) -> list[Stated]:
    """The first numbers of a run that make a whole by their words (28男、16女); else all of it."""
    profiles = [profile(part) for part in run[:4]]
    for size in range(len(profiles), 1, -1):
        if _complement(profiles[:size]):
            return run[:size]
    return run


def _alike(a: Stated, b: Stated, rough: bool = False) -> bool:
    m, n = a.mention, b.mention
    if n.aggregate not in _LEVELS or m.event in _CHANGES or n.event in _CHANGES or kind_of(m) != kind_of(n):
        return False
    same = measure_of(m.quantity.unit)[0] == measure_of(n.quantity.unit)[0]
    return same and (rough or _exact(b) is not None)


def _totals(members: list[Stated], at: int, first: Stated) -> Iterator[Stated]:
    """Larger numbers of the same sort right before the parts, nearest first."""
    for other in reversed(members[max(0, at - _LOOK_BACK) : at]):
        if other.family == first.family and _alike(first, other) and other.mention.scope != "其中":
            yield other


def _sum(total: Stated, run: list[Stated]) -> Conflict | None:
    whole = _exact(total)
    values = [value for value in map(_exact, run) if value is not None]
    if whole is None or len(values) != len(run) or max(values) >= whole:
        return None
    added = sum(values, Fraction(0))
    slack = _slack(total) + sum((_slack(part) for part in run), Fraction(0))
    if abs(added - whole) <= slack or not _closed(total, run, added, whole):
        return None
    values_said = {"parts": _plain(added, total), "total": total.mention.surface, "subject": _name(total)}
    return _conflict("sum", [total, *run], values_said)


def _closed(total: Stated, run: list[Stated], added: Fraction, whole: Fraction) -> bool:
    """True when the parts are all there are: men and women, or a list that nearly makes the whole."""
    if not Fraction(3, 4) <= added / whole <= Fraction(5, 4):
        return False
    profiles = [profile(part) for part in run]
    if _complement(profiles):
        return True
    if not (_listed(total, run) or total.id > run[-1].id) or total.sentence != run[0].sentence:
        return False
    if added < whole and any(word in part.mention.context for part in run for word in _MORE):
        return False
    tails = {features.phrase[-1:] for features in profiles}
    parallel = len(tails) == 1 and "" not in tails
    return (len(run) > 2 or parallel) and abs(added - whole) <= whole * _CLOSE


def _listed(total: Stated, run: list[Stated]) -> bool:
    """The words say that these are the parts of that whole: 其中, 39名被告人中, 包括."""
    said = run[0].mention.context
    return (
        run[0].mention.scope == "其中"
        or any(word in said for word in _PARTS)
        or total.mention.context.endswith(("中", "包括", "分别", "分为", "即"))
    )


def _complement(profiles: list[Profile]) -> bool:
    """True when each part has another word of one row of rivals, and the row is used up."""
    rows = [{row for row, _ in features.near} for features in profiles]
    for row in sorted(rows[0].intersection(*rows[1:])):
        words = [next(word for r, word in features.near if r == row) for features in profiles]
        if set(words) == {word for word in rival_rows()[row] if not word.endswith("*")} and len(set(words)) == len(
            words
        ):
            return True
    return False


# --- shares


def _shares(members: list[Stated]) -> Iterator[Conflict]:
    for i, share in enumerate(members):
        stated = _exact(share)
        if share.mention.aggregate != "share" or stated is None or i == 0 or not 0 < stated < 100:
            continue
        part = members[i - 1]
        if part.sentence != share.sentence or part.mention.aggregate not in _LEVELS or not _takes(share):
            continue
        wholes = _wholes(members, i, part, share)
        found = [_share(part, whole, share, stated) for whole in wholes]
        if found and all(found) and found[0] is not None:
            yield found[0]


def _takes(share: Stated) -> bool:
    return "占" in share.mention.context or _rate_of(share)


def _rate_of(share: Stated) -> bool:
    """投票率 is what the two counts before it make."""
    return (share.mention.measure + share.mention.subject).endswith(_RATES)


def _wholes(members: list[Stated], at: int, part: Stated, share: Stated) -> list[Stated]:
    """What the share may be of: the number whose noun stands after 占, else the larger ones of a sentence with 其中."""
    context = share.mention.context
    if _rate_of(share) and "占" not in context:
        before = members[at - 2 : at - 1] if at > 1 else []
        return [
            one for one in before if one.sentence == share.sentence and _alike(part, one) and _rough(one) > _rough(part)
        ]
    said = _HAN.match(context, context.rfind("占") + 1)
    noun = said.group().strip("的总比") if said else ""
    if noun:
        alike = [
            one
            for one in members[max(0, at - _FARTHEST) : at - 1]
            if _alike(part, one, rough=True) and _of(profile(one).phrase, noun)
        ]
        return alike[-1:]
    if part.mention.scope != "其中":
        return []
    same = [one for one in members[max(0, at - 4) : at - 1] if one.sentence == share.sentence]
    return [one for one in same if _alike(part, one, rough=True) and _rough(one) > _rough(part)]


def _of(phrase: str, noun: str) -> bool:
    return len(phrase) >= 2 and len(noun) >= 2 and (phrase.endswith(noun) or noun.endswith(phrase))


def _rough(one: Stated) -> Fraction:
    return bounds_of(one.mention).point or Fraction(0)


def _share(part: Stated, whole: Stated, share: Stated, stated: Fraction) -> Conflict | None:
    value, total = _exact(part), _rough(whole)
    if value is None or not 0 < value < total:
        return None
    computed = value / total * 100
    slack = _slack(share) + 100 * (_slack(part) / total + value * _slack(whole) / total**2)
    about = 2 if bounds_of(whole.mention).about else 1
    if abs(computed - stated) <= max(2 * slack * about, Fraction(1, 2)):
        return None
    said = {"part": part.mention.surface, "whole": whole.mention.surface, "computed": f"{float(computed):.1f}%"}
    return _conflict("share", [part, whole, share], said | {"stated": share.mention.surface, "subject": _name(part)})


# --- growth


def _growths(members: list[Stated]) -> Iterator[Conflict]:
    for i, rate in enumerate(members):
        stated = _exact(rate)
        m = rate.mention
        if m.aggregate != "rate" or stated is None or measure_of(m.quantity.unit)[0] != "percent" or not m.event:
            continue
        levels = [one for one in members[max(0, i - 3) : i] if one.sentence == rate.sentence and _level(one)]
        pair = _then_and_now(levels)
        if pair is not None:
            yield from _growth(*pair, rate, stated)


def _level(one: Stated) -> bool:
    return one.mention.aggregate in _LEVELS and one.mention.event not in ("升", "降") and _exact(one) is not None


def _then_and_now(levels: list[Stated]) -> tuple[Stated, Stated] | None:
    """The base and the present level of a growth, where the sentence gives both."""
    if len(levels) < 2 or not _alike(levels[-2], levels[-1]):
        return None
    a, b = levels[-2], levels[-1]
    if b.mention.event.endswith(_RAISED):
        return a, b
    end_a, end_b = a.mention.period.end, b.mention.period.end
    if end_a and end_b and end_a != end_b:
        return (a, b) if end_a < end_b else (b, a)
    words = a.mention.context
    if ("从" in words or "由" in words) and ("到" in words or "至" in words):
        return a, b
    return None


def _growth(then: Stated, now: Stated, rate: Stated, stated: Fraction) -> Iterator[Conflict]:
    old, new = _exact(then), _exact(now)
    if old is None or new is None or old <= 0:
        return
    signed = stated if rate.mention.event == "升" else -stated
    computed = (new - old) / old * 100
    slack = _slack(rate) + 100 * (_slack(now) / old + new * _slack(then) / old**2)
    if abs(computed - signed) > max(2 * slack, Fraction(1, 2)):
        said = {"old": then.mention.surface, "new": now.mention.surface, "computed": f"{float(computed):+.1f}%"}
        yield _conflict("growth", [then, now, rate], said | {"stated": rate.mention.surface, "subject": _name(now)})


# --- what is said of them


def _conflict(kind: ConflictType, members: list[Stated], values: dict[str, str]) -> Conflict:
    members = sorted(members, key=lambda one: one.id)
    spots = tuple((one.article, one.mention.span) for one in members)
    return Conflict(kind, "medium", "open", tuple(one.id for one in members), spots, Reason(kind, values))


def _name(one: Stated) -> str:
    return one.mention.subject or one.mention.measure or one.mention.owner


def _plain(value: Fraction, like: Stated) -> str:
    """The value written in the 萬 or 億 that the other one is written in."""
    for scale, names in ((10**8, "億亿"), (10**4, "萬万")):
        for name in names:
            if name in like.mention.surface:
                return f"{float(value / scale):g}{name}"
    return f"{float(value):g}"
