"""An article's signatures in words: who signed, who is next, why a signature no longer holds."""

from __future__ import annotations

from datetime import datetime

from duikan.services.views import ArticleItem, SignView
from duikan.ui import i18n


def moment(at: datetime) -> str:
    """A moment on this machine's clock, as short as a list has room for."""
    return f"{at.astimezone() if at.tzinfo else at:%m-%d %H:%M}"


def why_revoked(sign: SignView) -> str:
    """The act that revoked a signature, who did it and when."""
    at = moment(sign.revoked_at) if sign.revoked_at else ""
    return i18n.t(
        "sign_revoked_why", act=i18n.operation(sign.revoked_for), who=sign.revoked_by or i18n.t("somebody"), at=at
    )


def short(item: ArticleItem) -> str:
    """The state in a few words: signed by whom, revoked, or "" where nobody signed."""
    names = [one.checker for one in item.signed if one.stands]
    if names:
        return i18n.t("signed_by", names=i18n.t("list").join(names))
    return i18n.t("sign_revoked") if item.signed else ""


def is_revoked(item: ArticleItem) -> bool:
    """True where somebody signed and nothing of it holds any more."""
    return bool(item.signed) and not any(one.stands for one in item.signed)


def lines(item: ArticleItem) -> list[str]:
    """Every signature that was revoked, with its reason."""
    return [f"{one.checker}：{why_revoked(one)}" for one in item.signed if not one.stands]


def next_role(item: ArticleItem) -> str:
    """Who signs next: `first`, `second`, or "" where both stand."""
    standing = {one.role for one in item.signed if one.stands}
    return next((role for role in ("first", "second") if role not in standing), "")
