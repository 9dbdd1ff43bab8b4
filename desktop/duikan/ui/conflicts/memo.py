"""The correction notice (更正) for conflicts that were found real, in the script of the article."""

from __future__ import annotations

from collections.abc import Iterable

from duikan import words
from duikan.script import shown
from duikan.services.views import ConflictCard, Statement
from duikan.ui import fonts, i18n


def is_real(card: ConflictCard) -> bool:
    """True for a conflict that was decided to be an error."""
    return card.decided and card.review is not None and card.review.decision == "real" and bool(card.statements)


def notice(cards: Iterable[ConflictCard]) -> str:
    """The notice for all of these cards that are real, one paragraph each; "" where none is."""
    paragraphs = [(_language(card), _paragraph(card)) for card in cards if is_real(card)]
    if not paragraphs:
        return ""
    head = words.say("ui.memo.head", paragraphs[0][0])
    return "\n\n".join([head, *(text for _, text in paragraphs)]) + "\n"


def _language(card: ConflictCard) -> str:
    return "zh_Hans" if fonts.script_of("".join(one.sentence for one in card.statements[:1])) == "Hans" else "zh_Hant"


def _paragraph(card: ConflictCard) -> str:
    language = _language(card)
    script = "Hans" if language == "zh_Hans" else "Hant"
    first = card.statements[0]
    rest = {_place(first, one, language): one.printed.replace("\n", "") for one in card.statements[1:]}
    others = words.say("ui.memo.and", language).join(
        words.say("ui.memo.other", language, place=place, printed=printed) for place, printed in rest.items()
    )
    reason = card.review.reason.strip() if card.review is not None else ""
    reason = shown(reason, script) + ("" if reason.endswith(("。", "！", "？", ".")) else "。")
    values = {"where": _where(first, language), "printed": first.printed.replace("\n", ""), "others": others}
    return words.say("ui.memo.one" if others else "ui.memo.alone", language, reason=reason, **values)


def _where(one: Statement, language: str) -> str:
    day = one.published
    date = words.say("ui.memo.date", language, year=day.year, month=day.month, day=day.day) if day else ""
    return words.say("ui.memo.where", language, date=date, title=one.title or i18n.t("untitled"))


def _place(first: Statement, one: Statement, language: str) -> str:
    if one.article_id == first.article_id:
        return words.say("ui.memo.same", language)
    return words.say("ui.memo.title", language, title=one.title or i18n.t("untitled"))
