"""A consent is yes only where title and answer both say so, however either is worded or negated."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.readers.formats.tables import Row, Table
from upstream_workshop.readers.reading import Reading
from upstream_workshop.readers.signup_lists import PersonEntry, read_people

WIDTH: Final = {"no": 0, "": 1, "yes": 2}  # how much is published
YES_TITLES: Final = (
    "Do you consent to photographs?",
    "Photography consent",
    "I am happy to be photographed",
    "May we take your photo?",
    "Caniatâd llun / Photo consent",
    "photo",
)
NO_TITLES: Final = (
    "I do not wish to be photographed",
    "Please tick if you would rather not be photographed",
    "Opt out of photographs",
    "Ni hoffwn gael fy llun wedi'i dynnu",
    "Do you object to being photographed?",
    "Do you mind being photographed?",
    "Please leave me out of photographs",
    "I would like to stay without photographs",
    "Unless you tick here you will be photographed",
)
PLAIN_YES: Final = ("Yes", "y", "I agree", "✓", "Yes please", "Ydw", "Opt in", "Agreed")
NEGATIONS: Final = (
    "not ",
    "no ",
    "don't ",
    "never ",
    "without ",
    "ddim ",
    "except ",
    "rather not ",
)
LIMITS: Final = (
    "Yes, but not on social media",
    "only in groups",
    "fine if asked first",
    "Yes (internal use only)",
    "Yes unless it is published",
    "OK as long as I see it before",
    "Yes, first name only",
    "Ydw, ond nid ar y we",
)


def read(title: str, *cells: str, answers: dict[str, str] | None = None) -> Reading[PersonEntry]:
    rows = tuple(Row(line, (f"Ana {'ABCDEFG'[line]}", cell)) for line, cell in enumerate(cells))
    return read_people(Table("list.csv", ("Name", title), rows), None, answers or {})


def photo(title: str, cell: str) -> str:
    (entry,) = read(title, cell).entries
    return entry.photo


@pytest.mark.parametrize("title", YES_TITLES)
@pytest.mark.parametrize("cell", PLAIN_YES)
def test_a_plain_yes_to_a_plain_question_is_a_yes(title: str, cell: str) -> None:
    assert photo(title, cell) == "yes"


@pytest.mark.parametrize("title", NO_TITLES)
@pytest.mark.parametrize("cell", PLAIN_YES)
def test_a_yes_to_a_refusal_is_a_no(title: str, cell: str) -> None:
    assert photo(title, cell) == "no"


@pytest.mark.parametrize("title", NO_TITLES)
def test_a_no_to_a_refusal_is_asked_about_once_and_publishes_nothing(title: str) -> None:
    reading = read(title, "No", "No", "")
    assert [entry.photo for entry in reading.entries] == ["no", "no", ""]
    (question,) = reading.questions
    assert (question.default, question.line) == ("no", 0)
    agreed = read(title, "No", answers={question.key: "yes"})
    assert agreed.entries[0].photo == "yes"


@pytest.mark.parametrize("cell", LIMITS)
@pytest.mark.parametrize("title", YES_TITLES[:3])
def test_a_conditional_yes_is_a_no_with_its_words_kept(title: str, cell: str) -> None:
    reading = read(title, cell)
    (entry,) = reading.entries
    assert entry.photo == "no"
    (said,) = entry.said
    assert (said.words, said.conditional, said.column) == (cell, True, title)


@pytest.mark.parametrize(
    "cell", ["I suppose", "?", "not sure", "👍", "ask Pat", "none", "2", "dim"]
)
def test_what_is_not_understood_is_listed_with_its_line_and_kept(cell: str) -> None:
    reading = read("Photo consent", "Yes", cell)
    entry = reading.entries[1]
    assert (entry.photo, entry.said[0].words) == ("no", cell)
    if not entry.said[0].conditional:
        (question,) = reading.questions
        assert question.line == entry.line
        assert cell in question.what


def test_a_cross_beside_a_tick_is_no_yes() -> None:
    assert [one.photo for one in read("Photo consent", "x", "✓").entries] == ["no", "yes"]
    assert [one.photo for one in read("Photo consent", "x", "").entries] == ["yes", ""]
    assert [one.photo for one in read("Happy with photos?", "1", "5").entries] == ["no", "no"]


words = st.lists(
    st.sampled_from(
        (
            "yes",
            "no",
            "ok",
            "agree",
            "happy",
            "photo",
            "me",
            "please",
            "consent",
            "but",
            "only",
            "ask",
            "x",
            "1",
            "fine",
            "ie",
            "ydw",
            "na",
            "I do",
            "be photographed",
            "of course",
            "zebra",
            "May we",
        )
    ),
    min_size=1,
    max_size=5,
).map(" ".join)
answers = st.one_of(words, st.sampled_from((*PLAIN_YES, *LIMITS, "No", "no thanks", "false")))
# with “ask” a title may be that of the column of asks
titles = st.one_of(
    st.sampled_from((*YES_TITLES, *NO_TITLES)),
    words.filter(lambda text: "ask" not in text).map(lambda text: f"photo {text}"),
)


@st.composite
def negated(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> tuple[str, str]:
    """A text, and the same with a negation put somewhere into it."""
    text = draw(texts)
    parts = text.split(" ")
    at = draw(st.integers(0, len(parts)))
    return text, " ".join([*parts[:at], draw(st.sampled_from(NEGATIONS)).strip(), *parts[at:]])


@given(negated(titles), answers)
def test_negating_a_title_never_widens_what_is_published(pair: tuple[str, str], cell: str) -> None:
    before, after = (photo(title, cell) for title in pair)
    assert WIDTH[after] <= WIDTH[before]


@given(titles, negated(answers))
def test_negating_an_answer_never_widens_what_is_published(
    title: str, pair: tuple[str, str]
) -> None:
    before, after = (photo(title, cell) for cell in pair)
    assert WIDTH[after] <= WIDTH[before]


@pytest.mark.parametrize(
    ("field", "title"),
    [
        ("directory", "I do not want to be listed in the directory of participants"),
        ("directory", "Please keep my name off the delegate list"),
        ("attribution", "I would prefer not to be quoted"),
        ("willing_to_lead", "I would rather not lead a workgroup"),
    ],
)
def test_every_consent_is_turned_round(field: str, title: str) -> None:
    (entry,) = read(title, "Yes").entries
    assert getattr(entry, field) in ("no", False)


def test_willing_to_lead_keeps_its_words() -> None:
    entry: PersonEntry = read("Would you be willing to lead a group?", "Maybe, if asked").entries[0]
    assert entry.willing_to_lead is False
    assert entry.said[0].words == "Maybe, if asked"


@pytest.mark.parametrize("title", ["Consent withdrawn", "Consent withdrawn on", "Opt-out date"])
@pytest.mark.parametrize("cell", ["Yes", "3 Feb 2026", "2026-02-03", "x"])
def test_what_was_agreed_to_may_have_been_taken_back_in_another_column(
    title: str, cell: str
) -> None:
    header = ("Name", "Photo consent", title)
    rows = (Row(2, ("Ana Luz", "Yes", cell)), Row(3, ("Bo Sten", "Yes", "")))
    reading = read_people(Table("list.csv", header, rows))
    assert [one.photo for one in reading.entries] == ["no", "yes"]
    assert [one.line for one in reading.questions] == [0]
