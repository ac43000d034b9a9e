"""The preview of a pasted list: what becomes of each line, and what it is like."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from resources.words import count, say
from ui.kit import theme
from ui.widgets import button, label
from upstream_workshop.themes.wall.likeness import Likeness
from upstream_workshop.themes.wall.services import PastedCard

_AT = Qt.ItemDataRole.UserRole


class PasteDialog(QDialog):
    """A list of the lines, each to be added, joined with the card it is like, or left out.

    Enter adds them, Escape adds none. Space leaves a line out; S joins it with what it is like, or not.
    Lines that say exactly what is there already are joined with it at first, so that both are kept.

    lines: the pasted lines.
    likenesses: what each is like, or None.
    """

    def __init__(
        self,
        lines: Sequence[str],
        likenesses: Sequence[Likeness | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lines, self._likenesses = tuple(lines), tuple(likenesses)
        self._same = [like is not None and like.exactly for like in likenesses]
        self.setWindowTitle(say("Paste cards"))
        self.setAccessibleName(say("Paste cards"))
        self._told = label("", "soft", wrap=True)
        self.list = self._list()
        self.add_button = button("", "plus", self.accept, main=True)
        self.add_button.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(button(say("The same idea, or not"), "copy", self.join, "S"))
        row.addStretch(1)
        row.addWidget(button(say("Cancel"), slot=self.reject))
        row.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(label(say("Paste cards"), "section"))
        column.addWidget(self._told)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        self.resize(theme.px(760), theme.px(520))
        self._show()
        self.list.itemChanged.connect(lambda *_: self._show())

    def cards(self) -> tuple[PastedCard, ...]:
        """Return the cards to add, in the order of the lines."""
        kept = [at for at in range(len(self._lines)) if self._is_kept(at)]
        place = {at: number for number, at in enumerate(kept)}
        return tuple(self._card(at, place) for at in kept)

    def join(self) -> None:
        """Join the current line with what it is like, or make it a card of its own."""
        item = self.list.currentItem()
        at = item.data(0, _AT) if item is not None else None
        if at is not None and self._likenesses[at] is not None:
            self._same[at] = not self._same[at]
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add the cards on Enter, whichever line is current."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        else:
            super().keyPressEvent(event)

    def _card(self, at: int, place: dict[int, int]) -> PastedCard:
        like = self._likenesses[at] if self._same[at] else None
        if like is None:
            return PastedCard(self._lines[at])
        if not like.in_list:
            return PastedCard(self._lines[at], same_as_id=like.id)
        return PastedCard(self._lines[at], same_line=place.get(like.id))

    def _list(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName(say("Pasted lines"))
        tree.setColumnCount(2)
        tree.setHeaderLabels([say("Card"), say("What it is like")])
        tree.setRootIsDecorated(False)
        tree.setColumnWidth(0, theme.px(390))
        for at, line in enumerate(self._lines):
            item = QTreeWidgetItem([line, ""])
            item.setData(0, _AT, at)
            item.setToolTip(0, line)
            item.setCheckState(0, Qt.CheckState.Checked)
            tree.addTopLevelItem(item)
        first = next((at for at, like in enumerate(self._likenesses) if like is not None), 0)
        current = tree.topLevelItem(first)
        if current is not None:
            tree.setCurrentItem(current)
        return tree

    def _show(self) -> None:
        kept = sum(map(self._is_kept, range(len(self._lines))))
        likenesses = sum(like is not None for like in self._likenesses)
        alike = count(
            likenesses,
            "{n} line is like another card: S makes it the same idea, or a card of its own.",
            "{n} lines are like other cards: S makes one the same idea, or a card of its own.",
        )
        self._told.setText(alike if likenesses else say("Space leaves a line out."))
        self.add_button.setText(count(kept, "Add {n} card", "Add {n} cards"))
        self.add_button.setEnabled(kept > 0)
        self.list.blockSignals(True)
        for at in range(len(self._lines)):
            item = self.list.topLevelItem(at)
            if item is not None:
                item.setText(1, self._remark(at))
        self.list.blockSignals(False)

    def _remark(self, at: int) -> str:
        like = self._likenesses[at]
        if like is None:
            return ""
        if self._same[at]:
            return say("the same idea as “{text}”", text=like.text)
        if like.exactly:
            return say("already there: “{text}”", text=like.text)
        return say("like “{text}”?", text=like.text)

    def _is_kept(self, at: int) -> bool:
        item = self.list.topLevelItem(at)
        return item is not None and item.checkState(0) == Qt.CheckState.Checked
