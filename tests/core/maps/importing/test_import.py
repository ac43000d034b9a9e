"""Maps of other programs, imported: labels borne twice, unclear signs, directions, places."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.core.maps import examples
from tests.core.readers.maps import map_samples
from upstream_workshop.application.session import OpenSession
from upstream_workshop.maps import queries
from upstream_workshop.maps.importing import same_names, services, unclear_links
from upstream_workshop.maps.map_rows import MapRow
from upstream_workshop.readers.file_kinds import READERS
from upstream_workshop.readers.maps.map_parts import MapFactor, MapLink, MapLoop, MapText
from upstream_workshop.readers.maps.tabular.link_tables import MapEntry
from upstream_workshop.readers.reading import Reading
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole.rehearsals import Request

READING: Reading[Any] = Reading(
    (
        MapFactor(1, "a", "Trust", 0, 0, "why"),
        MapFactor(2, "b", "trust", 300, 0),
        MapLink(3, "a", "b", word="S"),
        MapLink(4, "b", "a", word="S"),
        MapLink(5, "a", "b", "+", directed=False),
        MapText(6, "Read me", 10, 20),
    )
)


@pytest.fixture
def session(workshop: Workshop) -> Iterator[Session]:
    """A session in a change that stays open for the test."""
    change = workshop.change("Test")
    with change as made:
        examples.furnish(made)
        yield made


def imported(session: Session, **answers: str) -> MapRow:
    services.import_map(session, "Kumu", READING, answers)
    session.flush()
    return queries.map_named(session, "Kumu")


def links(row: MapRow) -> list[tuple[str, str, str, str]]:
    label = {factor.id: factor.label for factor in row.factors}
    return [
        (label[each.source_id], label[each.target_id], each.sign, each.note) for each in row.links
    ]


def test_two_factors_of_one_label_stay_two_where_the_file_places_them(session: Session) -> None:
    row = imported(session)
    told = [(each.label, each.x, each.y, each.note) for each in row.factors]
    assert told == [("Trust", 0, 0, "why"), ("trust (2)", 300, 0, "")]


def test_unanswered_words_are_unknown_signs_and_kept_in_the_note(session: Session) -> None:
    kept = "Sign in the file: S"
    assert links(imported(session)) == [
        ("Trust", "trust (2)", "", kept), ("trust (2)", "Trust", "", kept),
        ("Trust", "trust (2)", "+", "The file gives no direction."),
    ]  # fmt: skip


def test_answers_give_signs_and_directions(session: Session) -> None:
    answers = {f"{unclear_links.SIGN}S": "-", unclear_links.DIRECTION: unclear_links.BOTH_WAYS}
    assert [each[:3] for each in links(imported(session, **answers))] == [
        ("Trust", "trust (2)", "-"), ("trust (2)", "Trust", "-"), ("Trust", "trust (2)", "+"),
        ("trust (2)", "Trust", "+"),
    ]  # fmt: skip


def test_each_word_is_asked_once_with_the_number_of_links(session: Session) -> None:
    asked = unclear_links.ask(READING)
    assert [each.key for each in asked] == ["sign S", "undirected"]
    assert "2 links" in asked[0].what


@pytest.mark.parametrize("lines", [",Trust,+\n", "Trust,,+\n", ",,\n,Trust,-\nRisk,,-\n"])
def test_a_file_of_which_all_is_refused_adds_no_map(
    session: Session, tmp_path: Path, lines: str
) -> None:
    path = tmp_path / "map.csv"
    path.write_text(f"from,to,sign\n{lines}", encoding="utf-8")
    reading = READERS["map"](path)
    before = [row.title for row in queries.maps(session)]
    outcome = services.import_map(session, "Refused", reading)
    session.flush()
    assert outcome.refused
    assert [row.title for row in queries.maps(session)] == before


def test_importing_again_changes_nothing(session: Session) -> None:
    before = imported(session)
    outcome = services.import_map(session, "kumu", READING)
    assert (outcome.added, outcome.updated, outcome.refused) == (0, 0, ())
    assert queries.map_named(session, "Kumu") == before


def file_of(*factors: MapFactor) -> Reading[Any]:
    return Reading(factors)


def table_of(*rows: MapEntry) -> Reading[Any]:
    return Reading(rows)


HERE = MapFactor(1, "7", "Trust", 0, 0, "ours", '{"id": "7"}')


@pytest.mark.parametrize(
    ("fresh", "default", "labels"),
    [
        (HERE, same_names.SAME, ["Trust"]),
        (replace(HERE, key="8", carried='{"id": "8"}'), same_names.APART, ["Trust", "trust (2)"]),
        (replace(HERE, carried=""), same_names.SAME, ["Trust"]),
    ],
    ids=["the id it had", "another id", "no id but its name"],
)
def test_factors_of_one_name_are_asked_about_and_joined_only_by_their_ids(
    session: Session, fresh: MapFactor, default: str, labels: list[str]
) -> None:
    services.import_map(session, "Tides", file_of(HERE))
    reading = file_of(replace(fresh, label="trust", note="theirs"))
    (asked,) = same_names.ask(session, "tides", reading)
    assert (asked.default, "“Trust”" in asked.what) == (default, True)
    outcome = services.import_map(session, "Tides", reading)
    assert [each.label for each in queries.map_named(session, "Tides").factors] == labels
    assert bool(outcome.rows[0].note) == (default == same_names.APART)  # which the preview says
    notes = "\n".join(each.note for each in queries.map_named(session, "Tides").factors)
    assert notes == "ours\ntheirs"


@pytest.mark.parametrize("answer", [same_names.SAME, same_names.APART])
def test_what_is_answered_about_factors_of_one_name_counts(session: Session, answer: str) -> None:
    services.import_map(session, "Tides", file_of(HERE))
    rows = table_of(MapEntry(2, "Trust", "Time", "+"), MapEntry(3, "TRUST", note="x"))
    services.import_map(session, "Tides", rows, {same_names.KEY: answer})
    row = queries.map_named(session, "Tides")
    joined = answer == same_names.SAME
    there = ["Trust", "Time"] if joined else ["Trust", "Trust (2)", "Time"]
    assert [each.label for each in row.factors] == there
    assert row.factors[0].note == ("ours\nx" if joined else "ours")
    assert row.links[0].source_id == row.factors[0 if joined else 1].id


def test_a_mark_that_may_be_a_delay_is_asked_about_and_kept(session: Session) -> None:
    reading = Reading((*READING.entries[:2], MapLink(3, "a", "b", "+", mark="arrow of type 192")))
    (asked,) = unclear_links.ask(reading)
    services.import_map(session, "Open", reading)
    services.import_map(session, "Said", reading, {asked.key: unclear_links.DELAY})
    open_, said = (queries.map_named(session, each).links[0] for each in ("Open", "Said"))
    assert (open_.delay, open_.note) == (False, "Mark in the file: arrow of type 192")
    assert (said.delay, said.note) == (True, "")


@pytest.mark.parametrize("name", sorted(set(map_samples.FILES) - {"matrix", "own"}))
def test_each_format_with_ids_is_known_again_by_them(name: str, tmp_path: Path) -> None:
    """So that factors of another file, with other ids, are not proposed to be the same."""
    path = tmp_path / "map.dat"
    path.write_text(map_samples.FILES[name], "utf-8")
    factors = [each for each in READERS["map"](path).entries if isinstance(each, MapFactor)]
    assert factors
    assert [same_names.foreign_id(each.carried) for each in factors] == [
        each.key for each in factors
    ]


@pytest.mark.parametrize("carried", ["", "[]", "{", '{"id": 0}', '{"loopy": {"id": 0}}'])
def test_the_id_is_read_from_whatever_is_carried(carried: str) -> None:
    assert same_names.foreign_id(carried) == ("0" if "0" in carried else "")


def test_an_import_stops_in_the_middle_of_its_layout(furnished_workshop: Workshop) -> None:
    """Cancelled, it stops at the next look, and leaves nothing behind; not cancelled, it looks often."""
    entries = [MapEntry(n, f"Factor {n}", f"Factor {n // 2}", "+") for n in range(1, 80)]
    request = Request("map", "Large", Reading(tuple(entries)))
    looks = count(1)
    with closing(OpenSession(furnished_workshop).rehearsal()) as rehearsal:
        with pytest.raises(KeyboardInterrupt):
            rehearsal.preview(request, partial(stop_at, 2, looks))
        assert next(looks) == 3
        looks = count(1)
        preview = rehearsal.preview(request, looks.__next__)
        assert preview.outcome is not None
        assert next(looks) > 5
        step = rehearsal.record(services.import_map, "Large", preview.reading, {})
    assert step is not None


def stop_at(turn: int, looks: Iterator[int]) -> None:
    if next(looks) == turn:
        raise KeyboardInterrupt


def test_a_loop_that_is_none_is_refused_by_its_name(session: Session) -> None:
    """And one whose links are listed in any order is one."""
    links_ = (MapLink(3, "a", "b", "+", key="k"), MapLink(4, "b", "a", "-", key="l"))
    loops = (
        MapLoop(5, ("l", "k"), "Round"),
        MapLoop(6, ("k",), "Half"),
        MapLoop(7, ("k", "x"), "Torn"),
        MapLoop(8, ("k", "l"), " "),
    )
    reading: Reading[Any] = Reading((*READING.entries[:2], *links_, *loops))
    outcome = services.import_map(session, "Loops", reading)
    assert [(each.line, each.why) for each in outcome.refused] == [
        (6, "the links of the loop “Half” are not all there, or do not lead round"),
        (7, "the links of the loop “Torn” are not all there, or do not lead round"),
        (8, "the loop has no name"),
    ]
    assert [each.name for each in queries.map_named(session, "Loops").named_loops] == ["Round"]
