"""The outline of the network: each person with their ties, for keyboard and screen reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QTreeWidget, QTreeWidgetItem, QTreeWidgetItemIterator, QWidget

from resources.words import count, noop, say
from ui.people.roster_lines import Line
from ui.people.snapshot import PeopleNow
from upstream_workshop.people.introductions.network import Figures, TieRow
from upstream_workshop.people.kinds import (
    Phase,
    TieKind,
)

_KEY = Qt.ItemDataRole.UserRole
# by the time of a tie, and whether it is one of work
_TIES: Final = {
    (Phase.BEFORE, False): noop("knew {other} on arrival"),
    (Phase.AFTER, False): noop("met {other} here"),
    (Phase.BEFORE, True): noop("worked with {other} before"),
    (Phase.AFTER, True): noop("worked with {other} here"),
}


class NetworkOutline(QTreeWidget):
    """A tree of people, with each person's ties under them.

    `chosen(person id)` is emitted as the current item changes, `removed(tie id)` on Delete.
    """

    chosen = Signal(int)
    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setAccessibleName(say("Outline of the network"))
        self.setAccessibleDescription(say("Delete takes a tie back."))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.currentItemChanged.connect(self._on_current)

    def show_network(self, now: PeopleNow, after: Figures) -> None:
        """Show everybody of a snapshot; the current item and the open ones stay."""
        kept = self._key(self.currentItem())
        opened = {self._key(item) for item in self._all() if item.isExpanded()}
        self.blockSignals(True)
        self.clear()
        names = {line.id: line.person.name for line in now.lines}
        tied: dict[int, list[TieRow]] = defaultdict(list)
        for tie in now.ties:
            for id_ in () if tie.dismissed else tie.pair:
                tied[id_].append(tie)
        bridging = set(after.bridging)
        for line in now.lines:
            ties = tied[line.id]
            top = self._item(self._about(line, ties, line.id in bridging), (line.id, 0))
            self.addTopLevelItem(top)
            for tie in ties:
                other = tie.second_id if tie.first_id == line.id else tie.first_id
                if other in names:
                    words = self._words(tie, line.id, names[other])
                    top.addChild(self._item(words, (line.id, tie.id)))
            top.setExpanded((line.id, 0) in opened)
        if kept is not None:
            self._put_cursor(kept)
        self.blockSignals(False)

    def pick(self, participant_id: int) -> None:
        """Make a person current, unless one of their ties is current already."""
        key = self._key(self.currentItem())
        if participant_id and (key is None or key[0] != participant_id):
            self._put_cursor((participant_id, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Emit `removed` for the current tie on Delete; leave other keys to the tree."""
        _, tie_id = self._key(self.currentItem()) or (0, 0)
        if tie_id and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(tie_id)
        else:
            super().keyPressEvent(event)

    def _about(self, line: Line, ties: list[TieRow], bridging: bool) -> str:
        parts = [line.person.name, line.person.organisation]
        real = {tie.pair for tie in ties if tie.kind != TieKind.MEET}
        parts.append(
            count(len(real), "1 tie", "{n} ties") if real else say("knows nobody here yet")
        )
        if bridging:
            parts.append(say("holds parts together"))
        return ", ".join(part for part in parts if part)

    def _words(self, tie: TieRow, id_: int, other: str) -> str:
        if tie.kind == TieKind.MEET:
            return say("should meet {other}", other=other)
        sentence = say(_TIES[tie.phase, tie.kind == TieKind.WORK], other=other)
        if tie.mutual:
            return sentence
        if tie.first_id == id_:
            return say("{sentence}, as they say", sentence=sentence)
        return say("{sentence}, as the other says", sentence=sentence)

    def _all(self) -> Iterator[QTreeWidgetItem]:
        walk = QTreeWidgetItemIterator(self)
        while (item := walk.value()) is not None:
            yield item
            walk += 1

    def _put_cursor(self, key: tuple[int, int]) -> None:
        wanted = (key, (key[0], 0))
        for one in wanted:
            found = next((item for item in self._all() if self._key(item) == one), None)
            if found is not None:
                self.setCurrentItem(found)
                return

    def _item(self, text: str, key: tuple[int, int]) -> QTreeWidgetItem:
        made = QTreeWidgetItem([text])
        made.setData(0, _KEY, key)
        return made

    def _key(self, item: QTreeWidgetItem | None) -> tuple[int, int] | None:
        if item is None:
            return None
        person, tie = item.data(0, _KEY)
        return int(person), int(tie)

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        key = self._key(item)
        if key is not None:
            self.chosen.emit(key[0])
