"""Map posters: a map on one sheet from A4 to A0, or cut into smaller sheets, and then in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from exports.documents.evidence.map_grounds import write_grounds
from exports.documents.map_paper import has_picture, map_words, write_outline
from exports.drawing import fonts, safe_markup
from exports.drawing.map_picture import LEGEND_LINE, legend_picture, map_picture
from exports.drawing.paged_document import Sheet
from exports.drawing.pages.furniture import fitted
from exports.drawing.pages.legible import least_text
from exports.drawing.pages.office_paper import page_size
from exports.drawing.pages.output_sizes import POSTERS, TILES
from exports.drawing.paper import event_title
from exports.drawing.picture import Label, Part, Picture, painter, placed
from exports.drawing.tagging.tagged_canvas import TaggedCanvas
from exports.drawing.tiling import (
    MARGIN,
    Tile,
    Tiling,
    key_picture,
    paint_label,
    paint_tile,
    tiling,
)
from resources.words import count, joined, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps.geometry import TEXT_SIZE, Rect
from upstream_workshop.maps.kinds import SizeBy
from upstream_workshop.maps.placing.paper_sizes import (
    EDGE,
    HEADING,
    LEAST_TEXT,
    LEGEND,
    SHEETS,
    enlargement,
    map_area,
    page_of,
    usual_paper,
)
from upstream_workshop.maps.report import MapReport
from upstream_workshop.whole.report import Report

_LARGEST: Final = 2.0  # how much larger than on the canvas a small map is drawn on A3
_LEGEND_TEXT: Final = 12.0  # of the legend on A3, in points; in proportion on others
_SLACK: Final = 2.0  # height of a line of the legend that is blank, and may lie beside the map
_TITLE: Final = 20.0  # the size of a poster's title on A3


def poster_pdf(
    report: Report,
    found: MapReport,
    size: str = "",
    sheets: str = "",
    by: SizeBy = SizeBy.EQUAL,
) -> bytes:
    """Return a map as large as a sheet allows, and then in words.

    size: one of POSTERS; blank for the least on which the map's words can be read, A3 at the least.
    sheets: one of TILES if the poster is cut into such sheets; blank for one sheet.
    by: by what the boxes are sized.
    """
    drawn = map_picture(found.row, found.search.loops, by)
    size = size or usual_size(drawn, sheets)
    poster = poster_picture(report, found, drawn, size, by)
    if sheets and has_picture(found.row):
        sheet = _cut_sheet(report, found, poster, size, sheets)
    else:
        sheet = _one_sheet(report, found, poster)
    sheet.heading(2, say("The same map in words"))
    write_outline(found, sheet)
    write_grounds(report, found, sheet)
    return sheet.pdf()


def _cut_sheet(report: Report, found: MapReport, poster: Picture, size: str, sheets: str) -> Sheet:
    """Return a document of how the sheets of a poster lie, and of those."""
    title = say("Map: {title}", title=found.row.title)
    cut = tiling((poster.width, poster.height), tile_size(sheets))
    sheet = Sheet(title, event_title(report), report.made_at, cut.page)
    _write_key(sheet, found, poster, cut, size)
    for tile in cut.tiles():
        sheet.full_page(
            partial(_paint_tile, poster, cut, tile, title),
            say("Sheet {name} of the map “{title}”.", name=tile.name, title=found.row.title),
        )
    return sheet


def _one_sheet(report: Report, found: MapReport, poster: Picture) -> Sheet:
    """Return a document that begins with a poster on one sheet, if there is anything on the map.

    What follows is on the paper of the office, as nobody hangs it up.
    """
    sheet = Sheet(say("Map: {title}", title=found.row.title), event_title(report), report.made_at)
    if has_picture(found.row):
        page = (poster.width, poster.height)
        paint = painter(poster)
        sheet.full_page(lambda canvas: paint(canvas, *page), map_words(found.row), page)
    sheet.heading(1, found.row.title)
    return sheet


def tile_size(sheets: str) -> tuple[float, float]:
    """Return width and height in points of sheets that a poster is cut into, one of TILES."""
    return SHEETS.get(sheets) or page_size(sheets)


def usual_size(drawn: Picture, sheets: str = "") -> str:
    """Return the least size on which all words of a map have 12 points, A3 at the least; else A0.

    sheets: what it is cut into; the poster is larger than that.
    """
    smallest = min(least_text(drawn), TEXT_SIZE) / TEXT_SIZE
    return usual_paper(
        Rect(0, 0, drawn.width / smallest, drawn.height / smallest), TILES.get(sheets, "")
    )


def refuse_useless(size: str, sheets: str) -> None:
    """Raise WorkshopError if a poster of a size is not larger than the sheets it is to be cut into."""
    if size and sheets and POSTERS.index(size) <= POSTERS.index(TILES[sheets]):
        raise WorkshopError(
            say(
                "A poster of {size} is not larger than sheets of {sheets}: choose a larger paper.",
                size=size,
                sheets=sheets,
            )
        )


def poster_picture(
    report: Report, found: MapReport, drawn: Picture, size: str, by: SizeBy = SizeBy.EQUAL
) -> Picture:
    """Return a sheet with a map, its title and, if it has links, its legend, in points.

    drawn: the map's picture.
    by: by what its boxes are sized.
    """
    larger = enlargement(size)
    page = page_of(size, Rect(0, 0, drawn.width, drawn.height))
    area, legend = map_area(size, page), None
    if found.row.links:
        meant = partial(legend_picture, by, found.row.shows_basis)
        area, legend = _area_and_legend(drawn, size, page, meant)
    scale = min(area.width / drawn.width, area.height / drawn.height, _LARGEST * larger)
    left = area.x + (area.width - drawn.width * scale) / 2
    top = area.y + (area.height - drawn.height * scale) / 2
    parts = [*_title_line(report, found, page[0], larger), *placed(drawn, left, top, scale)]
    return Picture(*page, (*parts, *(_legend_line(legend, page, larger) if legend else ())))


def _area_and_legend(
    drawn: Picture, size: str, page: tuple[float, float], legend: Callable[..., Picture]
) -> tuple[Rect, Picture]:
    """Return where on a sheet the map lies, and its legend: on several lines, if its words are to be read.

    It stays on one line where further ones would make the words of the map too small.
    """
    larger, area = enlargement(size), map_area(size, page)
    lines = legend(room=area.width / (_LEGEND_TEXT / TEXT_SIZE * larger))
    more = (lines.height / LEGEND_LINE - 1) * LEGEND * larger
    less = Rect(area.x, area.y, area.width, area.height - more)
    text = TEXT_SIZE * min(less.width / drawn.width, less.height / drawn.height)
    return (less, lines) if text >= LEAST_TEXT else (area, legend())


def _legend_line(legend: Picture, page: tuple[float, float], larger: float) -> Iterable[Part]:
    """Return the legend at the lower left, as large as the page and its lines allow."""
    tall = (LEGEND + _SLACK) * larger * legend.height / LEGEND_LINE
    fits = min((page[0] - 2 * EDGE * larger) / legend.width, tall / legend.height, larger)
    low = page[1] - EDGE * larger - legend.height * fits
    return placed(legend, EDGE * larger, low, fits)


def _title_line(report: Report, found: MapReport, wide: float, larger: float) -> list[Part]:
    """Return the title at the left, and table and event at the right where there is room for them."""
    edge, low = EDGE * larger, (EDGE + 0.58 * HEADING) * larger
    size, room = _TITLE * larger, wide - 2 * edge
    title = fitted(safe_markup.line(found.row.title), room, size, fonts.STRONG)
    parts: list[Part] = [Label(edge, low, title, size, strong=True)]
    where = safe_markup.line(joined((found.row.table, event_title(report)), "{first} · {then}"))
    smaller = 0.6 * size
    length = fonts.width(where, fonts.REGULAR, smaller)
    if fonts.width(title, fonts.STRONG, size) + length + 2 * edge <= room:
        parts.append(Label(wide - edge - length, low, where, smaller, role="soft"))
    return parts


def _write_key(sheet: Sheet, found: MapReport, poster: Picture, cut: Tiling, size: str) -> None:
    """Write how the sheets of a poster are put together."""
    sheet.heading(1, found.row.title)
    sheets = count(cut.rows * cut.columns, "{n} sheet", "{n} sheets")
    sheet.lead(say("A poster of {size} on {sheets}", size=size, sheets=sheets))
    steps = (
        say("Print at 100 %, without fitting it to the page."),
        say(
            "Cut each sheet along the marks at its left and at its top; none is cut at the others."
        ),
        say(
            "Lay each sheet over the strip of the one before it, up to the inner marks, and glue it."
        ),
    )
    sheet.items(steps, numbered=True)
    lie = say(
        "How the sheets lie: {rows} from A on, {columns} from 1 on. ",
        rows=count(cut.rows, "{n} row", "{n} rows"),
        columns=count(cut.columns, "{n} column", "{n} columns"),
    )
    sheet.picture(key_picture(poster, cut), lie + map_words(found.row), 0.55)
    sheet.new_page()


def _paint_tile(poster: Picture, cut: Tiling, tile: Tile, title: str, canvas: TaggedCanvas) -> None:
    paint_tile(canvas, poster, tile)
    said = say(
        "{name} · row {row} of {rows}, column {column} of {columns}",
        name=tile.name,
        row=tile.row + 1,
        rows=cut.rows,
        column=tile.column + 1,
        columns=cut.columns,
    )
    line = joined((said, safe_markup.line(title)), "{first} · {then}")
    paint_label(canvas, fitted(line, cut.page[0] - 2 * MARGIN - 48, 12))
