"""Long random walks: do, undo, redo, close and open, kill; the file always says what a plain model says.

`UPSTREAM_LONG=1` walks two thousand times fifty steps instead of twenty times thirty.
"""

from __future__ import annotations

import copy
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from upstream_workshop.errors import WorkshopError
from upstream_workshop.people import services as people
from upstream_workshop.session_file import opening, schema
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage import inspection
from upstream_workshop.storage.files import disk
from upstream_workshop.themes import services as themes
from upstream_workshop.themes.cards import services as card_services

LONG = bool(os.environ.get("UPSTREAM_LONG"))
WALKS, STEPS = (2_000, 50) if LONG else (20, 30)

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20)


def plain(words: str) -> str:
    """What the services make of words: one line."""
    return " ".join(words.split())


TITLES = WORDS.filter(lambda words: bool(plain(words)))
PICKS = st.integers(0, 1_000)

State = dict[str, Any]


class Walk(RuleBasedStateMachine):
    """One session under one pair of hands; the model is what they believe they did."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.files = 0
        self.workshop = Workshop.create(self.folder / "0.upstream")
        self.now: State = {"people": {}, "cards": {}, "themes": {}, "put": {}}
        self.past: list[State] = []
        self.future: list[State] = []

    def teardown(self) -> None:
        self.workshop.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _do(self, change: Callable[[Any, State], object]) -> None:
        """A service and what it should come to; refused, it comes to nothing."""
        after = copy.deepcopy(self.now)
        steps = len(self.workshop._steps.undo)
        try:
            with self.workshop.change("step") as session:
                change(session, after)
        except WorkshopError:
            return
        if len(self.workshop._steps.undo) > steps:
            self.past.append(self.now)
            self.now = after
            self.future.clear()
        else:
            assert after == self.now, "a change that left no step"

    def _pick(self, what: str, number: int) -> int:
        return sorted(self.now[what])[number % len(self.now[what])]

    @rule(name=TITLES)
    def add_person(self, name: str) -> None:
        def change(session: Any, after: State) -> None:
            row = people.add_participant(session, name)
            after["people"][row] = plain(name)

        self._do(change)

    @rule(text=TITLES)
    def add_card(self, text: str) -> None:
        def change(session: Any, after: State) -> None:
            row = card_services.add_card(session, text)
            after["cards"][row] = plain(text)

        self._do(change)

    @rule(title=TITLES)
    def add_theme(self, title: str) -> None:
        def change(session: Any, after: State) -> None:
            after["themes"][themes.add_theme(session, title)] = plain(title)

        self._do(change)

    @precondition(lambda self: self.now["cards"])
    @rule(number=PICKS)
    def remove_card(self, number: int) -> None:
        row = self._pick("cards", number)

        def change(session: Any, after: State) -> None:
            card_services.remove_card(session, row)
            del after["cards"][row]
            after["put"].pop(row, None)

        self._do(change)

    @precondition(lambda self: self.now["cards"] and self.now["themes"])
    @rule(number=PICKS, other=PICKS)
    def put_card(self, number: int, other: int) -> None:
        card, theme = self._pick("cards", number), self._pick("themes", other)

        def change(session: Any, after: State) -> None:
            card_services.put_card(session, card, theme)
            after["put"][card] = theme

        self._do(change)

    @precondition(lambda self: self.now["people"])
    @rule(number=PICKS)
    def remove_person(self, number: int) -> None:
        row = self._pick("people", number)

        def change(session: Any, after: State) -> None:
            people.remove_participant(session, row)
            del after["people"][row]

        self._do(change)

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        self.workshop.undo()
        self.future.append(self.now)
        self.now = self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.workshop.redo()
        self.past.append(self.now)
        self.now = self.future.pop()

    @rule(text=TITLES)
    def fail(self, text: str) -> None:
        """A bug of ours in the middle of a change."""
        with pytest.raises(ZeroDivisionError), self.workshop.change("step") as session:
            card_services.add_card(session, text)
            session.flush()
            _ = 1 // 0

    @rule()
    def reopen(self) -> None:
        path = self.workshop.path
        self.workshop.close()
        self.workshop = Workshop.open(path)
        self.past, self.future = [], []

    @rule(between=st.booleans(), text=TITLES)
    def kill(self, between: bool, text: str) -> None:
        """What lies on the disk at this moment is all there is: between two changes, or in one."""
        self.files += 1
        left = self.folder / f"{self.files}.upstream"
        if between:
            self._leave(left)
        else:
            self.workshop._open_file.driver.execute(
                "PRAGMA cache_size=2"
            )  # pages spill before the commit
            with pytest.raises(KeyboardInterrupt), self.workshop.change("step") as session:
                card_services.add_cards(session, [text + "x" * 900 for _ in range(12)])
                session.flush()
                self._leave(left)
                raise KeyboardInterrupt
        self.workshop.close()
        self.workshop = Workshop.open(left)
        self.past, self.future = [], []

    def _leave(self, left: Path) -> None:
        shutil.copyfile(self.workshop.path, left)
        journal = disk.journal(self.workshop.path)
        if journal.exists():
            shutil.copyfile(journal, disk.journal(left))

    @invariant()
    def the_file_says_the_same(self) -> None:
        ask = self.workshop._open_file.driver.execute
        assert dict(ask("SELECT id, name FROM participant")) == self.now["people"]
        assert dict(ask("SELECT id, text FROM card")) == self.now["cards"]
        assert dict(ask("SELECT id, theme_id FROM card WHERE theme_id")) == self.now["put"]
        assert dict(ask("SELECT id, title FROM theme")) == self.now["themes"]


def test_walks(monkeypatch: pytest.MonkeyPatch) -> None:
    # looked into here: a process for each of a hundred thousand openings would take a day
    monkeypatch.setattr(
        opening,
        "_inspected",
        lambda path, mode, *_: inspection.inspect(path, mode, 60, schema.expected()),
    )
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    Walk.TestCase.settings = settings(
        max_examples=WALKS,
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=not LONG,
        suppress_health_check=checks,
    )
    Walk.TestCase("runTest").runTest()
