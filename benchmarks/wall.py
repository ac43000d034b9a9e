"""A wall of two thousand cards, beside a scene that paints every card by itself in the same run.

A repaint is of the whole viewport at 1600 × 900. A frame of a drag is one move of twenty cards until it is
painted; an entry is one card typed, from Enter until it is painted, with the step in the session file, which
beside it is measured alone: a slow or busy disk is in both.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QRectF, Qt
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
from ui.themes.page import FREE, ThemesPage
from ui.themes.wall.card_item import CardItem
from upstream_workshop.application.session import OpenSession
from upstream_workshop.evidence.groupings.shared_words import clusters
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes import queries, services
from upstream_workshop.themes.cards import services as card_services
from upstream_workshop.themes.wall.likeness import likenesses

SIZES = (200, 2000)
THEMES = 12
WIDTH, HEIGHT = 1600, 900
WORDS = ("trust", "budget", "street", "risk", "pilot", "member", "data", "permission", "neighbour")


class NaiveCard(QGraphicsItem):
    """A card, painted whole each time."""

    def __init__(self, rect: QRectF, text: str) -> None:
        super().__init__()
        self._rect, self._text = rect, text

    def boundingRect(self) -> QRectF:
        """Return the area of the card."""
        return self._rect

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint the card with its words."""
        painter.drawRoundedRect(self._rect, 8, 8)
        painter.drawText(
            self._rect, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, self._text
        )


def fill(session: Session, cards: int) -> None:
    """Add themes and cards, a third of which are loose."""
    themes = [services.add_theme(session, f"Theme number {n}") for n in range(THEMES)]
    for n in range(cards):
        first, second = WORDS[n % len(WORDS)], WORDS[n * 7 % len(WORDS)]
        text = f"What {n} people said of {first} and {second}, in a sentence of usual length"
        theme_id = None if n % 3 == 0 else themes[n % THEMES]
        card_services.add_card(session, text, theme_id, f"Table {n % 6}")


def milliseconds(act: Callable[[], object], turns: int = 9) -> float:
    """Return the median of the milliseconds that calls take."""
    took = []
    for _ in range(turns):
        begun = time.perf_counter()
        act()
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took)


def naive(items: Sequence[CardItem]) -> float:
    """Return the milliseconds of a repaint of all cards in the naive scene."""
    scene = QGraphicsScene()
    for item in items:
        scene.addItem(NaiveCard(item.rect, item.card.text))
    view = QGraphicsView(scene)
    view.setRenderHint(QPainter.RenderHint.Antialiasing)
    view.resize(WIDTH, HEIGHT)
    view.show()
    QTest.qWait(50)
    view.fitInView(scene.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
    return milliseconds(view.viewport().repaint)


def measured(folder: Path, cards: int) -> dict[str, float]:
    """Return the figures of one size, in milliseconds."""
    with Workshop.create(folder / f"{cards}.upstream") as workshop:
        desk, jobs = Desk(OpenSession(workshop)), Jobs()
        desk.do("Fill", fill, cards)
        begun = time.perf_counter()
        page = ThemesPage(desk, jobs)
        page.resize(WIDTH, HEIGHT + 200)
        page.show()
        QApplication.processEvents()  # until it is exposed, which paints it
        page.wall.viewport().repaint()
        found = {"open": (time.perf_counter() - begun) * 1000}
        page.wall.resize(WIDTH, HEIGHT)
        found["near"] = milliseconds(page.wall.viewport().repaint)
        steps = iter(range(10_000))
        page.hide()
        step = milliseconds(lambda: desk.do("Add", card_services.add_card, f"Alone {next(steps)}"))
        page.show()
        QApplication.processEvents()
        found["its step alone"] = step

        def enter() -> None:
            page.entry.field.setText(f"A new card, number {next(steps)}")
            QTest.keyClick(page.entry.field, Qt.Key.Key_Return)
            page.wall.viewport().repaint()

        enter()
        found["entry"] = milliseconds(enter)
        page.wall.fit()
        found["all"] = milliseconds(page.wall.viewport().repaint)
        found["naive"] = naive([*page.wall.wall.items_of.values()])
        found["drag all"] = dragged(page)
        page.views.select(FREE)
        page.wall.zoom_to_100()
        found["drag near"] = dragged(page)
        texts = {card.id: card.text for card in desk.ask(queries.ideas)}
        found["clusters"] = milliseconds(lambda: clusters(texts), 1)
        found["paste 100"] = milliseconds(lambda: likenesses([*texts.values()][:100], texts), 1)
        jobs.wait()
        page.close()
        page.deleteLater()
        return found


def dragged(page: ThemesPage) -> float:
    """Return the milliseconds of a frame while twenty cards are dragged, until it is painted."""
    wall, port = page.wall, page.wall.viewport()
    wall.show_cards([*wall.wall.items_of][:20])
    wall.viewport().repaint()
    start = wall.mapFromScene(*wall.wall.layout.cards[wall.selected_cards()[0]].centre)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    steps = iter(range(10_000))

    def move() -> None:
        QTest.mouseMove(port, start + QPoint(20 + 3 * next(steps), 10))
        port.repaint()

    move()
    took = milliseconds(move, 15)
    QTest.keyClick(wall, Qt.Key.Key_Escape)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start)
    return took


def main() -> None:
    """Print a table."""
    app = QApplication([])
    theme.register_fonts()
    theme.apply(app, still=True)
    titles: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for cards in SIZES:
            found = measured(Path(folder), cards)
            if not titles:
                titles = [*found]
                print(f"| cards | {' | '.join(titles)} | naive / ours |")
                print(f"|---|{'---:|' * (len(titles) + 1)}")
            figures = " | ".join(f"{found[title]:.1f}" for title in titles)
            print(f"| {cards} | {figures} | {found['naive'] / found['all']:.1f} |", flush=True)
    del app


if __name__ == "__main__":
    main()
