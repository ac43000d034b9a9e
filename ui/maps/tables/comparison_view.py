"""Two maps as one picture, with what differs in words beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.words import say
from ui.kit import theme
from ui.maps.tables.differences import Difference, Sides, factor_tags, link_tags
from ui.maps.tables.map_viewer import MapViewer
from ui.widgets import Chip, Column, QuietTable, Sheet, label
from upstream_workshop.maps.merging.merged_map import MergedMap


class ComparisonView(QWidget):
    """The picture of a merged map, and the list of differences; one that is selected is emphasised.

    sides: what the differences are called. Further sheets are added to `right`.
    """

    def __init__(self, sides: Sides, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sides = sides
        self.viewer = MapViewer()
        columns = (Column(say("Difference"), _tag, _tone, 92), Column("", _words))
        self.table = QuietTable(columns, say("Differences"))
        self.table.set_words_when_empty(
            say("The same factors and links, none with opposite signs.")
        )
        self.table.setMinimumHeight(theme.px(110))
        self._whole = label("", "soft", wrap=True)
        self._whole.setAccessibleName(say("The difference as a sentence"))
        self._count = Chip("")
        self.list = Sheet(say("Differences"))
        self.list.add_corner(self._count)
        self.list.body.addWidget(self.table, 1)
        self.list.body.addWidget(self._whole)
        picture = Sheet()
        picture.body.addWidget(self.viewer)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(picture, 3)
        self.right = QVBoxLayout()
        self.right.setSpacing(14)
        self.right.addWidget(self.list, 2)
        row.addLayout(self.right, 2)
        self.table.current_changed.connect(self._on_current)

    def show_maps(self, found: MergedMap, lines: Sequence[Difference]) -> None:
        """Show two maps that were put together, and their differences."""
        self.viewer.show_map(
            found.row, factor_tags(found, self._sides), link_tags(found, self._sides)
        )
        self.table.set_rows(lines)
        self._count.set(f"{len(lines)}")
        self._on_current(self.table.current_row())

    def _on_current(self, line: Difference | None) -> None:
        words = say("{side}: {words}", side=line.side, words=line.words) if line else ""
        self._whole.setText(words)
        self._whole.setVisible(line is not None)
        self.viewer.focus_on(*((line.factor_ids, line.link_ids) if line else ((), ())))


def _tag(line: Difference) -> str:
    return line.tag


def _tone(line: Difference) -> str:
    return line.tone


def _words(line: Difference) -> str:
    return line.words
