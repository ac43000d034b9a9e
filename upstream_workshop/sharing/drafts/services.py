"""Services for drafts: their text, a new one, and freezing one.

Each service writes in the transaction of `session`. It raises WorkshopError if a product or draft
with an id that it was given is not there.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import BULK
from upstream_workshop.sharing.drafts.records import freeze, last_draft, product_of
from upstream_workshop.sharing.drafts.rules import tidy
from upstream_workshop.sharing.kinds import ProductState
from upstream_workshop.sharing.model import ProductDraft


def write_draft(session: Session, product_id: int, text: str) -> int:
    """Set the text of the last draft of a product, or begin the first; return the draft's id.

    Raises WorkshopError: when that draft is frozen, or the text is too long.
    """
    draft = last_draft(session, product_id)
    if draft is None:
        return start_draft(session, product_id, text=text)
    if draft.frozen:
        raise WorkshopError(say("Draft {n} is frozen: begin a new draft to go on.", n=draft.number))
    draft.text = _clean(text)
    session.flush()
    return draft.id


def start_draft(
    session: Session,
    product_id: int,
    day: date | None = None,
    authors: str = "",
    text: str | None = None,
) -> int:
    """Begin the next draft of a product and return its id; the one before it is frozen.

    text: its text; None for that of the draft before it.

    A product that was an idea, or signed off, is then drafted.
    """
    product = product_of(session, product_id)
    before = last_draft(session, product_id)
    if before is not None:
        freeze(session, before)
    draft = ProductDraft(
        product_id=product_id,
        number=before.number + 1 if before else 1,
        day=day,
        authors=authors.strip() or (before.authors if before else ""),
        text=_clean(text if text is not None else before.text if before else ""),
    )
    session.add(draft)
    if product.state is not ProductState.REVIEW:
        product.state, product.signed_off_by, product.published_on = ProductState.DRAFTING, "", None
    session.flush()
    return draft.id


def amend_draft(session: Session, draft_id: int, day: date | None, authors: str) -> None:
    """Change day and authors of a draft."""
    draft = session.get(ProductDraft, draft_id)
    if draft is None:
        raise WorkshopError(say("This draft is no longer there: look at the list again."))
    draft.day, draft.authors = day, authors.strip()
    session.flush()


def _clean(text: str) -> str:
    if len(text) > BULK:
        raise WorkshopError(say("This text is too long for one product: divide it."))
    return tidy(text)
