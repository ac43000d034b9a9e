"""Actions on two people: add, change or remove a tie, and decide on a proposed meeting."""

from __future__ import annotations

from collections.abc import Sequence

from resources.words import say
from ui.kit.desk import Desk
from ui.people.roster_lines import Line
from upstream_workshop.people.introductions import services as introducing
from upstream_workshop.people.introductions.meetings import Suggestion
from upstream_workshop.people.introductions.network import TieRow
from upstream_workshop.people.kinds import (
    Phase,
    TieKind,
)


class TieActions:
    """Changes of ties; each is one step of undo."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def note(
        self, first: Line, others: Sequence[Line], kind: TieKind, phase: Phase, both: bool
    ) -> int | None:
        """Store ties of one person to several others.

        both: whether both sides named each other; other kinds than knowing each other on arrival
        are always mutual.

        Returns the service's result, or None if it was refused.
        """
        mutual = both or kind in (TieKind.MEET, TieKind.WORK) or phase == Phase.AFTER
        return self._desk.do_about(
            say("Note ties"),
            first.person.name,
            introducing.note_ties,
            first.id,
            tuple(other.id for other in others),
            kind,
            phase,
            mutual,
        )

    def turn(
        self, first_id: int, second_id: int, tie: TieRow | None, kind: TieKind, phase: Phase
    ) -> None:
        """Change a tie to its next state: none, named by the first person, mutual, none again.

        Kinds other than knowing each other on arrival have no one-sided state.
        """
        if tie is not None and tie.mutual:
            self.take_back(tie.id)
            return
        first_says = tie is not None and tie.first_id == first_id
        mutual = first_says or kind != TieKind.KNOW or phase == Phase.AFTER
        title = say("Note ties")
        self._desk.do(title, introducing.note_tie, first_id, second_id, kind, phase, mutual)

    def take_back(self, tie_id: int) -> None:
        """Remove a tie that was noted by mistake."""
        self._desk.do(say("Take tie back"), introducing.remove_tie, tie_id)

    def accept(self, one: Suggestion, names: str) -> None:
        """Note that two people should meet."""
        self._desk.do_about(
            say("Should meet"),
            names,
            introducing.note_tie,
            one.first_id,
            one.second_id,
            TieKind.MEET,
        )

    def set_aside(self, one: Suggestion, names: str) -> None:
        """Never propose again that these two meet."""
        self._desk.do_about(
            say("Set proposal aside"),
            names,
            introducing.dismiss_meeting,
            one.first_id,
            one.second_id,
        )
