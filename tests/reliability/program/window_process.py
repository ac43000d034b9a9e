"""The real app on the sample, driven by keys in the rounds a seed decides; run by `test_window`.

Each round presses, changes, accepts, cancels, kills or switches something while a search for workgroups may
be under way, and says one line. After each, the session is what the accepted steps made of it, and the
window finds a proposal again. The last line is what was seen, as JSON.
"""

from __future__ import annotations

import faulthandler
import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.core.workgroups.test_solving import children
from tests.ui.watching import Watch
from ui.app import App
from ui.kit.settings import Settings
from ui.window.main_window import MainWindow
from ui.workgroups.group_views import GROUPS
from ui.workgroups.page import WorkgroupsPage
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole import sample
from upstream_workshop.workgroups import queries
from upstream_workshop.workgroups.placing_rules import queries as rule_queries
from upstream_workshop.workgroups.placing_rules import services as rule_services

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
STOPPED = "The search was stopped from outside: propose again."
_TURN = 20  # milliseconds between two beats
_PATIENCE = 80.0  # seconds for one round


class Driver:
    """Ten fingers, dice, and a note of what the session has to be."""

    def __init__(self, app: App, seed: int) -> None:
        self.app = app
        self.dice = random.Random(seed)
        self.longest = 0.0  # seconds nobody was answered
        self.states = [self.state()]
        self.at = 0
        self._taking_back = False
        self.window.desk.changed.connect(self._on_changed)

    @property
    def window(self) -> MainWindow:
        return self.app.window

    @property
    def page(self) -> WorkgroupsPage:
        page = self.window.go("workgroups")
        assert isinstance(page, WorkgroupsPage)
        return page

    def state(self) -> tuple[object, ...]:
        """What the session says of seats and rules."""
        desk = self.window.desk
        return tuple(sorted(desk.ask(queries.seats))), desk.ask(rule_queries.placing_rules)

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """One key, to what has the keys."""
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        self.timed(lambda: QTest.keyClick(QApplication.focusWidget() or self.window, key, held))

    def timed(self, act: Callable[[], object]) -> None:
        """Do it, and note how long that took."""
        began = time.monotonic()
        act()
        self.longest = max(self.longest, time.monotonic() - began)

    def turn(self, until: Callable[[], bool], seconds: float = 30.0) -> bool:
        """Stay in the event loop until something is so, noting every gap; whether it came to be."""
        loop, beat = QEventLoop(), QTimer()
        began = last = time.monotonic()

        def on_beat() -> None:
            nonlocal last
            now = time.monotonic()
            self.longest, last = max(self.longest, now - last), now
            if until() or now - began > seconds:
                loop.quit()

        beat.timeout.connect(on_beat)
        beat.start(_TURN)
        loop.exec()
        return until()

    def pause(self) -> None:
        """A moment, short or none."""
        ends = time.monotonic() + self.dice.choice((0.0, 0.0, 0.03, 0.3))
        self.turn(lambda: time.monotonic() >= ends)

    def settle(self) -> None:
        """Until no job is under way."""
        assert self.turn(lambda: not self.app.jobs.under_way()), self.app.jobs.under_way()

    def propose(self) -> WorkgroupsPage:
        """P, from the groups."""
        page = self.page
        page.views.select(GROUPS)
        page.setFocus()
        self.press(Key.Key_P)
        return page

    def send(self, number: signal.Signals) -> int:
        """Send a signal to every search there is; how many that were."""
        self.turn(lambda: bool(children()) or not self.app.jobs.under_way(), 5)
        sent = 0
        for solver in children():
            try:
                solver.send_signal(number)
                sent += 1
            except psutil.Error:
                continue
        return sent

    def take_back(self, step: int) -> None:
        """Undo or redo, where there is something of ours."""
        if not 0 <= self.at + step < len(self.states):
            return
        self._taking_back = True
        self.press(Key.Key_Z, CONTROL if step < 0 else CONTROL | SHIFT)
        self._taking_back = False
        self.at += step

    def check(self) -> None:
        """The window lives, and the session is what was accepted."""
        self.settle()
        assert self.window.isVisible()
        assert not self.window.desk.workshop.read_only
        assert self.state() == self.states[self.at], "the session is not what was accepted"

    def _on_changed(self, _change: object) -> None:
        if not self._taking_back:
            self.states = [*self.states[: self.at + 1], self.state()]
            self.at += 1


def press_ten_times(driver: Driver) -> None:
    for _ in range(10):
        driver.propose()
        driver.pause()


