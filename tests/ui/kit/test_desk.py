"""The desk does, undoes, asks, and says when it was refused."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from sqlalchemy.orm import Session

from ui.kit.desk import Desk
from upstream_workshop.application.session import OpenSession
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people.model import Organisation
from upstream_workshop.session_file.workshop import Workshop


def found(session: Session, name: str) -> int:
    if not name:
        raise WorkshopError("An organisation needs a name.")
    row = Organisation(name=name)
    session.add(row)
    session.flush()
    return row.id


def count(session: Session) -> int:
    return session.scalar(text("SELECT count(*) FROM organisation")) or 0


def test_do_tells_everybody_and_undo_takes_back(qtbot: QtBot, workshop: Workshop) -> None:
    desk = Desk(OpenSession(workshop))
    with qtbot.waitSignal(desk.changed) as told:
        assert desk.do_about("Add", "York", found, "York") == 1
    assert told.args[0].touches({"organisation"})
    assert desk.ask(count) == 1
    assert workshop.undo_label == "Add: York"
    with qtbot.waitSignal(desk.changed):
        desk.undo()
    assert desk.ask(count) == 0
    desk.redo()
    assert desk.ask(count) == 1


def test_a_refusal_is_one_sentence_and_no_change(qtbot: QtBot, workshop: Workshop) -> None:
    desk = Desk(OpenSession(workshop))
    with (
        qtbot.assertNotEmitted(desk.changed),
        qtbot.waitSignal(desk.refused) as told,
    ):
        assert desk.do("Add", found, "") is None
    assert told.args == ["An organisation needs a name."]


def test_a_rehearsal_answers_and_keeps_nothing(qtbot: QtBot, workshop: Workshop) -> None:
    desk = Desk(OpenSession(workshop))
    with qtbot.assertNotEmitted(desk.changed):
        assert desk.rehearse(found, "York") == 1
    assert desk.ask(count) == 0
    with pytest.raises(WorkshopError):
        desk.rehearse(found, "")
