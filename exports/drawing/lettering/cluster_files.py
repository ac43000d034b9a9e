"""TrueType files that hold the glyphs of some clusters at a weight, drawn from Noto's outlines."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from exports.drawing.lettering import faces
from exports.drawing.lettering.clusters import SPACE, WEIGHTS, clusters

if TYPE_CHECKING:
    from fontTools.ttLib.tables._g_l_y_f import Glyph

EM: Final = 1000
ASCENT: Final = 984  # as Source Sans
DESCENT: Final = -273
_MADE: Final = 3_800_000_000  # seconds after 1904, so that a file is the same whenever it is made
_CLOSEST: Final = 1.0  # how far curves may lie from the original's, in thousandths


def font_file(
    name: str, weight: int, codes: Sequence[int], map_to: Mapping[int, int] | None = None
) -> bytes:
    """Return a TrueType file with the glyphs of some code points.

    codes: those of clusters; any other is a space.
    map_to: the index in `codes` of each byte by which a PDF names a glyph; if None, the glyphs are
        named by their code points in Unicode.
    """
    from fontTools.fontBuilder import FontBuilder

    order = [".notdef", *(f"c{number}" for number in range(len(codes)))]
    drawn = [_glyph(code, weight) for code in codes]
    widths = [SPACE, *(_width(code, weight) for code in codes)]
    made = FontBuilder(EM, isTTF=True)
    made.setupGlyphOrder(order)
    if map_to is None:
        made.setupCharacterMap({code: f"c{n}" for n, code in enumerate(codes)})
    else:
        made.font["cmap"] = _byte_map({byte: f"c{n}" for byte, n in map_to.items()})
    made.setupGlyf(dict(zip(order, [_empty(), *drawn], strict=True)))
    lefts = [0, *(getattr(glyph, "xMin", 0) for glyph in drawn)]
    made.setupHorizontalMetrics(
        dict(zip(order, zip(map(round, widths), lefts, strict=True), strict=True))
    )
    made.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    made.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    made.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWeightClass=weight)
    made.setupPost(keepGlyphNames=False)
    made.font["head"].created = made.font["head"].modified = _MADE
    made.font.recalcTimestamp = False
    written = io.BytesIO()
    made.font.save(written)
    return written.getvalue()


def _byte_map(names: dict[int, str]) -> object:
    """Return the table of a symbolic font, in which each glyph has a byte (ISO 32000-1, 9.6.6.4)."""
    from fontTools.ttLib import newTable
    from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

    bytes_of = CmapSubtable.newSubtable(6)
    bytes_of.platformID, bytes_of.platEncID, bytes_of.language = 1, 0, 0
    bytes_of.cmap = names
    table = newTable("cmap")
    table.tableVersion, table.tables = 0, [bytes_of]
    return table


def _glyph(code: int, weight: int) -> Glyph:
    """Return the outline of a cluster, all its glyphs at their places."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    cluster = clusters().get(code)
    if cluster is None:
        return _empty()
    pen = TTGlyphPen(None)
    scale = EM / faces.face(cluster.face).upem
    for placed in cluster.glyphs[WEIGHTS.index(weight)]:
        at = TransformPen(Cu2QuPen(pen, _CLOSEST), (scale, 0, 0, scale, placed.x, placed.y))
        faces.font(cluster.face, weight).draw_glyph_with_pen(placed.number, at)
    return pen.glyph()


def _empty() -> Glyph:
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    return TTGlyphPen(None).glyph()


def _width(code: int, weight: int) -> float:
    cluster = clusters().get(code)
    return SPACE if cluster is None else cluster.widths[WEIGHTS.index(weight)]
