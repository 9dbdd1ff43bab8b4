"""Articles that carry the same copy are one witness: two papers with one agency's text do not confirm each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from zlib import crc32

from duikan.engine.folding import fold

_HAN = re.compile(r"[\u4e00-\u9fff0-9]+")
_SHINGLE = 8
_SKETCH = 96
_SHARED = 0.55
_SHORTEST = 24


def find_witnesses(texts: Mapping[int, str]) -> dict[int, int]:
    """The witness of every article, named by the smallest article that carries its copy; scripts make no difference."""
    sketches = {number: _sketch(texts[number]) for number in sorted(texts)}
    holders: dict[int, list[int]] = defaultdict(list)
    for number, sketch in sketches.items():
        for mark in sketch:
            holders[mark].append(number)
    witness = {number: number for number in sketches}
    for number, sketch in sketches.items():
        for other in sorted({earlier for mark in sketch for earlier in holders[mark][:_SHINGLE] if earlier < number}):
            if _shared(sketch, sketches[other]) >= _SHARED:
                witness[number] = witness[other]
                break
    return witness


def _sketch(text: str) -> frozenset[int]:
    """The smallest hashes of all stretches of eight characters: equal for equal copy, cheap to compare."""
    plain = "".join(_HAN.findall(fold(text)))
    if len(plain) < _SHORTEST:
        return frozenset()
    marks = {crc32(plain[at : at + _SHINGLE].encode()) for at in range(len(plain) - _SHINGLE + 1)}
    return frozenset(sorted(marks)[:_SKETCH])


def _shared(a: frozenset[int], b: frozenset[int]) -> float:
    """How much of two texts is the same, judged on the smallest marks of both together."""
    if not a or not b:
        return 0.0
    both = sorted(a | b)[: min(len(a), len(b))]
    return sum(mark in a and mark in b for mark in both) / len(both)
