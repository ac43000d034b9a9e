"""A large map on its canvas, beside a scene that paints every item by itself in the same run.

A repaint is of the whole viewport at 1600 × 900. A frame of a drag is one move of one factor until it is
painted; an entry is one factor typed, from Enter until it is painted, with the step in the session file.
Opening is from the making of the page until the map is painted, at first roughly if it is large. `whole` is
until all of it is there, and `gap` the longest time after the first picture in which no key was answered.
"""

from __future__ import annotations

import gc
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsItem,
    QGraphicsScene,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QWidget,
)
from sqlalchemy.orm import Session

from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.maps.canvas.painting import curve_path, measure, rect_of
from ui.maps.page import MapsPage
from upstream_workshop.application.session import OpenSession
from upstream_workshop.maps import queries
from upstream_workshop.maps.geometry import FactorBox, LinkCurve, draw_map
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.map_rows import MapRow
from upstream_workshop.maps.model import Factor, Link, SystemMap
from upstream_workshop.session_file.workshop import Workshop

SIZES = ((300, 600), (1000, 2000), (3000, 6000))
WIDTH, HEIGHT = 1600, 900


class NaiveItem(QGraphicsItem):
    """A factor or a link, painted whole each time."""

    def __init__(self, shape: FactorBox | LinkCurve) -> None:
        super().__init__()
        self._shape = shape
        self._path = curve_path(shape) if isinstance(shape, LinkCurve) else None

    def boundingRect(self) -> QRectF:
        """Return the area of the shape."""
        if isinstance(self._shape, FactorBox):
            return rect_of(self._shape.rect)
        assert self._path is not None
        return self._path.boundingRect()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint the box with its words, or the curve with its sign."""
        if isinstance(self._shape, FactorBox):
            painter.drawRoundedRect(rect_of(self._shape.rect), 8, 8)
            painter.drawText(
                rect_of(self._shape.rect), Qt.AlignmentFlag.AlignCenter, " ".join(self._shape.lines)
            )
        elif self._path is not None:
            painter.drawPath(self._path)
            painter.drawText(self._path.pointAtPercent(0.5), self._shape.sign or "?")


def fill(session: Session, factors: int, links: int) -> int:
    """Add a map whose factors stand in rows and are linked to near ones; return its id."""
    dice = random.Random(factors)
    across = int(factors**0.5) + 1
    made = SystemMap(title=f"{factors} factors", position=0)
    session.add(made)
    session.flush()
    rows = [
        Factor(map_id=made.id, label=f"Factor {n}", x=n % across * 260.0, y=n // across * 150.0)
        for n in range(factors)
    ]
    session.add_all(rows)
    session.flush()
    near = (-across - 1, -across, -1, 1, 2, across, across + 1)
    seen: set[tuple[int, int, Sign]] = set()
    while len(seen) < links:
        source = dice.randrange(factors)
        target = (source + dice.choice(near)) % factors
        seen.add((source, target, dice.choice((Sign.MORE, Sign.LESS))))
    session.add_all(
        Link(map_id=made.id, source_id=rows[a].id, target_id=rows[b].id, sign=sign)
        for a, b, sign in sorted(seen)
    )
    session.flush()
    return made.id


def milliseconds(act: Callable[[], object], turns: int = 5) -> float:
    """Return the median of the milliseconds that calls take."""
    took = []
    for _ in range(turns):
        begun = time.perf_counter()
        act()
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took)


def naive(row: MapRow) -> tuple[float, float]:
    """Return the milliseconds of a repaint of the naive scene, all of it and at 100 %."""
    drawing = draw_map(row.factors, row.links, measure)
    scene = QGraphicsScene()
    shapes: tuple[FactorBox | LinkCurve, ...] = (*drawing.curves, *drawing.boxes)
    for shape in shapes:
        scene.addItem(NaiveItem(shape))
    view = QGraphicsView(scene)
    view.setRenderHint(QPainter.RenderHint.Antialiasing)
    view.resize(WIDTH, HEIGHT)
    view.show()
    QTest.qWait(50)
    view.fitInView(scene.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
    whole = milliseconds(view.viewport().repaint)
    view.resetTransform()
    return whole, milliseconds(view.viewport().repaint)


def opened(desk: Desk, jobs: Jobs) -> tuple[MapsPage, tuple[float, float, float]]:
    """Open a page; return it with the milliseconds until painted, until all is there, and the longest gap."""
    ticks = [time.perf_counter()]
    page = MapsPage(desk, jobs)
    page.resize(WIDTH, HEIGHT)
    page.refresh(None)
    page.show()
    page.stage.canvas.viewport().repaint()
    ticks.append(time.perf_counter())
    while not page.stage.scene.is_complete():
        QApplication.processEvents()
        ticks.append(time.perf_counter())
    painted, whole = ticks[1] - ticks[0], ticks[-1] - ticks[0]
    longest = max((after - before for before, after in pairwise(ticks[1:])), default=0.0)
    return page, (painted * 1000, whole * 1000, longest * 1000)


def measured(folder: Path, factors: int, links: int) -> Sequence[float]:
    """Return the figures of one size: naive and ours, a drag, an entry, and opening the page."""
    with Workshop.create(folder / f"{factors}.upstream") as workshop:
        desk, jobs = Desk(OpenSession(workshop)), Jobs()
        desk.do("Fill", fill, factors, links)
        (row,) = desk.ask(queries.maps)
        of_naive = naive(row)
        page, opening = opened(desk, jobs)
        canvas = page.stage.canvas
        jobs.settled()
        canvas.resize(WIDTH, HEIGHT)
        canvas.fit()
        whole = milliseconds(canvas.viewport().repaint)
        one, steps = row.factors[len(row.factors) // 2], iter(range(1000))

        def drag() -> None:
            page.stage.scene.preview({one.id: (one.x + next(steps), one.y)})
            canvas.viewport().repaint()

        dragged = milliseconds(drag, 12)
        page.stage.scene.preview({})

        def enter() -> None:
            page.entry.field.setText(f"New {next(steps)}")
            QTest.keyClick(page.entry.field, Qt.Key.Key_Return)
            canvas.viewport().repaint()

        entered = milliseconds(enter)
        canvas.zoom_to_100()
        near = milliseconds(canvas.viewport().repaint)
        jobs.wait()
        page.close()
        page.deleteLater()
        return (*of_naive, whole, near, dragged, entered, *opening)


def main() -> None:
    """Print a table."""
    app = QApplication([])
    gc.disable()  # as the app does, which collects by a timer
    theme.register_fonts()
    theme.apply(app, still=True)
    print(
        "| map | naive: all, 100 % | ours: all, 100 % | ratio | drag | entry | open | whole | gap |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        for factors, links in SIZES:
            figures = measured(Path(folder), factors, links)
            plain, plain_near, whole, near, *rest = (round(figure) for figure in figures)
            print(
                f"| {factors} + {links} | {plain}, {plain_near} | {whole}, {near} "
                f"| {figures[2] / figures[0]:.2f} | {' | '.join(map(str, rest))} |",
                flush=True,
            )
    del app


if __name__ == "__main__":
    main()
