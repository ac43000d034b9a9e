"""The start page: start from a template, open a session, restore a backup, or show the sample."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from resources.words import say
from ui.kit import theme
from ui.widgets import Banner, Sheet, button, label, scrolled, unmarked
from ui.widgets.messages.banner import Way


class StartPage(QWidget):
    """The page shown while no session is open.

    templates: the name, title and description of each template.
    recent: session files that were opened recently.

    The signals carry what the user asks for: `new_requested(template name)`, `open_requested()`,
    `sample_requested()`, `restore_requested()` and `recent_requested(Path)`.
    """

    new_requested = Signal(str)
    open_requested = Signal()
    sample_requested = Signal()
    restore_requested = Signal()
    recent_requested = Signal(object)

    def __init__(
        self,
        templates: Sequence[tuple[str, str, str]],
        recent: Sequence[Path] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Upstream Workshop"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "start")
        self.banner = Banner()
        self.banner.closed.connect(self._lead_keys)
        self._first: QWidget = self
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 34, 40, 34)
        column.setSpacing(16)
        column.addWidget(label(say("Upstream Workshop"), "title"))
        words = say("Run a residential from this laptop: no internet, no accounts, one file.")
        column.addWidget(label(words, "soft", wrap=True))
        column.addWidget(self.banner)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(self._templates(templates), 3)
        columns.addWidget(self._files(recent), 2)
        column.addLayout(columns, 1)
        room = self.screen().availableSize()
        self.resize(min(theme.px(1000), room.width()), min(theme.px(640), room.height()))

    def refuse(self, sentence: str, ways: Sequence[Way] = ()) -> None:
        """Show why a session could not be opened or created.

        ways: actions that are offered with it.
        """
        self.banner.say(sentence, ways)
        self._lead_keys()

    def refuse_also(self, sentence: str) -> None:
        """Add a sentence to the message on screen."""
        words = self.banner.words() if not self.banner.isHidden() else ""
        self.refuse(f"{words} {sentence}".strip())

    def showEvent(self, event: QShowEvent) -> None:
        """Focus the button that Enter should press.

        It is the first action offered with a refusal, or else the first template.
        """
        super().showEvent(event)
        self._lead_keys()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the message on Escape."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.banner.close_banner()
        else:
            super().keyPressEvent(event)

    def _lead_keys(self) -> None:
        way_out = None if self.banner.isHidden() else self.banner.way_out
        (way_out or self._first).setFocus()

    def _templates(self, templates: Sequence[tuple[str, str, str]]) -> QWidget:
        inner, column = _column()
        for number, (name, title, sentence) in enumerate(templates):
            made = _wide(button(title, "calendar-plus", main=number == 0))
            made.clicked.connect(lambda _on, chosen=name: self.new_requested.emit(chosen))
            made.setAccessibleDescription(sentence)
            if number == 0:
                self._first = made
            column.addWidget(made)
            column.addWidget(label(sentence, "small", wrap=True))
            column.addSpacing(10)
        column.addStretch(1)
        sheet = Sheet(say("Start a new session"))
        sheet.body.addWidget(scrolled(inner))
        return sheet

    def _files(self, recent: Sequence[Path]) -> QWidget:
        inner, column = _column()
        opens = _wide(button(say("Open a session file"), "folder-open"))
        opens.clicked.connect(lambda _on: self.open_requested.emit())
        sample = _wide(button(say("Look at the sample"), "compass"))
        sample.clicked.connect(lambda _on: self.sample_requested.emit())
        restore = _wide(button(say("Restore from a backup"), "clock-counter-clockwise"))
        restore.clicked.connect(lambda _on: self.restore_requested.emit())
        column.addWidget(opens)
        column.addWidget(sample)
        column.addWidget(restore)
        if recent:
            column.addSpacing(10)
            column.addWidget(label(say("Lately"), "small"))
        for path in recent:
            metrics = QFontMetrics(theme.font("body", "strong"))
            shown = metrics.elidedText(path.stem, Qt.TextElideMode.ElideRight, theme.px(225))
            made = _wide(button(shown, "file", role="link"))
            made.setAccessibleName(path.stem)
            made.setToolTip(unmarked(str(path)))
            made.setAccessibleDescription(str(path.parent))
            made.clicked.connect(lambda _on, chosen=path: self.recent_requested.emit(chosen))
            column.addWidget(made)
        column.addStretch(1)
        sheet = Sheet(say("Come back to one"))
        sheet.body.addWidget(scrolled(inner))
        return sheet


def _column() -> tuple[QWidget, QVBoxLayout]:
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    return inner, column


def _wide(made: QPushButton) -> QPushButton:
    policy = made.sizePolicy()
    policy.setHorizontalPolicy(policy.Policy.Expanding)
    made.setSizePolicy(policy)
    made.setProperty("wide", True)
    return made
