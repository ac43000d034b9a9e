"""Fonts whose subsets are made once for all documents with the same letters."""

from __future__ import annotations

import zlib
from functools import lru_cache
from threading import Lock
from typing import Any, Final

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFStream
from reportlab.pdfbase.ttfonts import TTFont, TTFontFace

_UNUSED: Final = 0xFFFD  # the letter of a code that no text uses


class _Compression:
    """Compression that is done once for what is the same in many documents."""

    pdfname = "FlateDecode"

    @staticmethod
    @lru_cache(maxsize=256)
    def encode(content: bytes | str) -> bytes:
        """Return the content compressed."""
        return zlib.compress(content.encode() if isinstance(content, str) else content)


class SharedFont(TTFont):
    """A font of which documents with the same letters get the same subset, made only once.

    face: in place of the one in the file.
    """

    face: Any  # ReportLab's: the font's file
    state: Any  # ReportLab's: the subsets of each document

    def __init__(self, name: str, file: Any, face: TTFontFace | None = None) -> None:
        super().__init__(name, file, asciiReadable=face is None, shapable=False)
        self.face = face or self.face
        self._make = lru_cache(maxsize=64)(self.face.makeSubset)
        self._making = Lock()  # ReportLab reads the file from one place for all threads
        self.face.makeSubset = self._subset

    def addObjects(self, doc: PDFDocument) -> None:
        """Add the subsets to a document.

        Codes that no text uses must not stand for U+0000 (ISO 14289-1, 7.21.7).
        """
        state, before = self.state[doc], doc.objectcounter
        state.subsets = [[code or _UNUSED for code in subset] for subset in state.subsets]
        subsets = state.subsets
        super().addObjects(doc)
        self.name_letters(doc, subsets)
        for number in range(before + 1, doc.objectcounter + 1):
            added = doc.idToObject[doc.numberToId[number]]
            if isinstance(added, PDFStream):
                added.filters = [_Compression]

    def name_letters(self, doc: PDFDocument, subsets: list[list[int]]) -> None:
        """Correct which letters a document's bytes stand for, where one glyph shows several."""

    def _subset(self, letters: list[int]) -> bytes:
        with self._making:
            made: bytes = self._make(tuple(letters))
            return made
