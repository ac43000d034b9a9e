"""What the table of products means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from exports.data.dictionary.meanings import CellType, Column, TableMeaning
from resources.words import noop
from upstream_workshop.sharing.kinds import ProductState

SHARING: Final[Mapping[str, TableMeaning]] = {
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
