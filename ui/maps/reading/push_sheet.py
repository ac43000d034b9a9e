"""The sheet on what follows if a factor goes up or down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.maps.reading.reading_words import effect_words, push_facts, push_limits, push_title
from ui.maps.reading.readings import NOTHING, Kind, Reading
from ui.widgets import Column, QuietTable, Sheet, button, label
from ui.widgets.flow_layout import FlowLayout
from upstream_workshop.maps.analysis.pushes import Affected, Effect, push
from upstream_workshop.maps.loops import LoopSearch
from upstream_workshop.maps.map_rows import FactorRow, MapRow

_MARKS: Final = {Effect.MORE: "▲", Effect.LESS: "▼", Effect.MIXED: "▲▼", Effect.UNKNOWN: "?"}


@dataclass(frozen=True, slots=True)
class _Line:
    id: int
    label: str
    affected: Affected


class PushSheet(Sheet):
    """Pushes the selected factor up or down, and lists what becomes of the others; changes no data.

    `changed()` is emitted when another part of the map is read; `opened(factor id)` on Enter in the
    list.
    """

    changed = Signal()
    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._row: MapRow | None = None
        self._search = LoopSearch((), True)
        self._factor: FactorRow | None = None
        self._pushed: tuple[int, bool] | None = None
        self.up = button(say("Goes up"), "arrow-up", lambda: self.push(True))
        self.down = button(say("Goes down"), "arrow-down", lambda: self.push(False))
        self.stop = button(say("Stop"), slot=self.end, role="link")
        self._facts = label("", "soft", wrap=True)
        self.table = QuietTable(
            (
                Column(say("Mark"), _mark, width=44),
                Column(say("Factor"), _label, weight="strong"),
                Column(say("What becomes of it"), _effect, least=110, stays=True),
            ),
            say("What becomes of the others"),
        )
        self._limits = label(push_limits(), "small", wrap=True)
        keys = FlowLayout(spacing=8)
        for each in (self.up, self.down):
            keys.addWidget(each)
        self.add_corner(self.stop)
        self.body.addLayout(keys)
        self.body.addWidget(self._facts)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._limits)
        self.table.activated_row.connect(lambda line: self.opened.emit(line.id))
        self._show()

    def show_factor(self, row: MapRow | None, factor: FactorRow | None) -> None:
        """Offer to push a factor of a map; a push goes on as long as its factor is there."""
        self._row, self._factor = row, factor
        there = {each.id for each in row.factors} if row else set()
        if self._pushed is not None and self._pushed[0] not in there:
            self._pushed = None
        self._show()

    def show_loops(self, search: LoopSearch) -> None:
        """Take the loops of the map, of which some lead back to what is pushed."""
        self._search = search
        self._show()

    def push(self, up: bool) -> None:
        """Push the selected factor up or down, or the one that is pushed already."""
        if self._factor is not None:
            self._pushed = (self._factor.id, up)
        elif self._pushed is not None:
            self._pushed = (self._pushed[0], up)
        self._show()
        self.changed.emit()

    def end(self) -> None:
        """End the push."""
        if self._pushed is not None:
            self._pushed = None
            self._show()
            self.changed.emit()

    def reading(self) -> Reading:
        """Return what is read."""
        return (Kind.PUSH, self._pushed[0], int(self._pushed[1])) if self._pushed else NOTHING

    def _show(self) -> None:
        row = self._row
        going = self._pushed is not None and row is not None
        can = self._factor is not None or going
        for each in (self.up, self.down):
            each.setEnabled(can)
        for shown in (self.stop, self._facts, self._limits):
            shown.setVisible(going)
        hint = say("Select a factor, then push it up or down to see what follows.")
        self.table.set_words_when_empty(say("Nothing follows from it.") if going else hint)
        if self._pushed is None or row is None:
            self.set_title(say("What if it …"))
            self.table.set_rows(())
            return
        found = push(row.links, *self._pushed)
        returning = [loop for loop in self._search.loops if found.factor_id in loop.factor_ids]
        self.set_title(push_title(row, found))
        self._facts.setText(push_facts(found, returning, dict(row.loop_names)))
        named = {each.id: each.label for each in row.factors}
        lines = [_Line(each.factor_id, named[each.factor_id], each) for each in found.affected]
        self.table.set_rows(lines)


def _mark(line: _Line) -> str:
    return _MARKS[line.affected.effect]


def _label(line: _Line) -> str:
    return line.label


def _effect(line: _Line) -> str:
    return effect_words(line.affected)
