"""The shapes of zones and notes, which are painted behind the links and factors of a map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from upstream_workshop.maps.drawing.rectangles import LINE_HEIGHT, TEXT_SIZE, Place, Rect
from upstream_workshop.maps.kinds import Colour

INSET: Final = 12.0  # points between the border of a zone or a note and its words
ZONE_RADIUS: Final = 10.0  # of the corners of a zone
NOTE_BAR: Final = 3.0  # the width of the bar before a note
_ABOVE: Final = 6.0  # points between the top of a zone and its title


@dataclass(frozen=True, slots=True)
class ZoneBox:
    """The rectangle of a zone and the lines of its title, which stand in a band at its top."""

    zone_id: int
    rect: Rect
    lines: tuple[str, ...]
    colour: Colour

    @property
    def band(self) -> Rect:
        """The band of the title, by which the zone is taken hold of."""
        high = min(band_height(len(self.lines)), self.rect.height)
        return Rect(self.rect.x, self.rect.y, self.rect.width, high)

    def baselines(self) -> tuple[tuple[Place, str], ...]:
        """Return each line of the title with the beginning of its baseline."""
        left, top = self.rect.x + INSET, self.rect.y + _ABOVE + TEXT_SIZE * 0.93
        return tuple(((left, top + LINE_HEIGHT * n), line) for n, line in enumerate(self.lines))


@dataclass(frozen=True, slots=True)
class NoteBox:
    """A note: the rectangle around its lines, which begin at its left."""

    note_id: int
    rect: Rect
    lines: tuple[str, ...]

    def baselines(self) -> tuple[tuple[Place, str], ...]:
        """Return each line with the beginning of its baseline."""
        left, top = self.rect.x + INSET, self.rect.y + INSET / 2 + TEXT_SIZE * 0.93
        return tuple(((left, top + LINE_HEIGHT * n), line) for n, line in enumerate(self.lines))


def band_height(lines: int) -> float:
    """Return the height of the band for a title of some lines."""
    return LINE_HEIGHT * lines + 2 * _ABOVE
