"""Typing in a draft of fifty pages: a letter until it is painted, the preview after a pause, and keeping.

All figures are processor time of the thread that paints, which other programs do not lengthen; the preview
is read on a thread of its own. `python benchmarks/drafting.py` ends with an error if a limit is passed.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.handbook import SECTION
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.sharing.page import DRAFT, SharingPage
from upstream_workshop.application.session import OpenSession
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.sharing import services
from upstream_workshop.sharing.drafts.services import start_draft

LETTERS: Final = 50 * 2_500  # of fifty pages
TURNS, WARM = 60, 10
PAINTED, SHOWN, KEPT = 16.0, 100.0, 100.0  # ms that each may take


def milliseconds(act: Callable[[], object]) -> float:
    """Return the processor time of one call on this thread, in ms."""
    begun = time.thread_time()
    act()
    return (time.thread_time() - begun) * 1000


def opened(folder: Path) -> SharingPage:
    """Return the page with the long draft in front, the cursor in its middle, painted."""
    desk = Desk(OpenSession(Workshop.create(folder / "long.upstream")))
    text = "".join(SECTION.format(number=n) for n in range(LETTERS // len(SECTION) + 1))
    product = desk.do("Add", services.add_product, title="Long")
    desk.do("Begin", start_draft, product, None, "", text)
    page = SharingPage(desk, Jobs())
    page.resize(1200, 700)
    page.show()
    page.show_view(DRAFT)
    cursor = page.draft.field.textCursor()
    cursor.setPosition(len(text) // 2)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    page.draft.field.setTextCursor(cursor)
    page.draft.field.ensureCursorVisible()
    QApplication.processEvents()
    return page


def typed(page: SharingPage) -> float:
    """Type a letter; return the ms until it is painted."""
    field = page.draft.field

    def act() -> None:
        QTest.keyClicks(field, "a")
        field.viewport().repaint()

    return milliseconds(act)


def shown(page: SharingPage) -> float:
    """Show the preview; return the ms that the window cannot do anything else."""
    typed(page)
    asked = milliseconds(page.draft._show_preview)
    jobs = page.jobs
    begun = time.thread_time()
    assert jobs.settled(20_000)
    page.draft.preview.viewport().repaint()
    return asked + (time.thread_time() - begun) * 1000


def kept(page: SharingPage) -> float:
    """Keep what was typed; return the ms that this takes with all that follows."""
    typed(page)
    return milliseconds(page.draft.keep)


def main() -> int:
    """Print the figures; return 1 if one is beyond its limit."""
    app = QApplication([])
    theme.apply(app, still=True)
    measured = []
    with tempfile.TemporaryDirectory() as name:
        page = opened(Path(name))
        for title, act, turns, most in (
            ("a letter typed and painted", typed, TURNS, PAINTED),
            ("the preview after a pause", shown, TURNS // 4, SHOWN),
            ("keeping the text", kept, TURNS // 4, KEPT),
        ):
            times = sorted([act(page) for _ in range(turns + WARM)][WARM:])
            middle, slow = statistics.median(times), times[int(len(times) * 0.95)]
            print(f"{title}: {middle:.1f} ms, of a hundred 95 within {slow:.1f} (at most {most:g})")
            measured.append(slow <= most)
        page.desk.session.close()
    return int(not all(measured))


if __name__ == "__main__":
    sys.exit(main())
