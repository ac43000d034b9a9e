"""The solver's process, kept ready while the page that may need it is in view."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from upstream_workshop.processes import Standby
from upstream_workshop.workgroups.placement.solving import PROGRAM

_SOON: Final = 500  # ms in view before the process is started: who only passes through starts none


class ReadySolver(QObject):
    """Starts the solver's process soon after a widget is shown, and ends it when that is hidden.

    More than half the time of a small search is the start of its process.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.standby = Standby(PROGRAM)
        self._timer = QTimer(self, singleShot=True, interval=_SOON)
        self._timer.timeout.connect(self.standby.begin)
        widget.destroyed.connect(self.standby.end)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow whether the widget is in view."""
        if event.type() == QEvent.Type.Show:
            self._timer.start()
        elif event.type() == QEvent.Type.Hide:
            self._timer.stop()
            self.standby.end()
        return super().eventFilter(watched, event)
