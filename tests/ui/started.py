"""The real app, started as by its command in whatever surroundings it gets, and watched for a moment.

Prints as JSON what stood on the screen; `die` ends it the hard way, as a crash does. With `serve` it waits
for lines of JSON, and for each starts the app in a process that is forked before there is anything of Qt.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import traceback
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ui import app_loop
from ui.app import App
from ui.start.start_page import StartPage
from ui.window.main_window import MainWindow


def seen(app: QApplication) -> dict[str, object]:
    """Which windows stand, and what their banners say."""
    shown = [window for window in app.topLevelWidgets() if window.isVisible()]
    windows = [window for window in shown if isinstance(window, MainWindow)]
    pages = [window for window in shown if isinstance(window, StartPage)]
    banners = [window.banner for window in (*windows, *pages) if not window.banner.isHidden()]
    banners += [w._frame.standing for w in windows if not w._frame.standing.isHidden()]
    return {
        "window": bool(windows),
        "start": bool(pages),
        "said": " ".join(banner.words() for banner in banners),
    }


def main(path: str, end: str) -> int:
    """Run until something stands there, then look, then end it so."""
    made: list[App] = []
    begin = App.begin

    def watched(app: App, wanted: Path | None) -> None:
        made.append(app)
        begin(app, wanted)
        QTimer.singleShot(700, look)

    def look() -> None:
        app = made[0]
        if end == "open again":
            app.opening.reopen()
            QTimer.singleShot(1500, finish)
        else:
            finish()

    def finish() -> None:
        app = made[0]
        sys.stdout.write(json.dumps(seen(app.qt)) + "\n")
        sys.stdout.flush()
        if end == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        for window in app.qt.topLevelWidgets():
            window.close()

    App.begin = watched  # type: ignore[method-assign]  # to look at what `run` makes
    code = app_loop.run(Path(path) if path else None)
    sys.stdout.write("ended\n")
    return code


def serve() -> None:
    """For each line, with the environment, a path and an end, answer the exit code and both outputs."""
    for line in sys.stdin:
        around, path, end = json.loads(line)
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = os.fork()
            if child == 0:
                become(around, path, end, (out.fileno(), err.fileno()))
            _, status = os.waitpid(child, 0)
            said = []
            for stream in (out, err):
                stream.seek(0)
                said.append(stream.read().decode())
        sys.stdout.write(json.dumps([os.waitstatus_to_exitcode(status), *said]) + "\n")
        sys.stdout.flush()


def become(around: dict[str, str], path: str, end: str, streams: tuple[int, int]) -> NoReturn:
    """Be the app in these surroundings, and end the process with its code."""
    for number, stream in enumerate(streams, 1):
        os.dup2(stream, number)
    os.environ.clear()
    os.environ.update(around)
    tempfile.tempdir = None  # it is looked for anew
    code = 1
    try:
        code = main(path, end)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve()
    else:
        sys.exit(main(sys.argv[1], sys.argv[2]))
