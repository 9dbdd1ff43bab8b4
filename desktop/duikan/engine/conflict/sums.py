"""Parts and their whole: the words say that these make that, and they do not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from duikan.engine.conflict.lines import Line, Number, Result, alike, misses, slipped
from duikan.engine.fact.likeness import profile, rival_rows

Found = tuple[str, list[Number], Result, Number]

_MOST_PARTS = 16
_LOOK_BACK = 8
_MOST_TOTALS = 4
_CLOSE = Fraction(1, 8)  # a list that misses the whole by more leaves something out
_LOOSE = Fraction(1, 4)
_COUNTED = 1000
_A_LIST = 3
_OPENS = re.compile(
    r"^[:：]|其中|当中|包括|包含|分别|分为|组成|构成|来自|涵盖|^[^,，。;；]{0,6}中(?![国华央心学小部东西午旬医])"
)
_SURELY = re.compile(r"分别|分为|组成|构成|^[:：]|全部来自")
_CLOSES = re.compile(
    r"总[\u4e00-\u9fff]{0,4}$|合计|合共|共计|总计|总共|一共|两者共|三者共|相加|加起来|总数|合并共|合起来|[,，]共[有获得计]?$"
)
_REST = re.compile(r"(?:其余|余下|剩余|剩下|另外|其他)的?[\u4e00-\u9fff]{0,4}$")
_STOPS = re.compile(
    r"合计|合共|共计|总计|总共|一共|总数|[较比]|去年|上年|同期|目标|预计|原|计划|平均|人均|其中|每|最高|最低|超过|达到|截至|增至|降至"
)
_MORE = re.compile(r"等(?!待|于|级)|另|其余|其他|还有|主要|之一|大多|部分|以及.{0,6}若干|不含|除外|此外")
_OTHER_TIME = re.compile(r"去年|上年|前年|同期|原来|原先|此前|目标|预计|计划|预测|平均|人均|日均|每")
_STAGES = (
    ("一期", "二期"),
    ("首期", "二期"),
    ("首期", "次期"),
    ("第一期", "第二期"),
    ("首批", "第二批"),
    ("上半年", "下半年"),
)
_CLAUSE = 10
_OPPOSITES = (
    ("上升", "下降"), ("上涨", "下跌"), ("升", "跌"), ("增长", "下降"), ("增加", "减少"), ("盈利", "亏损"),
    ("赞成", "反对"),
    ("支持", "反对"), ("同意", "不同意"), ("合格", "不合格"), ("达标", "未达标"), ("已", "未"), ("公办", "民办"),
    ("公营", "私营"),
    ("死", "伤"), ("遇难", "伤"), ("男", "女"), ("已婚", "未婚"), ("有", "没有"), ("进", "出"), ("胜", "负"),
)  # fmt: skip
_BALANCES = (
    ("收入", "支出", re.compile(r"赤字|盈余|结余|差短|短绌|差额|顺差|逆差|不敷")),
    ("岁入", "岁出", re.compile(r"赤字|盈余|结余|差短|短绌|差额|赤绌")),
    ("出生", "死亡", re.compile(r"自然(?:增|减)|抵减|相抵|净增|净减")),
    ("迁入", "迁出", re.compile(r"净迁|净流|净增|净减|净入|净出")),
    ("出口", "进口", re.compile(r"顺差|逆差|出超|入超|净出口|差额")),
)


def find_sums(line: Line) -> Iterator[Found]:
    """Lists that do not make their whole: (code, parts, what they come to, the whole as said)."""
    done: set[int] = set()
    for i in range(len(line.numbers)):
        for find in (_listed, _summed, _rest, _balance, _hundred, _told_off):
            found = find(line, i)
            if found is not None and found[3].one.id not in done:
                done.add(found[3].one.id)
                yield found


def _level(number: Number) -> bool:
    return (
        (number.is_level or number.is_share)
        and number.low is not None
        and number.high is not None
        and number.point is not None
    )


def _added(parts: Sequence[Number]) -> Result:
    lows, highs = [part.low for part in parts], [part.high for part in parts]
    return Result(
        sum((low for low in lows if low is not None), Fraction(0)) if None not in lows else None,
        sum((high for high in highs if high is not None), Fraction(0)) if None not in highs else None,
    )


# --- 总数……，其中……


def _listed(line: Line, i: int) -> Found | None:
    """The parts from number i on and the whole before them, tied by 其中 or its like."""
    if not _level(line.numbers[i]):
        return None
    totals = _totals(line, i)
    parts = _parts(line, i) if totals else []
    if len(parts) < 2:
        return None
    runs = [parts[:size] for size in range(2, len(parts) + 1)]
    if any(not misses(_added(run), line.numbers[at]) for run in runs for at in totals):
        return None
    parts = _whole_row(parts)
    at = totals[0]
    total = line.numbers[at]
    words = line.text(at, i) + "".join(part.before + part.after[:6] for part in parts)
    surely = bool(_SURELY.search(line.text(at, i))) or _made_of(line, i, line.text(at, i)) or _staged(line, i)
    return ("sum", parts, _added(parts), total) if _incomplete(parts, total, words, surely) else None


def _totals(line: Line, i: int) -> list[int]:
    """The numbers before that may be the whole of a list that begins at i, nearest first."""
    first = line.numbers[i]
    found: list[int] = []
    for at in range(i - 1, max(-1, i - _LOOK_BACK), -1):
        if not line.near(at, i) and not found and not line.joined(at, i):
            break
        other = line.numbers[at]
        tie = line.text(at, i) if at == i - 1 else first.before
        if not (_OPENS.search(tie) or _made_of(line, i, tie) or _staged(line, i)) or (
            _OTHER_TIME.search(other.before[-12:]) and not found and at != i - 1
        ):
            continue
        if _level(other) and alike(first, other) and (other.point or 0) > (first.point or 0):
            found.append(at)
        if len(found) >= _MOST_TOTALS:
            break
    return found


def _made_of(line: Line, i: int, tie: str) -> bool:
    """由甲……、乙……和丙……组成."""
    ends = (line.numbers[at].after[:6] for at in range(i, min(i + _LOOK_BACK, len(line.numbers))) if line.joined(i, at))
    return "由" in tie and any("组成" in after or "构成" in after for after in ends)


def _staged(line: Line, i: int) -> bool:
    """一期……，二期……: stages in their order."""
    following = line.numbers[i + 1].before if i + 1 < len(line.numbers) and line.joined(i, i + 1) else ""
    return any(one in line.numbers[i].before[-4:] and two in following[-4:] for one, two in _STAGES)


def _parts(line: Line, i: int) -> list[Number]:
    """The numbers of one sort from i to the end of the sentence; changes and shares among them passed over."""
    first = line.numbers[i]
    parts = [first]
    for at in range(i + 1, min(len(line.numbers), i + _MOST_PARTS)):
        other = line.numbers[at]
        if not line.joined(i, at) or _STOPS.search(other.before):
            break
        if other.kind == first.kind and not (_level(other) and alike(first, other)):
            break
        if _level(other) and alike(first, other):
            parts.append(other)
    return parts


def _whole_row(parts: list[Number]) -> list[Number]:
    """The first numbers of a list that make a whole by their words (28男、16女); else all of it."""
    for size in range(min(4, len(parts)), 1, -1):
        if complement(parts[:size]):
            return parts[:size]
    return parts


def _incomplete(parts: Sequence[Number], total: Number, words: str, surely: bool = False) -> bool:
    """True when the parts are surely all there are and yet do not make the whole."""
    added, whole = _added(parts), total.point
    if added.middle is None or whole is None or max(part.point or 0 for part in parts) >= whole:
        return False
    off = abs(added.middle - whole) / whole
    if complement(parts) or _opposed(parts) or (surely and not _MORE.search(words)):
        return off <= _LOOSE
    if off > (_LOOSE if slipped(added, total) else _CLOSE):
        return False
    listed = len(parts) > 2 or _parallel(parts)
    if added.middle > whole:
        return listed or slipped(added, total)
    if _MORE.search(words):
        return False
    return (listed and total.kind == "count" and whole < _COUNTED) or _one_digit(added.middle - whole, total)


def _one_digit(off: Fraction, total: Number) -> bool:
    """True when what is lacking is one digit of the whole: 196.4 against 206.4; the rest of a list seldom is."""
    written, lacking = round((total.point or 0) / total.step), abs(round(off / total.step))
    return written >= _COUNTED // 10 and len(str(lacking).rstrip("0")) == 1


def complement(parts: Sequence[Number]) -> bool:
    """True when each part has another word of one row of rivals, and the row is used up."""
    profiles = [profile(part.one) for part in parts]
    rows = [{row for row, _ in features.near} for features in profiles]
    for row in sorted(rows[0].intersection(*rows[1:])):
        words = [next(word for r, word in features.near if r == row) for features in profiles]
        whole = {word for word in rival_rows()[row] if not word.endswith("*")}
        if set(words) == whole and len(set(words)) == len(words):
            return True
    return False


def _opposed(parts: Sequence[Number]) -> bool:
    """11家上升、6家下降: two parts of which each is what the other is not."""
    if len(parts) != 2:
        return False
    one, other = parts[0].after[:_CLAUSE] + parts[0].label[-4:], parts[1].after[:_CLAUSE] + parts[1].label[-4:]
    return any((a in one and b in other) or (b in one and a in other) for a, b in _OPPOSITES)


def _parallel(parts: Sequence[Number]) -> bool:
    """True when the parts are named alike: 一季度、二季度; 进岛方向、出岛方向; 企业捐款、个人捐款; 重伤、轻伤."""
    names = [_name(part) for part in parts]
    tails = {name[-1:] for name in names}
    return "" not in tails and (len(tails) == 1 or len({name[:2] for name in names}) == 1)


def _name(part: Number) -> str:
    return profile(part.one).phrase or part.label


# --- ……，合计……


def _summed(line: Line, i: int) -> Found | None:
    """The numbers before a 合计 that are its parts."""
    total = line.numbers[i]
    if not _level(total) or not _CLOSES.search(total.before[-10:] + total.one.mention.measure):
        return None
    parts: list[Number] = []
    for at in range(i - 1, max(-1, i - _MOST_PARTS), -1):
        other = line.numbers[at]
        if not line.joined(at, i):
            break
        if not (_level(other) and alike(total, other)):
            continue
        parts.insert(0, other)
        if not misses(_added(parts), total):
            return None
        if _OTHER_TIME.search(other.before):
            return None
    if len(parts) < 2:
        return None
    return ("sum", parts, _added(parts), total) if _incomplete(parts, total, "") else None


# --- ……，其余……


def _rest(line: Line, i: int) -> Found | None:
    """A number said to be the rest of a whole: with the parts before it it makes that."""
    rest = line.numbers[i]
    if not _level(rest) or rest.is_share or not _REST.search(rest.before):
        return None
    parts = [rest]
    for at in range(i - 1, max(-1, i - _LOOK_BACK), -1):
        other = line.numbers[at]
        if not line.joined(at, i):
            return None
        if not (_level(other) and alike(rest, other)):
            continue
        added = _added(parts)
        if len(parts) > 1 and not misses(added, other):
            return None
        if len(parts) > 1 and (other.point or 0) > max(part.point or 0 for part in parts):
            close = added.middle is not None and abs(added.middle - (other.point or 0)) <= (other.point or 0) * _LOOSE
            return ("sum", parts, added, other) if close and other.exact else None
        parts.insert(0, other)
    return None


# --- ……%、……%，其余……%


def _hundred(line: Line, i: int) -> Found | None:
    """Shares of which the last is the rest: together they are a hundred."""
    rest = line.numbers[i]
    if not rest.is_share or not rest.exact or not _REST.search(rest.before):
        return None
    parts = [rest]
    for at in range(i - 1, max(-1, i - _LOOK_BACK), -1):
        other = line.numbers[at]
        if not line.joined(at, i) or (other.is_share and not other.exact):
            break
        if other.is_share:
            parts.insert(0, other)
            if not _whole_hundred(parts):
                return None
    added = _added(parts)
    near = added.middle is not None and abs(added.middle - 100) <= 100 * _LOOSE
    whole = replace(rest, low=Fraction(100), high=Fraction(100), step=Fraction(1))
    return ("hundred", parts, added, whole) if len(parts) > 1 and near else None


def _whole_hundred(parts: Sequence[Number]) -> bool:
    """True when the shares do not make a hundred, each cut off or rounded."""
    added = _added(parts)
    assert added.low is not None and added.high is not None
    slack = sum((part.step / 2 for part in parts), Fraction(0))
    return not added.low - slack <= 100 <= added.high + slack


# --- ……9人，4人是……，3人是……，3人是……


def _told_off(line: Line, i: int) -> Found | None:
    """A number and right after it, in one sentence, at least three of its sort that nearly make it."""
    total = line.numbers[i]
    if not _level(total) or not total.exact or _OTHER_TIME.search(total.before) or total.is_share:
        return None
    parts: list[Number] = []
    for other in line.numbers[i + 1 : i + _MOST_PARTS]:
        if other.one.sentence != total.one.sentence or not (_level(other) and alike(total, other) and other.exact):
            break
        if _STOPS.search(other.before) or (other.point or 0) >= (total.point or 0):
            break
        parts.append(other)
        if not misses(_added(parts), total):
            return None
    if len(parts) < _A_LIST or total.kind != "count":
        return None
    words = "".join(part.before + part.after[:6] for part in parts)
    return ("sum", parts, _added(parts), total) if _incomplete(parts, total, words) else None


# --- 收入……，支出……，赤字……


def _balance(line: Line, i: int) -> Found | None:
    """Income, spending and what is left or lacking in one sentence."""
    left = line.numbers[i]
    if not (_level(left) or (left.is_change and left.exact)):
        return None
    for plus, minus, words in _BALANCES:
        if not words.search(left.before):
            continue
        pair = [number for number in (_said_of(line, i, plus), _said_of(line, i, minus)) if number is not None]
        if len(pair) == 2:
            return _difference(pair[0], pair[1], left)
    return None


def _said_of(line: Line, i: int, word: str) -> Number | None:
    for at in range(i - 1, max(-1, i - 5), -1):
        other = line.numbers[at]
        if line.joined(at, i) and _level(other) and alike(other, line.numbers[i]) and word in other.before:
            return None if _OTHER_TIME.search(other.before) else other
    return None


def _difference(a: Number, b: Number, left: Number) -> Found | None:
    large, small = (a, b) if (a.point or 0) >= (b.point or 0) else (b, a)
    if large.low is None or large.high is None or small.low is None or small.high is None or left.point is None:
        return None
    result = Result(large.low - small.high, large.high - small.low)
    near = result.middle is not None and abs(result.middle - left.point) * 2 <= left.point
    return ("difference", [large, small], result, left) if misses(result, left) and near else None
