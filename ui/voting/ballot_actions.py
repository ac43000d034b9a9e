"""Changes of ballots that ask in a form first: declaring one, and counting slips."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit.desk import Desk
from ui.widgets import Field, ask_form
from upstream_workshop.themes import queries as themes
from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.voting import queries, services
from upstream_workshop.voting.kinds import BallotState, TieRule, VotingMethod
from upstream_workshop.voting.queries import BallotRow


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

        theme_ids: the themes that are ticked in the form; by default all.
        """
        standing = [row for row in self._desk.ask(themes.themes) if row.state != ThemeState.PARKED]
        if len(standing) < 2:
            self._desk.refused.emit(say("A ballot needs at least two themes: make them first."))
            return None
        fields = (
            *self._declaration(),
            *(Field(f"theme {row.id}", row.title, "bool") for row in standing),
        )
        ticked = set(theme_ids) or {row.id for row in standing}
        values = {
            "name": self._free_name(),
            "question": say("Which themes do we work on?"),
            "method": VotingMethod.DOTS, "dots": 5, "cap": 3, "seats": min(4, len(standing)),
            "secret": True, "tie_rule": TieRule.KEEP_BOTH,
            **{f"theme {row.id}": row.id in ticked for row in standing},
        }  # fmt: skip
        answers = ask_form(self._owner, say("Make a ballot"), fields, values, say("Make it"))
        if answers is None:
            return None
        chosen = [row.id for row in standing if answers.pop(f"theme {row.id}")]
        name = answers.pop("name")
        return self._desk.do_about(
            say("Make a ballot"), name, services.make_ballot, name, chosen, **answers
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
        """Ask anew for what a draft declares; its name and its options stay."""
        fields = tuple(field for field in self._declaration() if field.key != "name")
        values = {field.key: getattr(ballot, field.key) for field in fields}
        label = say("Change the draft ballot")
        answers = ask_form(self._owner, label, fields, values)
        if answers is not None:
            self._desk.do_about(label, ballot.name, services.amend_ballot, ballot.id, **answers)

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

    def _declaration(self) -> tuple[Field, ...]:
        methods = (
            (VotingMethod.DOTS, say("Dots")),
            (VotingMethod.APPROVAL, say("Approval")),
            (VotingMethod.SCORE, say("Scores 1 to 5")),
            (VotingMethod.RANKED, say("Ranked")),
        )
        ties = (
            (TieRule.KEEP_BOTH, say("Keep both")),
            (TieRule.RUN_OFF, say("A second vote between them")),
            (TieRule.LOTS, say("Draw lots, with the seed recorded")),
        )
        assert [value for value, _ in methods] == list(VotingMethod)
        assert [value for value, _ in ties] == list(TieRule)
        return (
            Field("name", say("Name"), needed=True),
            Field("question", say("Question on the slip")),
            Field("method", say("How people vote"), "choice", methods),
            Field("dots", say("Dots each"), "number", least=1, most=99),
            Field("cap", say("Most dots on one theme"), "number", least=1, most=99),
            Field("seats", say("How many themes win"), "number", least=1, most=99),
            Field("tie_rule", say("If two are level"), "choice", ties),
            Field("secret", say("Secret: no name beside a vote"), "bool"),
        )
