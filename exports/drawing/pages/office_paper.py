"""The paper of the printers at hand: A4, or Letter where that is usual."""

from __future__ import annotations

import os
from typing import Final

VARIABLE: Final = "UPSTREAM_PAPER"  # of the environment, so that drawing processes know it too
A4: Final = "A4"
LETTER: Final = "Letter"
TABLOID: Final = "Tabloid"  # two of Letter side by side
_SIZES: Final = {
    A4: (595.2755905511812, 841.8897637795277), LETTER: (612.0, 792.0), TABLOID: (792.0, 1224.0)
}  # in points  # fmt: skip


def office_paper() -> str:
    """Return the name of the paper, A4 or LETTER."""
    return LETTER if os.environ.get(VARIABLE, "").casefold() == LETTER.casefold() else A4


def choose(paper: str) -> None:
    """Have documents drawn on a paper, A4 or LETTER, from now on; on any other name nothing changes."""
    if paper in (A4, LETTER):
        os.environ[VARIABLE] = paper


def page_size(paper: str) -> tuple[float, float]:
    """Return width and height of A4, LETTER or TABLOID in points."""
    return _SIZES[paper]


def office_page() -> tuple[float, float]:
    """Return width and height of the paper in points."""
    return page_size(office_paper())
