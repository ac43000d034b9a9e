"""A paged document: its header and footer, its styles, and methods that append escaped text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeAlias

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    KeepTogether,
    PageBreak,
    Spacer,
    TableStyle,
)

from exports.drawing import fonts, inks, safe_markup
from exports.drawing.picture import Picture, painter
from exports.drawing.safe_markup import Link, Words
from exports.drawing.styles import (
    BAND,
    BODY,
    CELL,
    CELL_PADDING,
    GRID,
    HEADED,
    HEADINGS,
    ITEM,
    LEAD,
    LINK,
    LINKED,
    LISTED,
    MARGINS,
    NOUN,
    NUMBER,
)
from exports.drawing.tagging import stopping, tagged
from exports.drawing.tagging.tagged_canvas import TaggedCanvas
from exports.drawing.tagging.tagged_table import RoomForTable, height_of, table
from resources.words import joined, say

FACTS: Final = 3.5  # above and below each fact
CLOSE: Final = 2.5  # above and below the text of a cell in a long list
_PADDINGS: Final = (CELL_PADDING, 4.0, 2.5, 1.0, 0.5)  # above and below the text of a cell
MANY_ROWS: Final = 12  # a table with more is a long list
FEW_ROWS: Final = 6  # a table with at most so many rows stays on one page
_BLANK: Final = "\N{NO-BREAK SPACE}"
_TOTAL: Final = "\0"  # placeholder of the number of all pages
Cell: TypeAlias = Words | list[Words]  # the entries of a list are set below each other


@dataclass
class Sheet:
    """A PDF that is written from its title down; all text passed to it is escaped.

    title: the title of the document, for its properties and the footer.
    event: the title of the event, for the footer.
    made_at: the local time stored as the date of creation.
    size: width and height of the page for the layout, in points.
    enlarged: the factor by which finished pages are drawn larger than `size`, as for posters.
    columns: how many columns a page has.
    """

    title: str
    event: str
    made_at: datetime
    size: tuple[float, float] = A4
    enlarged: float = 1.0
    columns: int = 1
    _story: list[Flowable] = field(default_factory=list)
    _headings: list[tuple[int, str, str]] = field(default_factory=list)  # level, words, anchor
    _contents: tuple[int, int] | None = None  # where the list of contents is: in story and headings
    _padding: float = CELL_PADDING

    def __post_init__(self) -> None:
        fonts.letters()  # registers the fonts

    @property
    def width(self) -> float:
        """The width of a column, in points."""
        return tagged.column_width(self.size, MARGINS, self.columns)

    @property
    def height(self) -> float:
        """The height between the margins, in points."""
        return self.size[1] - MARGINS[1] - MARGINS[3]

    @property
    def fits(self) -> bool:
        """Whether all that was appended so far fits on one page."""
        return height_of(self._story, self.width) <= self.height

    def heading(self, level: int, value: str) -> str:
        """Append a heading; level 1 is the title. Return its anchor, for `link`."""
        anchor = f"h{len(self._headings) + 1}"
        self._headings.append((level, value, anchor))
        style = HEADINGS[level - 1]
        for number, piece in enumerate(
            safe_markup.paragraphs(value) or (safe_markup.text(say("Untitled")),)
        ):
            shown = tagged.Text(piece, style, f"H{level}" if number == 0 else "P")
            shown.keepWithNext = 1
            if number == 0:
                shown.anchor = anchor
                shown.outline = safe_markup.printable(value)[:100] or say("Untitled")
            self._story.append(shown)
        return f"#{anchor}"

    def contents(self) -> None:
        """List the headings of level 2 that follow, each as a link with its page."""
        self._contents = len(self._story), len(self._headings)

    def lead(self, value: Words) -> None:
        """Append a line or two under the title."""
        self._write(value, LEAD)

    def say(self, value: Words) -> None:
        """Append paragraphs, one for each line of the text.

        A line that ends with a colon stays with what it announces.
        """
        self._write(value, BODY)
        if isinstance(value, str) and value.rstrip().endswith(":"):
            self._story[-1].keepWithNext = 1

    def numbers(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Append a few large figures, each below its noun."""
        if pairs:
            heads = [_cell(noun, NOUN) for _number, noun in pairs]
            figures = [_cell(number, NUMBER) for number, _noun in pairs]
            widths = [self.width / len(pairs)] * len(pairs)
            self._story.append(table([heads, figures], widths, BAND))

    def items(self, values: Sequence[Words], numbered: bool = False) -> None:
        """Append a list."""
        label: Callable[[int], str] = (lambda n: f"{n}.") if numbered else (lambda _: "•")
        entries = tagged.items([safe_markup.text(value) for value in values], ITEM, label)
        for entry in (*entries[:1], *entries[-2:-1]):  # neither the first nor the last is alone
            entry.keepWithNext = int(len(entries) > 1)
        self._story += entries

    def facts(self, pairs: Sequence[tuple[str, Words]]) -> None:
        """Append labels with their values; pairs without a value are left out."""
        filled = [(label, value) for label, value in pairs if value]
        if filled:
            before, self._padding = self._padding, min(self._padding, FACTS)
            self.table((), filled, (0.27, 0.73), row_headings=True, headless=True)
            self._padding = before

    def table(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        shares: Sequence[float],
        row_headings: bool = False,
        headless: bool = False,
        tall: float = 0.0,
        close: bool = False,
    ) -> None:
        """Append a table.

        headings: the headings of the columns.
        rows: the cells.
        shares: the widths of the columns, relative to each other.
        row_headings: whether the first cell of a row is its heading.
        headless: whether to omit the row of headings.
        tall: the least height of a row to write in by hand, in points.
        close: whether the rows are close together, as they are in a long table, in which one looks
            something up.
        """
        stopping.look()
        long = len(rows) > MANY_ROWS and not tall
        padding = min(self._padding, CLOSE) if long or close else self._padding
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
        for side in ("TOPPADDING", "BOTTOMPADDING"):
            style.add(side, (0, 0), (-1, -1), padding)
        if tall:
            closer = self._padding / CELL_PADDING
            more = (tall - 16 - CELL_PADDING) * closer
            style.add("BOTTOMPADDING", (0, len(first)), (-1, -1), more)
            style.add("LINEBEFORE", (1, 0), (-1, -1), 0.6, inks.ink("line"))
            style.add("LEFTPADDING", (1, 0), (-1, -1), CELL_PADDING)
        whole = 0.6 * self.height if len(rows) <= FEW_ROWS else 0.0
        made = table(first + body, widths, style, len(first), row_headings, whole)
        if not whole:
            self._let_headings_go(made)
        self._story.append(made)
        self.space(14 * self._padding / CELL_PADDING)

    def picture(self, picture: Picture, says: str, tallest: float = 1.0) -> None:
        """Append a figure, as wide as the page allows.

        says: the description for people who cannot see it.
        tallest: the greatest share of the page's height.
        """
        scale = min(self.width / picture.width, tallest * self.height / picture.height)
        self._story.append(
            tagged.Figure(
                painter(picture),
                picture.width * scale,
                picture.height * scale,
                safe_markup.printable(says) or say("Picture"),
            )
        )

    def full_page(self, paint: Callable[[TaggedCanvas], None], says: str) -> None:
        """Append a page that is one figure up to its edges, without header and footer.

        paint: draws it on a page of `size`, from its lower left corner.
        says: the description for people who cannot see it.
        """
        said = safe_markup.printable(says) or say("Picture")
        self._story += [tagged.FullPage(paint, self.size, MARGINS, said), PageBreak()]

    def decoration(self, paint: tagged.Painter, height: float) -> None:
        """Append a drawing that screen readers skip."""
        self._story.append(tagged.Decoration(paint, height))

    def link(self, value: str, target: str) -> None:
        """Append a line that links to an anchor or an address."""
        self._story.append(
            tagged.link(safe_markup.text(value) or safe_markup.text(target), LINK, target)
        )

    def space(self, points: float) -> None:
        """Append vertical space."""
        self._story.append(Spacer(1, points))

    def new_page(self) -> None:
        """Begin a new page."""
        self._story.append(PageBreak())

    def room_for(self, points: float) -> None:
        """Begin a new page unless this height is free on the present one; headings before it go along."""
        self._story.insert(self._first_heading(), CondPageBreak(min(points, self.height)))

    def together(self, write: Callable[[], None]) -> None:
        """Keep what `write` appends on one page if possible."""
        before, self._story = self._story, []
        write()
        before.append(KeepTogether(self._story))
        self._story = before

    def on_one_page(self, write: Callable[[], None]) -> None:
        """Append what `write` appends, with tables as close as they must be to fit on one page.

        If it does not fit even so, it runs on to the next.
        """
        before = self._story
        for padding in _PADDINGS:
            self._story, self._padding = [], padding
            write()
            if self.fits:
                break
        self._story, self._padding = before + self._story, CELL_PADDING

    def pdf(self) -> bytes:
        """Return the finished document as PDF/UA-1 and PDF/A-2a."""
        return tagged.draw(
            safe_markup.printable(self.title),
            self._with_contents(),
            self.size,
            MARGINS,
            self._furniture,
            self.made_at,
            self.enlarged,
            self.columns,
        )

    def _with_contents(self) -> list[Flowable]:
        if self._contents is None:
            return self._story
        place, begun = self._contents
        entries = [(words, anchor) for level, words, anchor in self._headings[begun:] if level == 2]
        lines = [(safe_markup.text(words) or say("Untitled"), anchor) for words, anchor in entries]
        return self._story[:place] + tagged.contents(lines, LISTED) + self._story[place:]

    def _write(self, value: Words, style: ParagraphStyle) -> None:
        self._story += [tagged.text(piece, style) for piece in safe_markup.paragraphs(value)]

    def _let_headings_go(self, following: Any) -> None:
        """Keep headings before a long table with its first rows instead of with the whole table."""
        first = self._first_heading()
        for heading in self._story[first:]:
            heading.keepWithNext = 0
        self._story.insert(first, RoomForTable(self._story[first:], following))

    def _first_heading(self) -> int:
        """Return the place of the first of the headings with which the story ends so far."""
        first = len(self._story)
        while first and getattr(self._story[first - 1], "keepWithNext", 0):
            first -= 1
        return first

    def _furniture(self, canvas: TaggedCanvas, _document: BaseDocTemplate) -> None:
        left, _, right, bottom = MARGINS
        edge = self.size[0] - right
        canvas.setStrokeColor(inks.ink("line"))
        canvas.setLineWidth(0.6)
        canvas.line(left, bottom - 22, edge, bottom - 22)
        canvas.setFillColor(inks.ink("soft"))
        canvas.setFont(fonts.REGULAR, 12)
        room = self._draw_number(canvas, edge, bottom - 42) - left - 24
        parts = (safe_markup.line(part) for part in (self.event, self.title))
        words = fitted(joined(parts, "{first} · {then}"), room, 12)
        fonts.draw(canvas, left, bottom - 42, words, fonts.REGULAR, 12)

    def _draw_number(self, canvas: TaggedCanvas, edge: float, y: float) -> float:
        """Draw the page number and the number of pages, up to `edge`.

        Return where the text begins.
        """
        said = say("Page {page} of {total}", page=canvas.getPageNumber(), total=_TOTAL)
        before, _, after = said.partition(_TOTAL)
        ends = edge - fonts.width(after, fonts.REGULAR, 12)
        total = ends - fonts.width("00", fonts.REGULAR, 12)
        canvas.drawRightString(total, y, before)
        canvas.draw_page_total(total, y, fonts.REGULAR, 12)
        if after:
            canvas.drawString(ends, y, after)
        return total - fonts.width(before, fonts.REGULAR, 12)


def fitted(value: str, room: float, size: float, font: str = fonts.REGULAR) -> str:
    """Return as much of a line as fits into a width in points; an ellipsis marks a cut."""
    value = safe_markup.line(value)
    if fonts.width(value, font, size) <= room:
        return value
    longest = range(len(value) + 1)
    value = value[
        : bisect_right(longest, room, key=lambda n: fonts.width(f"{value[:n]}…", font, size))
    ]
    while value and fonts.width(value + "…", font, size) > room:
        value = value[:-1]
    return value.rstrip() + "…"


def _cell(value: Cell, style: ParagraphStyle) -> list[Flowable] | str:
    """Return what stands in a cell; nothing and plain numbers need no paragraph, which takes far longer."""
    if style is CELL and isinstance(value, str) and (not value or value.isdecimal()):
        return value
    values = value if isinstance(value, list) else [value]
    return [each for one in values for each in _pieces(one, style)] or [tagged.text(_BLANK, style)]


def _pieces(value: Words, style: ParagraphStyle) -> list[Flowable]:
    if isinstance(value, Link) and value:
        return [tagged.link(safe_markup.text(value), LINKED, value.target)]
    return [tagged.text(piece, style) for piece in safe_markup.paragraphs(value)]
