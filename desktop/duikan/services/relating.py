"""After the reading: group all numbers, work the conflicts out, write what differs from what stands there."""

from __future__ import annotations

from collections.abc import Collection as Ids
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from duikan.engine.conflict.proof import find_notes
from duikan.engine.pipeline import relate
from duikan.engine.values import ARTICLE_BITS, Conflict, Stated, mention_id
from duikan.services.buckets import DECIDED, bucket_of
from duikan.services.collection import Collection, rows_of
from duikan.store import codec, models
from duikan.store.base import Base
from duikan.store.codec_json import dumps

Row = dict[str, Any]
_MENTION = Base.metadata.tables["mention"]
_FACT = Base.metadata.tables["fact"]
_CONFLICT = Base.metadata.tables["conflict"]
_UNDECIDED = select(  # what follows from the reading; the decisions on it are settled apart
    *(one for one in _CONFLICT.c if one.name not in ("bucket", "review_id")),
    (_CONFLICT.c["bucket"] % DECIDED).label("bucket"),
)
_MEMBER = Base.metadata.tables["conflict_member"]


def relate_all(session: Session, reread: Ids[int], known: Collection) -> set[int]:
    """Bring facts and conflicts up to date after these articles were read again; the articles that look different."""
    known.refresh(session, reread)
    stated = known.stated
    together, apart = _pairings(session)
    facts, conflicts = relate(stated, together, apart, known.milestones, known.memory)
    moved = _write_groups(session, stated, facts, reread, known)
    notes = _notes(session, reread)
    return moved | _write_conflicts(session, stated, [*conflicts, *notes], reread, known)


def _notes(session: Session, reread: Ids[int]) -> list[Conflict]:
    """The proof notes on the articles that were read again; those of the others still hold."""
    rows = (session.get(models.Article, article_id) for article_id in sorted(reread))
    return [note for row in rows if row is not None for note in find_notes(codec.article_value(row), row.id)]


def _pairings(session: Session) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    together: list[tuple[int, int]] = []
    apart: list[tuple[int, int]] = []
    for pairing in session.scalars(select(models.Pairing).order_by(models.Pairing.id)):
        (together if pairing.together else apart).append((pairing.first_id, pairing.second_id))
    return together, apart


# ---------------------------------------------------------------- facts


def _write_groups(
    session: Session, stated: Sequence[Stated], facts: Mapping[int, int], reread: Ids[int], known: Collection
) -> set[int]:
    present = _grouped(session, reread, known.facts)
    after = {one: facts.get(one, one) for one in present}
    moved = [(one, fact) for one, fact in after.items() if present[one] != fact]
    if moved:
        statement = update(_MENTION).where(_MENTION.c["id"] == bindparam("one")).values(fact_id=bindparam("fact"))
        session.connection().execute(statement, [{"one": one, "fact": fact} for one, fact in moved])
    changed = None if known.facts is None else _changed_facts(known.facts, after, reread)
    wanted = _fact_rows(stated, facts, changed)
    found = session.connection().execute(select(_FACT)) if changed is None else rows_of(session, _FACT, "id", changed)
    write(session, _FACT, {row.id: dict(zip(_FACT.c.keys(), row, strict=True)) for row in found}, wanted)
    session.expire_all()
    known.facts = after
    return {one >> ARTICLE_BITS for one, _ in moved}


def _grouped(session: Session, reread: Ids[int], known: Mapping[int, int] | None) -> dict[int, int]:
    """The fact that each mention in the database names; of articles not read again as last written."""
    if known is None:
        return dict(session.connection().execute(select(_MENTION.c["id"], _MENTION.c["fact_id"])).all())
    again = {row.id: row.fact_id for row in rows_of(session, _MENTION, "article_id", reread)}
    return {one: fact for one, fact in known.items() if one >> ARTICLE_BITS not in reread} | again


def _changed_facts(before: Mapping[int, int], after: Mapping[int, int], reread: Ids[int]) -> set[int]:
    """The facts that lost or won a mention, or hold one that was read again."""
    gone = {fact for one, fact in before.items() if after.get(one) != fact or one >> ARTICLE_BITS in reread}
    return gone | {fact for one, fact in after.items() if before.get(one) != fact or one >> ARTICLE_BITS in reread}


def _fact_rows(stated: Sequence[Stated], facts: Mapping[int, int], changed: set[int] | None) -> dict[int, Row]:
    rows: dict[int, Row] = {}
    seen: dict[int, set[int]] = {}
    for one in stated:  # ascending: the first of a group gives the fact its words
        fact, mention = facts.get(one.id, one.id), one.mention
        if changed is not None and fact not in changed:
            continue
        row = rows.setdefault(fact, {
            "id": fact, "subject": mention.subject, "measure": mention.measure, "place": mention.place,
            "unit": mention.quantity.unit, "mentions": 0, "articles": 0,
        })  # fmt: skip
        seen.setdefault(fact, set()).add(one.article)
        row["mentions"] += 1
        row["articles"] = len(seen[fact])
    return rows


# ---------------------------------------------------------------- conflicts


def conflict_key(conflict: Conflict) -> str:
    """What names a conflict over rebuilds: its type and its members; where a note stands, for one without."""
    named = conflict.members or [mention_id(article, span.start) for article, span in conflict.spots]
    return f"{conflict.type}:{'-'.join(map(str, named))}"


