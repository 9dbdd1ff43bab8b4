"""What is worked out of a mention once and asked for often: kept with the mention itself, so nothing is hashed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from duikan.engine.values import Mention

Found = TypeVar("Found")


def once(work: Callable[[Mention], Found]) -> Callable[[Mention], Found]:
    """The same function, which asks each mention only once; what it depends on must all stand in the mention."""

    def asked(mention: Mention) -> Found:
        kept = mention.kept
        if work in kept:
            return kept[work]
        found = kept[work] = work(mention)
        return found

    asked.__doc__ = work.__doc__
    return asked
