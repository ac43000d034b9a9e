"""A slip as it is typed: what is read, what is said of it at once, and that it reads back as it went."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.voting.kinds import VotingMethod
from upstream_workshop.voting.papers.slips import (
    Slip,
    as_typed,
    budget,
    read_slip,
    slip_number,
    without_order,
)
from upstream_workshop.voting.rules import Terms

EMPTY = "type option numbers, 0 for a blank paper, or x and why"
PAIRS = "type option=score, as in 2=5 4=1"
TWICE = "an option is typed twice"


def terms(method: str = "dots", **more: Any) -> Terms:
    return Terms(method, tuple(range(1, 13)), 2, **more)


@pytest.mark.parametrize(
    ("method", "typed", "slip"),
    [
        ("dots", "2 2 6 9", Slip("", ((2, 2), (6, 1), (9, 1)))),
        ("dots", " 33 :  9,2, 2 ", Slip("33", ((2, 2), (9, 1)))),
        ("dots", "0", Slip("")),
        ("dots", "7: 0", Slip("7")),
        ("dots", "0 0", Slip("", ((0, 2),))),
        ("dots", "", Slip("", complaint=EMPTY)),
        ("dots", "4: ,", Slip("4", complaint=EMPTY)),
        ("dots", "x torn", Slip("", spoilt="torn")),
        ("dots", "5: X", Slip("5", spoilt="spoilt")),
        ("dots", "2 b6 c", Slip("", complaint="“b6” is no option number")),
        ("dots", "2 ² 3", Slip("", complaint="“²” is no option number")),
        ("approval", "6 2", Slip("", ((6, 1), (2, 1)))),
        ("approval", "6 2 6", Slip("", complaint=TWICE)),
        ("ranked", "6 2 11", Slip("", ((6, 1), (2, 2), (11, 3)))),
        ("ranked", "6 6", Slip("", complaint=TWICE)),
        ("score", "4=1, 2=5", Slip("", ((2, 5), (4, 1)))),
        ("score", "4=0 2=5", Slip("", ((2, 5), (4, 0)))),
        ("score", "2=5 2=5", Slip("", complaint=TWICE)),
        ("score", "2=5 4", Slip("", complaint=PAIRS)),
        ("score", "2=5=4", Slip("", complaint=PAIRS)),
        ("score", "a2=5", Slip("", complaint=PAIRS)),
    ],
)
def test_a_line_is_read_as_its_form_is_laid_out(method: str, typed: str, slip: Slip) -> None:
    assert read_slip(typed, terms(method)) == slip


@pytest.mark.parametrize(
    ("typed", "slip"),
    [
        ("11124", Slip("", ((1, 3), (2, 1), (4, 1)))),
        ("11 1,24", Slip("", ((1, 3), (2, 1), (4, 1)))),
        ("7: 19", Slip("7", ((1, 1), (9, 1)))),
        ("si: 12", Slip("", ((1, 1), (2, 1)), voter="si")),
        ("07 Siân Prys: 12", Slip("7", ((1, 1), (2, 1)), voter="Siân Prys")),
        ("1a", Slip("", complaint="“1a” is no option number")),
        (": 12", Slip("", ((1, 1), (2, 1)))),
    ],
)
def test_digits_may_run_together_while_there_are_fewer_than_ten_options(
    typed: str, slip: Slip
) -> None:
    assert read_slip(typed, Terms("dots", tuple(range(1, 9)), 2)) == slip
    ten = read_slip("11124", terms())
    assert ten.marks == ((11124, 1),)


@pytest.mark.parametrize("written", ["1", "01", "1.0", "1.", "#1", " # 001 ", "１"])
def test_numbers_of_slips_are_numbers(written: str) -> None:
    assert slip_number(written) == "1"
    assert read_slip(f"{written}: 2", terms()).number == "1"


@pytest.mark.parametrize("written", ["S001", "1a", "1.5", "-1", "Siân"])
def test_what_is_no_number_of_a_slip_stays_as_it_is(written: str) -> None:
    assert slip_number(f" {written} ") == written


def test_what_was_typed_can_be_told_without_its_order() -> None:
    assert without_order("x Ade tore it: 12 3 3 1=5") == "1=5 3 3 12"


@given(
    st.sampled_from(VotingMethod),
    st.dictionaries(st.integers(1, 12), st.integers(1, 5), max_size=5),
)
def test_marks_read_back_as_they_were_typed(method: str, marks: dict[int, int]) -> None:
    order = tuple(marks)
    kept = {
        "dots": tuple(sorted(marks.items())),
        "score": tuple(sorted(marks.items())),
        "approval": tuple((option, 1) for option in order),
        "ranked": tuple((option, rank) for rank, option in enumerate(order, 1)),
    }[method]
    assert read_slip(as_typed(kept, method), terms(method)) == Slip("", kept)
    if method == "ranked":
        assert as_typed(kept[::-1], method) == as_typed(kept, method)


@pytest.mark.parametrize(
    ("method", "typed", "said"),
    [
        ("dots", "2 2 6", ("2 dots left", "sun")),
        ("dots", "2 2 6 6", ("1 dot left", "sun")),
        ("dots", "2 2 6 6 7", ("5 of 5", "leaf")),
        ("dots", "0", ("5 dots left", "sun")),
        ("dots", "2 2 6 6 7 7", ("6 dots where 5 are the most", "rose")),
        ("dots", "13", ("option 13 is not on the ballot", "rose")),
        ("dots", "x torn", ("torn", "rose")),
        ("dots", "b", ("", "sun")),
        ("approval", "2 3", ("2 marked", "leaf")),
        ("score", "2=5 3=4", ("2 marked", "leaf")),
        ("score", "2=6", ("a score is more than 5", "rose")),
        ("ranked", "2 3 4", ("3 marked", "leaf")),
    ],
)
def test_what_is_left_is_said_while_one_types(
    method: str, typed: str, said: tuple[str, str]
) -> None:
    declared = terms(method)
    assert budget(read_slip(typed, declared), declared) == said
