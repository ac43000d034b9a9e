"""A first day by keys alone, from the start page to the afternoon, with a projector beside the laptop.

On a machine with two displays the same day can be watched: `python -m tests.journeys.first_day FOLDER`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path


def test_the_room_sees_what_the_session_holds_and_no_key(tmp_path: Path) -> None:
    shape = {"y": 0, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    laptop = {"name": "laptop", "x": 0, "width": 1366, "height": 768, **shape}
    projector = {"name": "projector", "x": 1366, "width": 1920, "height": 1080, **shape}
    displays = tmp_path / "displays.json"
    displays.write_text(json.dumps({"screens": [laptop, projector]}))
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.first_day", str(tmp_path)],
        cwd=Path(__file__).parents[2],
        env={
            **os.environ,
            "HOME": str(tmp_path),
            "QT_QPA_PLATFORM": f"offscreen:configfile={displays}",
        },
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    assert seen["faults"] == []
    assert seen["stray"] == 0, "no key that is typed on the laptop reaches the room"
    compared = seen["compared"]
    assert {"", "run", "people", "themes", "vote", "black"} == compared.keys()
    assert min(compared[page] for page in ("run", "people", "themes", "vote")) > 20
