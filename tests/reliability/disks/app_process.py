"""The real app in a process of its own, editing for ever through the desk, to be killed at any moment.

`Warm` forks from a process that has loaded everything and dressed its application, and nothing else:
one full of tests has threads that do not survive a fork. `Cold` starts from nothing. What they tell has
been committed: `+ 12`, card 12 is there; `- 12`, the card "passing 12" was there and has been undone.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer

from ui.app import App
from ui.kit.jobs import Jobs
from ui.kit.settings import Settings
from ui.rooms import ROOMS
from upstream_workshop.people import queries as people_queries
from upstream_workshop.people import services as people
from upstream_workshop.people.attendance import services as attendance_services
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes import queries as theme_queries
from upstream_workshop.themes.cards import services as card_services

Acknowledge = Callable[[str], object]


def cold(home: Path) -> App:
    """An application as it starts, that has opened nothing yet."""
    return App([], Settings(home / "settings.ini"), Jobs())


def warm(home: Path) -> App:
    """The same in its theme, with every page imported and the schema compiled."""
    app = cold(home)
    home.mkdir(exist_ok=True)
    Workshop.create(home / "first.upstream").close()
    app.run.apply_theme()
    for room in ROOMS:
        room.page()
    return app


def edit_for_ever(app: App, session: Path, acknowledge: Acknowledge) -> None:
    """Open the session in the window and edit, one gesture a turn of the event loop."""
    app.open(session)
    app.jobs.settled()  # what the last kill left is cleared first
    desk = app.window.desk
    numbers = [int(card.text.split()[1]) for card in desk.ask(theme_queries.cards) if card.text]
    number = max(numbers, default=0)

    def gesture() -> None:
        nonlocal number
        number += 1
        desk.do("Add card", card_services.add_card, f"card {number} " + "x" * 300)
        acknowledge(f"+ {number}\n")
        desk.do("Add card", card_services.add_card, f"passing {number}")
        app.window.undo()
        acknowledge(f"- {number}\n")
        if number % 5 == 0:
            desk.do("Add", people.add_participant, f"Person {number}", role="y" * 200)
            for row in desk.ask(people_queries.roster)[:3]:
                desk.do("Check in", attendance_services.check_in, row.id, 1)
        if number % 7 == 0:
            app.window.go("themes" if number % 2 else "people")

    timer = QTimer(app)
    timer.timeout.connect(gesture)
    timer.start(0)
    app.qt.exec()


def serve(app: App) -> None:
    """For each session named on the input, edit it in a child; say its number, and when it is dead."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                os.write(1, f"{os.getpid()}\n".encode())
                edit_for_ever(app, Path(line.rstrip("\n")), tell)
            finally:
                os._exit(1)
        os.waitpid(child, 0)
        os.write(1, b"dead\n")


def tell(words: str) -> None:
    """In one write, which a kill cannot part."""
    os.write(1, words.encode())


class Warm:
    """A process that forks at a word."""

    def __init__(self, home: Path) -> None:
        self._server = _started(home, "serve")

    def killed(self, session: Path, dice: random.Random) -> list[str]:
        """Let a child work a moment and kill it; all it told."""
        assert self._server.stdin is not None
        self._server.stdin.write(f"{session}\n".encode())
        self._server.stdin.flush()
        number = int(self._line())
        said = [self._line() for _ in range(dice.randrange(1, 6))]
        time.sleep(dice.uniform(0, 0.02))
        os.kill(number, signal.SIGKILL)
        while (line := self._line()) != "dead":
            said.append(line)
        return said

    def close(self) -> None:
        """Let the process go."""
        self._server.communicate(timeout=60)

    def _line(self) -> str:
        assert self._server.stdout is not None
        line = self._server.stdout.readline().decode()
        assert line.endswith("\n"), "the app died by itself"
        return line.rstrip("\n")


def killed_cold(home: Path, session: Path, dice: random.Random) -> list[str]:
    """Start the app from nothing, let it work a moment and kill it; all it told."""
    with _started(home, str(session)) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(dice.randrange(1, 6))]
        time.sleep(dice.uniform(0, 0.02))
        process.kill()
        said += process.stdout.readlines()
    return [line.decode().rstrip("\n") for line in said if line.endswith(b"\n")]


def _started(home: Path, what: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.reliability.disks.app_process", str(home), what],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parents[3],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )


if __name__ == "__main__":
    if sys.argv[2] == "serve":
        serve(warm(Path(sys.argv[1])))
    else:
        edit_for_ever(cold(Path(sys.argv[1])), Path(sys.argv[2]), tell)
