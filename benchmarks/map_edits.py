"""The longest that the window stands still for one deed on a large map, beside a map a tenth of its size.

Of each deed all pieces of work on the UI thread are timed until nothing is under way any more: the deed
itself, then every turn of the event loop. The longest of them, in milliseconds on the clock, is what a
key typed meanwhile would wait for, also where a thread beside it holds the interpreter. Aim: 100.
"""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from canvas import HEIGHT, WIDTH, fill
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.maps.page import MapsPage
from upstream_workshop.application.session import OpenSession
from upstream_workshop.session_file.workshop import Workshop

SIZES = ((300, 600), (3000, 6000))
SOME = 500  # factors of a large selection
LEAST_TURNS = 25  # of the event loop without work, after which all is done

Deed = tuple[str, Callable[[], object]]


def longest(act: Callable[[], object], is_busy: Callable[[], bool]) -> float:
    """Return the milliseconds of the longest piece of work that a deed causes."""
    most, idle = _timed(act), 0
    while idle < LEAST_TURNS:
        most = max(most, _timed(QApplication.processEvents))
        idle = 0 if is_busy() else idle + 1
        time.sleep(0.001)
    return most * 1000


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def canvas_deeds(page: MapsPage, desk: Desk) -> Iterator[Deed]:
    """Yield what a scribe does on the canvas, in an order in which each finds what it needs."""
    stage, canvas = page.stage, page.stage.canvas
    factors = [factor.id for factor in page.row.factors]
    links = [link.id for link in page.row.links]

    def enter(text: str) -> None:
        page.entry.field.setText(text)
        QTest.keyClick(page.entry.field, Qt.Key.Key_Return)

    def press(key: Qt.Key) -> None:
        QTest.keyClick(canvas, key)

    yield "select one", lambda: stage.select(factors[:1])
    yield "move it", lambda: press(Qt.Key.Key_Right)
    yield "add a factor", lambda: enter("Brand new")
    yield "add a link", lambda: enter("Brand new + Factor 7")
    yield "undo", desk.undo
    yield "select all", page.editing.select_all
    yield f"select {SOME}", lambda: stage.select(factors[:SOME])
    yield f"move {SOME}", lambda: press(Qt.Key.Key_Right)
    yield f"copy {SOME}", page.editing.copy
    yield f"paste {SOME}", page.editing.paste
    yield "undo the paste", desk.undo
    yield f"choose {SOME} again", lambda: stage.select(factors[:SOME])
    yield f"delete {SOME}", lambda: press(Qt.Key.Key_Delete)
    yield "undo the deletion", desk.undo
    yield f"choose {SOME} links", lambda: stage.select((), links[:SOME])
    yield f"change {SOME} signs", lambda: press(Qt.Key.Key_0)
    yield "select everything", page.editing.select_all
    yield "copy everything", page.editing.copy
    yield "move everything", lambda: press(Qt.Key.Key_Right)
    yield "delay everything", page.editing.turn_delay
    yield "undo the delays", desk.undo
    yield "delete everything", lambda: press(Qt.Key.Key_Delete)
    yield "undo that", desk.undo
    yield "lay out", page.lay_out
    yield "undo the layout", desk.undo


def outline_deeds(page: MapsPage, desk: Desk) -> Iterator[Deed]:
    """Yield what a scribe does in the outline."""
    shift = Qt.KeyboardModifier.ShiftModifier

    def come_to(key: Qt.Key) -> None:
        QTest.keyClick(page.stage.outline, key)

    def select_to(key: Qt.Key) -> None:
        QTest.keyClick(page.stage.outline, key, shift)

    yield "fill the outline", page.views.turn
    yield "come to its first row", lambda: come_to(Qt.Key.Key_Home)
    yield "select down to its last", lambda: select_to(Qt.Key.Key_End)
    yield "but one", lambda: select_to(Qt.Key.Key_Up)
    yield "come to its last row", lambda: come_to(Qt.Key.Key_End)
    yield "select all in it", page.editing.select_all
    yield "select up to its first", lambda: select_to(Qt.Key.Key_Home)
    yield "delete all in it", lambda: come_to(Qt.Key.Key_Delete)
    yield "undo that deletion", desk.undo
    yield "back to the canvas", page.views.turn


def measured(folder: Path, factors: int, links: int) -> Sequence[tuple[str, float]]:
    """Return the longest piece of each deed on a map of one size."""
    with Workshop.create(folder / f"{factors}.upstream") as workshop:
        desk, jobs = Desk(OpenSession(workshop)), Jobs()
        desk.do("Fill", fill, factors, links)
        page = MapsPage(desk, jobs)
        page.resize(WIDTH, HEIGHT)
        page.refresh(None)
        page.show()

        def is_busy() -> bool:
            stage = page.stage
            drawing = stage.is_gliding() or not stage.scene.is_complete()
            return bool(jobs.under_way()) or desk.is_writing or drawing

        found = [("open", longest(page.stage.canvas.fit, is_busy))]
        found += [
            (name, longest(act, is_busy))
            for name, act in chain(canvas_deeds(page, desk), outline_deeds(page, desk))
        ]
        jobs.wait()
        page.close()
        page.deleteLater()
        QApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
        return found


def main() -> None:
    """Print a table."""
    app = QApplication([])
    gc.disable()  # as the app does, which collects by a timer
    theme.register_fonts()
    theme.apply(app, still=True)
    with tempfile.TemporaryDirectory() as folder:
        small, large = (measured(Path(folder), *size) for size in SIZES)
    heads = " | ".join(f"{factors} + {links}" for factors, links in SIZES)
    print(f"| longest piece, ms | {heads} |\n|---|---:|---:|")
    for (name, few), (_, many) in zip(small, large, strict=True):
        print(f"| {name} | {few:.0f} | {many:.0f} |")
    print(f"at most {max(many for _, many in large):.0f} ms (aim 100)")
    QApplication.clipboard().clear()  # Qt would free what Python copied there after Python has ended
    gc.collect()  # what is left of pages goes before the app
    del app


if __name__ == "__main__":
    main()
