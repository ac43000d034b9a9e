"""The sheet on the paths from one factor to another, shortest first."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFormLayout, QWidget

from resources.words import count, say
from ui.maps.reading.reading_calculations import ReadingCalculations
from ui.maps.reading.reading_words import SIGNS, path_length, path_sentence
from ui.maps.reading.readings import NOTHING, Kind, Reading
from ui.widgets import Chip, Column, QuietTable, Sheet, button, label
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.inputs.boxes import ChoiceBox
from upstream_workshop.maps.analysis.paths import Path, PathSearch
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.map_rows import FactorRow, MapRow


@dataclass(frozen=True, slots=True)
class _Line:
    id: tuple[int, ...]
    number: int
    path: Path


class PathsSheet(Sheet):
    """Two factors, and the paths from the first to the second.

    `changed()` is emitted when another path is read.
    """

    changed = Signal()

    def __init__(self, calculations: ReadingCalculations, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._calculations = calculations
        self._row: MapRow | None = None
        self._offered: tuple[FactorRow, ...] | None = None  # in the two boxes
        self._asked: object = None
        self.source, self.target = ChoiceBox(), ChoiceBox()
        self.swap = button(say("The other way round"), slot=self._on_swap, role="link")
        self.forget = button(say("Show everything"), slot=self.end, role="link")
        self._count = Chip("")
        self.table = QuietTable(
            (
                Column(say("Sign"), _sign, tone=_tone, width=50),
                Column(say("Path"), _length, weight="strong"),
            ),
            say("Paths, shortest first"),
        )
        self._sentence = label("", "soft", wrap=True)
        self._sentence.setAccessibleName(say("The path as a sentence"))
        form = QFormLayout()
        for words, box in ((say("From"), self.source), (say("To"), self.target)):
            box.setAccessibleName(words)
            box.setMinimumContentsLength(8)
            box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            form.addRow(words, box)
            box.currentIndexChanged.connect(lambda _: self._find())
        below = FlowLayout(spacing=8, apart=1)
        below.addWidget(self.swap)
        below.addWidget(self._count)
        self.body.addLayout(form)
        self.body.addLayout(below)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._sentence)
        self.body.addWidget(self.forget)
        self.table.current_changed.connect(lambda _: self._show_sentence())
        self.show_map(None)

    def show_map(self, row: MapRow | None) -> None:
        """Offer the factors of a map, once the sheet is seen; those that were chosen stay chosen."""
        self._row = row
        if self.isVisible() or row is None:
            self._offer()
            self._find()

    def showEvent(self, event: QShowEvent) -> None:
        """Offer the factors of the map that came while the sheet was not seen."""
        super().showEvent(event)
        self._offer()
        self._find()

    def choose(self, source_id: int | None, target_id: int | None) -> None:
        """Choose the two factors; None leaves one as it is."""
        self._offer()
        self._hush(True)
        for box, id_ in ((self.source, source_id), (self.target, target_id)):
            if id_ is not None:
                box.setCurrentIndex(box.findData(id_))
        self._hush(False)
        self._find()

    def end(self) -> None:
        """Choose no factors."""
        self._hush(True)
        for box in (self.source, self.target):
            box.setCurrentIndex(-1)
        self._hush(False)
        self._find()

    def reading(self) -> Reading:
        """Return what is read: the selected path, or the shortest."""
        line = self._line()
        return (Kind.PATH, *line.path.link_ids) if line else NOTHING

    def _offer(self) -> None:
        """Fill the two boxes, unless they offer these factors already."""
        factors = self._row.factors if self._row else ()
        if factors == self._offered:
            return
        self._offered = factors
        self._hush(True)
        for box in (self.source, self.target):
            kept = box.currentData()
            box.clear()
            for factor in sorted(factors, key=_folded):
                box.addItem(factor.label, factor.id)
            box.setCurrentIndex(box.findData(kept) if kept is not None else -1)
        self._hush(False)

    def _find(self) -> None:
        row, ends = self._row, (self.source.currentData(), self.target.currentData())
        both = row is not None and None not in ends and ends[0] != ends[1]
        self.swap.setEnabled(any(end is not None for end in ends))
        hint = say("Choose two factors, or select two on the map.")
        self.table.set_words_when_empty(say("No path leads there.") if both else hint)
        if row is None or not both:
            self._asked = None
            self._show_paths(PathSearch(), False)
            return
        asked = (row.id, row.links, ends)
        if asked != self._asked:
            self._asked = asked
            self._calculations.find_paths(row, *ends, lambda found: self._take(asked, found))

    def _take(self, asked: object, found: PathSearch) -> None:
        if asked == self._asked:
            self._show_paths(found, True)

    def _show_paths(self, found: PathSearch, asked: bool) -> None:
        n = len(found.paths)
        words = count(n, "1, no other", "{n}, all of them")
        if not found.complete:
            words = say("the {n} shortest, there are more", n=n)
        self._count.set(words if asked and n else "")
        self._count.setVisible(asked and bool(n))
        self.forget.setVisible(asked)
        self.table.set_rows([_Line(p.link_ids, i, p) for i, p in enumerate(found.paths)])
        if found.paths and self.table.current_row() is None:
            self.table.select(lambda _: True)
        self._show_sentence()

    def _show_sentence(self) -> None:
        line = self._line()
        words = path_sentence(self._row, line.path) if line and self._row else ""
        self._sentence.setText(words)
        self._sentence.setVisible(bool(words))
        self.changed.emit()

    def _line(self) -> _Line | None:
        found = self.table.current_row()
        return found if isinstance(found, _Line) else None

    def _on_swap(self) -> None:
        self._hush(True)
        source, target = self.source.currentIndex(), self.target.currentIndex()
        self.source.setCurrentIndex(target)
        self.target.setCurrentIndex(source)
        self._hush(False)
        self._find()

    def _hush(self, quiet: bool) -> None:
        for box in (self.source, self.target):
            box.blockSignals(quiet)


def _folded(factor: FactorRow) -> tuple[str, int]:
    return factor.label.casefold(), factor.id


def _sign(line: _Line) -> str:
    return SIGNS[line.path.sign]


def _tone(line: _Line) -> str:
    return {Sign.MORE: "river", Sign.LESS: "plum", Sign.UNKNOWN: "plain"}[line.path.sign]


def _length(line: _Line) -> str:
    return path_length(line.path)
