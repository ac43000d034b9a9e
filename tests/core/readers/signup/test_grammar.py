"""Titles and answers made by a grammar: subject, modality, verb, scope and condition, with the truth known.

Where a part negates, sets a condition, limits, looks back or speaks of somebody else, nobody has said yes;
and no word nobody foresaw can make it a yes.
"""

from __future__ import annotations

from string import ascii_lowercase
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.readers.formats.tables import Row, Table
from upstream_workshop.readers.reading import Reading
from upstream_workshop.readers.signup.answers import Direction, direction
from upstream_workshop.readers.signup_lists import PersonEntry, read_people

PLAIN: Final = {
    "photo": (
        ("Do you consent to", "Are you happy with", "Do you give permission for"),
        ("photographs", "photos and film", "being photographed", "your picture being taken"),
        ("", "at the event", "during the residential", "for publicity"),
    ),
    "attribution": (
        ("Are you happy to be", "Do you agree to be", "Do you consent to being"),
        ("quoted", "quoted by name", "named", "credited"),
        ("", "in the report", "in the final publication"),
    ),
    "directory": (
        ("Do you consent to", "Are you happy with", "Do you agree to"),
        ("being listed", "sharing your details", "your contact details being shared"),
        ("", "with other participants", "with all delegates"),
    ),
}
FOREIGN: Final = (
    "your manager", "your child", "her", "their staff", "my colleague", "the council", "eich rheolwr",
    "votre chef", "Ihr Kind", "our members", "anybody else", "the photographer", "Ann",
)  # fmt: skip
TURNED: Final = (
    "not", "never", "no", "without", "unless asked", "only in groups", "except online", "if my boss agrees",
    "subject to approval", "until June", "last year", "in the past", "provided I see it", "but not in public",
    "from behind", "withdrawn", "pending", "expired", "with your face hidden", "after checking", "ddim",
    "ond nid ar y we", "pas", "nicht", "nie", "ach amháin", "anonymously", "in a mask", "rather than today",
)  # fmt: skip
AGREED: Final = ("Yes", "yes please", "Y", "TRUE", "✓", "I agree", "Ydw", "Oui", "Ja", "Tak", "Tá")
LOOKED_FOR: Final = st.text(ascii_lowercase, min_size=4, max_size=9).map(lambda word: f"q{word}")


def read(title: str, *cells: str) -> Reading[PersonEntry]:
    rows = tuple(Row(line, (f"Ana {'BCDE'[line - 2]}", cell)) for line, cell in enumerate(cells, 2))
    return read_people(Table("list.csv", ("Name", title), rows))


def given_unasked(title: str, cell: str) -> list[str]:
    """The consents that the first of a list has given."""
    first = read(title, cell, "").entries[0]
    return [field for field in PLAIN if getattr(first, field) == "yes"]


@st.composite
def plain_titles(draw: st.DrawFn) -> tuple[str, str]:
    """A consent and a title that asks for it of whoever answers."""
    field = draw(st.sampled_from(sorted(PLAIN)))
    parts = [draw(st.sampled_from(choices)) for choices in PLAIN[field]]
    return field, " ".join(filter(None, parts))


@st.composite
def put_into(draw: st.DrawFn, text: str, *parts: str) -> str:
    """A text with one of the parts between two of its words, before the first or after the last."""
    words = text.split()
    at = draw(st.integers(0, len(words)))
    return " ".join([*words[:at], draw(st.sampled_from(parts)), *words[at:]])


plain = plain_titles()
turned_titles = plain.flatmap(
    lambda one: st.one_of(
        put_into(one[1], *FOREIGN, *TURNED), LOOKED_FOR.flatmap(lambda w: put_into(one[1], w))
    )
)
turned_answers = st.sampled_from(AGREED).flatmap(
    lambda one: st.one_of(
        put_into(one, *FOREIGN, *TURNED), LOOKED_FOR.flatmap(lambda word: put_into(one, word))
    )
)


@given(plain, st.sampled_from(AGREED))
def test_a_plain_yes_to_a_plain_title_is_kept_unasked(one: tuple[str, str], answer: str) -> None:
    field, title = one
    reading = read(title, answer, "No")
    assert given_unasked(title, answer) == [field]
    assert reading.questions == ()


@given(turned_titles, st.sampled_from(AGREED))
def test_no_part_that_turns_a_title_ends_in_a_yes(title: str, answer: str) -> None:
    assert given_unasked(title, answer) == []


@given(plain, turned_answers)
def test_no_part_that_turns_an_answer_ends_in_a_yes(one: tuple[str, str], answer: str) -> None:
    assert given_unasked(one[1], answer) == []


@given(turned_titles, turned_answers)
def test_what_is_not_a_yes_is_kept_or_asked_about(title: str, answer: str) -> None:
    reading = read(title, answer, answer)
    asked = any(one.line in (0, 2) for one in reading.questions)
    assert asked or reading.entries[0].said


@given(LOOKED_FOR, st.sampled_from(sorted(PLAIN)))
def test_a_title_with_a_word_nobody_foresaw_agrees_to_nothing(word: str, field: str) -> None:
    title = f"Do you consent to {word} photographs, being quoted and listed?"
    assert direction(title, field) is not Direction.AGREES


@given(
    st.sampled_from(("Attending", "Will you attend", "Are you coming")),
    st.one_of(LOOKED_FOR, st.sampled_from((*FOREIGN, "dinner", "by train", "alone", "last year"))),
    st.sampled_from(("No", "no", "FALSE", "Nac ydw")),
)
def test_a_no_to_a_part_of_the_event_sends_nobody_away(start: str, part: str, cell: str) -> None:
    reading = read(f"{start} {part}?", cell, "Yes")
    assert [one.line for one in reading.entries] == [2, 3]


@given(
    st.sampled_from(("Confirmed", "Attending", "Cancelled", "Declined", "Registered")),
    st.one_of(LOOKED_FOR, st.sampled_from(("until Monday", "by mistake", "hotel", "for Ann"))),
    st.booleans(),
)
def test_a_status_with_a_word_nobody_knows_is_asked_about(
    known: str, part: str, before: bool
) -> None:
    cell = f"{part} {known}" if before else f"{known} {part}"
    table = Table("list.csv", ("Name", "Status"), (Row(2, ("Ana Luz", cell)),))
    assert [one.default for one in read_people(table).questions] == ["comes"]


@given(
    st.sampled_from(
        ("Interests", "What do you hope to learn?", "What could you offer?", "Your role")
    ),
    LOOKED_FOR,
)
def test_nothing_is_shown_from_under_a_title_that_is_not_understood(title: str, word: str) -> None:
    for asked in (f"{title} {word}", f"{word} {title}"):
        first = read(asked, "Some words", "Others").entries[0]
        assert (first.interests, first.offers, first.asks, first.role) == ((), (), (), "")
