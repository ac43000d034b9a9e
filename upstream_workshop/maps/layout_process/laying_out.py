"""Where a layout puts what is on a map; that of a large map is calculated in a process of its own.

The library that calculates it lets no other thread of its process run Python meanwhile: for 3,000 factors
seconds, in pieces of 60 ms, for each of which the window would wait again and again.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from resources.words import say
from upstream_workshop import processes
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps.annotations.zoned_layouts import Arrangement, arranged
from upstream_workshop.maps.drawing.rectangles import Place, Rect
from upstream_workshop.maps.layouts import LAYOUTS
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow, NamedLoop, NoteRow, ZoneRow
from upstream_workshop.maps.placing.spring_rounds import Tell
from upstream_workshop.storage.serialization import Codec

FLAG: Final = "--lay-out-apart"  # the flag for a frozen app, which is its own interpreter
PROGRAM: Final = processes.module(FLAG, "upstream_workshop.maps.layout_process")
PROGRESS: Final = "progress"
LARGE: Final = 300  # factors from which a process is worth its start
_SECONDS: Final = 600.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class At:
    """The place of a factor or a note, by the id of its row, on its way between processes."""

    id: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Frame:
    """The rectangle of a zone, by the id of its row, on its way between processes."""

    id: int
    x: float
    y: float
    width: float
    height: float


CODEC: Final = Codec(MapRow, FactorRow, LinkRow, NamedLoop, ZoneRow, NoteRow, At, Frame)


def laid_out(row: MapRow, name: str, tell: Tell) -> Arrangement:
    """Return where the layout of a name puts the factors, zones and notes of a map.

    tell: called with the share done, 0 to 1; to cancel, it raises an exception, which ends the process.

    Raises WorkshopError: when the process cannot be started, takes too long or ends without a result.
    """
    if len(row.factors) < LARGE:
        return arranged(row, LAYOUTS[name], tell=tell)
    done = 0.0

    def hear(line: bytes) -> None:
        nonlocal done
        outcome, percent = CODEC.decoded(line)
        done = percent / 100 if outcome == PROGRESS else done

    question = CODEC.encoded(name, row)
    outcome, found = CODEC.ask(PROGRAM, question, _SECONDS, lambda: tell(done), hear)
    if outcome != "laid out":
        _log.error("a map was not laid out: %s %s", outcome, found)
        raise WorkshopError(
            say("The map cannot be laid out now: close another program and try again.")
        )
    return unpacked(found)


def packed(found: Arrangement) -> tuple[tuple[At | Frame, ...], ...]:
    """Return an arrangement in values that travel between processes."""
    zones = tuple(Frame(id_, *map(float, rect)) for id_, rect in found.zones.items())
    return _places(found.factors), zones, _places(found.notes)


def unpacked(found: tuple[tuple[At, ...], tuple[Frame, ...], tuple[At, ...]]) -> Arrangement:
    """Return the arrangement that was packed."""
    factors, zones, notes = found
    rects = {one.id: Rect(one.x, one.y, one.width, one.height) for one in zones}
    return Arrangement({one.id: (one.x, one.y) for one in factors}, rects,
                       {one.id: (one.x, one.y) for one in notes})  # fmt: skip


def _places(places: Mapping[int, Place]) -> tuple[At, ...]:
    return tuple(At(id_, float(x), float(y)) for id_, (x, y) in places.items())
