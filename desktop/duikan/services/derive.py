"""After every act: read the changed articles again, group all numbers, work the conflicts out; write what differs.

The derived rows are a function of the tracked ones: the same after undo, redo and a rebuild.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from duikan import __version__, engine
from duikan.engine.dates import Milestone
from duikan.engine.mentions import read_article, topic_place
from duikan.engine.pipeline import milestones_in, relate, state
from duikan.engine.proof import find_notes
from duikan.engine.publication import infer_publication
from duikan.engine.values import (
    ARTICLE_BITS,
    Article,
    ArticleReading,
    Conflict,
    Mention,
    Publication,
    Stated,
    TimeMention,
    mention_id,
)
from duikan.resources import resource
from duikan.store import codec, models
from duikan.store.base import Base
from duikan.store.codec_json import dumps
from duikan.store.journal import Recorded

Row = dict[str, Any]
_GROUPING = frozenset(("fact_id",))  # what grouping decides, not reading
_MENTION = Base.metadata.tables["mention"]
_MILESTONE = Base.metadata.tables["milestone"]
_FACT = Base.metadata.tables["fact"]
_CONFLICT = Base.metadata.tables["conflict"]
_MEMBER = Base.metadata.tables["conflict_member"]


def derive(session: Session, reread: Collection[int], *, regroup: bool = False) -> set[int]:
    """Bring the derived rows up to date after these articles changed (or went); the articles that look different."""
    if not reread and not regroup:
        return set()
    touched = _read_again(session, reread)
    return touched | _relate_all(session, reread)


def rebuild(session: Session) -> set[int]:
    """Read every article again; the articles that look different."""
    touched = derive(session, set(session.scalars(select(models.Article.id))), regroup=True)
    session.merge(models.Stamp(name="reading", value=reading_stamp()))
    return touched


def is_current(session: Session) -> bool:
    """True when the derived rows were made by this program's reading."""
    stamp = session.get(models.Stamp, "reading")
    return stamp is not None and stamp.value == reading_stamp()


@cache
def reading_stamp() -> str:
    """What names this program's reading: its version, word lists and, where they lie open, its sources."""
    sources = [*Path(engine.__file__).parent.glob("*.py"), *resource("lexicon").glob("*.toml")]
    stamp = sha256(__version__.encode())
    for source in sorted(sources):
        stamp.update(source.read_bytes())
    return stamp.hexdigest()


# ---------------------------------------------------------------- dates


def infer_dates(session: Session, recorded: Sequence[Recorded]) -> None:
    """Where an editor took a date away: infer it from the page again, inside the same act."""
    asked = [one for one in recorded if one.table == "article" and one.before and one.after]
    for one in asked:
        if one.after and one.before and one.after["published_basis"] == "unknown" != one.before["published_basis"]:
            article = session.get_one(models.Article, one.row_id)
            codec.set_publication(article, _inferred(article.document))


def _inferred(document: models.Document) -> Publication:
    rows = {row.id: row.position for row in document.articles}
    articles = [
        replace(codec.article_value(row), parent=rows.get(row.parent_id or 0), publication=Publication())
        for row in document.articles
    ]
    return infer_publication(document.text, articles)


# ---------------------------------------------------------------- reading


def _read_again(session: Session, article_ids: Collection[int]) -> set[int]:
    touched: set[int] = set()
    for article_id in sorted(article_ids):
        article = session.get(models.Article, article_id)
        if article is not None and _read_one(session, article):
            touched.add(article_id)
    session.expire_all()  # written past the session
    return touched


def _read_one(session: Session, article: models.Article) -> bool:
    about = topic_place(codec.article_value(article.parent)) if article.parent else ""
    reading = read_article(codec.article_value(article), about)
    mentions = {row["id"]: row for row in (codec.mention_row(article.id, one) for one in reading.mentions)}
    times = {row["id"]: row for row in (codec.time_row(article.id, one) for one in reading.times)}
    _apply_corrections(session, article, mentions)
    changed = _write(session, _MENTION, _rows(session, _MENTION, article.id), mentions, _GROUPING)
    return _write(session, _MILESTONE, _rows(session, _MILESTONE, article.id), times) or changed


