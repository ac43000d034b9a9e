"""The other views of the agenda that can be sent to the room, as data; their numbers are their subjects."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from resources.words import noop
from ui.agenda.in_room import slides
from ui.room_screen.slide_types import Slide
from upstream_workshop.agenda.queries import ResidentialRow
from upstream_workshop.agenda.rules import BlockRow

Blocks = Sequence[BlockRow]


@dataclass(frozen=True, slots=True)
class RoomView:
    """One view: its words in the palette, its key, why it may have nothing, and what it shows.

    show: from the event, all blocks, the block that is shown in its track, and the day.
    """

    label: str
    key: str
    nothing: str
    show: Callable[[ResidentialRow, Blocks, BlockRow | None, int], Slide | None]


ROOM_VIEWS: Final = (
    RoomView(
        noop("Show the room a welcome"),
        "Ctrl+Alt+W",
        noop("There is no plan yet."),
        lambda event, blocks, _block, day: slides.welcome(event, blocks, day),
    ),
    RoomView(
        noop("Show the room the agenda of the day"),
        "Ctrl+Alt+A",
        noop("This day has no blocks in the main room."),
        lambda event, blocks, _block, day: slides.day_slide(event, blocks, day),
    ),
    RoomView(
        noop("Show the room what to do now"),
        "Ctrl+Alt+I",
        noop("This block says no purpose for the room: F2 leads to its row, where one is typed."),
        lambda _event, _blocks, block, _day: slides.instruction(block),
    ),
)


def read_subject(subject: object) -> tuple[RoomView | None, object, int]:
    """Which view a subject is about, None for the block itself; then the id of the block, and the day."""
    if not isinstance(subject, tuple):
        return None, subject, 0
    number, block_id, day = subject
    return ROOM_VIEWS[number], block_id, day
