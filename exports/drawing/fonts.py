"""Source Sans, which is embedded in every PDF, and the letters that it has."""

from __future__ import annotations

import zlib
from functools import cache, lru_cache
from threading import Lock
from typing import Any, Final

from font_source_sans_pro import font_files_ttf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFStream
from reportlab.pdfbase.ttfonts import TTFont

REGULAR: Final = "SourceSans"
STRONG: Final = "SourceSans-Semibold"
TITLE: Final = "SourceSans-Bold"

_FILES: Final = {
    REGULAR: "SourceSansPro",
    STRONG: "SourceSansProSemibold",
    TITLE: "SourceSansProBold",
}

_UNUSED: Final = 0xFFFD  # the letter of a code that no text uses


class _Compression:
    """Compression that is done once for what is the same in many documents."""

    pdfname = "FlateDecode"

    @staticmethod
    @lru_cache(maxsize=256)
    def encode(content: bytes | str) -> bytes:
        """Return the content compressed."""
        return zlib.compress(content.encode() if isinstance(content, str) else content)


class _Font(TTFont):
    """A font of which documents with the same letters get the same subset, made only once."""

    face: Any  # ReportLab's: the font's file
    state: Any  # ReportLab's: the subsets of each document

    def __init__(self, name: str, file: str) -> None:
        super().__init__(name, file)
        self._make = lru_cache(maxsize=64)(self.face.makeSubset)
        self._making = Lock()  # ReportLab reads the file from one place for all threads
        self.face.makeSubset = self._subset

    def addObjects(self, doc: PDFDocument) -> None:
        """Add the subsets to a document.

        Codes that no text uses must not stand for U+0000 (ISO 14289-1, 7.21.7).
        """
        state, before = self.state[doc], doc.objectcounter
        state.subsets = [[code or _UNUSED for code in subset] for subset in state.subsets]
        super().addObjects(doc)
        for number in range(before + 1, doc.objectcounter + 1):
            added = doc.idToObject[doc.numberToId[number]]
            if isinstance(added, PDFStream):
                added.filters = [_Compression]

    def _subset(self, letters: list[int]) -> bytes:
        with self._making:
            made: bytes = self._make(tuple(letters))
            return made


@cache
def letters() -> frozenset[int]:
    """Register the fonts with ReportLab, once, and return the code points that all of them have."""
    shown: list[frozenset[int]] = []
    for name, file in _FILES.items():
        font = _Font(name, font_files_ttf[file])
        pdfmetrics.registerFont(font)
        shown.append(frozenset(font.face.charToGlyph))
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, STRONG, REGULAR, STRONG)
    return frozenset.intersection(*shown)


def file_of(name: str) -> str:
    """Return the path of the file of a font."""
    path: str = font_files_ttf[_FILES[name]]
    return path


def width(text: str, font: str, size: float) -> float:
    """Return the width of a line of text in one of these fonts, in points."""
    letters()
    return pdfmetrics.stringWidth(text, font, size)
