"""The dialog that compares two maps, lets names and signs be settled, and merges them into a third."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from resources.words import count, noop, say
from ui.kit import theme
from ui.kit.jobs import Jobs, Ticket
from ui.maps.calculations import calculated
from ui.maps.canvas.large.slices import Slices
from ui.maps.tables.comparison_view import ComparisonView
from ui.maps.tables.differences import TWO_MAPS, Difference, differences
from ui.widgets import Sheet, button, label, scrolled
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.inputs.boxes import ChoiceBox
from ui.widgets.labels import name_by
from upstream_workshop.maps.analysis.map_comparison import compared, proposals
from upstream_workshop.maps.kinds import Settled
from upstream_workshop.maps.map_rows import MapRow
from upstream_workshop.maps.merging.merged_map import MergedMap, Pair, merged, to_settle
from upstream_workshop.maps.rules import inside

_FEW: Final = 10_000  # pairs of names; so many are compared within a moment
_MOST: Final = 40  # questions of a kind; to settle more, the maps themselves are changed
_AT_ONCE: Final = 5  # rows that are made within a moment
_CHOICES: Final = {
    Settled.BOTH: noop("Keep both links"),
    Settled.FIRST: noop("As in A"),
    Settled.SECOND: noop("As in B"),
    Settled.UNSURE: noop("One link, sign unknown"),
}
_ACROSS: Final = QBoxLayout.Direction.LeftToRight
Proposal = tuple[int, int, float]
_Found = tuple[MergedMap, list[Difference], tuple[Pair, ...]]


class CompareDialog(QDialog):
    """Compares two maps; names are one if they are equal, or if somebody says that they are.

    maps: all maps, at least two.
    current: the id of the map that is A.

    `asked_merge(MapRow, MapRow, confirmed, settled)` is emitted when they shall be merged, and
    `asked_room()` when the room shall see the comparison.
    """

    asked_merge = Signal(object, object, object, object)
    asked_room = Signal()

    def __init__(
        self, jobs: Jobs, maps: Sequence[MapRow], current: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._comparing: Ticket | None = None
        self._naming, self._signing = Slices(self), Slices(self)
        self._maps = {row.id: row for row in maps}
        self.setWindowTitle(say("Compare two maps"))
        self.setAccessibleName(self.windowTitle())
        other = next(row.id for row in maps if row.id != current)
        self.first, self.second = self._box("A", current), self._box("B", other)
        self.names: dict[tuple[int, int], QCheckBox] = {}
        self.signs: dict[Pair, ChoiceBox] = {}
        self.view = ComparisonView(TWO_MAPS)
        self._names_sheet, self._signs_sheet = Sheet(say("One factor?")), Sheet(say("Which sign?"))
        self.merge_button = button(
            say("Merge into a new map"), "arrows-in-simple", self.merge, "Alt+M", main=True
        )
        self.room_button = button(
            say("Send to the room"), "projector-screen", self.asked_room.emit, "F6"
        )
        self._lay_out()
        self.resize(*self._size())
        for box in (self.first, self.second):
            box.activated.connect(lambda _: self.compare())
        self.compare()

    @property
    def pair(self) -> tuple[MapRow, MapRow]:
        """The two maps that are compared."""
        return self._maps[self.first.currentData()], self._maps[self.second.currentData()]

    def confirmed(self) -> dict[int, int]:
        """Return the pairs of factors that somebody said are one, each factor in one pair only."""
        found: dict[int, int] = {}
        for (one, two), box in self.names.items():
            if box.isChecked() and one not in found and two not in found.values():
                found[one] = two
        return found

    def settled(self) -> dict[Pair, Settled]:
        """Return what becomes of the links with opposite signs."""
        return {pair: Settled(box.currentData()) for pair, box in self.signs.items()}

    def compare(self) -> None:
        """Compare the two maps anew; names that are alike are looked for beside, if there are many."""
        a, b = self.pair
        for each in (self.merge_button, self.room_button):
            each.setEnabled(a.id != b.id)
        self._propose(())
        if len(a.factors) * len(b.factors) <= _FEW:
            self._propose(proposals(a, b))
        else:
            self._jobs.run(
                say("Comparing names"),
                lambda _: proposals(a, b),
                lambda found: self._propose(found) if self.pair == (a, b) else None,
                self,
            )

    def merge(self) -> None:
        """Ask for the merged map."""
        self.asked_merge.emit(*self.pair, self.confirmed(), self.settled())

    def _propose(self, found: Sequence[Proposal]) -> None:
        """Show names that are alike, each to be confirmed."""
        a, b = self.pair
        ours = {factor.id: factor.label for factor in a.factors}
        theirs = {factor.id: factor.label for factor in b.factors}
        _empty(self._names_sheet)
        self.names = {}

        def add(pair: Pair) -> None:
            words = say("“{a}” is “{b}”", a=ours[pair[0]], b=theirs[pair[1]])
            box = self.names[pair] = QCheckBox()
            box.setAccessibleName(words)
            box.toggled.connect(self._on_confirmed)
            _add_row(self._names_sheet, box, words)

        self._names_sheet.setVisible(bool(found))
        self._add_rows(self._naming, [(one, two) for one, two, _ in found], add)
        self._on_confirmed()

    def _on_confirmed(self) -> None:
        """Show the differences with the names that are confirmed; of large maps once they are found."""
        a, b = self.pair
        confirmed = self.confirmed()
        if self._comparing is not None:
            self._comparing.cancel()

        def work(_ticket: Ticket) -> _Found:
            found = merged(a, b, confirmed)
            pairs = to_settle(a, b, compared(a, b, confirmed))
            return found, differences(found, TWO_MAPS), pairs

        title = say("Comparing maps")
        self._comparing = calculated(self._jobs, title, (a, b), work, self._show, self)

    def _show(self, calculated_: _Found) -> None:
        """Show what was found, and ask about opposite signs."""
        found, lines, pairs = calculated_
        a, _ = self.pair
        self.view.show_maps(found, lines)
        labels = {factor.id: factor.label for factor in a.factors}
        links = {link.id: link for link in a.links}
        before = self.settled()
        _empty(self._signs_sheet)
        self.signs = {}

        def add(pair: Pair) -> None:
            link = links[pair[0]]
            ends = (inside(labels[link.source_id]), inside(labels[link.target_id]))
            words = say("{a} → {b}", a=ends[0], b=ends[1])
            box = self.signs[pair] = ChoiceBox()
            for choice, text in _CHOICES.items():
                box.addItem(say(text), choice)
            box.setCurrentIndex(box.findData(before.get(pair, Settled.BOTH)))
            _shrink(box)
            box.setAccessibleName(words)
            _add_row(self._signs_sheet, box, words, QBoxLayout.Direction.BottomToTop)

        self._add_rows(self._signing, pairs, add)
        if len(pairs) > _MOST:
            rest = count(
                len(pairs) - _MOST,
                "{n} more link has opposite signs; both are kept.",
                "{n} more links have opposite signs; both of each are kept.",
            )
            self._signs_sheet.body.addWidget(label(rest, "soft", wrap=True))
        self._signs_sheet.setVisible(bool(pairs))
        self._questions.setVisible(self._names_sheet.isVisibleTo(self) or bool(pairs))

    def _add_rows(self, slices: Slices, pairs: Sequence[Pair], add: Callable[[Pair], None]) -> None:
        """Add a row for each pair, many of them in slices; not for more than anybody settles here."""
        steps = map(add, pairs[:_MOST])
        slices.run(steps, self._order_keys)
        if len(pairs) <= _AT_ONCE:
            slices.finish()

    def _order_keys(self) -> None:
        """Let Tab come to the questions where they are seen, before the differences and the buttons."""
        before: QWidget = self.view.viewer
        for box in (*self.names.values(), *self.signs.values(), self.view.table):
            QWidget.setTabOrder(before, box)
            before = box

    def _box(self, side: str, current: int) -> ChoiceBox:
        made = ChoiceBox()
        for row in self._maps.values():
            made.addItem(row.title, row.id)
        made.setCurrentIndex(made.findData(current))
        made.setAccessibleName(say("Map {side}", side=side))
        _shrink(made)
        return made

    def _size(self) -> tuple[int, int]:
        room = self.screen().availableSize()
        return min(theme.px(1240), room.width() - 60), min(theme.px(680), room.height() - 60)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        for side, box in (("A", self.first), ("B", self.second)):
            top.addWidget(label(side, "section"))
            top.addWidget(box, 1)
        settle = QWidget()
        sheets = QVBoxLayout(settle)
        sheets.setContentsMargins(0, 0, 0, 0)
        sheets.addWidget(self._names_sheet)
        sheets.addWidget(self._signs_sheet)
        sheets.addStretch(1)
        self._questions = scrolled(settle)
        self.view.right.insertWidget(0, self._questions, 3)
        buttons = QWidget()
        ways = FlowLayout(buttons, apart=0)
        ways.addWidget(button(say("Close"), slot=self.reject))
        ways.addWidget(self.room_button)
        ways.addWidget(self.merge_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addLayout(top)
        column.addWidget(self.view, 1)
        column.addWidget(buttons)


def _shrink(box: ChoiceBox) -> None:
    """Let a box be narrower than its longest choice."""
    box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)


def _add_row(
    sheet: Sheet,
    control: QWidget,
    words: str,
    direction: QBoxLayout.Direction = _ACROSS,
) -> None:
    text = label(words, "", wrap=True)
    name_by(text, control)
    holder = QWidget()
    row = QBoxLayout(direction, holder)
    row.addWidget(
        control, 0, Qt.AlignmentFlag.AlignTop if direction is _ACROSS else Qt.AlignmentFlag(0)
    )
    row.addWidget(text, 1)
    row.setContentsMargins(0, 0, 0, 0)
    sheet.body.addWidget(holder)


def _empty(sheet: Sheet) -> None:
    while (item := sheet.body.takeAt(0)) is not None:
        if (gone := item.widget()) is not None:
            gone.hide()
            gone.deleteLater()
