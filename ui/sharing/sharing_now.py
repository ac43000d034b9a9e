"""What the Sharing page shows, read at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from upstream_workshop.people.queries import roster
from upstream_workshop.sharing import queries
from upstream_workshop.sharing.queries import DraftRow, OfferedAsset, ProductRow, ReviewRow
from upstream_workshop.workgroups.topics import all_groups


@dataclass(frozen=True)
class SharingNow:
    """All products with their drafts and comments, what charters offer, and who and what there is.

    drafts: the drafts of each product by its id.
    people, workgroups: ids and names to choose from.
    parts: the ids of the products in the handbook, in their order.
    """

    products: tuple[ProductRow, ...] = ()
    drafts: Mapping[int, tuple[DraftRow, ...]] = field(default_factory=dict)
    reviews: tuple[ReviewRow, ...] = ()
    offered: tuple[OfferedAsset, ...] = ()
    people: tuple[tuple[int, str], ...] = ()
    workgroups: tuple[tuple[int, str], ...] = ()
    parts: tuple[int, ...] = ()

    def product(self, product_id: int) -> ProductRow | None:
        """Return a product by its id, or None."""
        return next((row for row in self.products if row.id == product_id), None)

    def last_draft(self, product_id: int) -> DraftRow | None:
        """Return the last draft of a product, or None."""
        return next(iter(self.drafts.get(product_id, ())[::-1]), None)

    def comments(self, product_id: int) -> tuple[ReviewRow, ...]:
        """Return the comments on a product's drafts."""
        return tuple(row for row in self.reviews if row.product_id == product_id)


def read_now(session: Session) -> SharingNow:
    """Return what is there now."""
    return SharingNow(
        queries.products(session),
        queries.drafts(session),
        queries.reviews(session),
        queries.offered(session),
        tuple((row.id, row.name) for row in roster(session)),
        tuple((row.id, row.title) for row in all_groups(session)),
        queries.handbook_order(session),
    )
