"""Running the app: its event loop, and what happens to exceptions that nothing caught."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

from resources.words import say
from ui.app import App
from ui.kit import folders, log
from upstream_workshop.storage import inspecting

_log = logging.getLogger(__name__)
Hook: TypeAlias = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def run(path: Path | None) -> int:
    """Start the app, run it until it is closed, and return its exit code.

    path: the session file to open; None opens the last one or the start page.
    """
    app = App([])
    logged = log.keep_in(folders.log_folder())
    sys.excepthook = _hook(app)
    app.begin(path)
    if not logged:
        app.messages.add(say("No log can be kept in {folder}.", folder=folders.log_folder()))
    code = app.qt.exec()
    app.close()
    inspecting.STANDBY.end()
    return code


def _hook(app: App) -> Hook:
    """Return a `sys.excepthook` that logs uncaught exceptions and shows a message in the window.

    The log gets the kind and place of an exception but not its message, which may quote names.
    """

    def on_error(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        _log.error("unexpected error", exc_info=(kind, error, trace))
        if sys.stderr is not None and sys.stderr.isatty():  # it is not kept in a terminal
            sys.__excepthook__(kind, error, trace)
        app.trouble()

    return on_error
