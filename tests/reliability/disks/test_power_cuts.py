"""No acknowledged commit is lost to a power cut, and none leaves a file that does not open.

The same box must find losses in the modes that are known to lose, or it proves nothing.
`UPSTREAM_LONG=1` cuts ten thousand times instead of one thousand.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections import Counter
from pathlib import Path

import apsw

from tests.reliability.disks.power import Operation, RecordingDisk, cut
from upstream_workshop.session_file import schema

LONG = bool(os.environ.get("UPSTREAM_LONG"))
CUTS = 10_000 if LONG else 1_000
CUTS_PER_RUN = 25
COMMITS = 25

OURS = schema.PRAGMAS
OFF = (("locking_mode", "exclusive"), ("journal_mode", "delete"), ("synchronous", 0))
DELETE_FULL = (("journal_mode", "delete"), ("synchronous", 2))  # exclusive would keep the journal


def recorded(
    disk: RecordingDisk, path: Path, pragmas, dice: random.Random, anew: bool
) -> list[tuple[int, int]]:
    """Write and commit; answer (operations so far, commits acknowledged by then).

    `anew`: after each commit the whole file is written anew, as where papers are keyed.
    """
    disk.log.clear()
    connection = apsw.Connection(str(path), vfs=disk.name)
    for name, value in pragmas:
        connection.pragma(name, value)
    connection.pragma("cache_size", 20)  # small, so that pages spill in the middle of a change
    connection.execute(
        "CREATE TABLE card (id INTEGER PRIMARY KEY, text BLOB);"
        "CREATE TABLE total (id INTEGER PRIMARY KEY, n INTEGER); INSERT INTO total VALUES (1, 0)"
    )
    acknowledged = [(len(disk.log), 0)]
    for number in range(1, COMMITS + 1):
        size = dice.choice((50, 900, 5000))
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO card VALUES (?, ?)", (number, dice.randbytes(size)))
        old = dice.randrange(1, number + 1)
        connection.execute("UPDATE card SET text = ? WHERE id = ?", (dice.randbytes(700), old))
        connection.execute("UPDATE total SET n = n + 1")
        connection.execute("COMMIT")
        acknowledged.append((len(disk.log), number))
        if anew:
            connection.execute("VACUUM")
    log = list(disk.log)
    connection.close()
    disk.log[:] = log
    return acknowledged


def verdict(path: Path, acknowledged: int) -> str:
    """What became of the file: sound, lost, or corrupt."""
    if not path.exists():
        return "sound" if acknowledged == 0 else "lost"
    connection = sqlite3.connect(path)
    try:
        (check,) = connection.execute("PRAGMA integrity_check").fetchone()
        if check != "ok":
            return "corrupt"
        cards, last = connection.execute("SELECT count(*), max(id) FROM card").fetchone()
        (total,) = connection.execute("SELECT n FROM total").fetchone() or (0,)
    except sqlite3.DatabaseError as error:
        return "sound" if "no such table" in str(error) and not acknowledged else "corrupt"
    finally:
        connection.close()
    if cards != (last or 0) or total != cards:
        return "corrupt"
    return "sound" if cards >= acknowledged else "lost"


def verdicts(
    tmp_path: Path, pragmas, cuts: int, seed: int = 2026, anew: bool = False
) -> Counter[str]:
    dice = random.Random(seed)
    disk = RecordingDisk(f"recording-{tmp_path.name}")
    counted: Counter[str] = Counter()
    while counted.total() < cuts:
        source = tmp_path / "source"
        source.mkdir()
        acknowledged = recorded(disk, source / "a.upstream", pragmas, dice, anew)
        log: list[Operation] = list(disk.log)
        for _ in range(CUTS_PER_RUN):
            at = dice.randrange(1, len(log) + 1)
            box = tmp_path / "after"
            box.mkdir()
            cut(log[:at], box, dice)
            known = max(number for position, number in acknowledged if position <= at or not number)
            counted[verdict(box / "a.upstream", known)] += 1
            shutil.rmtree(box)
        shutil.rmtree(source)
    return counted


def test_our_mode_loses_nothing(tmp_path: Path) -> None:
    counted = verdicts(tmp_path, OURS, CUTS)
    assert counted == Counter(sound=counted.total())
    assert counted.total() >= CUTS


def test_writing_the_file_anew_loses_nothing(tmp_path: Path) -> None:
    counted = verdicts(tmp_path, OURS, CUTS // 4 if LONG else 50, anew=True)
    assert counted == Counter(sound=counted.total())


def test_the_box_finds_corruption_without_syncs(tmp_path: Path) -> None:
    assert verdicts(tmp_path, OFF, 100)["corrupt"] > 10


def test_the_box_finds_what_delete_full_loses(tmp_path: Path) -> None:
    assert verdicts(tmp_path, DELETE_FULL, 1_000)["lost"] > 0
