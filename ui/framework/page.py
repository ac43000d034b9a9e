"""The Framework page: statements typed into the slots of a frame, and what they rest on."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.framework import slides
from ui.framework.frame_flow import FrameFlow
from ui.framework.framework_actions import FrameworkActions
from ui.framework.framework_now import FrameworkNow, read_now
from ui.framework.framework_verbs import VERBS, Doing
from ui.framework.framework_wording import frame_facts
from ui.framework.import_kind import responses_kind
from ui.framework.statement_line import StatementLine
from ui.framework.views.frame_views import CANVAS, COMPARE, OUTLINE, RESPONSES, FrameViews
from ui.importing.flow import ImportFlow
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.page import NEXT_VIEW, Command, Page
from ui.room_screen.slide_types import Slide
from ui.widgets import ElidedLabel, EmptyState, PageHeader, Segments
from ui.widgets.inputs.title_picker import TitlePicker
from ui.widgets.lists.row_verbs import Verb, verb_of_key
from ui.widgets.views import Views
from upstream_workshop.evidence import queries as evidence
from upstream_workshop.framework import queries
from upstream_workshop.framework.queries import FrameRow, SlotRow, StatementRow
from upstream_workshop.framework.responses import queries as responses
from upstream_workshop.session_file.steps import Change

__all__ = ["CANVAS", "COMPARE", "OUTLINE", "RESPONSES", "FrameworkPage"]
_HINTED: Final = 420  # px at 100 %: the least height of a page that shows a hint


class FrameworkPage(Page):
    """An entry line, and below it one of several views of the frame that is shown."""

    READS: ClassVar = queries.READS | evidence.READS | responses.READS
    verbs = VERBS

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._now = FrameworkNow()
        self._frame_id: int | None = None
        self.handlers = FrameworkActions(desk, self)
        self.frames = FrameFlow(desk, self.handlers, self.frame, self)
        self.header = PageHeader(say("Framework"))
        self.picker = TitlePicker(say("Framework shown"))
        self.entry = StatementLine(self.handlers.note)
        self.views = Segments((say("Outline"), say("Canvas"), say("Compare"), say("Responses")))
        self.stack, self.body = FrameViews(desk), Views()
        self.outline, self.evidence = self.stack.outline, self.stack.evidence
        self.hint = ElidedLabel("", "small")
        self.importing = ImportFlow(desk, jobs, responses_kind(), self)
        self._lay_out()
        self._connect()

    # what is shown

    def refresh(self, change: Change | None) -> None:
        """Read frames and findings again and show them."""
        self._now = self.desk.ask(read_now)
        frame = self.frame()
        titles = [(one.id, one.title) for one in self._now.frames]
        self.picker.show_titles(titles, frame.id if frame else None)
        self.picker.setVisible(len(self._now.frames) > 1)
        self.entry.know(frame)
        self.header.set_facts(frame_facts(frame) if frame else "")
        for widget in (self.entry, self.views, *self._with_frame):
            widget.setVisible(frame is not None)
        self.body.setCurrentIndex(0 if frame else 1)
        self.lead_keys_to(self.entry if frame else self.empty)
        self._show_front()

    def frame(self) -> FrameRow | None:
        """Return the frame that is shown, or None if there is none."""
        return self._now.frame(self._frame_id)

    def show_frame(self, frame_id: int) -> None:
        """Show another frame."""
        self._frame_id = frame_id
        self.refresh(None)

    def show_view(self, view: int) -> None:
        """Show one of the views and give it the keyboard focus."""
        self.views.select(view)
        self.stack.shown[view].setFocus()

    def slide(self) -> Slide | None:
        """Return the slide of the slot that is selected in the outline, else the picture."""
        return self.slide_about(self.subject())

    def subject(self) -> object:
        """Return the ids of the frame and of the slot selected in the outline, 0 for its picture.

        Of a draft, those of the frame and of itself, and which of its slides.
        """
        frame = self.frame()
        if frame is None:
            return None
        if self.views.current() == RESPONSES and (shown := self.stack.responses.subject()):
            return frame.id, *shown
        row = self.stack.chosen() if self.views.current() == OUTLINE else None
        if isinstance(row, StatementRow):
            return frame.id, row.slot_id
        return frame.id, row.id if isinstance(row, SlotRow) else 0

    def slide_about(self, subject: object) -> Slide | None:
        """Return the slide of what `subject` stands for."""
        match subject:
            case None:
                return None
            case (int() as frame_id, int() as slot_id):
                frame = next((one for one in self._now.frames if one.id == frame_id), None)
            case (int(), int() as draft_id, int() as part):
                return self.stack.responses.slide_about(draft_id, part)
            case _:
                raise LookupError(subject)
        if frame is None:
            return None
        return (
            slides.one_slot(self._now, frame, slot_id)
            if slot_id
            else slides.whole(self._now, frame)
        )

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of this page for the palette."""
        return (
            *(Command(say(verb.label), partial(self._run, verb), verb.key) for verb in VERBS),
            *(
                Command(say("Show {view}", view=name), partial(self.show_view, view))
                for view, name in enumerate(self.views.names())
            ),
            Command(say("Import responses"), self.importing.choose_file),
            *self.stack.responses.commands(),
            *self.frames.commands(),
            Command(say("Next view of the framework"), self.views.turn, NEXT_VIEW),
        )

    def targets(self) -> tuple[Command, ...]:
        """Return an entry for each frame, by its title."""
        frames = self.desk.ask(queries.frames)
        return tuple(Command(row.title, partial(self.show_frame, row.id)) for row in frames)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Run the verb of a single key on what is selected; Escape leads to the entry line."""
        if event.key() == Qt.Key.Key_Escape and self.frame():
            front = self.stack.responses.line if self.entry.isHidden() else self.entry
            front.field.setFocus()
            return
        row = self.stack.chosen()
        verb = verb_of_key(VERBS, row, event)
        if verb is None:
            super().keyPressEvent(event)
        else:
            self._run(verb)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the hint out where there is little room."""
        super().resizeEvent(event)
        self._show_hint()

    # inside

    def _run(self, verb: Verb[Doing]) -> None:
        row, frame = self.stack.chosen(), self.frame()
        if frame and isinstance(row, verb.to):
            with self.desk.reporting_refusals():
                verb.run(Doing(self, self._now, frame, self.handlers, self.stack.compare), row)
        else:
            self.desk.refused.emit(say("Select what this is to be done to first."))

    def _show_front(self) -> None:
        """Show the view in front as things are now; the others follow when they come to the front."""
        if frame := self.frame():
            self.entry.setVisible(self.views.current() != RESPONSES)
            self.stack.show_view(self.views.current(), self._now, frame)
        self.hint.set_text(self.stack.hint() if frame else "")
        self._show_hint()

    def _show_hint(self) -> None:
        self.hint.setVisible(self.frame() is not None and self.height() >= theme.px(_HINTED))

    def _on_noted(self, ids: tuple[int, ...]) -> None:
        self.outline.select(StatementRow, ids[-1])

    def _on_chosen(self, row: SlotRow | StatementRow | None) -> None:
        if row is not None:
            self.entry.use_slot(row.id if isinstance(row, SlotRow) else row.slot_id)

    def _on_view(self, view: int) -> None:
        self._show_front()
        if self.isVisible() and not self.entry.field.text():
            self.stack.shown[view].setFocus()

    def _on_opened(self) -> None:
        """Show the statements of the slot that was opened on the canvas."""
        slot = self.stack.canvas.chosen()
        self.show_view(OUTLINE)
        if slot is not None:
            self.outline.select(SlotRow, slot.id)

    def _connect(self) -> None:
        QShortcut(QKeySequence(NEXT_VIEW), self, self.views.turn)
        self.picker.picked.connect(self.show_frame)
        self.frames.made.connect(self.show_frame)
        self.frames.begun.connect(self.entry.field.setFocus)
        self.frames.slot_added.connect(partial(self.outline.select, SlotRow))
        self.views.changed.connect(self._on_view)
        self.entry.noted.connect(self._on_noted)
        self.entry.left.connect(lambda: self.stack.shown[self.views.current()].setFocus())
        self.stack.chosen_changed.connect(self._on_chosen)
        self.stack.canvas.opened.connect(self._on_opened)

    def _lay_out(self) -> None:
        self.header.add_widget(self.picker)
        self._with_frame = (
            self.header.add_action(say("Add a slot"), "plus", self.frames.add_slot),
            self.header.add_action(say("For a group"), "copy", self.frames.copy_frame),
        )
        self.header.add_action(
            say("New framework"), "plus", self.frames.add_frame, "Ctrl+N", main=True
        )
        self.empty = self._empty()
        self.body.addWidget(self.stack)
        self.body.addWidget(self.empty)
        parts = (self.header, self.entry, self.views, self.body, self.hint)
        self.put_in_column(parts, growing=(self.body,))

    def _empty(self) -> EmptyState:
        words = say(
            "A framework says in a few statements how you want to work: a bridge from purpose to "
            "outcomes, with the mindset at its heart. Each statement shows what it rests on."
        )
        made = EmptyState("compass", say("What do you stand for, together?"), words)
        made.add_step(say("Begin a framework"), "plus", self.frames.add_frame, main=True)
        return made
