"""The changes of products, drafts and comments, with their names in Undo; each is one undoable step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject

from resources.words import say
from ui.kit.desk import Desk
from upstream_workshop.framework.kinds import Disposition
from upstream_workshop.sharing import services
from upstream_workshop.sharing.drafts import services as drafts
from upstream_workshop.sharing.handbook import services as handbook
from upstream_workshop.sharing.kinds import ProductState
from upstream_workshop.sharing.queries import DraftRow, OfferedAsset, ProductRow, ReviewRow
from upstream_workshop.sharing.reviews import services as reviews


class SharingActions(QObject):
    """All changes that the Sharing page makes.

    Methods that return a bool return False if the change was refused; the desk has then emitted
    `refused`.
    """

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def add(self, fields: dict[str, Any]) -> int | None:
        """Add a product; return its id, or None if it was refused."""
        title = fields.get("title", "")
        return self._desk.do_about(say("Add product"), title, services.add_product, **fields)

    def add_assets(self, offered: Sequence[OfferedAsset]) -> bool:
        """Add a product for what each of these workgroups will share."""
        ids = [one.workgroup_id for one in offered]
        return self._desk.done_about(
            say("Add what workgroups will share"), "", services.add_assets, ids
        )

    def amend(self, product: ProductRow, fields: dict[str, Any]) -> bool:
        """Change fields of a product."""
        return self._desk.done_about(
            say("Change product"), product.title, services.amend_product, product.id, **fields
        )

    def remove(self, product: ProductRow) -> bool:
        """Remove a product with its drafts."""
        return self._desk.done_about(
            say("Remove product"), product.title, services.remove_product, product.id
        )

    def move(self, product: ProductRow, place: int) -> bool:
        """Put a product at another place."""
        return self._desk.done_about(
            say("Move product"), product.title, services.move_product, product.id, place
        )

    def set_state(self, product: ProductRow, state: ProductState) -> bool:
        """Say how far a product is."""
        return self._desk.done_about(
            say("Set state of product"),
            product.title,
            services.set_product_state,
            product.id,
            state,
        )

    def sign_off(self, product: ProductRow, by: str) -> bool:
        """Note who signed a product off."""
        return self._desk.done_about(
            say("Sign off product"), product.title, services.sign_off, product.id, by
        )

    def publish(self, product: ProductRow, day: date, link: str) -> bool:
        """Note when and where a product was published."""
        return self._desk.done_about(
            say("Publish product"), product.title, services.publish, product.id, day, link
        )

    def write(self, product: ProductRow, text: str) -> bool:
        """Set the text of the last draft."""
        return self._desk.done_about(
            say("Write draft"), product.title, drafts.write_draft, product.id, text
        )

    def start_draft(self, product: ProductRow, day: date, authors: str) -> bool:
        """Begin the next draft."""
        return self._desk.done_about(
            say("Begin draft"), product.title, drafts.start_draft, product.id, day, authors
        )

    def amend_draft(
        self, product: ProductRow, draft: DraftRow, day: date | None, authors: str
    ) -> bool:
        """Change day and authors of a draft."""
        return self._desk.done_about(
            say("Change draft"), product.title, drafts.amend_draft, draft.id, day, authors
        )

    def add_review(self, draft: DraftRow, fields: dict[str, Any]) -> int | None:
        """Add a comment; return its id, or None if it was refused."""
        text = fields.get("text", "")
        return self._desk.do_about(say("Add comment"), text, reviews.add_review, draft.id, **fields)

    def amend_review(self, review: ReviewRow, fields: dict[str, Any]) -> bool:
        """Change fields of a comment."""
        return self._desk.done_about(
            say("Change comment"), review.text, reviews.amend_review, review.id, **fields
        )

    def answer(self, review: ReviewRow, disposition: Disposition, reason: str) -> bool:
        """Say what is done about a comment."""
        return self._desk.done_about(
            say("Answer comment"),
            review.text,
            reviews.answer_review,
            review.id,
            disposition,
            reason,
        )

    def remove_review(self, review: ReviewRow) -> bool:
        """Remove a comment."""
        return self._desk.done_about(
            say("Remove comment"), review.text, reviews.remove_review, review.id
        )

    def arrange(self, product_ids: Sequence[int]) -> bool:
        """Set the parts of the handbook."""
        return self._desk.done_about(
            say("Arrange handbook"), "", handbook.arrange_handbook, product_ids
        )

    def amend_handbook(self, fields: dict[str, Any]) -> bool:
        """Change the title page of the handbook."""
        return self._desk.done_about(
            say("Change title page of handbook"), "", handbook.amend_handbook, **fields
        )
