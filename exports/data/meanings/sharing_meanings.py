"""What the tables of products mean, and the values of products in `session.json`.

Fields are named as in `exports/dictionary/common_fields.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from exports.data.meanings.table_meanings import CellType, Column, TableMeaning
from resources.words import noop
from upstream_workshop.sharing.kinds import ProductState

TABLES: Final[Mapping[str, TableMeaning]] = {
    "products-csv": TableMeaning(
        "products.csv",
        noop("One row for each product, in order."),
        {
            "title": Column(noop("Its title")),
            "kind": Column(noop("What it is, such as a guide")),
            "audience": Column(noop("For whom it is")),
            "state": Column(noop("How far it is"), allowed=tuple(ProductState)),
            "workgroup": Column(noop("Which workgroup makes it")),
            "owner": Column(noop("Who sees to it")),
            "next date": Column(noop("When the next step is due"), CellType.DAY),
            "next step": Column(noop("The next step")),
            "what blocks it": Column(noop("What blocks it; blank if nothing does")),
            "signed off by": Column(noop("Who signed it off")),
            "published": Column(noop("When it was published"), CellType.DAY),
            "link": Column(noop("Where it can be read")),
            "placeholder": Column(
                noop("Whether its text stands in for the published one"), CellType.YES
            ),
            "drafts": Column(noop("How many drafts it has"), CellType.NUMBER),
            "comments": Column(noop("How many comments its drafts have"), CellType.NUMBER),
            "unanswered": Column(noop("How many of them have no answer"), CellType.NUMBER),
            "part of the handbook": Column(
                noop("Its place in the handbook, from 1; blank if it is not in it"), CellType.NUMBER
            ),
        },
    ),
}
# fmt: off
FIELDS: Final[Mapping[str, str]] = {
    "products": noop("What workgroups share, in order"),
    "signed": noop("The texts that were signed off"),
    "working": noop("The last drafts of the other products"),
    "reviews": noop("What reviewers said of drafts"),
    "handbook_order": noop("Ids of the products in the handbook, in their order"),
    "ProductRow.state": noop("How far it is"),
    "workgroup_id": noop("Id of the workgroup; null for none"),
    "owner_id": noop("Id of its owner; 0 for one who is not named, null for nobody"),
    "owner_gone": noop("Whether its owner withdrew or left"),
    "next_on": noop("When its next step is due, as year-month-day; null if not said"),
    "published_on": noop("When it was published, as year-month-day; null if it was not"),
    "placeholder": noop("Whether its text stands in for the published one"),
    "drafts": noop("How many drafts it has"),
    "comments": noop("How many comments its drafts have"),
    "unanswered": noop("How many of its comments have no answer"),
    "product_id": noop("Id of the product"),
    "draft_id": noop("Id of the draft"),
    "SignedText.number": noop("Its number among the drafts of the product, from 1"),
    "WorkingText.number": noop("Its number among the drafts of the product, from 1"),
    "ReviewRow.number": noop("The number of the draft, from 1"),
    "public": noop("What its references show to everybody"),
    "cohort": noop("What its other references show"),
    "introduction_public": noop("What references of the introduction show to everybody"),
    "introduction_cohort": noop("What its other references show"),
    "PublicReference.kind": noop("What it refers to; null if that is unknown"),
    "CohortReference.kind": noop("What it refers to; null if that is unknown"),
    "map_id": noop("Id of the map that it refers to; null for another thing"),
    "disposition": noop("What was done about it; blank if nothing yet"),
}
# fmt: on
