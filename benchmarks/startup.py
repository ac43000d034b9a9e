"""Time to start: the app painted with the sample open, compared with a bare window.

Each start is a new interpreter. The two take turns, so that other load affects both alike. The app
is started by `open FILE` of the command line; the bare window loads the same libraries. Prints
medians in seconds and their ratio; the aim is at most 1.5.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TURNS = 7

BARE = """
from PySide6.QtCore import QTimer  # first, or qt-material finds no Qt to style
import qt_material, sqlalchemy.orm
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
qt_material.apply_stylesheet(app, "light_teal.xml")
window = QMainWindow()
window.setCentralWidget(QLabel("bare"))
window.resize(1366, 768)
window.show()
window.repaint()
QTimer.singleShot(0, lambda: (print("painted", flush=True), app.exit()))
app.exec()
"""

OURS = """
import sys
from ui.__main__ import load_window, main
load_window()  # in the order of the app, which loads Qt late
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

def painted(*_):
    app = QApplication.instance()
    for window in app.topLevelWidgets():
        window.repaint()
    QTimer.singleShot(0, lambda: (print("painted", flush=True), app.exit()))
    return run()

run, QApplication.exec = QApplication.exec, painted
main(["open", sys.argv[1]])
"""


def seconds_to_paint(code: str, home: str, *arguments: str) -> float:
    """Return the seconds from the start of the interpreter until the window is painted.

    code: the program.
    home: the folder for its settings and compiled modules, which all starts but the first find
    there.
    """
    kept = {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "XDG_STATE_HOME": home}
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": f"{home}/compiled"}
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env={"QT_QPA_PLATFORM": "offscreen", **os.environ, **kept, **compiled},
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == "painted":
                taken = time.perf_counter() - begun
                break
        else:
            raise SystemExit("the window was never painted")
        process.stdout.read()
    return taken


def main() -> None:
    """Measure in turns and print the ratio."""
    from upstream_workshop.whole import sample

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.upstream"
        sample.build(path).close()
        pairs = [
            (seconds_to_paint(BARE, folder), seconds_to_paint(OURS, folder, str(path)))
            for _ in range(TURNS + 1)
        ][1:]
    bare, whole = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"start-up: bare {bare:.2f} s, with the sample {whole:.2f} s, ratio {whole / bare:.2f}")


if __name__ == "__main__":
    main()
