"""Signing an article off: a checker, a second one of another name; any later change to what was signed revokes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from duikan.errors import InputError
from duikan.services import queries
from duikan.services.buckets import DECIDED, NOTE
from duikan.services.touched import touched_by
from duikan.services.views import SignView
from duikan.store.base import now
from duikan.store.journal import Recorded, author, describe
from duikan.store.models import Article, Conflict, ConflictMember, SignOff

ROLES = ("first", "second")
SIGN, WITHDRAW = "article.sign", "article.unsign"
# What a signature is for; an article row counts where its text, its date or its place on the page is another.
_SIGNED_FOR = frozenset(("article", "claim", "link", "verdict", "correction", "review", "pairing"))


def sign(session: Session, article_id: int, checker: str = "", role: Literal["first", "second"] = "first") -> None:
    """Put a checker's name (else the author's) under an article; the second needs a first of another name."""
    article = queries.get(session, Article, article_id, "article.missing")
    name = (checker or author(session)).strip()
    if not name:
        raise InputError("sign.name")
    standing = {row.role: row for row in article.sign_offs if row.revoked_at is None}
    other = standing.get("second" if role == "first" else "first")
    if role == "second" and other is None:
        raise InputError("sign.first_missing")
    if other is not None and other.checker == name:
        raise InputError("sign.same_name", name=name)
    if role in standing:
        _revoke(session, standing[role], SIGN)
    article.sign_offs.append(SignOff(role=role, checker=name, known=_conflicts_of(session, [article_id])[article_id]))
    describe(session, f"{article.title}：{name}")


def withdraw(session: Session, article_id: int) -> None:
    """Take the signatures under an article away."""
    article = queries.get(session, Article, article_id, "article.missing")
    for row in article.sign_offs:
        if row.revoked_at is None:
            _revoke(session, row, WITHDRAW)
    describe(session, article.title)


def signatures(session: Session, article_id: int | None = None) -> dict[int, tuple[SignView, ...]]:
    """By article: the newest signature of each role, revoked ones too; those taken away on purpose are left out."""
    query = select(SignOff).order_by(SignOff.id)
    if article_id is not None:
        query = query.where(SignOff.article_id == article_id)
    newest = {(row.article_id, row.role): row for row in session.scalars(query)}
    found: dict[int, dict[str, SignView]] = {}
    for (article, role), row in newest.items():
        if row.revoked_for != WITHDRAW:
            found.setdefault(article, {})[role] = _view(row)
    return {article: tuple(roles[role] for role in ROLES if role in roles) for article, roles in found.items()}


def revoke_changed(session: Session, name: str, recorded: Sequence[Recorded]) -> None:
    """Revoke, inside the act `name`, the signatures under articles it changed or put into a new conflict."""
    standing = session.scalars(select(SignOff).where(SignOff.revoked_at.is_(None))).all()
    if not standing:
        return
    changed = _changed_articles(session, recorded)
    now_in = _conflicts_of(session, {row.article_id for row in standing})
    for row in standing:
        known = {(key, fingerprint) for key, fingerprint, is_open in row.known if is_open}
        new = any(is_open and (key, mark) not in known for key, mark, is_open in now_in[row.article_id])
        if row.article_id in changed or new:
            _revoke(session, row, name)


def _changed_articles(session: Session, recorded: Sequence[Recorded]) -> set[int]:
    touched = touched_by(session, [one for one in recorded if one.table in _SIGNED_FOR and one.table != "article"])
    rows = touched_by(session, [one for one in recorded if one.table == "article"])
    return touched.articles | rows.reread


def _revoke(session: Session, row: SignOff, name: str) -> None:
    row.revoked_at, row.revoked_by, row.revoked_for = now(), author(session), name


def _conflicts_of(session: Session, articles: Iterable[int]) -> dict[int, list[list[Any]]]:
    """By article: [key, fingerprint, open] of every conflict that touches it; proof notes left out."""
    found: dict[int, list[list[Any]]] = {article: [] for article in articles}
    rows = session.execute(
        select(ConflictMember.article_id, Conflict.key, Conflict.fingerprint, Conflict.bucket)
        .join(Conflict, Conflict.id == ConflictMember.conflict_id)
        .where(ConflictMember.article_id.in_(found), Conflict.bucket.bitwise_and(NOTE) == 0)
        .order_by(Conflict.key)
        .distinct()
    )
    for article, key, fingerprint, bucket in rows:
        found[article].append([key, fingerprint, bucket < DECIDED])
    return found


def _view(row: SignOff) -> SignView:
    return SignView(
        role=row.role,  # pyright: ignore[reportArgumentType] - the column holds only these words
        checker=row.checker,
        at=row.created_at,
        revoked_at=row.revoked_at,
        revoked_by=row.revoked_by,
        revoked_for=row.revoked_for,
    )
