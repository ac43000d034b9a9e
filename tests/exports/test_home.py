"""Papers depend on nothing that lies in the home folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest


def a_file(home: Path) -> None:
    home.write_text("no folder")


def a_loop(home: Path) -> None:
    home.symlink_to(home)


def holding(name: str) -> Callable[[Path], None]:
    """A home with Python in it that ReportLab would run."""

    def make(home: Path) -> None:
        home.mkdir()
        (home / name).write_text("print('run from the home folder')\npageCompression = 7\n")

    return make


@pytest.mark.parametrize(
    "spoil", [a_file, a_loop, holding(".reportlab_mods"), holding(".reportlab_settings")]
)
def test_everything_that_is_printed_can_be_loaded_whatever_the_home_is(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    home = tmp_path / "home"
    spoil(home)
    source = "import exports.catalogue\nfrom reportlab import rl_config\nprint(rl_config.pageCompression)"
    done = subprocess.run(
        [sys.executable, "-c", source],
        env={**os.environ, "HOME": str(home)},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, "1\n"), done.stderr
