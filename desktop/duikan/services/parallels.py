"""Where articles tell the same: by the facts they share, and by sentences that are one in either script."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from sqlalchemy import select
from sqlalchemy.orm import Session

from duikan.engine.folding import fold
from duikan.engine.sentences import sentences
from duikan.services.facts import shared_places
from duikan.store.models import Article

SHORTEST = 8  # letters and digits; what is shorter stands in many articles by chance


def shared_passages(session: Session, articles: Sequence[int]) -> tuple[tuple[int, int, int], ...]:
    """(key, article, start) of what at least two of these articles tell, in reading order.

    A key is a fact's id, or below zero for a sentence that stands in both.
    """
    rows = session.execute(select(Article.id, Article.text).where(Article.id.in_(set(articles)))).all()
    said = [(key, article, start) for article, text in rows for key, start in _sentences(text)]
    where: dict[int, set[int]] = {}
    for key, article, _ in said:
        where.setdefault(key, set()).add(article)
    same = [one for one in said if len(where[one[0]]) > 1]
    return tuple(sorted([*shared_places(session, articles), *same], key=lambda one: (one[1], one[2], one[0])))


def _sentences(text: str) -> list[tuple[int, int]]:
    folded = fold(text)
    found: list[tuple[int, int]] = []
    for span in sentences(folded):
        letters = "".join(filter(str.isalnum, folded[span.start : span.end]))
        if len(letters) >= SHORTEST:
            digest = blake2b(letters.encode("utf-8", "surrogatepass"), digest_size=7).digest()
            found.append((-1 - int.from_bytes(digest, "big"), span.start))
    return found
