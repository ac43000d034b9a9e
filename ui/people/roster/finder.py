"""The entry line over the roster: what is typed narrows it, the likeliest row is chosen."""

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

_NAMES_ALONE = 2  # letters: two mean a name, more may mean anything that is shown
_PAUSE = 90  # milliseconds after a key before the side sheet follows


class Finder(QWidget):
    """Finds people by a few letters of anything known of them.

    `entered(Typed)` on Enter; `chosen_changed(Line or None)` as the meaning of the letters or the
    selected row changes, after a breath while somebody types.
    """

    entered = Signal(object)
    chosen_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: dict[int, Line] = {}
        self._names: dict[int, str] = {}
        self.entry = EntryLine(say("Two letters of a name"), "identification-badge")
        self.entry.set_hint(
            say("Enter: here  ·  Alt+L late  S substitute  G gone home  X not coming")
        )
        self.roster = QuietTable(roster_columns(), say("Roster"))
        self.roster.set_words_when_empty(
            say("Nobody by these letters. Ctrl+N adds somebody who was not on the list.")
        )
        self.roster.current_changed.connect(self._tell)
        self.roster.activated_row.connect(lambda _: self.entered.emit(self.typed()))
        self._breath = QTimer(self)
        self._breath.setSingleShot(True)
        self._breath.setInterval(_PAUSE)
        self._breath.timeout.connect(lambda: self.chosen_changed.emit(self.chosen()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.entry)
        column.addWidget(self.roster, 1)
        self.entry.edited.connect(self._on_edited)
        self.entry.entered.connect(lambda _: self.entered.emit(self.typed()))
        self.entry.field.installEventFilter(self)
        self.setFocusProxy(self.entry)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show people as they now are."""
        self._lines = {line.id: line for line in lines}
        self._names = {line.id: line.name for line in lines}
        self.roster.set_rows(self._matches())
        self._tell()

    def typed(self) -> Typed:
        """What the entry line says now."""
        return understood(self.entry.field.text())

    def chosen(self) -> Line | None:
        """The person of the selected row."""
        row = self.roster.current_row()
        return row if isinstance(row, Line) else None

    def settle_on(self, participant_id: int) -> None:
        """Empty the entry line, ready for the next, and select this person."""
        self.entry.field.clear()
        self.roster.select(lambda line: line.id == participant_id)
        self._tell()

    def named(self, letters: str) -> Line | None:
        """The person these letters mean, or nobody."""
        first = found_folded(folded(letters), self._names)
        return self._lines[first[0]] if first else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in the entry line move along the rows."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        ):
            self.roster.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _matches(self) -> list[Line]:
        """Those whose name was typed, then those of whom anything else shown begins so."""
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
            self.roster.setCurrentIndex(QModelIndex())  # so that nobody looks for the row left
        self.roster.set_rows(rows)
        if typed.name and rows:
            self.roster.select(lambda line: line is rows[0])
        self.roster.blockSignals(False)
        self._show_ghost(typed)
        self._breath.start()

    def _tell(self, _row: object = None) -> None:
        self._breath.stop()
        self._show_ghost(self.typed())
        self.chosen_changed.emit(self.chosen())

    def _show_ghost(self, typed: Typed) -> None:
        line = self.chosen()
        shown = (line.person.name, line.person.organisation) if line else ()
        bare = typed.name and not (typed.kind or typed.note)
        self.entry.set_ghost(", ".join(filter(None, shown)) if bare else "")
        self.entry.set_chip(support_words(typed.kind) if typed.kind else "")
