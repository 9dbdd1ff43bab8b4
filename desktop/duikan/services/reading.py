"""Read many texts by every core, one page after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing

from duikan.engine.pipeline import Page, Text, numbered, read_alone
from duikan.services.spread import spread


def go_on(_done: int) -> bool:
    """The progress of a caller that neither watches nor cancels."""
    return True


def read_many(
    texts: Iterable[Text], progress: Callable[[int], bool] = go_on, workers: int | None = None
) -> Iterator[Page]:
    """The pages of many texts in their order, numbered as one collection; only a few are held at a time.

    `progress` is told how many are done and returns False to stop there. Facts and conflicts: `pipeline.together`.
    """
    first = 0
    with closing(spread(_read, texts, _size, workers)) as pages:
        for index, page in enumerate(pages):
            yield numbered(page, index, first)
            first += max(1, len(page.articles))
            if not progress(index + 1):
                return


def _read(text: Text) -> Page:
    return read_alone(*text)


def _size(text: Text) -> int:
    return len(text[0])
