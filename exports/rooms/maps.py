"""The outputs of maps."""

from __future__ import annotations

from typing import Final

from exports.data.map_formats.map_tables import map_csv
from exports.documents.map_paper import write_maps
from exports.documents.posters import poster_pdf
from exports.output import EVERYBODY, ORGANISER, Exemption, Output, each
from exports.room import Room
from resources.words import noop
from upstream_workshop.maps.report import MapReport
from upstream_workshop.whole.report import Report


def _maps(report: Report) -> tuple[MapReport, ...]:
    return report.maps


def _title(found: MapReport) -> str:
    return found.row.title


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
        Output(
            "maps-csv",
            noop("Maps"),
            ORGANISER,
            "csv",
            each(
                "data/maps",
                ".csv",
                _maps,
                _title,
                lambda _report, found: map_csv(found.row),
            ),
            exemption=Exemption.ORGANISER,
        ),
    ),
)
