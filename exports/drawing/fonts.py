"""Source Sans, embedded in every PDF; and which letters it has."""

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
    """Tell ReportLab of the fonts, once, and answer the code points all of them can show."""
    shown: list[frozenset[int]] = []
    for name, file in _FILES.items():
        font = TTFont(name, font_files_ttf[file])
        pdfmetrics.registerFont(font)
        shown.append(frozenset(font.face.charToGlyph))
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, STRONG, REGULAR, STRONG)
    return frozenset.intersection(*shown)


def width(text: str, font: str, size: float) -> float:
    """How long a line is in one of these fonts, in points."""
    letters()
    return pdfmetrics.stringWidth(text, font, size)
