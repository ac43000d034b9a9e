"""The time that a key takes, with the window on a large session and on the sample.

Each action is timed from its key until everything it changed is painted, and observed until the
work it started has ended. The longest gap between two ticks of the UI thread is the delay that a
user would feel. The processor time of the UI thread is printed too, since it does not depend on
other load. The two sessions are measured in processes of their own, together with a fixed piece of
Python that shows how fast the machine was at the time. Aims: 100 ms with the sample, 200 ms with
the large session.

    python benchmarks/load.py            both sessions, as a table
    python benchmarks/load.py card undo  only the actions whose name contains one of these words
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.app import App
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs, Ticket
from ui.kit.settings import Settings
from ui.rooms import ROOMS, digit
from ui.window.main_window import MainWindow

# milliseconds: until painted, processor time of the UI thread in it, longest gap
Timed = tuple[float, ...]
TURNS, VISITS = 5, 3
_QUIET, _LONGEST = 0.25, 6.0  # seconds without work after which an action has ended; limit
CONTROL = Qt.KeyboardModifier.ControlModifier
_FIXED = "a fixed piece of Python"
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLACES = {room.key: getattr(Qt.Key, f"Key_{digit(number)}") for number, room in enumerate(ROOMS, 1)}


class Watch(QObject):
    """Measures the ticks of the UI thread and counts the running jobs."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.quiet = _QUIET
        self._running: set[Ticket] = set()
        self._last = 0.0
        self._longest = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        jobs.started.connect(self._on_started)

    def time(
        self, window: MainWindow, act: Callable[[], object], at_most: float = _LONGEST
    ) -> Timed:
        """Perform an action, paint, wait until the work it started has ended; return the times.

        at_most: the seconds after which the work is not waited for.
        """
        self._last, self._longest = time.perf_counter(), 0.0
        self._timer.start(1)
        begun, worked = self._last, time.thread_time()
        act()
        QApplication.sendPostedEvents()
        QApplication.processEvents()
        (QApplication.activePopupWidget() or window).repaint()
        painted, worked = time.perf_counter() - begun, time.thread_time() - worked
        self.settle(at_most)
        self._timer.stop()
        return painted * 1000, worked * 1000, self._longest * 1000

    def longest(self) -> float:
        """Return the longest gap since the last call in milliseconds, within `time`."""
        found, self._longest = self._longest, 0.0
        return found * 1000

    def settle(self, at_most: float = _LONGEST) -> None:
        """Run the event loop until no job has been running for a moment."""
        begun = busy = time.perf_counter()
        while time.perf_counter() - busy < self.quiet and time.perf_counter() - begun < at_most:
            wait(2)
            if self._running:
                busy = time.perf_counter()

    def _tick(self) -> None:
        now = time.perf_counter()
        self._longest = max(self._longest, now - self._last)
        self._last = now

    def _on_started(self, ticket: Ticket, _title: str) -> None:
        self._running.add(ticket)
        ticket.ended.connect(partial(self._running.discard, ticket))


class Session:
    """A session file, opened in the real window with real jobs."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.settings = Settings(path.parent / "home" / "settings.ini")
        self._start()

    @property
    def window(self) -> MainWindow:
        """The window; a new one after each `open`."""
        return self.app.window

    @property
    def desk(self) -> Desk:
        """The desk of the window."""
        return self.window.desk

    def open(self) -> None:
        """Open the session in a new app, with no page but Run visited.

        A new app is needed because a closed one has stopped its garbage collection.
        """
        self.app.close()
        self._start()

    def _start(self) -> None:
        self.settings.page = "run"
        self.app = App([], self.settings)
        self.watch = Watch(self.app.jobs)
        self.app.open(self.path)
        self.window.activateWindow()
        self.watch.settle()

    def go(self, room: str) -> None:
        """Press Ctrl and the number of a room."""
        self.key(PLACES[room], CONTROL)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key in the widget that has the keyboard focus."""
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, held)

    def letters(self, words: str) -> None:
        """Type text in the widget that has the keyboard focus."""
        QTest.keyClicks(QApplication.focusWidget(), words)

    def timed(self, act: Callable[[], object], before: Callable[[], object] | None = None) -> Timed:
        """Return the median times of several turns of an action.

        before: prepares each turn; it is not timed.
        """
        turns = []
        for _ in range(TURNS):
            if before is not None:
                before()
                self.watch.settle()
            turns.append(self.watch.time(self.window, act))
        return medians(turns)


def wait(milliseconds: int) -> None:
    """Run the event loop as the app does.

    `QTest.qWait` would keep other threads from running Python.
    """
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def medians(turns: Sequence[Timed]) -> Timed:
    """Return the median of each measure."""
    return tuple(statistics.median(measure) for measure in zip(*turns, strict=True))


