"""The sheet that shows how many voters each rule leaves out, and the smallest swap that helps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from resources.words import say
from ui.voting.results.label_grids import clear
from ui.voting.wording import rule_name
from ui.widgets import Sheet, button, label
from upstream_workshop.voting import rules
from upstream_workshop.voting.counting.ballot_terms import misfit
from upstream_workshop.voting.counting.rankings import Marks
from upstream_workshop.voting.kinds import CountingRule
from upstream_workshop.voting.queries import BallotRow
from upstream_workshop.voting.rules import Tally

COMPARED = (CountingRule.MOST_VOTES, CountingRule.EQUAL_SHARES, CountingRule.PHRAGMEN)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The results of a ballot by several rules.

    tallies: the result by the declared rule, then by those of COMPARED that fit the ballot.
    swap: the exchange of one theme that would leave the fewest voters out; None if none helps.
    voters: the number of valid papers.
    """

    tallies: tuple[Tally, ...]
    swap: rules.Swap | None
    voters: int

    @property
    def titles(self) -> tuple[str, ...]:
        """The name of each rule."""
        return tuple(rule_name(tally.rule) for tally in self.tallies)


def compare(ballot: BallotRow, marks: Sequence[Marks]) -> Comparison:
    """Count the valid papers by the declared rule, and by those that it is compared with."""
    wanted = dict.fromkeys((ballot.rule, *COMPARED))
    fitting = [rule for rule in wanted if not misfit(rule, ballot.terms)]
    tallies = tuple(rules.counted(marks, ballot.terms, rule) for rule in fitting)
    swap = rules.smallest_swap(marks, ballot.terms, tallies[0].winners)
    return Comparison(tallies, swap, len(marks))


class LeftOutSheet(Sheet):
    """A line for each rule, in words.

    `comparing()` requests the comparison side by side, `looking()` a closer look at the result.
    """

    comparing = Signal()
    looking = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(say("Who is left out"))
        self.add_corner(button(say("Compare"), slot=self.comparing.emit, role="link"))
        self.add_corner(button(say("Look closer"), "", self.looking.emit, "F8", role="link"))
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(6)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)

    def show_comparison(self, ballot: BallotRow, compared: Comparison) -> None:
        """Show what each rule chooses and how many voters it leaves out."""
        clear(self._grid)
        wording = {option.number: option.wording for option in ballot.options}
        for at, (title, tally) in enumerate(zip(compared.titles, compared.tallies, strict=True)):
            first = compared.tallies[0] if at else None
            self._line(at, title, rules.explain(tally, compared.voters, wording, first))
        if compared.tallies[0].left_out:  # else no swap could help
            swap = self._swap(compared.swap, wording)
            self._line(len(compared.titles), say("Smallest swap"), swap)

    def _swap(self, swap: rules.Swap | None, wording: dict[int, str]) -> str:
        if swap is None:
            return say("No single change would leave fewer people out.")
        out = say("nobody") if not swap.left_out else str(swap.left_out)
        if swap.dropped is None:
            return say("Adding {added} leaves {out} out.", added=wording[swap.added], out=out)
        return say(
            "{added} instead of {dropped} leaves {out} out.",
            added=wording[swap.added],
            dropped=wording[swap.dropped],
            out=out,
        )

    def _line(self, at: int, title: str, words: str) -> None:
        name = label(title, "strong")
        text = label(words, "", wrap=True)
        text.setAccessibleName(f"{title}: {words}")
        self._grid.addWidget(name, at, 0)
        self._grid.addWidget(text, at, 1)
