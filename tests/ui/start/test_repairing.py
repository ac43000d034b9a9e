"""A file that is refused for its rows can be repaired on a copy: from the start page, and by command."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.cli.shell import Shell
from ui.app import App
from upstream_workshop.session_file import schema
from upstream_workshop.storage import stamp

OLD_FILES = Path(__file__).parents[2] / "old_files"


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "Day.upstream"
    shutil.copyfile(OLD_FILES / f"format-{schema.FORMAT}.upstream", path)
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA ignore_check_constraints=ON")
        file.execute("UPDATE link SET sign = 'x' WHERE id = 2")
        stamp.restamp(file)
        file.commit()
    return path


def way(inside: QWidget) -> QPushButton:
    found = [each for each in inside.findChildren(QPushButton) if each.text() == "Repair a copy"]
    return found[0]


def test_the_start_page_offers_a_repaired_copy_and_opens_it(
    app: App, qtbot: QtBot, bad: Path
) -> None:
    before = bad.read_bytes()
    app.begin(bad)
    assert app.start_page is not None
    assert "link, row 2" in app.start_page.banner.words()
    qtbot.mouseClick(way(app.start_page), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: app.start_page is None, timeout=20_000)
    copy = bad.with_stem("Day repaired")
    assert app.window.desk.workshop.path == copy
    qtbot.waitUntil(lambda: "set to ''" in app.window.banner.words())
    assert "Day.upstream is as it was" in app.window.banner.words()
    assert bad.read_bytes() == before


def test_another_refusal_offers_no_repair(app: App, qtbot: QtBot, bad: Path) -> None:
    app.begin(bad)
    assert app.start_page is not None
    assert way(app.start_page).isVisible()
    bad.write_bytes(b"nothing")
    app.open(bad)
    assert not [
        each
        for each in app.start_page.findChildren(QPushButton)
        if each.text() == "Repair a copy" and each.isVisible()
    ]


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Shell:
    return Shell(capsys, tmp_path / "home")


def test_a_copy_is_repaired_by_command(shell: Shell, bad: Path) -> None:
    copy = bad.with_name("good.upstream")
    answer = json.loads(shell("repair", bad, copy, "--json"))
    assert answer["copy"] == str(copy)
    assert answer["repairs"] == ["link, row 2: “sign” is 'x', not one of blank, +, -: set to ''."]
    assert "is sound" in shell("verify", copy)
    assert "needs no repair" in shell("repair", copy, bad.with_name("again.upstream"))
    assert not bad.with_name("again.upstream").exists()
