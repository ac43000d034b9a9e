"""How a line that is typed at a roundtable is read as a response: `2.3 Ada Bell, Leeds: who decides?`

The number is that of a statement of the draft, or with a point alone (`2.`) of a slot; without one the
response is about the whole. Who said it may be shortened to what begins the name of one participant
only; after a comma, an organisation. A colon first says that nobody is named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from resources.words import joined, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence.typed_lines import matching
from upstream_workshop.framework.drafts.queries import DraftRow, DraftStatementRow
from upstream_workshop.letters import one_line
from upstream_workshop.people.rules import folded

_NUMBER: Final = re.compile(r"\s*(\d+\.\d*)(?=[\s:]|$)\s*(.*)", re.DOTALL)
_WHO: Final = re.compile(r"([^:“\"?!]{0,120}):(?=\s|$)\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TypedResponse:
    """What a line means.

    draft_statement_id: the statement it is about; None for a slot or the whole.
    slot_key: the slot it is about; blank for the whole.
    participant_id: who said it, if that is a participant; else `author` is the name as typed.
    """

    text: str
    draft_statement_id: int | None = None
    slot_key: str = ""
    participant_id: int | None = None
    author: str = ""
    organisation: str = ""


def read_response(line: str, draft: DraftRow, people: Mapping[int, str]) -> TypedResponse:
    """Return what a typed line means.

    people: the names of the participants by id.

    Raises WorkshopError if it says nothing, no statement has its number, or a name is unclear.
    """
    about, rest = _about(line, draft)
    person, author, organisation, text = _who(rest, people)
    words = one_line(text)
    if not words:
        raise WorkshopError(say("This response says nothing: type a few words."))
    return TypedResponse(
        words,
        about.id if about and about.text and "." in about.number else None,
        about.slot_key if about else "",
        person,
        author,
        organisation,
    )


def _about(line: str, draft: DraftRow) -> tuple[DraftStatementRow | None, str]:
    hit = _NUMBER.match(line)
    if hit is None:
        return None, line
    number = hit[1]
    if number.endswith("."):
        found = _first_of_slot(draft, number[:-1])
    else:
        found = next((one for one in draft.statements if one.number == number), None)
    if found is None:
        raise WorkshopError(
            say(
                "Draft {draft} has no {number}: look at its numbers again.",
                draft=draft.number,
                number=number,
            )
        )
    return found, hit[2]


def _first_of_slot(draft: DraftRow, number: str) -> DraftStatementRow | None:
    """Return the slot of a number as a row without text."""
    hits = (one for one in draft.statements if one.number.split(".")[0] == number)
    one = next(hits, None)
    return one and DraftStatementRow(one.id, None, number, one.slot_key, one.slot_name, "")


def _who(rest: str, people: Mapping[int, str]) -> tuple[int | None, str, str, str]:
    """Return participant, author, organisation and text."""
    hit = _WHO.match(rest.lstrip())
    if hit is None or not hit[1].strip():
        return None, "", "", rest if hit is None else hit[2]
    name, _, home = (one_line(part) for part in hit[1].partition(","))
    ids = matching(name, people) if not home else _called(name, people)
    if len(ids) > 1:
        names = joined((say("“{name}”", name=people[id_]) for id_ in ids), "{first}, {then}")
        raise WorkshopError(
            say("“{typed}” may mean {names}: type more of it.", typed=name, names=names)
        )
    return (ids[0], "", home, hit[2]) if ids else (None, name, home, hit[2])


def _called(name: str, people: Mapping[int, str]) -> tuple[int, ...]:
    return tuple(id_ for id_, known in people.items() if folded(known) == folded(name))
