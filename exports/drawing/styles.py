"""Margins, paragraph styles and table styles. No type is smaller than 12 points."""

from __future__ import annotations

from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import TableStyle

from exports.drawing import fonts, inks

MARGINS: Final = (56.0, 52.0, 56.0, 76.0)  # left, top, right, bottom
CELL_PADDING: Final = 6.0


def _style(
    name: str,
    size: float,
    leading: float,
    ink: str = "ink",
    font: str = "",
    **more: Any,
) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=font or fonts.REGULAR,
        fontSize=size,
        leading=leading,
        textColor=inks.ink(ink),
        bulletFontName=fonts.REGULAR,
        bulletFontSize=size,
        allowWidows=0,
        allowOrphans=0,
        **more,
    )


BODY: Final = _style("body", 12, 17, spaceAfter=6)
LEAD: Final = _style("lead", 14, 20, "soft", spaceAfter=4)
ITEM: Final = _style("item", 12, 17, spaceAfter=4, leftIndent=18, bulletIndent=3)
CELL: Final = _style("cell", 12, 16)
HEADED: Final = _style("headed", 12, 16, "soft", fonts.STRONG)
LINKED: Final = _style("linked", 12, 16, "deep")
LISTED: Final = _style("listed", 12, 18, "deep")  # in a list of contents
LINK: Final = _style("link", 12, 17, "deep", fonts.STRONG, spaceAfter=2)
NUMBER: Final = _style("number", 25, 29, "deep", fonts.STRONG)
NOUN: Final = _style("noun", 12, 16, "soft")
HEADINGS: Final = (
    _style("title", 26, 31, "ink", fonts.TITLE, spaceAfter=6),
    _style("heading", 17, 22, "deep", fonts.TITLE, spaceBefore=22, spaceAfter=6),
    _style("subheading", 13.5, 18, "ink", fonts.STRONG, spaceBefore=12, spaceAfter=3),
)
BAND: Final = TableStyle(
    [
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("TOPPADDING", (0, 0), (-1, 0), 12),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 0),
        ("TOPPADDING", (0, 1), (-1, 1), 0),
    ]
)
GRID: Final = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("FONT", (0, 0), (-1, -1), fonts.REGULAR, CELL.fontSize, CELL.leading),
        ("TEXTCOLOR", (0, 0), (-1, -1), CELL.textColor),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2 * CELL_PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), CELL_PADDING),
        ("BOTTOMPADDING", (0, 0), (-1, -1), CELL_PADDING),
        ("LINEBELOW", (0, 0), (-1, -1), 0.6, inks.ink("line")),
        ("LINEBELOW", (0, 0), (-1, 0), 1.1, inks.ink("river")),
    ]
)
