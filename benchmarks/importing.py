"""Importing a list of two thousand people through the window: how long the window stands still.

The longest gap between two ticks of the UI thread is the delay that a user would feel. It is
measured for the preview, from the file to the open dialog; for Import, from its press until the
roster shows the newcomers; and for undo and redo of that step. Aim: 100 ms.
"""

from __future__ import annotations

import csv
import tempfile
from functools import partial
from pathlib import Path

from load import CONTROL, SHIFT, Session, Watch
from people import everybody
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.importing.import_dialog import ImportDialog
from upstream_workshop.people.queries import roster
from upstream_workshop.session_file.workshop import Workshop

TITLES = (
    "Name", "Organisation", "Role", "Email", "Region", "Interests", "Offers", "Asks",
    "Consent to photographs", "Consent to be listed in the directory",
)  # fmt: skip
TURNS, LONGEST = 3, 60.0  # and seconds that an import may take


def written(path: Path) -> Path:
    """Write a sign-up list of two thousand people."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(TITLES)
        for number, one in enumerate(everybody().entries):
            texts = ("; ".join(words) for words in (one.interests, one.offers, one.asks))
            answers = ("Yes", "No")[number % 2], ("No", "Yes", "Yes")[number % 3]
            rows.writerow(
                (one.name, one.organisation, one.role, one.email, one.region, *texts, *answers)
            )
    return path


def pressed(watch: Watch, gaps: dict[str, list[float]]) -> None:
    """Press Import once the dialog is open, and measure from there."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, ImportDialog):
        QTimer.singleShot(20, partial(pressed, watch, gaps))
        return
    gaps.setdefault("preview", []).append(watch.longest())
    QTest.keyClick(dialog.keep, Qt.Key.Key_Return)


def measure(session: Session, source: Path, gaps: dict[str, list[float]]) -> None:
    """Import the list, undo and redo it, and undo it again."""
    session.go("people")
    session.watch.settle()
    QTimer.singleShot(0, partial(pressed, session.watch, gaps))
    begin = partial(session.window.current.lists.import_file, source)
    gaps.setdefault("import", []).append(session.watch.time(session.window, begin, LONGEST)[-1])
    assert len(session.desk.ask(roster)) == len(everybody().entries)
    session.window.activateWindow()
    session.watch.settle()
    back = (("undo", CONTROL), ("redo", CONTROL | SHIFT), ("undo", CONTROL))
    for name, held in back:
        press = partial(session.key, Qt.Key.Key_Z, held)
        gaps.setdefault(name, []).append(session.watch.time(session.window, press)[-1])
    assert not session.desk.ask(roster)


def main() -> None:
    """Import into an empty session several times, and print the longest gaps."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.upstream"
        Workshop.create(path).close()
        session, gaps = Session(path), dict[str, list[float]]()
        session.watch.quiet = 1.0  # between pieces of a step no job runs
        for _ in range(TURNS):
            measure(session, written(Path(folder) / "people.csv"), gaps)
        session.app.close()
    for name, found in gaps.items():
        print(f"{name} of 2,000 people: longest gap {max(found):.0f} ms, of {len(found)}")


if __name__ == "__main__":
    main()
