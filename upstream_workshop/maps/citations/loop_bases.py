"""What a loop rests on: the findings behind its links, counted, and put as a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from resources.words import joined, noop, say
from upstream_workshop.evidence.bases import Counts, counted, counts_words, told_counts_of
from upstream_workshop.evidence.kinds import Standing, Use
from upstream_workshop.evidence.queries import FindingRow
from upstream_workshop.maps.kinds import LoopKind

Behind = Mapping[int, Sequence[FindingRow]]  # the findings behind links, by their ids


@dataclass(frozen=True, slots=True)
class LoopBasis:
    """How many findings stand behind a loop, from how many organisations; None for a hidden number.

    link_ids: the links of the loop, which identify it.
    bare, contested: the places of its links, from 1, that rest on nothing, or on what is disputed.
    """

    link_ids: tuple[int, ...]
    kind: LoopKind
    findings: int | None
    organisations: int | None
    bare: tuple[int, ...]
    contested: tuple[int, ...]


def loop_basis(link_ids: Sequence[int], kind: LoopKind, links: Behind) -> LoopBasis:
    """Return what a loop rests on, as far as that may be used.

    link_ids, kind: the loop.
    links: the findings behind links, by their ids.
    """
    behind = [[row for row in links.get(id_, ()) if row.use is not Use.NEVER] for id_ in link_ids]
    counts = counted(row for found in behind for row in found)
    disputed = [any(row.standing is Standing.DISPUTED for row in found) for found in behind]
    return LoopBasis(
        tuple(link_ids),
        kind,
        counts.findings,
        counts.organisations,
        tuple(place for place, found in enumerate(behind, 1) if not found),
        tuple(place for place, contested in enumerate(disputed, 1) if contested),
    )


def told_basis(basis: LoopBasis, of: int) -> LoopBasis:
    """Return what others may be told of it: small numbers are hidden.

    of: how many organisations there are.
    """
    told = told_counts_of(Counts(basis.findings, basis.organisations), of)
    return replace(basis, findings=told.findings, organisations=told.organisations)


_RESTS_ON: Final = {
    LoopKind.REINFORCING: noop("This reinforcing loop rests on {findings}"),
    LoopKind.BALANCING: noop("This balancing loop rests on {findings}"),
    LoopKind.UNKNOWN: noop("This loop rests on {findings}"),
}
_BARE: Final = {False: noop("link {links} on none"), True: noop("links {links} on none")}
_DISPUTED: Final = {
    False: noop("what link {links} rests on is disputed"),
    True: noop("what links {links} rest on is disputed"),
}


def basis_sentence(basis: LoopBasis) -> str:
    """Return what a loop rests on, and which of its links rest on nothing or on what is disputed."""
    if basis.findings == 0:
        return say("This loop rests on no finding.")
    findings = counts_words(Counts(basis.findings, basis.organisations))
    parts = (
        say(_RESTS_ON[basis.kind], findings=findings),
        _told(_BARE, basis.bare),
        _told(_DISPUTED, basis.contested),
    )
    return say("{sentence}.", sentence=joined(parts, "{first}; {then}"))


def _told(words: Mapping[bool, str], places: Sequence[int]) -> str:
    """Return what is said of the links at these places; nothing if there are none.

    words: by whether there are several.
    """
    if not places:
        return ""
    *most, last = (f"{place}" for place in places)
    listed = joined(most, "{first}, {then}")
    links = say("{first} and {then}", first=listed, then=last) if most else last
    return say(words[bool(most)], links=links)
