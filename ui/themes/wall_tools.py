"""The row of tools over the wall: colours, proposals, and cards written in private."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from resources.words import count, say
from ui.themes.cards.gathered import Gathered
from ui.themes.wall.card_painting import PLAIN
from ui.themes.wall.wall_scene import colour_of_table
from ui.widgets import Chip, button
from ui.widgets.flow_layout import FlowLayout


class WallTools(QWidget):
    """Switches and buttons in a row that wraps.

    `coloured(bool)` says whether cards are coloured by table, `written(bool)` whether the next cards are
    private. `asked_clusters()` and `asked_reveal()` are emitted by the buttons.
    """

    coloured = Signal(bool)
    written = Signal(bool)
    asked_clusters = Signal()
    asked_reveal = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.by_table = QCheckBox(say("Colour by table"))
        self.in_private = QCheckBox(say("Write in private"))
        self.in_private.setToolTip(
            say("The next cards are shown neither here nor to the room until you reveal them.")
        )
        self.clusters = button(
            say("Suggest clusters"), "sparkle", self.asked_clusters.emit, "Alt+C"
        )
        self.reveal = button("", "eye", self.asked_reveal.emit, "Alt+R")
        self._legend: list[Chip] = []
        self._tables: tuple[str, ...] = ()  # of the legend
        self._row = FlowLayout(self, spacing=12)
        for widget in (self.by_table, self.in_private, self.clusters, self.reveal):
            self._row.addWidget(widget)
        self.by_table.toggled.connect(self.coloured)
        self.in_private.toggled.connect(self.written)

    def show_cards(self, gathered: Gathered) -> None:
        """Enable what there are cards for, and show which colour is whose."""
        self.clusters.setEnabled(len(gathered.loose) > 1)
        self.by_table.setEnabled(bool(gathered.tables))
        self.reveal.setVisible(gathered.private > 0)
        words = count(gathered.private, "Reveal {n} private card", "Reveal {n} private cards")
        self.reveal.setText(words)
        self._show_legend(gathered.tables if self.by_table.isChecked() else ())

    def _show_legend(self, tables: tuple[str, ...]) -> None:
        if tables == self._tables:
            return
        self._tables = tables
        for chip in self._legend:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        tones = {table: colour_of_table(table, tables) for table in tables}
        self._legend = [
            Chip(table, "plain" if tone == PLAIN else tone) for table, tone in tones.items()
        ]
        for chip in self._legend:
            self._row.addWidget(chip)
