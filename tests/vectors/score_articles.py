"""Score what `duikan check --jsonl` printed against the annotated articles.

    python tests/vectors/score_articles.py GOLD PREDICTIONS [--errors]

GOLD is a folder gold that to_gold.py wrote, PREDICTIONS a file of JSON Lines or - for standard input.
Publication dates must have been given with --metadata.  README.md beside this file tells the conventions.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Pair = frozenset[str]
FIELDS = ("value", "unit", "time", "aggregate", "modality")
NOTES = {"name", "text"}
WIDE = 200
SIMPLE = str.maketrans(
    "個條項種類級棟畝噸週臺間號鏈萬億圓幣強頭隻張時鐘劑場戶歲錢點噴層車輛艘匹倍門",
    "个条项种类级栋亩吨周台间号链万亿元币强头只张时钟剂场户岁钱点喷层车辆艘匹倍门",
)
ALIKE = {
    "家": "个", "间": "个", "大": "个", "所": "个", "名": "位", "人": "位", "强": "位", "第": "位",
    "宗": "起", "例": "起", "月": "个月", "星期": "周", "平米": "平方米", "平方公尺": "平方米",
    "人民币": "元", "人民币元": "元", "cny": "元", "美金": "美元", "usd": "美元", "小时": "时", "个小时": "时",
    "分": "分钟", "天": "日", "座": "个", "公尺": "米",
    "百分点": "个百分点", "percent": "%", "标箱": "标准箱", "teu": "标准箱", "度": "千瓦时",
    "台套": "台", "公吨": "吨", "伙": "个",
    "港币": "港元", "hkd": "港元", "台币": "新台币", "新台币元": "新台币", "twd": "新台币",
    "ntd": "新台币", "mop": "澳门元",
}  # fmt: skip


def rows(path: Path) -> list[Row]:
    """The records of a file of JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@dataclass
class Gold:
    """The annotations of one set."""

    facts: list[Row]
    conflicts: list[Row]
    traps: list[Row]
    agreements: list[Row]
    published: dict[str, str | None]

    def counted(self) -> list[Row]:
        return [f for f in self.facts if f["salience"] != "nominal"]


def read_gold(folder: Path) -> Gold:
    """The annotations in a folder that to_gold.py wrote."""
    published = {a["file"]: a["publication"]["value"] for a in rows(folder / "articles.jsonl")}
    facts, conflicts, traps, agreements = (
        rows(folder / f"{name}.jsonl") for name in ("facts", "conflicts", "traps", "agreements")
    )
    return Gold(facts, conflicts, traps, agreements, published)


@dataclass
class Score:
    """The figures, and every error as a line."""

    figures: dict[str, float] = field(default_factory=dict[str, float])
    errors: list[str] = field(default_factory=list[str])


def meet(a: Row, b: Row) -> int:
    """How many code points two spans share."""
    return max(0, min(a["end"], b["end"]) - max(a["start"], b["start"])) if a["file"] == b["file"] else 0


def fit(a: Row, b: Row) -> float:
    """Shared code points over all code points of two spans."""
    shared = meet(a, b)
    return shared / (a["end"] - a["start"] + b["end"] - b["start"] - shared)


def match(gold: Gold, mentions: list[Row]) -> tuple[dict[str, Row], list[Row]]:
    """One mention for each fact, best overlap first; and the mentions that are no fact at all."""
    by_file: dict[str, list[Row]] = {}
    for fact in gold.counted():
        by_file.setdefault(fact["file"], []).append(fact)
    found: list[tuple[float, int, str]] = []
    for n, mention in enumerate(mentions):
        for fact in by_file.get(mention["file"], []):
            if meet(mention, fact | {"start": fact["num_start"], "end": fact["num_end"]}):
                found.append((-fit(mention, fact), n, fact["id"]))
    matched: dict[str, Row] = {}
    used: set[int] = set()
    for _, n, name in sorted(found):
        if name not in matched and n not in used:
            matched[name] = mentions[n]
            used.add(n)
    nominal = [f for f in gold.facts if f["salience"] == "nominal"]
    rest = [m for n, m in enumerate(mentions) if n not in used]
    return matched, [m for m in rest if not any(meet(m, f) for f in nominal)]


