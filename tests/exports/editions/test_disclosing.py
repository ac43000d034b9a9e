"""Each value of a row, however deep the row lies, is decided on by its own name and class, or left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.editions.disclosing import blank, changed, disclosed_row, known, people_in
from upstream_workshop import rooms
from upstream_workshop.naming import Reason
from upstream_workshop.privacy import Disclosure, cohort, person, public, words
from upstream_workshop.room import Room, row


@dataclass(frozen=True, slots=True)
class Leaf:
    """A row with what nobody declared beside what somebody did."""

    text: str = "text"
    owner: int | None = 1
    number: int = 7
    share: float = 0.5
    flag: bool = True
    several: tuple[str, ...] = ("x",)
    missing: None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """A row with rows in it, and one alone."""

    title: str
    leaves: tuple[Leaf, ...]
    first: Leaf | None


@dataclass(frozen=True, slots=True)
class Trunk:
    """A part of a report."""

    branches: tuple[Branch, ...]


DECLARED = Room(
    key="made-up",
    columns={},
    rows={
        Trunk: row(),
        Branch: row(title=cohort("Title")),
        Leaf: row(text=words("Text"), owner=person(Reason.CARD)),
    },
)


@pytest.fixture(autouse=True)
def declared() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        declared = (*rooms.every(), DECLARED)
        patch.setattr(rooms, "every", lambda: declared)
        yield


def trunk(leaf: Leaf) -> Trunk:
    return Trunk(tuple(Branch(title, (leaf, replace(leaf, text="other")), leaf) for title in "ab"))


def test_each_declared_value_is_decided_on_by_its_name_and_the_rest_is_blank() -> None:
    asked = set()

    def decide(row: Any, field: str, declaration: Disclosure, found: Any) -> Any:
        asked.add((type(row).__name__, field, declaration.label, found))
        return f"<{field}>"

    shown = disclosed_row(trunk(Leaf()), decide)
    leaf = Leaf("<text>", "<owner>", 0, 0.0, False, (), None)  # type: ignore[arg-type]  # as decided
    assert shown == Trunk((Branch("<title>", (leaf, leaf), leaf),) * 2)
    assert asked == {
        ("Branch", "title", "Title", "a"),
        ("Branch", "title", "Title", "b"),
        ("Leaf", "text", "Text", "text"),
        ("Leaf", "text", "Text", "other"),
        ("Leaf", "owner", "", 1),
    }


@given(st.sets(st.sampled_from(["a", "b", "text", "other"])))
def test_rows_are_left_out_at_every_depth(refused: set[str]) -> None:
    """A row alone in a field of its own stays: there is no list that it could leave."""

    def keep(row: Any) -> bool:
        return (row.title if isinstance(row, Branch) else row.text) not in refused

    alone = Branch("a", (Leaf(), Leaf("other")), None)
    shown = disclosed_row(Trunk((alone, replace(alone, title="b"))), lambda *asked: asked[-1], keep)
    assert {branch.title for branch in shown.branches} == {"a", "b"} - refused
    for branch in shown.branches:
        assert [leaf.text for leaf in branch.leaves] == [
            text for text in ("text", "other") if text not in refused
        ]


def test_people_are_found_by_their_ids_and_an_empty_reference_is_nobody() -> None:
    assert people_in(Leaf()) == (1,)
    assert people_in(Leaf(owner=None)) == (0,)
    assert people_in(Branch("a", (), None)) == ()
    assert people_in("no row at all") == ()


@given(st.text())
def test_a_public_text_is_one_of_its_words_or_a_key_and_else_blank(found: str) -> None:
    declaration = public("here", "late")
    assert known(declaration, found) == (found if found in ("here", "late") else "")
    assert known(replace(declaration, key="card"), found) == found
    assert known(declaration, 7) == 7


@given(st.text(), st.text(), st.integers())
def test_texts_are_changed_wherever_they_stand_and_keys_are_not(
    one: str, other: str, key: int
) -> None:
    def change(text: str, label: str) -> str:
        return f"{label}: {text}"

    assert changed(one, change, "Card") == f"Card: {one}"
    assert changed((one, other), change, "Card") == (f"Card: {one}", f"Card: {other}")
    assert changed(((key, one),), change, "Card") == ((key, f"Card: {one}"),)


@pytest.mark.parametrize(
    ("found", "left"),
    [("x", ""), (("x",), ()), (True, False), (3, 0), (0.5, 0.0), (object(), None)],
)
def test_what_is_left_out_is_empty_of_its_kind(found: object, left: object) -> None:
    assert blank(found) == left
    assert type(blank(found)) is type(left)
