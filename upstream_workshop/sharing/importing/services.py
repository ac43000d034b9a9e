"""Importing a text as a draft of a product."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people.rules import folded
from upstream_workshop.readers.products.product_texts import ProductText
from upstream_workshop.readers.reading import ImportedRow, ImportEffect, ImportOutcome, Reading
from upstream_workshop.sharing.drafts.records import last_draft
from upstream_workshop.sharing.drafts.services import start_draft, write_draft
from upstream_workshop.sharing.model import Product
from upstream_workshop.sharing.services import add_product


def import_product(session: Session, name: str, reading: Reading[ProductText]) -> ImportOutcome:
    """Take a text as the next draft of the product of this name, which is added if there is none.

    A last draft that is empty is filled; one that has the same text already stays as it is.
    Raises WorkshopError: when the file holds no text, or several products have the name.
    """
    if not reading.entries:
        raise WorkshopError(say("There is no text in this file."))
    entry = reading.entries[0]
    products = session.scalars(select(Product)).all()
    known = [one for one in products if folded(one.title) == folded(name)]
    if len(known) > 1:
        raise WorkshopError(say("Several products are called “{title}”.", title=name))
    product_id = known[0].id if known else add_product(session, title=name)
    before = last_draft(session, product_id)
    if before is not None and before.text.strip() == entry.text.strip():
        row = ImportedRow(entry.line, name, ImportEffect.UNCHANGED)
    elif before is None or (not before.frozen and not before.text.strip()):
        write_draft(session, product_id, entry.text)
        row = ImportedRow(entry.line, name, ImportEffect.ADDED, say("Draft 1"))
    else:
        start_draft(session, product_id, text=entry.text)
        number = before.number + 1
        row = ImportedRow(entry.line, name, ImportEffect.ADDED, say("Draft {n}", n=number))
    return ImportOutcome.of((row,), reading.refused, reading.unmapped, entry.notes)
