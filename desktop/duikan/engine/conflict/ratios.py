"""Shares, growth, multiples and amounts for each one: what two numbers make of a third."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from duikan.engine.conflict.lines import Line, Number, Result, alike, misses, slipped
from duikan.engine.conflict.sums import complement
from duikan.engine.fact.likeness import bigrams, profile

Found = tuple[str, list[Number], Result, Number]

_LOOK_BACK = 6
_FARTHEST = 40
_FEW = 2
_NEAR, _FAR = Fraction(1, 5), Fraction(2)
_PLAIN = Fraction(1, 5)  # of a percentage, what is let pass beside the last digit
_TAKES = re.compile(r"占|比例|比重|占比|份额")
_RATE = re.compile(r"([\u4e00-\u9fff]{2})率")
_OUT_OF = re.compile(r"^[^,，。;；]{0,8}中(?![国华央心学小部东西午旬医])|其中|当中")
BASE = re.compile(
    r"(?:[较比]|与|由|从|自|去年|上年|前年|年前|同期|此前|原来|原先|原本|眼下|目前|现行|现时|上月|上季|上周|上届|上次|前次|前一[年月周季天日]|(?:19|20)[0-9]{2}年)[^,，。;；]{0,12}$"
)
_PAST = re.compile(r"上年|前年|去年同期|此前|原来|[较比]")
_FROM = re.compile(r"(?:由|从|自)[^,，。;；]{0,14}$")
_TO = re.compile(r"(?:至|到|为|成)[^,，。;；]{0,10}$")
_A_YEAR = re.compile(r"年均|年平均|复合|每年")
_MANY_YEARS = 30
_HALF = Fraction(1, 2)
_COMPARED = re.compile(r"(?:[较比]|与|由|从|自|去年|上年|前年|同期|此前|原来|原先|原本)[^,，。;；]{0,12}$")
AVERAGED = re.compile(r"年均|年平均|复合|月均|平均每|累计|两年平均")
_HAN = re.compile(r"[\u4e00-\u9fff]+")


def find_ratios(line: Line) -> Iterator[Found]:
    """Percentages, multiples and changes that do not come out: (code, operands, what comes out, what is said)."""
    for i, number in enumerate(line.numbers):
        m = number.one.mention
        if number.dimension == "percent" and m.aggregate == "share":
            found = _share(line, i)
        elif number.dimension == "percent" and m.aggregate == "rate":
            found = _growth(line, i)
        elif number.is_change:
            found = _change(line, i)
        elif m.quantity.unit == "倍":
            found = _multiple(line, i)
        else:
            found = None
        if found is not None:
            yield found


def positive(number: Number) -> bool:
    """True for an amount above nought with both its ends known: what may be divided by."""
    return number.is_level and number.low is not None and number.high is not None and number.low > 0


def quotient(a: Number, b: Number, times: int = 1) -> Result:
    """What a is of b, for numbers that are `positive`."""
    assert a.low is not None and a.high is not None and b.low is not None and b.high is not None
    return Result(a.low / b.high * times, a.high / b.low * times)


# --- shares


def _share(line: Line, i: int) -> Found | None:
    share = line.numbers[i]
    said = share.point
    if said is None or not 0 < said < 100:
        return None
    pairs = _share_pairs(line, i) if _TAKES.search(share.before) else _between(line, i) or _rate_pairs(line, i)
    digits = 3
    if not pairs and not _TAKES.search(share.before):
        pairs, digits = _beside(line, i), _FEW
    results = [(part, whole, quotient(part, whole, 100), strong) for part, whole, strong in pairs]
    if not all(off(result, share) for _, _, result, _ in results):
        return None
    for part, whole, result, strong in results:
        away = abs(result.middle / said - 1) if result.middle is not None else Fraction(9)
        if slipped(result, share, digits) or (strong and away <= (_FAR if digits > _FEW else _NEAR)):
            return "share", [part, whole], result, share
    return None


def _beside(line: Line, i: int) -> list[tuple[Number, Number, bool]]:
    """Two amounts of one sort right before a share in one sentence: of a slip of the hand no more is asked."""
    if i < 2 or line.numbers[i - 2].one.sentence != line.numbers[i].one.sentence:
        return []
    one, other = line.numbers[i - 2], line.numbers[i - 1]
    rated = bool(_RATE.search(line.numbers[i].before)) and one.kind == other.kind
    if not (positive(one) and positive(other) and (rated or alike(one, other))):
        return []
    if _PAST.search(one.before + other.before):
        return []
    small, large = sorted((one, other), key=lambda number: number.point or 0)
    named = rated and large is one
    found = [(small, large, named)] if (large.low or 0) > (small.high or 0) else []
    if _against(one, other):
        found += [(one, _both(other, one), False), (other, _both(one, other), False)]
    return found


def _against(one: Number, other: Number) -> bool:
    """同意……票、不同意……票: for and against, of which shares are taken together."""
    x, y = one.label, other.label
    return complement((one, other)) or any(len(x) > 1 and y.endswith(no + x[-3:]) for no in "不非未")


def _both(one: Number, other: Number) -> Number:
    """The two as one amount, shown as the first."""
    assert one.low is not None and one.high is not None and other.low is not None and other.high is not None
    return replace(one, low=one.low + other.low, high=one.high + other.high)


def off(result: Result, said: Number) -> bool:
    """A percentage that neither rounding nor cutting off makes of it; 三成 is a rounded thirty."""
    if not said.exact:
        return misses(result, said, Fraction(1 if said.about else 0) + _PLAIN)
    return misses(result, said, (said.step / 2 if said.step <= 1 else Fraction(0)) + _PLAIN)


def _between(line: Line, i: int) -> list[tuple[Number, Number, bool]]:
    """甲……，占乙……的……%: the whole stands between."""
    if i < 2 or line.numbers[i].before != "的" or not _TAKES.search(line.numbers[i - 1].before):
        return []
    part, whole = line.numbers[i - 2], line.numbers[i - 1]
    counted = positive(part) and positive(whole) and part.dimension == whole.dimension and line.joined(i - 2, i)
    return [(part, whole, True)] if counted and (whole.low or 0) > (part.high or 0) else []


def _share_pairs(line: Line, i: int) -> list[tuple[Number, Number, bool]]:
    """What stands right before 占, and of what it may be a part; the last says whether the words tie them."""
    if i == 0 or not line.joined(i - 1, i) or not positive(line.numbers[i - 1]):
        return []
    part, share = line.numbers[i - 1], line.numbers[i]
    both = _of_both(line, i)
    if both or not _speaks_of(share.before, part) or "," in share.before.partition("占")[2]:
        return both
    noun = _noun(share.before)
    if noun:
        after = [line.numbers[at] for at in range(i + 1, min(i + 3, len(line.numbers))) if line.joined(i, at)]
        named = [
            other
            for other in (*line.numbers[max(0, i - _FARTHEST) : i - 1], *after)
            if _whole(other) and alike(part, other) and _of(other, noun)
        ]
        return [(part, other, True) for other in named[:-5:-1] if (other.low or 0) > (part.low or 0)]
    return _wholes(line, i, part)


def _speaks_of(before: str, part: Number) -> bool:
    """True when what takes the share is the number before, not something named in between: ……，广东占四分之一."""
    head = _TAKES.split(before, maxsplit=1)[0].strip(",，、;；(（ 约即仅已其共将更")
    return len(head) <= 1 or head in part.before


def _of_both(line: Line, i: int) -> list[tuple[Number, Number, bool]]:
    """男生……、女生……，女生占……: the share is of both together."""
    if i < 2 or not line.joined(i - 2, i):
        return []
    one, part = line.numbers[i - 2], line.numbers[i - 1]
    if not (positive(one) and positive(part) and alike(one, part) and complement((one, part))):
        return []
    said = {word for _, word in profile(line.numbers[i].one).near}
    chosen, rest = (one, part) if said & {word for _, word in profile(one.one).near} else (part, one)
    return [(chosen, _both(rest, chosen), True)]


def _whole(number: Number) -> bool:
    return positive(number) and not _COMPARED.search(number.before)


def _noun(before: str) -> str:
    """Of what it is a share: the noun after 占."""
    said = _HAN.match(before, before.rfind("占") + 1) if "占" in before else None
    return said.group().strip("的比重例约近逾超过达") if said else ""


def _of(number: Number, noun: str) -> bool:
    """True where the number is of the noun: 总产量 of 预计总产135万吨."""
    for name in (profile(number.one).phrase, number.label):
        long_enough = min(len(name), len(noun)) > 2
        if noun and (name == noun or (long_enough and (name.endswith(noun) or noun.endswith(name)))):
            return True
    return noun.startswith("总") and bool(bigrams(noun) & bigrams(number.label))


def _wholes(line: Line, i: int, part: Number) -> list[tuple[Number, Number, bool]]:
    found: list[tuple[Number, Number, bool]] = []
    for at in range(i - 2, max(-1, i - _LOOK_BACK), -1):
        other = line.numbers[at]
        if not line.near(at, i) or (found and not line.joined(at, i)):
            break
        if _whole(other) and alike(part, other) and (other.low or 0) > (part.high or 0):
            found.append((part, other, bool(_OUT_OF.search(line.text(at, i - 1)))))
    return found


def _rate_pairs(line: Line, i: int) -> list[tuple[Number, Number, bool]]:
    """The counts a rate has its name from: 投票人数……，投票率……; 收入……，利润率……；净利润……."""
    share = line.numbers[i]
    name = _RATE.search(share.before[-12:] or "") or _RATE.search(share.one.mention.measure + share.one.mention.subject)
    if name is None:
        return []
    near = [at for at in range(max(0, i - 3), min(len(line.numbers), i + 2)) if at != i and _run(line, at, i)]
    counted = [line.numbers[at] for at in near if positive(line.numbers[at])]
    parts = [one for one in counted if name[1] in one.before and not _PAST.search(one.before)]
    if len(parts) != 1:
        return []
    part = parts[0]
    missed = re.search(rf"[不未非没]{name[1]}", part.before) is not None and not re.search(
        rf"[不未非没]{name[1]}率", share.before
    )
    wholes = [
        other
        for other in counted
        if other is not part and other.dimension == part.dimension and (other.low or 0) > (part.high or 0)
        and not _PAST.search(other.before) and ("去年" in other.before) <= ("去年" in part.before)
    ]  # fmt: skip
    if len(wholes) != 1:
        return []
    return [(_rest_of(wholes[0], part), wholes[0], True)] if missed else [(part, wholes[0], True)]


def _rest_of(whole: Number, part: Number) -> Number:
    """500批次中20批次不合格: the others, shown as these."""
    assert whole.low is not None and whole.high is not None and part.low is not None and part.high is not None
    return replace(part, low=whole.low - part.high, high=whole.high - part.low)


def _run(line: Line, a: int, b: int) -> bool:
    return line.joined(min(a, b), max(a, b))


# --- growth


def _amount(number: Number, change: Number) -> bool:
    """True for what a change may be of: an amount, a length of time; of points a share."""
    if change.dimension == "point":
        return number.is_share and (number.low or 0) > 0
    return positive(number) or (number.kind == "duration" and (number.low or 0) > 0)


def _levels(line: Line, i: int) -> list[int]:
    """The amounts of one sort before number i in its sentence, nearest last; at most three."""
    found: list[int] = []
    for at in range(i - 1, max(-1, i - _LOOK_BACK), -1):
        other = line.numbers[at]
        if not line.joined(at, i):
            break
        if other.is_change or (other.dimension in ("percent", "point") and not _amount(other, line.numbers[i])):
            if found:
                break
            continue
        if not _amount(other, line.numbers[i]) or (found and not alike(other, line.numbers[found[0]])):
            break
        found.insert(0, at)
        if len(found) == 2:
            break
    return found


def _then_and_now(line: Line, i: int) -> tuple[Number, Number] | None:
    """The base and the present level of a change, where the sentence gives both and says which is which."""
    levels = _levels(line, i)
    if len(levels) < 2:
        return None
    a, b = (line.numbers[at] for at in levels)
    base_a, base_b = bool(BASE.search(a.before)), bool(BASE.search(b.before))
    if _FROM.search(a.before) and _TO.search(b.before):
        return a, b
    if base_b and not base_a:
        return b, a
    end_a, end_b = a.one.mention.period.end, b.one.mention.period.end
    if end_a and end_b and end_a != end_b:
        return (a, b) if end_a < end_b else (b, a)
    return (a, b) if base_a and not base_b and _TO.search(b.before) else None


def _growth(line: Line, i: int) -> Found | None:
    rate = line.numbers[i]
    m, said = rate.one.mention, rate.point
    pair = _then_and_now(line, i)
    if said is None or said == 0 or m.event not in ("升", "降"):
        return None
    if AVERAGED.search(rate.before) or AVERAGED.search(m.measure):
        return _compound(pair, rate, said) if pair is not None and _A_YEAR.search(rate.before) else None
    if pair is None:
        return _of_base(line, i, said)
    then, now = pair
    if then.high is None or now.high is None:
        return None
    grown = quotient(now, then, 100)
    result = Result((grown.low or Fraction(0)) - 100, (grown.high or Fraction(0)) - 100)
    if m.event == "降":
        result = Result(-(result.high or Fraction(0)), -(result.low or Fraction(0)))
    if not off(result, rate) or result.middle is None:
        return None
    likely = Fraction(1, 3) <= abs(result.middle / said) <= 3
    return ("growth", [then, now], result, rate) if likely or slipped(result, rate) else None


def _compound(pair: tuple[Number, Number], rate: Number, said: Fraction) -> Found | None:
    """438亿 in 2025, 1000亿 in 2028, 年均增长……%: the root of what it grew."""
    then, now = pair
    end, start = now.one.mention.period.end, then.one.mention.period.end
    years = end.year - start.year if end and start else 0
    if not 1 < years <= _MANY_YEARS or now.point is None or then.point is None or rate.one.mention.event != "升":
        return None
    grown = Fraction(((float(now.point) / float(then.point)) ** (1 / years) - 1) * 100).limit_denominator(1000)
    result = Result(grown - _HALF, grown + _HALF)
    likely = grown > 0 and Fraction(1, 3) <= grown / said <= 3
    return ("growth", [then, now], result, rate) if likely and off(result, rate) else None


def _of_base(line: Line, i: int, said: Fraction) -> Found | None:
    """比眼下的2490元多170元，涨8.6%: the change over what it was."""
    if i < 2 or not line.joined(i - 2, i):
        return None
    base, changed = line.numbers[i - 2], line.numbers[i - 1]
    same_way = changed.is_change and changed.one.mention.event == line.numbers[i].one.mention.event
    if not same_way or not BASE.search(base.before) or not alike(base, changed) or base.point is None:
        return None
    if changed.low is None or changed.high is None or base.point <= 0:
        return None
    result = Result(changed.low / base.point * 100, changed.high / base.point * 100)
    likely = result.middle is not None and Fraction(1, 3) <= result.middle / said <= 3
    return ("growth", [base, changed], result, line.numbers[i]) if likely and off(result, line.numbers[i]) else None


def _change(line: Line, i: int) -> Found | None:
    """比上年的352亿元少了34亿元: what two levels differ by."""
    changed = line.numbers[i]
    pair = _then_and_now(line, i)
    if (
        pair is None
        or not changed.point
        or not all(changed.dimension == "point" or alike(changed, one) for one in pair)
    ):
        return None
    then, now = pair
    if then.low is None or then.high is None or now.low is None or now.high is None:
        return None
    result = Result(now.low - then.high, now.high - then.low)
    if changed.one.mention.event == "降":
        result = Result(-(result.high or Fraction(0)), -(result.low or Fraction(0)))
    likely = result.middle is not None and Fraction(1, 3) <= abs(result.middle / changed.point) <= 3
    return ("difference", [now, then], result, changed) if likely and misses(result, changed) else None


# --- multiples


def _multiple(line: Line, i: int) -> Found | None:
    """243万千瓦，为一期216万千瓦的1.125倍."""
    times = line.numbers[i]
    levels = _levels(line, i)
    if any(line.numbers[at].high is None for at in levels):
        return None
    if len(levels) < 2 or times.point is None or not times.before.startswith("的"):
        return None
    now, then = (line.numbers[at] for at in levels)
    if not re.search(r"(?:是|为|相当于|达)[^,，。;；]{0,12}$", then.before):
        return None
    result = quotient(now, then)
    likely = result.middle is not None and Fraction(1, 2) <= result.middle / times.point <= 2
    return ("multiple", [now, then], result, times) if likely and misses(result, times) else None
