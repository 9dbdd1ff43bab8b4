"""The conflict queue: every flag with its reason and both passages; an editor's decision on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from duikan.errors import InputError
from duikan.services import queries
from duikan.services.views import ConflictCard, Decision, RelationView, ReviewView, Statement
from duikan.store.codec import alternatives, pieces_of, role_at
from duikan.store.journal import author, describe
from duikan.store.models import Article, Conflict, Mention, Milestone, Review

SEVERITIES = ("high", "medium", "low", "info")


def list_conflicts(session: Session) -> tuple[ConflictCard, ...]:
    """Every conflict: open ones first, the gravest first, in the order of the pages; decided ones last."""
    cards = _cards(session, session.scalars(select(Conflict)).all())
    return tuple(sorted(cards, key=_order))


def conflict(session: Session, key: str) -> ConflictCard:
    """One conflict by its key."""
    return next(iter(_cards(session, [_by_key(session, key)])))


def decide(session: Session, key: str, decision: Decision, reason: str) -> None:
    """Decide a conflict: real, explained or dismissed; without a reason InputError reason.required."""
    row = _by_key(session, key)
    if not reason.strip():
        raise InputError("reason.required")
    members = [mention for mention, _ in queries.members_by_conflict(session).get(row.id, ())]
    session.add(
        Review(
            conflict_key=key,
            members=members,
            fingerprint=row.fingerprint,
            decision=decision,
            reason=reason.strip(),
            author=author(session),
        )
    )
    describe(session, reason.strip()[:40])


def reopen(session: Session, key: str) -> None:
    """Open a decided conflict again; the decision is kept to be read."""
    review = queries.standing_reviews(session).get(key)
    if review is None:
        raise InputError("conflict.missing")
    review.reopened = True
    describe(session, review.reason[:40])


def compare(session: Session, first_id: int, second_id: int) -> RelationView:
    """How any two numbers relate, and why, also where they do not conflict."""
    rows = [queries.get(session, Mention, key, "mention.missing") for key in (first_id, second_id)]
    # Here, not above: the rules are many, and the list of cards is shown without them.
    from duikan.services.collection import stated_of
    from duikan.services.comparing import relate_two

    first, second = (stated_of(session, row) for row in rows)
    return relate_two(first, second, one_fact=rows[0].fact_id == rows[1].fact_id)


def _by_key(session: Session, key: str) -> Conflict:
    row = session.scalar(select(Conflict).where(Conflict.key == key))
    if row is None:
        raise InputError("conflict.missing")
    return row


def _order(card: ConflictCard) -> tuple[object, ...]:
    first = card.statements[0] if card.statements else None
    place = (first.page, first.article_id, first.start) if first else ("", 0, 0)
    return (card.decided, card.is_note, SEVERITIES.index(card.severity), place)


def _cards(session: Session, rows: Sequence[Conflict]) -> Iterator[ConflictCard]:
    reviews = queries.standing_reviews(session)
    members = queries.members_by_conflict(session)
    builder = _Statements(session, rows, members)
    for row in rows:
        statements = builder.of(row)
        yield ConflictCard(
            key=row.key,
            type=row.type,
            severity=row.severity,
            status=row.status,
            scope=row.scope,
            reason_code=row.reason_code,
            reason_values=tuple(sorted((name, str(value)) for name, value in row.reason_values.items())),
            statements=statements,
            review=_review(reviews.get(row.key), row),
            witnesses=len({statement.page for statement in statements}),
        )


def _review(review: Review | None, row: Conflict) -> ReviewView | None:
    if review is None:
        return None
    return ReviewView(
        decision=review.decision,  # pyright: ignore[reportArgumentType] - the column holds only these words
        reason=review.reason,
        author=review.author,
        at=review.created_at,
        reopened=not queries.stands(review, row),
    )


class _Statements:
    """Builds the sides of conflicts from rows fetched once for all of them."""

    def __init__(self, session: Session, rows: Sequence[Conflict], members: dict[int, list[tuple[int, int]]]) -> None:
        self._members = members
        ids = {mention for row in rows for mention, _ in members.get(row.id, ())}
        wanted = {article for row in rows for article, _, _ in row.spots}
        self._numbers = {row.id: row for row in session.scalars(select(Mention).where(Mention.id.in_(ids)))}
        self._times = {row.id: row for row in session.scalars(select(Milestone).where(Milestone.id.in_(ids)))}
        self._articles = {row.id: row for row in session.scalars(select(Article).where(Article.id.in_(wanted)))}
        self._finder = queries.SentenceFinder()

    def of(self, row: Conflict) -> tuple[Statement, ...]:
        """One statement per spot, in the order the engine gave them."""
        spots = [spot for spot in row.spots if spot[0] in self._articles]
        return tuple(self._statement(row, *spot) for spot in spots)

    def _statement(self, row: Conflict, article_id: int, start: int, end: int) -> Statement:
        article = self._articles[article_id]
        number = self._number_at(row, article_id, start, end)
        sentence = self._finder.around(article, start, end)
        period = number or self._times.get(self._time_id(row, article_id, start))
        return Statement(
            mention_id=number.id if number else None,
            article_id=article_id,
            title=article.title,
            page=article.document.name,
            role=_role(article, start),
            start=start,
            end=end,
            printed=_printed(article.text, number) if number else article.text[start:end],
            sentence=article.text[sentence.start : sentence.end],
            low=(number.low or "") if number else "",
            high=(number.high or "") if number else "",
            low_open=number.low_open if number else False,
            high_open=number.high_open if number else False,
            unit=number.unit if number else "",
            period_start=period.period_start if period else None,
            period_end=period.period_end if period else None,
            alternatives=alternatives(period.alternatives) if period else (),
            published=article.published,
        )

    def _number_at(self, row: Conflict, article_id: int, start: int, end: int) -> Mention | None:
        """The member that the spot shows: the spot is its span, or the words that gave its time."""
        members = [self._numbers[key] for key, _ in self._members.get(row.id, ()) if key in self._numbers]
        here = [number for number in members if number.article_id == article_id]
        for number in here:
            if number.start < end and start < number.end:
                return number
        return next((number for number in here if number.time_start == start), here[0] if len(here) == 1 else None)

    def _time_id(self, row: Conflict, article_id: int, start: int) -> int:
        members = [self._times[key] for key, _ in self._members.get(row.id, ()) if key in self._times]
        return next((time.id for time in members if time.article_id == article_id and time.start == start), 0)


def _role(article: Article, start: int) -> str:
    role = role_at(pieces_of(article), start)
    return "item" if role == "body" and article.kind == "box" else role


def _printed(text: str, number: Mention) -> str:
    """The number as printed, the words of its time before it where they stand elsewhere."""
    words = text[number.start : number.end]
    if number.time_start is None or number.time_end is None:
        return words
    if number.start < number.time_end and number.time_start < number.end:
        return words
    return f"{text[number.time_start : number.time_end]} {words}"
