"""A plan of two hundred blocks in two tracks: its times anew, and an edit in its table until it is painted.

And the window at rest: what strip, clock and room screen take of a processor core while a block runs.

An edit is one undoable step in the session file. It is timed from the key that files it until the table is
painted, in turns with the same edit in a plan of four blocks: what it costs beside that is the plan's size.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ui.agenda.page import RunPage
from ui.app import App
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.kit.settings import Settings
from ui.rooms import ROOMS
from upstream_workshop.agenda import queries, rules, services
from upstream_workshop.agenda.templates import load_template
from upstream_workshop.application.session import OpenSession
from upstream_workshop.session_file.workshop import Workshop

BLOCKS, TURNS = 200, 40
CASCADED, PAINTED, RESTING = 5.0, 16.0, 1.0  # ms, ms and % of a core, what it may take
SETTLING, WATCHED = 20_000, 20_000  # milliseconds until the window rests, and that it is watched


def milliseconds(act: Callable[[], object]) -> float:
    """Return the milliseconds that one call takes."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def laid_out(folder: Path, blocks: int) -> Desk:
    """Return a desk on a session with so many blocks, half of them in a second track."""
    desk = Desk(OpenSession(Workshop.create(folder / f"{blocks}.upstream")))
    rows = [
        (
            None,
            {
                "title": f"Block {number}",
                "minutes": 5,
                "minimum": 2,
                "track": "" if number % 2 else "B",
            },
        )
        for number in range(blocks)
    ]
    desk.do("Plan", services.write_blocks, rows, 1)
    return desk


def edited(desk: Desk, jobs: Jobs) -> RunPage:
    """Return the page with the plan being edited, painted."""
    page = RunPage(desk, jobs, now=lambda: datetime(2026, 12, 1, 8))
    page.resize(1200, 700)
    page.show()
    page.editing.setChecked(True)
    QApplication.processEvents()
    return page


def edit(page: RunPage, turn: int) -> float:
    """Type minutes into the second block; return the milliseconds from Enter until it is painted."""
    table = page.editor.table
    table.point_at(table.plan.lines[1].key, "minutes")
    table.type_in()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, str(3 + turn % 3))

    def act() -> None:
        QTest.keyClick(field, Qt.Key.Key_Return)
        table.viewport().repaint()

    taken = milliseconds(act)
    QApplication.processEvents()
    return taken


def waited(milliseconds: int) -> None:
    """Let the window be for so long; other ways of waiting wake up all the time."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def at_rest(folder: Path) -> float:
    """Return the share of a core, in %, that the window takes while a block runs and the room sees it.

    Every page was opened before: one that is hidden may do nothing.
    """
    app = App([], Settings(folder / "settings.ini"))
    app.make(folder / "rest.upstream", load_template("two-day"))
    for room in ROOMS:
        app.window.go(room.key)
        QApplication.processEvents()
    page = app.window.go("run")
    assert isinstance(page, RunPage)
    page.run.on_next()
    app.window.room_screen.toggle()
    app.window.send_page()
    waited(SETTLING)
    worked, begun = time.process_time(), time.perf_counter()
    waited(WATCHED)
    share = (time.process_time() - worked) / (time.perf_counter() - begun) * 100
    app.close()
    return share


def main() -> None:
    """Measure all and print them."""
    app = QApplication([])
    theme.apply(app, still=True)
    jobs = Jobs()
    with tempfile.TemporaryDirectory() as name:
        large, small = (laid_out(Path(name), blocks) for blocks in (BLOCKS, 4))
        plan = large.ask(queries.agenda)
        cascade = statistics.median(milliseconds(lambda: rules.cascade(plan)) for _ in range(TURNS))
        pages = edited(large, jobs), edited(small, jobs)
        times: tuple[list[float], list[float]] = ([], [])
        for turn in range(TURNS):
            for page, taken in zip(pages, times, strict=True):
                page.activateWindow()
                QTest.qWaitForWindowActive(page)
                page.editor.table.setFocus()
                taken.append(edit(page, turn))
        painted, least = (statistics.median(taken) for taken in times)
        print(
            f"times of {BLOCKS} blocks in two tracks anew: {cascade:.2f} ms (at most {CASCADED:.0f})"
        )
        print(
            f"an edit filed and painted: {painted:.1f} ms, in a plan of four blocks {least:.1f} ms: "
            f"the size of the plan costs {painted - least:.1f} ms (at most {PAINTED:.0f})"
        )
        for page in pages:
            page.close()
        for desk in (large, small):
            desk.workshop.close()
        print(f"at rest: {at_rest(Path(name)):.2f} % of a core (at most {RESTING:.0f})")


if __name__ == "__main__":
    main()
