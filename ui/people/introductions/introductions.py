"""The view of introductions: entry of ties, the network they form, and proposals of meetings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.words import say
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.people.introductions.figures import FiguresTable
from ui.people.introductions.network_sheet import NetworkSheet
from ui.people.introductions.network_side import NetworkSide
from ui.people.introductions.tie_actions import TieActions
from ui.people.proposal_list import Proposal, ProposalList
from ui.people.roster_lines import Line, nobody_called
from ui.people.snapshot import PeopleNow
from ui.people.study import Study, meeting_reason, study
from ui.people.typed_names import TypedTies, understood_ties
from ui.widgets import EntryLine, choice_box, scrolled
from upstream_workshop.people.introductions.meetings import Suggestion
from upstream_workshop.people.kinds import (
    Phase,
    TieKind,
)

KINDS: Final = (
    (TieKind.KNOW, Phase.BEFORE),
    (TieKind.MEET, Phase.BEFORE),
    (TieKind.KNOW, Phase.AFTER),
    (TieKind.WORK, Phase.AFTER),
)


class IntroductionsView(QWidget):
    """An entry line for ties, the drawn network, its figures and the proposed meetings.

    desk: runs the services.
    jobs: computes the network off the UI thread.
    find: returns the person meant by some letters of a name, or None.

    `chosen(person id)` is emitted when a person is selected in the drawing or the outline; 0 if
    none is. `studied()` is emitted when the network has been worked out.
    """

    chosen = Signal(int)
    studied = Signal()

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        find: Callable[[str], Line | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._handlers = TieActions(desk)
        self._jobs = jobs
        self._find = find
        self._now = PeopleNow()
        self._asked: PeopleNow | None = None
        self.found: Study | None = None
        self.entry = EntryLine(say("name: names"), "handshake")
        self.kind = choice_box(say("What is typed and shown in the matrix"), self._kind_names())
        self.sheet = NetworkSheet()
        self.figures = FiguresTable()
        self.meetings = ProposalList(
            say("Who should meet"),
            say("Nobody to introduce just now. Proposals come as people check in."),
        )
        self.side = NetworkSide(self.figures, self.meetings)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.entry)

    def show_now(self, now: PeopleNow) -> None:
        """Show the people and ties of a snapshot.

        Compute the network again if the snapshot is new.
        """
        self._now = now
        if self.found is not None:
            self._show()
        if self._asked is not now:
            self._asked = now
            known = dict(self.found.places) if self.found else {}
            self._jobs.run(
                say("Working out the network"),
                lambda _: (now, study(now, known)),
                self._take,
                self,
            )

    def pick(self, participant_id: int) -> None:
        """Highlight a person wherever the network is shown; 0 highlights nobody."""
        self.sheet.pick(participant_id)

    def arrange(self) -> None:
        """Compute new places for everybody, by the present ties."""
        now = self._now
        self._jobs.run(
            say("Arranging the network"),
            lambda _: (now, study(now, {}, Phase.AFTER)),
            self._take,
            self,
        )

    def enter(self) -> None:
        """Store all ties typed as one step.

        If a name is unknown, a message says so and nothing is stored.
        """
        typed = understood_ties(self.entry.field.text())
        people = self._people_of(typed)
        if people is None or len(people) < 2:
            return
        first, *others = people
        done = self._handlers.note(first, others, *KINDS[self.kind.currentIndex()], typed.mutual)
        if done is not None:
            self.entry.field.clear()

    # inside

    def _kind_names(self) -> tuple[str, ...]:
        """Return the names of the kinds of ties, in the order of KINDS."""
        return (
            say("Knew before"),
            say("Should meet"),
            say("Met here"),
            say("Work together"),
        )

    def _people_of(self, typed: TypedTies) -> list[Line] | None:
        """Return the people named in the line; None after a refusal was shown."""
        found: list[Line] = []
        for letters in (typed.name, *typed.others):
            line = self._find(letters)
            if line is None and letters:
                self._desk.refused.emit(nobody_called(letters))
                return None
            found += [line] if line else []
        if len(found) == 1:
            self._desk.refused.emit(say("Type a colon and whom they know: ade: siân, marta."))
        return found

    def _take(self, answer: tuple[PeopleNow, Study]) -> None:
        """Show the result of a job, unless the snapshot has changed since it began."""
        now, found = answer
        if now is self._now:  # otherwise a job for a newer snapshot is running
            self.found = found
            self._show()
            self.studied.emit()

    def _show(self) -> None:
        """Show the snapshot with the network that was computed last."""
        found, now = self.found, self._now
        if found is None:
            return
        self.sheet.show_network(now, found, *KINDS[self.kind.currentIndex()])
        self.figures.show_figures(found.before, found.after)
        known = now.line
        noted = {tie.pair for tie in now.ties if tie.kind == TieKind.MEET}
        self.meetings.show_proposals(
            [
                Proposal(self._names(one), meeting_reason(one, now), one)
                for one in found.meetings
                if (one.first_id, one.second_id) not in noted
                and one.first_id in known
                and one.second_id in known
            ]
        )

    def _names(self, one: Suggestion) -> str:
        line = self._now.line
        first, second = (line[id_].person.name for id_ in (one.first_id, one.second_id))
        return say("{first} and {second}", first=first, second=second)

    def _on_edited(self, text: str) -> None:
        typed = understood_ties(text)
        lines = [self._find(letters) for letters in (typed.name, *typed.others) if letters]
        shown = [line.person.name if line else "?" for line in lines]
        self.entry.set_ghost(" · ".join(shown))
        self.entry.set_chip(say("both say so") if typed.mutual else "")

    def _on_kind(self, _index: int) -> None:
        kind, phase = KINDS[self.kind.currentIndex()]
        one_way = kind == TieKind.KNOW and phase == Phase.BEFORE
        self.entry.set_hint(
            say("name: whom they know  ·  name = both say so  ·  Alt+1 to 4")
            if one_way
            else say("name: another, another  ·  Alt+1 to 4")
        )
        self.sheet.matrix.show_pairs(self._now, kind, phase)

    def _connect(self) -> None:
        self.entry.entered.connect(lambda _: self.enter())
        self.entry.edited.connect(self._on_edited)
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.sheet.regrouped.connect(self._show)
        self.sheet.chosen.connect(self.chosen)
        self.sheet.matrix.toggled.connect(
            lambda row, column, tie: self._handlers.turn(
                row, column, tie, *KINDS[self.kind.currentIndex()]
            )
        )
        self.sheet.outline.removed.connect(self._handlers.take_back)
        self.meetings.taken.connect(lambda one: self._handlers.accept(one, self._names(one)))
        self.meetings.dropped.connect(lambda one: self._handlers.set_aside(one, self._names(one)))
        for number in range(len(KINDS)):
            key = QShortcut(QKeySequence(f"Alt+{number + 1}"), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(partial(self.kind.setCurrentIndex, number))
        self._on_kind(0)

    def _lay_out(self) -> None:
        inner = QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inner))
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        entering = QHBoxLayout()
        entering.setSpacing(10)
        entering.addWidget(self.kind)
        entering.addWidget(self.entry, 1)
        column.addLayout(entering)
        column.addWidget(self.sheet, 1)
