"""Sealing the archive of a large session by command, against bare ReportLab drawing as many sheets."""

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
SHEETS = 3  # of a take-home pack
LINES = 40  # of a sheet


def seal(folder: Path) -> None:
    """The full archive, as an organiser makes it."""
    session, out, home = folder / "loaded.upstream", folder / "out.zip", folder / "home"
    command = [sys.executable, "-m", "ui", "archive", str(session), str(out), "--home", str(home)]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


def draw_bare() -> None:
    """A document for each person: lines of words, and nothing of ours."""
    for number in range(PEOPLE):
        canvas = Canvas(io.BytesIO(), pageCompression=1)
        for sheet in range(SHEETS):
            for line in range(LINES):
                canvas.drawString(50, 800 - 18 * line, f"Line {line} of sheet {sheet} for {number}")
            canvas.showPage()
        canvas.save()


def cost(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock, and of processor time, in this process and those it started."""
    clock, worked = time.perf_counter(), _worked()
    act()
    return time.perf_counter() - clock, _worked() - worked


def _worked() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    """Print both, and the ratio of their processor times, which other work changes least."""
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
