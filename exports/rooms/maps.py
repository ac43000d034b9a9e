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
from exports.documents.map_paper import write_maps
from exports.documents.posters import poster_pdf
from exports.output import EVERYBODY, ORGANISER, Exemption, Output, each
from exports.room import Room
from resources.words import noop
from upstream_workshop.maps.queries import MapRow
from upstream_workshop.maps.report import MapReport
from upstream_workshop.whole.report import Report


def _maps(report: Report) -> tuple[MapReport, ...]:
    return report.maps


def _title(found: MapReport) -> str:
    return found.row.title


def _format(key: str, title: str, suffix: str, write: Callable[[MapRow], bytes]) -> Output:
    """Return the output of each map as a file of one format, which the organiser keeps."""
    files = each("data/maps", f".{suffix}", _maps, _title, lambda _report, found: write(found.row))
    return Output(key, title, ORGANISER, suffix, files, exemption=Exemption.ORGANISER)


ROOM: Final = Room(
    key="maps",
    section=write_maps,
    papers=(
        Output(
            "posters",
            noop("Map posters"),
            EVERYBODY,
            "pdf",
            each("map posters", ".pdf", _maps, _title, poster_pdf),
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
