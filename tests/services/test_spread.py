"""Work by several processes: the same answers in the same order, to be stopped, and not lost with a process."""

from __future__ import annotations

import multiprocessing
import os
from contextlib import closing
from itertools import count, islice

import pytest

from duikan.engine import pipeline
from duikan.services import spread as spreading
from duikan.services.reading import read_many
from duikan.services.spread import spread

TEXT = (
    "全市新建糧倉{}座\n"
    "記者昨日獲悉，全市去年新建糧倉{}座，總投資8.6億元，比上年增長12.5%；到2027年底將再建30座至50座。\n"
)


def double(number: int) -> int:
    return 2 * number


def die_in_a_process_of_its_own(number: int) -> int:
    if multiprocessing.parent_process() is not None:
        os._exit(3)
    return 2 * number


def portion(_number: int) -> int:
    return spreading.ENOUGH


def test_two_processes_answer_in_order() -> None:
    assert list(spread(double, range(7), portion, workers=2)) == [0, 2, 4, 6, 8, 10, 12]


def test_what_a_lost_process_owed_is_made_here() -> None:
    assert list(spread(die_in_a_process_of_its_own, range(5), portion, workers=2)) == [0, 2, 4, 6, 8]


def test_little_work_starts_no_process() -> None:
    with closing(spread(double, [1, 2, 3], lambda _: 1, workers=2)) as answers:
        assert next(answers) == 2
        assert multiprocessing.active_children() == []


def test_closing_stops_the_processes_and_asks_for_no_more() -> None:
    asked: list[int] = []
    endless = (asked.append(number) or number for number in count())
    with closing(spread(double, endless, portion, workers=2)) as answers:
        assert list(islice(answers, 2)) == [0, 2]
    assert multiprocessing.active_children() == []
    assert len(asked) < 10


@pytest.fixture
def little_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Portions of a few texts, so that few texts are work for two processes."""
    monkeypatch.setattr(spreading, "ENOUGH", 1000)


@pytest.mark.usefixtures("little_is_enough")
def test_many_texts_read_side_by_side_are_one_collection() -> None:
    texts = [(TEXT.format(number, number) * 3, None, "") for number in range(30, 60)]
    assert sum(len(text) for text, _, _ in texts) > 2 * spreading.ENOUGH
    known = pipeline.read_all(texts)
    assert pipeline.together(list(read_many(texts, workers=2))) == known
    assert len(known.stated) > 100


@pytest.mark.usefixtures("little_is_enough")
def test_reading_stops_where_it_is_told_to() -> None:
    texts = ((TEXT.format(number, number), None, "") for number in count())
    told: list[int] = []

    def three(done: int) -> bool:
        told.append(done)
        return done < 3

    assert len(list(read_many(texts, three))) == 3
    assert told == [1, 2, 3]
