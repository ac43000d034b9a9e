"""The search of a sign-up list for people and organisations that may be entered already.

Lines are compared with the people of the session and with earlier lines of the same list. Each
possible duplicate becomes a question of the import; the answers are applied to the reading.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from rapidfuzz import fuzz, process

from resources.words import say
from upstream_workshop.people.duplicates.look_alikes import ALIKE, mailbox, ordered
from upstream_workshop.people.duplicates.organisation_names import may_be_one
from upstream_workshop.people.duplicates.short_names import Colleagues
from upstream_workshop.people.intake import Taken
from upstream_workshop.people.kinds import Consent
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.people.records import CONSENTS
from upstream_workshop.people.rules import folded
from upstream_workshop.readers.reading import ImportEffect, Question, Reading
from upstream_workshop.readers.signup_lists import PersonEntry

TWO_PEOPLE: Final = "two people"  # the answer that merges nothing; used for organisations too
_KEY: Final = "alike"
_PRIVATE: Final = frozenset({"access", "diet"})
_PERSON: Final = "participant"
_LINE: Final = "line"
_HOME: Final = "organisation"
_MOST: Final = 200  # most pairs to ask about: more point to a different list, not to misspellings


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
        if f"{_KEY} {entry.line}" not in answers:
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
        elif entry.line not in matched and len(found) < _MOST:
            found += _nearest(entry.line, name, box, entry.organisation, there, above)
        above.names[entry.line] = name
        above.colleagues.add(entry.line, name, entry.organisation)
        above.boxes.setdefault(box, entry.line)
    return tuple(found)


def asked(
    roster: Sequence[ParticipantRow],
    reading: Reading[PersonEntry],
    answers: Mapping[str, str],
    rows: Collection[Taken],
) -> tuple[Question, ...]:
    """Return a question for each pair that may be one person.

    The preset answer is two people; for two lines with one name and one e-mail address it is one
    person.

    roster: the people of the session.
    answers: the answers so far. A line that is answered is asked about again, so that the answer
        can be changed.
    rows: the result for each line of a trial import. Without rows there are no questions.
    """
    known = {row.id: row for row in roster}
    listed = {entry.line: entry for entry in reading.entries}
    same, _ = decided(answers)
    matched = {
        row.line: row.participant_id
        for row in rows
        if row.what != ImportEffect.ADDED and row.line not in same
    }
    names = {row.id: row.name for row in roster}
    addresses = {row.id: row.email for row in roster}
    doubled = doubles(reading.entries, {})
    organisations = {row.id: row.organisation for row in roster}
    pairs = (
        duplicates_in(reading.entries, matched, names, addresses, doubled, organisations)
        if rows
        else ()
    )
    return tuple(_question(pair, known, listed, doubled) for pair in pairs)


def asked_of_organisations(
    names: Sequence[str], reading: Reading[PersonEntry]
) -> tuple[Question, ...]:
    """Return a question for each new organisation that may be the same as another.

    The preset answer is two organisations.

    names: the organisations of the session. Organisations of earlier lines are compared too.
    """
    found: list[Question] = []
    there = {folded(name): name for name in names}
    for entry in reading.entries:
        name = entry.organisation
        if not name or folded(name) in there:
            continue
        like = next((one for one in there.values() if may_be_one(name, one)), None)
        if like is not None and len(found) < _MOST:
            what = say("Is {name} the same organisation as {other}?", name=name, other=like)
            choices = (
                (TWO_PEOPLE, say("Two organisations")),
                (like, say("One: {name}", name=like[:55])),
            )
            found.append(Question(f"{_HOME} {name}", what, choices, TWO_PEOPLE, entry.line))
        there[folded(name)] = name
    return tuple(found)


def under_one_name(
    reading: Reading[PersonEntry], answers: Mapping[str, str]
) -> Reading[PersonEntry]:
    """Return the reading with organisations renamed that are the same as others by the answers."""
    same = {
        folded(key.removeprefix(f"{_HOME} ")): answer
        for key, answer in answers.items()
        if key.startswith(f"{_HOME} ") and answer != TWO_PEOPLE
    }
    if not same:
        return reading

    def named(name: str) -> str:
        for _ in same:  # an answer may name an organisation that another answer renames
            name = same.get(folded(name), name)
        return name

    entries = tuple(
        replace(entry, organisation=named(entry.organisation)) for entry in reading.entries
    )
    return replace(reading, entries=entries)


def decided(answers: Mapping[str, str]) -> tuple[dict[int, int], dict[int, int]]:
    """Return what the answers decide about people.

    Returns two mappings by line number: to a participant id, and to the number of an earlier line.
    """
    same: dict[int, int] = {}
    one: dict[int, int] = {}
    for key, answer in answers.items():
        subject, _, line = key.partition(" ")
        kind, _, number = answer.partition(" ")
        if subject == _KEY and kind in (_PERSON, _LINE):
            (same if kind == _PERSON else one)[int(line)] = int(number)
    return same, one


def joined(reading: Reading[PersonEntry], same: Mapping[int, int]) -> Reading[PersonEntry]:
    """Return the reading with repeated lines merged into earlier ones, whose blanks they fill.

    same: the number of the earlier line by the number of the line to merge into it.
    """
    kept: dict[int, PersonEntry] = {}
    for entry in reading.entries:
        target = same.get(entry.line)
        while target is not None and target not in kept:
            target = same.get(target)
        if target is None:
            kept[entry.line] = entry
        else:
            kept[target] = _filled(kept[target], entry)
    return replace(reading, entries=tuple(kept.values()))


def _question(
    pair: Duplicate,
    known: Mapping[int, ParticipantRow],
    listed: Mapping[int, PersonEntry],
    doubled: Mapping[int, int],
) -> Question:
    entry = listed[pair.line]
    other: ParticipantRow | PersonEntry
    if pair.participant_id is not None:
        other, merged = known[pair.participant_id], f"{_PERSON} {pair.participant_id}"
    else:
        assert pair.earlier is not None  # a pair is with the one or the other
        other, merged = listed[pair.earlier], f"{_LINE} {pair.earlier}"
    return Question(
        f"{_KEY} {pair.line}",
        say("Is {name} the same person as {other}?", name=entry.name, other=other.name),
        ((TWO_PEOPLE, say("Two people")), (merged, say("One person"))),
        merged if pair.line in doubled else TWO_PEOPLE,
        pair.line,
        (entry, other),
    )


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


def _filled(first: PersonEntry, second: PersonEntry) -> PersonEntry:
    """Return the first entry with its blanks filled from the second.

    Values that can be several are combined. Of two consents the stricter one is kept.
    """
    values: dict[str, object] = {}
    for name in PersonEntry.__dataclass_fields__:
        ours, theirs = getattr(first, name), getattr(second, name)
        if name in CONSENTS:
            values[name] = str(Consent(ours).stricter(Consent(theirs)))
        elif isinstance(ours, tuple):
            values[name] = tuple(dict.fromkeys((*ours, *theirs)))
        elif name in _PRIVATE and ours and theirs and ours != theirs:
            values[name] = f"{ours}\n{theirs}"
        else:
            values[name] = theirs if ours in ("", None) else ours
    return PersonEntry(**values)  # type: ignore[arg-type]  # each value comes from its own field