def _apply_corrections(session: Session, article: models.Article, mentions: dict[int, Row]) -> None:
    """Put the editor's word over the reading, where the words it was given for still stand."""
    for correction in session.scalars(select(models.Correction).where(models.Correction.article_id == article.id)):
        row = mentions.get(correction.mention_id)
        if row is not None and article.text[correction.start : correction.end] == correction.quote:
            mentions[correction.mention_id] = codec.corrected(row, correction)


def _rows(session: Session, table: Table, article_id: int) -> dict[int, Row]:
    found = session.connection().execute(select(table).where(table.c["article_id"] == article_id))
    return {row["id"]: dict(row) for row in found.mappings()}


# ---------------------------------------------------------------- relating


def _relate_all(session: Session, reread: Collection[int]) -> set[int]:
    stated = _stated(session)
    together, apart = _pairings(session)
    facts, conflicts = relate(stated, together, apart, _milestones(session))
    moved = _write_groups(session, stated, facts)
    notes = _notes(session, reread)
    return moved | _write_conflicts(session, stated, [*conflicts, *notes], reread)


def _milestones(session: Session) -> list[Milestone]:
    """Every time that says when something happens, in its place in the collection."""
    times: dict[int, list[TimeMention]] = {}
    with_event = select(models.Milestone).where(models.Milestone.event != "")
    for row in session.scalars(with_event.order_by(models.Milestone.id)):
        times.setdefault(row.article_id, []).append(codec.time_value(row))
    found: list[Milestone] = []
    for article in session.scalars(select(models.Article).where(models.Article.id.in_(times)).order_by("id")):
        found += milestones_in(ArticleReading(_placed(article), (), tuple(times[article.id])), 0)
    return found


def _notes(session: Session, reread: Collection[int]) -> list[Conflict]:
    """The proof notes on the articles that were read again; those of the others still hold."""
    rows = (session.get(models.Article, article_id) for article_id in sorted(reread))
    return [note for row in rows if row is not None for note in find_notes(codec.article_value(row), row.id)]


def stated_of(session: Session, row: models.Mention) -> Stated:
    """One mention in its place in the collection, as the rules compare it."""
    return _state(session.get_one(models.Article, row.article_id), [codec.mention_value(row)])[0]


def _stated(session: Session) -> list[Stated]:
    """Every mention that is compared, as read and corrected, in its place in the collection; ascending."""
    compared = select(models.Mention).where(models.Mention.nominal.is_(False), models.Mention.state != "rejected")
    mentions: dict[int, list[Mention]] = {}
    for row in session.scalars(compared.order_by(models.Mention.id)):
        mentions.setdefault(row.article_id, []).append(codec.mention_value(row))
    found: list[Stated] = []
    with_numbers = select(models.Article).where(models.Article.id.in_(select(models.Mention.article_id)))
    for article in session.scalars(with_numbers):
        found += _state(article, mentions.get(article.id, ()))
    return sorted(found, key=lambda one: one.id)


def _state(row: models.Article, mentions: Sequence[Mention]) -> list[Stated]:
    return state(ArticleReading(_placed(row), tuple(mentions), ()), row.document_id, 0)


def _placed(row: models.Article) -> Article:
    """The article under its id, so that numbers and families of the collection are ids."""
    return replace(codec.article_value(row), index=row.id, parent=row.parent_id)


def _pairings(session: Session) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    together: list[tuple[int, int]] = []
    apart: list[tuple[int, int]] = []
    for pairing in session.scalars(select(models.Pairing).order_by(models.Pairing.id)):
        (together if pairing.together else apart).append((pairing.first_id, pairing.second_id))
    return together, apart


