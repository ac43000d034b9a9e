"""Every service, done, undone and redone, leaves identical dumps; and so do long random walks."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.core import furnished
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file import schema
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes.model import Theme


def dump(workshop: Workshop) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every watched table, as the file keeps it."""
    file = workshop._open_file.driver
    return {
        name: file.execute(f"SELECT {', '.join(columns)} FROM {name} ORDER BY id").fetchall()
        for name, columns in schema.watched().items()
    }


@pytest.fixture
def full(furnished_workshop: Workshop) -> Workshop:
    return furnished_workshop


def test_every_service_has_an_example() -> None:
    missing = [n for n, s in furnished.services().items() if s not in furnished.examples()]
    assert not missing


def test_every_table_is_furnished(full: Workshop) -> None:
    empty = [name for name, rows in dump(full).items() if not rows]
    assert not empty


@pytest.mark.parametrize("name", sorted(furnished.services()))
def test_a_service_is_undone_and_redone(full: Workshop, name: str) -> None:
    service = furnished.services()[name]
    before = dump(full)
    with full.change(name) as session:
        furnished.perform(session, service)
    after = dump(full)
    assert after != before, "the example changes nothing, so it proves nothing"
    full.undo()
    assert dump(full) == before
    full.redo()
    assert dump(full) == after


@pytest.mark.parametrize("seed", range(3))
def test_a_long_walk_is_undone_and_redone(full: Workshop, seed: int) -> None:
    dice = random.Random(seed)
    calls = sorted(furnished.services().items())
    seen = [dump(full)]
    for _ in range(120):
        _, service = dice.choice(calls)
        steps = len(full._steps.undo)
        try:
            with full.change("step") as session:
                furnished.perform(session, service)
        except (WorkshopError, LookupError):  # refused, or nothing left to do it to
            assert dump(full) == seen[-1], "a refused step left something behind"
            continue
        if len(full._steps.undo) > steps:  # some write what was there already, which is a step too
            seen.append(dump(full))
        if dice.random() < 0.3 and len(seen) > 1:
            full.undo()
            assert dump(full) == seen[-2]
            full.redo()
            assert dump(full) == seen[-1]
    for state in reversed(seen[:-1]):
        full.undo()
        assert dump(full) == state
    for state in seen[1:]:
        full.redo()
        assert dump(full) == state


def test_undo_survives_odd_text(workshop: Workshop, tmp_path: Path) -> None:
    from upstream_workshop.people import services

    odd = "O'Neill : ? %s \x01 ŵ 𝒳 ;--"
    with workshop.change("Add") as session:
        services.add_participant(session, odd)
    after = dump(workshop)
    workshop.undo()
    workshop.redo()
    assert dump(workshop) == after
    assert after["participant"][0][1] == odd


def test_undo_of_many_rows_shares_its_statements(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    from upstream_workshop.people import services
    from upstream_workshop.storage import diary

    monkeypatch.setattr(diary, "LONGEST", 1_000)
    before = dump(workshop)
    with workshop.change("Add") as session:
        for number in range(60):
            services.add_participant(session, f"Person {number}: ?", email="x" * 90)
    after, step = dump(workshop), workshop.last_step
    assert step is not None
    batches = list(diary.batched(step.notes))
    assert [note for batch in batches for note in batch] == list(step.notes)
    workshop.undo()
    assert dump(workshop) == before
    workshop.redo()
    assert dump(workshop) == after
    redone = workshop.last_step
    assert redone is not None
    workshop.undo()
    assert dump(workshop) == before
    deleted = diary.Note("participant", 1, None, "1, 'a'")
    many = [deleted._replace(was="x" * 400) for _ in range(5)]
    assert [len(batch) for batch in diary.batched(many)] == [2, 2, 1]


@pytest.mark.parametrize("last", [1, 2, 3])
def test_rows_that_refer_to_each_other_may_go_in_one_statement(
    workshop: Workshop, last: int
) -> None:
    """SQLite takes them out in the order of ids, in which the undoing need not put them back."""
    with workshop.change("Add") as session:
        session.add_all(Theme(id=id_, title=f"Theme {id_}", position=id_) for id_ in (1, 2, 3))
        session.flush()
        session.execute(
            text("UPDATE theme SET merged_into_id = :last, state = 'merged' WHERE id <> :last"),
            {"last": last},
        )
    before = dump(workshop)
    with workshop.change("Remove") as session:
        session.execute(text("DELETE FROM theme"))
    workshop.undo()
    assert dump(workshop) == before
    workshop.redo()
    assert dump(workshop)["theme"] == []
