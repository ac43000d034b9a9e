"""Changes of ballots that ask in a form first: declaring one, and counting slips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit.desk import Desk
from ui.voting.declaring.ballot_form import ask_ballot, lines_of
from ui.voting.declaring.declared_fields import declaration
from ui.widgets import Field, ask_form
from upstream_workshop.themes import queries as themes
from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.voting import queries, services
from upstream_workshop.voting.kinds import BallotState, VotingMethod
from upstream_workshop.voting.queries import BallotRow
from upstream_workshop.voting.records import Line


class BallotActions(QObject):
    """Changes of ballots, except the entry of papers.

    desk: runs the services.
    owner: the parent of the forms.
    """

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk = desk
        self._owner = owner

    def make(self, theme_ids: Sequence[int] = ()) -> int | None:
        """Ask for the declaration of a ballot and make it; return its id, or None.

        theme_ids: the themes that are options at first; by default all.
        """
        standing = [row for row in self._desk.ask(themes.themes) if row.state != ThemeState.PARKED]
        ticked = set(theme_ids) or {row.id for row in standing}
        lines = tuple(Line(row.title, row.id) for row in standing if row.id in ticked)
        values = {
            "name": self._free_name(),
            "question": say("Which themes do we work on?"),
            "method": VotingMethod.DOTS, "dots": 5, "cap": 3, "seats": min(4, len(lines)),
            "depth": 3, "secret": True, "lines": lines,
        }  # fmt: skip
        answers = self._ask(say("Make a ballot"), values, say("Make it"))
        if answers is None:
            return None
        name, lines = answers.pop("name"), answers.pop("lines")
        return self._desk.do_about(
            say("Make a ballot"), name, services.draft_ballot, name, lines, **answers
        )

    def count_slips(self, ballot: BallotRow) -> None:
        """Ask how many slips were handed out and came back, and store the numbers."""
        fields = (
            Field("issued", say("Slips handed out"), "number"),
            Field("returned", say("Slips that came back"), "number"),
        )
        values = {"issued": ballot.issued, "returned": ballot.returned}
        answers = ask_form(self._owner, say("Count slips"), fields, values)
        if answers:
            self._desk.do(
                say("Count slips"),
                services.issue_papers,
                ballot.id,
                answers["issued"],
                answers["returned"],
            )

    def amend(self, ballot: BallotRow) -> None:
        """Ask anew for what a draft declares: its name, its options and its rules."""
        label = say("Change the draft ballot")
        if ballot.state != BallotState.DRAFT:
            self._desk.do_about(label, ballot.name, services.amend_ballot, ballot.id)  # is refused
            return
        values = {field.key: getattr(ballot, field.key) for field in declaration()}
        values |= {"name": ballot.name, "question": ballot.question}
        answers = self._ask(label, {**values, "lines": lines_of(ballot.options)}, say("Keep"))
        if answers is not None:
            name, lines = answers.pop("name"), answers.pop("lines")
            self._desk.do_about(
                label, name, services.amend_ballot, ballot.id, name, lines, **answers
            )

    def reopen(self, ballot: BallotRow) -> None:
        """Ask why a closed ballot is opened again, and open it; the report says so."""
        label = say("Reopen the ballot")
        fields = (Field("why", say("Why it is opened again; the report will say so"), needed=True),)
        answers = ask_form(self._owner, label, fields, {}, say("Open it again"))
        if answers is not None:
            self._desk.do_about(
                label, ballot.name, services.reopen_ballot, ballot.id, answers["why"]
            )

    def make_runoff(self, ballot: BallotRow) -> int | None:
        """Make the second ballot that decides a tie; return its id, or None."""
        return self._desk.do_about(
            say("Make the run-off"), ballot.name, services.make_runoff, ballot.id
        )

    def remove(self, ballot: BallotRow) -> None:
        """Remove a draft."""
        self._desk.do_about(say("Remove ballot"), ballot.name, services.remove_ballot, ballot.id)

    def step(self, ballot: BallotRow) -> None:
        """Do the next step of a ballot: open, close or reveal it."""
        steps = {
            BallotState.DRAFT: (say("Open the ballot"), services.open_ballot),
            BallotState.OPEN: (say("Close the ballot"), services.close_ballot),
            BallotState.CLOSED: (say("Reveal the result"), services.reveal_ballot),
        }
        label, service = steps[ballot.state]
        self._desk.do_about(label, ballot.name, service, ballot.id)

    def _free_name(self) -> str:
        taken = {row.name for row in self._desk.ask(queries.ballots)}
        plain = say("Priorities")
        names = (plain, *(f"{plain} {number}" for number in range(2, len(taken) + 3)))
        return next(name for name in names if name not in taken)

    def _ask(self, title: str, values: Mapping[str, Any], keep: str) -> dict[str, Any] | None:
        standing = self._desk.ask(themes.themes)
        titles = {row.id: row.title for row in standing if row.state != ThemeState.PARKED}
        return ask_ballot(self._owner, title, values, titles, keep)
