"""The Vote page: entry of slips, and results that stay hidden until the ballot is closed."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from resources.words import say
from ui.importing.flow import ImportFlow
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.page import IMPORT, Command, Page
from ui.room_screen.slide_types import Slide
from ui.voting.ballot_head import BallotHead
from ui.voting.ballot_view import BallotView
from ui.voting.declaring.ballot_actions import BallotActions
from ui.voting.entering.slip_keeping import SlipKeeping
from ui.voting.entering.voters import voters_of
from ui.voting.import_kind import import_kind
from ui.voting.no_ballot import no_ballot
from ui.voting.option_evidence import tell_evidence
from ui.voting.results.ballot_counts import Counts
from ui.voting.results.comparing import compare
from ui.voting.results.left_out import Comparison
from ui.voting.results.result_details import look_closer
from ui.voting.results.revealing import Revealing
from ui.voting.slides import places, vote_slide
from upstream_workshop.people import queries as people
from upstream_workshop.session_file.steps import Change
from upstream_workshop.voting import queries
from upstream_workshop.voting.kinds import BallotState
from upstream_workshop.voting.papers import queries as paper_queries
from upstream_workshop.voting.papers.typed_slips import Entry
from upstream_workshop.voting.queries import BallotRow


class VotePage(Page):
    """One ballot at a time: its declaration, the entry of slips and, after closing, the result."""

    READS: ClassVar[frozenset[str]] = queries.READS | people.READS

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._ballot: BallotRow | None = None
        self._compared: Comparison | None = None
        self.counts = Counts(jobs, self)
        self.handlers = BallotActions(desk, self)
        self.revealing = Revealing()
        self.importing = ImportFlow(desk, jobs, import_kind(), self)
        self.head = BallotHead(self.revealing)
        self.choice = self.head.choice
        self.view = BallotView()
        self.keying, self.result = self.view.keying, self.view.result
        self.slips = SlipKeeping(desk, self.keying)
        self.body = QStackedWidget()
        self._lay_out()
        self._connect()

    # reading

    def refresh(self, change: Change | None) -> None:
        """Read the ballots again, and the papers and numbers of the one in front."""
        ballots = self.desk.ask(queries.ballots)
        kept = self._ballot.id if self._ballot else 0
        self._ballot = next(
            (row for row in ballots if row.id == kept), ballots[-1] if ballots else None
        )
        self.body.setCurrentIndex(1 if self._ballot else 0)
        self.lead_keys_to(self.view if self._ballot else self.empty)
        self._compared = self._compare(self._ballot) if self._ballot else None
        self.head.show_ballot(self._ballot, ballots, self._compared)
        if self._ballot is not None:
            self._show(self._ballot)

    def memory(self) -> object:
        """Return also the id of the ballot in front."""
        return super().memory(), self._ballot.id if self._ballot else 0

    def recall(self, memory: Any) -> None:
        """Restore the views and the ballot in front, if it still exists."""
        before, ballot_id = memory
        super().recall(before)
        ballots = self.desk.ask(queries.ballots)
        self._ballot = next((row for row in ballots if row.id == ballot_id), None)

    def slide(self) -> Slide | None:
        """Return the question while people vote, and the result once it is revealed.

        A running total is never shown.
        """
        return self._slide(self._ballot, self._compared) if self._ballot else None

    def subject(self) -> object:
        """Return the id of the ballot in front, or None."""
        return self._ballot.id if self._ballot else None

    def slide_about(self, subject: object) -> Slide | None:
        """Return the slide of a ballot, whichever is in front; None if it does not exist."""
        ballots = {row.id: row for row in self.desk.ask(queries.ballots)}
        ballot = ballots.get(subject) if isinstance(subject, int) else None
        return self._slide(ballot, self._compare(ballot)) if ballot else None

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of this page for the palette."""
        return (
            Command(say("Make a ballot"), self.make),
            Command(say("What the options rest on"), self.tell_evidence, "Ctrl+E"),
            Command(say("Open, close or reveal the ballot"), self.take_step, "Ctrl+Return"),
            Command(say("Count slips"), self.count_slips, "F4"),
            Command(say("Import ballot papers"), self.choose_file, IMPORT),
            Command(say("Key every slip a second time"), self.keying.turn_second),
            Command(say("Reveal the result again, from the last place"), self.reveal_again),
            Command(say("Compare the rules"), self.compare),
            Command(say("Look closer at the result"), self.look_closer, "F8"),
            Command(say("Reopen the closed ballot"), self.reopen),
            Command(say("Take all slips back, to key them again"), self.key_again),
            Command(say("Make the run-off"), self.make_runoff),
            Command(say("Change the draft ballot"), self.amend, "F2"),
            Command(say("Remove the draft ballot"), self.remove),
        )

    def targets(self) -> tuple[Command, ...]:
        """Return an entry for each ballot, by name."""
        ballots = self.desk.ask(queries.ballots)
        return tuple(Command(row.name, partial(self.show_row, row.id)) for row in ballots)

    def show_row(self, ballot_id: int) -> None:
        """Show a ballot."""
        self._ballot = self.desk.ask(queries.ballot, ballot_id)
        self.refresh(None)

    def receive(self, what: object) -> None:
        """Declare a ballot on themes that another page sent."""
        if isinstance(what, tuple):
            self.make(what)

    # doing

    def make(self, theme_ids: tuple[int, ...] = ()) -> None:
        """Declare a ballot and show it."""
        made = self.handlers.make(theme_ids)
        if made is not None:
            self.show_row(made)
            self.take_keys()

    def take_step(self) -> None:
        """Open, close or reveal the ballot.

        Once it is revealed, show the room the result, one place more with each step.
        """
        if self._ballot is None or not self.head.step.isEnabled():
            return
        if self._ballot.state == BallotState.REVEALED:
            self._reveal_step(self._ballot)
            return
        self.handlers.step(self._ballot)
        self.reveal_again()
        self.take_keys()

    def reveal_again(self) -> None:
        """Show the room nothing of a revealed result until the next step."""
        ballot, compared = self._ballot, self._compared
        if ballot is not None and compared is not None and ballot.state == BallotState.REVEALED:
            self.revealing.begin(ballot.id, places(compared))
            self.head.name_step(ballot)
            self.slide_changed.emit()

    def key_again(self) -> None:
        """Take back all papers; this can be undone."""
        if self._ballot is not None:
            self.slips.key_again(self._ballot)

    def count_slips(self) -> None:
        """Ask how many slips were handed out and came back."""
        if self._ballot is not None:
            self.handlers.count_slips(self._ballot)

    def choose_file(self) -> None:
        """Import papers into the open ballot, or into a new one."""
        ballot = self._ballot
        is_open = ballot is not None and ballot.state == BallotState.OPEN
        self.importing.choose_file(ballot.name if ballot and is_open else "")

    def tell_evidence(self) -> None:
        """Show the findings behind the options of the ballot."""
        tell_evidence(self.desk, self, self._ballot)

    def compare(self) -> None:
        """Show the results by all rules side by side."""
        if self._ballot is not None and self._compared is not None:
            compare(self._ballot, self._compared.titles, self._compared.tallies, self)

    def look_closer(self) -> None:
        """Show how close the result was, who is left out and where groups differ."""
        if self._ballot is not None and self._compared is not None:
            rounds = self._compared.tallies[0].rounds
            look_closer(self._ballot, rounds, self.desk, self.jobs, self)

    def reopen(self) -> None:
        """Open the closed ballot again."""
        if self._ballot is not None:
            self.handlers.reopen(self._ballot)

    def make_runoff(self) -> None:
        """Make the second vote between the options that were level, and show it."""
        made = self.handlers.make_runoff(self._ballot) if self._ballot else None
        if made is not None:
            self.show_row(made)
            self.take_keys()

    def take_choices(self) -> None:
        """Let each voter's paper be their choice of workgroups."""
        if self._ballot is not None:
            self.wanted.emit("workgroups", self._ballot.id)

    def amend(self) -> None:
        """Ask anew for what the draft in front declares."""
        if self._ballot is not None:
            self.handlers.amend(self._ballot)

    def remove(self) -> None:
        """Remove the draft in front."""
        if self._ballot is not None:
            self.handlers.remove(self._ballot)

    # inside

    def _slide(self, ballot: BallotRow, compared: Comparison | None) -> Slide:
        return vote_slide(ballot, compared, self.revealing.shown(ballot.id))

    def _reveal_step(self, ballot: BallotRow) -> None:
        self.revealing.step(ballot.id)
        self.head.name_step(ballot)
        self.desk.room_requested.emit(self.slide())

    def _lay_out(self) -> None:
        self.empty = no_ballot(self.make, self.choose_file)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.view)
        QShortcut(QKeySequence(IMPORT), self, self.choose_file)
        QShortcut(QKeySequence("Ctrl+E"), self, self.tell_evidence)
        self.put_in_column((self.head, self.body), growing=(self.body,))

    def _connect(self) -> None:
        self.counts.counted.connect(self._on_counted)
        self.head.chosen.connect(self.show_row)
        self.head.importing.connect(self.choose_file)
        self.head.amending.connect(self.amend)
        self.head.taking_choices.connect(self.take_choices)
        self.head.making_runoff.connect(self.make_runoff)
        self.head.making.connect(self.make)
        self.head.stepping.connect(self.take_step)
        self.keying.keyed.connect(self._on_keyed)
        self.keying.withdrawn.connect(self._on_withdrawn)
        self.keying.counting.connect(self.count_slips)
        self.keying.keying_again.connect(self.key_again)
        self.result.left_out.comparing.connect(self.compare)
        self.result.left_out.looking.connect(self.look_closer)

    def _show(self, ballot: BallotRow) -> None:
        papers = self.desk.ask(paper_queries.papers, ballot.id)
        counts = self.desk.ask(paper_queries.reconciliation, ballot.id)
        self.view.show_ballot(ballot, papers, counts, self._compared, voters_of(self.desk, ballot))

    def _on_keyed(self, entry: Entry) -> None:
        if self._ballot is not None:
            self.slips.key(self._ballot, entry)

    def _on_withdrawn(self, number: str) -> None:
        if self._ballot is not None:
            self.slips.withdraw(self._ballot, number)

    def _on_counted(self) -> None:
        self.refresh(None)
        self.slide_changed.emit()

    def _compare(self, ballot: BallotRow) -> Comparison | None:
        """Return the results of a ballot by all rules; None if it is open or still being counted."""
        if ballot.state not in (BallotState.CLOSED, BallotState.REVEALED):
            return None
        return self.counts.of(ballot, self.desk.ask(paper_queries.papers, ballot.id))
