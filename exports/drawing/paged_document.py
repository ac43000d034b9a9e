"""A paged document: its header and footer, its styles, and methods that append escaped text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    Flowable,
    KeepTogether,
    PageBreak,
)

from exports.drawing import fonts, safe_markup
from exports.drawing.pages.document_table import document_table
from exports.drawing.pages.furniture import draw_footer, fitted
from exports.drawing.pages.headings import Headings
from exports.drawing.pages.keeping_together import (
    Space,
    first_heading,
    keep_introduction,
    keep_room,
    let_headings_go,
)
from exports.drawing.pages.legible import legible_page, legible_scale, room_on, scale_within
from exports.drawing.pages.office_paper import office_page
from exports.drawing.pages.table_cells import Cell, cell
from exports.drawing.pages.table_style import bands
from exports.drawing.picture import Picture, painter
from exports.drawing.safe_markup import Words
from exports.drawing.styles import (
    BAND,
    BODY,
    CELL_PADDING,
    HEADINGS,
    ITEM,
    LEAD,
    LINK,
    MARGINS,
    NOUN,
    NUMBER,
)
from exports.drawing.tagging import stopping, tagged
from exports.drawing.tagging.building import NextPages, column_width, draw
from exports.drawing.tagging.drawn_flowables import Decoration, Figure, FullPage, Painter
from exports.drawing.tagging.tagged_canvas import TaggedCanvas
from exports.drawing.tagging.tagged_table import height_of, table
from resources.words import say

FACTS: Final = 3.5  # above and below each fact
_PADDINGS: Final = (CELL_PADDING, 4.0, 2.5, 1.0, 0.5)  # above and below the text of a cell
_MOST_ABOVE: Final = 0.6  # of a page, taken by headings that stay with a picture
_PLATE: Final = "plate"  # the beginning of the anchors of pictures on larger sheets


@dataclass
class Sheet:
    """A PDF that is written from its title down; all text passed to it is escaped.

    title: the title of the document, for its properties and the footer.
    event: the title of the event, for the footer.
    made_at: the local time stored as the date of creation.
    size: width and height of the page for the layout, in points; by default the paper of the office.
    enlarged: the factor by which finished pages are drawn larger than `size`, as for posters.
    columns: how many columns a page has.
    padding: above and below the text of the cells of tables, in points.
    """

    title: str
    event: str
    made_at: datetime
    size: tuple[float, float] = field(default_factory=office_page)
    enlarged: float = 1.0
    columns: int = 1
    padding: float = CELL_PADDING
    _story: list[Flowable] = field(default_factory=list)
    _headings: Headings = field(default_factory=Headings)
    _contents: tuple[int, int] | None = None  # where the list of contents is: in story and headings
    _plates: list[tuple[str, Picture, str]] = field(default_factory=list)  # heading, picture, words

    def __post_init__(self) -> None:
        fonts.letters()  # registers the fonts

    @property
    def width(self) -> float:
        """The width of a column, in points."""
        return column_width(self.size, MARGINS, self.columns)

    @property
    def height(self) -> float:
        """The height between the margins, in points."""
        return self.size[1] - MARGINS[1] - MARGINS[3]

    @property
    def fits(self) -> bool:
        """Whether all that was appended so far fits on one page."""
        return height_of(self._story, self.width) <= self.height

    def heading(self, level: int, value: str, anchor: str = "") -> str:
        """Append a heading; level 1 is the title. Return its anchor, for `link`."""
        anchor, drawn = self._headings.add(level, value, anchor)
        self._story += drawn
        return f"#{anchor}"

    def contents(self) -> None:
        """List the headings of level 2 that follow, each as a link with its page."""
        self._contents = len(self._story), len(self._headings)

    def lead(self, value: Words) -> None:
        """Append a line or two under the title."""
        self._write(value, LEAD)

    def say(self, value: Words) -> None:
        """Append paragraphs, one for each line of the text.

        A line that ends with a colon or asks something stays with what it announces.
        """
        self._write(value, BODY)
        if safe_markup.announces(value):
            self._story[-1].keepWithNext = 1

    def numbers(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Append a few large figures, each below its noun."""
        for beside, widths in bands(pairs, self.width):
            heads = [cell(noun, NOUN) for _number, noun in pairs[beside]]
            figures = [cell(number, NUMBER) for number, _noun in pairs[beside]]
            self._story.append(table([heads, figures], widths, BAND))

    def items(self, values: Sequence[Words], numbered: bool = False) -> None:
        """Append a list."""
        label: Callable[[int], str] = (lambda n: f"{n}.") if numbered else (lambda _: "•")
        lines = [[safe_markup.text(part) for part in safe_markup.divided(one)] for one in values]
        entries = tagged.items(lines, ITEM, label)
        for entry in (*entries[:1], *entries[-2:-1]):  # neither the first nor the last is alone
            entry[-1].keepWithNext = int(len(entries) > 1)
        self._story += chain.from_iterable(entries)

    def facts(self, pairs: Sequence[tuple[str, Words]]) -> None:
        """Append labels with their values; pairs without a value are left out."""
        filled = [(label, value) for label, value in pairs if value]
        if filled:
            before, self.padding = self.padding, min(self.padding, FACTS)
            self.table((), filled, (0.27, 0.73), row_headings=True)
            self.padding = before

    def table(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        shares: Sequence[float],
        row_headings: bool = False,
        tall: float = 0.0,
        close: bool = False,
    ) -> None:
        """Append a table.

        headings: the headings of the columns; none if the row of headings is left out.
        rows: the cells.
        shares: the widths of the columns, relative to each other.
        row_headings: whether the first cell of a row is its heading.
        tall: the least height of a row to write in by hand, in points.
        close: whether the rows are close together, as they are in a long table, in which one looks
            something up.
        """
        stopping.look()
        keep_introduction(self._story)
        room = (self.width, self.height)
        made = document_table(headings, rows, shares, room, self.padding, row_headings, tall, close)
        if not made.whole_up_to:
            let_headings_go(self._story, made)
        self._story.append(made)
        self.space(14 * self.padding / CELL_PADDING)

    def picture(self, picture: Picture, says: str, tallest: float = 1.0) -> None:
        """Append a figure, as wide as the page allows.

        says: the description for people who cannot see it.
        tallest: the greatest share of the page's height.

        If its words would be smaller than 12 points, it is larger; and if the page is too small for
        that, a link leads to it on a larger sheet at the end of the document.
        """
        above = height_of(self._story[first_heading(self._story) :], self.width)
        below = room_on(self.size, min(above, _MOST_ABOVE * self.height))
        room = self.width, min(tallest * self.height, below[1])
        scale: float | None = scale_within(picture, room)
        if self.columns == 1:
            scale = legible_scale(picture, (room, below), self.enlarged)
        if scale is None:
            self._plates.append((self._headings.last, picture, says))
            told = say("The picture is on a larger sheet, at the end.")
            self.link(told, f"#{_PLATE}{len(self._plates)}")
            return
        self._figure(picture, says, scale)

    def full_page(
        self,
        paint: Callable[[TaggedCanvas], None],
        says: str,
        size: tuple[float, float] | None = None,
    ) -> None:
        """Append a page that is one figure up to its edges, without header and footer.

        paint: draws it from the lower left corner of the page.
        says: the description for people who cannot see it.
        size: width and height of this page alone; by default those of all.
        """
        said = safe_markup.printable(says) or say("Picture")
        figure = FullPage(paint, size or self.size, MARGINS, said)
        if size is None:
            self._story += [figure, PageBreak()]
            return
        before = [PageBreak()] if self._story else []
        self._story += [NextPages(size), *before, figure, NextPages(self.size), PageBreak()]

    def decoration(self, paint: Painter, height: float = 0.0) -> None:
        """Append a drawing that screen readers skip.

        height: in points; 0 for all that is left of the page.
        """
        if not height:
            for heading in self._story[first_heading(self._story) :]:
                heading.keepWithNext = 0  # nothing as high as the page can be kept with it
        self._story.append(Decoration(paint, height))

    def link(self, value: str, target: str) -> None:
        """Append a line that links to an anchor or an address."""
        self._story.append(
            tagged.link(safe_markup.text(value) or safe_markup.text(target), LINK, target)
        )

    def space(self, points: float) -> None:
        """Append vertical space."""
        self._story.append(Space(1, points))

    def new_page(self) -> None:
        """Begin a new page."""
        self._story.append(PageBreak())

    def room_for(self, points: float) -> None:
        """Begin a new page unless this height is free on the present one; headings before it go along.

        The title of the document is never left alone on its page.
        """
        keep_room(self._story, min(points, self.height), self.width)

    def together(self, write: Callable[[], None]) -> None:
        """Keep what `write` appends on one page if possible."""
        before, self._story = self._story, []
        write()
        before.append(KeepTogether(self._story))
        self._story = before

    def on_one_page(self, write: Callable[[], None]) -> None:
        """Append what `write` appends, with tables as close as they must be to fit on one page.

        If it does not fit even so, it runs on to the next with tables as open as usual.
        """
        before, usual = self._story, self.padding
        for padding in (*_PADDINGS, usual):
            self._story, self.padding = [], padding
            write()
            if self.fits:
                break
        self._story, self.padding = before + self._story, usual

    def pdf(self) -> bytes:
        """Return the finished document as PDF/UA-1 and PDF/A-2a."""
        self._write_plates()
        return draw(
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
        return [*self._story[:place], *self._headings.contents(begun), *self._story[place:]]

    def _figure(self, picture: Picture, says: str, scale: float) -> None:
        size = picture.width * scale, picture.height * scale
        said = safe_markup.printable(says) or say("Picture")
        self._story.append(Figure(painter(picture), *size, said))

    def _write_plates(self) -> None:
        """Write the pictures for which the pages are too small, each on the least sheet that is not."""
        for number, (title, picture, says) in enumerate(self._plates, start=1):
            begun = len(self._story)
            if number == 1:
                self.heading(2, say("Pictures on larger sheets"))
            title = fitted(title, self.width, HEADINGS[2].fontSize, fonts.STRONG)
            self.heading(3, title, f"{_PLATE}{number}")
            above = height_of(self._story[begun:], self.width)
            page = legible_page(picture, self.size, above, self.enlarged)
            self._story[begun:begun] = [NextPages(page), PageBreak()]
            self._figure(picture, says, scale_within(picture, room_on(page, above)))
        self._plates = []

    def _write(self, value: Words, style: ParagraphStyle) -> None:
        self._story += [tagged.text(piece, style) for piece in safe_markup.paragraphs(value)]

    def _furniture(self, canvas: TaggedCanvas, width: float) -> None:
        draw_footer(canvas, width, self.event, self.title)
