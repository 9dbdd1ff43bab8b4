"""The grouping into facts beside Splink (its DuckDB backend), on the same numbers in the same run.

`pip install -e .[bench]` brings Splink; without it its rows are left out, and that is said. What is right is told by
the annotated clusters: pairs of numbers that answer one question, and pairs that answer two. Splink gets what the
grouping compares (noun, owner, place, value, day, words around) as columns, learns its weights from the same numbers,
and of several thresholds the one that serves it best is shown.
"""

from __future__ import annotations

import importlib.util
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from duikan.engine.fact.facts import group
from duikan.engine.fact.likeness import profile
from duikan.engine.meaning.measures import value_key
from duikan.engine.values import Stated
from measure import Row
from newsroom import Copy, copies

SIZES = (3_500, 10_000)  # the annotated clusters once; three times, turned
_THRESHOLDS = (0.5, 0.8, 0.95, 0.99)


@dataclass(frozen=True, slots=True)
class Score:
    """Of the pairs known to be one question how many are in one fact; of the known pairs in one fact how many are."""

    recall: float
    precision: float

    @property
    def f(self) -> float:
        return 2 * self.recall * self.precision / (self.recall + self.precision or 1)


def scored(told: Sequence[Copy], facts: Mapping[int, object]) -> Score:
    """How a grouping does on the annotated numbers."""
    found = right = wrong = 0
    for copy in told:
        true = set(copy.true)
        found += len(true)
        right += sum(facts[a] == facts[b] for a, b in true)
        groups: dict[object, list[int]] = defaultdict(list)
        for one in copy.asked:
            groups[facts[one]].append(one)
        pairs = (pair for members in groups.values() for pair in combinations(sorted(members), 2))
        wrong += sum(copy.asked[a] != copy.asked[b] for a, b in pairs)
    return Score(right / found, right / (right + wrong or 1))


def bench_linkage() -> Iterator[Row]:
    splink = importlib.util.find_spec("splink") is not None
    if not splink:
        print("Splink is not installed (pip install -e .[bench]): skipped", file=sys.stderr)
    for size in SIZES:
        told = list(copies(size))
        stated = [one for copy in told for one in copy.stated if not one.mention.nominal]
        began = time.process_time()
        facts = group(stated)
        taken = time.process_time() - began
        yield from _rows(f"{size:,} mentions", "grouped here", taken, scored(told, _alone(told) | facts))
        if splink:
            taken, best = _by_splink(told, stated)
            yield from _rows(f"{size:,} mentions", "linked by Splink", taken, best)


def _alone(told: Sequence[Copy]) -> dict[int, int]:
    """Numbers that are part of a name are in no fact with others."""
    return {one.id: one.id for copy in told for one in copy.stated}


def _rows(what: str, how: str, taken: float, score: Score) -> Iterator[Row]:
    yield Row(f"{what} {how}: true pairs found", score.recall, "", None, "higher")
    yield Row(f"{what} {how}: pairs found that are true", score.precision, "", None, "higher")
    yield Row(f"{what} {how}: time of the processor", taken, "s")


def _by_splink(told: Sequence[Copy], stated: Sequence[Stated]) -> tuple[float, Score]:
    """Its time, training included, and its best score."""
    import duckdb
    from splink import DuckDBAPI, Linker

    connection = duckdb.connect()
    rows = [_columns(one) for one in stated]
    connection.execute(
        "CREATE TABLE numbers (unique_id BIGINT, kind VARCHAR, phrase VARCHAR, tail VARCHAR, owner VARCHAR,"
        " place VARCHAR, figure VARCHAR, day DATE, around VARCHAR[])"
    )
    connection.executemany("INSERT INTO numbers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    began = time.process_time()
    linker = Linker(DuckDBAPI(connection).register("numbers"), _settings(), log_level="ERROR")
    _train(linker)
    predictions = linker.inference.predict(threshold_match_probability=min(_THRESHOLDS))
    clusters = [
        linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, threshold) for threshold in _THRESHOLDS
    ]
    taken = time.process_time() - began
    scores = [scored(told, _alone(told) | _facts_of(cluster)) for cluster in clusters]
    return taken, max(scores, key=lambda score: score.f)


def _facts_of(cluster: object) -> dict[int, object]:
    return {row["unique_id"]: ("cluster", row["cluster_id"]) for row in cluster.as_record_list()}  # type: ignore[attr-defined]


def _columns(one: Stated) -> tuple[object, ...]:
    p = profile(one)
    day = one.mention.period.end or one.published
    return (
        one.id, p.kind, p.phrase or None, p.phrase[-2:] or None, p.owner or None, p.place or p.about or None,
        str(value_key(one.mention)), day.isoformat() if day else None, sorted(p.context),
    )  # fmt: skip


def _settings() -> object:
    import splink.comparison_library as by
    from splink import SettingsCreator, block_on

    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            by.JaroWinklerAtThresholds("phrase", [0.92, 0.8]),
            by.JaroWinklerAtThresholds("owner", [0.9]),
            by.ExactMatch("place"),
            by.ExactMatch("figure"),
            by.AbsoluteDateDifferenceAtThresholds(
                "day", input_is_string=False, metrics=["day", "year"], thresholds=[31, 1]
            ),
            by.ArrayIntersectAtSizes("around", [6, 3, 1]),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("kind", "figure"), block_on("kind", "tail"), block_on("kind", "owner"),
        ],
    )  # fmt: skip


def _train(linker: object) -> None:
    from splink import block_on

    training = linker.training  # type: ignore[attr-defined]
    training.estimate_probability_two_random_records_match([block_on("kind", "figure", "phrase")], recall=0.5)
    training.estimate_u_using_random_sampling(max_pairs=1_000_000, seed=1)
    training.estimate_parameters_using_expectation_maximisation(block_on("kind", "figure"))
    training.estimate_parameters_using_expectation_maximisation(block_on("kind", "phrase"))
