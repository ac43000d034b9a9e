"""The search of a session for people and organisations that may be entered twice.

People are compared by name, whatever the order and the accents, and by mailbox.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from rapidfuzz import fuzz, process

from upstream_workshop.email_addresses import first_address
from upstream_workshop.people.duplicates import organisation_names
from upstream_workshop.people.duplicates.short_names import Colleagues
from upstream_workshop.people.queries import OrganisationRow, ParticipantRow
from upstream_workshop.people.rules import folded, without_titles
from upstream_workshop.readers.signup.word_lists import words

ALIKE: Final = 88  # least similarity of 100: one misspelt letter in a name of usual length
_MOST: Final = 200  # most pairs to return: more are not misspellings
_WORD: Final = re.compile(r"[^\W_]+")
_NAME: Final = 2  # words that are left of a name when the letters behind it are taken off
_GMAIL: Final = ("gmail.com", "googlemail.com")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows that may be one.

    first, second: the ids; of people the smaller one is first.
    why: "name" or "e-mail".
    """

    first: int
    second: int
    why: str


def mailbox(email: str) -> str:
    """Return the mailbox of the first e-mail address in a text, or "" if there is none.

    A word that stands alone needs no dot, as in “bo@intranet”. Addresses of one mailbox give the same
    result: a tag after a plus sign is removed, and for Google Mail the dots and the second host name.
    """
    words = email.casefold().split()
    address = first_address(email.casefold()) or (words[0] if len(words) == 1 else "")
    local, _, host = address.rpartition("@")
    if not local:
        return ""
    local = local.partition("+")[0] or local
    if host in _GMAIL:
        return f"{local.replace('.', '')}@{_GMAIL[0]}"
    return f"{local}@{host}"


def ordered(name: str) -> str:
    """Return the words of a name in alphabetical order, folded, without titles and post-nominals.

    So “PRYS, Siân” and “Siân Prys” give the same result.
    """
    found = _WORD.findall(folded(without_titles(name)))
    while len(found) > _NAME and words("post-nominal").fullmatch(found[-1]):
        found.pop()
    return " ".join(sorted(found))


def people(roster: Sequence[ParticipantRow]) -> tuple[Pair, ...]:
    """Return the pairs of people who may be one, those with one mailbox first."""
    found: dict[tuple[int, int], Pair] = {}
    for pair in (*_on_one_mailbox(roster), *_of_like_names(roster), *_of_short_names(roster)):
        found.setdefault((pair.first, pair.second), pair)
    return tuple(found.values())[:_MOST]


def organisations(rows: Sequence[OrganisationRow]) -> tuple[Pair, ...]:
    """Return the pairs of organisations that may be one."""
    found = organisation_names.look_alikes([row.name for row in rows])
    return tuple(Pair(rows[at].id, rows[other].id, "name") for at, other in found)[:_MOST]


def _on_one_mailbox(roster: Sequence[ParticipantRow]) -> Iterator[Pair]:
    boxes: dict[str, list[int]] = defaultdict(list)
    for row in roster:
        boxes[mailbox(row.email)].append(row.id)
    for box, ids in boxes.items():
        if box:
            yield from (Pair(min(two), max(two), "e-mail") for two in combinations(ids, 2))


def _of_like_names(roster: Sequence[ParticipantRow]) -> Iterator[Pair]:
    waiting = {row.id: ordered(row.name) for row in roster}
    for row in roster:
        name = waiting.pop(row.id)
        hits = process.extract(name, waiting, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=5)
        for _, _, other in hits if name else ():
            first, second = sorted((row.id, int(other)))
            yield Pair(first, second, "name")


def _of_short_names(roster: Sequence[ParticipantRow]) -> Iterator[Pair]:
    there = Colleagues()
    for row in roster:
        name = ordered(row.name)
        for other in there.like(name, row.organisation):
            yield Pair(min(row.id, other), max(row.id, other), "name")
        there.add(row.id, name, row.organisation)
