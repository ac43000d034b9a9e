"""The comparison of rules: which themes each would choose, and how many voters it leaves out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from resources.words import say
from ui.kit import theme
from ui.widgets import Column, QuietTable, button, label
from upstream_workshop.voting.queries import BallotRow
from upstream_workshop.voting.rules import Tally

_CHIP: Final = 150  # px at 100 %: the width of a rule's column
_CHIPS: Final = 0.6  # the share of the dialog that such columns take at most


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A row of the table.

    id: the number of the option; 0 for the row of voters left out.
    says: the text for each rule.
    """

    id: int
    name: str
    says: tuple[str, ...]


class ComparingDialog(QDialog):
    """A table of the rules' results.

    titles: the name of each rule.
    tallies: the result of each rule.
    """

    def __init__(
        self,
        ballot: BallotRow,
        titles: tuple[str, ...],
        tallies: tuple[Tally, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        title = say("What each rule would choose")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        room = self.screen().availableSize()
        wide = min(theme.px(760), room.width())
        chip = min(_CHIP, round(wide / theme.px(100) * 100 * _CHIPS / len(titles)))
        chips = (Column(name, _nth(at), tone=_tone, width=chip) for at, name in enumerate(titles))
        self.table = QuietTable(
            (Column(say("Theme"), lambda row: row.name, weight="strong"), *chips), title
        )
        self.table.set_rows(_rows(ballot, titles, tallies))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(say("Close"), slot=self.reject, main=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(label(title, "section", wrap=True))
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.resize(wide, min(theme.px(560), room.height()))


def _rows(
    ballot: BallotRow, titles: tuple[str, ...], tallies: tuple[Tally, ...]
) -> tuple[ComparedRow, ...]:
    """Return the row of voters left out, then the options, those chosen by most rules first."""
    order = sorted(
        ballot.options,
        key=lambda option: -sum(option.number in tally.winners for tally in tallies),
    )
    rows = (
        ComparedRow(
            option.number,
            f"{option.number}  {option.wording}",
            tuple(
                title if option.number in tally.winners else ""
                for title, tally in zip(titles, tallies, strict=True)
            ),
        )
        for option in order
    )
    out = tuple(say("{n} left out", n=tally.left_out) for tally in tallies)
    return (ComparedRow(0, say("With none of their themes"), out), *rows)


def compare(
    ballot: BallotRow, titles: tuple[str, ...], tallies: tuple[Tally, ...], owner: QWidget
) -> None:
    """Open the comparison of rules for a counted ballot; see `ComparingDialog`."""
    dialog = ComparingDialog(ballot, titles, tallies, owner)
    dialog.exec()
    dialog.deleteLater()


def _nth(at: int) -> Callable[[ComparedRow], str]:
    return lambda row: row.says[at]


def _tone(row: ComparedRow) -> str:
    return "leaf" if row.id else "sun"
