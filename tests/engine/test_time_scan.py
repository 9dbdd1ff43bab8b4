"""The gate of the scan for times lets through every place where an atom begins."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from duikan.engine.folding import fold
from duikan.engine.time import atoms as time_atoms
from duikan.engine.time.words import vocabulary

VECTORS = Path(__file__).resolve().parents[1] / "vectors"


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():  # pyright: ignore[reportUnknownVariableType]
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:  # pyright: ignore[reportUnknownVariableType]
            yield from strings(part)


def texts() -> Iterator[str]:
    """Every text of the vectors, every word of the list, and the characters of both thrown together."""
    written = [
        fold(text) for path in sorted(VECTORS.glob("*.toml")) for text in strings(tomllib.loads(path.read_text()))
    ]
    yield from written
    yield "|".join(vocabulary().words)
    chance = random.Random(5)
    characters = "0123456789一二三四五六七八九十廿两半多几第年月日号季度周星期天时点分至到—-/、. "
    characters += "初末底上下前后个内学财今去明"
    for _ in range(4_000):
        yield "".join(chance.choices(characters, k=24))


def test_the_gate_shuts_nothing_out() -> None:
    scanner = time_atoms._scanner()  # pyright: ignore[reportPrivateUsage]
    for text in texts():
        found = [match.span() for match in time_atoms._matches(text)]  # pyright: ignore[reportPrivateUsage]
        assert found == [match.span() for match in scanner.finditer(text)], text
