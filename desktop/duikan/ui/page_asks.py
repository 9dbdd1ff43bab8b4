"""The services that mend a page by hand, imported at the first question, like asks.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duikan.services.passages import Mended


def split(session: Any, article_id: int, start: int, end: int) -> Mended:
    """A new article from the selection on, or from the printed line of the caret."""
    from duikan.services import passages

    return passages.split(session, article_id, start, line=start == end)


def merge(session: Any, article_id: int, other_id: int) -> Mended:
    """The other article's text behind this one's."""
    from duikan.services import passages

    return passages.merge(session, article_id, other_id)


def move(session: Any, article_id: int, start: int, end: int, to_id: int) -> Mended:
    """A passage to another article of the page."""
    from duikan.services import passages

    return passages.move(session, article_id, start, end, to_id)


def shift(session: Any, article_id: int, start: int, end: int, by: int) -> Mended:
    """The lines of the selection one line up or down."""
    from duikan.services import passages

    return passages.shift(session, article_id, start, end, by)


def retitle(session: Any, article_id: int, title: str) -> None:
    """Another title in the lists."""
    from duikan.services import passages

    passages.retitle(session, article_id, title)


def neighbours(session: Any, article_id: int) -> tuple[tuple[int, str], ...]:
    """The other articles of the page, the ones behind this one first."""
    from duikan.services import passages

    return passages.neighbours(session, article_id)