def visits(session: Session) -> dict[str, Timed]:
    """Time the first visit of each room except Run, which is shown when the session is opened."""
    found: dict[str, list[Timed]] = {room: [] for room in PLACES if room != "run"}
    for _ in range(VISITS):
        session.open()
        for room, turns in found.items():
            turns.append(session.watch.time(session.window, partial(session.go, room)))
    return {f"first visit of {room}": medians(turns) for room, turns in found.items()}


def card_added(session: Session) -> Timed:
    """Time Enter after a card's text."""
    session.go("themes")
    numbers = iter(range(1000))
    enter = partial(session.key, Qt.Key.Key_Return)
    return session.timed(enter, lambda: session.letters(f"Ask the new ones {next(numbers)}"))


def card_typed(session: Session) -> Timed:
    """Time one more letter of a card, which starts a search for near-duplicates."""
    session.go("themes")
    session.letters("families trust early hel")
    return session.timed(partial(session.letters, "p"))


def check_in(session: Session) -> Timed:
    """Time Enter after a name."""
    from upstream_workshop.people import queries
    from upstream_workshop.people.attendance import services as attendance_services

    session.go("people")
    name = session.desk.ask(queries.roster)[-1].name

    def expected() -> None:
        row = session.desk.ask(queries.roster)[-1]
        session.desk.do("Expect", attendance_services.check_in, row.id, 1, "expected")
        session.letters(name)

    return session.timed(partial(session.key, Qt.Key.Key_Return), expected)


def filtering(session: Session) -> Timed:
    """Time one letter of the roster's filter."""
    session.go("people")

    def clear() -> None:
        session.window.current.finder.entry.field.clear()

    return session.timed(partial(session.letters, "m"), clear)


def undo(room: str, session: Session) -> Timed:
    """Time Ctrl+Z of a change in a room; where it has none of its own, of a card just added."""
    session.go(room)
    numbers = iter(range(1000))
    back = partial(session.key, Qt.Key.Key_Z, CONTROL)
    return session.timed(back, lambda: _step(session, room, next(numbers)))


def _step(session: Session, room: str, number: int) -> None:
    from upstream_workshop.agenda import queries as agenda_queries
    from upstream_workshop.agenda import services as agenda
    from upstream_workshop.maps import queries as map_queries
    from upstream_workshop.maps.factors.services import add_factor
    from upstream_workshop.people import queries as people_queries
    from upstream_workshop.people import services as people
    from upstream_workshop.themes.cards import services as card_services
    from upstream_workshop.voting import queries as voting_queries
    from upstream_workshop.voting import services as voting
    from upstream_workshop.voting.papers import services as paper_services
    from upstream_workshop.workgroups import services as workgroups

    desk = session.desk
    if room == "run":
        block = desk.ask(agenda_queries.agenda)[0]
        desk.do("Rename", agenda.amend_block, block.id, title=f"Welcome {number}")
    elif room == "people":
        row = desk.ask(people_queries.roster)[-1]
        desk.do("Note", people.amend_participant, row.id, role=f"Officer {number}")
    elif room == "vote":
        last = desk.ask(voting_queries.ballots)[-1]
        if last.state == "open":
            desk.do("Key", paper_services.key_paper, last.id, f"9{number}", {1: 1})
        else:
            desk.do("Count", voting.issue_papers, last.id, last.issued + 1, last.returned + 1)
    elif room == "workgroups":
        desk.do("Add", workgroups.add_workgroup, f"Another group {number}")
    elif room == "maps":
        first = desk.ask(map_queries.maps)[0]
        desk.do("Add", add_factor, first.id, f"One factor more {number}")
    else:
        desk.do("Add", card_services.add_card, f"One card more {number}")


def theme_swap(session: Session) -> Timed:
    """Time Ctrl+Shift+L on Themes, after every page was visited."""
    session.go("themes")
    return session.timed(
        partial(session.key, Qt.Key.Key_L, CONTROL | SHIFT), lambda: _walk(session)
    )


def text_size(session: Session) -> Timed:
    """Time Ctrl++ on People, after every page was visited."""

    def as_before() -> None:
        session.key(Qt.Key.Key_Minus, CONTROL)
        _walk(session)
        session.go("people")

    found = session.timed(partial(session.key, Qt.Key.Key_Equal, CONTROL), as_before)
    session.key(Qt.Key.Key_Minus, CONTROL)
    return found


def _walk(session: Session) -> None:
    here = session.window.settings.page
    for room in PLACES:
        session.go(room)
    session.go(here)


