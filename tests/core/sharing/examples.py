"""A product with drafts and comments, in a handbook, and an example call for every service."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.core.furnished import Arguments, Fields, Service
from upstream_workshop.framework.kinds import Disposition
from upstream_workshop.maps import queries as maps
from upstream_workshop.people.model import Participant
from upstream_workshop.readers.products.product_texts import ProductText
from upstream_workshop.readers.reading import Reading
from upstream_workshop.sharing import queries, services
from upstream_workshop.sharing.drafts import services as drafts
from upstream_workshop.sharing.handbook import services as handbook
from upstream_workshop.sharing.importing import services as importing
from upstream_workshop.sharing.kinds import ProductState
from upstream_workshop.sharing.model import ProductDraft, Review
from upstream_workshop.sharing.reviews import services as reviews
from upstream_workshop.workgroups.model import Workgroup


def furnish(session: Session) -> None:
    """Two products: one of a workgroup with a frozen draft that was reviewed, one only an idea."""
    product_id = services.add_product(
        session,
        title="A guide to risk",
        kind_name="guide",
        audience="Colleagues",
        workgroup_id=session.scalars(select(Workgroup.id)).first(),
        owner_id=session.scalars(select(Participant.id)).first(),
        next_on=date(2020, 6, 1),
        next_step="Ask two insurers",
        blocked="No answer from the insurers",
    )
    title = next((title for _, title in maps.map_titles(session)), "")
    text = f"# Risk\n\n[[map: {title}]]\n"
    draft = drafts.start_draft(session, product_id, date(2020, 5, 4), "Owen Marsh", text)
    reviews.add_review(session, draft, reviewer="A reader", section="Risk", text="Too short")
    drafts.start_draft(session, product_id, date(2020, 5, 11), text="# Risk\n\nSome words.\n")
    services.set_product_state(session, product_id, ProductState.REVIEW)
    post = services.add_product(session, title="A blog post")
    drafts.start_draft(session, post, date(2020, 5, 18), text=text)
    if title:
        services.sign_off(session, post, "Owen Marsh")
    handbook.amend_handbook(session, title="Handbook", subtitle="What we learnt")
    handbook.arrange_handbook(session, [product_id])


def first(session: Session) -> int:
    """The first product, made if there is none."""
    found = queries.products(session)
    return found[0].id if found else services.add_product(session, title="Made for this")


def spare(session: Session) -> int:
    """A product with a draft that nothing else relies on."""
    product_id = services.add_product(session, title="Spare", kind_name="paper")
    drafts.start_draft(session, product_id, date(2020, 5, 4), text="Some words.")
    return product_id


def draft(session: Session) -> int:
    """A draft, made if there is none."""
    found = session.scalars(select(ProductDraft.id)).first()
    if found is None:
        drafts.start_draft(session, first(session))
    return found or session.scalars(select(ProductDraft.id)).one()


def review(session: Session) -> int:
    """A comment, made if there is none."""
    found = session.scalars(select(Review.id)).first()
    return found or reviews.add_review(session, draft(session), text="Made for this")


def _signed(session: Session) -> tuple[object, ...]:
    product_id = spare(session)
    services.sign_off(session, product_id, "Ade Okafor")
    return (product_id, date(2020, 9, 1), "https://example.org/guide")


def _asset(session: Session) -> tuple[object, ...]:
    session.add(Workgroup(title="Kind words", asset_title="An essay", position=90))
    session.flush()
    return ([one.workgroup_id for one in queries.offered(session)],)


EXAMPLES: Final[Mapping[Service, Arguments]] = {
    services.add_product: lambda _: (Fields(title="Ŵyn y gwanwyn", kind_name="essay"),),
    services.add_assets: _asset,
    services.amend_product: lambda session: (
        first(session),
        Fields(title="Risk, reframed", blocked="", next_on=date(2020, 7, 1)),
    ),
    services.remove_product: lambda session: (first(session),),
    services.move_product: lambda session: (spare(session), 0),
    services.set_product_state: lambda session: (spare(session), ProductState.REVIEW),
    services.sign_off: lambda session: (spare(session), "Ade Okafor"),
    services.publish: _signed,
    drafts.write_draft: lambda session: (spare(session), "# New words\n"),
    drafts.start_draft: lambda session: (first(session), date(2020, 6, 2), "Dot Ash"),
    drafts.amend_draft: lambda session: (draft(session), date(2020, 6, 3), "Siân Prys"),
    reviews.add_review: lambda session: (
        draft(session),
        Fields(reviewer="Owen Marsh", section="Risk", text="For whom?"),
    ),
    reviews.amend_review: lambda session: (review(session), Fields(text="For whom is it?")),
    reviews.answer_review: lambda session: (
        review(session),
        Disposition.PARTLY,
        "It says so now",
    ),
    reviews.remove_review: lambda session: (review(session),),
    handbook.amend_handbook: lambda _: (
        Fields(title="A handbook", introduction="# Why\n", licence="CC BY 4.0"),
    ),
    handbook.arrange_handbook: lambda session: ([spare(session), first(session)],),
    importing.import_product: lambda _: (
        "Brought in",
        Reading((ProductText(1, "# From Word\n"),)),
    ),
}
