"""The base class of the pages.

A page reads the session when it is shown and again when a change concerns it. It never updates its
widgets directly after a write, but waits for the change signal like all other pages.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.room_screen.slide_types import Slide
from ui.widgets.inputs.entry_line import EntryLine
from ui.widgets.inputs.segments import Segments
from ui.widgets.lists.row_verbs import Verb
from upstream_workshop.session_file.steps import Change

NEXT_VIEW = "Ctrl+Tab"  # the shortcut of every page that has several views
IMPORT = "Ctrl+I"  # the shortcut of every page that imports files


@dataclass(frozen=True)
class Command:
    """An entry of the command palette.

    label: its text.
    run: the function that it calls.
    key: its keyboard shortcut, if it has one.
    """

    label: str
    run: Callable[[], object]
    key: str = ""


class Page(QWidget):
    """The page of one room.

    desk: runs services and queries on the open session.
    jobs: runs long work off the UI thread.

    Subclasses set `READS` to the names of the tables that they show, and `verbs` to what their keys do
    to the selected row. `wanted(key, what)` asks the
    window to show the page of the room with this key, which gets `what` through `receive`.
    `slide_changed()` says that a slide became another by no change of the session, such as by a job.
    """

    READS: ClassVar[frozenset[str]] = frozenset()
    verbs: ClassVar[tuple[Verb[Any], ...]] = ()
    wanted = Signal(str, object)
    slide_changed = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.jobs = jobs
        self._stale = True
        desk.changed.connect(self._on_changed)

    def refresh(self, change: Change | None) -> None:
        """Read the session again and show it.

        change: the committed change, or None if anything may have changed.
        """
        raise NotImplementedError

    def slide(self) -> Slide | None:
        """Return this page's slide for the room screen, or None if there is nothing to show."""
        return None

    def subject(self) -> object:
        """Return what `slide` is about, such as a ballot's id: numbers, or tuples of numbers.

        The room screen follows this subject, even if the page goes on to another. It is kept in the settings,
        for a start after a crash, so it never holds anybody's words.
        """
        return None

    def slide_about(self, subject: object) -> Slide | None:
        """Return the slide about a subject as it is now, or None if there is nothing to show.

        Raises LookupError if the page cannot show this subject now.
        """
        if subject != self.subject():
            raise LookupError(subject)
        return self.slide()

    def seconds_left(self, subject: object, of_the_day: int | None) -> int | None:
        """Return the seconds left (negative: over) that the slide about a subject counts down, or None.

        of_the_day: those of the block that the strip shows, which is the default.
        """
        return of_the_day

    def tick(self) -> None:
        """Show another second. The window calls it for the page in front alone; most show no time."""

    def catch_up(self) -> None:
        """Refresh a hidden page that missed changes; the room screen shows a slide of it."""
        if self._stale:
            self._stale = False
            self.refresh(None)

    def receive(self, what: object) -> None:
        """Accept what another page sent through `wanted`; most pages ignore it."""

    def memory(self) -> object:
        """Return state that is not in the session file; the page for a new theme gets it.

        The default is the selected views and the text typed into entry lines; subclasses may add
        more.
        """
        views = {each.names(): each.current() for each in self.findChildren(Segments)}
        lines = {
            line.field.accessibleName(): line.field.text() for line in self.findChildren(EntryLine)
        }
        return views, {name: typed for name, typed in lines.items() if typed}

    def recall(self, memory: Any) -> None:
        """Restore what `memory` returned on the page that this one replaces."""
        views, lines = memory
        for segments in self.findChildren(Segments):
            segments.select(views.get(segments.names(), segments.current()))
        for line in self.findChildren(EntryLine):
            if typed := lines.get(line.field.accessibleName()):
                line.field.setText(typed)

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of this page for the command palette."""
        return ()

    def targets(self) -> tuple[Command, ...]:
        """Return entries of the command palette that go to something on this page by name."""
        return ()

    def put_in_column(
        self, parts: Sequence[QWidget], *, growing: Collection[QWidget]
    ) -> QVBoxLayout:
        """Lay the parts of the page out from top to bottom; some get the height that is left."""
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 20, 26, 18)
        column.setSpacing(14)
        for part in parts:
            column.addWidget(part, int(part in growing))
        return column

    def lead_keys_to(self, widget: QWidget) -> None:
        """Set the widget that gets the keyboard focus of this page.

        If that changes while the page is visible, the focus moves at once.
        """
        before = self.focusProxy()
        self.setFocusProxy(widget)
        if before is not widget and self.isVisible():
            self.take_keys()

    def take_keys(self) -> None:
        """Move the focus to the first visible entry line, or else to the page's focus proxy."""
        lines = (line for line in self.findChildren(EntryLine) if line.isVisibleTo(self))
        (next(lines, None) or self).setFocus()

    def has_keys(self) -> bool:
        """Check whether a visible widget of this page has the keyboard focus."""
        keys = QApplication.focusWidget()
        return keys is not None and self.isAncestorOf(keys) and keys.isVisible()

    def showEvent(self, event: QShowEvent) -> None:
        """Refresh the page if changes were missed while it was hidden."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            try:
                self.refresh(None)
            except Exception:
                # reported here: an exception that passes through Qt's frames ends the app
                sys.excepthook(*sys.exc_info())

    def _on_changed(self, change: Change) -> None:
        if not change.touches(self.READS):
            return
        if self.isVisible():
            self.refresh(change)
        else:
            self._stale = True
