"""The entry line and the roster: letters typed filter the rows, and the best match is selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.words import say
from ui.people.roster_lines import Line, roster_columns, support_words
from ui.people.typed_names import Typed, understood
from ui.widgets import EntryLine, QuietTable
from upstream_workshop.people.rules import folded, found_folded, mentions

_NAMES_ALONE = 2  # up to so many letters only names are searched, if any match
_PAUSE = 90  # milliseconds from the last key until the sheet beside the roster follows


class Finder(QWidget):
    """Finds people by a few letters of their name or anything else shown of them.

    `entered(Typed)` is emitted on Enter. `chosen_changed(Line or None)` is emitted when the
    selected row or the meaning of the letters changes; during typing, only after a short pause.
    """

    entered = Signal(object)
    chosen_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: dict[int, Line] = {}
        self._names: dict[int, str] = {}
        self.entry = EntryLine(say("Two letters of a name"), "identification-badge")
        self.show_day(1, 1)
        self.roster = QuietTable(roster_columns(), say("Roster"))
        self.roster.set_words_when_empty(
            say("Nobody by these letters. Ctrl+N adds somebody who was not on the list.")
        )
        self.roster.current_changed.connect(self._show_chosen)
        self.roster.activated_row.connect(lambda _: self.entered.emit(self.typed()))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(lambda: self.chosen_changed.emit(self.chosen()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.entry)
        column.addWidget(self.roster, 1)
        self.entry.edited.connect(self._on_edited)
        self.entry.entered.connect(lambda _: self.entered.emit(self.typed()))
        self.entry.field.installEventFilter(self)
        self.setFocusProxy(self.entry)

    def show_day(self, day: int, it_is: int) -> None:
        """Say what keys do, and for which day where that is not the day that `it_is`."""
        here = say("Enter: here") if day == it_is else say("Enter: here on day {n}", n=day)
        states = say("Alt+L late  S substitute  G gone home  X not coming")
        self.entry.set_hint(f"{here}  ·  {states}")

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these people."""
        self._lines = {line.id: line for line in lines}
        self._names = {line.id: line.name for line in lines}
        self.roster.set_rows(self._matches())
        self._show_chosen()

    def typed(self) -> Typed:
        """Return the parsed text of the entry line."""
        return understood(self.entry.field.text())

    def chosen(self) -> Line | None:
        """Return the person of the selected row, or None."""
        row = self.roster.current_row()
        return row if isinstance(row, Line) else None

    def settle_on(self, participant_id: int) -> None:
        """Clear the entry line and select a person."""
        self.entry.field.clear()
        self.roster.select(lambda line: line.id == participant_id)
        self._show_chosen()

    def named(self, letters: str) -> Line | None:
        """Return the person meant by some letters of a name, or None."""
        first = found_folded(folded(letters), self._names)
        return self._lines[first[0]] if first else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move along the rows on Up and Down in the entry line."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        ):
            self.roster.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _matches(self) -> list[Line]:
        """Return people whose name matches, then those with another word that begins so."""
        asked = folded(self.typed().name)
        if not asked:
            return list(self._lines.values())
        named = found_folded(asked, self._names)
        if named and len(asked) <= _NAMES_ALONE:
            return [self._lines[id_] for id_ in named]
        first = set(named)
        others = [
            line
            for line in self._lines.values()
            if line.id not in first and mentions(asked, line.text)
        ]
        return [*(self._lines[id_] for id_ in named), *others]

    def _on_edited(self, _text: str = "") -> None:
        typed = self.typed()
        rows = self._matches()
        self.roster.blockSignals(True)
        if typed.name:
            self.roster.setCurrentIndex(QModelIndex())  # else `set_rows` searches the old row
        self.roster.set_rows(rows)
        if typed.name and rows:
            self.roster.select(lambda line: line is rows[0])
        self.roster.blockSignals(False)
        self._show_ghost(typed)
        self._pause.start()

    def _show_chosen(self, _row: object = None) -> None:
        self._pause.stop()
        self._show_ghost(self.typed())
        self.chosen_changed.emit(self.chosen())

    def _show_ghost(self, typed: Typed) -> None:
        line = self.chosen()
        shown = (line.person.name, line.person.organisation) if line else ()
        bare = typed.name and not (typed.kind or typed.note)
        self.entry.set_ghost(", ".join(filter(None, shown)) if bare else "")
        self.entry.set_chip(support_words(typed.kind) if typed.kind else "")
