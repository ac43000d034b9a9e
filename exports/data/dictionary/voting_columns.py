"""What the tables of votes mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from exports.data.dictionary.meanings import OTHERS, CellType, Column, TableMeaning
from resources.words import noop

VOTING: Final[Mapping[str, TableMeaning]] = {
    "papers-csv": TableMeaning(
        "ballot papers/*.csv",
        noop(
            "One table for each ballot whose result was shown, one row for each paper that counts. Spoilt "
            "papers are left out."
        ),
        {
            "paper": Column(
                noop("The number of the ballot paper or, on a named ballot, the voter")
            ),
            OTHERS: Column(
                noop(
                    "One column for each option: dots, 1 for a tick, points, or the place it was given, "
                    "1 the best; blank for nothing"
                ),
                CellType.NUMBER,
            ),
        },
    ),
}
