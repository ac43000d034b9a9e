"""Check-in: stores the state of a person when a key of the roster is pressed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from resources.words import say
from ui.kit.desk import Desk
from ui.people.roster.finder import Finder
from ui.people.roster_lines import Line, nobody_called, state_words
from upstream_workshop.people.attendance import services as attendance_services
from upstream_workshop.people.kinds import AttendanceState
from upstream_workshop.people.rules import folded

# keys that no name can contain, so that typing a name never stores a state
STATE_KEYS: Final = (
    ("Alt+L", AttendanceState.LATE),
    ("Alt+S", AttendanceState.SUBSTITUTE),
    ("Alt+G", AttendanceState.LEFT),
    ("Alt+X", AttendanceState.WITHDRAWN),
)
_TIMED: Final = frozenset({AttendanceState.HERE, AttendanceState.SUBSTITUTE, AttendanceState.LEFT})


class CheckIn:
    """Stores states of the person selected in the finder.

    desk: runs the services.
    finder: the entry line and the roster.
    today: returns the day to check in for; 1 is the first.
    """

    def __init__(self, desk: Desk, finder: Finder, today: Callable[[], int]) -> None:
        self._desk = desk
        self._finder = finder
        self._today = today

    def note(self, state: AttendanceState) -> None:
        """Store a state of the person meant by the letters typed or the selected row."""
        line = self._finder.chosen()
        if line is None:
            self._refuse()
            return
        if state == line.state == AttendanceState.HERE:
            self._desk.reported.emit(say("{name} is here already", name=line.person.name))
        else:
            self._write(line, state, self._finder.typed().note)
            if not self._desk.kept:
                return
            said = say("{name}: {state}", name=line.person.name, state=state_words(state))
            self._desk.report_step(said)
        self._finder.settle_on(line.id)

    def _write(self, line: Line, state: AttendanceState, note: str) -> None:
        """Store the state; a name in the note of a substitute becomes the person they stand in for.

        A name that is not on the list remains a note.
        """
        absent = self._named_whole(note) if state == AttendanceState.SUBSTITUTE and note else None
        self._desk.do_about(
            say("Check-in"),
            line.person.name,
            attendance_services.check_in,
            line.id,
            self._today(),
            state,
            datetime.now().replace(microsecond=0) if state in _TIMED else None,
            "" if absent else note,
            absent.id if absent else None,
        )

    def _named_whole(self, note: str) -> Line | None:
        """Return the person in whose name each word of the note is a word or the start of one."""
        found = self._finder.named(note)
        parts = folded(note).split()
        words = folded(found.person.name).split() if found else []
        whole = all(any(word.startswith(part) for word in words) for part in parts)
        return found if whole else None

    def _refuse(self) -> None:
        name = self._finder.typed().name
        choose = say("Type two letters of a name first.")
        self._desk.refused.emit(nobody_called(name) if name else choose)
