"""A commit by Workshop.change, compared with a raw SQLite commit of the same durability."""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from upstream_workshop.people import services as people
from upstream_workshop.session_file import schema
from upstream_workshop.session_file.workshop import Workshop

TURNS = 300


def timed(act: Callable[[], object]) -> float:
    """Return the seconds that one call takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def main() -> None:
    """Alternate both commits, and print their medians and the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        raw = sqlite3.connect(Path(folder) / "raw.db", isolation_level=None)
        for name, value in schema.PRAGMAS:
            raw.execute(f"PRAGMA {name}={value}")
        raw.execute("CREATE TABLE participant (id INTEGER PRIMARY KEY, name TEXT, role TEXT)")

        def raw_commit() -> None:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("INSERT INTO participant (name, role) VALUES ('A', 'B')")
            raw.execute("COMMIT")

        with Workshop.create(Path(folder) / "a.upstream") as workshop:

            def workshop_commit() -> None:
                with workshop.change("Add") as session:
                    people.add_participant(session, "A", role="B")

            pairs = [(timed(raw_commit), timed(workshop_commit)) for _ in range(TURNS)][20:]
        raw.close()
    bare, whole = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    print(f"commit: raw {bare:.2f} ms, Workshop.change {whole:.2f} ms, ratio {whole / bare:.1f}")


if __name__ == "__main__":
    main()
