"""A publication date as an editor writes it."""

from __future__ import annotations

import re
from datetime import date

from duikan.errors import InputError

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_CHINESE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日?")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９－", "0123456789-")


def parse_day(text: str) -> date | None:
    """The day that 2025-02-12 or 2025年2月12日 names, None for nothing written; anything else is `date.invalid`."""
    plain = "".join(text.translate(_FULL_WIDTH).split())
    if not plain:
        return None
    found = _ISO.fullmatch(plain) or _CHINESE.fullmatch(plain)
    try:
        if found is not None:
            return date(*(int(part) for part in found.groups()))
    except ValueError:
        pass
    raise InputError("date.invalid", text=text.strip())
