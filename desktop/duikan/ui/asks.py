"""The services the window asks, imported at the first question: the database libraries load after the first paint.

Each function takes the session first, like the service behind it, and is handed to `Project.ask` or `Project.do`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duikan.services import finding, views, windows
    from duikan.services.buckets import QueueFilter


def list_articles(session: Any) -> tuple[views.ArticleItem, ...]:
    """Every article, page by page."""
    from duikan.services import articles

    return articles.list_articles(session)


def open_article(session: Any, article_id: int) -> views.ArticlePage:
    """One article with its text and marks."""
    from duikan.services import articles

    return articles.open_article(session, article_id)


def article_if_there(session: Any, article_id: int) -> views.ArticlePage | None:
    """One article with its text and marks; None where it went into another one."""
    from duikan.errors import InputError
    from duikan.services import articles

    try:
        return articles.open_article(session, article_id)
    except InputError:
        return None


def set_published(session: Any, article_id: int, day: date | None) -> None:
    """Set the publication date of the whole page; None is unknown."""
    from duikan.services import articles

    articles.set_published(session, article_id, day)


def remove_document(session: Any, document_id: int) -> None:
    """Take an imported page out of the project."""
    from duikan.services import articles

    articles.remove_document(session, document_id)


def mention(session: Any, mention_id: int) -> views.MentionView:
    """One number as printed and as read."""
    from duikan.services import mentions

    return mentions.mention(session, mention_id)


def confirm(session: Any, mention_id: int) -> None:
    """The editor agrees with how a number was read."""
    from duikan.services import mentions

    mentions.confirm(session, mention_id)


def correct(session: Any, mention_id: int, changes: dict[str, str | bool | None]) -> None:
    """The editor reads a part of a number otherwise."""
    from duikan.services import mentions

    mentions.correct(session, mention_id, **changes)


def compare(session: Any, first: int, second: int) -> views.RelationView:
    """How two numbers relate, and why."""
    from duikan.services import conflicts

    return conflicts.compare(session, first, second)


def why_one_fact(session: Any, first: int, second: int) -> views.OneFactView:
    """Whether two numbers are one fact, and what was weighed."""
    from duikan.services import conflicts

    return conflicts.why_one_fact(session, first, second)


def reject(session: Any, mention_id: int) -> None:
    """The editor says that this is no number of interest."""
    from duikan.services import mentions

    mentions.reject(session, mention_id)


def list_conflicts(session: Any) -> tuple[views.ConflictCard, ...]:
    """Every conflict, open ones first, the gravest at the top."""
    from duikan.services import conflicts

    return conflicts.list_conflicts(session)


def queue_window(
    session: Any, asked: QueueFilter, offset: int | None, limit: int, key: str, sizes: Mapping[int, int] | None
) -> windows.QueueWindow:
    """Some cards of the queue, and where one of them stands."""
    from duikan.services import queue

    return queue.queue_window(session, asked, offset, limit, key, sizes)


def queue_sizes(session: Any) -> dict[int, int]:
    """How many conflicts of every kind there are."""
    from duikan.services import queue

    return queue.queue_sizes(session)


def conflicts_at(session: Any, article_id: int, start: int) -> tuple[views.ConflictCard, ...]:
    """The open conflicts that speak of a place."""
    from duikan.services import conflicts

    return conflicts.conflicts_at(session, article_id, start)


def real_conflicts(session: Any) -> tuple[views.ConflictCard, ...]:
    """What was decided to be an error."""
    from duikan.services import conflicts

    return conflicts.real_conflicts(session)


def decide(session: Any, key: str, decision: views.Decision, reason: str) -> None:
    """Decide a conflict, with a reason."""
    from duikan.services import conflicts

    conflicts.decide(session, key, decision, reason)


def reopen(session: Any, key: str) -> None:
    """Open a decided conflict again."""
    from duikan.services import conflicts

    conflicts.reopen(session, key)


def list_facts(session: Any, limit: int, offset: int, text: str = "") -> tuple[views.FactView, ...]:
    """Facts with their mentions."""
    from duikan.services import facts

    return facts.list_facts(session, limit, offset, text)


def fact(session: Any, fact_id: int) -> views.FactView:
    """One fact with every place it stands."""
    from duikan.services import facts

    return facts.fact(session, fact_id)


def fact_window(
    session: Any, text: str, offset: int | None, limit: int, fact_id: int | None
) -> windows.Window[views.FactView]:
    """Some facts, and where one of them stands."""
    from duikan.services import facts

    return facts.fact_window(session, text, offset, limit, fact_id)


def shared_places(session: Any, articles: tuple[int, ...]) -> tuple[tuple[int, int, int], ...]:
    """Where these articles tell the same facts, or the same sentences in either script."""
    from duikan.services import parallels

    return parallels.shared_passages(session, articles)


def unpair(session: Any, first: int, second: int) -> None:
    """Two mentions do not speak of the same fact."""
    from duikan.services import facts

    facts.unpair(session, first, second)


def pair(session: Any, first: int, second: int) -> None:
    """Two mentions speak of the same fact."""
    from duikan.services import facts

    facts.pair(session, first, second)


def next_untouched(session: Any, article_id: int, after: int) -> views.Untouched | None:
    """The next number that nobody has looked at, in this article or the next ones."""
    from duikan.services import coverage

    return coverage.next_untouched(session, article_id, after)


def suggestions(session: Any, article_id: int) -> tuple[views.Suggestion, ...]:
    """The sentences of an article worth a check."""
    from duikan.services import suggestions as service

    return service.suggestions(session, article_id)


def decline(session: Any, article_id: int, start: int, end: int) -> None:
    """A suggested sentence is nothing to check."""
    from duikan.services import suggestions as service

    service.decline(session, article_id, start, end)


def sign(session: Any, article_id: int, checker: str, role: Any) -> None:
    """Put a checker's name under an article."""
    from duikan.services import signoff

    signoff.sign(session, article_id, checker, role)