def same(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= 1e-6 * max(abs(a), abs(b))


def digit(fact: Row) -> float:
    """One unit of the last printed digit: 1 for 6%, 10000 for 1.2万."""
    printed = "".join(c for c in fact["num_surface"] if c in "0123456789.")
    number = float(printed or 0)
    return fact["value"] / number * 10.0 ** -len(printed.partition(".")[2]) if number else 0.0


def value_right(fact: Row, mention: Row) -> bool:
    """Same bounds, same openness where a bound is there; 約 may be a band."""
    low: float | None = mention.get("low")
    high: float | None = mention.get("high")
    open_low, open_high = bool(mention.get("low_open")), bool(mention.get("high_open"))
    good: list[list[Any]] = [
        [fact["value_low"], fact["value_high"], fact["low_open"], fact["high_open"]],
        *fact["value_also"],
    ]
    if fact["value_low"] is None:
        good.append([0, fact["value_high"], None, fact["high_open"]])
    if fact["aggregate"] == "share" and fact["value_high"] is None:
        good.append([fact["value_low"], 100, fact["low_open"], None])
    if fact["aggregate"] == "rank":
        good.append([None, fact["value_high"], None, None])
    if fact["op"] == "approx" and low is not None and high is not None and fact["value_low"]:
        point = float(fact["value_low"])
        step = digit(fact) * (1 + 1e-6)
        if point - step <= low <= point <= high <= point + step:
            return True
    return any(
        same(a, low) and same(b, high)
        and (a is None or ao is None or ao == open_low) and (b is None or bo is None or bo == open_high)
        for a, b, ao, bo in good
    )  # fmt: skip


def unit_name(unit: Any) -> str:
    name = str(unit or "").strip().lower().translate(SIMPLE)
    return ALIKE.get(name, name)


def unit_right(fact: Row, mention: Row) -> bool:
    good = {unit_name(u) for u in [fact["unit"], *fact["unit_also"]]}
    if fact["aggregate"] == "rank":
        good |= {"", "位", "个"}
    return unit_name(mention.get("unit")) in good


def accepted(fact: Row) -> list[list[str | None]]:
    """The intervals that are right for a number."""
    if fact["time"]:
        return fact["time"]["accept"]
    today: list[list[str | None]] = [["pub", "pub"], [None, "pub"]]
    return [[None, None], *(today if fact["as_of_default"] == "publication" else [])]


def time_right(fact: Row, mention: Row, published: str | None) -> bool:
    have = (mention.get("time_start"), mention.get("time_end"))
    if fact["time"] and fact["time"]["accept_unresolved"] and have == (None, None):
        return mention.get("time_basis") == "relative"
    return any(have == tuple(published if end == "pub" else end for end in want) for want in accepted(fact))


def field_right(name: str, fact: Row, mention: Row, published: str | None) -> bool:
    if name == "value":
        return value_right(fact, mention)
    if name == "unit":
        return unit_right(fact, mention)
    if name == "time":
        return time_right(fact, mention, published)
    return mention.get(name) in [fact[name], *fact[f"{name}_also"]]


def ratio(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def score_mentions(gold: Gold, mentions: list[Row], out: Score) -> dict[str, Row]:
    """Numbers found, and of those found the fields that are right."""
    facts = {f["id"]: f for f in gold.counted()}
    matched, false = match(gold, mentions)
    out.figures["mention_recall"] = ratio(len(matched), len(facts))
    out.figures["mention_precision"] = ratio(len(matched), len(matched) + len(false))
    out.errors += [f"missed {i} {f['surface']}" for i, f in facts.items() if i not in matched]
    out.errors += [f"false {m['file']} {m['start']} {m.get('surface')}" for m in false]
    for name in FIELDS:
        wrong = [i for i, m in matched.items() if not field_right(name, facts[i], m, gold.published[m["file"]])]
        out.figures[name] = ratio(len(matched) - len(wrong), len(matched))
        for i in wrong:
            have = [matched[i].get(k) for k in fields_of(name)]
            out.errors.append(f"{name} {i} {facts[i]['surface']}: {have}, annotated {told(name, facts[i])}")
    return matched


def fields_of(name: str) -> tuple[str, ...]:
    return {
        "value": ("low", "high", "low_open", "high_open"), "time": ("time_start", "time_end", "time_basis"),
    }.get(name, (name,))  # fmt: skip


def told(name: str, fact: Row) -> Any:
    if name == "value":
        return [fact[k] for k in ("value_low", "value_high", "low_open", "high_open")]
    return accepted(fact) if name == "time" else [fact[name], *fact[f"{name}_also"]]


def pairs(members: Iterable[Row], keys: dict[str, str]) -> Iterator[Pair]:
    """Every two counted numbers among some members."""
    names = [m["ref"] for m in members if m["ref"] in keys]
    return (frozenset(p) for p in combinations(names, 2))


def score_agree(gold: Gold, matched: dict[str, Row], out: Score) -> None:
    """Numbers of one question share the field fact, numbers of two questions do not."""
    keys: dict[str, str] = {f["id"]: f["subject_key"] for f in gold.counted()}

    def one(pair: Pair) -> bool:
        return len({keys[i] for i in pair}) == 1

    friends = {p for g in gold.agreements for p in pairs(g["members"], keys)}
    together = {p for g in gold.agreements if g["relation"] == "same" for p in pairs(g["members"], keys) if one(p)}
    rivals = {p for c in gold.conflicts for p in pairs(c["members"], keys)}
    apart = {p for x in gold.traps for p in pairs(x["members"], keys) if not one(p)} - friends - rivals

    def joined(pair: Pair) -> bool:
        labels = [matched[i].get("fact") if i in matched else None for i in pair]
        return labels[0] is not None and labels[0] == labels[1]

    missed, wrong = [p for p in together if not joined(p)], [p for p in apart if joined(p)]
    hit = len(together) - len(missed)
    out.figures["agree"] = ratio(2 * hit, 2 * hit + len(missed) + len(wrong))
    out.errors += [f"not put together {' '.join(sorted(p))}" for p in missed]
    out.errors += [f"wrongly put together {' '.join(sorted(p))}" for p in wrong]


def touched(spans: list[Row], members: list[Row]) -> list[bool]:
    return [any(s["end"] - s["start"] <= WIDE and meet(s, m) for s in spans) for m in members]


def both_sides(spans: list[Row], conflict: Row) -> bool:
    on = touched(spans, conflict["members"])
    across: list[list[int]] = conflict["pairs"]
    return any(on[i] and on[j] for i, j in across)


def score_conflicts(gold: Gold, printed: list[Row], out: Score) -> None:
    """Planted conflicts found with the right status; everything else of a numeric type is a false alarm."""
    found: set[str] = set()
    alarms: Counter[str] = Counter()
    for conflict in printed:
        hits = [c for c in gold.conflicts if both_sides(conflict["spans"], c)]
        right = [c["id"] for c in hits if conflict.get("status") in c["expect"]["true"]]
        found.update(right)
        if right or (not hits and conflict["type"] in NOTES):
            continue
        look = [x["reason_class"] for x in gold.traps if sum(touched(conflict["spans"], x["members"])) > 1]
        look += ["agreement" for g in gold.agreements if sum(touched(conflict["spans"], g["members"])) > 1]
        why = "wrong status" if hits else look[0] if look else "unlisted"
        alarms[why] += 1
        where = " / ".join(f"{s['file']} {s['start']}-{s['end']}" for s in conflict["spans"])
        out.errors.append(f"alarm {why}: {conflict['type']} {where} {conflict.get('explanation', '')}")
    out.errors += [f"conflict missed {c['id']} {c['type']}" for c in gold.conflicts if c["id"] not in found]
    out.figures["conflict_recall"] = ratio(len(found), len(gold.conflicts))
    out.figures["conflict_precision"] = ratio(len(found), len(found) + alarms.total())
    out.figures["lookalikes_flagged"] = alarms.total() - alarms["unlisted"] - alarms["wrong status"]


def score(gold: Gold, records: list[Row]) -> Score:
    """All figures for what was printed."""
    out = Score()

    def known(span: Row) -> bool:
        return span["file"] in gold.published

    wanted = [r for r in records if r["kind"] in ("mention", "conflict")]
    spans: list[Row] = [s for r in wanted for s in (r["spans"] if r["kind"] == "conflict" else [r])]
    for span in spans:
        span["file"] = str(span["file"]).replace("\\", "/").rpartition("/")[2]
    mentions = [r for r in wanted if r["kind"] == "mention" and known(r)]
    conflicts = [r for r in wanted if r["kind"] == "conflict" and all(known(s) for s in r["spans"])]
    score_agree(gold, score_mentions(gold, mentions, out), out)
    score_conflicts(gold, conflicts, out)
    return out


def main() -> int:
    """Print the figures, before them every error if asked."""
    names = [a for a in sys.argv[1:] if a != "--errors"]
    if len(names) != 2:
        print(__doc__)
        return 2
    text = sys.stdin.read() if names[1] == "-" else Path(names[1]).read_text(encoding="utf-8")
    records = [json.loads(line) for line in text.splitlines() if line.strip()]
    out = score(read_gold(Path(names[0])), records)
    if "--errors" in sys.argv:
        print(*sorted(out.errors), sep="\n")
    print("score:", *(f"{k}={v:.4f}" if isinstance(v, float) else f"{k}={v}" for k, v in out.figures.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
