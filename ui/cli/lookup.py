"""The lookup of rows by a name on the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from resources.words import say
from upstream_workshop.errors import WorkshopError

Row = TypeVar("Row")


def by_name(name: str, rows: Iterable[Row], title: Callable[[Row], str], refusal: str) -> Row:
    """Return the row with a name, ignoring case and surrounding spaces.

    title: returns the name of a row.
    refusal: the message if there is none, marked by `noop`, with the places {name} and {known}.

    Raises WorkshopError with that message.
    """
    found = {title(row).strip().casefold(): row for row in rows}
    try:
        return found[name.strip().casefold()]
    except KeyError:
        known = ", ".join(title(row) for row in found.values()) or say("none yet")
        raise WorkshopError(say(refusal, name=name, known=known)) from None
