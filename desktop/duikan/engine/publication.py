"""When a page came out, read from the page itself and never from the clock."""

from __future__ import annotations

from collections.abc import Sequence

from duikan.engine.values import Article, Publication


def infer_publication(text: str, articles: Sequence[Article] = ()) -> Publication:
    """The day of publication with its window, its evidence (document spans) and how sure that is."""
    return Publication()
