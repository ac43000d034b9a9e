"""Services for the handbook: its title page, and the order of its parts.

Each service writes in the transaction of `session`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict, Unpack

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.sharing.model import Handbook, HandbookPart, Product


class HandbookFields(TypedDict, total=False):
    """The fields of the title page; `introduction` is restricted Markdown."""

    title: str
    subtitle: str
    introduction: str
    contributors: str
    licence: str


def amend_handbook(session: Session, **fields: Unpack[HandbookFields]) -> None:
    """Change the given fields of the title page. Raises WorkshopError: when the title is blank."""
    handbook = session.scalars(select(Handbook)).first() or Handbook(title=say("Handbook"))
    session.add(handbook)
    for name, value in fields.items():
        setattr(handbook, name, str(value).strip())
    if not handbook.title:
        raise WorkshopError(say("The handbook needs a title."))
    session.flush()


def arrange_handbook(session: Session, product_ids: Sequence[int]) -> None:
    """Make these products the parts of the handbook, in this order, and no others.

    Raises WorkshopError: when one of them is not there.
    """
    there = {*session.scalars(select(Product.id))}
    if not there.issuperset(product_ids):
        raise WorkshopError(say("A product of the handbook is no longer there."))
    session.execute(delete(HandbookPart))
    session.flush()
    session.add_all(
        HandbookPart(product_id=id_, position=place)
        for place, id_ in enumerate(dict.fromkeys(product_ids))
    )
    session.flush()
