"""Services of the sharing room: products from idea to published.

Each service writes in the transaction of `session`. It raises WorkshopError if a product with an id
that it was given is not there.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, TypedDict, Unpack

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resources.words import count, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.framework.kinds import Disposition
from upstream_workshop.letters import one_line
from upstream_workshop.sharing.drafts.records import freeze, last_draft, product_of
from upstream_workshop.sharing.kinds import ProductState
from upstream_workshop.sharing.model import Product, ProductDraft, Review
from upstream_workshop.sharing.queries import offered
from upstream_workshop.sharing.references.queries import live_references

_OPEN_STATES: Final = (ProductState.IDEA, ProductState.DRAFTING, ProductState.REVIEW)


class ProductFields(TypedDict, total=False):
    """The fields of a product besides its state."""

    title: str
    kind_name: str
    audience: str
    workgroup_id: int | None
    owner_id: int | None
    next_on: date | None
    next_step: str
    blocked: str
    link: str
    placeholder: bool


def add_product(session: Session, **fields: Unpack[ProductFields]) -> int:
    """Add a product after the others and return its id. Raises WorkshopError: when the title is blank."""
    last = session.scalar(select(func.max(Product.position)))
    title = _titled(fields.get("title", ""))
    product = Product(title=title, position=0 if last is None else last + 1)
    session.add(product)
    session.flush()
    amend_product(session, product.id, **fields)
    return product.id


def add_assets(session: Session, workgroup_ids: Iterable[int]) -> tuple[int, ...]:
    """Add a product for what each of these workgroups said it would share, and return their ids.

    A workgroup whose charter names nothing, or that has a product already, is passed over.
    """
    wanted = {*workgroup_ids}
    return tuple(
        add_product(
            session,
            title=one.title,
            kind_name=one.kind_name,
            audience=one.audience,
            workgroup_id=one.workgroup_id,
            owner_id=one.lead_id,
        )
        for one in offered(session)
        if one.workgroup_id in wanted
    )


def amend_product(session: Session, product_id: int, **fields: Unpack[ProductFields]) -> None:
    """Change the given fields of a product. Raises WorkshopError: when the title is blank."""
    product = product_of(session, product_id)
    product.title = _titled(fields.get("title", product.title))
    for name in ("kind_name", "audience", "next_step", "blocked", "link"):
        setattr(product, name, str(fields.get(name, getattr(product, name) or "")).strip())
    for name in ("workgroup_id", "owner_id", "next_on"):
        setattr(product, name, fields.get(name, getattr(product, name)))
    product.placeholder = fields.get("placeholder", bool(product.placeholder))
    session.flush()


def remove_product(session: Session, product_id: int) -> None:
    """Delete a product with its drafts and reviews."""
    session.delete(product_of(session, product_id))


def move_product(session: Session, product_id: int, place: int) -> None:
    """Put a product at a place in the list, 0 for the first."""
    moved = product_of(session, product_id)
    others = session.scalars(
        select(Product).where(Product.id != product_id).order_by(Product.position, Product.id)
    ).all()
    ordered = [*others[: max(0, place)], moved, *others[max(0, place) :]]
    for position, product in enumerate(ordered):
        product.position = position
    session.flush()


def set_product_state(session: Session, product_id: int, state: ProductState) -> None:
    """Say that a product is an idea, drafted or in review.

    Taking a sign-off back leaves the signed draft frozen: a new draft goes on from it. Raises
    WorkshopError: for the other states, which `sign_off` and `publish` set, and when a product without
    a draft is to be reviewed.
    """
    product = product_of(session, product_id)
    if state not in _OPEN_STATES:
        raise WorkshopError(say("A product is signed off and published by name and by day."))
    if state is ProductState.REVIEW and last_draft(session, product_id) is None:
        raise WorkshopError(say("There is nothing to review yet: write a first draft."))
    product.state = state
    product.signed_off_by, product.published_on = "", None
    session.flush()


def sign_off(session: Session, product_id: int, by: str) -> None:
    """Note who signed a product off, and freeze its last draft with what its references show.

    Raises WorkshopError: when nobody is named, when there is no text, when a comment has no answer,
    or when a reference in the text is broken.
    """
    product = product_of(session, product_id)
    if not by.strip():
        raise WorkshopError(say("Say who signs “{title}” off.", title=product.title))
    draft = last_draft(session, product_id)
    if draft is None or not draft.text.strip():
        raise WorkshopError(say("There is nothing to sign off yet: write a draft."))
    _refuse_unanswered(session, product_id)
    _refuse_broken(session, draft)
    freeze(session, draft)
    product.state, product.signed_off_by = ProductState.SIGNED_OFF, by.strip()
    product.published_on = None
    session.flush()


def publish(session: Session, product_id: int, day: date, link: str = "") -> None:
    """Note on which day a product was published, and where.

    Raises WorkshopError: when it was not signed off.
    """
    product = product_of(session, product_id)
    if product.state not in (ProductState.SIGNED_OFF, ProductState.PUBLISHED):
        raise WorkshopError(say("“{title}” is not signed off yet.", title=product.title))
    product.state, product.published_on = ProductState.PUBLISHED, day
    product.link = link.strip() or product.link
    session.flush()


def _refuse_unanswered(session: Session, product_id: int) -> None:
    drafts = select(ProductDraft.id).where(ProductDraft.product_id == product_id)
    unanswered = select(func.count()).where(
        Review.product_draft_id.in_(drafts), Review.disposition == Disposition.OPEN
    )
    if number := session.scalar(unanswered):
        raise WorkshopError(
            count(
                number,
                "{n} comment has no answer yet: answer it, if only by “later”.",
                "{n} comments have no answer yet: answer each, if only by “later”.",
            )
        )


def _refuse_broken(session: Session, draft: ProductDraft) -> None:
    broken = [one.broken for one in live_references(session, draft.text) if one.broken]
    if broken:
        raise WorkshopError(" ".join(broken))


def _titled(title: str) -> str:
    words = one_line(title)
    if not words:
        raise WorkshopError(say("A product needs a title: type a few words."))
    return words
