"""The dialog that looks closer at a result: what decided, who is left out, where groups differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from resources.words import count, say
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs, Ticket
from ui.widgets import Column, QuietTable, button, label
from ui.widgets.inputs.boxes import ChoiceBox
from upstream_workshop.voting import queries, result_queries, results, rules
from upstream_workshop.voting.counting.rankings import Marks
from upstream_workshop.voting.queries import BallotRow
from upstream_workshop.voting.result_queries import EarlierVote, Grouping, ResultDetails
from upstream_workshop.voting.results import STEPS, Deciding, GroupShare, Rerun


class ResultDetailsDialog(QDialog):
    """Sentences about a result, and tables where there are any.

    What more papers could change takes a while: `count_deciding` counts and says it.
    """

    def __init__(
        self, ballot: BallotRow, details: ResultDetails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ballot = ballot
        title = say("A closer look at the result")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.deciding = label(say("Counting what more papers could change…"), wrap=True)
        self.left_out = label(_left_out(details), wrap=True)
        self.divided = label(_division_words(ballot, details), wrap=True)
        self.groups = self._groups(details)
        self.earlier = self._earlier(details.earlier)
        self._lay_out(title, details)
        room = self.screen().availableSize()
        self.resize(min(theme.px(820), room.width()), min(theme.px(620), room.height()))

    def count_deciding(self, jobs: Jobs, marks: Sequence[Marks]) -> Ticket:
        """Count in a job what more papers could change, and say it.

        marks: the papers that count.
        """
        terms, rule = self._ballot.terms, self._ballot.rule

        def work(ticket: Ticket) -> Deciding | None:
            def winners(papers: Sequence[Marks]) -> tuple[int, ...]:
                ticket.look()
                return rules.tally(papers, terms, rule).winners

            return results.deciding(marks, terms, winners)

        return jobs.run("", work, self.show_deciding, self)

    def show_deciding(self, found: Deciding | None) -> None:
        """Say what more papers could change."""
        self.deciding.setText(deciding_words(self._ballot, found))

    def _lay_out(self, title: str, details: ResultDetails) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(label(title, "section", wrap=True))
        sections: tuple[tuple[str, tuple[QWidget, ...]], ...] = (
            (say("How close it was"), (self.deciding,)),
            (say("Who is left out"), (self.left_out,)),
            (say("Where groups differ"), (self.divided, *self.groups)),
        )
        if details.earlier is not None:
            before = say("Beside “{ballot}”", ballot=details.earlier.ballot.name)
            sections = (*sections, (before, (self.earlier,)))
        for heading, widgets in sections:
            column.addWidget(label(heading, "strong"))
            for widget in widgets:
                column.addWidget(widget, int(isinstance(widget, QuietTable)))
        column.addStretch(0 if details.divisions or details.earlier else 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(say("Close"), slot=self.reject, main=True))
        column.addLayout(foot)

    def _groups(self, details: ResultDetails) -> tuple[QWidget, ...]:
        """Return the choice of a grouping and its table; nothing where no grouping can be told."""
        if not details.divisions:
            return ()
        names = {
            Grouping.ORGANISATION: say("By organisation"),
            Grouping.REGION: say("By region"),
            Grouping.ROLE: say("By role"),
        }
        choice = ChoiceBox()
        choice.setAccessibleName(say("Groups of voters"))
        for by in details.divisions:
            choice.addItem(names[by], by)
        columns = (
            Column(say("Theme"), lambda row: self._ballot.wording(row.option), weight="strong"),
            Column(say("How many marked it"), lambda row: _shares(row.shares)),
        )
        table = QuietTable(columns, say("Where groups differ"))

        def show(at: int) -> None:
            table.set_rows(details.divisions[choice.itemData(at)])

        choice.currentIndexChanged.connect(show)
        show(0)
        return choice, table

    def _earlier(self, earlier: EarlierVote | None) -> QuietTable:
        columns = (
            Column(say("Theme"), lambda row: self._ballot.wording(row.option), weight="strong"),
            Column(say("Before"), _score(lambda row: (row.before, row.won_before)), width=120),
            Column(say("Now"), _score(lambda row: (row.now, row.won_now)), width=120),
        )
        table = QuietTable(columns, say("Beside the vote before"))
        table.set_rows(earlier.options if earlier else ())
        return table


def look_closer(ballot: BallotRow, desk: Desk, jobs: Jobs, owner: QWidget) -> None:
    """Open the dialog for a counted ballot."""
    dialog = ResultDetailsDialog(ballot, desk.ask(result_queries.details, ballot.id), owner)
    ticket = dialog.count_deciding(jobs, desk.ask(queries.valid_marks, ballot.id))
    dialog.exec()
    ticket.cancel()
    dialog.deleteLater()


def deciding_words(ballot: BallotRow, found: Deciding | None) -> str:
    """Return a sentence about the fewest papers that would change the winners."""
    if found is None:
        return say("It was not close: five more papers for any theme would change nothing.")
    gone = ", ".join(ballot.wording(option) for option in found.gone)
    came = ", ".join(ballot.wording(option) for option in found.came)
    if gone:
        return count(
            found.papers,
            "{n} more paper for {added} would have changed it: {came} instead of {gone}.",
            "{n} more papers for {added} would have changed it: {came} instead of {gone}.",
            added=ballot.wording(found.added),
            came=came,
            gone=gone,
        )
    return count(
        found.papers,
        "{n} more paper for {added} would have added {came}.",
        "{n} more papers for {added} would have added {came}.",
        added=ballot.wording(found.added),
        came=came,
    )


def _left_out(details: ResultDetails) -> str:
    if not details.left_out:
        return say("Nobody who marked a theme is left with none of theirs.")
    if details.people is None:
        return count(
            details.left_out,
            "{n} paper has none of its themes among those chosen. Nobody knows whose: it was secret.",
            "{n} papers have none of their themes among those chosen. Nobody knows whose: it was secret.",
        )
    return say("None of their themes was chosen: {names}.", names=", ".join(details.people))


def _division_words(ballot: BallotRow, details: ResultDetails) -> str:
    if ballot.secret:
        return say("The vote is secret, so it is not known which group a paper came from.")
    if not details.divisions:
        return say("There are too few papers of each group to tell without telling who voted how.")
    first = next(iter(details.divisions.values()))[0]
    if not first.apart:
        return say("The groups agree about every theme.")
    return say(
        "They differ most about {theme}: {shares}.",
        theme=ballot.wording(first.option),
        shares=_shares((first.shares[0], first.shares[-1])),
    )


def _shares(shares: tuple[GroupShare, ...]) -> str:
    return " · ".join(f"{share.group or say('all others')} {_percent(share)}" for share in shares)


def _percent(share: GroupShare) -> str:
    if share.percent <= STEPS:
        return say("at most {n} %", n=STEPS)
    if share.percent >= 100 - STEPS:
        return say("at least {n} %", n=100 - STEPS)
    return say("about {n} %", n=share.percent)


def _score(of: Callable[[Rerun], tuple[float, bool]]) -> Callable[[Rerun], str]:
    def words(row: Rerun) -> str:
        score, won = of(row)
        return f"{score:g} ✓" if won else f"{score:g}"

    return words
