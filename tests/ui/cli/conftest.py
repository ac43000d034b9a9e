"""A shell with a home of its own, and a session file made by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.cli.shell import Shell


@pytest.fixture(autouse=True)
def always_answers() -> None:
    """There is no window here that would have to."""


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Shell:
    return Shell(capsys, tmp_path / "home")


@pytest.fixture
def file(shell: Shell, tmp_path: Path) -> Path:
    path = tmp_path / "day.upstream"
    shell("new", path, "--title", "Our residential", "--starts", "2026-12-01")
    return path
