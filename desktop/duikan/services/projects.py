"""The sample project: the five pages of seeds/ read, with a few claims already checked."""

from __future__ import annotations

import tomllib
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from duikan.resources import SAMPLE, SEEDS
from duikan.services import claims, imports
from duikan.services.workspace import Workspace
from duikan.store.models import Article, Document


def sample_project(folder: Path) -> Path:
    """The sample project in `folder`, made if it is not there yet; its path."""
    path = folder / SAMPLE
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    batch = imports.read_files(sorted(SEEDS.glob("*.txt")), SEEDS / "metadata.csv")
    with Workspace.open(path, create=True, author="Duikan") as workspace:
        workspace.do("import", imports.store_batch, batch)
        for row in tomllib.loads((SEEDS / "claims.toml").read_text("utf-8"))["claim"]:
            claim = workspace.do("claim.add", _mark, row["file"], row["quote"], row.get("note", "")).value
            verdict = (row["verdict"], row.get("rationale", ""), row.get("source", ""), row.get("locator", ""))
            workspace.do("claim.verdict", claims.give_verdict, claim, *verdict)
    return path


def _mark(session: Session, file: str, quote: str, note: str) -> int:
    rows = session.scalars(
        select(Article).join(Article.document).where(Document.name == Path(file).stem).order_by(Article.position)
    )
    for article in rows:
        start = article.text.find(quote)
        if start >= 0:
            return claims.highlight(session, article.id, start, start + len(quote), note)
    raise ValueError(f"the sample page {file} does not say {quote!r}")
