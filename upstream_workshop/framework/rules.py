"""Rules of the framework room: order, keys, evidence under statements, and comparing frames."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from upstream_workshop.evidence.kinds import Use
from upstream_workshop.evidence.queries import FindingRow
from upstream_workshop.framework.queries import FrameRow, SlotRow, StatementRow
from upstream_workshop.letters import loosened
from upstream_workshop.people.rules import folded

ALIKE: Final = 70  # of 100: from this likeness on, two statements are proposed as saying the same
_Row = TypeVar("_Row")


def moved(rows: Sequence[_Row], index: int, by: int) -> list[_Row]:
    """Return rows with one of them moved up (negative) or down, as far as there are others."""
    left = [*rows]
    one = left.pop(index)
    left.insert(min(max(0, index + by), len(left)), one)
    return left


def slot_key(name: str, taken: Collection[str]) -> str:
    """Return a key for a slot of one's own: its name in plain letters, with a number if that is taken.

    Frames in which a slot was given the same name are compared in it.
    """
    key = loosened(name).replace(" ", "-") or "slot"
    number, found = 2, key
    while found in taken:
        found, number = f"{key}-{number}", number + 1
    return found


@dataclass(frozen=True, slots=True)
class Support:
    """What statements rest on, of the findings that may be used.

    findings: the findings, each once.
    quotes: how many of them have a quote.
    organisations: the names of those they are of, in order.
    silent: the names of those visited that none of them is of.
    """

    findings: tuple[FindingRow, ...] = ()
    quotes: int = 0
    organisations: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


def support(
    statements: Iterable[StatementRow],
    findings: Mapping[int, FindingRow],
    homes: Sequence[tuple[int, str]],
) -> Support:
    """Return what statements rest on.

    findings: all findings by id.
    homes: id and name of each organisation that was visited or has findings, in order.
    """
    ids = dict.fromkeys(id_ for one in statements for id_ in one.findings)
    used = tuple(
        findings[id_] for id_ in ids if id_ in findings and findings[id_].use is not Use.NEVER
    )
    speak = {one.organisation_id for one in used}
    return Support(
        used,
        sum(bool(one.quote) for one in used),
        tuple(name for id_, name in homes if id_ in speak),
        tuple(name for id_, name in homes if id_ not in speak),
    )


@dataclass(frozen=True, slots=True)
class Alike:
    """Two statements that may say the same; `likeness` is of 100, which is the same words."""

    first: StatementRow
    second: StatementRow
    likeness: int


@dataclass(frozen=True, slots=True)
class SlotComparison:
    """A slot of two frames: what is only in one, what is in both, and what may be alike.

    first, second: the slot in each frame; None if a frame has no such slot.
    both: pairs with the same words, or that people said are the same.
    alike: pairs that may say the same, the likeliest first; each statement is in one of them at most.
    """

    key: str
    name: str
    first: SlotRow | None
    second: SlotRow | None
    only_first: tuple[StatementRow, ...]
    only_second: tuple[StatementRow, ...]
    both: tuple[Alike, ...]
    alike: tuple[Alike, ...]


def compared(
    first: FrameRow, second: FrameRow, confirmed: Collection[tuple[int, int]] = ()
) -> tuple[SlotComparison, ...]:
    """Return two frames slot by slot, in the order of the first; slots only in the second come last.

    confirmed: the ids of pairs of statements that people said are the same.
    """
    there = {slot.key: slot for slot in second.slots}
    ours = {slot.key: slot for slot in first.slots}
    keys = dict.fromkeys((*ours, *there))
    return tuple(_slot_compared(key, ours.get(key), there.get(key), confirmed) for key in keys)


def _slot_compared(
    key: str,
    first: SlotRow | None,
    second: SlotRow | None,
    confirmed: Collection[tuple[int, int]],
) -> SlotComparison:
    left, right = _own(first), _own(second)
    same = [pair for pair in _pairs(left, right, confirmed) if pair.likeness == 100]
    both = _apart(left, right, same)
    alike = _apart(left, right, _pairs(left, right, ()))
    named = first or second
    assert named is not None  # a key is of one of them
    return SlotComparison(
        key,
        named.name,
        first,
        second,
        tuple(left),
        tuple(right),
        both,
        alike,
    )


def _own(slot: SlotRow | None) -> list[StatementRow]:
    """Return the statements of a slot without published examples, which nobody has said."""
    return [one for one in slot.statements if not one.example] if slot else []


def _pairs(
    left: Iterable[StatementRow],
    right: Sequence[StatementRow],
    confirmed: Collection[tuple[int, int]],
) -> list[Alike]:
    """Return the pairs that are alike, the likeliest first; equal ones in the order of the frames."""
    from rapidfuzz import fuzz  # loaded when first needed

    found = []
    for one in left:
        for other in right:
            mine, theirs = folded(one.text), folded(other.text)
            likeness = 100 if mine == theirs else min(99, int(fuzz.token_set_ratio(mine, theirs)))
            if (one.id, other.id) in confirmed:
                likeness = 100
            if likeness >= ALIKE:
                found.append(Alike(one, other, likeness))
    return sorted(found, key=lambda pair: -pair.likeness)


def _apart(
    left: list[StatementRow], right: list[StatementRow], pairs: Iterable[Alike]
) -> tuple[Alike, ...]:
    """Take the statements of pairs out of two lists, each once; return the pairs that were taken."""
    taken = []
    for pair in pairs:
        if pair.first in left and pair.second in right:
            left.remove(pair.first)
            right.remove(pair.second)
            taken.append(pair)
    return tuple(taken)
