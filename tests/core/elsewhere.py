"""A second process with a file open: locks of one process are no locks to itself."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOLD = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""
OPEN = """
import sys
from pathlib import Path
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file.workshop import Workshop
try:
    with Workshop.open(Path(sys.argv[1])):
        print("opened")
except WorkshopError as refusal:
    print(refusal)
"""


@contextmanager
def opened_elsewhere(path: Path) -> Iterator[None]:
    """Locked by another process meanwhile."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        try:
            yield
        finally:
            process.stdin.close()


def opening_elsewhere(path: Path) -> str:
    """What another process says that tries to open it."""
    done = subprocess.run(
        [sys.executable, "-c", OPEN, str(path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=60,
        cwd=Path(__file__).parents[2],
    )
    return done.stdout.strip()
