"""A room added while the program runs tells in each edition what its classes allow, and no more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[3]


def test_what_a_room_declares_is_what_is_told(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.exports.made_up_room", str(tmp_path)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-3000:]
