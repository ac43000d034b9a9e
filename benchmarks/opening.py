"""Time to open a session of 20 MB: the core alone, and until painted. The aim is under 1 s."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import large

from ui.app import App
from ui.kit.settings import Settings
from upstream_workshop.session_file.workshop import Workshop

TURNS = 7


def main() -> None:
    """Open the session several times and print the medians."""
    with tempfile.TemporaryDirectory() as folder:
        path = large.of_twenty_megabytes(Path(folder) / "large.upstream")
        app = App([], Settings(Path(folder) / "home" / "settings.ini"))
        core, window = [], []
        for _ in range(TURNS):
            begun = time.perf_counter()
            workshop = Workshop.open(path)
            core.append(time.perf_counter() - begun)
            workshop.close()
            begun = time.perf_counter()
            app.open(path)
            app.window.repaint()
            window.append(time.perf_counter() - begun)
            app.close()
        size = path.stat().st_size / 1024 / 1024
    print(
        f"open {size:.0f} MB: core {statistics.median(core):.3f} s, "
        f"until painted {statistics.median(window):.3f} s, longest {max(window):.3f} s"
    )


if __name__ == "__main__":
    main()
