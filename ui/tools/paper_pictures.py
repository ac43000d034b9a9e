"""Pictures of the best pages that are printed, for the documentation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from PySide6.QtGui import QImage

from exports import catalogue
from ui.printing.pictures.page_images import page_image
from upstream_workshop.whole.report import Report

TALL: Final = 1000  # px of a picture's longer side


class Page(NamedTuple):
    """A page of an output: the key of the output, and the number of the page in its first document."""

    key: str
    number: int = 0


BEST: Final = (
    Page("summary"),
    Page("packs"),
    Page("charters"),
    Page("vote-results"),
    Page("wall-agenda"),
    Page("badges"),
    Page("gallery"),
    Page("introductions-map"),
    Page("posters"),
    Page("framework"),
    Page("planned-against-actual"),
    Page("handbook-pdf", 3),
)


def draw(report: Report) -> Iterator[tuple[str, QImage]]:
    """Yield the key of the output and the picture of each of the best pages that the session has."""
    for page in BEST:
        for document in catalogue.documents_of(report, (page.key,))[:1]:
            yield page.key, page_image(document.make(), page.number, TALL)[0]
