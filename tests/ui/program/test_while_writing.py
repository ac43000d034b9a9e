"""Whatever somebody does between the pieces of an import: nothing is half in, lost or done twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.core.storage.test_undo import dump
from tests.ui.showing import settled
from ui.app import App
from ui.importing.import_dialog import ImportDialog
from ui.kit.desk import Desk
from ui.kit.writing.large_step import LargeStep
from ui.widgets import ProgressStrip
from upstream_workshop.people import services as people
from upstream_workshop.people.queries import roster
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage import diary

NEW = tuple(f"Newcomer {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
PIECE = 7  # rows
WHEN = (1, 2, 4)  # after which piece somebody does something


@pytest.fixture
def app_open(app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> App:
    """The application with a session in which one person was added by hand, and small pieces."""
    monkeypatch.setattr(diary, "PIECE", PIECE)
    monkeypatch.setattr(ImportDialog, "exec", lambda _dialog: 1)
    path = tmp_path / "session.upstream"
    Workshop.create(path).close()
    app.open(path)
    app.window.desk.do("Add person", people.add_participant, "By Hand")
    with qtbot.waitActive(app.window):
        app.window.activateWindow()
    return app


def import_with(app: App, folder: Path, act: Callable[[], object], piece: int) -> list[bool]:
    """Import the newcomers from a list, and act once so many pieces are written.

    Returns whether pieces were left when that was.
    """
    source = folder / "list.csv"
    source.write_text("Name\n" + "".join(f"{name}\n" for name in NEW), "utf-8")
    left: list[bool] = []
    seen = 0
    real = QTimer.singleShot

    def between(*arguments: Any) -> None:
        nonlocal seen
        if isinstance(arguments[1], LargeStep):
            seen += 1
            if seen == piece:
                real(0, lambda: (left.append(app.window.desk.is_writing), act()))
        real(*arguments)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(QTimer, "singleShot", between)
        app.window.go("people").lists.import_file(source)
        settled(app.jobs)
        wait_for_pieces(app)
    return left


def wait_for_pieces(app: App) -> None:
    while app.window is not None and app.window.desk.is_writing:
        QApplication.processEvents()


def names(desk: Desk) -> set[str]:
    return {row.name for row in desk.ask(roster)}


def press(qtbot: QtBot, app: App, key: Qt.Key, ctrl: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(app.window, key, modifier)


@pytest.mark.parametrize("piece", WHEN)
def test_an_edit_comes_after_all_of_it(app_open: App, tmp_path: Path, piece: int) -> None:
    desk = app_open.window.desk
    before = dump(desk.workshop)
    left = import_with(
        app_open, tmp_path, lambda: desk.do("Add", people.add_participant, "Zed"), piece
    )
    assert left == [True]
    assert names(desk) == {"By Hand", *NEW, "Zed"}
    assert desk.workshop.undo_label == "Add"
    desk.undo()
    assert names(desk) == {"By Hand", *NEW}
    desk.undo()
    wait_for_pieces(app_open)
    assert dump(desk.workshop) == before
    desk.redo()
    desk.redo()
    assert names(desk) == {"By Hand", *NEW, "Zed"}


@pytest.mark.parametrize("piece", WHEN)
def test_undo_takes_the_import_back_and_nothing_before_it(
    qtbot: QtBot, app_open: App, tmp_path: Path, piece: int
) -> None:
    desk = app_open.window.desk
    before = dump(desk.workshop)
    left = import_with(
        app_open, tmp_path, lambda: press(qtbot, app_open, Qt.Key.Key_Z, True), piece
    )
    assert left == [True]
    assert dump(desk.workshop) == before
    assert desk.workshop.undo_label == "Add person"
    assert "Import people" in app_open.window.toast.words()
    desk.redo()
    wait_for_pieces(app_open)
    assert names(desk) == {"By Hand", *NEW}


@pytest.mark.parametrize("piece", WHEN)
def test_escape_and_a_refused_edit_change_nothing_of_it(
    qtbot: QtBot, app_open: App, tmp_path: Path, piece: int
) -> None:
    desk = app_open.window.desk

    def act() -> None:
        press(qtbot, app_open, Qt.Key.Key_Escape)
        desk.do("Add", people.add_participant, "")

    assert import_with(app_open, tmp_path, act, piece) == [True]
    assert names(desk) == {"By Hand", *NEW}
    assert desk.workshop.undo_label.startswith("Import")


@pytest.mark.parametrize("piece", WHEN)
def test_closing_the_window_keeps_all_of_it(app_open: App, tmp_path: Path, piece: int) -> None:
    path = app_open.window.desk.workshop.path
    left = import_with(app_open, tmp_path, lambda: app_open.window.close(), piece)
    assert left == [True]
    app_open.close()
    with Workshop.open(path) as again, again.read() as session:
        assert {row.name for row in roster(session)} == {"By Hand", *NEW}


def test_a_second_import_between_the_pieces_of_the_first_finds_all_of_it(
    app_open: App, tmp_path: Path
) -> None:
    other = tmp_path / "other.csv"
    other.write_text(f"Name\n{NEW[-1]}\nZed\n", "utf-8")
    page = app_open.window.go("people")
    left = import_with(app_open, tmp_path, lambda: page.lists.import_file(other), 2)
    settled(app_open.jobs)
    wait_for_pieces(app_open)
    desk = app_open.window.desk
    assert left == [True]
    assert sorted(row.name for row in desk.ask(roster)) == sorted(["By Hand", *NEW, "Zed"])


def test_two_undos_in_pieces_take_back_two_steps(
    qtbot: QtBot, app_open: App, tmp_path: Path
) -> None:
    desk = app_open.window.desk
    import_with(app_open, tmp_path, lambda: None, 1)
    press(qtbot, app_open, Qt.Key.Key_Z, True)
    assert desk.is_writing
    press(qtbot, app_open, Qt.Key.Key_Z, True)
    wait_for_pieces(app_open)
    assert names(desk) == set()
    for _ in range(2):
        desk.redo()
    wait_for_pieces(app_open)
    assert names(desk) == {"By Hand", *NEW}


def test_what_is_over_in_a_moment_offers_no_cancel(app_open: App, tmp_path: Path) -> None:
    """Undo takes it back; so nothing on screen says it can be stopped."""
    offered: list[list[str]] = []

    def act() -> None:
        offered.append([title for _, title in app_open.jobs.under_way() if title])
        offered.append([strip._title for strip in strips(app_open) if strip.isVisible()])

    import_with(app_open, tmp_path, act, 2)
    assert offered[0] in ([], ["Backing up"]), "the import is no job that could be cancelled"
    assert offered[1] == []
    assert names(app_open.window.desk) == {"By Hand", *NEW}


def strips(app: App) -> list[ProgressStrip]:
    return app.window.findChildren(ProgressStrip)


@pytest.mark.parametrize("piece", WHEN[:2])
def test_what_takes_longer_is_stopped_and_leaves_nothing(
    qtbot: QtBot, app_open: App, tmp_path: Path, piece: int
) -> None:
    desk, said = app_open.window.desk, []
    desk.reported.connect(said.append)
    before = dump(desk.workshop)

    def act() -> None:
        strip = strips(app_open)[-1]
        strip.show()  # which it does by itself after a while
        qtbot.mouseClick(strip._cancel, Qt.MouseButton.LeftButton)

    assert import_with(app_open, tmp_path, act, piece) == [True]
    assert dump(desk.workshop) == before
    assert said == ["Stopped, and nothing was changed."]
    assert not desk.kept
    qtbot.waitUntil(lambda: not strips(app_open))


def test_undo_beside_a_message_takes_back_what_that_was_about(
    app_open: App, tmp_path: Path
) -> None:
    """The message stands while an import is written, which is no reason to take that back instead."""
    window = app_open.window
    window.desk.do("Add person", people.add_participant, "Before")
    window.desk.report_step("Before is on the list")
    import_with(app_open, tmp_path, window.toast.undone.emit, 2)
    assert names(window.desk) == {"By Hand", "Before", *NEW}
