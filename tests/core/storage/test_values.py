"""What rows may hold is declared once: the schema refuses the rest, and so does opening, in words."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import Column, text
from sqlalchemy.orm import Session

from resources import words
from tests.core import spoiling
from tests.heard import marked
from upstream_workshop.agenda import services as agenda
from upstream_workshop.errors import RepairableError, WorkshopError
from upstream_workshop.maps.factors.services import add_factor, move_factors
from upstream_workshop.people import services as people
from upstream_workshop.session_file import opening, schema
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage import inspection, stamp
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.values import value_of, wrong
from upstream_workshop.themes import services as themes
from upstream_workshop.themes.cards import services as card_services
from upstream_workshop.voting import services as voting
from upstream_workshop.workgroups.placing_rules import services as rule_services

OLD_FILES = Path(__file__).parents[2] / "old_files"


@pytest.fixture
def full(furnished_workshop: Workshop) -> Workshop:
    return furnished_workshop


def first_map(session: Session) -> int:
    return session.execute(text("SELECT min(id) FROM map")).scalar_one()


TOO_MUCH: dict[str, Callable[[Session], object]] = {
    "text of this card": lambda session: card_services.add_card(session, "x" * 30_000),
    "title of this theme": lambda session: themes.add_theme(session, "x" * 3_000),
    "name of this participant": lambda session: people.add_participant(session, "x" * 3_000),
    "label of this factor": lambda session: add_factor(session, first_map(session), "x" * 3_000),
    "x of this factor": lambda session: move_factors(session, {1: (1e30, 0)}),
    "dots of this ballot": lambda session: voting.make_ballot(session, "Many", [1, 2], dots=2**40),
    "A number is too large": lambda session: voting.make_ballot(
        session, "Many", [1, 2], dots=2**63
    ),
    "issued of this ballot": lambda session: voting.issue_papers(session, 1, 10**9, 1),
    "maximum of this placing rules": lambda session: rule_services.set_rules(
        session, minimum=3, maximum=2**40
    ),
    "title of this residential": lambda session: agenda.found_residential(session, "x" * 3_000),
}


@pytest.mark.parametrize("says", TOO_MUCH)
def test_too_much_is_refused_in_a_sentence_and_nothing_is_kept(full: Workshop, says: str) -> None:
    before = inspection.content_digest(full._open_file.driver)
    with pytest.raises(WorkshopError, match=says) as refused, full.change("Too much") as session:
        TOO_MUCH[says](session)
    assert str(refused.value).endswith("nothing was kept.")
    assert inspection.content_digest(full._open_file.driver) == before
    with full.change("Go on") as session:
        themes.add_theme(session, "Still going")


def test_the_schema_refuses_what_the_model_does_not_allow(full: Workshop) -> None:
    for column in spoiling.columns():
        if column.primary_key or column.foreign_keys:
            continue
        table, name = column.table.name, column.name
        for value in ("x'ff'", "'a' || char(0)", "printf('%.*c', 2100000, 'x')"):
            with pytest.raises(sqlite3.IntegrityError):
                full._open_file.driver.execute(f'UPDATE {table} SET "{name}" = {value}')


def test_whether_a_value_is_wrong_is_yes_or_no(full: Workshop) -> None:
    for column in spoiling.columns():
        table, name = column.table.name, column.name
        rows = full._open_file.driver.execute(f"SELECT {wrong(column)} FROM {table}").fetchall()
        assert {answer for (answer,) in rows} == {0}, f"{table}.{name}"
        for value in spoiling.VALUES.values():
            question = f'SELECT {wrong(column)} FROM (SELECT {value} AS "{name}")'
            assert full._open_file.driver.execute(question).fetchone()[0] in (0, 1), (
                f"{table}.{name}"
            )


DIGITS = st.integers(0, 99)


def is_wrong(column: Column[object], value: str) -> bool:
    question = f'SELECT {wrong(column)} FROM (SELECT ? AS "{column.name}")'
    with closing(sqlite3.connect(":memory:")) as file:
        return bool(file.execute(question, (value,)).fetchone()[0])


@given(st.integers(1800, 2300), DIGITS, DIGITS, DIGITS, DIGITS, DIGITS)
@example(2026, 2, 30, 9, 5, 0)
@example(2025, 2, 29, 9, 5, 0)
@example(2024, 2, 29, 24, 0, 0)
def test_a_day_is_wrong_where_the_calendar_has_none(
    year: int, month: int, day: int, hour: int, minute: int, second: int
) -> None:
    said = f"{year:04}-{month:02}-{day:02}"
    moment = f"{said} {hour:02}:{minute:02}:{second:02}.000000"
    for column, text_, read in (
        (Base.metadata.tables["commitment"].c.due, said, date.fromisoformat),
        (Base.metadata.tables["block"].c.started_at, moment, datetime.fromisoformat),
    ):
        try:
            known = 1900 <= read(text_).year <= 2199
        except ValueError:
            known = False
        assert is_wrong(column, text_) is not known


@given(st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31, 23, 59, 59, 999999)))
def test_no_day_or_moment_of_ours_is_wrong(moment: datetime) -> None:
    written = moment.strftime("%Y-%m-%d %H:%M:%S.%f")
    assert not is_wrong(Base.metadata.tables["block"].c.started_at, written)
    assert not is_wrong(Base.metadata.tables["commitment"].c.due, written[:10])


def test_what_mends_a_value_is_not_wrong_itself(full: Workshop) -> None:
    for column in spoiling.columns():
        if column.primary_key or column.foreign_keys:
            continue
        for value in spoiling.VALUES.values():
            mended = value_of(column).mended.format(f'"{column.name}"')
            question = f'SELECT {wrong(column)} FROM (SELECT {mended} AS "{column.name}" '
            question += f'FROM (SELECT {value} AS "{column.name}"))'
            assert full._open_file.driver.execute(question).fetchone() == (0,), f"{column}: {value}"


BREAKING = {
    "there is a residential already": "INSERT INTO residential VALUES (9, 'Again', '', NULL, "
    "'00000000-0000-4000-a000-000000000009', '')",
    "it can shrink to more minutes than it lasts": "UPDATE block SET minutes = 5, minimum = 6",
    "it lasts less than no time": "UPDATE block SET added = -1000",
    "it ended and never started": "UPDATE block SET started_at = NULL, "
    "ended_at = '2026-11-24 10:00:00.000000'",
    "it joins factors of another map": "UPDATE link SET map_id = (SELECT max(id) FROM map) "
    "WHERE map_id = (SELECT min(id) FROM map)",
    "it is a snapshot of a snapshot, or one without its time": "UPDATE map SET taken_at = NULL",
    "it names links that make no loop of its map": "UPDATE loop_link SET position = position + 9 "
    "WHERE position = 1",
    "somebody stands in for themselves": "UPDATE attendance SET stands_for_id = participant_id",
    "somebody is introduced to themselves": "UPDATE introduction SET second_id = first_id "
    "WHERE id = 1",
    "it answers what nobody asked": "UPDATE peer_support SET kind = 'offer'",
    "it is merged into itself by a detour": "UPDATE theme SET merged_into_id = id, state = 'merged' "
    "WHERE id = 1",
    "it is merged into no theme, or not merged and in another": "UPDATE theme SET state = 'merged'",
    "it is in a theme that was merged into another": "UPDATE theme SET state = 'merged', "
    "merged_into_id = (SELECT max(id) FROM theme) WHERE id = (SELECT min(theme_id) FROM card)",
    "it says the same as a card that says the same as another": "UPDATE card SET theme_id = NULL; "
    "UPDATE card SET same_as_id = id - 1 WHERE id > (SELECT min(id) FROM card)",
    "it is in another theme than the card that says the same": "UPDATE card SET same_as_id = "
    "(SELECT min(id) FROM card), theme_id = NULL WHERE id <> (SELECT min(id) FROM card); "
    "UPDATE card SET theme_id = (SELECT min(id) FROM theme) WHERE id = (SELECT min(id) FROM card)",
    "half of its place on the wall is missing": "UPDATE card SET x = 1.5, y = NULL",
    "it was found on a visit to another organisation": "UPDATE finding SET "
    "visit_id = (SELECT min(id) FROM visit); UPDATE visit SET organisation_id = (SELECT max(id) "
    "FROM organisation) WHERE id = (SELECT min(id) FROM visit)",
    "it is a code below itself by a detour": "UPDATE code SET parent_id = id WHERE id = 1",
    "it is a code merged into itself by a detour": "UPDATE code SET merged_into_id = id WHERE id = 1",
    "it is below a code that was merged into another": "UPDATE code SET merged_into_id = 1 "
    "WHERE id = (SELECT min(parent_id) FROM code)",
    "its lead is its own deputy": "UPDATE workgroup SET lead_id = 1, deputy_id = 1",
    "it has less than two options": "DELETE FROM mark; DELETE FROM ballot_option WHERE number > 1",
    "it is of a secret ballot and names somebody": "UPDATE ballot SET secret = 1; "
    "UPDATE ballot_paper SET participant_id = 1",
    "it counts with more dots than there are": "UPDATE ballot SET method = 'dots', dots = 1, cap = 9; "
    "UPDATE ballot_paper SET spoilt = ''; UPDATE mark SET value = 9",
    "it is of another ballot than its paper": "UPDATE ballot_paper SET ballot_id = 3, number = id",
    "it counts and is none the ballot allows": "UPDATE ballot SET method = 'approval'; "
    "UPDATE ballot_paper SET spoilt = ''; UPDATE mark SET value = 7",
    "there are rules already": "INSERT INTO placing_rules VALUES (9, 3, 10, NULL, 0, NULL, NULL)",
    "the least is more than the most": "UPDATE placing_rules SET minimum = 9, maximum = 2",
    "the two are one, or in the wrong order": "UPDATE pair_rule SET first_id = second_id",
    "a published draft has no date of publishing, or another one has": "UPDATE draft SET "
    "state = 'published', published_on = NULL",
    "there is a handbook already": "INSERT INTO handbook VALUES (9, 'Again', '', '', '', '', "
    "'00000000-0000-4000-a000-000000000008')",
    "the least is not below the most": "UPDATE indicator SET least = 9, most = 9",
    "its quote is at no place of a text": "UPDATE finding SET source_id = (SELECT min(id) FROM source), "
    "quote_start = 5, quote_end = 5 WHERE id = (SELECT min(id) FROM finding)",
    "it was brought in from a visit to another organisation": "UPDATE source SET visit_id = "
    "(SELECT min(visit.id) FROM visit WHERE visit.organisation_id IS NOT source.organisation_id)",
    "there is a stamp already": "INSERT INTO stamp SELECT 2, identity, changes, digest FROM stamp",
}


def test_every_contradiction_is_tried() -> None:
    assert set(BREAKING) == {says for _, says, _ in schema.expected()["contradictions"]}


@pytest.mark.parametrize("says", BREAKING)
def test_rows_that_contradict_each_other_are_told(
    full: Workshop, tmp_path: Path, says: str
) -> None:
    copy = tmp_path / "copy.upstream"
    full.copy_to(copy)
    with closing(sqlite3.connect(copy)) as file:
        file.executescript(BREAKING[says])
        found = {fault.says for fault in inspection.faults(file, schema.expected())}
        stamp.restamp(file)
        file.commit()
    assert says in found
    with pytest.raises(RepairableError, match=", row "):
        Workshop.open(copy)


@pytest.mark.parametrize("number", range(1, schema.FORMAT + 1))
def test_a_bad_old_file_is_refused_by_table_and_row_and_untouched(
    tmp_path: Path, number: int
) -> None:
    path = tmp_path / "old.upstream"
    shutil.copyfile(OLD_FILES / f"format-{number}.upstream", path)
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA ignore_check_constraints=ON")
        file.execute("UPDATE link SET sign = 'x' WHERE id = 2")
        stamp.restamp(file)
        file.commit()
    before = path.read_bytes()
    with pytest.raises(RepairableError, match=r"link, row 2: “sign” is 'x', not one of") as refused:
        Workshop.open(path)
    assert str(path) in str(refused.value)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_key_of_nothing_is_named(full: Workshop, tmp_path: Path) -> None:
    copy = tmp_path / "copy.upstream"
    full.copy_to(copy)
    with closing(sqlite3.connect(copy)) as file:
        file.execute("UPDATE card SET theme_id = 4711 WHERE id = 3")
        stamp.restamp(file)
        file.commit()
    with pytest.raises(RepairableError, match="card, row 3: “theme_id” is 4711, and there is no"):
        Workshop.open(copy)


def test_the_wrong_value_is_shown_on_one_short_line(full: Workshop, tmp_path: Path) -> None:
    copy = tmp_path / "copy.upstream"
    full.copy_to(copy)
    column = Base.metadata.tables["card"].c["text"]
    for value in ("'a' || char(10, 27) || printf('%.*c', 9000000, 'x')", "CAST(x'ff0a1b' AS TEXT)"):
        assert spoiling.spoil(copy, column, value)
        with pytest.raises(RepairableError) as refused:
            opening.check(copy)
        assert str(refused.value).isprintable()
        assert len(str(refused.value)) < 400


def test_what_rows_may_hold_is_said_in_the_language_that_is_spoken() -> None:
    words.speak(words.PSEUDO)
    try:
        wanted = {value_of(column).wanted for table in schema.tables() for column in table.columns}
    finally:
        words.speak(words.ENGLISH)
    assert len(wanted) > 20
    assert {one for one in wanted if not (one.startswith("⟦") and one.endswith("⟧"))} == set()
    contradictions = {says for _table, says, _rows in schema.expected()["contradictions"]}
    assert contradictions - marked() == set()
