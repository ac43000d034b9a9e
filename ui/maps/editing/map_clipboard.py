"""Parts of maps on the clipboard: as text for any program, and whole for another map or session."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QMimeData

from ui.maps.editing.plain_text import lines_of, parts_of
from upstream_workshop.maps.copying.copied_parts import MapParts, from_json, to_json
from upstream_workshop.maps.map_rows import FactorRow

MIME: Final = "application/x-upstream-workshop-map-parts"


def as_mime(parts: MapParts) -> QMimeData:
    """Return parts of a map for the clipboard."""
    made = QMimeData()
    made.setText(lines_of(parts))
    made.setData(MIME, to_json(parts).encode())
    return made


def parts_in(mime: QMimeData, there: Sequence[FactorRow]) -> MapParts:
    """Return what is on the clipboard as parts of a map with these factors.

    Raises WorkshopError: when it is no part of a map, or too much.
    """
    if mime.hasFormat(MIME):
        return from_json(bytes(mime.data(MIME).data()).decode("utf-8", "replace"))
    return parts_of(mime.text(), there)
