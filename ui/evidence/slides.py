"""What the Evidence page shows to the room: one pattern at a time, without saying who said what."""

from __future__ import annotations

from typing import Final

from resources.words import count, say
from ui.evidence.discovery import Discovery
from ui.room_screen.slide_types import Slide
from upstream_workshop.evidence import patterns, small_numbers

_MOST_QUOTES: Final = 3


def overview(now: Discovery) -> Slide | None:
    """Return how much was found, of what may be shown; None if there is nothing."""
    if not now.usable:
        return None
    numbers = (
        (say("findings"), f"{len(now.usable)}"),
        (say("places"), f"{len(now.homes)}"),
        (say("codes"), f"{len(now.codes)}"),
    )
    return Slide(say("What discovery found"), numbers=numbers)


def pattern(gathered: Discovery, code_id: int) -> Slide | None:
    """Return the slide of a code; None if nothing of it may be shown.

    Small numbers are not told, and of few organisations neither what they said.
    """
    flat = patterns.matrix(
        gathered.usable,
        patterns.by_code(gathered.codes, flat=True),
        patterns.by_organisation(gathered.homes),
    )
    found = next((one for one in patterns.shared(flat) if one.code_id == code_id), None)
    if found is None:
        return None
    every = len(gathered.homes)
    told = small_numbers.told(len(found.said_by), every)
    if told is None and len(found.said_by) < small_numbers.FEWEST:
        return Slide(found.path, lead=say("Said in few places"))
    lead = count(every, "Said in {told} of {n} place", "Said in {told} of {n} places", told=told)
    if told is None:
        lead = say("Said nearly everywhere")
    rows = flat.of_row[code_id]
    said = tuple(say("“{words}”", words=row.quote or row.text) for row in rows)
    return Slide(found.path, lead=lead, lines=said[:_MOST_QUOTES])
