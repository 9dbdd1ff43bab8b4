"""What an act touched: the rows that every open window must read again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from duikan.engine.values import ARTICLE_BITS
from duikan.store.journal import Recorded
from duikan.store.models import Claim

_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Changes:
    """What to read again: ids of articles, claims, documents, or everything. `operation`: ask for what follows it."""

    operation: int
    articles: frozenset[int] = _NONE
    claims: frozenset[int] = _NONE
    documents: frozenset[int] = _NONE
    everything: bool = False

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            max(self.operation, other.operation),
            self.articles | other.articles,
            self.claims | other.claims,
            self.documents | other.documents,
            self.everything or other.everything,
        )


@dataclass
class Touched:
    """Ids gathered from the images of an act; `reread` articles whose numbers must be read again."""

    articles: set[int] = field(default_factory=set[int])
    claims: set[int] = field(default_factory=set[int])
    documents: set[int] = field(default_factory=set[int])
    reread: set[int] = field(default_factory=set[int])
    decided: set[str] = field(default_factory=set[str])  # conflict keys with another decision
    regroup: bool = False
    everything: bool = False

    def to_json(self) -> dict[str, Any]:
        """As a notice keeps it."""
        return {
            "articles": sorted(self.articles),
            "claims": sorted(self.claims),
            "documents": sorted(self.documents),
            "everything": self.everything,
        }


def changes_of(notice_id: int, touched: dict[str, Any]) -> Changes:
    """A notice as the faces get it."""
    return Changes(
        notice_id,
        frozenset(touched.get("articles", ())),
        frozenset(touched.get("claims", ())),
        frozenset(touched.get("documents", ())),
        bool(touched.get("everything", False)),
    )


_READ_FROM = ("text", "pieces", "published", "published_basis", "window_start", "window_end", "title", "place",
              "kind", "parent_id")  # fmt: skip


def touched_by(session: Session, recorded: Sequence[Recorded]) -> Touched:
    """What the images of an act touch, and what has to be worked out again after it."""
    touched = Touched()
    for one in recorded:
        _TELL[one.table](touched, one, one.after or one.before or {})
    _articles_of_claims(session, recorded, touched)
    return touched


def _source(touched: Touched, one: Recorded, image: dict[str, Any]) -> None:
    touched.everything = touched.everything or (one.before is not None and one.after is not None)


def _document(touched: Touched, one: Recorded, image: dict[str, Any]) -> None:
    touched.documents.add(one.row_id)


def _article(touched: Touched, one: Recorded, image: dict[str, Any]) -> None:
    touched.articles.add(one.row_id)
    touched.documents.add(image["document_id"])
    if one.before is None or one.after is None or any(one.before[name] != one.after[name] for name in _READ_FROM):
        touched.reread.add(one.row_id)


def _claim(touched: Touched, one: Recorded, image: dict[str, Any]) -> None:
    touched.claims.add(one.row_id)
    touched.articles.add(image["article_id"])


def _of_claim(touched: Touched, one: Recorded, image: dict[str, Any]) -> None:
    touched.claims.add(image["claim_id"])


def _review(touched: Touched, one: Recorded, image: dict[str, Any]) -> None:
    touched.articles.update(member >> ARTICLE_BITS for member in image["members"])
    touched.decided.add(image["conflict_key"])


def _correction(touched: Touched, one: Recorded, image: dict[str, Any]) -> None:
    touched.articles.add(image["article_id"])
    touched.reread.add(image["article_id"])


def _pairing(touched: Touched, one: Recorded, image: dict[str, Any]) -> None:
    touched.articles.update((image["first_id"] >> ARTICLE_BITS, image["second_id"] >> ARTICLE_BITS))
    touched.regroup = True


def _of_article(touched: Touched, one: Recorded, image: dict[str, Any]) -> None:
    touched.articles.add(image["article_id"])


def _accepted(touched: Touched, one: Recorded, image: dict[str, Any]) -> None:
    touched.articles.add(image["mention_id"] >> ARTICLE_BITS)


def _setting(touched: Touched, one: Recorded, image: dict[str, Any]) -> None:
    touched.regroup = touched.everything = True


_TELL = {
    "source": _source,
    "document": _document,
    "article": _article,
    "claim": _claim,
    "link": _of_claim,
    "verdict": _of_claim,
    "review": _review,
    "correction": _correction,
    "pairing": _pairing,
    "setting": _setting,
    "sign_off": _of_article,
    "declined": _of_article,
    "accepted": _accepted,
}


def _articles_of_claims(session: Session, recorded: Iterable[Recorded], touched: Touched) -> None:
    """A link or a verdict changes how its claim's article looks."""
    told = {one.row_id for one in recorded if one.table == "claim"}
    asked = touched.claims - told
    if asked:
        touched.articles.update(session.scalars(select(Claim.article_id).where(Claim.id.in_(asked))))
