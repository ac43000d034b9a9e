"""Vote: slips keyed fast, totals hidden until the ballot closes, and whom the result leaves out."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.desk import Desk
from ui.jobs import Jobs
from ui.page import Command, Page
from ui.slides import Bar, Slide
from ui.voting.bars import BarChart, ResultBar
from ui.voting.deeds import BallotDeeds
from ui.voting.keying import Keying
from ui.voting.left_out import COMPARED, Comparison, LeftOutSheet
from ui.widgets import EmptyState, PageHeader, Sheet, label
from upstream_workshop.voting import queries, rules, services
from upstream_workshop.voting.queries import BallotRow
from upstream_workshop.voting.slips import Slip
from upstream_workshop.workshop import Change


class VotePage(Page):
    """One ballot at a time: what was declared, the operator grid, and after closing the result."""

    READS: ClassVar[frozenset[str]] = queries.READS

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._ballot: BallotRow | None = None
        self._compared: Comparison | None = None
        self.deeds = BallotDeeds(desk, jobs, self)
        self.header = PageHeader(self.tr("Vote"))
        self.terms = self.header.add_chip("", "plum")
        self.state = self.header.add_chip("", "plain")
        self.choice = QComboBox()
        self.keying = Keying()
        self.chart = BarChart()
        self.left_out = LeftOutSheet()
        self.body = QStackedWidget()
        self._lay_out()
        self._connect()

    # reading

    def refresh(self, change: Change | None) -> None:
        """Read the ballots again, and the papers and counts of the one in front."""
        ballots = self.desk.ask(queries.ballots)
        kept = self._ballot.id if self._ballot else 0
        self._ballot = next(
            (row for row in ballots if row.id == kept), ballots[-1] if ballots else None
        )
        self._fill_choice(ballots)
        self.body.setCurrentIndex(1 if self._ballot else 0)
        self.step.setVisible(self._ballot is not None)
        self.papers.setVisible(self._ballot is not None and self._ballot.state == "open")
        if self._ballot is None:
            self.header.set_title(self.tr("Vote"))
            self.terms.setVisible(False)
            self.state.setVisible(False)
            return
        self._show(self._ballot)

    def slide(self) -> Slide | None:
        """The question while people vote; the result once it is revealed; never a running total."""
        if self._ballot is None:
            return None
        question = self._ballot.question or self._ballot.name
        if self._ballot.state != "revealed" or self._compared is None:
            voting = {
                "draft": self.tr("Voting opens soon"),
                "open": self.tr("Voting is open"),
                "closed": self.tr("Voting is closed"),
            }
            options = tuple(f"{row.number}  {row.wording}" for row in self._ballot.options)
            shown = options if self._ballot.state in ("draft", "open") else ()
            return Slide(question, lead=voting.get(self._ballot.state, ""), lines=shown, timer=True)
        return self._result_slide(self._ballot, self._compared)

    def commands(self) -> tuple[Command, ...]:
        """What can be done here, for the palette."""
        return (
            Command(self.tr("Make a ballot"), self.make),
            Command(self.tr("Open, close or reveal the ballot"), self.take_step),
            Command(self.tr("Count slips"), self.count_slips),
            Command(self.tr("Import ballot papers"), self.choose_file),
            Command(self.tr("Reopen the closed ballot"), self.reopen),
            Command(self.tr("Remove the draft ballot"), self.remove),
        )

    def targets(self) -> tuple[Command, ...]:
        """Every ballot by name."""
        ballots = self.desk.ask(queries.ballots)
        return tuple(Command(row.name, partial(self.show_row, row.id)) for row in ballots)

    def show_row(self, ballot_id: int) -> None:
        """Bring one ballot to the front."""
        self._ballot = self.desk.ask(queries.ballot, ballot_id)
        self.refresh(None)

    def receive(self, what: object) -> None:
        """Themes sent here to be voted on."""
        if isinstance(what, tuple):
            self.make(what)

    # doing

    def make(self, theme_ids: tuple[int, ...] = ()) -> None:
        """Declare a ballot and bring it to the front."""
        made = self.deeds.make(theme_ids)
        if made is not None:
            self.show_row(made)

    def take_step(self) -> None:
        """Open, close or reveal; after that, show the room what it may see."""
        if self._ballot is None:
            return
        if self._ballot.state == "revealed":
            self.desk.room_requested.emit(self.slide())
            return
        self.deeds.step(self._ballot)

    def key(self, number: str, slip: Slip) -> None:
        """Keep one slip; its label says nothing of what it holds."""
        if self._ballot is None:
            return
        kept = self.desk.do_about(
            self.tr("Key a slip"),
            number,
            services.key_paper,
            self._ballot.id,
            number,
            dict(slip.marks),
            slip.spoilt,
        )
        if kept is not None:
            self.keying.entry.field.clear()
            self.keying.table.select(lambda row: row.number == number)

    def withdraw(self, number: str) -> None:
        """Take a paper back."""
        if self._ballot is not None:
            self.desk.do_about(
                self.tr("Take a slip back"),
                number,
                services.withdraw_paper,
                self._ballot.id,
                number,
            )

    def count_slips(self) -> None:
        """Say how many slips went out and came back."""
        if self._ballot is not None:
            self.deeds.count_slips(self._ballot)

    def choose_file(self) -> None:
        """Import papers, into the open ballot or a new one."""
        is_open = self._ballot is not None and self._ballot.state == "open"
        self.deeds.choose_file(self._ballot if is_open else None)

    def reopen(self) -> None:
        """Let a closed ballot take papers again."""
        if self._ballot is not None:
            self.desk.do(self.tr("Reopen the ballot"), services.reopen_ballot, self._ballot.id)

    def remove(self) -> None:
        """Take a draft away."""
        if self._ballot is not None:
            self.deeds.remove(self._ballot)

    # inside

    def _lay_out(self) -> None:
        self.choice.setAccessibleName(self.tr("Ballot"))
        self.header.add_widget(self.choice)
        self.papers = self.header.add_action(
            self.tr("Import papers"), "upload-simple", self.choose_file
        )
        self.header.add_action(self.tr("New ballot"), "plus", self.make)
        self.step = self.header.add_action("", "arrow-right", self.take_step, main=True)
        self.result = Sheet(self.tr("Result"))
        self.hidden = label("", "soft", wrap=True)
        self.result.body.addWidget(self.hidden)
        self.result.body.addWidget(self.chart)
        right = QVBoxLayout()
        right.setSpacing(16)
        right.addWidget(self.result)
        right.addWidget(self.left_out)
        right.addStretch(1)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.keying, 4)
        row.addWidget(_scrolling(right), 5)
        self.body.addWidget(self._empty())
        self.body.addWidget(both)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 20, 26, 18)
        column.setSpacing(14)
        column.addWidget(self.header)
        column.addWidget(self.body, 1)

    def _connect(self) -> None:
        self.choice.activated.connect(lambda at: self.show_row(self.choice.itemData(at)))
        self.keying.keyed.connect(self.key)
        self.keying.withdrawn.connect(self.withdraw)
        self.keying.counting.connect(self.count_slips)

    def _empty(self) -> EmptyState:
        empty = EmptyState(
            "check-square",
            self.tr("No ballot yet"),
            self.tr(
                "Make a ballot from the themes: their wording is frozen, the rules are declared, "
                "then slips are keyed and nobody sees a total before it closes."
            ),
        )
        empty.add_step(self.tr("Make a ballot"), "check-square", self.make, main=True)
        empty.add_step(self.tr("Import papers"), "upload-simple", self.choose_file)
        return empty

    def _fill_choice(self, ballots: tuple[BallotRow, ...]) -> None:
        self.choice.clear()
        for row in ballots:
            self.choice.addItem(row.name, row.id)
        self.choice.setCurrentIndex(self.choice.findData(self._ballot.id) if self._ballot else -1)
        self.choice.setVisible(len(ballots) > 1)

    def _show(self, ballot: BallotRow) -> None:
        self.header.set_title(ballot.question or ballot.name)
        secret = self.tr("secret") if ballot.secret else self.tr("named")
        self.terms.set(f"{secret} · {self._declared(ballot)}", "plum")
        self.terms.setVisible(True)
        says = {
            "draft": (self.tr("draft"), "plain"),
            "open": (self.tr("open"), "leaf"),
            "closed": (self.tr("closed"), "sun"),
            "revealed": (self.tr("revealed"), "river"),
        }
        self.state.set(*says[ballot.state])
        self.state.setVisible(True)
        steps = {
            "draft": self.tr("Open"),
            "open": self.tr("Close"),
            "closed": self.tr("Reveal"),
            "revealed": self.tr("Show the room"),
        }
        self.step.setText(steps[ballot.state])
        self.step.setAccessibleName(steps[ballot.state])
        papers = self.desk.ask(queries.papers, ballot.id)
        self.keying.show_papers(ballot, papers, self.desk.ask(queries.reconciliation, ballot.id))
        self._show_result(ballot)

    def _show_result(self, ballot: BallotRow) -> None:
        counted = ballot.state in ("closed", "revealed")
        self.chart.setVisible(counted)
        self.left_out.setVisible(counted)
        self.hidden.setVisible(not counted)
        self.hidden.setText(self.tr("Totals stay hidden until the ballot closes."))
        if not counted:
            self._compared = None
            return
        marks = self.desk.ask(queries.valid_marks, ballot.id)
        tallies = tuple(rules.tally(marks, ballot.terms, rule) for rule in COMPARED)
        numbers = tuple(option.number for option in ballot.options)
        swap = rules.smallest_swap(marks, numbers, tallies[0].winners)
        self._compared = Comparison(tallies, swap, len(marks))
        self.chart.show_bars(self._bars(ballot, tallies[0]), self._note(ballot))
        self.left_out.show_comparison(ballot, self._compared)

    def _bars(self, ballot: BallotRow, tally: rules.Tally) -> tuple[ResultBar, ...]:
        most = max((score for _, score in tally.scores), default=0) or 1
        people = dict(tally.supporters)
        unit = self.tr("dots") if ballot.method == "dots" else self.tr("votes")
        return tuple(
            ResultBar(
                f"{number}  {ballot.wording(number)}",
                self.tr("{score} {unit} · {n} people").format(
                    score=f"{score:g}", unit=unit, n=people[number]
                ),
                score / most,
                number in tally.winners,
            )
            for number, score in tally.scores
        )

    def _note(self, ballot: BallotRow) -> str:
        tie = self.tr("If two are level: {rule}, declared before opening.").format(
            rule=ballot.tie_rule
        )
        if ballot.state == "closed":
            return tie + " " + self.tr("Only you see this until you reveal it.")
        return tie

    def _declared(self, ballot: BallotRow) -> str:
        if ballot.method == "dots":
            return self.tr("{dots} dots, at most {cap} on one").format(
                dots=ballot.dots, cap=ballot.cap
            )
        return {
            "approval": self.tr("approval"),
            "score": self.tr("scores 1 to 5"),
            "ranked": self.tr("ranked"),
        }[ballot.method]

    def _result_slide(self, ballot: BallotRow, compared: Comparison) -> Slide:
        tally = compared.tallies[0]
        score = dict(tally.scores)
        most = max(score.values(), default=0) or 1
        ordered = [number for number, _ in tally.scores if number in tally.winners]
        bars = tuple(
            Bar(ballot.wording(number), f"{score[number]:g}", score[number] / most, at == 0)
            for at, number in enumerate(ordered)
        )
        lead = self.tr("{n} people voted · {how}").format(
            n=compared.voters, how=self._declared(ballot)
        )
        if not tally.left_out:
            lead += " · " + self.tr("every person has at least one of these")
        return Slide(self.tr("What we will work on"), lead=lead, bars=bars)


def _scrolling(column: QVBoxLayout) -> QScrollArea:
    """A column that scrolls when a long ballot or large text needs more room."""
    inner = QWidget()
    column.setContentsMargins(0, 0, 0, 0)
    inner.setLayout(column)
    area = QScrollArea()
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
