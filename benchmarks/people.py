"""Two thousand people: typing in the filter, an import, and computing the network.

A key is timed from its press until the roster is painted, in turns with the same key over an empty
roster. While the network is computed, the longest gap between two ticks of the UI thread is the
delay that a user would feel.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from names import FIRST, LAST
from PySide6.QtCore import QElapsedTimer, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.people.introductions.network_sheet import NetworkSheet
from ui.people.roster.finder import Finder
from ui.people.roster_lines import lines_of
from ui.people.snapshot import PeopleNow, read_now
from ui.people.study import study
from upstream_workshop.application.session import OpenSession
from upstream_workshop.people import queries, services
from upstream_workshop.people.attendance import queries as attendance_queries
from upstream_workshop.people.introductions import services as introducing
from upstream_workshop.people.kinds import Phase, TieKind
from upstream_workshop.readers.reading import Reading
from upstream_workshop.readers.signup_lists import PersonEntry
from upstream_workshop.session_file.workshop import Workshop

PEOPLE, TIES, TURNS = 2_000, 3_000, 12
WORDS = ("marta", "prev", "leeds", "sp", "community")
SYLLABLES = (
    "ab", "cor", "den", "el", "fin", "gor", "hal", "ick", "jun", "kel",
    "lam", "mor", "nes", "ov", "pry", "quin", "ros", "stan", "tre", "wyn",
)  # fmt: skip
TOPICS = [
    "prevention",
    "trust",
    "community",
    "budgets",
    "risk",
    "commissioning",
    "housing",
    "measurement",
]


def spelt(number: int) -> str:
    """Return a number as a surname, for a name with figures in it is asked about."""
    parts = (number // 400, number // 20 % 20, number % 20)
    return "".join(SYLLABLES[part] for part in parts).capitalize()


def everybody() -> Reading[PersonEntry]:
    """Return two thousand people of a hundred councils."""
    dice = random.Random(4)
    return Reading(
        tuple(
            PersonEntry(
                line=number + 2,
                name=f"{dice.choice(FIRST)} {dice.choice(LAST)}-{spelt(number)}",
                organisation=f"Council {number % 100}",
                role=dice.choice(("Head of prevention", "Officer", "Community builder")),
                email=f"p{number}@example.org",
                region=f"Region {number % 9}",
                interests=tuple(dice.sample(TOPICS, 2)),
                offers=(f"A way into {dice.choice(TOPICS)} number {number}",),
                asks=(f"How to begin with {dice.choice(TOPICS)} in {number}",),
            )
            for number in range(PEOPLE)
        )
    )


def milliseconds(act: Callable[[], object]) -> float:
    """Return the milliseconds that one call takes."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def key_to_paint(finder: Finder, letter: str) -> float:
    """Return the milliseconds from a key's press until everything it changed is painted."""

    def press() -> None:
        QTest.keyClick(finder.entry.field, letter)
        QApplication.sendPostedEvents()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    return milliseconds(press)


def shown(lines: PeopleNow | None) -> Finder:
    """Return a visible finder with the people of a snapshot, or without people for None."""
    finder = Finder()
    finder.resize(760, 560)
    finder.show_lines(lines.lines if lines else ())
    finder.show()
    QTest.qWaitForWindowExposed(finder)
    return finder


def filtering(now: PeopleNow) -> None:
    """Print the median time of a key, with people and without."""
    full, empty = shown(now), shown(None)
    times: dict[str, list[float]] = {"full": [], "empty": []}
    for turn in range(TURNS):
        for word in WORDS:
            for letter in word:
                for name, finder in (("empty", empty), ("full", full)):
                    taken = key_to_paint(finder, letter)
                    if turn:
                        times[name].append(taken)
            for finder in (full, empty):
                finder.entry.field.clear()
                QTest.qWait(1)
    bare, full_ms = (statistics.median(times[name]) for name in ("empty", "full"))
    worst = statistics.quantiles(times["full"], n=100)[98]
    print(
        f"filter key to paint, {PEOPLE:,} people: {full_ms:.1f} ms (99 %: {worst:.1f}), "
        f"nobody {bare:.1f} ms, ratio {full_ms / bare:.1f}"
    )


def aside(now: PeopleNow) -> None:
    """Print how long the network takes, and the longest gap of the UI thread meanwhile."""
    jobs = Jobs()
    clock, gaps = QElapsedTimer(), []

    def tick() -> None:
        gaps.append(clock.restart())

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.start(5)
    clock.start()
    begun = time.perf_counter()
    jobs.run("network", lambda _: study(now, {}), lambda _found: None, timer)
    jobs.settled(120_000)
    print(
        f"network of {PEOPLE:,} people, {len(now.ties):,} ties, worked out aside: "
        f"{time.perf_counter() - begun:.1f} s, longest gap of the UI thread {max(gaps)} ms"
    )
    jobs.wait()
    sheet = NetworkSheet()
    sheet.resize(760, 560)
    sheet.show()
    found = study(now, {})
    shown = milliseconds(lambda: sheet.show_network(now, found, TieKind.KNOW, Phase.BEFORE))
    print(f"and shown in every view: {shown:.0f} ms")


def main() -> None:
    """Fill a session and print all measures."""
    app = QApplication([])
    theme.apply(app, still=True)
    reading = everybody()
    with (
        tempfile.TemporaryDirectory() as folder,
        Workshop.create(Path(folder) / "many.upstream") as workshop,
    ):
        desk = Desk(OpenSession(workshop))
        first = milliseconds(lambda: desk.do("Import", services.import_people, reading))
        again = milliseconds(lambda: desk.do("Import", services.import_people, reading))
        print(
            f"import of {PEOPLE:,} rows: {first / 1000:.2f} s, the same again {again / 1000:.2f} s"
        )
        dice = random.Random(5)
        ids = [row.id for row in desk.ask(queries.roster)]
        pairs = {tuple(sorted(dice.sample(ids, 2))) for _ in range(TIES)}
        with workshop.change("Ties") as session:
            for first_id, second_id in sorted(pairs):
                introducing.note_tie(session, first_id, second_id, TieKind.KNOW, Phase.BEFORE)
        reading_now = milliseconds(lambda: desk.ask(read_now, 1, 2))
        now = desk.ask(read_now, 1, 2)
        roster, present = desk.ask(queries.roster), desk.ask(attendance_queries.attendance, 1)
        folding = milliseconds(lambda: lines_of(roster, present))
        print(f"reading everybody anew: {reading_now:.0f} ms, of which folding {folding:.0f} ms")
        filtering(now)
        aside(now)


if __name__ == "__main__":
    main()
