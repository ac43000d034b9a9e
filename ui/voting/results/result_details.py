"""The dialog that looks closer at a result: what decided, who is left out, where groups differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from resources.words import count, noop, say
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs, Ticket
from ui.voting.results.divisions import DivisionsView
from ui.widgets import Column, QuietTable, button, label
from ui.widgets.inputs.segments import Segments
from ui.widgets.scrolled import scrolled
from upstream_workshop.voting import result_queries, results, rules
from upstream_workshop.voting.counting.rankings import Marks
from upstream_workshop.voting.papers import queries as paper_queries
from upstream_workshop.voting.queries import BallotRow
from upstream_workshop.voting.result_queries import EarlierVote, ResultDetails
from upstream_workshop.voting.results import Deciding, Rerun, share_words


class ResultDetailsDialog(QDialog):
    """Views of a result: how it was counted, who is left out, where groups differ, a vote before.

    rounds: how it was counted, in sentences.

    What more papers could change takes a while: `count_deciding` counts and says it.
    """

    def __init__(
        self,
        ballot: BallotRow,
        rounds: Sequence[str],
        details: ResultDetails,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ballot = ballot
        title = say("A closer look at the result")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.deciding = label(say("Counting what more papers could change…"), wrap=True)
        self.rounds = label("\n".join(rounds), wrap=True)
        self.left_out = label(_left_out(details), wrap=True)
        self.divided = label(_division_words(ballot, details), wrap=True)
        groups = [DivisionsView(ballot, details.divisions)] if details.divisions else []
        views: list[tuple[str, QWidget]] = [
            (say("How it was counted"), _view(self.deciding, self.rounds)),
            (say("Who is left out"), _view(self.left_out)),
            (say("Where groups differ"), _view(self.divided, *groups)),
        ]
        if details.earlier is not None:
            before = say("Beside “{ballot}”", ballot=details.earlier.ballot.name)
            views.append((before, _view(self._earlier(details.earlier))))
        self._lay_out(title, views)
        room = self.screen().availableSize()
        self.resize(min(theme.px(820), room.width()), min(theme.px(560), room.height()))

    def show_deciding(self, found: Deciding | None) -> None:
        """Say what more papers could change."""
        self.deciding.setText(deciding_words(self._ballot, found))

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

    def _lay_out(self, title: str, views: Sequence[tuple[str, QWidget]]) -> None:
        self.views = Segments([name for name, _ in views])
        self.views.setAccessibleName(title)
        front = QStackedWidget()
        for _, view in views:
            front.addWidget(view)
        self.views.changed.connect(front.setCurrentIndex)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(say("Close"), slot=self.reject, main=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(label(title, "section", wrap=True))
        column.addWidget(self.views)
        column.addWidget(front, 1)
        column.addLayout(foot)

    def _earlier(self, earlier: EarlierVote) -> QuietTable:
        columns = (
            Column(say("Theme"), lambda row: self._ballot.wording(row.option), weight="strong"),
            Column(
                say("Before"),
                _score(noop("before: {score}"), _before),
                width=160,
            ),
            Column(
                say("Now"),
                _score(noop("now: {score}"), _now),
                width=160,
            ),
        )
        table = QuietTable(columns, say("Beside the vote before"))
        table.set_rows(earlier.options)
        return table


def _view(*parts: QWidget) -> QWidget:
    """Return the parts one below the other; texts scroll, a table or list takes the room that is left."""
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    tables = [part for part in parts if isinstance(part, QuietTable | DivisionsView)]
    for part in parts:
        column.addWidget(part, int(part in tables))
    if tables:
        return inner
    column.addStretch(1)
    return scrolled(inner)


def look_closer(
    ballot: BallotRow, rounds: Sequence[str], desk: Desk, jobs: Jobs, owner: QWidget
) -> None:
    """Open the dialog for a counted ballot. rounds: how it was counted, in sentences."""
    details = desk.ask(result_queries.details, ballot.id)
    dialog = ResultDetailsDialog(ballot, rounds, details, owner)
    ticket = dialog.count_deciding(jobs, desk.ask(paper_queries.valid_marks, ballot.id))
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
        shares=f"{share_words(first.shares[0])} · {share_words(first.shares[-1])}",
    )


def _before(row: Rerun) -> tuple[float, bool]:
    return row.before, row.won_before


def _now(row: Rerun) -> tuple[float, bool]:
    return row.now, row.won_now


def _score(when: str, of: Callable[[Rerun], tuple[float, bool]]) -> Callable[[Rerun], str]:
    def words(row: Rerun) -> str:
        score, won = of(row)
        return say(when, score=f"{score:g} ✓" if won else f"{score:g}")

    return words
