"""Rules of the framework: typed lines, comparing, what statements rest on, and the drawing."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence.kinds import Standing, Use
from upstream_workshop.evidence.queries import FindingRow
from upstream_workshop.framework.frame_drawing import Line, Strength, draw_frame
from upstream_workshop.framework.kinds import Area
from upstream_workshop.framework.queries import FrameRow, SlotRow, StatementRow
from upstream_workshop.framework.report import support_row
from upstream_workshop.framework.rules import compared, slot_key, support
from upstream_workshop.framework.templates.frame_templates import frame_templates
from upstream_workshop.framework.templates.own_frame_templates import (
    all_templates,
    save_frame_template,
)
from upstream_workshop.framework.typed_statements import TypedStatement, read_statement

SLOTS = {1: "Purpose", 2: "Mindset", 3: "Values and principles"}
WORDS = st.text("abc de", min_size=1, max_size=60).filter(str.strip)
_TINY = 1e-6  # by which rounding may differ
HOMES = tuple((id_, f"Council {id_}") for id_ in range(1, 9))


def width_of(words: str, size: float, _strong: bool) -> float:
    """A font in which every letter is half as wide as high."""
    return 0.5 * size * len(words)


def finding(id_: int, home: int, use: Use = Use.NAMED) -> FindingRow:
    return FindingRow(
        id_, "text", "text", "", home, f"Council {home}", None, "quote", "", "", "", use,
        Standing.UNCHECKED, (),
    )  # fmt: skip


def frame(**slots: list[str]) -> FrameRow:
    """A frame with statements by the keys of its slots; every statement has an id of its own."""
    numbers = iter(range(1, 10_000))
    rows = tuple(
        SlotRow(
            at, 1, key, key.title(), "Why?", Area(key) if key in set(Area) else Area.BESIDE,
            tuple(StatementRow(next(numbers), at, text) for text in texts),
        )
        for at, (key, texts) in enumerate(slots.items(), 1)
    )  # fmt: skip
    return FrameRow(1, "Frame", slots=rows)


@pytest.mark.parametrize(
    ("line", "current", "meant"),
    [
        ("mind: look for causes", None, TypedStatement(2, "look for causes")),
        ("look for  causes", 1, TypedStatement(1, "look for causes")),
        (": first: then", 3, TypedStatement(3, "first: then")),
        ("v: a 2:1 majority", None, TypedStatement(3, "a 2:1 majority")),
        ("at 9:30 we stop", 1, TypedStatement(1, "at 9:30 we stop")),
    ],
)
def test_a_line_means_a_slot_and_a_statement(
    line: str, current: int | None, meant: TypedStatement
) -> None:
    assert read_statement(line, SLOTS, current) == meant


@pytest.mark.parametrize("line", ["mindset:", "nowhere: this", "no slot", "  "])
def test_a_line_that_cannot_be_filed_is_refused(line: str) -> None:
    with pytest.raises(WorkshopError):
        read_statement(line, SLOTS, None)


@settings(max_examples=40)
@given(st.lists(WORDS, max_size=5), st.lists(WORDS, max_size=5))
def test_each_statement_is_in_one_part_of_a_comparison(left: list[str], right: list[str]) -> None:
    first, second = frame(mindset=left), frame(mindset=right)
    (slot,) = compared(first, second)
    pairs = (*slot.both, *slot.alike)
    here = [one.id for one in slot.only_first] + [pair.first.id for pair in pairs]
    there = [one.id for one in slot.only_second] + [pair.second.id for pair in pairs]
    assert sorted(here) == [one.id for one in first.statements()]
    assert sorted(there) == [one.id for one in second.statements()]


def test_alike_statements_are_proposed_and_count_as_the_same_when_that_is_confirmed() -> None:
    first = frame(mindset=["Not acting is a risk too", "We ask"], money=["Ours"])
    second = frame(mindset=["we ask", "Not acting is a risk as well"], outcomes=["Theirs"])
    slot, money, outcomes = compared(first, second)
    assert [pair.first.text for pair in slot.both] == ["We ask"]
    (pair,) = slot.alike
    assert (money.second, outcomes.first) == (None, None)
    assert [one.text for one in outcomes.only_second] == ["Theirs"]
    (slot, *_) = compared(first, second, {(pair.first.id, pair.second.id)})
    assert not slot.alike
    assert len(slot.both) == 2


def test_published_examples_are_nobodys_statements() -> None:
    ours = frame(mindset=["Collaborative"])
    (slot,) = ours.slots
    given = replace(slot, statements=(replace(slot.statements[0], example=True),))
    (found,) = compared(replace(ours, slots=(given,)), frame(mindset=["Collaborative"]))
    assert not found.both
    assert len(found.only_second) == 1


def test_what_may_never_be_used_is_under_no_statement_and_its_place_is_silent() -> None:
    findings = {1: finding(1, 1), 2: finding(2, 2, Use.NEVER), 3: finding(3, 1)}
    row = StatementRow(1, 1, "Said", findings=(1, 2, 3, 4))
    found = support((row,), findings, HOMES)
    assert [one.id for one in found.findings] == [1, 3]
    assert (found.organisations, len(found.silent)) == (("Council 1",), 7)


@settings(max_examples=40)
@given(st.sets(st.integers(1, 8)))
def test_a_small_number_of_places_is_told_nowhere(homes: set[int]) -> None:
    findings = {id_: finding(id_, id_) for id_ in homes}
    told = support_row(1, 1, (StatementRow(1, 1, "Said", findings=tuple(homes)),), findings, HOMES)
    small = 0 < len(homes) < 3 or 0 < 8 - len(homes) < 3
    assert (told.organisations is None, told.silent is None) == (small, small)
    if small:
        assert told.quotes is None
    else:
        assert told.organisations == len(homes)


@settings(max_examples=40)
@given(
    st.dictionaries(st.sampled_from([*Area, "money", "law"]), st.lists(WORDS, max_size=4)),
    st.sampled_from([700.0, 1200.0, 2400.0]),
)
def test_all_words_of_a_frame_are_drawn_inside_the_panel_of_their_slot(
    slots: dict[str, list[str]], width: float
) -> None:
    row = frame(**{str(key): texts for key, texts in slots.items()})
    strengths = {slot.id: Strength("Heard in 3 of 8 places", 3 / 8) for slot in row.slots}
    drawing = draw_frame(row, width_of, strengths, width)
    boxes = dict(drawing.slots)
    assert set(boxes) == {slot.id for slot in row.slots}
    lines = [part for part in drawing.parts if isinstance(part, Line)]
    for line in lines:
        slot_id = drawing.slot_at(line.x, line.y)
        assert slot_id is not None
        box = boxes[slot_id]
        assert line.x + width_of(line.words, line.size, line.strong) <= box.right + _TINY
        assert line.y <= box.bottom + _TINY <= drawing.height + 2 * _TINY
    drawn = "".join(line.words for line in lines).replace(" ", "")
    for one in row.statements():
        assert "".join(one.text.split()) in drawn


def test_templates_have_slots_with_keys_and_sources() -> None:
    for template in frame_templates().values():
        keys = [slot.key for slot in template.slots]
        assert len(keys) == len({*keys}) > 0
        assert all(one.source for slot in template.slots for one in slot.examples)
        assert all(slot.question for slot in template.slots)


def test_slots_of_one_name_have_one_key_and_others_have_others() -> None:
    assert slot_key("Who pays?", []) == slot_key("who  pays", []) == "who-pays"
    assert slot_key("Who pays?", ["who-pays"]) == "who-pays-2"
    assert slot_key("…", []) == "slot"


@settings(max_examples=15)
@given(st.lists(st.text("a\"\\\n\x7f'é☃]=", max_size=12).filter(str.strip), min_size=1, max_size=3))
def test_a_saved_template_reads_as_the_same_slots(names: list[str]) -> None:
    slots = tuple(
        SlotRow(at, 1, f"key-{at}", name.strip(), name, Area.MINDSET)
        for at, name in enumerate(names)
    )
    with tempfile.TemporaryDirectory() as home:
        path = save_frame_template(Path(home) / "own", "Ours", FrameRow(1, "F", slots=slots))
        read = all_templates(path.parent)["Ours"]
        (path.parent / "other.toml").write_text("[[slot]]\nkey = 1")
        assert "other" not in all_templates(path.parent)
    assert [(one.key, one.name, one.question, one.area) for one in read.slots] == [
        (one.key, one.name, one.question, one.area) for one in slots
    ]
