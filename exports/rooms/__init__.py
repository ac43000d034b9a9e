"""What each room prints and saves, in one module a room, and the list of them."""

from __future__ import annotations

from typing import Final

from exports.room import Room
from exports.rooms.agenda import ROOM as AGENDA
from exports.rooms.evidence import ROOM as EVIDENCE
from exports.rooms.framework import ROOM as FRAMEWORK
from exports.rooms.maps import ROOM as MAPS
from exports.rooms.people import ROOM as PEOPLE
from exports.rooms.sharing import ROOM as SHARING
from exports.rooms.themes import ROOM as THEMES
from exports.rooms.voting import ROOM as VOTING
from exports.rooms.workgroups import ROOM as WORKGROUPS

# in the order of the summary
ROOMS: Final[tuple[Room, ...]] = (
    AGENDA,
    PEOPLE,
    EVIDENCE,
    THEMES,
    VOTING,
    WORKGROUPS,
    MAPS,
    FRAMEWORK,
    SHARING,
)
