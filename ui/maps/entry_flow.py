"""What is typed into the entry line or drawn on the canvas becomes factors and links."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.maps.canvas.stage import MapStage
from ui.maps.map_actions import MapActions
from ui.maps.typed.factor_entry import FactorEntry
from ui.maps.typed.typed_factors import Name, Typed, parse
from upstream_workshop.maps.map_rows import MapRow


class EntryFlow(QObject):
    """Adds what is typed or drawn, selects it and goes on typing from its factor.

    row: the map shown, or None.
    current: the id of the factor from which typing goes on, or None.
    """

    def __init__(self, entry: FactorEntry, stage: MapStage, handlers: MapActions) -> None:
        super().__init__(entry)
        self.row: MapRow | None = None
        self.current: int | None = None
        self._entry = entry
        self._stage = stage
        self._handlers = handlers
        entry.entered.connect(self._on_entered)
        entry.tabbed.connect(self._on_tabbed)
        stage.outline.entered.connect(self._on_entered_in_place)
        stage.outline.tabbed.connect(self._on_tabbed_in_place)
        stage.linked.connect(self._on_linked)
        stage.asked_factor.connect(self._on_asked_factor)

    def show_map(self, row: MapRow) -> None:
        """Type into this map, from the factor in front if it is still there."""
        self.row = row
        self._entry.set_factors(row.factors)
        there = any(factor.id == self.current for factor in row.factors)
        self.go_on_from(self.current if there else None)

    def go_on_from(self, factor_id: int | None) -> None:
        """Let a line without a first name begin at this factor."""
        self.current = factor_id
        factors = self.row.factors if self.row else ()
        self._entry.set_current(next((each for each in factors if each.id == factor_id), None))

    def type_link(self) -> None:
        """Begin a line with a link from the factor in front."""
        self._entry.field.setText("+ ")
        self._entry.field.setFocus()

    def _on_entered(self, text: str) -> None:
        if text.strip():
            self._end_line(self._enter(self._parsed(text)))

    def _on_tabbed(self, text: str) -> None:
        self._end_line(self._enter(self._linked(text)))

    def _on_entered_in_place(self, text: str) -> None:
        """Add what was typed in the outline; what is refused stays in its field."""
        if text.strip() and not self._enter(self._parsed(text)):
            self._stage.outline.type_new(text)

    def _on_tabbed_in_place(self, text: str) -> None:
        if text.strip() and not self._enter(self._linked(text)):
            self._stage.outline.type_new(text)

    def _end_line(self, taken: bool) -> None:
        """Clear the line once it is taken, or keep what was refused."""
        if taken:
            self._entry.field.clear()
        else:
            self._entry.refuse()

    def _parsed(self, text: str) -> Typed:
        return parse(text, self.row.factors if self.row else ())

    def _linked(self, text: str) -> Typed:
        """Return a link from the factor from which typing goes on to the one that was typed."""
        typed = self._parsed(text)
        if self.current is not None and typed.target is None:
            return Typed(Name(""), typed.source, stray=typed.stray)
        return typed

    def _enter(self, typed: Typed) -> bool:
        """Add what was typed, select it and show where; return False if it was refused."""
        row = self.row
        if row is None:
            return False
        current = next((each for each in row.factors if each.id == self.current), None)
        made = self._handlers.enter(row, typed, current)
        if made is None:
            return False
        self._select_new(made.factor_id, made.link_id)
        self._stage.bring_into_view([made.factor_id])
        return True

    def _select_new(self, factor_id: int, link_id: int | None) -> None:
        if link_id is None:
            self._stage.select([factor_id])
        else:
            self._stage.select((), [link_id])
        self.go_on_from(factor_id)

    def _on_linked(self, source_id: int, target_id: int) -> None:
        made = self._handlers.link(source_id, target_id)
        if made is not None:
            self._select_new(target_id, made)

    def _on_asked_factor(self, x: float, y: float) -> None:
        if self.row is not None:
            added = self._handlers.add_factor_at(self.row, x, y)
            if added is not None:
                self._select_new(added, None)
