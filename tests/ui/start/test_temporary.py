"""The window says in one sentence that no temporary file can be made, and goes on."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.showing import settled, shown
from ui.importing.flow import ImportFlow
from ui.importing.import_dialog import ImportDialog
from ui.kit import material
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.people.import_kind import import_kind
from ui.printing.page import PrintingPage
from upstream_workshop.errors import WorkshopError
from upstream_workshop.storage.files import ledger
from upstream_workshop.storage.files.ledger import Ledger


@pytest.fixture
def no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in the home nor in the folder of the system."""

    def refuse(*_args: object, **_named: object) -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)


def test_an_archive_is_refused_in_one_sentence(
    qtbot: QtBot, furnished_desk: Desk, jobs: Jobs, tmp_path: Path, no_room: None
) -> None:
    page = shown(qtbot, PrintingPage(furnished_desk, jobs))
    with qtbot.waitSignal(furnished_desk.refused) as told:
        page.archive_to(tmp_path / "a.zip", "full")
    assert "No temporary file can be made" in told.args[0]
    with qtbot.waitSignal(furnished_desk.refused) as told:
        page.verify_file(furnished_desk.workshop.path)
    assert "No temporary file can be made" in told.args[0]
    settled(jobs)
    assert not (tmp_path / "a.zip").exists()


def test_a_list_is_previewed_all_the_same(
    qtbot: QtBot,
    furnished_desk: Desk,
    jobs: Jobs,
    tmp_path: Path,
    no_room: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is tried in memory."""
    seen: list[str] = []
    monkeypatch.setattr(ImportDialog, "exec", lambda dialog: seen.append(dialog.counts.text()))
    (tmp_path / "people.csv").write_text("Name\nAnn\n")
    page = shown(qtbot, PrintingPage(furnished_desk, jobs))
    settled(jobs)
    ImportFlow(furnished_desk, jobs, import_kind(), page).import_file(tmp_path / "people.csv")
    settled(jobs)
    assert seen == ["1 new, 0 updated, 0 unchanged, 0 not taken"]


def test_a_theme_does_without_icons(no_room: None) -> None:
    material.icons.cache_clear()
    try:
        assert material.icons("light").is_dir()
    finally:
        material.icons.cache_clear()


def test_the_list_of_places_says_it(tmp_path: Path, no_room: None) -> None:
    home = Ledger(tmp_path / "home")
    with ledger.keeping(home), pytest.raises(WorkshopError, match="TMPDIR"):
        ledger.temporary_folder()
