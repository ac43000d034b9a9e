"""What was written and printed of the open session, kept beside the settings over a restart."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject

from ui.kit.desk import Desk
from ui.kit.settings import Settings

_log = logging.getLogger(__name__)


class PrintLog(QObject):
    """Restores what the settings hold for a session into its desk, and stores what is written later.

    desk: the interface to the session, whose `outputs` are the records.
    """

    def __init__(self, desk: Desk, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._settings = desk, settings
        self._restore()
        desk.wrote.connect(self._keep)

    def _restore(self) -> None:
        kept = self._settings.printed(self._desk.workshop.identity)
        if not kept or self._desk.outputs:
            return
        # imported here because it imports all outputs, which would slow down the first start
        from exports.print_records import from_json

        try:
            self._desk.outputs = dict(from_json(kept))
        except (KeyError, TypeError, ValueError, IndexError, AttributeError):
            _log.warning("what was printed before cannot be read, and is as if nothing had been")

    def _keep(self) -> None:
        from exports.print_records import as_json

        self._settings.keep_printed(self._desk.workshop.identity, as_json(self._desk.outputs))
