"""What a second entry found to be keyed in two ways, kept as long as the window is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resources.words import say
from upstream_workshop.voting.papers.queries import PaperRow
from upstream_workshop.voting.papers.typed_slips import Entry, Pile, shown
from upstream_workshop.voting.queries import BallotRow


@dataclass(frozen=True, slots=True)
class Difference:
    """What a slip was keyed as at first, and what a second entry said."""

    first: str
    second: str


class SecondEntries:
    """The slips of which a second entry said something else, taken or left to be settled.

    They are in no file, since of a secret ballot nothing may be kept that is not on the paper.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[int, str], Difference] = {}
        self._noted: tuple[tuple[int, str], Difference] | None = None

    def note(self, entry: Entry, pile: Pile) -> None:
        """Note what a paper says before an entry of the second time is kept in its place."""
        there = pile.paper(entry.number)
        self._noted = None
        if entry.second and not entry.confirms and there is not None:
            found = Difference(shown(there, pile.ballot), entry.written)
            self._noted = ((pile.ballot.id, entry.number), found)

    def keep(self) -> bool:
        """Keep what was noted, once the entry is kept or left, and return whether there was any."""
        noted, self._noted = self._noted, None
        if noted is not None:
            key, found = noted
            first = self._found[key].first if key in self._found else found.first
            self._found[key] = Difference(first, found.second)  # the first of several stays
        return noted is not None

    def of(self, ballot: BallotRow, papers: Sequence[PaperRow]) -> Mapping[str, str]:
        """Return in words how slips of an open ballot were keyed otherwise, by number.

        A slip is left out that a second entry, or another one, found to say what it said at first.
        """
        there = {row.number: row for row in papers if row.number}
        return {
            number: words
            for (of, number), found in self._found.items()
            if of == ballot.id
            and number in there
            and (words := _told(found, there[number], ballot))
        }


def _told(found: Difference, paper: PaperRow, ballot: BallotRow) -> str:
    if shown(paper, ballot) != found.first:
        return say("first keyed as {before}", before=found.first)
    return "" if paper.checked else say("then keyed as {after}", after=found.second)
