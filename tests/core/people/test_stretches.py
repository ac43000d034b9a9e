"""Stretches of a text, replaced and kept apart as one by one."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.people.phrases import Stretch
from upstream_workshop.people.stretches import blanked, replaced, without_overlaps

TEXT = "Ask Siân Prys, then Jo O’Brien 😀"
ENDS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).filter(
    lambda one: one[0] < one[1]
)
STRETCHES = st.lists(ENDS.map(lambda ends: Stretch(*ends, ())), max_size=12)


def one_by_one(found: Sequence[Stretch]) -> list[Stretch]:
    kept: list[Stretch] = []
    for one in found:
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return kept


@given(STRETCHES, STRETCHES)
def test_what_came_first_stays_where_two_overlap(found: list[Stretch], more: list[Stretch]) -> None:
    assert without_overlaps(TEXT, found, iter(more)) == one_by_one([*found, *more])


@given(STRETCHES.map(one_by_one))
def test_each_stretch_is_replaced_and_all_else_stays(found: list[Stretch]) -> None:
    changed = TEXT
    for one in sorted(found, key=lambda one: -one.start):
        changed = changed[: one.start] + f"<{one.start}>" + changed[one.end :]
    assert replaced(TEXT, found, lambda one: f"<{one.start}>") == changed


@given(STRETCHES.map(one_by_one))
def test_blanking_moves_no_letter(found: list[Stretch]) -> None:
    blank = {at for one in found for at in range(one.start, one.end)}
    assert blanked(TEXT, found) == "".join(
        "," if at in blank else letter for at, letter in enumerate(TEXT)
    )
