"""What was removed: pages, articles and claims, by whom and when; each can be put back with all that hung on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from duikan.errors import InputError
from duikan.services.views import TrashItem
from duikan.store import journal
from duikan.store.journal_models import Change, Operation
from duikan.store.models import Article, Claim, Document, Source

KINDS = {"document": Document, "article": Article, "claim": Claim}
_PARENT = {"article": ("document", "document_id"), "claim": ("article", "article_id")}
_ORDER = tuple(KINDS)


def removed(session: Session, limit: int = 200) -> tuple[TrashItem, ...]:
    """The removed pages, articles and claims, the latest first; what went with its page stands under the page."""
    found: dict[tuple[str, int], TrashItem] = {}
    for operation, gone in _removals(session):
        inside = {(one.table, one.row_id) for one in gone}
        for one in gone:
            key = (one.table, one.row_id)
            if one.table in KINDS and key not in found and not _with_its_parent(one, inside):
                found[key] = _item(session, operation, one)
        if len(found) >= limit:
            break
    return tuple(item for key, item in found.items() if session.get(KINDS[key[0]], key[1]) is None)[:limit]


def restore(session: Session, change_id: int) -> None:
    """Put a removed page, article or claim back, with what hung on it, as it was; InputError where it cannot stand."""
    root = session.get(Change, change_id)
    if root is None or root.table not in KINDS or session.get(KINDS[root.table], root.row_id) is not None:
        raise InputError("trash.gone")
    image = journal.removed_image(root)
    parent = _PARENT.get(root.table)
    if parent is not None and session.get(KINDS[parent[0]], image[parent[1]]) is None:
        raise InputError("trash.parent")
    gone = _gone_in(session, session.get_one(Operation, root.operation_id))
    chosen = _hanging_on(root, gone)
    # The last to go was what others hung on, so it comes back first.
    for one in reversed(chosen) if root.after is None else chosen:
        if one.table == "document" and _same_bytes(session, one):
            raise InputError("trash.again", name=journal.removed_image(one)["name"])
        journal.revive(session, one, **_source_of(session, one, gone))
    _look_again(session, chosen)
    journal.describe(session, _words(session, root))


def _removals(session: Session) -> Iterator[tuple[Operation, list[Change]]]:
    """Acts that took pages, articles or claims away, the latest first: those done, and those undone for good."""
    acts = session.scalars(
        select(Operation)
        .where(Operation.id.in_(select(Change.operation_id).where(Change.table.in_(KINDS))))
        .where(Operation.state.in_(("done", "gone")))
        .order_by(Operation.id.desc())
    )
    for operation in acts:
        gone = _gone_in(session, operation)
        if gone:
            yield operation, gone


def _gone_in(session: Session, operation: Operation) -> list[Change]:
    rows = select(Change).where(Change.operation_id == operation.id).order_by(Change.id)
    rows = rows.where(Change.after.is_(None) if operation.state == "done" else Change.before.is_(None))
    return list(session.scalars(rows))


def _with_its_parent(one: Change, inside: set[tuple[str, int]]) -> bool:
    parent = _PARENT.get(one.table)
    return parent is not None and (parent[0], journal.removed_image(one)[parent[1]]) in inside


def _hanging_on(root: Change, gone: Sequence[Change]) -> list[Change]:
    """The root and, of what went in the same act, what belongs to it: articles, claims, links, verdicts, signatures."""
    kept: dict[str, set[int]] = {root.table: {root.row_id}}
    chosen = {root.id}
    for _ in _ORDER:
        for one in gone:
            image = journal.removed_image(one)
            of = [("document", "document_id"), ("article", "article_id"), ("claim", "claim_id")]
            if any(image.get(column) in kept.get(table, ()) for table, column in of):
                kept.setdefault(one.table, set()).add(one.row_id)
                chosen.add(one.id)
    return [one for one in gone if one.id in chosen]


def _same_bytes(session: Session, one: Change) -> bool:
    digest = journal.removed_image(one)["sha256"]
    return session.scalar(select(Document.id).where(Document.sha256 == digest)) is not None


def _source_of(session: Session, one: Change, gone: Sequence[Change]) -> dict[str, int]:
    """The source of an article where its own went with the import: one of its name, or its own put back."""
    wanted = journal.removed_image(one).get("source_id") if one.table == "article" else None
    if wanted is None or session.get(Source, wanted) is not None:
        return {}
    own = next(each for each in gone if (each.table, each.row_id) == ("source", wanted))
    same = session.scalar(select(Source.id).where(Source.name == journal.removed_image(own)["name"]))
    if same is None:
        journal.revive(session, own)
    return {"source_id": same or wanted}


def _look_again(session: Session, changes: Sequence[Change]) -> None:
    """A claim whose words no longer stand there says so."""
    for one in changes:
        claim = session.get(Claim, one.row_id) if one.table == "claim" else None
        if claim is not None and claim.article.text[claim.start : claim.end] != claim.quote:
            claim.needs_review = True


def _item(session: Session, operation: Operation, one: Change) -> TrashItem:
    return TrashItem(
        change=one.id,
        kind=one.table,  # pyright: ignore[reportArgumentType] - one of KINDS
        words=_words(session, one),
        act=operation.name,
        author=operation.author,
        at=operation.at,
    )


def _words(session: Session, one: Change) -> str:
    image = journal.removed_image(one)
    named = {"document": "name", "article": "title", "claim": "quote"}[one.table]
    return journal.text_of(session, image[named])[:80]
