"""A session on a stick, through the app: worked on here, brought back, and what is said about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.showing import settled
from ui.app import App
from upstream_workshop.agenda.templates import load_template
from upstream_workshop.people import queries
from upstream_workshop.people import services as people
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.files import lock_notes


def people_in(path: Path) -> list[str]:
    with Workshop.open(path) as workshop, workshop.read() as session:
        return [row.name for row in queries.roster(session)]


@pytest.fixture
def session(app: App, stick: Path) -> Path:
    path = stick / "mine.upstream"
    app.make(path, load_template("one-day"))
    settled(app.jobs)
    return path


def test_it_is_brought_back_at_the_end(app: App, session: Path) -> None:
    before = session.read_bytes()
    app.window.desk.do("Add", people.add_participant, "Siân Prys")
    assert session.read_bytes() == before
    assert app.window.windowTitle().startswith("mine")
    app.close()
    assert people_in(session) == ["Siân Prys"]
    assert app.last_words == []
    assert sorted(path.name for path in session.parent.iterdir()) == ["mine.upstream"]


def test_a_conflict_is_said_last(app: App, session: Path) -> None:
    app.window.desk.do("Add", people.add_participant, "Mine")
    with Workshop.open(session) as other, other.change("Add") as opened:
        people.add_participant(opened, "Theirs")
    app.close()
    assert people_in(session) == ["Theirs"]
    (said,) = app.last_words
    assert "conflicted copy" in said
    (beside,) = session.parent.glob("*conflicted copy*")
    assert people_in(beside) == ["Mine"]


def test_pulled_out_and_plugged_in_again(app: App, session: Path) -> None:
    app.window.desk.do("Add", people.add_participant, "Mine")
    pocket = session.parent.rename(session.parent.with_name("pocket"))
    app.close()
    assert "safe on this computer" in app.last_words[0]
    assert app.settings.last_session == session
    app.begin(None)
    settled(app.jobs)
    assert "had not been brought back" in app.window.banner.words()
    assert [row.name for row in app.window.desk.ask(queries.roster)] == ["Mine"]
    pocket.rename(session.parent)
    app.close()
    assert people_in(session) == ["Mine"]


def test_somebody_else_may_have_it(app: App, session: Path) -> None:
    app.close()
    lock_notes.note(session)
    app.open(session)
    settled(app.jobs)
    assert "may be open elsewhere too (" in app.window.banner.words()


def test_opening_what_is_open_only_shows_it(app: App, session: Path, tmp_path: Path) -> None:
    window = app.window
    app.open(session)
    settled(app.jobs)
    assert app.window is window
    here = tmp_path / "here.upstream"
    app.make(here, load_template("one-day"))
    settled(app.jobs)
    window = app.window
    app.open(here)
    assert app.window is window


def test_what_cannot_be_copied_is_refused(app: App, stick: Path) -> None:
    path = stick / "list.upstream"
    path.write_text("shopping")
    app.begin(path)
    settled(app.jobs)
    assert app.start_page is not None
    assert "not a session file" in app.start_page.banner.words()
