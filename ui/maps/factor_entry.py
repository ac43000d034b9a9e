"""The entry line of a map: a factor and Enter, or Tab for a linked one, or two names and a sign."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.maps.typed_factors import named, parse
from ui.widgets import EntryLine
from upstream_workshop.maps.queries import FactorRow


class FactorEntry(EntryLine):
    """An entry line that shows the link that Enter would make.

    `tabbed(text)` is emitted on Tab if something was typed.
    """

    tabbed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "plus", parent=parent)
        asked = say("A factor, or two names and a sign")
        self.field.setPlaceholderText(asked)
        self.field.setAccessibleName(asked)
        self.set_hint(say("Enter adds, Tab links to it; risk + trust makes a link"))
        self._factors: Sequence[FactorRow] = ()
        self.edited.connect(self._on_edited)

    def set_factors(self, factors: Sequence[FactorRow]) -> None:
        """Set the factors that typed names can mean."""
        self._factors = factors

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Emit `tabbed` on Tab if something was typed; otherwise Tab moves the focus."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        tab = pressed and event.key() == Qt.Key.Key_Tab  # type: ignore[attr-defined]
        if tab and self.field.text().strip():
            self.tabbed.emit(" ".join(self.field.text().split()))
            return True
        return super().eventFilter(watched, event)

    def _on_edited(self, text: str) -> None:
        typed = parse(text)
        source, target = named(typed.source, self._factors), named(typed.target, self._factors)
        begins = source.label if source else say("?")
        ends = target.label if target else say("{name} (new)", name=typed.target)
        self.set_ghost(f"{begins}  {typed.sign or '→'}  {ends}" if typed.target else "")
