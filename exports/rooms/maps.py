"""The outputs of maps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from exports.data.map_formats.graphml_maps import map_graphml
from exports.data.map_formats.kumu_maps import map_kumu
from exports.data.map_formats.loopy_maps import map_loopy
from exports.data.map_formats.map_tables import map_csv
from exports.data.map_formats.mental_modeler_maps import map_mental_modeler
from exports.data.map_formats.prsm_maps import map_prsm
from exports.data.meanings import map_meanings as meanings
from exports.documents.map_paper import has_picture, picture_words, write_maps
from exports.documents.posters import poster_pdf, refuse_useless
from exports.drawing.map_picture import map_picture
from exports.drawing.picture import Picture
from exports.drawing.png_file import png_file
from exports.drawing.svg_file import svg_file
from exports.output import (
    EVERYBODY,
    ORGANISER,
    USUAL,
    Choice,
    Exemption,
    Files,
    Output,
    Sized,
    each,
)
from exports.room import Room
from resources.words import noop
from upstream_workshop.maps.kinds import SizeBy
from upstream_workshop.maps.map_rows import MapRow
from upstream_workshop.maps.report import MapReport
from upstream_workshop.whole.report import Report


def _maps(report: Report) -> tuple[MapReport, ...]:
    return report.maps


def _title(found: MapReport) -> str:
    return found.row.title


def _posters(choice: Choice) -> Files:
    """Return the posters of maps. Raises WorkshopError for sheets that are not smaller than the paper."""
    refuse_useless(choice.paper, choice.sheets)

    def draw(report: Report, found: MapReport) -> bytes:
        return poster_pdf(report, found, choice.paper, choice.sheets, SizeBy(choice.boxes))

    return each("map posters", ".pdf", _wanted(choice, _maps), _title, draw)


def _pictures(suffix: str, draw: Callable[[Picture, str, str, Choice], bytes]) -> Sized:
    """Return the files of maps as pictures."""

    def sized(choice: Choice) -> Files:
        def draw_one(_report: Report, found: MapReport) -> bytes:
            row = found.row
            picture = map_picture(row, found.search.loops, SizeBy(choice.boxes))
            return draw(picture, row.title, picture_words(row), choice)

        return each("map pictures", suffix, _wanted(choice, _drawn), _title, draw_one)

    return sized


def _drawn(report: Report) -> tuple[MapReport, ...]:
    """Return the maps on which there is anything."""
    return tuple(found for found in report.maps if has_picture(found.row))


def _wanted(
    choice: Choice, report_maps: Callable[[Report], tuple[MapReport, ...]]
) -> Callable[[Report], tuple[MapReport, ...]]:
    """Return which maps are drawn for a choice: all of them or one."""
    wanted = choice.row_id
    return lambda report: tuple(
        found for found in report_maps(report) if wanted in (0, found.row.id)
    )


_SVG: Final = _pictures(".svg", lambda drawn, title, says, _choice: svg_file(drawn, title, says))
_PNG: Final = _pictures(
    ".png", lambda drawn, title, says, choice: png_file(drawn, title, says, choice.pixels)
)


def _format(key: str, title: str, suffix: str, write: Callable[[MapRow], bytes]) -> Output:
    """Return the output of each map as a file of one format, which the organiser keeps."""
    files = each("data/maps", f".{suffix}", _maps, _title, lambda _report, found: write(found.row))
    return Output(key, title, ORGANISER, suffix, files, exemption=Exemption.ORGANISER)


ROOM: Final = Room(
    key="maps",
    tables=meanings.TABLES,
    fields=meanings.FIELDS,
    shows=("maps",),
    section=write_maps,
    chapter="system",
    filled=lambda report: bool(report.maps),
    papers=(
        Output(
            "posters",
            noop("Map posters"),
            EVERYBODY,
            "pdf",
            _posters(USUAL),
            choices=("paper", "sheets", "boxes", "row_id"),
            sized=_posters,
        ),
        Output(
            "maps-svg",
            noop("Maps as SVG pictures"),
            EVERYBODY,
            "svg",
            _SVG(USUAL),
            choices=("boxes", "row_id"),
            sized=_SVG,
        ),
        Output(
            "maps-png",
            noop("Maps as PNG pictures"),
            EVERYBODY,
            "png",
            _PNG(USUAL),
            kept=False,
            choices=("pixels", "boxes", "row_id"),
            sized=_PNG,
        ),
    ),
    data=(
        _format("maps-csv", noop("Maps as tables"), "csv", map_csv),
        _format("maps-graphml", noop("Maps as graphs (GraphML)"), "graphml", map_graphml),
        _format("maps-kumu", noop("Maps for Kumu"), "json", map_kumu),
        _format("maps-mental-modeler", noop("Maps for Mental Modeler"), "mmp", map_mental_modeler),
        _format("maps-loopy", noop("Maps for Loopy"), "loopy", map_loopy),
        _format("maps-prsm", noop("Maps for PRSM"), "prsm", map_prsm),
    ),
)
