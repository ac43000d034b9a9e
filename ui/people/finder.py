"""The entry line over its tables: what is typed narrows them, the likeliest row is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.people.lines import Line, roster_columns, support_columns
from ui.people.typed import Typed, understood
from ui.widgets import EntryLine, QuietTable
from upstream_workshop.people.queries import SupportRow
from upstream_workshop.people.rules import folded, found

ROSTER, SUPPORT = 0, 1


class Finder(QWidget):
    """Finds people by a few letters, on the roster or among offers and asks.

    `entered(Typed)` on Enter; `chosen_changed(Line or None)` as the meaning of the letters or the
    selected row changes.
    """

    entered = Signal(object)
    chosen_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: dict[int, Line] = {}
        self._support: tuple[SupportRow, ...] = ()
        self.entry = EntryLine(self.tr("Two letters of a name"), "identification-badge")
        self.roster = QuietTable(roster_columns(), self.tr("Roster"))
        self.support = QuietTable(support_columns(), self.tr("Offers and asks"))
        self._tables = QStackedWidget()
        for table in (self.roster, self.support):
            self._tables.addWidget(table)
            table.current_changed.connect(self._tell)
            table.activated_row.connect(lambda _: self.entered.emit(self.typed()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.entry)
        column.addWidget(self._tables, 1)
        self.entry.edited.connect(self._on_edited)
        self.entry.entered.connect(lambda _: self.entered.emit(self.typed()))
        self.entry.field.installEventFilter(self)
        self.setFocusProxy(self.entry)
        self.show_view(ROSTER)

    @property
    def table(self) -> QuietTable:
        """The table in front."""
        return self.support if self._tables.currentIndex() == SUPPORT else self.roster

    def show_lines(self, lines: Sequence[Line], support: tuple[SupportRow, ...]) -> None:
        """Show people and their offers and asks as they now are."""
        self._lines = {line.id: line for line in lines}
        self._support = support
        self._narrow()
        self._tell()

    def show_view(self, index: int) -> None:
        """Bring the roster or the offers and asks to the front."""
        self._tables.setCurrentIndex(index)
        keyed = self.tr("name: offer …  ·  name: ask …")
        checked = self.tr("Enter: here  ·  Alt+L late  ·  Alt+S substitute  ·  Alt+X not coming")
        self.entry.set_hint(keyed if index == SUPPORT else checked)
        self._on_edited()

    def typed(self) -> Typed:
        """What the entry line says now."""
        return understood(self.entry.field.text())

    def chosen(self) -> Line | None:
        """The person of the selected row."""
        row = self.table.current_row()
        return self._lines.get(getattr(row, "participant_id", getattr(row, "id", 0)))

    def meant(self) -> Line | None:
        """Whom the letters mean if no row is selected, as when somebody has offered nothing yet."""
        return self.chosen() or (next(iter(self._matches()), None) if self.typed().name else None)

    def settle_on(self, participant_id: int) -> None:
        """Empty the entry line, ready for the next, and select this person."""
        self.entry.field.clear()
        self.table.select(lambda row: getattr(row, "participant_id", row.id) == participant_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in the entry line move along the rows."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        ):
            self.table.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _matches(self) -> list[Line]:
        """The lines for what was typed: by name, or failing that by organisation or role."""
        asked = folded(self.typed().name)
        if not asked:
            return list(self._lines.values())
        named = found(asked, {id_: line.person.name for id_, line in self._lines.items()})
        placed = [id_ for id_, line in self._lines.items() if asked in folded(line.place)]
        return [self._lines[id_] for id_ in named or placed]

    def _narrow(self) -> None:
        lines = self._matches()
        rank = {line.id: number for number, line in enumerate(lines)}
        rows = [row for row in self._support if row.participant_id in rank]
        self.roster.set_rows(lines)
        self.support.set_rows(sorted(rows, key=lambda row: rank[row.participant_id]))

    def _on_edited(self, _text: str = "") -> None:
        self._narrow()
        if self.typed().name:
            first = next(iter(self.table.rows()), None)
            self.table.select(lambda row: row is first)
        kind = self.typed().kind
        self.entry.set_chip({"offer": self.tr("offer"), "ask": self.tr("ask")}.get(kind, ""))
        self._tell()

    def _tell(self, _row: object = None) -> None:
        line = self.meant()
        shown = (line.person.name, line.person.organisation) if line else ()
        typed = self.typed()
        self.entry.set_ghost(", ".join(filter(None, shown)) if _bare(typed) else "")
        self.chosen_changed.emit(line)


def _bare(typed: Typed) -> bool:
    """Whether nothing but a name was typed, so that there is room for the ghost."""
    return bool(typed.name) and not (typed.kind or typed.note)
