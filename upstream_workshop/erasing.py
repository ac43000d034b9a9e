"""What makes a session forget: a whole person, or what a copy must not carry away."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def forget_needs(copy: Path) -> None:
    """Take everybody's access needs and diet out of a copy of a session file, to the last byte."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as file:
        file.execute("PRAGMA trusted_schema=OFF")
        file.execute("PRAGMA journal_mode=MEMORY")
        file.execute("PRAGMA secure_delete=ON")
        file.execute("DELETE FROM private_needs")
        file.execute("VACUUM")
