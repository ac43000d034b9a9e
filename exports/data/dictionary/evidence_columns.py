"""What the tables of discovery mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from exports.data.dictionary.meanings import Column, TableMeaning
from resources.words import noop
from upstream_workshop.evidence.kinds import Standing, Use

EVIDENCE: Final[Mapping[str, TableMeaning]] = {
    "findings-csv": TableMeaning(
        "findings.csv",
        noop("One row for each finding that may be used; what may never be used is left out."),
        {
            "text": Column(noop("The finding in one sentence")),
            "kind": Column(noop("driver, barrier, enabler, or a word of this session")),
            "organisation": Column(noop("Where it was found")),
            "codes": Column(
                noop(
                    "Its codes, with a semicolon between them and “/” below another, after a backslash where "
                    "it belongs to a name; a name with a separator or quotation mark in it is between "
                    "quotation marks, which are doubled inside"
                )
            ),
            "quote": Column(noop("Words that were said")),
            "role": Column(noop("What the one who said them does there")),
            "use": Column(
                noop("Whether it may be used with the organisation or only in the cohort"),
                allowed=(Use.NAMED, Use.COHORT),
            ),
            "standing": Column(
                noop("What the organisation said of it; blank if nobody was asked"),
                allowed=tuple(filter(None, Standing)),
            ),
        },
    ),
    "codebook-csv": TableMeaning(
        "codebook.csv",
        noop("One row for each code of the code book, each above those below it."),
        {
            "tag": Column(
                noop(
                    "Its name after those of the codes above it, with “/” between them; “/” in a name is "
                    "after a backslash"
                )
            ),
            "description": Column(noop("What it means")),
        },
    ),
}
