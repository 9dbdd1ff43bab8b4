"""JSON as the database keeps it: Chinese readable, the same text for the same value."""

from __future__ import annotations

import json


def dumps(value: object) -> str:
    """The value as compact JSON text with its keys in order."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
