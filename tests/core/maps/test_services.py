"""Maps done to a session: refusals, places, imports, the names of loops."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from tests.core.maps import examples
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps import queries, services
from upstream_workshop.maps.factors.services import (
    add_factor,
    lock_factors,
    move_factors,
    remove_factor,
)
from upstream_workshop.maps.importing import services as importing
from upstream_workshop.maps.links.services import add_link, amend_link, delay_links
from upstream_workshop.maps.model import Factor
from upstream_workshop.maps.named_loops.services import name_loop
from upstream_workshop.maps.rules import loops
from upstream_workshop.readers.maps.tabular.link_tables import MapEntry
from upstream_workshop.readers.reading import Reading, Refusal
from upstream_workshop.session_file.workshop import Workshop


@pytest.fixture
def session(workshop: Workshop) -> Iterator[Session]:
    """A session in a change that stays open for the test."""
    change = workshop.change("Test")
    with change as made:
        examples.furnish(made)
        yield made


def test_the_same_link_twice_is_refused_but_another_sign_is_not(session: Session) -> None:
    a, b = (factor.id for factor in examples.row(session).factors[3:5])
    add_link(session, a, b, "+")
    add_link(session, a, b, "−")
    with pytest.raises(WorkshopError, match=r"“Risk appetite” leads to “Lwc” with \+ already"):
        add_link(session, a, b, "plus")
    plus = examples.row(session).links[-2]
    with pytest.raises(WorkshopError, match="already"):
        amend_link(session, plus.id, sign="-")
    assert [link.sign for link in examples.row(session).links[-2:]] == ["+", "-"]


@pytest.mark.parametrize("label", ["", "  ", "upstream WORK", "Upstream  work"])
def test_a_factor_needs_a_name_of_its_own(session: Session, label: str) -> None:
    with pytest.raises(WorkshopError):
        add_factor(session, examples.row(session).id, label)


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_factor_stands_somewhere_real(session: Session, value: float) -> None:
    with pytest.raises(WorkshopError):
        move_factors(session, {examples.row(session).factors[0].id: (value, 0.0)})


def test_ends_stand_on_one_map(session: Session) -> None:
    other = services.add_map(session, "Another")
    far = add_factor(session, other, "Far")
    with pytest.raises(WorkshopError, match="different maps"):
        add_link(session, examples.row(session).factors[0].id, far)


def test_a_factor_goes_with_its_links_and_the_names_of_their_loops(session: Session) -> None:
    row = examples.row(session)
    assert [name for _, name in row.loop_names] == ["Relief"]
    remove_factor(session, row.factors[1].id)
    session.flush()
    session.expire_all()
    left = queries.map_row(session, row.id)
    assert len(left.links) == 3
    assert left.loop_names == ()


def test_a_loop_is_named_whichever_link_comes_first(session: Session) -> None:
    row = examples.row(session)
    loop = loops(row.factors, row.links).loops[0]
    turned = (*loop.link_ids[1:], loop.link_ids[0])
    name_loop(session, row.id, turned, " Nerve  grows ")
    assert dict(examples.row(session).loop_names)[loop.link_ids] == "Nerve grows"
    name_loop(session, row.id, turned, "")
    assert loop.link_ids not in dict(examples.row(session).loop_names)
    with pytest.raises(WorkshopError, match="do not make a loop"):
        name_loop(session, row.id, loop.link_ids[:1], "Half")


def test_an_import_makes_a_map_and_lays_it_out(session: Session) -> None:
    reading = Reading(
        (
            MapEntry(2, "Trust", "Risk", "+"),
            MapEntry(3, "RISK", " trust ", "-", delay=True),
            MapEntry(4, "Trust", "risk", "+"),
            MapEntry(5, "Luck", note="of the draw"),
        ),
        (Refusal(6, "no"),),
        ("colour",),
    )
    outcome = importing.import_map(session, "How trust travels", reading)
    row = queries.map_named(session, "how trust travels")
    assert (outcome.added, outcome.updated, outcome.unchanged) == (3, 0, 0)
    assert [refusal.line for refusal in outcome.refused] == [4, 6]
    assert outcome.unmapped == ("colour",)
    assert [factor.label for factor in row.factors] == ["Trust", "Risk", "Luck"]
    assert len({(factor.x, factor.y) for factor in row.factors}) == 3
    assert [(link.sign, link.delay) for link in row.links] == [("+", False), ("-", True)]


def test_importing_again_changes_only_what_differs_and_moves_nothing(session: Session) -> None:
    first = Reading((MapEntry(2, "A", "B", "+"), MapEntry(3, "B", "A", "-")))
    importing.import_map(session, "Two", first)
    before = queries.map_named(session, "Two").factors
    again = Reading(
        (MapEntry(2, "a", "b", "+"), MapEntry(3, "b", "a", "-", note="now"), MapEntry(4, "C"))
    )
    outcome = importing.import_map(session, "two", again)
    assert (outcome.added, outcome.updated, outcome.unchanged) == (1, 1, 1)
    session.flush()
    assert queries.map_named(session, "Two").factors[:2] == before


def test_a_map_nobody_knows_is_refused_with_those_there_are(session: Session) -> None:
    with pytest.raises(WorkshopError, match="What keeps us downstream"):
        queries.map_named(session, "Nothing")


def test_a_factor_that_is_loaded_is_where_it_was_moved_to(session: Session) -> None:
    """Also one of which something is still to be written."""
    first, second, *_ = session.scalars(select(Factor)).all()
    second.x, second.note = 5.0, "Moved by hand"
    move_factors(session, {first.id: (11.0, 12.0), second.id: (21.0, 22.0)})
    second.locked = True
    session.flush()
    for factor, place in ((first, (11.0, 12.0)), (second, (21.0, 22.0))):
        assert (factor.x, factor.y) == place
        session.refresh(factor)
        assert (factor.x, factor.y) == place
    assert second.note == "Moved by hand"


def test_many_parts_are_changed_and_removed_in_as_few_statements_as_few(session: Session) -> None:
    def sent(size: int) -> list[int]:
        sheet = services.add_map(session, f"{size} factors")
        ids = [add_factor(session, sheet, f"F{n}", n * 200.0, 0.0) for n in range(size)]
        links = [add_link(session, ids[n], ids[n - 1], "+") for n in range(size)]
        session.flush()
        session.expunge_all()
        counts: list[int] = []
        for act in (
            lambda: move_factors(session, dict.fromkeys(ids, (1.0, 2.0))),
            lambda: lock_factors(session, ids),
            lambda: delay_links(session, links, True),
            lambda: services.remove_parts(session, ids, links),
        ):
            told: list[object] = []
            listening = (session.get_bind(), "before_cursor_execute", lambda *t: told.append(t))  # noqa: B023
            event.listen(*listening)
            act()
            session.flush()
            event.remove(*listening)
            counts.append(len(told))
        assert not queries.map_row(session, sheet).factors
        return counts

    assert sent(12) == sent(3)
