"""The application from start page to window: what it opens, what it refuses and how it says so."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.showing import settled
from ui import app_loop
from ui.app import App
from ui.kit import folders
from ui.people.page import PeoplePage
from upstream_workshop.agenda.templates import load_template
from upstream_workshop.session_file.workshop import Workshop


def said(app: App) -> str:
    assert app.start_page is not None
    return app.start_page.banner.words()


def test_first_run_shows_the_start_page(app: App) -> None:
    app.begin(None)
    assert app.start_page is not None
    assert app.start_page.isVisible()


def test_a_new_session_opens_and_is_come_back_to(app: App, tmp_path: Path) -> None:
    path = tmp_path / "mine.upstream"
    app.begin(None)
    app.make(path, load_template("one-day"))
    assert app.start_page is None
    assert app.window.isVisible()
    assert app.settings.last_session == path
    app.window.go("themes")
    app.close()
    app.begin(None)
    assert app.window.desk.workshop.path == path
    assert app.settings.page == "themes"


@pytest.mark.parametrize("content", [b"", b"name,town\n", b"SQLite format 3\0" + b"\0" * 200])
def test_what_is_no_session_is_refused_in_one_sentence(
    app: App, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "bad.upstream"
    path.write_bytes(content)
    app.begin(path)
    assert "bad.upstream" in said(app)
    assert path.read_bytes() == content


def test_a_session_open_elsewhere_is_refused(app: App, tmp_path: Path) -> None:
    path = tmp_path / "mine.upstream"
    with Workshop.create(path):
        app.begin(path)
        assert "open in another window" in said(app)


def test_the_sample_opens_from_the_start_page(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(
        folders.platformdirs, "user_data_path", lambda *_args, **_more: tmp_path / "data"
    )
    app.begin(None)
    assert app.start_page is not None
    app.start_page.sample_requested.emit()
    settled(app.jobs)
    assert app.window.desk.workshop.path == tmp_path / "data" / "sample.upstream"


def test_a_refusal_in_the_window_is_a_banner(app: App, tmp_path: Path) -> None:
    app.make(tmp_path / "mine.upstream", load_template("one-day"))
    app.open(tmp_path / "missing.upstream")
    assert "does not exist" in app.window.banner.words()


@pytest.mark.parametrize("where", ["__init__", "refresh"])
def test_a_page_that_fails_leads_to_the_start_page_and_another_page(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    path = tmp_path / "mine.upstream"
    app.make(path, load_template("one-day"))
    app.window.go("people")
    app.close()

    def fail(*_args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(PeoplePage, where, fail)
    monkeypatch.setattr(sys, "excepthook", app_loop._hook(app))
    app.begin(None)
    assert "mine.upstream could not be shown" in said(app)
    assert app.current.window is None
    with Workshop.open(path):
        pass
    app.begin(None)
    assert app.window.isVisible()
    assert app.start_page is None
    app.window.go("run")
    assert not app.window.desk.workshop.read_only
