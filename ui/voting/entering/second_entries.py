"""What a second entry found to be keyed wrongly at first, kept as long as the window is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from upstream_workshop.voting.keying.typed_slips import Entry, Pile, shown
from upstream_workshop.voting.queries import BallotRow, PaperRow


class SecondEntries:
    """The slips of which a second entry said something else, with what they were keyed as at first.

    They are in no file, since of a secret ballot nothing may be kept that is not on the paper.
    """

    def __init__(self) -> None:
        self._first: dict[tuple[int, str], str] = {}
        self._noted: tuple[tuple[int, str], str] | None = None

    def note(self, entry: Entry, pile: Pile) -> None:
        """Note what a paper says before an entry of the second time is kept in its place."""
        there = pile.paper(entry.number)
        differs = entry.second and not entry.confirms and there is not None
        key = (pile.ballot.id, entry.number)
        self._noted = (key, shown(there, pile.ballot)) if differs and there else None

    def keep(self) -> bool:
        """Keep what was noted, once the entry is kept, and return whether there was any."""
        noted, self._noted = self._noted, None
        if noted is not None:
            self._first.setdefault(*noted)  # the first of several stays
        return noted is not None

    def of(self, ballot: BallotRow, papers: Sequence[PaperRow]) -> Mapping[str, str]:
        """Return what slips of an open ballot were first keyed as, by number, that say something else."""
        now = {row.number: shown(row, ballot) for row in papers if row.number}
        return {
            number: first
            for (of, number), first in self._first.items()
            if of == ballot.id and now.get(number, first) != first
        }
