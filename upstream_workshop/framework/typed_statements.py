"""How a line that is typed is read as a statement: `mindset: we look for causes, not cases`.

The slot may be shortened to what begins one name only. Without it, the slot of the last line stays;
after a colon alone too, for a statement that has a colon itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from resources.words import joined, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence.typed_lines import matching
from upstream_workshop.letters import one_line

_HEAD: Final = re.compile(r"\s*([^:]*):(?=\s|$)\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TypedStatement:
    """What a line means: the id of a slot, and a statement for it."""

    slot_id: int
    text: str


def read_statement(line: str, slots: Mapping[int, str], current: int | None) -> TypedStatement:
    """Return what a typed line means.

    slots: the names of the slots by id.
    current: the slot of a line that names none; None if it must name one.

    Raises WorkshopError if it says nothing, or its slot is missing, unknown or unclear.
    """
    slot_id, text = _slot(line, slots, current)
    words = one_line(text)
    if not words:
        raise WorkshopError(say("This statement says nothing: type a few words."))
    return TypedStatement(slot_id, words)


def _slot(line: str, slots: Mapping[int, str], current: int | None) -> tuple[int, str]:
    hit = _HEAD.match(line)
    if hit is None or not hit[1].strip():
        if current not in slots:
            raise WorkshopError(say("Say which slot it is for, as in “mindset: …”."))
        assert current is not None  # it is one of the slots
        return current, line if hit is None else hit[2]
    name = one_line(hit[1])
    ids = matching(name, slots)
    if len(ids) == 1:
        return ids[0], hit[2]
    if ids:
        listed = joined((say("“{name}”", name=slots[id_]) for id_ in ids), "{first}, {then}")
        raise WorkshopError(
            say("“{typed}” may mean {names}: type more of it.", typed=name, names=listed)
        )
    raise WorkshopError(
        say(
            "There is no slot called “{name}”: put a colon first if this is part of the statement.",
            name=name,
        )
    )
