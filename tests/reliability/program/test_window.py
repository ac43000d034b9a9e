"""The real window under somebody impatient: nothing freezes it, nothing ends it, nothing accepted is lost.

Eight rounds without a display; `UPSTREAM_LONG=1` makes it two hundred in a real window, where Xvfb is.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

LONG = bool(os.environ.get("UPSTREAM_LONG"))
ROOT = Path(__file__).parents[3]
PATIENCE = 90.0  # seconds for one round, on a machine with other things to do

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends signals")


@contextmanager
def display() -> Iterator[dict[str, str]]:
    """A virtual screen, as settings of the environment; skips where there is none."""
    if shutil.which("Xvfb") is None:
        pytest.skip("needs Xvfb, for a real window")
    listen, say = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(say), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=(say,),
        stderr=subprocess.DEVNULL,
    ) as screen:
        os.close(say)
        try:
            with os.fdopen(listen) as told:
                number = told.readline().strip()
            if not number:
                pytest.skip("Xvfb does not start here")
            yield {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        finally:
            screen.terminate()


def driven(folder: Path, seed: int, rounds: int, screen: dict[str, str]) -> dict[str, Any]:
    """What the driving process saw; fails when it says nothing for too long, or dies."""
    said: queue.SimpleQueue[str] = queue.SimpleQueue()
    lines = ["nothing yet"]
    with (
        (folder / "stderr").open("w") as complaints,
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.reliability.program.window_process",
                folder,
                str(seed),
                str(rounds),
            ],
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
            cwd=ROOT,
            env=os.environ | screen,
        ) as process,
    ):
        assert process.stdout is not None
        listen = process.stdout

        def hear() -> None:
            for line in listen:
                said.put(line)
            said.put("")

        threading.Thread(target=hear, daemon=True).start()
        try:
            while line := said.get(timeout=PATIENCE):
                lines.append(line)
        except queue.Empty:
            pytest.fail(f"the window is frozen after {lines[-1]}")
        finally:
            process.kill()
    assert lines[-1].startswith("{"), f"{lines[-1]}\n{(folder / 'stderr').read_text()}"
    seen: dict[str, Any] = json.loads(lines[-1])
    return seen


def check(seen: dict[str, Any], rounds: int) -> None:
    assert seen["gaps"] == []
    assert seen["kept"], "the file holds what was accepted, and nothing else"
    assert seen["left"] == 0, "no search outlives the window"
    assert sum(seen["done"].values()) == rounds


def test_eight_rounds_without_a_display(tmp_path: Path) -> None:
    seen = driven(tmp_path, 1, 8, {"QT_QPA_PLATFORM": "offscreen"})
    check(seen, 8)
    assert len(seen["done"]) == 8


@pytest.mark.skipif(not LONG, reason="part of `make reliability`")
def test_two_hundred_rounds_in_a_real_window(tmp_path: Path) -> None:
    with display() as screen:
        seen = driven(tmp_path, 7, 200, screen)
    sys.stdout.write(f"{seen}\n")
    check(seen, 200)
    assert seen["platform"] == "xcb"
