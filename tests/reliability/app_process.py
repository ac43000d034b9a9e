"""The real app in a process of its own, editing for ever through the desk, to be killed at any moment.

`warm` forks from a process that has loaded everything and dressed its application; `cold` starts from
nothing. What they tell through the pipe has been committed: `+ 12`, card 12 is there; `- 12`, the card
"passing 12" was there and has been undone.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer

from ui.app import App
from ui.jobs import Jobs
from ui.settings import Settings
from upstream_workshop.people import queries as people_queries
from upstream_workshop.people import services as people
from upstream_workshop.themes import queries as theme_queries
from upstream_workshop.themes import services as themes

Acknowledge = Callable[[str], object]


def warm(home: Path) -> App:
    """An application that has opened nothing yet."""
    return App([], Settings(home / "settings.ini"), Jobs())


def edit_for_ever(app: App, session: Path, acknowledge: Acknowledge) -> None:
    """Open the session in the window and edit, one gesture a turn of the event loop."""
    app.open(session)
    desk = app.window.desk
    numbers = [int(card.text.split()[1]) for card in desk.ask(theme_queries.cards) if card.text]
    number = max(numbers, default=0)

    def gesture() -> None:
        nonlocal number
        number += 1
        desk.do("Add card", themes.add_card, f"card {number} " + "x" * 300)
        acknowledge(f"+ {number}\n")
        desk.do("Add card", themes.add_card, f"passing {number}")
        app.window.undo()
        acknowledge(f"- {number}\n")
        if number % 5 == 0:
            desk.do("Add", people.add_participant, f"Person {number}", role="y" * 200)
            for row in desk.ask(people_queries.roster)[:30]:
                desk.do("Check in", people.check_in, row.id, 1)
        if number % 7 == 0:
            app.window.go("themes" if number % 2 else "people")

    timer = QTimer(app)
    timer.timeout.connect(gesture)
    timer.start(0)
    app.qt.exec()


def fork(app: App, session: Path) -> tuple[int, int]:
    """Let a warm application edit in a child; answers its process and the pipe it tells through."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            edit_for_ever(app, session, lambda words: os.write(writer, words.encode()))
        finally:
            os._exit(1)
    os.close(writer)
    return child, reader


def cold(home: Path, session: Path) -> subprocess.Popen[bytes]:
    """Start from nothing; it tells on its standard output."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.reliability.app_process", str(home), str(session)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )


if __name__ == "__main__":
    edit_for_ever(
        warm(Path(sys.argv[1])), Path(sys.argv[2]), lambda words: os.write(1, words.encode())
    )
