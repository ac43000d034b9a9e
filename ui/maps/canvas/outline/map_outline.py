"""The outline: the map as a tree of factors and their links, for keyboard and screen reader."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence, Set
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QRegion, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from resources.words import say
from ui.maps.canvas.canvas import SIGN_KEYS
from ui.maps.canvas.large.slices import AT_ONCE, Slices
from ui.maps.canvas.outline.label_typing import NEW, LabelTyping
from ui.maps.canvas.outline.outline_rows import KEY, Key, OutlinedLoop, OutlineRows
from ui.widgets.lists.wrapped_rows import Index
from upstream_workshop.maps.map_rows import MapRow

_Flag = QItemSelectionModel.SelectionFlag
_FEW: Final = 50  # rows
_PARTS: Final = ("factor", "link", "zone", "note")


class MapOutline(QTreeWidget):
    """A tree of factors, with the links that go out of each and come into each under it, zones, notes, loops.

    It shows the selection that it is given, and none of its own: a link that is selected is selected
    under both its ends. `picked(factor ids, link ids, zone ids, note ids)` is emitted when the
    user selects something.
    `removed()`, `signed(str)`, `opened()` and `asked_menu(QPoint)`, which carries a point of the screen,
    are about the selection, `escaped()` is Escape. The tree is filled when it is shown.

    `renamed(factor id, str)` carries the name that was typed in place of a factor's, after F2;
    `entered(str)` and `tabbed(str)` a line typed in a new row, which Enter or Tab ended.

    A loop is no part of the selection: `came_to_loop(link ids)` is emitted when the user comes to one, with
    none when the user leaves it, and `named_loop()` when the one that the user has come to is to be named.
    """

    picked = Signal(object, object, object, object)
    removed = Signal()
    signed = Signal(str)
    opened = Signal()
    escaped = Signal()
    asked_menu = Signal(QPoint)
    renamed = Signal(int, str)
    entered = Signal(str)
    tabbed = Signal(str)
    came_to_loop = Signal(object)
    named_loop = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: MapRow | None = None
        self._filled = False
        self._slices = Slices(self)
        self._new: QTreeWidgetItem | None = None
        self._outlined: Callable[[], Sequence[OutlinedLoop]] = tuple
        self._rows = OutlineRows(self)
        self._selected: Set[Key] = frozenset()
        self._command = _Flag.NoUpdate  # what the last press or key does to the selection
        self.setHeaderHidden(True)
        self.setAccessibleName(say("Outline of the map"))
        self.setAccessibleDescription(
            say(
                "Insert adds, F2 renames, Enter changes, Delete removes; plus, minus and 0 set the "
                "sign of a link."
            )
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._typing = LabelTyping(self)
        # once the field is closed: the tree is filled anew when the name is taken
        self._typing.typed.connect(self.renamed, Qt.ConnectionType.QueuedConnection)
        self._typing.entered.connect(self.entered, Qt.ConnectionType.QueuedConnection)
        self._typing.tabbed.connect(self.tabbed, Qt.ConnectionType.QueuedConnection)
        self._typing.closeEditor.connect(self._on_typed, Qt.ConnectionType.QueuedConnection)
        self.setItemDelegate(self._typing)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        # there is one column; for whole rows Qt compares each row that is to be selected with each other
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.itemSelectionChanged.connect(self._on_picked)
        self.currentItemChanged.connect(self._on_current)
        self.itemDoubleClicked.connect(lambda *_: self._open())

    def show_map(self, row: MapRow) -> None:
        """Show a map; nothing is selected until `show_selection` says so."""
        if self._row is None or row.id != self._row.id:
            self._outlined = tuple  # those of another map
        self._row, self._filled = row, False
        self._slices.stop()
        self._selected = frozenset()
        if self.isVisible():
            self._fill()

    def show_loops(self, outlined: Callable[[], Sequence[OutlinedLoop]]) -> None:
        """Show the loops of the map; they are asked for when the tree is filled."""
        self._outlined = outlined
        if not self._filled or self._slices.running:
            return
        before = self._rows.loop(self.currentItem())
        self.blockSignals(True)
        self._rows.show_loops(outlined())
        self.blockSignals(False)
        if before is not None and self._rows.loop(self.currentItem()) is None:
            self.came_to_loop.emit(())

    def show_selection(
        self,
        factor_ids: Collection[int],
        link_ids: Collection[int],
        zone_ids: Collection[int] = (),
        note_ids: Collection[int] = (),
    ) -> None:
        """Select these parts of the map, and nothing else."""
        chosen = zip(_PARTS, (factor_ids, link_ids, zone_ids, note_ids), strict=True)
        keys = frozenset((part, id_) for part, ids in chosen for id_ in ids)
        if keys == self._selected:
            return
        self._selected = keys
        if self._filled and not self._slices.running:
            self._show_selected()

    def type_name(self, factor_id: int, text: str | None = None) -> None:
        """Let the name of a factor be typed in place.

        text: what the field begins with, selected, such as a name that was refused; else the present name.
        """
        self._slices.finish()
        item = self._rows.first(("factor", factor_id))
        if item is None:
            return
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        self._typing.begins = text
        self.editItem(item)

    def type_new(self, text: str = "") -> None:
        """Let a factor or a link be typed in a new row, below the factor that the user has come to.

        text: what the field begins with, selected, such as a line that was refused.
        """
        self._on_typed()
        self._slices.finish()
        top = self.currentItem()
        while top is not None and top.parent() is not None:
            top = top.parent()
        new = QTreeWidgetItem([""])
        new.setData(0, KEY, (NEW, 0))
        new.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsEditable)
        self._new = new
        self.insertTopLevelItem(self.indexOfTopLevelItem(top) + 1 if top else 0, new)
        self._typing.begins = text
        self.scrollToItem(new)
        self.editItem(new)

    def _on_typed(self) -> None:
        """Remove the row in which something new was typed, once it is closed, and show what has changed."""
        if self.state() == QAbstractItemView.State.EditingState:
            return
        new, self._new = self._new, None
        if new is not None and (row := self.indexOfTopLevelItem(new)) >= 0:
            self.takeTopLevelItem(row)
        if not self._filled and self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the tree if it shows an earlier state."""
        super().showEvent(event)
        if not self._filled and self._row is not None:
            self._fill()

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Return where rows are; all of the view for many, each of which Qt looks for from the top."""
        if selection.count() > _FEW:
            return QRegion(self.viewport().rect())
        return super().visualRegionForSelection(selection)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> _Flag:
        """Return what a press or a key does to the selection, and note it."""
        self._command = super().selectionCommand(index, event)
        return self._command

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, remove or sign what is selected; leave other keys to the tree."""
        parts = {part for part, _ in self._selected}
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()  # Enter, which a field of one line passes on
        elif event.key() == Qt.Key.Key_F2:
            self._rename()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif "link" in parts and event.text() in SIGN_KEYS:
            self.signed.emit(SIGN_KEYS[event.text()])
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the selection, which a press of the mouse has made."""
        event.accept()
        at = event.globalPos()
        if event.reason() != QContextMenuEvent.Reason.Mouse:
            below = self.visualRect(self.currentIndex()).bottomLeft()
            at = self.viewport().mapToGlobal(below)
        self.asked_menu.emit(at)

    def _fill(self) -> None:
        """Fill the tree, of a large map in slices, between which keys are answered.

        What is being typed in it stays; then the tree is filled once that is ended.
        """
        row = self._row
        self._filled = self.state() != QAbstractItemView.State.EditingState
        if row is None or not self._filled:
            return
        self._typing.expect(len(row.factors) + 2 * len(row.links))
        self._slices.run(self._steps(row), self._show_selected)
        if max(self.topLevelItemCount(), len(row.factors) + len(row.links)) <= AT_ONCE:
            self._slices.finish()

    def _steps(self, row: MapRow) -> Iterator[None]:
        """Add the factors with their links, one in each step, then the rest, and show all that is in them.

        The first step removes what was in the tree, which takes as long as some slices.
        """
        self.blockSignals(True)
        self._new = None
        self._rows.clear()
        self.blockSignals(False)
        yield
        yield from self._rows.add(row, lambda: self._there(row))

    def _there(self, row: MapRow) -> Sequence[OutlinedLoop]:
        """Return the loops of a map whose links are all there still; others are looked for meanwhile."""
        links = {link.id for link in row.links}
        loops = self._outlined() if links else ()
        return [loop for loop in loops if links.issuperset(loop.link_ids)]

    def _show_selected(self) -> None:
        self.blockSignals(True)
        self._rows.select(self._selected)
        self.blockSignals(False)
        self.viewport().update()

    def _on_picked(self) -> None:
        """Select the parts of which a row is selected, by all rows of each, without the one taken out."""
        selected = self._rows.selected()
        taken_out = self._taken_out() & selected.keys()
        self._selected = selected.keys() - taken_out
        if taken_out or not self._rows.are_whole(selected):
            self._show_selected()
        ids: dict[str, list[int]] = {part: [] for part in _PARTS}
        for part, id_ in self._selected:
            ids[part].append(id_)
        self.picked.emit(*ids.values())

    def _taken_out(self) -> set[Key]:
        """Return the part of which the user has just taken one row out of the selection."""
        current = self.currentItem()
        toggles = bool(self._command & _Flag.Toggle)
        if toggles and current is not None and not current.isSelected():
            return {tuple(current.data(0, KEY) or ())}
        return set()

    def _rename(self) -> None:
        """Type in place of the one selected factor's name; open what has no name to type."""
        match sorted(self._selected):
            case [("factor", factor_id)]:
                self.type_name(factor_id)
            case _:
                self._open()

    def _open(self) -> None:
        """Open what is selected, or name the loop that the user has come to."""
        if self._selected or self._rows.loop(self.currentItem()) is None:
            self.opened.emit()
        else:
            self.named_loop.emit()

    def _on_current(self, current: QTreeWidgetItem | None, before: QTreeWidgetItem | None) -> None:
        """Come to a loop, unless all rows up to it are being selected; nothing else is selected then."""
        loop = self._rows.loop(current)
        if loop is not None and not self._command & _Flag.Current:
            self.clearSelection()  # keys would act on it out of sight
            self.came_to_loop.emit(loop.link_ids)
        elif self._rows.loop(before) is not None:
            self.came_to_loop.emit(())
