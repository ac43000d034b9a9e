"""Entry of choices as `name 2 5 1`, with the numbered themes beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.words import count, say
from ui.kit import theme
from ui.widgets import Column, ElidedLabel, EntryLine, QuietTable, Sheet, initials, label, scrolled
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.people.rules import found
from upstream_workshop.workgroups.rules import Topic


@dataclass(frozen=True, slots=True)
class ChooserRow:
    """A person with the titles of the themes they chose, the first choice first."""

    id: int
    name: str
    organisation: str
    titles: tuple[str, ...]


class ChoicesView(QWidget):
    """An entry line for choices, a table of everybody's choices and the list of themes.

    `keyed(participant id, theme ids)` is emitted for a valid line, `refused(sentence)` for any
    other.
    """

    keyed = Signal(int, tuple)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: Mapping[int, str] = {}
        self._topics: Sequence[Topic] = ()
        self._numbers: dict[str, int] = {}
        self.entry = EntryLine(
            say("Name: theme numbers, first choice first"),
            "keyboard",
            say("as in  ade 2 5 1 · Enter keeps · Ctrl+Enter proposes groups"),
        )
        self.entry.entered.connect(self._on_entered)
        self.entry.edited.connect(self._on_edited)
        self.entry.field.installEventFilter(self)
        self.table = QuietTable(self._columns(), say("Choices"))
        self.table.set_words_when_empty(
            say("Nobody is on the list yet: add people first, then key what each chose.")
        )
        self.table.activated_row.connect(self._edit_row)
        self.missing = ElidedLabel("", "soft")
        self._themes = Sheet(say("Themes"))
        self._list = label("", wrap=True)
        self._list.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._themes.body.addWidget(scrolled(self._list))
        self._lay_out()
        self.setFocusProxy(self.entry)

    def show_choices(
        self,
        people: Sequence[ParticipantRow],
        topics: Sequence[Topic],
        choices: Mapping[int, Sequence[int]],
        title: Mapping[int, str],
    ) -> None:
        """Show everybody with their choices, and the themes with their numbers.

        people: all participants.
        topics: the themes that can be chosen; the first has number 1.
        choices: the ids of the chosen themes, in order, by participant.
        title: the title of each theme by id.
        """
        self._people = {row.id: row.name for row in people}
        missing = [row.name for row in people if not choices.get(row.id)]
        self.missing.set_text(
            count(
                len(missing),
                "{n} has not chosen yet: {names}",
                "{n} have not chosen yet: {names}",
                names=", ".join(missing),
            )
        )
        self.missing.setVisible(bool(missing))
        self._topics = topics
        self._numbers = {one.title: number for number, one in enumerate(topics, 1)}
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
        """Select a person's row."""
        self.table.select(lambda row: row.id == participant_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move from the entry line to the table on Down or Escape; Escape first clears the line."""
        pressed = event.key() if isinstance(event, QKeyEvent) else None
        if event.type() == QEvent.Type.KeyPress and pressed in (Qt.Key.Key_Down, Qt.Key.Key_Escape):
            if pressed == Qt.Key.Key_Escape and self.entry.field.text():
                self.entry.field.clear()
            else:
                self.table.setFocus()
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Limit the list of themes to three tenths of the width, so that large text leaves room."""
        super().resizeEvent(event)
        self._themes.setFixedWidth(min(theme.px(290), self.width() * 3 // 10))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                say("Name"),
                lambda row: row.name,
                weight="strong",
                width=250,
                badge=lambda row: initials(row.name),
            ),
            Column(say("Choices"), self._chosen),
            Column(say("Organisation"), lambda row: row.organisation, width=170, weight="small"),
        )

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.table, 1)
        row.addWidget(self._themes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.entry)
        column.addWidget(self.missing)
        column.addLayout(row, 1)

    def _chosen(self, row: ChooserRow) -> str:
        """Return the choices by number and title, the first choice first."""
        held = (f"{self._numbers.get(title, '')} {title}".strip() for title in row.titles)
        return "\u00a0· ".join(words.replace(" ", "\u00a0", 1) for words in held)

    def _edit_row(self, row: ChooserRow) -> None:
        """Copy a person's choices to the entry line, to be entered or corrected."""
        numbers = " ".join(
            str(self._numbers[title]) for title in row.titles if title in self._numbers
        )
        self.entry.field.setText(f"{row.name}: {numbers}")
        self.entry.field.setFocus()

    def _on_edited(self, typed: str) -> None:
        name, numbers = _parted(typed)
        hits = found(name, self._people) if name else ()
        self.entry.set_ghost(f"  {self._people[hits[0]]}" if hits and not numbers else "")
        if hits:
            self.show_person(hits[0])

    def _on_entered(self, typed: str) -> None:
        if not typed.strip():
            return
        name, numbers = _parted(typed)
        hits = found(name, self._people)
        if not hits:
            self.refused.emit(
                say(
                    "Nobody is called “{name}”: type other letters, or add them in People.",
                    name=name,
                )
            )
            return
        themes = self._parsed(numbers)
        if themes is not None:
            self.keyed.emit(hits[0], themes)

    def _parsed(self, numbers: str) -> tuple[int, ...] | None:
        words = numbers.replace(",", " ").split()
        for word in words:
            if not word.isdecimal() or not 1 <= int(word) <= len(self._topics):
                self.refused.emit(
                    say(
                        "“{word}” is no number of a theme: they go from 1 to {last}.",
                        word=word,
                        last=len(self._topics),
                    )
                )
                return None
        if not words:
            self.refused.emit(say("Type theme numbers after the name, the first choice first."))
            return None
        return tuple(self._topics[int(word) - 1].id for word in words)


def _parted(typed: str) -> tuple[str, str]:
    """Return the name and the numbers of a line; they are apart by a colon, or the numbers come last."""
    name, colon, numbers = typed.partition(":")
    if colon:
        return name.strip(), numbers
    words = typed.replace(",", " ").split()
    last = len(words)
    while last > 1 and words[last - 1].isdecimal():
        last -= 1
    return " ".join(words[:last]), " ".join(words[last:])
