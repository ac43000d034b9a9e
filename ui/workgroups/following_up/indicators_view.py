"""The indicators with how the answers to each changed, for everybody and each organisation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.words import say
from ui.widgets import Column, Field, QuietTable, button, label
from ui.widgets.flow_layout import FlowLayout
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.workgroups.following_up.follow_up_words import (
    change_cells,
    scale_words,
    weeks_words,
)
from upstream_workshop.workgroups.following_up.form_codes import WEEKS
from upstream_workshop.workgroups.following_up.indicator_changes import FEWEST
from upstream_workshop.workgroups.following_up.indicator_rows import (
    IndicatorAnswerRow,
    IndicatorChangeRow,
    IndicatorRow,
)
from upstream_workshop.workgroups.following_up.services import HIGHEST, MOST_INDICATORS

_THEN = "  →  "
_NONE = "–"
_FEWEST_INDICATORS = 3  # that say enough of a change


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the table: an indicator, with whose answers they are and what these are each time."""

    indicator: IndicatorRow
    cells: tuple[str, ...]
    first: bool  # of its indicator, which it names


class IndicatorsView(QWidget):
    """A table of indicators with buttons; it changes nothing itself.

    `add_asked()` and `answers_asked()` ask for an indicator and for somebody's answers, `amend_asked(row)`
    and `removal_asked(row)` are about an IndicatorRow.
    """

    add_asked = Signal()
    answers_asked = Signal()
    amend_asked = Signal(object)
    removal_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = label("", "soft", wrap=True)
        self.table = QuietTable(
            (
                Column(say("Indicator"), _question, weight="strong"),
                Column(say("Who"), _cell(0), width=150),
                Column(say("Answers"), _means, width=300),
                Column(say("Change"), _cell(-1), width=76),
            ),
            say("Indicators"),
        )
        self.table.activated_row.connect(lambda line: self.amend_asked.emit(line.indicator))
        self._of_one = [
            button(say("Amend"), "pencil-simple", self._on_amend),
            button(say("Remove"), "trash", self._on_removal, "Del", role="link"),
        ]
        self._of_one[-1].setAccessibleName(say("Remove indicator"))
        self._key = button(say("Key answers"), "keyboard", self.answers_asked.emit)
        bar = FlowLayout()
        bar.addWidget(button(say("Add indicator"), "plus", self.add_asked.emit, "Ins"))
        for each in (self._key, *self._of_one):
            bar.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notice)
        column.addWidget(self.table, 1)
        column.addLayout(bar)
        self.setFocusProxy(self.table)

    def show_indicators(
        self, rows: Sequence[IndicatorRow], changes: Sequence[IndicatorChangeRow]
    ) -> None:
        """Show the indicators, each with how it changed; the same one stays selected."""
        chosen = self.table.current_row()
        lines: list[_Line] = []
        for row in rows:
            own = [change_cells(each) for each in changes if each.indicator_id == row.id]
            nothing = (say("nobody yet"), *("" for _ in WEEKS), "")
            lines += (
                _Line(row, cells, number == 0) for number, cells in enumerate(own or [nothing])
            )
        self.table.set_rows(tuple(lines))
        if chosen is not None:
            self.table.select(lambda line: line.indicator.id == chosen.indicator.id)
        self.notice.setText(_notice(rows))
        for each in (self._key, *self._of_one):
            each.setVisible(bool(rows))

    def _on_amend(self) -> None:
        if line := self.table.current_row():
            self.amend_asked.emit(line.indicator)

    def _on_removal(self) -> None:
        if line := self.table.current_row():
            self.removal_asked.emit(line.indicator)


def indicator_fields() -> tuple[Field, ...]:
    """Return the form of an indicator."""
    return (
        Field("question", say("What is asked"), needed=True),
        Field("least", say("Least answer"), "number", most=HIGHEST),
        Field("least_word", say("What it means")),
        Field("most", say("Greatest answer"), "number", most=HIGHEST),
        Field("most_word", say("What it means")),
    )


def whose_fields(people: Sequence[ParticipantRow]) -> tuple[Field, ...]:
    """Return the form of whose answers are keyed, and when they were asked."""
    who = tuple((row.id, row.name) for row in people)
    when = tuple((weeks, weeks_words(weeks)) for weeks in WEEKS)
    return (
        Field("participant_id", say("Who answers"), "choice", who, needed=True),
        Field("weeks", say("When"), "choice", when),
    )


def answer_fields(rows: Sequence[IndicatorRow]) -> tuple[Field, ...]:
    """Return the form of one person's answers; one of none of them is blank."""
    return tuple(
        Field(
            str(row.id),
            row.question,
            "choice",
            (
                (None, say("no answer")),
                *((value, str(value)) for value in range(row.least, row.most + 1)),
            ),
            hint=scale_words(row),
        )
        for row in rows
    )


def answer_values(
    rows: Sequence[IndicatorRow],
    answers: Sequence[IndicatorAnswerRow],
    participant_id: int,
    weeks: int,
) -> dict[str, int | None]:
    """Return what the fields of answers show at first: what somebody answered before."""
    given = {
        one.indicator_id: one.value
        for one in answers
        if (one.participant_id, one.weeks) == (participant_id, weeks)
    }
    return {str(row.id): given.get(row.id) for row in rows}


def _notice(rows: Sequence[IndicatorRow]) -> str:
    if len(rows) < _FEWEST_INDICATORS:
        return say(
            "Agree on {least} to {most} questions on the second day; they are asked again after 6 and 12 "
            "weeks, on the follow-up letters.",
            least=_FEWEST_INDICATORS,
            most=MOST_INDICATORS,
        )
    return say(
        "The means at the residential, after 6 and after 12 weeks, with how many people answered. What "
        "fewer than {n} people answered is not shown.",
        n=FEWEST,
    )


def _question(line: _Line) -> str:
    return f"{line.indicator.question} ({scale_words(line.indicator)})" if line.first else ""


def _means(line: _Line) -> str:
    means = line.cells[1:-1]
    last = max((place for place, mean in enumerate(means) if mean), default=-1)
    return _THEN.join(mean or _NONE for mean in means[: last + 1])


def _cell(place: int) -> Callable[[_Line], str]:
    return lambda line: line.cells[place]
