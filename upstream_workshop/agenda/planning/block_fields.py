"""What can be said of a block, how it is written, and which values are refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypedDict

from resources.words import count, noop, say
from upstream_workshop.agenda.kinds import PAGES, Attribution, Category
from upstream_workshop.agenda.model import Block
from upstream_workshop.errors import WorkshopError, member_of
from upstream_workshop.letters import one_line

_LAST_MINUTE = 24 * 60 - 1
LAST_DAY: Final = 31
_NO_CATEGORY = noop("“{given}” is no category of a block: choose one of {known}.")
_NO_ATTRIBUTION = noop("“{given}” says not who may be named: write open or chatham.")


class BlockDetails(TypedDict, total=False):
    """What can be said of a block beside its title and length, as in `Block`."""

    locked_at: int | None
    minimum: int | None
    optional: bool
    buffer: bool
    protected: bool
    purpose: str
    lead: str
    materials: str
    category: Category
    room: str
    place: str
    notes: str
    attribution: Attribution


class BlockFields(BlockDetails, total=False):
    """Everything that can be amended about a block."""

    title: str
    minutes: int
    day: int
    track: str


def write(block: Block, values: Mapping[str, Any]) -> None:
    """Write values into a block. Raises WorkshopError for those that no block can have."""
    for name, value in values.items():
        setattr(block, name, _READ[name](value) if name in _READ else value)
    _check(block)


def titled(title: str) -> str:
    """Return a title on one line. Raises WorkshopError if it is blank."""
    words = one_line(title)
    if not words:
        raise WorkshopError(say("A title is missing: say in a few words what this is."))
    return words


def _page(key: str) -> str:
    if key not in PAGES:
        known = ", ".join(filter(None, PAGES))
        raise WorkshopError(
            say(
                "“{given}” is no page of the window: choose one of {known}.", given=key, known=known
            )
        )
    return key


_READ: Final[Mapping[str, Callable[[str], str]]] = {
    "title": titled,
    "track": lambda track: one_line(track),
    "room": _page,
    "category": lambda word: member_of(Category, word, _NO_CATEGORY),
    "attribution": lambda word: member_of(Attribution, word, _NO_ATTRIBUTION),
}


def _check(block: Block) -> None:
    if not 1 <= block.day <= LAST_DAY:
        raise WorkshopError(say("There is no day {day}: give 1 to 31.", day=block.day))
    if not 0 <= block.minutes <= _LAST_MINUTE:
        raise WorkshopError(
            count(
                block.minutes,
                "“{title}” lasts {n} minute: give 0 to 1439.",
                "“{title}” lasts {n} minutes: give 0 to 1439.",
                title=block.title,
            )
        )
    if block.locked_at is not None and not 0 <= block.locked_at <= _LAST_MINUTE:
        raise WorkshopError(
            say("“{title}” is fixed at no time of day: write it as 12:30.", title=block.title)
        )
    if block.minimum is not None and not 0 <= block.minimum <= block.minutes:
        raise WorkshopError(
            count(
                block.minutes,
                "“{title}” lasts {n} minute, so it cannot need at least {minimum}: lower the minimum.",
                "“{title}” lasts {n} minutes, so it cannot need at least {minimum}: lower the minimum.",
                title=block.title,
                minimum=block.minimum,
            )
        )
