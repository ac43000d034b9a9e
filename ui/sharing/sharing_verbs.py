"""What can be done to products and comments, as data: for keys and the command palette."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final, NamedTuple

from PySide6.QtWidgets import QWidget

from resources.words import noop, say
from ui.sharing import sharing_forms as forms
from ui.sharing.document_flow import DocumentFlow
from ui.sharing.sharing_actions import SharingActions
from ui.sharing.sharing_now import SharingNow
from ui.widgets.lists.row_verbs import Verb
from upstream_workshop.errors import WorkshopError
from upstream_workshop.framework.kinds import Disposition
from upstream_workshop.sharing.drafts.rules import headings
from upstream_workshop.sharing.kinds import ProductState
from upstream_workshop.sharing.queries import ProductRow, ReviewRow


class Doing(NamedTuple):
    """What a verb is done with: the page, its snapshot, the changes, and the writing of documents."""

    over: QWidget
    now: SharingNow
    actions: SharingActions
    documents: DocumentFlow


def _amend(doing: Doing, row: object) -> None:
    assert isinstance(row, ProductRow)
    if fields := forms.ask_product(doing.over, doing.now, row):
        doing.actions.amend(row, fields)


def _set_state(state: ProductState, doing: Doing, row: object) -> None:
    assert isinstance(row, ProductRow)
    doing.actions.set_state(row, state)


def _sign_off(doing: Doing, row: object) -> None:
    assert isinstance(row, ProductRow)
    if by := forms.ask_sign_off(doing.over, row):
        doing.actions.sign_off(row, by)


def _publish(doing: Doing, row: object) -> None:
    assert isinstance(row, ProductRow)
    if found := forms.ask_publication(doing.over, row, date.today()):
        doing.actions.publish(row, *found)


def _begin(doing: Doing, row: object) -> None:
    assert isinstance(row, ProductRow)
    if found := forms.ask_draft(doing.over, row, date.today()):
        doing.actions.start_draft(row, *found)


def _amend_draft(doing: Doing, row: object) -> None:
    assert isinstance(row, ProductRow)
    draft = doing.now.last_draft(row.id)
    if draft is None:
        raise WorkshopError(say("This product has no draft yet: begin one first."))
    if found := forms.ask_authors(doing.over, row, draft):
        doing.actions.amend_draft(row, draft, *found)


def _move(step: int, doing: Doing, row: object) -> None:
    assert isinstance(row, ProductRow)
    place = [one.id for one in doing.now.products].index(row.id) + step
    if 0 <= place < len(doing.now.products):
        doing.actions.move(row, place)


def _into_handbook(doing: Doing, row: object) -> None:
    assert isinstance(row, ProductRow)
    parts = [id_ for id_ in doing.now.parts if id_ != row.id]
    doing.actions.arrange(parts if row.id in doing.now.parts else [*parts, row.id])


def _write(doing: Doing, row: object) -> None:
    assert isinstance(row, ProductRow)
    doing.documents.write(row)


def _remove(doing: Doing, row: object) -> None:
    assert isinstance(row, ProductRow)
    doing.actions.remove(row)


def _answer(disposition: Disposition, doing: Doing, row: object) -> None:
    assert isinstance(row, ReviewRow)
    reason = forms.ask_reason(doing.over, row, disposition)
    if reason is not None:
        doing.actions.answer(row, disposition, reason)


def _amend_review(doing: Doing, row: object) -> None:
    assert isinstance(row, ReviewRow)
    drafts = doing.now.drafts.get(row.product_id, ())
    text = next((one.text for one in drafts if one.id == row.draft_id), "")
    if fields := forms.ask_review(doing.over, headings(text), row):
        doing.actions.amend_review(row, fields)


def _remove_review(doing: Doing, row: object) -> None:
    assert isinstance(row, ReviewRow)
    doing.actions.remove_review(row)


VERBS: Final = (
    Verb(noop("Change the product"), "F2", ProductRow, _amend),
    Verb(noop("Begin a new draft of the product"), "B", ProductRow, _begin),
    Verb(noop("Change day and authors of the draft"), "A", ProductRow, _amend_draft),
    Verb(
        noop("Put the product in review"), "R", ProductRow, partial(_set_state, ProductState.REVIEW)
    ),
    Verb(
        noop("Go on drafting the product"),
        "G",
        ProductRow,
        partial(_set_state, ProductState.DRAFTING),
    ),
    Verb(noop("Sign the product off"), "S", ProductRow, _sign_off),
    Verb(noop("Say that the product is published"), "P", ProductRow, _publish),
    Verb(
        noop("Put the product into the handbook, or take it out"), "H", ProductRow, _into_handbook
    ),
    Verb(noop("Move the product up"), "U", ProductRow, partial(_move, -1)),
    Verb(noop("Move the product down"), "D", ProductRow, partial(_move, 1)),
    Verb(noop("Write the product as a document"), "W", ProductRow, _write),
    Verb(noop("Remove the product"), "Del", ProductRow, _remove),
    Verb(noop("Accept the comment"), "A", ReviewRow, partial(_answer, Disposition.ACCEPTED)),
    Verb(noop("Accept the comment in part"), "P", ReviewRow, partial(_answer, Disposition.PARTLY)),
    Verb(noop("Do not accept the comment"), "N", ReviewRow, partial(_answer, Disposition.NO)),
    Verb(noop("Leave the comment for later"), "L", ReviewRow, partial(_answer, Disposition.LATER)),
    Verb(noop("Change the comment"), "F2", ReviewRow, _amend_review),
    Verb(noop("Remove the comment"), "Del", ReviewRow, _remove_review),
)
