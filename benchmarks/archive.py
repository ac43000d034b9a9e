"""Time to archive a large session by command, compared with bare ReportLab on as many sheets."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from loaded import PEOPLE, build
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).parents[1]
SHEETS = 3  # in a take-home pack
LINES = 40  # on a sheet


def seal(folder: Path) -> None:
    """Make the full archive of the session in a folder, by the command that an organiser uses."""
    session, out, home = folder / "loaded.upstream", folder / "out.zip", folder / "home"
    command = [sys.executable, "-m", "ui", "archive", str(session), str(out), "--home", str(home)]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


def draw_bare() -> None:
    """Draw a document of plain lines for each person, with ReportLab alone."""
    for number in range(PEOPLE):
        canvas = Canvas(io.BytesIO(), pageCompression=1)
        for sheet in range(SHEETS):
            for line in range(LINES):
                canvas.drawString(50, 800 - 18 * line, f"Line {line} of sheet {sheet} for {number}")
            canvas.showPage()
        canvas.save()


def cost(act: Callable[[], object]) -> tuple[float, float]:
    """Return the elapsed seconds and the seconds of processor time that a call takes.

    Processor time includes that of child processes.
    """
    clock, worked = time.perf_counter(), _worked()
    act()
    return time.perf_counter() - clock, _worked() - worked


def _worked() -> float:
    used = [resource.getrusage(scope) for scope in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    """Print both times and the ratio of their processor times, which other load affects least."""
    with tempfile.TemporaryDirectory() as name:
        build(Path(name) / "loaded.upstream")
        _, bare = cost(draw_bare)
        clock, worked = cost(lambda: seal(Path(name)))
        size = (Path(name) / "out.zip").stat().st_size / 1e6
    print(
        f"archive of {PEOPLE} people, {size:.0f} MB: {clock:.1f} s on the clock, {worked:.1f} s of processor "
        f"time; bare ReportLab {bare:.1f} s, ratio {worked / bare:.1f}"
    )


if __name__ == "__main__":
    main()
