"""Parts of maps on the clipboard: as text for any program, and whole for another map or session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QMimeData

from ui.maps.editing.plain_text import lines_of, parts_of
from upstream_workshop.maps.copying.copied_parts import MapParts, from_json, to_json
from upstream_workshop.maps.map_rows import FactorRow

MIME: Final = "application/x-upstream-workshop-map-parts"


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied.

    said: a text of any program, or parts of a map as JSON.
    is_whole: whether it is parts of a map.
    """

    said: str
    is_whole: bool


def as_mime(parts: MapParts) -> QMimeData:
    """Return parts of a map for the clipboard."""
    made = QMimeData()
    made.setText(lines_of(parts))
    made.setData(MIME, to_json(parts).encode())
    return made


def copied_in(mime: QMimeData) -> Copied:
    """Return what is on the clipboard."""
    if mime.hasFormat(MIME):
        return Copied(bytes(mime.data(MIME).data()).decode("utf-8", "replace"), is_whole=True)
    return Copied(mime.text(), is_whole=False)


def parts_in(copied: Copied, there: Sequence[FactorRow]) -> MapParts:
    """Return what was copied as parts of a map with these factors.

    Raises WorkshopError: when it is no part of a map, or too much.
    """
    return from_json(copied.said) if copied.is_whole else parts_of(copied.said, there)
