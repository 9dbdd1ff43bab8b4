"""Traditional or Simplified on the screen: character for character, so that no position moves."""

from __future__ import annotations

from functools import cache
from typing import Literal, Protocol

Script = Literal["printed", "Hant", "Hans"]

# The dictionary writes the forms of the standard lists; papers in Hong Kong and Taiwan print these.
_PRINTED = str.maketrans("羣牀峯麪啓衞説祕喫", "群床峰麵啟衛說秘吃")


class _Converter(Protocol):
    def convert(self, string: str, /) -> str: ...


@cache
def _converter(name: str) -> _Converter:
    # Loaded at the first use: the dictionaries take a twentieth of a second.
    from opencc import OpenCC  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

    return OpenCC(name)  # pyright: ignore[reportUnknownVariableType]


def shown(text: str, script: Script) -> str:
    """`text` in the other script with the same number of code points; as printed where that cannot be."""
    if script == "printed" or not text:
        return text
    converter = _converter("s2hk" if script == "Hant" else "t2s")
    whole = converter.convert(text).translate(_PRINTED)
    if len(whole) == len(text):
        return whole
    return "".join(piece if len(piece) == 1 else one for one in text for piece in [converter.convert(one)])
