"""The notice that members are gone: who, which lead is lost, which rules are broken, and what mends it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.words import say
from ui.widgets import Glyph, Sheet, button, label
from ui.widgets.flow_layout import FlowLayout
from upstream_workshop.workgroups.repairing.absent_members import Absences, Succession


class AbsenceNotice(Sheet):
    """A notice that is there as long as a member of a group is gone.

    `repair_asked()` asks for the fewest moves, `succession_asked()` lets deputies and willing members lead.
    """

    repair_asked = Signal()
    succession_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tone="rose", parent=parent)
        self.set_margins(16, 9)
        self._words = label("", wrap=True)
        self.succeed = button(say("Let them lead"), "crown-simple", self.succession_asked.emit)
        self.repair = button(say("Repair"), "wrench", self.repair_asked.emit)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Glyph("warning-circle", "rose_text"))
        row.addWidget(self._words, 1)
        ways = FlowLayout()
        ways.addWidget(self.succeed)
        ways.addWidget(self.repair)
        row.addLayout(ways)
        self.body.addLayout(row)
        self.hide()

    def show_absences(self, found: Absences) -> None:
        """Show who is gone; nothing if nobody is."""
        names = ", ".join(one.name for one in found.members)
        parts = [say("No longer here: {names}.", names=names)]
        parts += [_succession(one) for one in found.leads]
        if found.broken:
            parts.append(say("Broken without them: {rules}.", rules="; ".join(found.broken)))
        self._words.setText(" ".join(parts))
        self.succeed.setVisible(any(one.heir for one in found.leads))
        self.setVisible(bool(found.members))

    def words(self) -> str:
        """Return the text shown now."""
        return self._words.text()


def _succession(found: Succession) -> str:
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
