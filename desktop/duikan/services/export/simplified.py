"""A claim in Simplified characters, for the export; positions never come from this conversion."""

from __future__ import annotations

from functools import cache

from opencc import OpenCC  # pyright: ignore[reportMissingTypeStubs]


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def simplified(text: str) -> str:
    """The text in Simplified characters, phrases taken into account."""
    return str(_converter().convert(text))  # pyright: ignore[reportUnknownMemberType]
