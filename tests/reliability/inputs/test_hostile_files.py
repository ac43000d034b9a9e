"""Hostile files are read or refused in a sentence: no crash, 10 seconds at most, 512 MB at most."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from exports.archive.verify import verify
from tests.reliability.inputs import hostile, hostile_maps, hostile_sources, hostile_texts
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers import limits, row_types
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes.cards import services as card_services

CORPUS = (
    *hostile.every_file(),
    *hostile_maps.maps(),
    *hostile_sources.sources(),
    *hostile_texts.texts(),
)

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
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}  # not what is installed
    done = subprocess.run(command, capture_output=True, timeout=60, env=here)
    seconds = time.monotonic() - began
    if done.returncode:
        return "ended", (done.returncode, done.stderr.decode()), seconds, 0
    return *row_types.decoded(done.stdout), seconds, int(done.stderr) * 1024


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


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A sound session file, closed."""
    path = tmp_path_factory.mktemp("whole") / "whole.upstream"
    with Workshop.create(path) as workshop, workshop.change("Cards") as session:
        card_services.add_cards(session, [f"Card {number}" for number in range(50)])
    return path.read_bytes()


@pytest.mark.parametrize("case", hostile.SESSIONS, ids=lambda case: case.name)
def test_a_hostile_session_is_refused_untouched(
    case: hostile.HostileSession, whole: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "hostile.upstream"
    path.write_bytes(whole)
    if case.sql:
        with closing(sqlite3.connect(path, isolation_level=None)) as file:
            file.executescript(case.sql)
    if case.patch:
        content = bytearray(whole)
        case.patch(content)
        path.write_bytes(content)
    if case.journal:
        path.with_name(path.name + "-journal").write_bytes(case.journal)
    before, began = path.read_bytes(), time.monotonic()
    verdict = verify(path)
    if case.name in HARMLESS:
        Workshop.open(path).close()
        assert verify(path).sound
    else:
        with pytest.raises(WorkshopError) as refusal:
            Workshop.open(path)
        assert not verdict.sound
        assert path.name in str(refusal.value)
        assert "\n" not in str(refusal.value)
        assert path.read_bytes() == before
    assert time.monotonic() - began < limits.SECONDS


# brought back to our way of writing; what was saved in it is there
HARMLESS = {"a file that says it logs ahead"}


def test_an_archive_that_unpacks_for_ever_is_not_unpacked(tmp_path: Path) -> None:
    for manifest in (b" " * 40_000_000, json.dumps({"members": {"a.txt": {"size": 10**12}}})):
        path = tmp_path / "bomb.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("manifest.json", manifest)
            with archive.open("a.txt", "w") as member:
                for _ in range(40):
                    member.write(b" " * 1_000_000)
        began = time.process_time()
        assert not verify(path).sound
        assert time.process_time() - began < 2
