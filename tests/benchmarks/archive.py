"""A newsroom's archive made up for measuring: as many articles, numbers and conflicts as asked for, kept in build/."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from itertools import accumulate
from json import dumps
from pathlib import Path

from duikan.engine.values import mention_id
from duikan.resources import SEEDS
from duikan.services import search_index
from duikan.services.buckets import SCOPES, SEVERITIES, TYPES, bucket_of
from duikan.services.stamp import reading_stamp
from duikan.services.workspace import Workspace
from duikan.store.database import REVISIONS, open_database
from duikan.store.journal import ProjectSession

KEPT = SEEDS.parent / "build" / "bench"
SENTENCE = (
    "全市去年新建糧倉三十五座，總投資8.6億元，比上年增長12.5%；到2027年底，將再建成30座至50座，惠及農戶超過7.6萬戶。"
)
SAID = dumps(
    {"subject": "糧倉", "place": "全市"}
    | {f"{side}_{name}": "三十五座" for side in "ab" for name in ("value", "where", "title", "time")}
)
WORDS = "廣東省港澳灣區糧倉中試平台經濟特別行政長官立法會議員教育醫療房屋交通運輸能源環境文化體育旅遊金融科技創新"
STEP = 28  # characters from one number of a text to the next
NOW = datetime(2026, 1, 1).isoformat(" ")


def archive(articles: int, mentions: int, conflicts: int = 0) -> Path:
    """A project with so many rows; made once, and anew when the tables are others."""
    per_article = max(1, mentions // articles)

    def fill(connection: sqlite3.Connection) -> None:
        size = max(400, per_article * STEP + 40)
        _insert(connection, "document", _documents(articles))
        _insert(connection, "article", _articles(articles, lambda at: body(at, size)))
        _insert(connection, "mention", _mentions(articles, per_article))
        _insert(connection, "fact", _facts(articles, per_article))
        _insert(connection, "conflict", _conflicts(articles, per_article, conflicts))
        _insert(connection, "conflict_member", _members(articles, per_article, conflicts))

    return _made(f"{articles}-{mentions}-{conflicts}", fill)


def library(articles: int) -> Path:
    """A project of so many articles with words as common and as rare as those of papers, and no numbers."""

    def fill(connection: sqlite3.Connection) -> None:
        chance = random.Random(1)
        said = [chr(0x4E00 + chance.randrange(2500)) + chr(0x4E00 + chance.randrange(2500)) for _ in range(20_000)]
        common = list(accumulate(1 / (rank + 2) for rank in range(len(said))))
        _insert(connection, "document", _documents(articles))
        texts = ("".join(chance.choices(said, cum_weights=common, k=300)) for _ in range(articles))
        _insert(connection, "article", _articles(articles, lambda _at: next(texts)))

    return _made(f"library-{articles}", fill)


def _made(name: str, fill: Callable[[sqlite3.Connection], None]) -> Path:
    """The kept project of a name, filled if it is not there, with its index of words."""
    KEPT.mkdir(parents=True, exist_ok=True)
    path = KEPT / f"{REVISIONS[-1]}-{name}.duikan"
    if path.exists():
        _stamp(path)
        return path
    for old in KEPT.glob(f"*-{name}.duikan*"):
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    Workspace.open(fresh, create=True).close()
    with closing(sqlite3.connect(fresh)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        fill(connection)
        connection.commit()
        connection.execute("ANALYZE")
    _stamp(fresh)
    with closing(open_database(fresh)) as database, ProjectSession(database.writing) as session:
        search_index.build(session)
    fresh.rename(path)
    return path


def _stamp(path: Path) -> None:
    """Say that the numbers are read as this program reads, so that opening reads nothing again."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT OR REPLACE INTO stamp (name, value) VALUES ('reading', ?)", (reading_stamp(),))
        connection.commit()


def _insert(connection: sqlite3.Connection, table: str, rows: Iterator[dict[str, object]]) -> None:
    first = next(rows, None)
    if first is None:
        return
    names = ", ".join(f'"{name}"' for name in first)
    statement = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(first))})"
    connection.execute(statement, tuple(first.values()))
    connection.executemany(statement, (tuple(row.values()) for row in rows))


