"""People on a list who may be somebody already there under a slightly different name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz import fuzz, process

from upstream_workshop.people.intake import Taken
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.people.rules import folded
from upstream_workshop.readers.reading import ImportEffect, Question, Reading
from upstream_workshop.readers.signup_lists import PersonEntry

APART: Final = "two people"  # the answer that merges nobody
_KEY: Final = "alike"
_PERSON: Final = "participant"
_LINE: Final = "line"
_ALIKE: Final = 88  # of 100: one slip of the pen in a name of usual length
_MOST: Final = 200  # pairs to look at: more is another list, not slips of the pen


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A line that resembles somebody: a person of the session, or an earlier line of the same list."""

    line: int
    participant_id: int | None = None
    earlier: int | None = None


def duplicates_in(
    entries: Sequence[PersonEntry], meant: Mapping[int, int], known: Mapping[int, str]
) -> tuple[Duplicate, ...]:
    """Each newcomer who resembles somebody known, or else somebody above on the list.

    `meant` says of a line whom it was found to be, who is then no newcomer; `known` names everybody.
    Two of one name in two organisations count as alike: people decide whether they are one.
    """
    taken = set(meant.values())
    plain = {id_: _ordered(name) for id_, name in known.items() if id_ not in taken}
    above: dict[int, str] = {}
    found: list[Duplicate] = []
    for entry in entries:
        name = _ordered(entry.name)
        if entry.line not in meant and len(found) < _MOST:
            found += _nearest(entry.line, name, plain, above)
        above[entry.line] = name
    return tuple(found)


def asked(
    roster: Sequence[ParticipantRow],
    reading: Reading[PersonEntry],
    answers: Mapping[str, str],
    rows: Collection[Taken],
) -> tuple[Question, ...]:
    """Whether each pair that looks alike is one person: two of them, unless somebody says otherwise.

    `rows` say whom each line was found to be; a line that was decided upon is asked about still.
    """
    known = {row.id: row for row in roster}
    listed = {entry.line: entry for entry in reading.entries}
    same, _ = decided(answers)
    meant = {
        row.line: row.participant_id
        for row in rows
        if row.what != ImportEffect.ADDED and row.line not in same
    }
    names = {row.id: row.name for row in roster}
    pairs = duplicates_in(reading.entries, meant, names) if rows else ()
    return tuple(_question(pair, known, listed) for pair in pairs)


def decided(answers: Mapping[str, str]) -> tuple[dict[int, int], dict[int, int]]:
    """Of answers: which line is which person, and which line is which earlier line."""
    same: dict[int, int] = {}
    one: dict[int, int] = {}
    for key, answer in answers.items():
        subject, _, line = key.partition(" ")
        kind, _, number = answer.partition(" ")
        if subject == _KEY and kind in (_PERSON, _LINE):
            (same if kind == _PERSON else one)[int(line)] = int(number)
    return same, one


def joined(reading: Reading[PersonEntry], same: Mapping[int, int]) -> Reading[PersonEntry]:
    """The reading with each line of `same` folded into the earlier one it says; blanks are filled."""
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
    pair: Duplicate, known: Mapping[int, ParticipantRow], listed: Mapping[int, PersonEntry]
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
        f"Is {entry.name} the same person as {other.name}?",
        ((APART, "Two people"), (merged, "One person")),
        APART,
        pair.line,
        (entry, other),
    )


def _nearest(
    line: int, name: str, known: Mapping[int, str], above: Mapping[int, str]
) -> Iterator[Duplicate]:
    near = _closest(name, known)
    if near is not None:
        yield Duplicate(line, participant_id=near)
        return
    near = _closest(name, above)
    if near is not None:
        yield Duplicate(line, earlier=near)


def _closest(name: str, names: Mapping[int, str]) -> int | None:
    hit = process.extractOne(name, names, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return None if hit is None else int(hit[2])


def _ordered(name: str) -> str:
    """A name whose words stand in one order, so that “Prys Siân” is “Siân Prys”."""
    return " ".join(sorted(folded(name).split()))


def _filled(first: PersonEntry, second: PersonEntry) -> PersonEntry:
    """The first with its blanks filled from the second; what can be several is both."""
    values: dict[str, object] = {}
    for name in PersonEntry.__dataclass_fields__:
        ours, theirs = getattr(first, name), getattr(second, name)
        if isinstance(ours, tuple):
            values[name] = _both(ours, theirs)
        else:
            values[name] = theirs if ours in ("", None) else ours
    return PersonEntry(**values)  # type: ignore[arg-type]  # each value comes from its own field


def _both(first: Collection[str], second: Collection[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))
