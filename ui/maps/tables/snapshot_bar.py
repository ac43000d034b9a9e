"""The slider through the snapshots of a map, and the banner while one of them is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from resources.words import say
from ui.kit import theme
from ui.widgets import button, label, restyle
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.inputs.boxes import Slider
from upstream_workshop.maps.map_rows import SnapshotRow


class SnapshotBar(QFrame):
    """A slider whose last position is now; it is hidden while a map has no snapshot.

    `chosen(id or None)` is emitted when the user chooses a snapshot, with None for now.
    `restored()` and `removed()` are about the snapshot that is shown.
    """

    chosen = Signal(object)
    restored = Signal()
    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[SnapshotRow, ...] = ()
        self._words = label("", wrap=True)
        self.slider = Slider()
        self.slider.setMinimumWidth(theme.px(160))
        self.slider.setAccessibleName(say("Snapshots of this map; the last position is now"))
        self.back = button(say("Back to now"), "arrow-u-up-left", lambda: self.chosen.emit(None))
        self.restore = button(say("Restore as a new map"), "copy", self.restored.emit)
        self.remove = button(say("Remove snapshot"), "trash", self.removed.emit)
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(self._words, 1)
        top.addWidget(self.slider, 1)
        self._buttons = QWidget()
        ways = FlowLayout(self._buttons)
        for way in (self.back, self.restore, self.remove):
            ways.addWidget(way)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.addLayout(top)
        column.addWidget(self._buttons)
        self.slider.valueChanged.connect(self._on_moved)
        self.hide()

    def show_snapshots(self, rows: Sequence[SnapshotRow], current: int | None) -> None:
        """Show the snapshots of a map, with the id of the one that is shown; None for now."""
        self._rows = tuple(rows)
        ids = [row.id for row in rows]
        place = ids.index(current) if current in ids else len(ids)
        self.slider.blockSignals(True)
        self.slider.setRange(0, len(ids))
        self.slider.setValue(place)
        self.slider.blockSignals(False)
        row = rows[place] if place < len(ids) else None
        self._words.setText(as_it_was(row) if row else say("As it is now"))
        self._buttons.setVisible(row is not None)
        restyle(self, role="sheet" if row else "", tone="sun" if row else "")
        self.setAccessibleName(self._words.text())
        self.setVisible(bool(ids))

    def _on_moved(self, place: int) -> None:
        self.chosen.emit(self._rows[place].id if place < len(self._rows) else None)


def as_it_was(row: SnapshotRow) -> str:
    """Return when a snapshot was taken, and what it is called."""
    time = row.taken_at.strftime("%H:%M")
    if row.title:
        return say("As it was at {time}: {title}", time=time, title=row.title)
    return say("As it was at {time}", time=time)
