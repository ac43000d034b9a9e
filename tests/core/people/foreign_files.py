"""A made-up list of people."""

from __future__ import annotations

from tests.core.foreign import NAMES, WORDS, ForeignFile

FILES = {
    "people": ForeignFile(
        cells={
            "Name": NAMES, "Organisation": ("Leeds", "Kirklees Council", ""), "Offers": WORDS,
            "Diet": ("Halal", ""), "E-mail": ("a@example.org", ""), "Status": ("", "Cancelled"),
        },
        gained="participant",
        furnished="Name,Role\nAnn Lee,\nGwenllïan,\nTotal,\n",
        sample="Name,Organisation\nGwenllïan Môn,Adur District Council\nAnn Lee,\nTotal,\n",
    ),
}  # fmt: skip