def withdraw_signatures(session: Any, article_id: int) -> None:
    """Take the names under an article away."""
    from duikan.services import signoff

    signoff.withdraw(session, article_id)


def accept(session: Any, mention_id: int, bounds: dict[str, Any], source: str, locator: str) -> None:
    """Take a value for right on the fact of a number."""
    from duikan.services import accepted

    accepted.accept(session, mention_id, accepted.Value(**bounds), source, locator)


def withdraw_accepted(session: Any, mention_id: int) -> None:
    """The fact of a number has no value to go by any more."""
    from duikan.services import accepted

    accepted.withdraw(session, mention_id)


def remembered(session: Any, decision: str) -> tuple[str, ...]:
    """Reasons that were given for a decision before."""
    from duikan.services import reasons

    return reasons.remembered(session, decision)


def removed(session: Any) -> tuple[views.TrashItem, ...]:
    """What was removed and can be put back."""
    from duikan.services import trash

    return trash.removed(session)


def restore(session: Any, change_id: int) -> None:
    """Put something removed back."""
    from duikan.services import trash

    trash.restore(session, change_id)


def list_claims(session: Any) -> tuple[views.ClaimView, ...]:
    """Every claim with its links and verdicts."""
    from duikan.services import claims

    return claims.list_claims(session)


def claim_window(session: Any, offset: int | None, limit: int, claim_id: int | None) -> windows.Window[views.ClaimView]:
    """Some claims, and where one of them stands."""
    from duikan.services import claims

    return claims.claim_window(session, offset, limit, claim_id)


def highlight(session: Any, article_id: int, start: int, end: int) -> int:
    """Mark a stretch as a claim; the numbers in it are linked to their facts."""
    from duikan.services import claims

    return claims.highlight(session, article_id, start, end)


def highlight_others(session: Any, article_id: int, start: int, end: int) -> tuple[int, ...]:
    """Mark every other place with the same words."""
    from duikan.services import claims

    return claims.highlight_others(session, article_id, start, end)


def move_claim(session: Any, claim_id: int, start: int, end: int) -> None:
    """Give a claim other boundaries."""
    from duikan.services import claims

    claims.move(session, claim_id, start, end)


def remove_claim(session: Any, claim_id: int) -> None:
    """Take a claim away."""
    from duikan.services import claims

    claims.remove(session, claim_id)


def set_note(session: Any, claim_id: int, note: str) -> None:
    """Write an editor's note on a claim."""
    from duikan.services import claims

    claims.set_note(session, claim_id, note)


def give_verdict(session: Any, claim_id: int, rating: views.Rating, rationale: str, source: str, locator: str) -> None:
    """Give a claim a verdict, with what it rests on."""
    from duikan.services import claims

    claims.give_verdict(session, claim_id, rating, rationale, source, locator)


def link(session: Any, claim_id: int, mention_id: int, kind: views.LinkKind = "states") -> None:
    """Tie a claim to the fact a number speaks of."""
    from duikan.services import claims

    claims.link(session, claim_id, mention_id, kind)


def unlink(session: Any, link_id: int) -> None:
    """Untie a claim from a fact."""
    from duikan.services import claims

    claims.unlink(session, link_id)


def history_window(session: Any, offset: int | None, limit: int, line: int | None) -> windows.Window[views.HistoryLine]:
    """Some acts, newest first."""
    from duikan.services import history as service

    return service.history_window(session, offset, limit, line)


def overview(session: Any) -> tuple[tuple[views.ArticleItem, ...], views.Totals]:
    """Every article, page by page, and the figures of the status bar."""
    from duikan.services import history as service

    return service.overview(session)


def find(session: Any, words: str, most: int) -> tuple[finding.Hit, ...]:
    """Where words stand in all articles, with what is around them."""
    from duikan.services import search

    return search.find(session, words, most)


def read_files(paths: tuple[Path, ...], metadata: Any, progress: Any) -> Any:
    """Read files outside the project: importers and engine, nothing written."""
    from duikan.services import imports

    return imports.read_files(paths, metadata, progress)


def store_batch(session: Any, batch: Any) -> tuple[views.ImportLine, ...]:
    """Take what was read into the project, in one act."""
    from duikan.services import imports

    return imports.store_batch(session, batch)


def write_csv(session: Any, path: Path) -> None:
    """Write the verified claims as CSV."""
    from duikan.services.export import csv_claims

    csv_claims.write_csv(session, path)


def open_workspace(where: str | Path, *, create: bool = False, author: str = "") -> Any:
    """Open a project by its file or its PostgreSQL address, as somebody."""
    from duikan.services.workspace import Workspace

    return Workspace.open(where, create=create, author=author)


def sample_project(folder: Path) -> Path:
    """The sample project in a folder, made if it is not there."""
    from duikan.services import projects

    return projects.sample_project(folder)


def count_lines(session: Any, lines: tuple[views.ImportLine, ...]) -> tuple[views.ImportLine, ...]:
    """The lines of an import with how many numbers were read."""
    from duikan.services import imports

    return imports.count_lines(session, lines)
