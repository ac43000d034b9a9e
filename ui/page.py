"""What every page is: it reads when shown, re-reads when a change concerns it, and never edits itself."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.room_screen.slide_types import Slide
from ui.widgets.inputs.entry_line import EntryLine
from ui.widgets.inputs.segments import Segments
from upstream_workshop.session_file.workshop import Change

NEXT_VIEW = "Ctrl+Tab"  # on every page that has several


@dataclass(frozen=True)
class Command:
    """Something the command palette offers: its words, what it runs, and its key if it has one."""

    label: str
    run: Callable[[], object]
    key: str = ""


class Page(QWidget):
    """One room's page: the desk to do and ask through, the jobs for long work.

    `wanted(room key, what)` asks the window to go to another room, whose page may `receive(what)`.
    """

    READS: ClassVar[frozenset[str]] = frozenset()
    wanted = Signal(str, object)

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.jobs = jobs
        self._stale = True
        desk.changed.connect(self._on_changed)

    def refresh(self, change: Change | None) -> None:
        """Read again and show; `change` is what happened, or None when everything may have."""
        raise NotImplementedError

    def slide(self) -> Slide | None:
        """What the room would see of this page; None when there is nothing to show."""
        return None

    def subject(self) -> object:
        """What `slide` is about, such as a ballot's id: what the room sees follows it, not the page."""
        return None

    def slide_about(self, subject: object) -> Slide | None:
        """The slide about a subject as it stands now. Raises LookupError while the page cannot say."""
        if subject != self.subject():
            raise LookupError(subject)
        return self.slide()

    def catch_up(self) -> None:
        """Read again what changed while the page was hidden, for a slide of it that the room sees."""
        if self._stale:
            self._stale = False
            self.refresh(None)

    def receive(self, what: object) -> None:
        """Take what another page sent here; most pages have no use for it."""

    def memory(self) -> object:
        """What stands here and is not in the file, for the page that takes this one's place in another theme.

        Its views and what is half typed; a page with more has more to remember.
        """
        views = {each.names(): each.current() for each in self.findChildren(Segments)}
        lines = {
            line.field.accessibleName(): line.field.text() for line in self.findChildren(EntryLine)
        }
        return views, {name: typed for name, typed in lines.items() if typed}

    def recall(self, memory: Any) -> None:
        """Stand again as the page did that this was remembered of."""
        views, lines = memory
        for segments in self.findChildren(Segments):
            segments.select(views.get(segments.names(), segments.current()))
        for line in self.findChildren(EntryLine):
            if typed := lines.get(line.field.accessibleName()):
                line.field.setText(typed)

    def commands(self) -> tuple[Command, ...]:
        """What can be done here, for the command palette."""
        return ()

    def targets(self) -> tuple[Command, ...]:
        """What can be gone to here by name, for the command palette."""
        return ()

    def lead_keys_to(self, widget: QWidget) -> None:
        """Who gets the keys of this page; when that changes while somebody looks, at once."""
        before = self.focusProxy()
        self.setFocusProxy(widget)
        if before is not widget and self.isVisible():
            self.take_keys()

    def take_keys(self) -> None:
        """Give the keys to the entry line one types into here, or else to what leads the page."""
        lines = (line for line in self.findChildren(EntryLine) if line.isVisibleTo(self))
        (next(lines, None) or self).setFocus()

    def has_keys(self) -> bool:
        """Whether the keys are with something on this page that somebody can see."""
        keys = QApplication.focusWidget()
        return keys is not None and self.isAncestorOf(keys) and keys.isVisible()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while hidden."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            try:
                self.refresh(None)
            except Exception:
                # told at once: an exception that passes through Qt's own frames ends the app
                sys.excepthook(*sys.exc_info())

    def _on_changed(self, change: Change) -> None:
        if not change.touches(self.READS):
            return
        if self.isVisible():
            self.refresh(change)
        else:
            self._stale = True
