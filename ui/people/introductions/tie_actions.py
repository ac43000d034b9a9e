"""What can be done about two people: note a tie, turn it, take it back, agree that they should meet."""

from __future__ import annotations

from collections.abc import Sequence

from resources.words import say
from ui.kit.desk import Desk
from ui.people.roster_lines import Line
from upstream_workshop.people import services
from upstream_workshop.people.introductions.meetings import Suggestion
from upstream_workshop.people.introductions.network import TieRow
from upstream_workshop.people.kinds import (
    Phase,
    TieKind,
)


class TieActions:
    """Each is one step of undo."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def note(
        self, first: Line, others: Sequence[Line], kind: TieKind, phase: Phase, both: bool
    ) -> int | None:
        """Ties of one person to several; one-way only where the first alone can say so."""
        mutual = both or kind in (TieKind.MEET, TieKind.WORK) or phase == Phase.AFTER
        return self._desk.do_about(
            say("Note ties"),
            first.person.name,
            services.note_ties,
            first.id,
            tuple(other.id for other in others),
            kind,
            phase,
            mutual,
        )

    def turn(
        self, first_id: int, second_id: int, tie: TieRow | None, kind: TieKind, phase: Phase
    ) -> None:
        """Nothing; the first says so; both do; nothing again."""
        if tie is not None and tie.mutual:
            self.take_back(tie.id)
            return
        ours = tie is not None and tie.first_id == first_id
        mutual = ours or kind != TieKind.KNOW or phase == Phase.AFTER
        title = say("Note ties")
        self._desk.do(title, services.note_tie, first_id, second_id, kind, phase, mutual)

    def take_back(self, tie_id: int) -> None:
        """It was not so."""
        self._desk.do(say("Take tie back"), services.remove_tie, tie_id)

    def accept(self, one: Suggestion, names: str) -> None:
        """Agree that two should meet."""
        self._desk.do_about(
            say("Should meet"), names, services.note_tie, one.first_id, one.second_id, TieKind.MEET
        )

    def set_aside(self, one: Suggestion, names: str) -> None:
        """Never propose these two again."""
        self._desk.do_about(
            say("Set proposal aside"), names, services.dismiss_meeting, one.first_id, one.second_id
        )