def _write_groups(session: Session, stated: Sequence[Stated], facts: Mapping[int, int]) -> set[int]:
    present = dict(session.connection().execute(select(_MENTION.c["id"], _MENTION.c["fact_id"])).all())
    moved = [(one, facts.get(one, one)) for one, fact in present.items() if facts.get(one, one) != fact]
    if moved:
        statement = update(_MENTION).where(_MENTION.c["id"] == bindparam("one")).values(fact_id=bindparam("fact"))
        session.connection().execute(statement, [{"one": one, "fact": fact} for one, fact in moved])
    _write(session, _FACT, _all_rows(session, _FACT), _fact_rows(stated, facts))
    session.expire_all()
    return {one >> ARTICLE_BITS for one, _ in moved}


def _fact_rows(stated: Sequence[Stated], facts: Mapping[int, int]) -> dict[int, Row]:
    rows: dict[int, Row] = {}
    seen: dict[int, set[int]] = {}
    for one in stated:  # ascending: the first of a group gives the fact its words
        fact, mention = facts.get(one.id, one.id), one.mention
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
    session: Session, stated: Sequence[Stated], conflicts: Iterable[Conflict], reread: Collection[int]
) -> set[int]:
    by_id = {one.id: one for one in stated}
    before = _all_rows(session, _CONFLICT)
    rows = _notes_that_hold(session, before, reread)
    members: dict[tuple[int, int], Row] = {}
    for conflict in conflicts:
        row = _conflict_row(conflict, by_id)
        rows[row["id"]] = row
        for member in conflict.members:
            members[row["id"], member] = {
                "conflict_id": row["id"], "mention_id": member, "article_id": member >> ARTICLE_BITS,
            }  # fmt: skip
    changed = {one for one in before.keys() | rows.keys() if before.get(one) != rows.get(one)}
    articles = _articles_of(session, changed) | {row["article_id"] for key, row in members.items() if key[0] in changed}
    _write(session, _CONFLICT, before, rows)
    _write_members(session, changed & rows.keys(), members)
    return articles


def _notes_that_hold(session: Session, before: Mapping[int, Row], reread: Collection[int]) -> dict[int, Row]:
    """The rows of proof notes (they have no members) on articles that are there and were not read again."""
    with_members = set(session.connection().execute(select(_MEMBER.c["conflict_id"])).scalars())
    present = set(session.scalars(select(models.Article.id))) - set(reread)
    return {
        key: row
        for key, row in before.items()
        if key not in with_members and all(article in present for article, _, _ in row["spots"])
    }


def _articles_of(session: Session, conflicts: Collection[int]) -> set[int]:
    found = session.connection().execute(select(_MEMBER.c["conflict_id"], _MEMBER.c["article_id"]))
    return {article for conflict, article in found if conflict in conflicts}


def _write_members(session: Session, conflicts: set[int], members: Mapping[tuple[int, int], Row]) -> None:
    connection = session.connection()
    present = set(connection.execute(select(_MEMBER.c["conflict_id"], _MEMBER.c["mention_id"])).all())
    missing = [row for key, row in members.items() if key[0] in conflicts and key not in present]
    if missing:
        connection.execute(insert(_MEMBER), missing)


def _conflict_row(conflict: Conflict, stated: Mapping[int, Stated]) -> Row:
    key = conflict_key(conflict)
    return {
        "id": int.from_bytes(sha256(key.encode()).digest()[:8], "big") >> 1,
        "key": key,
        "type": conflict.type,
        "severity": conflict.severity,
        "status": conflict.status,
        "scope": _scope(conflict, stated),
        "spots": [[article, span.start, span.end] for article, span in conflict.spots],
        "reason_code": conflict.reason.code,
        "reason_values": dict(conflict.reason.values),
        "fingerprint": _fingerprint(conflict, stated),
    }


def _scope(conflict: Conflict, stated: Mapping[int, Stated]) -> str:
    articles = {article for article, _ in conflict.spots} | {one >> ARTICLE_BITS for one in conflict.members}
    if len(articles) == 1:
        return "same_article"
    documents = {one.article: one.document for one in stated.values() if one.article in articles}
    return "same_page" if len(set(documents.values())) == 1 else "two_sources"


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


def _all_rows(session: Session, table: Table) -> dict[int, Row]:
    return {row["id"]: dict(row) for row in session.connection().execute(select(table)).mappings()}


def _write(
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
