"""Work on many texts by every core: in order, a few of them in memory at a time, and to be stopped at any one."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from itertools import chain, islice
from multiprocessing import get_context
from typing import TypeVar

Piece = TypeVar("Piece")
Done = TypeVar("Done")
Portions = Generator[Iterable[Done], None, None]

ENOUGH = 40_000  # characters a process takes at a time: about a second's work
_AHEAD = 2  # how many portions wait for each process


def cores() -> int:
    """How many processes may run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(
    work: Callable[[Piece], Done], pieces: Iterable[Piece], size: Callable[[Piece], int], workers: int | None = None
) -> Generator[Done, None, None]:
    """What `work` makes of every piece, in their order; by several processes where there is work for them.

    `work` is a function of a module and its pieces can be pickled. `size` in characters. Closing the iterator stops
    the processes. They are started afresh, so it may run beside a window and its threads.
    """
    portions = _portions(pieces, size)
    first = list(islice(portions, 2))
    many = workers or cores()
    every = chain(first, portions)
    done = _one_after_another(work, every) if many < 2 or len(first) < 2 else _side_by_side(work, every, many)
    with closing(done):
        for portion in done:
            yield from portion


def _portions(pieces: Iterable[Piece], size: Callable[[Piece], int]) -> Iterator[list[Piece]]:
    portion: list[Piece] = []
    held = 0
    for piece in pieces:
        portion.append(piece)
        held += size(piece)
        if held >= ENOUGH:
            yield portion
            portion, held = [], 0
    if portion:
        yield portion


def _one_after_another(work: Callable[[Piece], Done], portions: Iterable[list[Piece]]) -> Portions[Done]:
    for portion in portions:
        yield map(work, portion)


def _side_by_side(work: Callable[[Piece], Done], portions: Iterable[list[Piece]], workers: int) -> Portions[Done]:
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_deaf)
    waiting: deque[tuple[Future[list[Done]], list[Piece]]] = deque()
    try:
        for portion in portions:
            waiting.append((_handed(pool, work, portion), portion))
            if len(waiting) > _AHEAD * workers:
                yield _answer(work, *waiting.popleft())
        while waiting:
            yield _answer(work, *waiting.popleft())
    finally:
        pool.shutdown(cancel_futures=True)


def _handed(pool: ProcessPoolExecutor, work: Callable[[Piece], Done], portion: list[Piece]) -> Future[list[Done]]:
    try:
        return pool.submit(_portion, work, portion)
    except BrokenProcessPool as error:
        lost: Future[list[Done]] = Future()
        lost.set_exception(error)
        return lost


def _answer(work: Callable[[Piece], Done], future: Future[list[Done]], portion: list[Piece]) -> list[Done]:
    """What a process made of a portion; where the system took the process away, the same made here."""
    try:
        return future.result()
    except BrokenProcessPool:
        return _portion(work, portion)


def _portion(work: Callable[[Piece], Done], portion: list[Piece]) -> list[Done]:
    return [work(piece) for piece in portion]


def _deaf() -> None:
    """Ctrl-C is for the process that asked; it stops the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
