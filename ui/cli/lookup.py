"""The lookup of rows by a name on the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import as_seen

Row = TypeVar("Row")


def by_name(name: str, rows: Iterable[Row], title: Callable[[Row], str], refusal: str) -> Row:
    """Return the row with just this name, or else the one whose name looks like it, in whatever case.

    title: returns the name of a row.
    refusal: the message if there is none, marked by `noop`, with the places {name} and {known}.

    Raises WorkshopError with that message.
    """
    there = {title(row).strip(): row for row in rows}
    alike = {as_seen(each): row for each, row in there.items()}
    found = there.get(name.strip(), alike.get(as_seen(name)))
    if found is None:
        known = ", ".join(there) or say("none yet")
        raise WorkshopError(say(refusal, name=name, known=known))
    return found
