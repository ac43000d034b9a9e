"""Memory of the app with 200 people, 2,000 cards and 300 factors, after visiting every room."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import large
import psutil

from ui.app import App
from ui.kit.settings import Settings


def megabytes() -> float:
    """Return the memory of this process."""
    return float(psutil.Process().memory_info().rss / 1024 / 1024)


def main() -> None:
    """Open a session, visit all rooms twice, and print the memory after each step."""
    with tempfile.TemporaryDirectory() as folder:
        path = large.residential(Path(folder) / "large.upstream")
        app = App([], Settings(Path(folder) / "home" / "settings.ini"))
        app.show_start()
        app.qt.processEvents()
        bare = megabytes()
        app.open(path)
        walked = []
        for _ in range(2):
            for room in app.window.rooms:
                app.window.go(room.key)
                app.window.repaint()
                app.qt.processEvents()
            walked.append(megabytes())
        app.close()
    print(
        f"memory: start page {bare:.0f} MB, every room visited {walked[0]:.0f} MB, "
        f"and again {walked[1]:.0f} MB"
    )


if __name__ == "__main__":
    main()
