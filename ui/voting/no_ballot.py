"""What the Vote page says while there is no ballot."""

from __future__ import annotations

from collections.abc import Callable

from resources.words import say
from ui.widgets import EmptyState


def no_ballot(make: Callable[[], object], choose_file: Callable[[], object]) -> EmptyState:
    """Return what the page is for, with the first steps."""
    empty = EmptyState(
        "check-square",
        say("No ballot yet"),
        say(
            "Make a ballot from the themes: their wording is frozen, the rules are declared, "
            "then slips are keyed and nobody sees a total before it closes."
        ),
    )
    empty.add_step(say("Make a ballot"), "check-square", make, main=True)
    empty.add_step(say("Import papers"), "upload-simple", choose_file)
    return empty