def change_rules(driver: Driver) -> None:
    least, most = driver.dice.randrange(1, 5), driver.dice.randrange(7, 14)
    apart = driver.dice.choice((None, 2, 3))
    lead = driver.dice.random() < 0.5
    driver.timed(
        lambda: driver.window.desk.do("Rules", rule_services.set_rules, least, most, apart, lead)
    )


def ask_the_impossible(driver: Driver) -> None:
    driver.window.desk.do("Rules", rule_services.set_rules, 1, 2, 1, True)
    page = driver.propose()
    driver.settle()
    assert page.proposal.isVisible()
    assert not page.proposal.accept.isVisible()
    driver.take_back(-1)


def accept(driver: Driver) -> None:
    page = driver.propose()
    driver.settle()
    if page.proposal.accept.isVisible():
        found = page.flow.proposing._found
        assert found is not None
        driver.timed(page.proposal.accept.click)
        assert driver.state()[0] == tuple(sorted(found.placement.seats))


def discard(driver: Driver) -> None:
    before, page = driver.state(), driver.propose()
    driver.settle()
    driver.timed(page.proposal.discard.click)
    assert not page.proposal.isVisible()
    assert driver.state() == before


def undo(driver: Driver) -> None:
    driver.take_back(-1)


def redo(driver: Driver) -> None:
    driver.take_back(1)


def cancel(driver: Driver) -> None:
    """By the strip; the search is held still, so that it can only be killed."""
    driver.propose()
    driver.send(signal.SIGSTOP)

    def offered() -> list[QAbstractButton]:
        buttons = driver.window.findChildren(QAbstractButton)
        return [one for one in buttons if one.text() == "Cancel" and one.isVisible()]

    driver.turn(lambda: bool(offered()) or not driver.app.jobs.under_way(), 5)
    while offered():
        for button in offered():
            driver.timed(button.click)
        driver.settle()
    driver.settle()


def kill(driver: Driver) -> None:
    page = driver.propose()
    if driver.send(signal.SIGKILL):
        driver.settle()
        said = driver.window.banner.words()
        assert said in ("", STOPPED) or page.proposal.isVisible(), said


def switch(driver: Driver) -> None:
    driver.propose()
    for _ in range(3):
        number = driver.dice.choice((Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_5))
        driver.press(number, CONTROL)
        driver.pause()


def swap_theme(driver: Driver) -> None:
    driver.propose()
    driver.pause()
    driver.timed(driver.window.swap_theme)


ACTS: dict[Callable[[Driver], None], int] = {
    press_ten_times: 2,
    change_rules: 4,
    ask_the_impossible: 1,
    accept: 4,
    discard: 2,
    undo: 3,
    redo: 2,
    cancel: 2,
    kill: 3,
    switch: 2,
    swap_theme: 1,
}
FIRST = (press_ten_times, change_rules, accept, cancel, kill, swap_theme, undo, switch)


def drive(driver: Driver, rounds: int) -> Counter[str]:
    """So many rounds, the first of them known, so that a short run leaves nothing out."""
    done: Counter[str] = Counter()
    for number in range(rounds):
        (drawn,) = driver.dice.choices(list(ACTS), list(ACTS.values()))
        faulthandler.dump_traceback_later(_PATIENCE, exit=True)
        act = FIRST[number] if number < len(FIRST) else drawn
        act(driver)
        driver.check()
        done[act.__name__] += 1
        tell(f"{number + 1} {act.__name__} longest {driver.longest:.2f}")
    page = driver.propose()
    driver.settle()
    assert page.proposal.isVisible(), "and the window still proposes"
    return done


def tell(words: str) -> None:
    """One line, at once."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def main(folder: Path, seed: int, rounds: int) -> dict[str, Any]:
    """Drive it, close it, and read the file again; what was seen."""
    path = folder / "sample.upstream"
    sample.build(path).close()
    app = App([], Settings(folder / "settings.ini"))
    app.open(path)
    with Watch() as watch:
        driver = Driver(app, seed)
        done = drive(driver, rounds)
    expected = driver.states[driver.at]
    app.close()
    with Workshop.open(path) as workshop, workshop.read() as session:
        kept = tuple(sorted(queries.seats(session))), rule_queries.placing_rules(session)
    return {
        "rounds": rounds,
        "seed": seed,
        "platform": app.qt.platformName(),
        "done": done,
        "longest": round(driver.longest, 3),
        "gaps": [gap.where for gap in watch.gaps],
        "kept": kept == expected,
        "left": len(children()),
    }


if __name__ == "__main__":
    seen = main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    tell(json.dumps(seen))
    os._exit(0)
