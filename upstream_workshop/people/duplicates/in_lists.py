"""The search of a sign-up list for people who may be entered already.

Lines are compared with the people of the session and with earlier lines of the same list. Each
possible duplicate becomes a question of the import, see `list_questions`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from rapidfuzz import fuzz, process

from upstream_workshop.people.duplicates.look_alikes import ALIKE, mailbox, ordered
from upstream_workshop.people.duplicates.short_names import Colleagues
from upstream_workshop.people.rules import folded
from upstream_workshop.readers.signup_lists import PersonEntry

TWO_PEOPLE: Final = "two people"  # the answer that merges nothing; used for organisations too
QUESTION: Final = "alike"  # begins the key of the question about a line
MOST_PAIRS: Final = (
    200  # most pairs to ask about: more point to a different list, not to misspellings
)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A line that resembles a person of the session or an earlier line of the same list.

    line: the number of the line.
    participant_id: the id of the person, or None.
    earlier: the number of the earlier line, or None. Exactly one of the two is set.
    """

    line: int
    participant_id: int | None = None
    earlier: int | None = None


def doubles(entries: Sequence[PersonEntry], answers: Mapping[str, str]) -> dict[int, int]:
    """Return the lines that have the name and the e-mail address of an earlier line.

    Such lines are read as one person unless an answer decides otherwise. They occur when a person
    books each day separately.

    answers: the answers to the questions of the import. A line that has an answer is left out.

    Returns the number of the earlier line by the number of the later one.
    """
    first: dict[tuple[str, str], int] = {}
    found: dict[int, int] = {}
    for entry in entries:
        key = (folded(entry.name), mailbox(entry.email))
        if not entry.email or first.setdefault(key, entry.line) == entry.line:
            continue
        if f"{QUESTION} {entry.line}" not in answers:
            found[entry.line] = first[key]
    return found


def duplicates_in(
    entries: Sequence[PersonEntry],
    matched: Mapping[int, int],
    known: Mapping[int, str],
    addresses: Mapping[int, str] = MappingProxyType({}),
    doubled: Mapping[int, int] = MappingProxyType({}),
    organisations: Mapping[int, str] = MappingProxyType({}),
) -> tuple[Duplicate, ...]:
    """Return the newcomers of a list that resemble a person of the session or an earlier line.

    A newcomer is compared with the session first, then with the earlier lines. Two people with the
    same mailbox count as alike whatever their names are. So do two people with one name in two
    organisations: the user decides whether they are one. Within one organisation a short form of a
    first name counts as alike too.

    entries: the entries of the list.
    matched: the participant ids of the lines that were matched, which are not newcomers.
    known: the names of all people of the session by id.
    addresses: their e-mail addresses by id.
    doubled: the lines that repeat an earlier one, as `doubles` returns them.
    organisations: the organisations of the people of the session by id.
    """
    taken = set(matched.values())
    there = _Known({id_: ordered(name) for id_, name in known.items() if id_ not in taken})
    there.boxes |= {mailbox(addresses.get(id_, "")): id_ for id_ in there.names}
    for id_, name in there.names.items():
        there.colleagues.add(id_, name, organisations.get(id_, ""))
    above = _Known({})
    found: list[Duplicate] = []
    for entry in entries:
        name, box = ordered(entry.name), mailbox(entry.email)
        if entry.line in doubled:
            found.append(Duplicate(entry.line, earlier=doubled[entry.line]))
        elif entry.line not in matched and len(found) < MOST_PAIRS:
            found += _nearest(entry.line, name, box, entry.organisation, there, above)
        above.names[entry.line] = name
        above.colleagues.add(entry.line, name, entry.organisation)
        above.boxes.setdefault(box, entry.line)
    return tuple(found)


@dataclass(slots=True)
class _Known:
    """The people that a newcomer is compared with.

    names: the names as `ordered` returns them, by participant id or line number.
    boxes: the ids or line numbers by mailbox.
    colleagues: the same people by organisation.
    """

    names: dict[int, str]
    boxes: dict[str, int] = field(default_factory=dict)
    colleagues: Colleagues = field(default_factory=Colleagues)

    def nearest(self, name: str, box: str, organisation: str) -> int | None:
        """Return the id with this mailbox, else with a similar name, or None.

        The last possibility is a short form of the name in the organisation `organisation`.
        """
        if box and box in self.boxes:
            return self.boxes[box]
        hit = process.extractOne(name, self.names, scorer=fuzz.ratio, score_cutoff=ALIKE)
        return next(self.colleagues.like(name, organisation), None) if hit is None else int(hit[2])


def _nearest(
    line: int, name: str, box: str, organisation: str, there: _Known, above: _Known
) -> Iterator[Duplicate]:
    near = there.nearest(name, box, organisation)
    if near is not None:
        yield Duplicate(line, participant_id=near)
        return
    near = above.nearest(name, box, organisation)
    if near is not None:
        yield Duplicate(line, earlier=near)
