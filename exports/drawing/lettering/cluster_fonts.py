"""ReportLab's fonts of clusters: one for each weight, whose files are made for each document."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import SUBSETN, TTFontFace

from exports.drawing.lettering import clusters
from exports.drawing.lettering.cluster_files import font_file
from exports.drawing.lettering.subsets import SharedFont


class ClusterFace(TTFontFace):
    """A face in which every cluster has a glyph at one weight."""

    name: Any  # ReportLab's, here and below
    subfontNameX: Any  # noqa: N815
    charToGlyph: Any  # noqa: N815
    charWidths: Any  # noqa: N815

    def __init__(self, name: str, weight: int) -> None:
        self._called, self._weight = name, weight
        super().__init__(io.BytesIO(font_file(name, weight, (32,))), validate=0)
        self.charWidths = self.charToGlyph = clusters.widths(weight)  # which grow with the clusters

    def makeSubset(self, subset: Sequence[int]) -> bytes:
        """Return a file with the glyphs of some code points, each named by its place among them."""
        places = dict(zip(range(len(subset)), range(len(subset)), strict=True))
        return font_file(self._called, self._weight, subset, places)

    def subset_name(self, number: int) -> str:
        """Return the name by which ReportLab knows a subset."""
        return (b"".join((SUBSETN(number), b"+", self.name, self.subfontNameX))).decode("pdfdoc")


class ClusterFont(SharedFont):
    """A font of clusters at one weight.

    name: of the font, as ReportLab knows it.
    """

    def __init__(self, name: str, weight: int) -> None:
        file = io.BytesIO(font_file(name, weight, (ord(" "),)))
        super().__init__(name, file, ClusterFace(name, weight))

    def name_letters(self, doc: PDFDocument, subsets: list[list[int]]) -> None:
        """Say which letters each cluster shows (ISO 32000-1, 9.10.3)."""
        known: Any = doc
        for number, codes in enumerate(subsets):
            known.idToObject[
                f"toUnicodeCMap:{self.face.subset_name(number)}"
            ].content = _to_unicode(codes)


def _to_unicode(codes: list[int]) -> str:
    """Return the map from a subset's bytes to the letters that they show."""
    lines = [f"<{byte:02X}> <{_hex(code)}>" for byte, code in enumerate(codes)]
    blocks = [
        "\n".join((f"{len(block)} beginbfchar", *block, "endbfchar"))
        for block in (lines[start : start + 100] for start in range(0, len(lines), 100))
    ]
    return "\n".join((_HEAD, *blocks, _FOOT))


_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange"""
_FOOT = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def _hex(code: int) -> str:
    cluster = clusters.clusters().get(code)
    letters = cluster.text if cluster is not None else " " if code == ord(" ") else chr(code)
    return letters.encode("utf-16-be").hex().upper()
