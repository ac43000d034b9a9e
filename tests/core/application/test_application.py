"""An open session as everybody uses it: done once, undone by whoever did it, backed up in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from upstream_workshop.application.actions import Action
from upstream_workshop.application.backup_scheduler import named
from upstream_workshop.application.session import OpenSession
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people import queries
from upstream_workshop.people import services as people
from upstream_workshop.readers.formats.tables import read_table
from upstream_workshop.readers.signup_lists import read_people
from upstream_workshop.session_file.copies import backups
from upstream_workshop.session_file.steps import Change
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.files import places
from upstream_workshop.storage.files.ledger import Ledger
from upstream_workshop.themes import queries as theme_queries
from upstream_workshop.themes import services as themes
from upstream_workshop.themes.cards import services as card_services
from upstream_workshop.whole import forgetting

MOMENT = datetime(2026, 11, 5, 9, 30)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenSession]:
    path = tmp_path / "day.upstream"
    Workshop.create(path).close()
    session = OpenSession.open(path, Ledger(tmp_path / "home"), lambda: MOMENT)
    yield session
    session.close()


def whys(opened: OpenSession) -> list[str]:
    return [made.why for made in backups.listed(opened.backups.folder)]


def test_a_request_that_arrives_again_is_done_once(opened: OpenSession) -> None:
    told: list[Change] = []
    opened.subscribe(told.append)
    action = Action("Add card", key="phone 7, request 1")
    first = opened.do(action, card_services.add_card, "Time")
    assert opened.do(action, card_services.add_card, "Time") == first
    assert opened.do(Action("Add card"), card_services.add_card, "Time") != first
    assert [change.label for change in told] == ["Add card", "Add card"]


def test_what_was_refused_may_be_asked_again(opened: OpenSession) -> None:
    action = Action("Rename theme", key="1")
    with pytest.raises(WorkshopError):
        opened.do(action, themes.rename_theme, 7, "Trust")
    theme = opened.do(Action("Add theme"), themes.add_theme, "Time")
    opened.do(Action("Rename theme", key="1"), themes.rename_theme, theme, "Trust")
    assert [row.title for row in opened.ask(theme_queries.themes)] == ["Trust"]


def test_each_takes_back_their_own(opened: OpenSession) -> None:
    mine = opened.do(Action("Add theme", actor="a"), themes.add_theme, "Mine")
    opened.do(Action("Add theme", actor="b"), themes.add_theme, "Theirs")
    opened.undo("a")
    assert [row.title for row in opened.ask(theme_queries.themes)] == ["Theirs"]
    opened.redo("b")  # nothing of theirs was undone
    opened.redo("a")
    titles = {row.title: row.id for row in opened.ask(theme_queries.themes)}
    assert titles == {"Mine": mine, "Theirs": titles["Theirs"]}


def test_what_somebody_else_changed_since_stays(opened: OpenSession) -> None:
    theme = opened.do(Action("Add theme", actor="a"), themes.add_theme, "Mine")
    opened.do(Action("Rename theme", actor="b"), themes.rename_theme, theme, "Ours")
    with pytest.raises(WorkshopError, match="somebody else changed the same"):
        opened.undo("a")
    assert [row.title for row in opened.ask(theme_queries.themes)] == ["Ours"]
    opened.undo("b")
    opened.undo("a")
    assert opened.ask(theme_queries.themes) == ()


Steps = st.lists(
    st.tuples(
        st.sampled_from("ab"), st.sampled_from(("add", "rename", "undo", "redo")), st.integers(0, 5)
    ),
    max_size=25,
)


@given(steps=Steps)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undone_in_any_order_nobody_loses_what_they_did_not_do(
    steps: list[tuple[str, str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A title says who gave it: undo by one leaves what the other gave, and redo brings own titles alone."""
    with Workshop.create(tmp_path_factory.mktemp("undo") / "a.upstream") as workshop:
        opened = OpenSession(workshop)
        for actor, what, number in steps:
            before = _titles(opened)
            other = {theme: title for theme, title in before.items() if not title.startswith(actor)}
            try:
                _act(opened, actor, what, number)
            except WorkshopError:
                assert _titles(opened) == before
                continue
            if what in ("undo", "redo"):
                after = _titles(opened)
                for theme, title in other.items():
                    again = what == "redo" and after.get(theme, "").startswith(actor)
                    assert after.get(theme) == title or again, f"{actor} {what}"


