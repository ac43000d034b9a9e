"""Made-up ballot papers."""

from __future__ import annotations

from tests.core.foreign import NAMES, ForeignFile

FILES = {
    "ballot-papers": ForeignFile(
        cells={
            "paper": ("1", "2", "3", "40", "41", *NAMES), "Option A": ("0", "1", "2", "9", "x"),
            "Option B": ("", "1", "3", "two"), "Option C": ("", "1"),
        },
        gained="ballot_paper",
        furnished="paper,{option}\n901,1\n902,1\n,1\n",
        sample="paper,One way,Another way\n1,1,0\n2,0,1\n,1,1\n",
    ),
}  # fmt: skip
