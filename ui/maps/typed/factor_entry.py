"""The entry line of a map: a factor and Enter, or Tab for a linked one, or two names and a sign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.maps.typed.typed_factors import Name, meant, parse
from ui.maps.typed.typed_tables import is_table
from ui.widgets import EntryLine
from upstream_workshop.letters import one_line
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.map_rows import FactorRow

_SIGNS: Final = {Sign.MORE: "+", Sign.LESS: "−", Sign.UNKNOWN: "?"}
_SHORT: Final = 28  # characters of a label in the chip


class FactorEntry(EntryLine):
    """An entry line that shows the link that Enter would make.

    `tabbed(text)` is emitted on Tab if something was typed, `pasted()` when several lines or a table are
    pasted, which are more than a line.
    """

    tabbed = Signal(str)
    pasted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "plus", parent=parent)
        asked = say("A factor, or two names and a sign")
        self.field.setPlaceholderText(asked)
        self.field.setAccessibleName(asked)
        self.set_hint(say("risk + trust links, −// after a delay; Tab links to it"))
        self._factors: Sequence[FactorRow] = ()
        self.edited.connect(self._on_edited)

    def set_factors(self, factors: Sequence[FactorRow]) -> None:
        """Set the factors that typed names can mean."""
        self._factors = factors

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Emit `tabbed` on Tab if something was typed, and `pasted` for more than a line."""
        pressed = event if event.type() == QEvent.Type.KeyPress else None
        if isinstance(pressed, QKeyEvent):
            if pressed.key() == Qt.Key.Key_Tab and self.field.text().strip():
                self.tabbed.emit(one_line(self.field.text()))
                return True
            copied = QGuiApplication.clipboard().text()
            if pressed.matches(QKeySequence.StandardKey.Paste) and _is_more(copied):
                self.pasted.emit()
                return True
        return super().eventFilter(watched, event)

    def set_current(self, factor: FactorRow | None) -> None:
        """Show the factor from which typing goes on."""
        self.set_chip(say("from {factor}", factor=_short(factor.label)) if factor else "", "plain")

    def refuse(self) -> None:
        """Keep what was refused, selected, so that typing replaces it and Escape clears it."""
        self.field.selectAll()

    def _on_edited(self, text: str) -> None:
        typed = parse(text, self._factors)
        if typed.stray:
            self.set_ghost(say("a mark too many"))
            return
        if typed.target is None:
            self.set_ghost("")
            return
        if typed.both:
            self.set_ghost(say("a link leads one way"))
            return
        effect = _SIGNS[typed.sign]
        if typed.delay:
            effect = say("{sign} after a delay", sign=effect)
        ends = (self._end(typed.source), self._end(typed.target))
        self.set_ghost(f"{ends[0]}  →  {effect}  →  {ends[1]}")

    def _end(self, name: Name) -> str:
        if not name.text:
            return "…"
        found = meant(name, self._factors)
        if not found:
            return say("new: {name}", name=name.text)
        return found[0].label if len(found) == 1 else say("several: {name}", name=name.text)


def _short(label: str) -> str:
    return label if len(label) <= _SHORT else label[: _SHORT - 1].rstrip() + "…"


def _is_more(text: str) -> bool:
    """Check whether a text is more than a line, which a field would join into one name."""
    return len([line for line in text.splitlines() if line.strip()]) > 1 or is_table(text)