def _write_conflicts(
    session: Session, stated: Sequence[Stated], conflicts: Iterable[Conflict], reread: Ids[int], known: Collection
) -> set[int]:
    before = _conflicts_there(session, known)
    by_id = {one.id: one for one in stated}
    facts = known.facts or {}
    documents = {one.article: one.document for one in stated}
    present = set(session.scalars(select(models.Article.id))) - set(reread)
    rows = {key: before[key] for key in known.notes if all(spot[0] in present for spot in before[key]["spots"])}
    known.notes = set(rows)
    members: dict[int, tuple[int, ...]] = {}
    for conflict in conflicts:
        row = _conflict_row(conflict, by_id, documents)
        row["fact"] = min((facts.get(one, one) for one in conflict.members), default=row["place"])
        rows[row["id"]] = row
        members[row["id"]] = conflict.members
        if not conflict.members:
            known.notes.add(row["id"])
    changed = {one for one in before.keys() | rows.keys() if before.get(one) != rows.get(one)}
    there = rows_of(session, _MEMBER, "conflict_id", changed)
    articles = {row.article_id for row in there}
    articles.update(spot[0] for key in changed for spot in before.get(key, {}).get("spots", ()))
    articles.update(one >> ARTICLE_BITS for key in changed for one in members.get(key, ()))
    touched_before = {key: before[key] for key in changed if key in before}
    write(session, _CONFLICT, touched_before, {key: rows[key] for key in changed if key in rows})
    _write_members(session, {key: members.get(key, ()) for key in changed if key in rows}, there)
    known.conflicts = rows
    return articles


def _conflicts_there(session: Session, known: Collection) -> dict[int, Row]:
    """The rows as last written; read where that is not known, with the notes (they have no members) among them."""
    if known.conflicts is None:
        connection = session.connection()
        known.conflicts = {row["id"]: dict(row) for row in connection.execute(_UNDECIDED).mappings()}
        with_members = set(connection.execute(select(_MEMBER.c["conflict_id"])).scalars())
        known.notes = known.conflicts.keys() - with_members
    return known.conflicts


def _write_members(session: Session, members: Mapping[int, tuple[int, ...]], there: Iterable[Any]) -> None:
    present = {(row.conflict_id, row.mention_id) for row in there}
    missing = [
        {"conflict_id": key, "mention_id": one, "article_id": one >> ARTICLE_BITS}
        for key, ones in members.items()
        for one in ones
        if (key, one) not in present
    ]
    if missing:
        session.connection().execute(insert(_MEMBER), missing)


def _conflict_row(conflict: Conflict, stated: Mapping[int, Stated], documents: Mapping[int, int]) -> Row:
    key, scope = conflict_key(conflict), _scope(conflict, documents)
    article, span = conflict.spots[0]
    return {
        "id": int.from_bytes(sha256(key.encode()).digest()[:8], "big") >> 1,
        "key": key,
        "type": conflict.type,
        "severity": conflict.severity,
        "status": conflict.status,
        "scope": scope,
        "spots": [[article, span.start, span.end] for article, span in conflict.spots],
        "reason_code": conflict.reason.code,
        "reason_values": dict(conflict.reason.values),
        "fingerprint": _fingerprint(conflict, stated),
        "bucket": bucket_of(conflict.type, conflict.severity, conflict.status, scope),
        "place": mention_id(article, span.start),
    }


def _scope(conflict: Conflict, documents: Mapping[int, int]) -> str:
    articles = {article for article, _ in conflict.spots} | {one >> ARTICLE_BITS for one in conflict.members}
    if len(articles) == 1:
        return "same_article"
    pages = {documents[article] for article in articles if article in documents}
    return "same_page" if len(pages) == 1 else "two_sources"


def _fingerprint(conflict: Conflict, stated: Mapping[int, Stated]) -> str:
    """Of what a decision is about: the status, and every member's value, period and words."""
    said = sorted((name, words) for name, words in conflict.reason.values.items() if not name.endswith("_title"))
    about: list[Any] = [conflict.status, said]
    for one in conflict.members:
        if one not in stated:
            continue
        mention = stated[one].mention
        row = codec.mention_row(one >> ARTICLE_BITS, mention)
        about.append([str(row[name]) for name in ("surface", "low", "high", "low_open", "high_open", "unit", "hedges",
                                                  "period_start", "period_end", "alternatives")])  # fmt: skip
    return sha256(dumps(about).encode()).hexdigest()


# ---------------------------------------------------------------- writing


def write(
    session: Session, table: Table, before: dict[int, Row], after: dict[int, Row], kept: frozenset[str] = frozenset()
) -> bool:
    """Make the rows of a table those of `after`, touching only what differs; `kept` columns stay as they are."""
    connection = session.connection()
    gone = before.keys() - after.keys()
    new = [after[one] for one in after.keys() - before.keys()]
    other: list[Row] = []
    for one in after.keys() & before.keys():
        wanted = after[one] | {name: before[one][name] for name in kept}
        if wanted != before[one]:
            other.append(wanted)
    if gone:
        connection.execute(delete(table).where(table.c["id"] == bindparam("one")), [{"one": one} for one in gone])
    if other:
        columns = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in other[0] if name != "id"}
        statement = update(table).where(table.c["id"] == bindparam("one")).values(columns)
        connection.execute(statement, [{"one": row["id"]} | {f"new_{k}": v for k, v in row.items()} for row in other])
    if new:
        connection.execute(insert(table), sorted(new, key=lambda row: row["id"]))
    return bool(gone or new or other)
