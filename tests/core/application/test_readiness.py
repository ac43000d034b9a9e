"""Every check of the readiness can be ready, to be seen to, or not known; and says so in one sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from upstream_workshop.agenda.rules import BlockRow, cascade
from upstream_workshop.application.readiness import (
    Battery,
    Check,
    Found,
    State,
    Subject,
    checks,
    locked_wrong,
)

PLAN = cascade(
    [
        BlockRow(1, 1, "", 0, 60, "Welcome", locked_at=540),
        BlockRow(2, 1, "", 1, 45, "Lunch", locked_at=750, protected=True),
        BlockRow(3, 2, "", 0, 60, "Back", locked_at=540),
    ]
)
MISFIT = cascade(
    [
        BlockRow(1, 1, "", 0, 240, "Welcome", locked_at=540),
        BlockRow(2, 1, "", 1, 45, "Lunch", locked_at=750, protected=True),
    ]
)
READY = Found(
    displays=2,
    printer="Hall",
    backups=True,
    second=True,
    packs=True,
    free=20_000_000_000,
    battery=Battery(80, plugged=True),
    has_battery=True,
    now=datetime(2026, 12, 2, 8, 10),
    zone="GMT",
    starts=date(2026, 12, 2),
    blocks=PLAN,
)


def states(found: Found) -> dict[Subject, State]:
    return {check.subject: check.state for check in checks(found)}


def the(found: Found, subject: Subject) -> Check:
    return next(check for check in checks(found) if check.subject is subject)


def test_all_is_ready() -> None:
    assert set(states(READY)) == set(Subject)
    assert set(states(READY).values()) == {State.READY}


@pytest.mark.parametrize(
    ("subject", "change", "said"),
    [
        (Subject.DISPLAY, {"displays": 1}, "only this display"),
        (Subject.PRINTER, {"printer": ""}, "No printer"),
        (Subject.BACKUPS, {"backups": False}, "cannot be written to"),
        (Subject.BACKUPS, {"second": False}, "this computer alone"),
        (Subject.PACKS, {"packs": None}, "not made since the program was started"),
        (Subject.PACKS, {"packs": False}, "has changed since"),
        (Subject.LOCKS, {"blocks": ()}, "no plan yet"),
        (Subject.LOCKS, {"blocks": MISFIT}, "“Lunch” cannot be fixed at 12:30"),
        (Subject.DISK, {"free": 12_000_000}, "only 12 MB"),
        (
            Subject.BATTERY,
            {"battery": Battery(20, plugged=False)},
            "20 % and is not charging: plug",
        ),
        (Subject.TIME, {"now": datetime(2026, 12, 4, 8)}, "are over"),
        (Subject.TIME, {"now": datetime(2020, 1, 1)}, "the first day is in"),
        (Subject.TIME, {"starts": None}, "no first day"),
    ],
)
def test_each_can_be_seen_to(subject: Subject, change: dict[str, object], said: str) -> None:
    found = replace(READY, **change)  # type: ignore[arg-type]
    check = the(found, subject)
    assert check.state is State.MEND
    assert said in check.words
    others = {name for name, state in states(found).items() if state is not State.READY}
    assert others == {subject}


@pytest.mark.parametrize(
    ("subject", "change"),
    [
        (Subject.DISPLAY, {"displays": None}),
        (Subject.PRINTER, {"printer": None}),
        (Subject.BACKUPS, {"backups": None}),
        (Subject.DISK, {"free": None}),
        (Subject.BATTERY, {"battery": None, "has_battery": None}),
        (Subject.TIME, {"now": None}),
    ],
)
def test_what_is_not_known_is_said_to_be_so(subject: Subject, change: dict[str, object]) -> None:
    found = replace(READY, **change)  # type: ignore[arg-type]
    assert the(found, subject).state is State.UNKNOWN


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"battery": None, "has_battery": False}, "no battery"),
        ({"battery": Battery(70, plugged=False)}, "70 %"),
        ({"now": datetime(2026, 12, 1, 20)}, "the first day is in 1 day"),
        ({"now": datetime(2026, 12, 3, 8)}, "08:00 (GMT)"),
    ],
)
def test_what_is_ready_all_the_same(change: dict[str, object], said: str) -> None:
    found = replace(READY, **change)  # type: ignore[arg-type]
    assert set(states(found).values()) == {State.READY}
    assert any(said in check.words for check in checks(found))


def test_a_lock_that_was_passed_is_no_longer_wrong() -> None:
    assert [block.title for block, _ in locked_wrong(MISFIT)] == ["Lunch"]
    run = tuple(replace(block, started_at=datetime(2026, 12, 2, 9)) for block in MISFIT)
    assert locked_wrong(run) == ()
