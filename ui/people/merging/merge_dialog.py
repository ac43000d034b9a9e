"""The dialog for duplicates among people or organisations: finds, compares and merges them."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from resources.words import say
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.people.merging.look_alike_subjects import Subject, subjects
from ui.people.merging.pair_view import PairView
from ui.widgets import Segments, button, label
from ui.widgets.flow_layout import FlowLayout
from upstream_workshop.errors import WorkshopError
from upstream_workshop.whole.merging import Merge
from upstream_workshop.whole.rehearsals import Rehearsal


class MergeDialog(QDialog):
    """Shows pairs, and what merging the selected two would do; merges them as one step.

    start: the id of a person whose pairs come first; 0 for none.

    Enter alone merges nothing: the button or its shortcut has to be pressed. Pairs are searched for
    off the UI thread.
    """

    def __init__(
        self, desk: Desk, jobs: Jobs, parent: QWidget | None = None, start: int = 0
    ) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._start = start
        self._rehearsal: Rehearsal | None = None
        self._turn = 0  # number of the last preview requested; results of earlier ones are dropped
        self.setWindowTitle(say("Merge look-alikes"))
        self.setAccessibleName(self.windowTitle())
        self.pairs = [PairView(subject) for subject in subjects()]
        self.views = Segments([view.subject.title for view in self.pairs])
        self._front = QStackedWidget()
        self.merge_button = button("", "arrows-in-simple", self.merge, "Alt+M", main=True)
        self.turn_button = button(say("Keep the other one"), "", self.turn_round, "Alt+K")
        self._lay_out()
        for view in self.pairs:
            view.chosen.connect(self._try)
        self.views.changed.connect(self._on_view)
        self.finished.connect(lambda _: self._let_go())
        self._on_view(0)
        self.look()

    @property
    def front(self) -> PairView:
        """The view in front."""
        return self.pairs[self.views.current()]

    def look(self) -> None:
        """Search for duplicates in the session as it is now."""
        self._let_go()
        with self._desk.reporting_refusals():
            rehearsal = self._rehearsal = self._desk.session.rehearsal()
            every = [view.subject.found for view in self.pairs]
            self._jobs.run(
                say("Looking for look-alikes"),
                lambda _: [rehearsal.tried(found) for found in every],
                self._show_found,
                self,
            )

    def merge(self) -> None:
        """Merge the two records of the view in front."""
        kept, other = self.front.both()
        if not self.merge_button.isEnabled():
            return
        subject = self.front.subject
        name = self.front.kept.currentText()
        self.merge_button.setEnabled(False)
        self._desk.do_about(subject.label, name, subject.merge, kept, other)
        if self._desk.kept:
            self._desk.report_step(say("Merged into {name}", name=name))
            self._start = 0
            self.look()

    def turn_round(self) -> None:
        """Swap which of the two records is kept."""
        kept, other = self.front.both()
        self.front.choose(other, kept)

    def _show_found(self, found: list[Any]) -> None:
        if None in found:  # the rehearsal was closed meanwhile
            return
        for number, (view, (rows, pairs)) in enumerate(zip(self.pairs, found, strict=True)):
            view.set_found(rows, pairs, self._start if number == 0 else 0)
            self.views.set_chip(number, f"{len(pairs)}" if pairs else "")

    def _try(self, kept: int, other: int) -> None:
        """Preview the merge of two records, off the UI thread."""
        if self.sender() is not self.front:
            return
        self._turn += 1
        self.merge_button.setEnabled(False)
        self.turn_button.setEnabled(bool(kept and other))
        if not (kept and other) or kept == other or self._rehearsal is None:
            self.front.comparison.show_words(say("Choose two."))
            return
        tried = partial(_tried, self._rehearsal, self.front.subject, kept, other)
        turn, view = self._turn, self.front
        self._jobs.run("", lambda _: tried(), lambda result: self._show(turn, view, result), self)

    def _show(self, turn: int, view: PairView, result: Merge | str) -> None:
        if turn != self._turn:
            return
        if isinstance(result, str):
            view.comparison.show_words(result)
        else:
            view.comparison.show_merge(result)
        self.merge_button.setEnabled(not isinstance(result, str))

    def _on_view(self, number: int) -> None:
        self._front.setCurrentIndex(number)
        words = self.front.subject.same
        self.merge_button.setText(words)
        self.merge_button.setAccessibleName(words)
        self.front.choose(*self.front.both())

    def _let_go(self) -> None:
        if self._rehearsal is not None:
            self._rehearsal.close()
        self._rehearsal = None

    def _lay_out(self) -> None:
        for view in self.pairs:
            self._front.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(self.windowTitle(), "section"))
        column.addWidget(self.views)
        column.addWidget(self._front, 1)
        row = FlowLayout(apart=1)
        row.addWidget(self.turn_button)
        close = button(say("Close"), slot=self.reject)
        for one in (self.turn_button, self.merge_button, close):
            one.setAutoDefault(False)
        row.addWidget(close)
        row.addWidget(self.merge_button)
        column.addLayout(row)
        self.pairs[0].table.setFocus()
        room = self.screen().availableSize()
        self.resize(min(theme.px(860), room.width() - 40), min(theme.px(680), room.height() - 60))


def _tried(rehearsal: Rehearsal, subject: Subject, kept: int, other: int) -> Merge | str:
    """Return what merging would do, or the reason why it is refused."""
    try:
        return rehearsal.tried(subject.preview, kept, other) or ""
    except WorkshopError as refusal:
        return str(refusal)
