"""Killed at a random moment of a writing loop: every acknowledged change is there, the file opens."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from upstream_workshop.models import Organisation
from upstream_workshop.workshop import Workshop

KILLS = 100

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def write_for_ever(path: Path, acknowledge: int) -> None:
    """Add, rename and undo; tell through the pipe only what has been committed."""
    with Workshop.open(path) as workshop:
        with workshop.read() as session:
            number = session.scalar(text("SELECT count(*) FROM organisation")) or 0
        while True:
            number += 1
            with workshop.change("Add") as session:
                session.add(Organisation(name=f"organisation {number}", region="x" * 300))
            os.write(acknowledge, f"{number}\n".encode())
            with workshop.change("Rename") as session:
                session.execute(text("UPDATE organisation SET region = region || 'y'"))
            workshop.undo()


def acknowledged_before_kill(path: Path, after: float) -> int:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            write_for_ever(path, writer)
        finally:
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        lines = [pipe.readline()]  # it writes by now, however busy the machine is
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines += pipe.read().split()
    return int(lines[-1])


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "session.upstream"
    Workshop.create(path).close()
    dice = random.Random(2026)
    acknowledged = 0
    for _ in range(KILLS):
        acknowledged = max(acknowledged, acknowledged_before_kill(path, dice.uniform(0, 0.04)))
        with Workshop.open(path) as workshop, workshop.read() as session:
            there = session.scalar(text("SELECT count(*) FROM organisation")) or 0
            assert acknowledged <= there <= acknowledged + 1
            assert session.scalar(text("PRAGMA integrity_check")) == "ok"
            acknowledged = there
    assert acknowledged > KILLS, "the writer was killed before it wrote: this proved nothing"
