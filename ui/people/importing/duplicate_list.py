"""Near-duplicates side by side: one person, or two."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.people.roster_lines import tr
from ui.widgets import Column, QuietTable, Sheet, button, label
from upstream_workshop.people.duplicates import Duplicate
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.readers.signup_lists import PersonEntry
from upstream_workshop.whole.rehearsals import ImportPreview


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """A pair to decide on: the line, whom it resembles, and what was decided."""

    id: int  # the line
    pair: Duplicate
    listed: PersonEntry
    other: ParticipantRow | PersonEntry
    merged: bool


class DuplicateList(QWidget):
    """The pairs, and the chosen one side by side. `changed` when one was decided otherwise."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._merged: dict[int, Duplicate] = {}
        self._entries: dict[int, PersonEntry] = {}
        self._rows: dict[int, DuplicateRow] = {}
        self.table = QuietTable(_columns(), self.tr("People who look alike"))
        self._grid = QGridLayout()
        self._cells: list[QLabel] = []
        self.same_button = button(
            self.tr("One person: merge"), "arrows-in-simple", self.merge, "Alt+M"
        )
        self.two_button = button(self.tr("Two people: keep both"), "users", self.keep_both, "Alt+K")
        self._none = label(self.tr("Nobody on the list looks like somebody else."), "soft")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._beside = Sheet()
        self._lay_out()
        self.table.current_changed.connect(self._show)

    def show_pairs(self, found: ImportPreview) -> None:
        """Show the pairs of a preview; those decided before stay among them."""
        for entry in found.reading.entries:
            self._entries[entry.line] = entry
        pairs = {pair.line: pair for pair in found.duplicates} | self._merged
        rows = [self._row(pair, found) for _, pair in sorted(pairs.items())]
        self._rows = {row.id: row for row in rows if row is not None}
        self.table.set_rows(list(self._rows.values()))
        if self.table.current_row() is None and self._rows:
            self.table.select(lambda _: True)
        self._none.setVisible(not self._rows)
        self.table.setVisible(bool(self._rows))
        self._beside.setVisible(bool(self._rows))
        self._show()

    def same(self) -> dict[int, int]:
        """Line to person, for those merged with somebody known."""
        return {
            line: pair.participant_id
            for line, pair in self._merged.items()
            if pair.participant_id is not None
        }

    def one(self) -> dict[int, int]:
        """Line to earlier line, for those merged within the list."""
        return {
            line: pair.earlier for line, pair in self._merged.items() if pair.earlier is not None
        }

    def open(self) -> int:
        """How many pairs are kept apart so far."""
        return sum(not row.merged for row in self._rows.values())

    def merge(self) -> None:
        """The two are one person."""
        row = self.table.current_row()
        if isinstance(row, DuplicateRow) and not row.merged:
            self._merged[row.id] = row.pair
            self.changed.emit()

    def keep_both(self) -> None:
        """They are two people after all."""
        row = self.table.current_row()
        if isinstance(row, DuplicateRow) and self._merged.pop(row.id, None) is not None:
            self.changed.emit()

    def _row(self, pair: Duplicate, found: ImportPreview) -> DuplicateRow | None:
        listed = self._entries.get(pair.line)
        other: ParticipantRow | PersonEntry | None = (
            found.known.get(pair.participant_id)
            if pair.participant_id is not None
            else self._entries.get(pair.earlier or 0)
        )
        if listed is None or other is None:
            return None
        return DuplicateRow(pair.line, pair, listed, other, pair.line in self._merged)

    def _show(self, _row: object = None) -> None:
        row = self.table.current_row()
        if not isinstance(row, DuplicateRow):
            return
        known = isinstance(row.other, ParticipantRow)
        above = self.tr("line {n}").format(n=row.pair.earlier)
        lines = [
            (
                "",
                self.tr("On the list, line {n}").format(n=row.id),
                self.tr("Known already")
                if known
                else self.tr("On the list, {line}").format(line=above),
            )
        ]
        for title, name in (
            (tr("Name"), "name"),
            (tr("Organisation"), "organisation"),
            (tr("Role"), "role"),
            (tr("E-mail"), "email"),
            (tr("Region"), "region"),
        ):
            lines.append((title, getattr(row.listed, name), getattr(row.other, name)))
        for cell, words in zip(self._cells, (w for line in lines for w in line), strict=False):
            cell.setText(words)

    def _lay_out(self) -> None:
        self._grid.setHorizontalSpacing(16)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        for line in range(6):
            for place in range(3):
                role = "small" if place == 0 or line == 0 else "strong" if line == 1 else ""
                cell = label("", role, wrap=place > 0)
                self._cells.append(cell)
                self._grid.addWidget(cell, line, place, Qt.AlignmentFlag.AlignTop)
        self._beside.body.addLayout(self._grid)
        row = QHBoxLayout()
        row.addWidget(self.same_button)
        row.addWidget(self.two_button)
        row.addStretch(1)
        self._beside.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._none)
        column.addWidget(self.table, 1)
        column.addWidget(self._beside)


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("On the list"), lambda row: str(row.listed.name), weight="strong"),
        Column(tr("Looks like"), lambda row: str(row.other.name)),
        Column(
            tr("Decided"),
            lambda row: tr("merged") if row.merged else tr("two people"),
            tone=lambda row: "leaf" if row.merged else "sun",
            width=120,
        ),
    )