def palette(session: Session) -> Timed:
    """Time Ctrl+K."""
    session.go("people")
    opening = partial(session.key, Qt.Key.Key_K, CONTROL)
    found = session.timed(opening, partial(_close_palette, session))
    _close_palette(session)
    return found


def palette_letter(session: Session) -> Timed:
    """Time one letter in the palette."""
    session.go("people")
    session.key(Qt.Key.Key_K, CONTROL)
    field = session.window.palette_dialog.field
    found = session.timed(lambda: QTest.keyClicks(field, "m"), field.clear)
    _close_palette(session)
    return found


def _close_palette(session: Session) -> None:
    if session.window.palette_dialog is not None:
        session.window.palette_dialog.close()


def sent(room: str, session: Session) -> Timed:
    """Time F6."""
    session.go(room)
    return session.timed(partial(session.key, Qt.Key.Key_F6))


ACTS: dict[str, Callable[[Session], Timed]] = {
    "card added": card_added,
    "a letter of a card": card_typed,
    "check-in": check_in,
    "a letter of the roster's filter": filtering,
    **{f"undo on {room}": partial(undo, room) for room in PLACES},
    "palette": palette,
    "a letter in the palette": palette_letter,
    "F6 from themes": partial(sent, "themes"),
    "F6 from print": partial(sent, "print"),
    "theme swap": theme_swap,
    "text size": text_size,
}


def workload() -> float:
    """Return the milliseconds that a fixed piece of Python takes now."""
    begun = time.perf_counter()
    found: dict[str, int] = {}
    for number in range(200_000):
        found[str(number % 5_000)] = found.get(str(number % 7_000), 0) + number
    return (time.perf_counter() - begun) * 1000


def measure(path: Path, wanted: Sequence[str]) -> dict[str, object]:
    """Return the measures of one session.

    They are the memory after every page was visited, the times of the wanted actions and, at the
    end, the seconds that an archive takes.
    """
    session = Session(path)
    _walk(session)
    session.watch.settle()
    held = psutil.Process().memory_info().rss / 1024 / 1024
    speeds = [workload()]
    rows: dict[str, Timed] = {}
    if _is_wanted("first visit", wanted):
        rows |= visits(session)
    for name, act in ACTS.items():
        if _is_wanted(name, wanted):
            session.open()
            rows[name] = act(session)
            speeds.append(workload())
    session.open()
    seconds = archive(session) if _is_wanted("archive", wanted) else 0.0
    session.app.close()
    return {
        "rows": rows,
        "archive": seconds,
        "held": held,
        "python": statistics.median(speeds),
    }


def _is_wanted(name: str, wanted: Sequence[str]) -> bool:
    return not wanted or any(word in name for word in wanted)


def archive(session: Session) -> float:
    """Return the seconds until a full archive, started on the Print page, is written."""
    session.go("print")
    session.watch.settle()
    begun = time.perf_counter()
    session.window.current.archive_to(session.path.parent / "archive.zip", "full")
    while not (session.path.parent / "archive.zip").exists() and time.perf_counter() - begun < 300:
        wait(20)
    ended = time.perf_counter()
    session.watch.settle()
    return ended - begun


def measure_in_process(kind: str, wanted: Sequence[str]) -> dict[str, object]:
    """Measure one session in a process of its own.

    kind: "sample" or "load".
    """
    done = subprocess.run(
        [sys.executable, __file__, "--session", kind, *wanted],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(found, dict)
    return found


def as_table(sample: dict[str, object], load: dict[str, object]) -> str:
    """Return the measures of both sessions as a table in Markdown."""
    both = (sample, load)
    lines = [
        "| act | sample | worked | gap | under load | worked | gap | ratio |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, light in sample["rows"].items():
        heavy = load["rows"][name]
        cells = " | ".join(f"{value:.0f}" for value in (*light, *heavy))
        lines.append(f"| {name} | {cells} | {heavy[1] / light[1]:.1f} |")
    for name, key in (("archive, s", "archive"), ("memory, MB", "held"), (_FIXED, "python")):
        lines.append(
            f"| {name} | " + " | | | ".join(f"{one[key]:.0f}" for one in both) + " | | | |"
        )
    return "\n".join(lines)


def main() -> None:
    """Measure both sessions and print the table; with --session, print one of them as JSON."""
    if sys.argv[1:2] != ["--session"]:
        wanted = sys.argv[1:]
        print(as_table(measure_in_process("sample", wanted), measure_in_process("load", wanted)))
        return
    kind, *wanted = sys.argv[2:]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "session.upstream"
        if kind == "sample":
            from upstream_workshop.whole import sample

            sample.build(path).close()
        else:
            import loaded

            loaded.build(path)
        print(json.dumps(measure(path, wanted)))


if __name__ == "__main__":
    main()
