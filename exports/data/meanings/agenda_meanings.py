"""What the tables of the agenda mean, and the values of the agenda in `session.json`.

Fields are named as in `exports/dictionary/common_fields.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from exports.data.meanings.table_meanings import CellType, Column, TableMeaning
from resources.words import noop
from upstream_workshop.agenda.kinds import PAGES, Attribution, Category

_DAY: Final = Column(noop("Day of the residential, from 1"), CellType.NUMBER)
_TRACK: Final = Column(noop("Which of several blocks at the same time; blank for all together"))
_MINUTES: Final = noop("minutes")

TABLES: Final[Mapping[str, TableMeaning]] = {
    "planned-against-actual-csv": TableMeaning(
        "planned-against-actual.csv",
        noop("One row for each block that has ended. Times are those on the clock at the place."),
        {
            "day": _DAY,
            "track": _TRACK,
            "block": Column(noop("Title of the block")),
            "planned start": Column(noop("When it was to begin"), CellType.TIME),
            "planned end": Column(noop("When it was to end"), CellType.TIME),
            "planned minutes": Column(noop("Length by the plan"), CellType.NUMBER, _MINUTES),
            "actual start": Column(noop("When it began"), CellType.TIME),
            "actual end": Column(noop("When it ended"), CellType.TIME),
            "actual minutes": Column(noop("How long it took"), CellType.NUMBER, _MINUTES),
            "drift": Column(
                noop("How long after its planned end it ended; below 0 before it"),
                CellType.NUMBER,
                _MINUTES,
            ),
        },
    ),
    "agenda-csv": TableMeaning(
        "agenda.csv",
        noop("One row for each block of the plan. Times are those on the clock at the place."),
        {
            "day": _DAY,
            "start": Column(noop("When it begins"), CellType.TIME),
            "end": Column(noop("When it ends"), CellType.TIME),
            "minutes": Column(noop("Its length"), CellType.NUMBER, _MINUTES),
            "title": Column(noop("Title of the block")),
            "track": _TRACK,
            "locked": Column(noop("Whether its start must not move"), CellType.YES),
            "minimum": Column(
                noop("The least length to which it may be cut"), CellType.NUMBER, _MINUTES
            ),
            "optional": Column(noop("Whether it may be dropped when time is short"), CellType.YES),
            "buffer": Column(noop("Whether it is there to be used up by lateness"), CellType.YES),
            "protected": Column(noop("Whether it must not be cut, such as a meal"), CellType.YES),
            "purpose": Column(noop("What it is for")),
            "lead": Column(noop("Who leads it")),
            "place": Column(noop("Where it is")),
            "materials": Column(noop("What has to be there")),
            "category": Column(
                noop("Its kind, which gives its colour"), allowed=tuple(filter(None, Category))
            ),
            "page": Column(
                noop("The page of the program that belongs to it"),
                allowed=tuple(filter(None, PAGES)),
            ),
            "notes": Column(noop("Notes of the facilitator")),
            "who may be named": Column(
                noop(
                    "How what is said in it may be quoted: with a name (open), after asking (ask), or "
                    "never with a name or an organisation (chatham)"
                ),
                allowed=tuple(filter(None, Attribution)),
            ),
        },
    ),
}
# fmt: off
FIELDS: Final[Mapping[str, str]] = {
    "event": noop("The residential itself"),
    "agenda": noop("The blocks of the agenda, in order"),
    "starts": noop("The first day, as year-month-day; null if not said"),
    "BlockRow.starts": noop("Its planned start in minutes after midnight at the place"),
    "ends": noop("Its planned end in minutes after midnight at the place"),
    "day": noop("Day of the residential, from 1"),
    "on": noop("The date on which it was started, as year-month-day; null before"),
    "minutes": noop("Its planned length in minutes"),
    "locked_at": noop("Minutes after midnight to which its start is locked; null if it is not"),
    "minimum": noop("The least length in minutes to which it may be cut; null for none"),
    "optional": noop("Whether it may be dropped when time is short"),
    "buffer": noop("Whether it is there to be used up by lateness"),
    "protected": noop("Whether it must not be cut, such as a meal"),
    "category": noop("Its kind, which gives its colour; blank for none"),
    "room": noop("The page of the program that belongs to it; blank for none"),
    "BlockRow.attribution": noop(
        "How what is said in it may be quoted: with a name (open), after asking (ask), never with a name "
        "or an organisation (chatham), or not said"
    ),
    "added": noop("Minutes that were added to its planned length while it ran"),
    "started_at": noop("When it began, as date and time; null if it has not"),
    "ended_at": noop("When it ended, as date and time; null if it has not"),
    "paused_at": noop("Since when its clock stands still, as date and time; null if it runs"),
    "paused_seconds": noop("For how many seconds its clock stood still before that"),
}
# fmt: on
