"""Fits how much each sign speaks for a headline, for half a sentence, for two halves of one: on the composed pages that
may be looked at and on drawn ones.

python tests/vectors/fit_layout.py headlines     prints the weights of duikan/engine/page/headline.py
python tests/vectors/fit_layout.py neighbours    prints resources/lexicon/neighbours.txt
python tests/vectors/fit_layout.py joins         prints those of duikan/engine/page/joins.py
python tests/vectors/fit_layout.py fragments     prints those of duikan/engine/page/fragments.py
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from unittest import mock

import drawn_pages
from composed_pages import Segment, all_pages, broken_sentences, group_of, read_page, read_rows
from drawn_pages import Story, draw

from duikan.engine.folding import fold
from duikan.engine.page import builder as layout_builder
from duikan.engine.page import fragments as layout_fragments
from duikan.engine.page import headline as layout_headline
from duikan.engine.page import joins as layout_joins
from duikan.engine.page import read as layout_read
from duikan.engine.page.affinity import Page, is_closed
from duikan.engine.page.drafts import Draft
from duikan.engine.page.fragments import fragment_signs
from duikan.engine.page.headline import Habits, signs
from duikan.engine.page.joins import join_signs
from duikan.engine.page.layout import find_articles
from duikan.engine.page.lines import Line
from duikan.engine.page.parts import Coming, Part

_DRAWN = range(1000, 1300)  # pages that no figure is taken of
_WRITTEN = 8  # how often a written page counts
_HAN = re.compile("[\u3400-\u9fff]+")
_AFTER = 8  # lines after a broken one in which its other half may stand
_STEPS, _RATE, _TIGHT = 400, 0.5, 0.002

_GIVEN = {**layout_headline.GIVEN, **layout_fragments.GIVEN, **layout_joins.GIVEN}

Example = tuple[dict[str, float], bool, float]


def pages() -> Iterator[tuple[str, list[Segment], float]]:
    """Every page that may be looked at, and how much it counts."""
    for path in all_pages():
        if group_of(path) != "aside":
            for stripped in (False, True):
                yield *read_page(path, without_bylines=stripped), _WRITTEN
    for n in _DRAWN:
        yield *read_rows(draw("tune", n).rows), 1.0


def headlines() -> list[Example]:
    """The signs of each headline and head, read with every earlier one of its page taken rightly."""
    found: list[Example] = []
    for text, segments, weight in pages():
        roles = {segment.span.start: segment for segment in segments}

        def judge(
            part: Part,
            coming: Coming,
            current: Draft,
            habits: Habits,
            roles: dict[int, Segment] = roles,
            weight: float = weight,
        ) -> bool:
            held = [roles[line.span.start] for line in part.shorts if line.span.start in roles]
            held = [one for one in held if one.article.isupper()]
            opens = any(one.role in ("title", "kick", "sub") for one in held)
            if held:
                found.append((signs(part, coming, current, habits), opens, weight))
            return opens

        layout_builder.opens_article = judge
        find_articles(text)
    return found


def fragments() -> list[Example]:
    """The signs of each short line, with every earlier one of its page taken rightly."""
    found: list[Example] = []
    for text, segments, weight in pages():
        roles = {segment.span.start: segment.role for segment in segments}

        def judge(
            lines: Sequence[Line],
            i: int,
            page: Page,
            usual: int,
            roles: dict[int, str] = roles,
            weight: float = weight,
        ) -> float:
            role = roles.get(lines[i].span.start)
            half = role == "body"
            if role not in (None, "cap", "furn"):
                found.append((fragment_signs(lines, i, page, usual), half, weight))
            return 1.0 if half else -1.0

        layout_read.torn_score = judge
        layout_read.read_lines(text)
    return found


def joins() -> list[Example]:
    """The signs of each broken line with its other half, and with what it might be taken to go on in."""
    found: list[Example] = []
    for text, segments, weight in pages():
        lines, page = layout_read.read_lines(text)
        held = {span.start: line for line in lines for span in line.spans}
        texts = [s for s in segments if s.role == "body" and s.article != "-"]
        halves = {(a.span.start, b.span.start) for a, b in broken_sentences(segments)}
        broken = {a for a, _ in halves}
        for left in (line for line in lines if line.spans[-1].start in broken and not is_closed(line.text)):
            last = left.spans[-1].start
            after = [held[s.span.start] for s in texts if s.span.start > last][:_AFTER]
            found += [
                (join_signs(left, right, page), (last, right.span.start) in halves, weight / 2)
                for right in after
                if right.span.start > last
            ]
    return found


def neighbours(told: Sequence[Story]) -> dict[str, str]:
    """For each Chinese character those that stand behind it in some articles."""
    seen: dict[str, set[str]] = {}
    for story in told:
        for run in _HAN.findall(fold("\n".join([story.title, *story.paragraphs]))):
            for one, two in pairwise(run):
                seen.setdefault(one, set()).add(two)
    return {one: "".join(sorted(seen[one])) for one in sorted(seen)}


def by_halves(collect: Callable[[], list[Example]]) -> list[Example]:
    """The signs in one half of the articles, told with the neighbours of characters in the other half."""
    whole = drawn_pages.stories("tune")
    found: list[Example] = []
    for k in (0, 1):
        here, there = (tuple(s for i, s in enumerate(whole) if i // 8 % 2 == half) for half in (k, 1 - k))
        known = neighbours(there)
        with (
            mock.patch.object(drawn_pages, "stories", return_value=here),
            mock.patch.object(layout_joins, "neighbours", return_value=known),
        ):
            found += collect()
    return found


def fit(told: list[Example]) -> dict[str, float]:
    """Weights of a logistic regression, pulled a little towards 0."""
    names = list(told[0][0])
    weights = {name: _GIVEN.get(name, 0.0) for name in names}
    whole = sum(weight for _, _, weight in told)
    speed = dict.fromkeys(names, 0.0)
    for _ in range(_STEPS):
        slope = {name: _TIGHT * weights[name] for name in names if name not in _GIVEN}
        for values, opens, weight in told:
            score = sum(weights[name] * value for name, value in values.items() if value)
            miss = (1 / (1 + math.exp(-max(min(score, 30), -30))) - opens) * weight / whole
            for name in slope:
                slope[name] += miss * values[name]
        for name in slope:
            speed[name] = 0.9 * speed[name] - _RATE * slope[name]
            weights[name] += speed[name]
    return weights


def main() -> None:
    """Print the weights, and how many headlines they tell rightly."""
    if sys.argv[1] == "neighbours":
        print("\n".join(one + behind for one, behind in neighbours(drawn_pages.stories("tune")).items()))
        return
    told = by_halves({"fragments": fragments, "joins": joins, "headlines": headlines}[sys.argv[1]])
    weights = fit(told)
    wrong = [opens for values, opens, _ in told if (sum(weights[n] * v for n, v in values.items()) > 0) != opens]
    so = sum(opens for _, opens, _ in told)
    print(f"# {len(told)} lines, {so} so: {sum(wrong)} of these and {len(wrong) - sum(wrong)} others told wrongly")
    for name, weight in weights.items():
        if name not in _GIVEN:
            print(f'    "{name}": {weight:.2f},')


main()
