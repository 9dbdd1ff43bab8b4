"""The verified-claims CSV: one row per claim and linked fact, safe to open in a spreadsheet, and read back.

UTF-8 with BOM, CRLF, every cell quoted, the columns of COLUMNS in that order. Cells of NUMBERS hold a plain
number or nothing; a text cell that a spreadsheet would take for a formula gets a leading apostrophe
(OWASP, CSV injection), which `read_csv` takes away again.
"""

from __future__ import annotations

import csv
import errno
import hashlib
import io
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from duikan.errors import InputError, ProjectError
from duikan.script import shown
from duikan.services import queries
from duikan.services.claims import list_claims
from duikan.services.conflicts import list_conflicts
from duikan.services.views import ClaimView, ConflictCard, MentionView
from duikan.store.models import Article, Mention

COLUMNS = (
    "claim_id", "verdict", "claim", "claim_simplified", "article", "source", "published", "published_basis", "fact",
    "value_low", "value_high", "unit", "hedge", "period_start", "period_end", "place", "aggregate", "modality",
    "open_conflicts", "conflict_types", "decision", "rationale", "cited_source", "locator", "checked_by", "checked_at",
    "second_check_by", "start", "end", "offset_unit", "quote_sha256",
)  # fmt: skip
NUMBERS = frozenset({"claim_id", "value_low", "value_high", "open_conflicts", "start", "end"})
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_DIGITS = 12


def claims_csv(session: Session) -> bytes:
    """The whole file as bytes: the same from the window and from the command line."""
    return encode(_rows(session))


def write_csv(session: Session, path: Path) -> int:
    """Write the file whole or not at all; how many bytes. ProjectError when the place cannot be written."""
    data = claims_csv(session)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    except OSError as error:
        raise ProjectError("project.unwritable", file=str(path)) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        code = "disk.full" if error.errno == errno.ENOSPC else "project.unwritable"
        raise ProjectError(code, file=str(path)) from error
    return len(data)


def encode(rows: Iterator[Mapping[str, str]]) -> bytes:
    """Rows as the bytes of the file; a cell of NUMBERS that is no number raises ValueError."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_cell(name, row[name]) for name in COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def read_csv(data: bytes) -> list[dict[str, str]]:
    """The rows of such a file as they were before they were guarded; InputError where it is not one."""
    try:
        lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError("metadata.line", file="CSV", line=1) from error
    if not lines or tuple(lines[0]) != COLUMNS:
        raise InputError("metadata.columns", file="CSV", columns=", ".join(COLUMNS))
    rows = [dict(zip(COLUMNS, line, strict=True)) for line in lines[1:]]
    return [{name: cell if name in NUMBERS else _unguarded(cell) for name, cell in row.items()} for row in rows]


def number(exact: str) -> str:
    """An exact bound ("30", "1/3", "") as a plain decimal; thirds and the like to 12 digits."""
    if not exact:
        return ""
    value = Fraction(exact)
    scaled = value * 10**_DIGITS
    whole = round(scaled)
    sign, digits = "-" * (whole < 0), str(abs(whole)).rjust(_DIGITS + 1, "0")
    decimals = digits[-_DIGITS:].rstrip("0")
    return sign + digits[:-_DIGITS] + (f".{decimals}" if decimals else "")


def _cell(name: str, text: str) -> str:
    if name in NUMBERS:
        if text and not _NUMBER.fullmatch(text):
            raise ValueError(f"{name}: {text!r} is no number")
        return text
    return f"'{text}" if _FORMULA.match(text) else text


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _rows(session: Session) -> Iterator[dict[str, str]]:
    cards = _cards_by_mention(list_conflicts(session))
    for claim in list_claims(session):
        article = queries.get(session, Article, claim.article_id, "article.missing")
        base = _claim_cells(claim, article)
        views = queries.mention_views(session, _stated(session, claim))
        for view in views:
            yield base | _fact_cells(view) | _conflict_cells(cards.get(view.id, []))
        if not views:
            yield base | dict.fromkeys(_FACT_COLUMNS, "") | _conflict_cells([])


def _stated(session: Session, claim: ClaimView) -> list[Mention]:
    """One mention per linked fact: the one inside the claim, else the one that was linked."""
    inside = select(Mention).where(
        Mention.article_id == claim.article_id, Mention.start >= claim.start, Mention.end <= claim.end
    )
    by_fact = {row.fact_id: row for row in session.scalars(inside.order_by(Mention.start.desc()))}
    linked = [session.get(Mention, link.mention_id) for link in claim.links]
    chosen = [by_fact.get(row.fact_id, row) for row in linked if row is not None]
    return list({row.fact_id: row for row in chosen}.values())


_FACT_COLUMNS = (
    "fact", "value_low", "value_high", "unit", "hedge", "period_start", "period_end", "place", "aggregate", "modality",
)  # fmt: skip


def _claim_cells(claim: ClaimView, article: Article) -> dict[str, str]:
    verdict = claim.verdicts[0] if claim.verdicts else None
    second = next((each.author for each in claim.verdicts[1:] if verdict and each.author != verdict.author), "")
    return {
        "claim_id": str(claim.id),
        "verdict": verdict.rating if verdict else "",
        "claim": claim.quote,
        "claim_simplified": shown(claim.quote, "Hans"),
        "article": claim.article_title,
        "source": article.source.name if article.source else article.document.outlet,
        "published": article.published.isoformat() if article.published else "",
        "published_basis": article.published_basis,
        "rationale": verdict.rationale if verdict else "",
        "cited_source": verdict.source if verdict else "",
        "locator": verdict.locator if verdict else "",
        "checked_by": verdict.author if verdict else "",
        "checked_at": verdict.at.isoformat(timespec="seconds") if verdict else "",
        "second_check_by": second,
        "start": str(claim.start),
        "end": str(claim.end),
        "offset_unit": "code points",
        "quote_sha256": hashlib.sha256(claim.quote.encode()).hexdigest(),
    }


def _fact_cells(view: MentionView) -> dict[str, str]:
    return {
        "fact": " ".join(part for part in (view.place, view.scope, view.subject, view.measure) if part),
        "value_low": number(view.low),
        "value_high": number(view.high),
        "unit": view.unit,
        "hedge": " ".join(view.hedges),
        "period_start": view.period_start.isoformat() if view.period_start else "",
        "period_end": view.period_end.isoformat() if view.period_end else "",
        "place": view.place,
        "aggregate": view.aggregate,
        "modality": view.modality,
    }


def _cards_by_mention(cards: tuple[ConflictCard, ...]) -> dict[int, list[ConflictCard]]:
    found: dict[int, list[ConflictCard]] = {}
    for card in cards:
        for statement in card.statements:
            if statement.mention_id is not None and card not in found.setdefault(statement.mention_id, []):
                found[statement.mention_id].append(card)
    return found


def _conflict_cells(touching: list[ConflictCard]) -> dict[str, str]:
    decisions = [card.review.decision for card in touching if card.review and card.decided]
    return {
        "open_conflicts": str(sum(not card.decided and not card.is_note for card in touching)),
        "conflict_types": " ".join(sorted({card.type for card in touching})),
        "decision": " ".join(dict.fromkeys(decisions)),
    }
