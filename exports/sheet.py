"""A document on paper: its furniture, its styles, and a builder that takes people's words as they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeAlias

from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    KeepTogether,
    PageBreak,
    Spacer,
    TableStyle,
)

from exports import fonts, inks, tagged, words
from exports.canvas import TaggedCanvas
from exports.tagged_table import table

MARGINS: Final = (56.0, 52.0, 56.0, 76.0)  # left, top, right, bottom
CELL_PADDING: Final = 6.0

Cell: TypeAlias = str | Sequence[str]


def _style(
    name: str, size: float, leading: float, ink: Color = inks.INK, font: str = "", **more: Any
) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=font or fonts.REGULAR,
        fontSize=size,
        leading=leading,
        textColor=ink,
        bulletFontName=fonts.REGULAR,
        bulletFontSize=size,
        allowWidows=0,
        allowOrphans=0,
        **more,
    )


BODY: Final = _style("body", 12, 17, spaceAfter=6)
LEAD: Final = _style("lead", 14, 20, inks.SOFT, spaceAfter=4)
ITEM: Final = _style("item", 12, 17, spaceAfter=4, leftIndent=18, bulletIndent=3)
CELL: Final = _style("cell", 12, 16)
HEADED: Final = _style("headed", 12, 16, inks.SOFT, fonts.STRONG)
LINK: Final = _style("link", 12, 17, inks.DEEP, fonts.STRONG, spaceAfter=2)
HEADINGS: Final = (
    _style("title", 26, 31, inks.INK, fonts.TITLE, spaceAfter=6),
    _style("heading", 17, 22, inks.DEEP, fonts.TITLE, spaceBefore=22, spaceAfter=6),
    _style("subheading", 13.5, 18, inks.INK, fonts.STRONG, spaceBefore=12, spaceAfter=3),
)
GRID: Final = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2 * CELL_PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), CELL_PADDING),
        ("BOTTOMPADDING", (0, 0), (-1, -1), CELL_PADDING),
        ("LINEBELOW", (0, 0), (-1, -1), 0.6, inks.LINE),
        ("LINEBELOW", (0, 0), (-1, 0), 1.1, inks.RIVER),
    ]
)


@dataclass
class Sheet:
    """One document being written from its title down; every word given to it is escaped here."""

    title: str
    event: str
    made_at: datetime
    size: tuple[float, float] = A4
    _story: list[Flowable] = field(default_factory=list)
    _anchors: int = 0

    def __post_init__(self) -> None:
        fonts.letters()  # tells ReportLab of them

    @property
    def width(self) -> float:
        """What there is between the margins, in points."""
        return self.size[0] - MARGINS[0] - MARGINS[2]

    @property
    def height(self) -> float:
        """What there is between the upper and the lower margin, in points."""
        return self.size[1] - MARGINS[1] - MARGINS[3]

    def heading(self, level: int, value: str) -> str:
        """A heading, 1 the title; answers the anchor that `contents` can lead to."""
        self._anchors += 1
        anchor = f"h{self._anchors}"
        style = HEADINGS[level - 1]
        for number, piece in enumerate(words.paragraphs(value) or (words.text("Untitled"),)):
            shown = tagged.Text(piece, style, f"H{level}" if number == 0 else "P")
            shown.keepWithNext = 1
            if number == 0:
                shown.anchor, shown.outline = anchor, words.line(value)[:100] or "Untitled"
            self._story.append(shown)
        return f"#{anchor}"

    def lead(self, value: str) -> None:
        """A line or two under the title."""
        self._write(value, LEAD)

    def say(self, value: str) -> None:
        """Running words; lines typed stay lines."""
        self._write(value, BODY)

    def items(self, values: Sequence[str], numbered: bool = False) -> None:
        """A list."""
        label: Callable[[int], str] = (lambda n: f"{n}.") if numbered else (lambda _: "•")
        self._story += tagged.items([words.text(value) for value in values], ITEM, label)

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Labels with what each stands for; those that stand for nothing are left out."""
        told = [(label, value) for label, value in pairs if value]
        if told:
            self.table(("About", "What"), told, (0.3, 0.7), row_headings=True, headless=True)

    def table(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        shares: Sequence[float],
        row_headings: bool = False,
        headless: bool = False,
        tall: float = 0.0,
    ) -> None:
        """A table; `shares` divide the width, `tall` is the least height of a row to write in."""
        widths = [self.width * share / sum(shares) for share in shares]
        first = [] if headless else [[_cell(heading, HEADED) for heading in headings]]
        strong = HEADED if headless else CELL
        body = [
            [_cell(cell, strong if row_headings and n == 0 else CELL) for n, cell in enumerate(row)]
            for row in rows
        ]
        style = TableStyle(GRID.getCommands())
        if headless:
            style = TableStyle(GRID.getCommands()[:-1])
        if tall:
            style.add("BOTTOMPADDING", (0, len(first)), (-1, -1), tall - 16 - CELL_PADDING)
        self._story.append(table(first + body, widths, style, len(first), row_headings))
        self.space(8)

    def picture(self, paint: tagged.Painter, width: float, height: float, says: str) -> None:
        """A figure with its words."""
        self._story.append(tagged.Figure(paint, width, height, words.line(says) or "Picture"))

    def decoration(self, paint: tagged.Painter, height: float) -> None:
        """Something only for the eye."""
        self._story.append(tagged.Decoration(paint, height))

    def link(self, value: str, target: str) -> None:
        """A line that leads to an anchor or an address."""
        self._story.append(tagged.link(words.text(value) or words.text(target), LINK, target))

    def space(self, points: float) -> None:
        """Some air."""
        self._story.append(Spacer(1, points))

    def new_page(self) -> None:
        """Go on with the next page."""
        self._story.append(PageBreak())

    def room_for(self, points: float) -> None:
        """Go on with the next page unless this much of the present one is free."""
        self._story.append(CondPageBreak(min(points, self.height)))

    def together(self, write: Callable[[], None]) -> None:
        """Keep what `write` adds on one page where that is possible."""
        before, self._story = self._story, []
        write()
        before.append(KeepTogether(self._story))
        self._story = before

    def pdf(self) -> bytes:
        """The finished document, as PDF/UA-1."""
        return tagged.draw(
            words.line(self.title), self._story, self.size, MARGINS, self._furniture, self.made_at
        )

    def _write(self, value: str, style: ParagraphStyle) -> None:
        self._story += [tagged.Text(piece, style) for piece in words.paragraphs(value)]

    def _furniture(self, canvas: TaggedCanvas, _document: BaseDocTemplate) -> None:
        left, _, right, bottom = MARGINS
        edge = self.size[0] - right
        canvas.setStrokeColor(inks.LINE)
        canvas.setLineWidth(0.6)
        canvas.line(left, bottom - 22, edge, bottom - 22)
        canvas.setFillColor(inks.SOFT)
        canvas.setFont(fonts.REGULAR, 12)
        number = f"Page {canvas.getPageNumber()}"
        canvas.drawRightString(edge, bottom - 42, number)
        room = edge - left - stringWidth(number, fonts.REGULAR, 12) - 24
        named = " · ".join(words.line(part) for part in (self.event, self.title) if part)
        canvas.drawString(left, bottom - 42, fitted(named, room, 12))


def fitted(value: str, room: float, size: float, font: str = fonts.REGULAR) -> str:
    """As much of a line as there is room for, in points; a cut is shown."""
    if stringWidth(value, font, size) <= room:
        return value
    while value and stringWidth(value + "…", font, size) > room:
        value = value[:-1]
    return value.rstrip() + "…"


def _cell(value: Cell, style: ParagraphStyle) -> list[Flowable]:
    values = (value,) if isinstance(value, str) else value
    pieces = [piece for each in values for piece in words.paragraphs(each)]
    return [tagged.Text(piece, style) for piece in pieces] or [tagged.Text("", style)]
