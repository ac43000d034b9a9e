"""A product with a draft and a review, in a handbook, and an example call for every service."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.core.furnished import Arguments, Service
from upstream_workshop.people.model import Participant
from upstream_workshop.sharing.kinds import ProductState
from upstream_workshop.sharing.model import (
    FrozenReference,
    Handbook,
    HandbookPart,
    Product,
    ProductDraft,
    Review,
)
from upstream_workshop.workgroups.model import Workgroup


def furnish(session: Session) -> None:
    """One product of a workgroup with a draft that was reviewed."""
    product = Product(
        title="A guide to risk",
        kind_name="guide",
        audience="Colleagues",
        state=ProductState.REVIEW,
        workgroup_id=session.scalars(select(Workgroup.id)).first(),
        owner_id=session.scalars(select(Participant.id)).first(),
        position=0,
    )
    session.add_all((product, Handbook(title="Handbook")))
    session.flush()
    draft = ProductDraft(
        product_id=product.id, number=1, day=date(2020, 5, 4), text="# Risk\n\nSome words.\n"
    )
    session.add_all((draft, HandbookPart(product_id=product.id, position=0)))
    session.flush()
    session.add_all(
        (
            FrozenReference(product_draft_id=draft.id, reference="map:1", shown="A map"),
            Review(
                product_draft_id=draft.id,
                reviewer="A reader",
                section="Risk",
                text="Too short",
                position=0,
            ),
        )
    )


EXAMPLES: Final[Mapping[Service, Arguments]] = {}