def _titles(opened: OpenSession) -> dict[int, str]:
    return {row.id: row.title for row in opened.ask(theme_queries.themes)}


def _act(opened: OpenSession, actor: str, what: str, number: int) -> None:
    found = sorted(_titles(opened))
    if what == "add":
        opened.do(Action("Add theme", actor=actor), themes.add_theme, f"{actor}{len(found)}")
    elif what == "rename" and found:
        theme = found[number % len(found)]
        opened.do(
            Action("Rename theme", actor=actor), themes.rename_theme, theme, f"{actor}, {number}"
        )
    elif what == "undo":
        opened.undo(actor)
    elif what == "redo":
        opened.redo(actor)


def test_before_much_is_taken_in_or_away_there_is_a_backup(
    opened: OpenSession, tmp_path: Path
) -> None:
    source = tmp_path / "people.csv"
    source.write_text("Name,Organisation\nSiân Prys,Cyngor Môn\n", encoding="utf-8")
    reading = read_people(read_table(source))
    opened.do(Action("Add"), people.add_participant, "Ravi Kapoor")
    assert opened.try_in("people", "people", reading).added == 1
    assert whys(opened) == []
    assert opened.take_in("people", "people", reading).added == 1
    assert whys(opened) == ["before an import"]
    theme = opened.do(Action("Add theme"), themes.add_theme, "Trust")
    opened.do(Action("Remove theme"), themes.remove_theme, theme)
    assert "before a removal" in whys(opened)


def test_who_is_erased_is_in_no_copy(opened: OpenSession, tmp_path: Path) -> None:
    def fill(session: Session) -> None:
        people.add_participant(session, "Gwŷn Ŵyllt")
        card_services.add_card(session, "Ask Gwŷn Ŵyllt")

    opened.do(Action("Fill"), fill)
    assert opened.backups.keep("every ten minutes") == ""
    her = next(row.id for row in opened.ask(queries.roster) if row.name == "Gwŷn Ŵyllt")
    planned = opened.erasing.preview(her)
    cleared = opened.erasing.clear_copies(opened.erasing.erase(her, planned.sure))
    assert (cleared.removed, cleared.remains, cleared.unkept) == (1, (), "")
    assert len(whys(opened)) == 1
    opened.close()
    content = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not any("Gwŷn".encode() in one for one in content)
    opened.workshop = Workshop.open(opened.workshop.path)


def test_a_file_on_a_stick_comes_back_with_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    path = stick / "day.upstream"
    Workshop.create(path).close()
    real = places.kind
    monkeypatch.setattr(
        places, "kind", lambda where: places.REMOVABLE if stick in where.parents else real(where)
    )
    opened = OpenSession.open(path, Ledger(tmp_path / "home"))
    assert opened.workshop.is_working_copy
    opened.do(Action("Add"), people.add_participant, "Siân Prys")
    back = opened.close()
    assert back is not None
    assert back.path == path
    with Workshop.open(path) as workshop, workshop.read() as session:
        assert [row.name for row in queries.roster(session)] == ["Siân Prys"]


def test_a_service_is_known_with_some_of_its_arguments_given() -> None:
    assert named(themes.remove_theme) == "themes.remove_theme"
    assert named(partial(partial(themes.remove_theme), 1)) == "themes.remove_theme"
    assert named(print) == ".print"


def test_what_fails_while_it_opens_leaves_nothing_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "day.upstream"
    Workshop.create(path).close()

    def refuse(*_: object) -> None:
        raise WorkshopError("The disk cannot be read.")

    with monkeypatch.context() as broken:
        broken.setattr(forgetting, "adopt", refuse)
        with pytest.raises(WorkshopError, match="cannot be read"):
            OpenSession.open(path, Ledger(tmp_path / "home"))
    Workshop.open(path).close()  # nobody holds it
