"""What the tables of the framework mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from exports.data.dictionary.meanings import CellType, Column, TableMeaning
from resources.words import noop

FRAMEWORK: Final[Mapping[str, TableMeaning]] = {
    "statements-csv": TableMeaning(
        "statements.csv",
        noop("One row for each statement in a framework; slots without one have no row."),
        {
            "framework": Column(noop("The title of the framework that it is in")),
            "workgroup": Column(
                noop("The workgroup that filled it; blank for everybody or a table")
            ),
            "slot": Column(noop("The part of the framework")),
            "question": Column(noop("The question that this part answers")),
            "statement": Column(noop("The statement in a sentence")),
            "example": Column(
                noop("Whether it is a published example rather than a statement of this session"),
                CellType.YES,
            ),
            "source": Column(
                noop("Where an example was read, or from which framework it was taken over")
            ),
            "organisations": Column(
                noop("Of how many organisations its findings are; blank if the number is hidden"),
                CellType.NUMBER,
            ),
            "silent": Column(
                noop("Of how many that were heard none is; blank if the number is hidden"),
                CellType.NUMBER,
            ),
            "quotes": Column(
                noop("How many of its findings have a quote; blank if the number is hidden"),
                CellType.NUMBER,
            ),
        },
    ),
}
