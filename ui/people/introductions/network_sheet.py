"""The network in five views: on arrival and now side by side, each alone, matrix, outline."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from resources.words import say
from ui.kit import theme
from ui.people.groups import WAYS, groups_of
from ui.people.introductions.legend import Legend
from ui.people.introductions.matrix import TieMatrix
from ui.people.introductions.network_canvas import NetworkCanvas
from ui.people.introductions.network_drawing import nodes_of, ties_of
from ui.people.introductions.network_outline import NetworkOutline
from ui.people.snapshot import PeopleNow
from ui.people.study import Study
from ui.widgets import Segments, Sheet, choice_box, label
from ui.widgets.inputs.boxes import ChoiceBox
from upstream_workshop.people.kinds import (
    Phase,
    TieKind,
)

BOTH, ARRIVAL, TODAY, MATRIX, OUTLINE = range(5)
_LEAST: Final = 200  # px at 100 %: the least height of the network; with less room it scrolls


class NetworkSheet(Sheet):
    """The views of the network, the choice between them, and the legend.

    `chosen(person id)` is emitted when a person is selected; 0 if none is. `regrouped()` is emitted
    when the user chooses another meaning of colours and shapes.
    """

    chosen = Signal(int)
    regrouped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.views = Segments(self._names())
        # replaces `views` where there is too little room for it
        self.view_box = choice_box(say("How the network is shown"), self._names())
        self.way = ChoiceBox()
        self.before = NetworkCanvas(say("The network on arrival"))
        self.after = NetworkCanvas(say("The network now"))
        self.matrix = TieMatrix()
        self.outline = NetworkOutline()
        self.legend = Legend()
        self._sentence = label("", "small")
        self._panes: list[QWidget] = []
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def show_network(self, now: PeopleNow, found: Study, kind: TieKind, phase: Phase) -> None:
        """Draw everybody of a snapshot.

        now: the snapshot.
        found: the network computed last; it may be of an earlier snapshot.
        kind, phase: the ties that the matrix shows.
        """
        groups, place = groups_of(now.lines, self.way.currentData())
        for canvas, when in ((self.before, Phase.BEFORE), (self.after, Phase.AFTER)):
            canvas.mirror(nodes_of(now, found, when, groups, place), ties_of(now, found, when))
        self.legend.show_groups(groups)
        self.outline.show_network(now, found.after)
        self.matrix.show_pairs(now, kind, phase)

    def pick(self, participant_id: int) -> None:
        """Highlight a person wherever the network is shown; 0 highlights nobody."""
        for place in (self.before, self.after, self.outline):
            place.pick(participant_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Replace the row of views by a choice box where there is too little room for it."""
        super().resizeEvent(event)
        needed = self.views.sizeHint().width() + self.way.sizeHint().width() + theme.px(70)
        self.views.setVisible(needed <= self.width())
        self.view_box.setVisible(needed > self.width())

    # inside

    def _names(self) -> tuple[str, ...]:
        """Return the names of the views, in the order of BOTH, ARRIVAL, TODAY, MATRIX, OUTLINE."""
        return (
            say("Side by side"),
            say("On arrival"),
            say("Now"),
            say("Matrix"),
            say("Outline"),
        )

    def _on_view(self, index: int) -> None:
        self._stack.setCurrentIndex({MATRIX: 1, OUTLINE: 2}.get(index, 0))
        for phase, pane in ((ARRIVAL, self._panes[0]), (TODAY, self._panes[1])):
            pane.setVisible(index in (BOTH, phase))
        self.view_box.setCurrentIndex(index)
        self.legend.setVisible(index < MATRIX)
        self.legend.set_lines_alone(index == BOTH)
        self.way.setVisible(index < MATRIX)
        self._sentence.setVisible(index == MATRIX)

    def _connect(self) -> None:
        self.views.changed.connect(self._on_view)
        self.view_box.activated.connect(self.views.select)
        self.way.currentIndexChanged.connect(lambda _: self.regrouped.emit())
        self.matrix.passed.connect(self._sentence.setText)
        for source in (self.before, self.after, self.outline):
            source.chosen.connect(self.chosen)
            source.chosen.connect(self.pick)
        self._on_view(BOTH)

    def _lay_out(self) -> None:
        words = {"organisation": say("organisation"), "region": say("region"), "role": say("role")}
        for way in WAYS:
            self.way.addItem(say("by {way}", way=words[way]), way)
        self.way.setAccessibleName(say("Shapes and colours by"))
        top = QHBoxLayout()
        top.addWidget(self.views)
        top.addWidget(self.view_box)
        top.addStretch(1)
        top.addWidget(self.way)
        self._stack.addWidget(self._side_by_side())
        for widget in (self.matrix, self.outline):
            widget.setProperty("framed", "false")
            self._stack.addWidget(widget)
        self._stack.setMinimumHeight(theme.px(_LEAST))
        self.body.addLayout(top)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self._sentence)
        self.body.addWidget(self.legend)

    def _side_by_side(self) -> QWidget:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for canvas, words in (
            (self.before, say("On arrival")),
            (self.after, say("Now")),
        ):
            pane = QWidget()
            column = QVBoxLayout(pane)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            column.addWidget(label(words, "small"))
            column.addWidget(canvas, 1)
            row.addWidget(pane, 1)
            self._panes.append(pane)
        return both
