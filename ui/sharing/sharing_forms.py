"""The forms of the Sharing page: a product, a sign-off, a comment and its answer, the title page."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.sharing.sharing_now import SharingNow
from ui.sharing.sharing_wording import disposition_words
from ui.widgets import Field, ask_form
from upstream_workshop.framework.kinds import Disposition
from upstream_workshop.sharing.handbook.queries import HandbookRow
from upstream_workshop.sharing.queries import DraftRow, ProductRow, ReviewRow


def ask_product(
    over: QWidget, now: SharingNow, product: ProductRow | None
) -> dict[str, Any] | None:
    """Ask for the fields of a product, a new one for None; return those that were changed, or None."""
    fields = (
        Field("title", say("Title"), needed=True),
        Field("kind_name", say("Kind"), hint=say("paper, guide, blog post, or a word of your own")),
        Field("audience", say("For whom")),
        Field("workgroup_id", say("Workgroup"), "choice", ((None, say("none")), *now.workgroups)),
        Field("owner_id", say("Owner"), "choice", ((None, say("nobody")), *now.people)),
        Field("next_on", say("Next date"), "date"),
        Field("next_step", say("Next step")),
        Field("blocked", say("What blocks it")),
        Field("link", say("Link")),
        Field("placeholder", say("Its text is a placeholder, not the published one"), "bool"),
    )
    before = {field.key: getattr(product, field.key) for field in fields} if product else {}
    return _changed(ask_form(over, say("A product"), fields, before), before)


def ask_sign_off(over: QWidget, product: ProductRow) -> str | None:
    """Ask who signs a product off."""
    title = say("Sign off “{title}”", title=product.title)
    found = ask_form(over, title, (Field("by", say("Who signs it off"), needed=True),))
    return str(found["by"]) if found else None


def ask_publication(over: QWidget, product: ProductRow, today: date) -> tuple[date, str] | None:
    """Ask on which day and where a product was published."""
    fields = (
        Field("day", say("Day"), "date", needed=True),
        Field("link", say("Link"), hint=say("where it can be read")),
    )
    before = {"day": product.published_on or today, "link": product.link}
    title = say("Published: “{title}”", title=product.title)
    found = ask_form(over, title, fields, before)
    return (found["day"], found["link"]) if found else None


def ask_draft(over: QWidget, product: ProductRow, today: date) -> tuple[date, str] | None:
    """Ask for day and authors of the next draft."""
    fields = (Field("day", say("Day"), "date", needed=True), Field("authors", say("Authors")))
    title = say("Draft {n} of “{title}”", n=product.drafts + 1, title=product.title)
    found = ask_form(over, title, fields, {"day": today}, say("Begin"))
    return (found["day"], found["authors"]) if found else None


def ask_authors(
    over: QWidget, product: ProductRow, draft: DraftRow
) -> tuple[date | None, str] | None:
    """Ask for another day and other authors of a draft."""
    fields = (Field("day", say("Day"), "date"), Field("authors", say("Authors")))
    title = say("Draft {n} of “{title}”", n=draft.number, title=product.title)
    found = ask_form(over, title, fields, {"day": draft.day, "authors": draft.authors})
    return (found["day"], found["authors"]) if found else None


def ask_review(
    over: QWidget, sections: tuple[str, ...], review: ReviewRow | None
) -> dict[str, Any] | None:
    """Ask for the fields of a comment, a new one for None; return those that were changed, or None."""
    parts = tuple(dict.fromkeys(("", *sections, *((review.section,) if review else ()))))
    fields = (
        Field("text", say("Comment"), "long", needed=True),
        Field("reviewer", say("Who said it")),
        Field(
            "section",
            say("About which part"),
            "choice",
            tuple((part, part or say("the whole")) for part in parts),
        ),
    )
    before = {field.key: getattr(review, field.key) for field in fields} if review else {}
    return _changed(ask_form(over, say("A comment"), fields, before), before)


def ask_reason(over: QWidget, review: ReviewRow, disposition: Disposition) -> str | None:
    """Ask why a comment gets this answer."""
    field = Field("reason", say("Reason"), needed=disposition is not Disposition.ACCEPTED)
    title = say("{answer}: “{text}”", answer=disposition_words(disposition), text=review.text[:120])
    found = ask_form(over, title, (field,), {"reason": review.reason})
    return str(found["reason"]) if found else None


def ask_title_page(over: QWidget, handbook: HandbookRow | None) -> dict[str, Any] | None:
    """Ask for the title page of the handbook; return the fields that were changed, or None."""
    fields = (
        Field("title", say("Title"), needed=True),
        Field("subtitle", say("Subtitle")),
        Field("introduction", say("Introduction"), "long", hint=say("Markdown")),
        Field("contributors", say("Contributors beside the participants"), "long"),
        Field("licence", say("Licence"), hint=say("such as CC BY 4.0")),
    )
    before = {field.key: getattr(handbook, field.key) for field in fields} if handbook else {}
    return _changed(ask_form(over, say("Title page of the handbook"), fields, before), before)


def _changed(found: dict[str, Any] | None, before: dict[str, Any]) -> dict[str, Any] | None:
    if found is None:
        return None
    return {key: value for key, value in found.items() if value != before.get(key, "")}
