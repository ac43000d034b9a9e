"""Source Sans, which is embedded in every PDF, and the letters that it has."""

from __future__ import annotations

from functools import cache
from typing import Final

from font_source_sans_pro import font_files_ttf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR: Final = "SourceSans"
STRONG: Final = "SourceSans-Semibold"
TITLE: Final = "SourceSans-Bold"

_FILES: Final = {
    REGULAR: "SourceSansPro",
    STRONG: "SourceSansProSemibold",
    TITLE: "SourceSansProBold",
}


@cache
def letters() -> frozenset[int]:
    """Register the fonts with ReportLab, once, and return the code points that all of them have."""
    shown: list[frozenset[int]] = []
    for name, file in _FILES.items():
        font = TTFont(name, font_files_ttf[file])
        pdfmetrics.registerFont(font)
        shown.append(frozenset(font.face.charToGlyph))
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, STRONG, REGULAR, STRONG)
    return frozenset.intersection(*shown)


def width(text: str, font: str, size: float) -> float:
    """Return the width of a line of text in one of these fonts, in points."""
    letters()
    return pdfmetrics.stringWidth(text, font, size)
