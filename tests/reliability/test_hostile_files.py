"""Hostile files are read or refused in a sentence: no crash, 10 seconds at most, 512 MB at most."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.reliability import hostile
from upstream_workshop.readers import limits, wire

CORPUS = hostile.every_file()

# what our process peaks at is told by Linux alone; elsewhere the peak of the process before it counts
only_linux = pytest.mark.skipif(
    sys.platform != "linux", reason="Linux tells a process its own peak"
)
MEASURED = """
import sys
from upstream_workshop.readers.__main__ import main
code = main(sys.argv[1:])
with open("/proc/self/status") as status:
    sys.stderr.write(next(line.split()[1] for line in status if line.startswith("VmHWM")))
sys.exit(code)
"""


def measured(kind: str, path: Path) -> tuple[str, object, float, int]:
    """What the reading process answers, in how many seconds, with how many bytes at most."""
    began = time.monotonic()
    command = [sys.executable, "-P", "-c", MEASURED, kind, str(path)]
    done = subprocess.run(command, capture_output=True, timeout=60)
    seconds = time.monotonic() - began
    if done.returncode:
        return "ended", (done.returncode, done.stderr.decode()), seconds, 0
    return *wire.decoded(done.stdout), seconds, int(done.stderr) * 1024


@only_linux
@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case.name)
def test_a_hostile_file_is_read_or_refused_within_limits(
    case: hostile.Hostile, tmp_path: Path
) -> None:
    path = tmp_path / case.file
    path.write_bytes(case.written())
    outcome, value, seconds, memory = measured(case.kind, path)
    assert outcome == ("read" if case.readable else "refused"), value
    assert seconds < limits.SECONDS
    assert memory < limits.MEMORY
    if outcome == "refused":
        assert isinstance(value, str)
        assert path.name in value
        assert "\n" not in value
