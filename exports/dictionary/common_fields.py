"""What values of `session.json` mean that rows of several rooms have, by the name of the field.

A room says what its others mean by the name of the field, or where rows differ in it by that of the row and
the field. Typed texts need nothing where the label of their column says what they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from resources.words import noop

COMMON: Final[Mapping[str, str]] = {
    "id": noop("Number of the row in its list; others refer to it by this number"),
    "position": noop("Its place in the order of its list"),
    "x": noop("Place of its middle from the left, in points of 1/72 inch"),
    "y": noop("Place of its middle from the top, in points of 1/72 inch"),
    "colour": noop("Name of its colour; blank for none"),
    "carried": noop("What another program said of it, kept as it was"),
    "participant_id": noop("Id of the person; 0 for one who is not named, null for nobody"),
    "theme_id": noop("Id of the theme; null for none"),
    "rank": noop("Which of the person’s choices the group is, from 1; null if it is none"),
    "title": noop("Title"),
    "cards": noop("The cards in it, in order"),
}
