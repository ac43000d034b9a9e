"""A step that is recorded on a copy and repeated in the session, against the service run in the session."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import pytest

from tests.core.storage.test_undo import dump
from upstream_workshop import rooms
from upstream_workshop.application.actions import Action
from upstream_workshop.application.session import OpenSession
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people import services as people
from upstream_workshop.people.model import Participant
from upstream_workshop.people.queries import roster
from upstream_workshop.readers.reading import Reading
from upstream_workshop.readers.signup_lists import PersonEntry
from upstream_workshop.session_file.steps import Change, RecordedStep
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.diary import PIECE

TAKE = rooms.imports()["people"].take
MANY = 3 * PIECE
Answer = TypeVar("Answer")


@pytest.fixture
def opened(furnished_workshop: Workshop) -> OpenSession:
    return OpenSession(furnished_workshop)


def newcomers(count: int) -> Reading[PersonEntry]:
    return Reading(
        tuple(
            PersonEntry(
                line=number + 2,
                name=f"Ann Lee-{number}",
                organisation=f"Council {number % 7}",
                asks=(f"100 % of {number}: why?",),
            )
            for number in range(count)
        )
    )


def recorded(opened: OpenSession, reading: Reading[PersonEntry]) -> RecordedStep[object]:
    rehearsal = opened.rehearsal()
    step = rehearsal.record(TAKE, "", reading, {})
    rehearsal.close()
    assert step is not None
    return step


def rows(workshop: Workshop) -> dict[str, object]:
    """All rows, without the ids of people, which are drawn at random."""
    kept = dump(workshop)
    place = list(Participant.__table__.columns.keys()).index("uid")
    kept["participant"] = [(*row[:place], *row[place + 1 :]) for row in kept["participant"]]
    return kept


def digests_agree(workshop: Workshop) -> bool:
    """Whether the digest kept with the session is that of its rows."""
    from upstream_workshop.storage.inspection import content_digest

    with closing(workshop.snapshot(whole=True)) as copy:
        (kept,) = copy.execute("SELECT digest FROM stamp").fetchone()
        return bool(kept == content_digest(copy))


@pytest.mark.parametrize("count", [2, MANY])
def test_a_repeated_step_is_the_service_row_for_row_with_its_undo_and_redo(
    opened: OpenSession, count: int
) -> None:
    workshop, reading = opened.workshop, newcomers(count)
    before = dump(workshop)
    changes: list[Change] = []
    workshop.listeners.append(changes.append)
    answer = opened.do(Action("Import"), TAKE, "", reading, {})
    plain = rows(workshop)
    opened.undo()
    step = recorded(opened, reading)
    assert dump(workshop) == before
    shares = list(opened.repeat(Action("Import"), TAKE, step))
    assert (len(shares) > 1) == (count == MANY)
    assert (rows(workshop), step.answer) == (plain, answer)
    repeated = dump(workshop)
    assert changes[0] == changes[-1], "every page is told the same"
    assert digests_agree(workshop)
    opened.undo()
    assert dump(workshop) == before
    assert digests_agree(workshop)
    opened.redo()
    assert dump(workshop) == repeated
    assert digests_agree(workshop)
    assert workshop.undo_label == "Import"


def test_between_pieces_the_session_is_read_and_copied_as_it_was_and_a_stop_leaves_nothing(
    opened: OpenSession,
) -> None:
    workshop = opened.workshop
    before, step = dump(workshop), workshop.last_step
    names = opened.ask(roster)
    pieces = opened.repeat(Action("Import"), TAKE, recorded(opened, newcomers(MANY)))
    for _ in range(3):
        assert 0 < next(pieces) < 1
        assert opened.ask(roster) == names
        with closing(workshop.snapshot()) as copy:
            (count,) = copy.execute("SELECT count(*) FROM participant").fetchone()
            assert count == len(names)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            sqlite3.connect(workshop.path, timeout=0).execute("SELECT * FROM participant")
    pieces.close()
    assert (dump(workshop), workshop.last_step) == (before, step)
    assert digests_agree(workshop)
    opened.do(Action("Add"), people.add_participant, "Bo Sten")


def test_a_step_recorded_before_another_change_is_refused_and_changes_nothing(
    opened: OpenSession,
) -> None:
    step = recorded(opened, newcomers(2))
    opened.do(Action("Add"), people.add_participant, "Bo Sten")
    before = dump(opened.workshop)
    with pytest.raises(WorkshopError, match="changed meanwhile"):
        list(opened.repeat(Action("Import"), TAKE, step))
    assert dump(opened.workshop) == before


def test_a_process_that_ends_between_pieces_leaves_the_file_as_it_was(
    opened: OpenSession, tmp_path: Path
) -> None:
    before = dump(opened.workshop)
    pieces = opened.repeat(Action("Import"), TAKE, recorded(opened, newcomers(MANY)))
    next(pieces)
    next(pieces)
    path = opened.workshop.path
    copy = tmp_path / "killed" / path.name
    copy.parent.mkdir()
    for suffix in ("", "-journal"):  # what a killed process leaves on the disk
        left = Path(f"{path}{suffix}")
        if left.exists():
            Path(f"{copy}{suffix}").write_bytes(left.read_bytes())
    with Workshop.open(copy) as again:
        assert dump(again) == before
    pieces.close()


def done(pieces: Generator[float, None, Answer]) -> tuple[list[float], Answer]:
    """Return the shares that were given, and the answer."""
    shares = []
    while True:
        try:
            shares.append(next(pieces))
        except StopIteration as end:
            return shares, end.value


@pytest.mark.parametrize("count", [2, MANY])
def test_done_in_pieces_a_service_does_the_same_row_for_row(
    opened: OpenSession, count: int
) -> None:
    workshop, reading = opened.workshop, newcomers(count)
    before = dump(workshop)
    answer = opened.do(Action("Import"), TAKE, "", reading, {})
    plain = rows(workshop)
    opened.undo()
    shares, found = done(opened.do_in_pieces(Action("Import"), TAKE, "", reading, {}))
    assert len(shares) > 1 or count < PIECE
    assert (rows(workshop), found) == (plain, answer)
    assert digests_agree(workshop)
    opened.undo()
    assert dump(workshop) == before


def test_refused_or_given_up_between_its_pieces_a_service_changes_nothing(
    opened: OpenSession,
) -> None:
    before = dump(opened.workshop)
    with pytest.raises(WorkshopError, match="needs a name"):
        done(opened.do_in_pieces(Action("Add"), people.add_participant, ""))
    assert dump(opened.workshop) == before
    for pieces_done in range(4):
        pieces = opened.do_in_pieces(Action("Import"), TAKE, "", newcomers(MANY), {})
        for _ in zip(range(pieces_done), pieces, strict=False):
            pass
        pieces.close()
        assert dump(opened.workshop) == before
    opened.do(Action("Add"), people.add_participant, "Afterwards")
