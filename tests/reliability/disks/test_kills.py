"""The app killed while somebody works: nothing acknowledged is lost, every file opens, every backup is whole.

`UPSTREAM_LONG=1` kills a thousand times instead of fifty; one in ten then starts from nothing.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.reliability.disks import app_process
from upstream_workshop.agenda import services as agenda
from upstream_workshop.agenda.templates import load_template
from upstream_workshop.session_file.copies import backup_contents, backups
from upstream_workshop.session_file.workshop import Workshop

LONG = bool(os.environ.get("UPSTREAM_LONG"))
KILLS = 900 if LONG else 48
COLD_KILLS = 100 if LONG else 2
KILLS_PER_SESSION = 40  # then a fresh one, for a page reads all cards after each

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def new_session(path: Path) -> Path:
    with Workshop.create(path) as workshop, workshop.change("New session") as session:
        agenda.found_residential(session, "Residential")
        agenda.lay_out(session, load_template("one-day"))
    return path


class Ledger:
    """What has been acknowledged of one session."""

    def __init__(self) -> None:
        self.there: set[int] = set()
        self.undone: set[int] = set()

    def hear(self, said: list[str]) -> int:
        """Take in what was told; answers how much that was."""
        for sign, number in map(str.split, said):
            (self.there if sign == "+" else self.undone).add(int(number))
        return len(said)

    def check(self, path: Path) -> None:
        """Everything acknowledged is in the file, which is sound, and nothing undone is."""
        with Workshop.open(path) as workshop, workshop.read() as session:
            assert session.scalar(text("PRAGMA integrity_check")) == "ok"
            assert session.execute(text("PRAGMA foreign_key_check")).first() is None
            texts = session.scalars(text("SELECT text FROM card")).all()
        found = Counter((said.split()[0], int(said.split()[1])) for said in texts)
        assert not self.there - {number for kind, number in found if kind == "card"}, "lost"
        assert not self.undone & {number for kind, number in found if kind == "passing"}, "back"
        assert set(found.values()) == {1}, "twice"


def test_forked_from_a_warm_app(tmp_path: Path) -> None:
    app = app_process.Warm(tmp_path / "home")
    dice = random.Random(2026)
    acknowledged = 0
    for number in range(KILLS):
        if number % KILLS_PER_SESSION == 0:
            path = new_session(tmp_path / f"session {number}.upstream")
            ledger = Ledger()
        acknowledged += ledger.hear(app.killed(path, dice))
        ledger.check(path)
    app.close()
    assert acknowledged > 2 * KILLS, "it was killed before it worked: this proved nothing"
    check_backups(tmp_path / "home")


def test_started_from_nothing(tmp_path: Path) -> None:
    path = new_session(tmp_path / "session.upstream")
    ledger = Ledger()
    dice = random.Random(2027)
    for _ in range(COLD_KILLS):
        assert ledger.hear(app_process.killed_cold(tmp_path / "home", path, dice))
        ledger.check(path)
    check_backups(tmp_path / "home")


def check_backups(home: Path) -> None:
    """They were made meanwhile on another thread, and were cut off like everything else."""
    made = [
        backup for folder in backups.sessions(home / "backups") for backup in backups.listed(folder)
    ]
    assert made
    for backup in made:
        backups.prove(backup)
        backup_contents.inside(backup)
