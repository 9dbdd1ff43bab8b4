"""Which articles may say some words: the pairs of characters of every text, in the index the database has for words.

An article that says 糧倉 holds the pair; one that says 中試平台 holds three pairs, and is looked into to be sure. A
row is numbered by its page and stays when its article changes (the article gets a new one behind it), so that rows
come in the order of the pages and nothing of the index is ever taken out; one that no longer counts names no article.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Any

from sqlalchemy import BigInteger, func, insert, literal_column, select, text, update
from sqlalchemy.orm import Session

from duikan.services.finding import folded
from duikan.store.models import Article, SearchRow, Stamp

PAGE_BITS = 22  # rows of a page: its articles, and every change of their texts
_FORM = "pairs 1"  # another form, and the index is made anew
_AT_ONCE = 500
_PAIRS = 24  # of long words; the rest is seen in the text


def is_built(session: Session) -> bool:
    """True where the index holds every article; else words are looked for in every text."""
    stamp = session.get(Stamp, "search")
    if stamp is None or stamp.value != _FORM:
        return False
    held = session.scalar(select(func.count()).where(SearchRow.article_id.is_not(None)))
    return held == session.scalar(select(func.count()).select_from(Article))


def build(session: Session) -> None:
    """Make the index of all articles anew, and keep it: nothing that anybody sees changes."""
    session.execute(update(SearchRow).where(SearchRow.article_id.is_not(None)).values(article_id=None))
    ids = session.scalars(select(Article.id).order_by(Article.document_id, Article.position)).all()
    _add(session, ids)
    session.merge(Stamp(name="search", value=_FORM))
    session.commit()


def follow(session: Session, article_ids: Collection[int]) -> None:
    """Bring the index up to date, in the act under way, after these articles changed, came or went."""
    for some in _some(article_ids):
        held = update(SearchRow).where(SearchRow.article_id.in_(some)).values(article_id=None)
        session.connection().execute(held)
    _add(session, article_ids)


def candidates(session: Session, words: str) -> Iterator[int]:
    """The numbers of the rows whose articles may say these (folded) words, in the order of the pages."""
    many = {"stream_results": True, "yield_per": 100}
    if session.get_bind().dialect.name == "sqlite":
        query = text("SELECT rowid FROM search_gram WHERE search_gram MATCH :asked ORDER BY rowid")
        pairs = sorted(_pairs(words))[:_PAIRS]
        asked: Any = " ".join(f'"{pair}"' for pair in pairs) if pairs else f'"{_token(words)}" *'
    else:
        query = text("SELECT rowid FROM search_gram WHERE grams @> CAST(:asked AS text[]) ORDER BY rowid")
        asked = sorted(_pairs(words))[:_PAIRS] or [_token(words)]
    return iter(session.execute(query, {"asked": asked}, execution_options=many).scalars())


def _add(session: Session, article_ids: Iterable[int]) -> None:
    single = session.get_bind().dialect.name != "sqlite"  # there a character is found as the beginning of its pairs
    for some in _some(article_ids):
        query = select(Article.id, Article.document_id, Article.text).where(Article.id.in_(some))
        rows: Sequence[Any] = session.execute(query.order_by(Article.document_id, Article.position)).all()
        newest = _newest(session, {row.document_id for row in rows})
        numbered: list[dict[str, int]] = []
        grams: list[dict[str, Any]] = []
        for row in rows:
            page = int(row.document_id)
            number = newest[page] = newest.get(page, page << PAGE_BITS) + 1
            numbered.append({"id": number, "article_id": row.id})
            tokens = _tokens(folded(row.text), single=single)
            grams.append({"row": number, "grams": tokens if single else " ".join(tokens)})
        if rows:
            connection = session.connection()
            connection.execute(insert(SearchRow), numbered)
            connection.execute(text("INSERT INTO search_gram (rowid, grams) VALUES (:row, :grams)"), grams)


def _newest(session: Session, documents: Collection[int]) -> dict[int, int]:
    """The highest number of each page that has rows."""
    page = literal_column(f"search_row.id >> {PAGE_BITS}", BigInteger)
    first, last = min(documents, default=0), max(documents, default=0)
    between = SearchRow.id.between(first << PAGE_BITS, (last + 1) << PAGE_BITS)
    found = session.execute(select(page, func.max(SearchRow.id)).where(between).group_by(page))
    return {int(document): int(number) for document, number in found}


def _tokens(text: str, *, single: bool) -> list[str]:
    """Every pair of characters, the last one with the end; `single`: every character, too."""
    half = {one: _token(one) for one in {*text, "\n"}}
    found = [half[a] + half[b] for a, b in set(zip(text, text[1:] + "\n", strict=False))]
    return [*found, *half.values()] if single else found


def _pairs(words: str) -> set[str]:
    return {_token(a + b) for a, b in pairwise(words)}


def _token(characters: str) -> str:
    """A word of letters and digits for any characters; that of a character begins those of its pairs."""
    return characters.encode("utf-16-be", "surrogatepass").hex()


def _some(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
