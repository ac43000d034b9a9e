"""Keying choices: `name: 2 5 1`, with the themes numbered beside, sheet after sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import Column, EntryLine, QuietTable, Sheet, label
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.people.rules import found
from upstream_workshop.workgroups.rules import Topic


@dataclass(frozen=True, slots=True)
class ChooserRow:
    """One person with the titles chosen."""

    id: int
    name: str
    organisation: str
    titles: tuple[str, ...]


class ChoicesView(QWidget):
    """`keyed(participant, theme ids)` when a line is understood; `refused(sentence)` when not."""

    keyed = Signal(int, tuple)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: Mapping[int, str] = {}
        self._topics: Sequence[Topic] = ()
        self.entry = EntryLine(
            self.tr("Name: theme numbers, first choice first"),
            "keyboard",
            self.tr("as in  ade: 2 5 1 · Enter keeps"),
        )
        self.entry.entered.connect(self._on_entered)
        self.entry.edited.connect(self._on_edited)
        self.table = QuietTable(
            (
                Column(self.tr("Name"), lambda row: row.name, weight="strong", width=220),
                Column(self.tr("Organisation"), lambda row: row.organisation, width=200),
                *(Column(name, _nth(place), width=170) for place, name in enumerate(self._ranks())),
            ),
            self.tr("Choices"),
        )
        self._themes = Sheet(self.tr("Themes"))
        self._themes.setFixedWidth(theme.px(290))
        self._list = label("", wrap=True)
        self._themes.body.addWidget(self._list)
        self._themes.body.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.table, 1)
        row.addWidget(self._themes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.entry)
        column.addLayout(row, 1)
        self.setFocusProxy(self.entry)

    def show_choices(
        self,
        people: Sequence[ParticipantRow],
        topics: Sequence[Topic],
        choices: Mapping[int, Sequence[int]],
        title: Mapping[int, str],
    ) -> None:
        """Show everybody with their choices, and the themes by number."""
        self._people = {row.id: row.name for row in people}
        self._topics = topics
        self._list.setText("\n\n".join(f"{n}  {one.title}" for n, one in enumerate(topics, 1)))
        self.table.set_rows(
            tuple(
                ChooserRow(
                    row.id,
                    row.name,
                    row.organisation,
                    tuple(title.get(theme, "") for theme in choices.get(row.id, ())),
                )
                for row in people
            )
        )

    def show_person(self, participant_id: int) -> None:
        """Go to somebody's line."""
        self.table.select(lambda row: row.id == participant_id)

    def _ranks(self) -> tuple[str, ...]:
        return (self.tr("First"), self.tr("Second"), self.tr("Third"))

    def _on_edited(self, typed: str) -> None:
        name, colon, _ = typed.partition(":")
        hits = found(name.strip(), self._people) if name.strip() else ()
        self.entry.set_ghost(f"  {self._people[hits[0]]}" if hits and not colon else "")
        if hits:
            self.show_person(hits[0])

    def _on_entered(self, typed: str) -> None:
        if not typed.strip():
            return
        name, _, numbers = typed.partition(":")
        hits = found(name.strip(), self._people)
        if not hits:
            said = self.tr("Nobody is called “{name}”: type other letters, or add them in People.")
            self.refused.emit(said.format(name=name.strip()))
            return
        themes = self._understood(numbers)
        if themes is not None:
            self.keyed.emit(hits[0], themes)

    def _understood(self, numbers: str) -> tuple[int, ...] | None:
        words = numbers.replace(",", " ").split()
        for word in words:
            if not word.isdecimal() or not 1 <= int(word) <= len(self._topics):
                said = self.tr("“{word}” is no number of a theme: they go from 1 to {last}.")
                self.refused.emit(said.format(word=word, last=len(self._topics)))
                return None
        if not words:
            self.refused.emit(
                self.tr("Type theme numbers after the colon, the first choice first.")
            )
            return None
        return tuple(self._topics[int(word) - 1].id for word in words)


def _nth(place: int) -> Callable[[ChooserRow], str]:
    return lambda row: row.titles[place] if place < len(row.titles) else ""
