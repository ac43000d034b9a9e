"""The fonts of documents: Source Sans, and for what it lacks Noto's clusters; both are embedded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final

from font_source_sans_pro import font_files_ttf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from exports.drawing.lettering import clusters, shaping
from exports.drawing.lettering.subsets import SharedFont

REGULAR: Final = "SourceSans"
STRONG: Final = "SourceSans-Semibold"
TITLE: Final = "SourceSans-Bold"

_FILES: Final = {
    REGULAR: "SourceSansPro",
    STRONG: "SourceSansProSemibold",
    TITLE: "SourceSansProBold",
}

CLUSTERS: Final = {REGULAR: "Noto", STRONG: "Noto-Semibold", TITLE: "Noto-Bold"}
_WEIGHTS: Final = dict(zip(_FILES, clusters.WEIGHTS, strict=True))
_RUNS: Final = re.compile(f"({clusters.PRIVATE}+)")


@cache
def letters() -> frozenset[int]:
    """Register Source Sans with ReportLab, once, and return the code points that all of it has.

    Marks are not among them: ReportLab would not place them over their letter.
    """
    shown: list[frozenset[int]] = []
    for name, file in _FILES.items():
        font = SharedFont(name, font_files_ttf[file])
        pdfmetrics.registerFont(font)
        shown.append(
            frozenset(
                code for code in font.face.charToGlyph if not unicodedata.combining(chr(code))
            )
        )
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, STRONG, REGULAR, STRONG)
    return frozenset.intersection(*shown)


def settable(text: str) -> str:
    """Return a text in letters that the fonts have; those that Source Sans lacks become clusters."""
    shown = shaping.shown(text, letters())
    if shown is not text:
        _register_clusters()
    return shown


@cache
def _register_clusters() -> None:
    from exports.drawing.lettering.cluster_fonts import ClusterFont

    for name, weight in _WEIGHTS.items():
        pdfmetrics.registerFont(ClusterFont(CLUSTERS[name], weight))
    plain, strong = CLUSTERS[REGULAR], CLUSTERS[STRONG]
    pdfmetrics.registerFontFamily(plain, plain, strong, plain, strong)


def file_of(name: str) -> str:
    """Return the path of the file of a font."""
    path: str = font_files_ttf[_FILES[name]]
    return path


def runs(text: str, font: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a settable text, each with the name of its font, as they stand on a line.

    font: one of ours.
    """
    if text.isascii():
        yield font, text
        return
    for number, piece in enumerate(_RUNS.split(clusters.visual(text))):
        if piece:
            yield (CLUSTERS[font] if number % 2 else font), piece


def weight_of(font: str) -> int:
    """Return the weight of a font of ours, from 100 to 900."""
    return _WEIGHTS[font]


def width(text: str, font: str, size: float) -> float:
    """Return the width of a line of text in one of these fonts, in points."""
    pieces = runs(settable(text), font)
    return sum(pdfmetrics.stringWidth(piece, name, size) for name, piece in pieces)


def draw(canvas: Canvas, x: float, y: float, text: str, font: str, size: float) -> None:
    """Draw a line of text in one of these fonts; x and y are where its baseline begins."""
    for name, piece in runs(settable(text), font):
        canvas.setFont(name, size)
        canvas.drawString(x, y, piece)
        x += pdfmetrics.stringWidth(piece, name, size)
