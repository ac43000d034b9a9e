"""The notice that members are gone: who, which lead is lost, which rules are broken, and what mends it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from resources.words import say
from ui.widgets import Glyph, Sheet, button, label
from upstream_workshop.workgroups.repairing.absent_members import Absences, Succession


class AbsenceNotice(Sheet):
    """A notice that is there as long as a member of a group is gone.

    `due` is whether one is. `repair_asked()` asks for the fewest moves, `succession_asked()` for deputies
    and willing members to lead.
    """

    repair_asked = Signal()
    succession_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tone="rose", parent=parent)
        self.due = False
        self.set_margins(16, 9)
        self._words = label("", wrap=True)
        self.succeed = button(say("Let them lead"), "crown-simple", self.succession_asked.emit)
        self.repair = button(say("Repair"), "wrench", self.repair_asked.emit)
        message = QHBoxLayout()
        message.setSpacing(12)
        message.addWidget(Glyph("warning-circle", "rose_text"))
        message.addWidget(self._words, 1)
        self._ways = QHBoxLayout()
        self._ways.addWidget(self.succeed)
        self._ways.addWidget(self.repair)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(12)
        self._row.addLayout(message, 1)
        self._row.addLayout(self._ways)
        self.body.addLayout(self._row)
        self.hide()

    def show_absences(self, found: Absences) -> None:
        """Show who is gone; nothing if nobody is."""
        names = ", ".join(one.name for one in found.members)
        parts = [say("No longer here: {names}.", names=names)]
        parts += [succession_words(one) for one in found.leads]
        if found.broken:
            parts.append(say("Broken without them: {rules}.", rules="; ".join(found.broken)))
        self._words.setText(" ".join(parts))
        self.succeed.setVisible(any(one.heir for one in found.leads))
        self.due = bool(found.members)
        self.setVisible(self.due)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the words if these would be too narrow beside them."""
        super().resizeEvent(event)
        narrow = self.width() < 3 * self._ways.sizeHint().width()
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def words(self) -> str:
        """Return the text shown now."""
        return self._words.text()


def succession_words(found: Succession) -> str:
    """Return that a group has lost its lead, and who can lead it."""
    if not found.heir:
        return say("{group} has lost its lead, and nobody in it is willing.", group=found.title)
    if found.was_deputy:
        return say(
            "{group} has lost its lead: {heir}, the deputy, can step up.",
            group=found.title,
            heir=found.heir,
        )
    return say(
        "{group} has lost its lead: {heir} is willing to lead.", group=found.title, heir=found.heir
    )
