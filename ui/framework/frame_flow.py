"""The class FrameFlow: making, copying, renaming and removing frames, with what must be asked for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.framework import framework_forms as forms
from ui.framework import template_flow
from ui.framework.framework_actions import FrameworkActions
from ui.kit.desk import Desk
from ui.page import Command
from upstream_workshop.framework.queries import FrameRow
from upstream_workshop.framework.templates.own_frame_templates import all_templates
from upstream_workshop.workgroups.queries import workgroup_titles


class FrameFlow(QObject):
    """What can be done to whole frames.

    frame: returns the frame that is shown, or None.
    over: the page, over which is asked.

    `made(frame id)` when there is another frame, `begun()` when it is the user's to fill, `slot_added(slot
    id)` when the frame that is shown has another slot.
    """

    made = Signal(int)
    begun = Signal()
    slot_added = Signal(int)

    def __init__(
        self,
        desk: Desk,
        handlers: FrameworkActions,
        frame: Callable[[], FrameRow | None],
        over: QWidget,
    ) -> None:
        super().__init__(over)
        self._desk = desk
        self._handlers = handlers
        self._frame = frame
        self._over = over

    def commands(self) -> tuple[Command, ...]:
        """Return what is done to frames, for the palette."""
        return (
            Command(say("New framework"), self.add_frame, "Ctrl+N"),
            Command(say("Add a slot"), self.add_slot),
            Command(say("Copy the framework for a group"), self.copy_frame),
            Command(say("Rename the framework"), self.rename_frame),
            Command(say("Save the slots as a template"), self.save_template),
            *template_flow.commands(self._desk, self._over),
            Command(say("Remove the framework"), self.remove_frame),
        )

    def add_frame(self) -> None:
        """Ask for a template and a title, and make a frame."""
        title = say("Our framework") if self._frame() is None else ""
        asked = forms.ask_new(self._over, all_templates(template_flow.folder(self._desk)), title)
        if asked and (made := self._handlers.make(*asked)):
            self.made.emit(made)
            self.begun.emit()

    def copy_frame(self) -> None:
        """Ask for whom the frame is copied, and copy it."""
        frame = self._needed()
        asked = forms.ask_copy(self._over, frame, self._groups()) if frame else None
        if frame and asked and (made := self._handlers.copy(frame, *asked)):
            self.made.emit(made)

    def rename_frame(self) -> None:
        """Ask for another title of the frame, and who fills it."""
        frame = self._needed()
        asked = forms.ask_frame(self._over, frame, self._groups()) if frame else None
        if frame and asked:
            self._handlers.rename(frame, *asked)

    def remove_frame(self) -> None:
        """Remove the frame."""
        if frame := self._needed():
            self._handlers.remove(frame)

    def save_template(self) -> None:
        """Ask for a title and save the slots as a template of one's own."""
        if frame := self._needed():
            template_flow.save_template(self._desk, self._over, frame)

    def add_slot(self) -> None:
        """Ask for a slot and add it."""
        frame = self._needed()
        asked = forms.ask_slot(self._over) if frame else None
        if frame and asked and (made := self._handlers.add_slot(frame, *asked)):
            self.slot_added.emit(made)

    def _needed(self) -> FrameRow | None:
        """Return the frame that is shown; say so if there is none."""
        frame = self._frame()
        if frame is None:
            self._desk.refused.emit(say("There is no framework yet: make one first."))
        return frame

    def _groups(self) -> tuple[tuple[int, str], ...]:
        return self._desk.ask(workgroup_titles)
