"""The changes of zones and notes that the Maps page makes, with their names in Undo."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit.desk import Desk
from ui.widgets import Field, ask_form
from upstream_workshop.maps.annotations import services
from upstream_workshop.maps.annotations.ownership import Parts
from upstream_workshop.maps.drawing.rectangles import Place, Rect, around_all
from upstream_workshop.maps.geometry import factor_box
from upstream_workshop.maps.kinds import Colour
from upstream_workshop.maps.map_rows import MapRow, NoteRow, ZoneRow

_AROUND = 28.0  # points between what is selected and the zone that is put around it
_BAND = 26.0  # and more above it, for the title
_NEW = Rect(0.0, 0.0, 320.0, 200.0)


class AnnotationActions(QObject):
    """All changes of zones and notes; the page shows them when the desk reports them."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

    def add_zone(self, row: MapRow, frame: Rect) -> int | None:
        """Ask for a title and a colour and add a zone; return its id, or None."""
        answers = ask_form(self._window, say("Add zone"), _zone_fields())
        if answers is None:
            return None
        return self._desk.do_about(
            say("Add zone"), answers["title"], services.add_zone, row.id, answers["title"], frame,
            answers["colour"],
        )  # fmt: skip

    def add_note(self, row: MapRow, place: Place) -> int | None:
        """Ask for a text and add a note; return its id, or None."""
        answers = ask_form(self._window, say("Add note"), _note_fields())
        if answers is None:
            return None
        return self._desk.do(
            say("Add note"), services.add_map_note, row.id, answers["text"], *place
        )

    def change_zone(self, zone: ZoneRow) -> None:
        """Edit a zone's title and colour in a form."""
        values = {"title": zone.title, "colour": zone.colour}
        answers = ask_form(self._window, say("Change zone"), _zone_fields(), values)
        if answers is not None:
            self._desk.do(say("Change zone"), partial(services.amend_zone, **answers), zone.id)

    def change_note(self, note: NoteRow) -> None:
        """Edit the text of a note in a form."""
        answers = ask_form(self._window, say("Change note"), _note_fields(), {"text": note.text})
        if answers is not None:
            self._desk.do(say("Change note"), services.amend_map_note, note.id, answers["text"])

    def place(
        self,
        factors: Mapping[int, Place],
        zones: Mapping[int, Rect],
        notes: Mapping[int, Place],
    ) -> None:
        """Move factors and notes, move or resize zones, as one step."""
        self._desk.do(say("Move"), services.place_parts, factors, zones, notes)


def around_parts(row: MapRow, chosen: Parts) -> Rect | None:
    """Return the frame of a zone around factors, zones and notes; None around none."""
    rects = [factor_box(each).rect for each in row.factors if each.id in chosen.factors]
    rects += [Rect(z.x, z.y, z.width, z.height) for z in row.zones if z.id in chosen.zones]
    rects += [Rect(n.x, n.y, 0.0, 0.0) for n in row.notes if n.id in chosen.notes]
    if not rects:
        return None
    around = around_all(rects).grown(_AROUND)
    return around._replace(y=around.y - _BAND, height=around.height + _BAND)


def free_frame(bounds: Rect) -> Rect:
    """Return the frame of a new zone to the right of all that is on a map."""
    return _NEW.moved(bounds.right + _AROUND, bounds.y)


def colour_choices() -> tuple[tuple[Colour, str], ...]:
    """Return the colours of factors and zones with their names."""
    return (
        (Colour.NONE, say("none")),
        (Colour.RIVER, say("river")),
        (Colour.LEAF, say("leaf")),
        (Colour.SUN, say("sun")),
        (Colour.ROSE, say("rose")),
        (Colour.PLUM, say("plum")),
    )


def _zone_fields() -> tuple[Field, ...]:
    return (
        Field("title", say("What lies in it"), needed=True),
        Field("colour", say("Colour"), "choice", colour_choices()),
    )


def _note_fields() -> tuple[Field, ...]:
    return (Field("text", say("Note"), "long", needed=True),)
