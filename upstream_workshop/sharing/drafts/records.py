"""The rows of products and drafts, for the services that change them."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.sharing.model import FrozenReference, Product, ProductDraft
from upstream_workshop.sharing.references.queries import live_references


def product_of(session: Session, product_id: int) -> Product:
    """Return a product. Raises WorkshopError: when there is none with this id."""
    product = session.get(Product, product_id)
    if product is None:
        raise WorkshopError(say("This product is no longer there: look at the list again."))
    return product


def freeze(session: Session, draft: ProductDraft) -> None:
    """Freeze a draft with what its references show now; a frozen one stays as it is."""
    if draft.frozen:
        return
    draft.frozen = True
    session.execute(delete(FrozenReference).where(FrozenReference.product_draft_id == draft.id))
    session.add_all(
        FrozenReference(product_draft_id=draft.id, reference=one.reference, shown=one.shown)
        for one in live_references(session, draft.text)
        if not one.broken
    )
    session.flush()


def last_draft(session: Session, product_id: int) -> ProductDraft | None:
    """Return the last draft of a product, or None."""
    product_of(session, product_id)
    drafts = select(ProductDraft).where(ProductDraft.product_id == product_id)
    return session.scalars(drafts.order_by(ProductDraft.number.desc()).limit(1)).first()
