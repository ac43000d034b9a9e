"""What is typed in a cell is what was meant, and what a cell shows can be typed back unchanged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.agenda.plan.plan_columns import PlanColumn, plan_columns, read_time
from ui.agenda.plan.rows import room_names
from ui.rooms import ROOMS
from upstream_workshop.agenda.kinds import PAGES, Attribution, Category
from upstream_workshop.agenda.rules import BlockRow, cascade
from upstream_workshop.errors import WorkshopError

COLUMNS = plan_columns()
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).map(str.strip)


def column(key: str) -> PlanColumn:
    return next(each for each in COLUMNS if each.key == key)


@st.composite
def blocks(draw: st.DrawFn) -> BlockRow:
    minutes = draw(st.integers(0, 1439))
    row = BlockRow(
        id=1, day=draw(st.integers(1, 31)), track=draw(WORDS), position=draw(st.integers(0, 3)),
        minutes=minutes, title=draw(WORDS), locked_at=draw(st.none() | st.integers(0, 1439)),
        minimum=draw(st.none() | st.integers(0, minutes)), optional=draw(st.booleans()),
        buffer=draw(st.booleans()), protected=draw(st.booleans()), purpose=draw(WORDS), lead=draw(WORDS),
        materials=draw(WORDS), category=draw(st.sampled_from(Category)), room=draw(st.sampled_from(PAGES)),
        notes=draw(WORDS), attribution=draw(st.sampled_from(Attribution)), place=draw(WORDS),
    )  # fmt: skip
    return cascade([row])[0]


@given(blocks(), st.sampled_from(COLUMNS))
def test_what_a_cell_shows_can_be_filed_and_changes_nothing(
    block: BlockRow, column: PlanColumn
) -> None:
    if column.key == "locked_at" and not block.position and block.locked_at is None:
        return  # the first of a day always has a time
    said = column.read(column.text(block), block)
    assert {key: getattr(block, key) for key in said} == said


def test_a_block_belongs_to_any_page_of_the_rail_and_to_no_other() -> None:
    assert list(room_names()) == [room.key for room in ROOMS]
    assert set(PAGES) == {"", *room_names()}
    for key, name in room_names().items():
        for typed in (key, name, name.upper()):
            assert column("room").read(typed, BlockRow(1, 1, "", 0, 30, "x")) == {"room": key}


@pytest.mark.parametrize(
    ("typed", "minute"),
    [
        ("9", 540), ("9.30", 570), ("930", 570), ("0930", 570), ("9:30pm", 1290), ("9 30", 570),
        ("9,30", 570),
        ("0:15", 15), ("24:00", 0), ("24", 0), ("12 noon", 720), ("noon", 720), ("midnight", 0), ("9am", 540),
        ("12.30 p.m.", 750), ("17h05", 1025), ("2359", 1439), (" 7:00 ", 420), ("09:00:00", 540),
        ("8 Uhr", 480),
    ],
)  # fmt: skip
def test_a_time_is_typed_as_people_write_it(typed: str, minute: int) -> None:
    assert read_time(typed) == minute
    block = BlockRow(1, 1, "", 1, 30, "x", starts=600)
    for key in ("starts", "locked_at"):
        assert column(key).read(typed, block) == {"locked_at": minute}


@pytest.mark.parametrize(
    "typed",
    ["25", "24:30", "9:60", "-9", "-9:30", "1e3", "99:99", "9:3", "12345", "9:30 soon", "NaN", "", "☃"],
)  # fmt: skip
def test_what_is_no_time_is_refused_where_it_is_typed(typed: str) -> None:
    with pytest.raises(WorkshopError, match="write it as 12:30"):
        read_time(typed)


@pytest.mark.parametrize(
    ("typed", "locked_at"), [("1", 600), ("0", None), ("x", 600), ("no", None)]
)
def test_a_tick_fixes_the_time_at_which_a_block_starts(typed: str, locked_at: int | None) -> None:
    block = BlockRow(1, 1, "", 1, 30, "x", starts=600)
    assert column("locked_at").read(typed, block) == {"locked_at": locked_at}
