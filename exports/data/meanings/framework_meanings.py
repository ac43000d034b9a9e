"""What the tables of the framework mean, and the values of the framework in `session.json`.

Fields are named as in `exports/dictionary/common_fields.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from exports.data.meanings.table_meanings import CellType, Column, TableMeaning
from resources.words import noop

TABLES: Final[Mapping[str, TableMeaning]] = {
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
# fmt: off
FIELDS: Final[Mapping[str, str]] = {
    "frames": noop("The frameworks: that of everybody, and those of workgroups or tables"),
    "supports": noop("How much slots and statements rest on; null for a number that is hidden"),
    "FrameRow.workgroup_id": noop("Id of the workgroup that fills it; null for none"),
    "slots": noop("Its parts, in order"),
    "frame_id": noop("Id of the framework"),
    "area": noop("Where it stands in the drawing"),
    "SlotRow.statements": noop("Its statements, in order"),
    "slot_id": noop("Id of the part of the framework"),
    "example": noop("Whether it is a published example rather than a statement of this session"),
    "SupportRow.statement_id": noop("Id of the statement; 0 for all of the part"),
    "SupportRow.organisations": noop("Of how many organisations its findings are; null if hidden"),
    "silent": noop("Of how many organisations that were heard none is; null if hidden"),
    "quotes": noop("How many of its findings have a quote; null if hidden"),
}
# fmt: on
