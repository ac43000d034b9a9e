"""The user's own templates in a list: lay one out, rename it, delete it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from resources.words import say
from ui.agenda.templates.template_actions import TemplateActions
from ui.kit import theme
from ui.widgets import button, label


class TemplateList(QDialog):
    """Enter lays the selected template out where there is no plan yet, F2 renames it, Del deletes it.

    lay_out: lays out the template of a name; None while there is a plan.
    """

    def __init__(
        self,
        actions: TemplateActions,
        lay_out: Callable[[str], object] | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._do = actions
        self._lay_out = lay_out
        self.setWindowTitle(say("My templates"))
        self.names = QListWidget()
        self.names.setAccessibleName(say("My templates"))
        self.names.addItems(actions.names())
        self.names.setCurrentRow(0)
        words = say("They are offered for new sessions, and where there is no plan yet.")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(say("My templates"), "section"))
        column.addWidget(label(words, "soft", wrap=True))
        column.addWidget(self.names, 1)
        row = QHBoxLayout()
        if lay_out is not None:
            row.addWidget(button(say("Lay out"), "calendar-blank", self.on_lay_out, main=True))
            self.names.itemActivated.connect(self.on_lay_out)
        row.addWidget(button(say("Rename"), "pencil-simple", self.on_rename, "F2"))
        row.addWidget(button(say("Delete"), "trash", self.on_delete, "Del"))
        row.addStretch(1)
        row.addWidget(button(say("Close"), "", self.accept))
        column.addLayout(row)
        self.resize(theme.px(560), theme.px(420))

    def on_lay_out(self) -> None:
        """Lay the selected template out."""
        if (name := self._name()) and self._lay_out is not None:
            self._lay_out(name)
            self.accept()

    def on_rename(self) -> None:
        """Rename the selected template."""
        if name := self._name():
            self._show(self._do.rename(name) or name)

    def on_delete(self) -> None:
        """Delete the selected template."""
        if (name := self._name()) and self._do.delete(name):
            self._show("")

    def _name(self) -> str:
        item = self.names.currentItem()
        return item.text() if item is not None else ""

    def _show(self, name: str) -> None:
        """Read the templates again and select one."""
        known = self._do.names()
        self.names.clear()
        self.names.addItems(known)
        self.names.setCurrentRow(known.index(name) if name in known else 0)