def body(number: int, size: int) -> str:
    """The text of an article: the same sentence, with words of its own between."""
    own = "".join(WORDS[(number * 7 + at * (number % 11 + 3)) % len(WORDS)] for at in range(24))
    return ((SENTENCE + own) * (size // (len(SENTENCE) + 24) + 1))[:size]


def _documents(articles: int) -> Iterator[dict[str, object]]:
    for page in range((articles + 4) // 5):
        yield {
            "id": page + 1, "version": 1, "name": f"{page:05}", "path": "", "sha256": f"{page}", "encoding": "utf-8",
            "encoding_reason": "", "outlet": "晚報", "text": "", "report": "{}", "imported_at": NOW,
        }  # fmt: skip


def _articles(articles: int, text_of: Callable[[int], str]) -> Iterator[dict[str, object]]:
    for at in range(articles):
        text = text_of(at)
        yield {
            "id": at + 1, "version": 1, "document_id": at // 5 + 1, "position": at % 5, "kind": "article",
            "title": f"{text[60:70]}{at}", "byline": "", "place": "", "text": text,
            "pieces": f'[[0, 0, {len(text)}, "body", false]]', "published": "2026-01-01", "published_basis": "given",
            "published_evidence": "[]", "published_confidence": 1.0,
        }  # fmt: skip


def _spans(articles: int, per_article: int) -> Iterator[tuple[int, int]]:
    return ((article + 1, 10 + number * STEP) for article in range(articles) for number in range(per_article))


def _fact(at: int, per_article: int) -> int:
    """Two articles share a fact."""
    article, number = divmod(at, per_article)
    return mention_id(article // 2 * 2 + 1, 10 + number * STEP)


def _mentions(articles: int, per_article: int) -> Iterator[dict[str, object]]:
    for at, (article, start) in enumerate(_spans(articles, per_article)):
        yield {
            "id": mention_id(article, start), "article_id": article, "fact_id": _fact(at, per_article),
            "start": start, "end": start + 4, "number_start": start, "number_end": start + 4, "surface": "三十五座",
            "low": "35", "high": "35", "low_open": 0, "high_open": 0, "unit": "座", "hedges": "[]", "step": "1",
            "subject": "糧倉", "measure": "", "place": "全市", "scope": "", "event": "", "aggregate": "level",
            "modality": "actual", "speaker": "", "owner": "", "context": "", "time_words": "", "nominal": 0,
            "evidence": f'[["value", {start}, {start + 4}]]', "state": "proposed",
            "period_start": "2025-01-01", "period_end": "2025-12-31", "period_basis": "relative",
            "period_relation": "in", "alternatives": "[]",
        }  # fmt: skip


def _facts(articles: int, per_article: int) -> Iterator[dict[str, object]]:
    for article in range(0, articles, 2):
        both = 1 + (article + 1 < articles)
        for number in range(per_article):
            yield {
                "id": mention_id(article + 1, 10 + number * STEP), "subject": "糧倉", "measure": "", "place": "全市",
                "unit": "座", "mentions": both, "articles": both,
            }  # fmt: skip


def _sides(articles: int, per_article: int, at: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The two numbers of a conflict: spread over all articles."""
    first, second = at * 7919 % articles, (at * 104729 + 1) % articles
    number = at // articles % per_article
    return tuple((one + 1, 10 + number * STEP) for one in sorted((first, second)))  # type: ignore[return-value]


def _conflicts(articles: int, per_article: int, conflicts: int) -> Iterator[dict[str, object]]:
    for at in range(conflicts):
        sides = _sides(articles, per_article, at)
        kind, severity = TYPES[at % 12], SEVERITIES[at * 31 % 100 // 20 % 3]
        status, scope = "depends_on_date" if at % 9 == 0 else "open", SCOPES[at % 7 % 3]
        place = mention_id(*sides[0])
        yield {
            "id": at + 1, "key": f"{kind}:{at}", "type": kind, "severity": severity, "status": status, "scope": scope,
            "spots": str([[article, start, start + 4] for article, start in sides]), "reason_code": "value",
            "reason_values": SAID,
            "fingerprint": str(at), "bucket": bucket_of(kind, severity, status, scope), "place": place, "fact": place,
        }  # fmt: skip


def _members(articles: int, per_article: int, conflicts: int) -> Iterator[dict[str, object]]:
    for at in range(conflicts):
        for article, start in dict.fromkeys(_sides(articles, per_article, at)):
            yield {"conflict_id": at + 1, "mention_id": mention_id(article, start), "article_id": article}
