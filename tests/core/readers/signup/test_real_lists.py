"""Lists that nobody here wrote: what each says is refused stays refused, and what each column became."""

from __future__ import annotations

from pathlib import Path

import pytest

from upstream_workshop.readers.file_kinds import COLUMNS
from upstream_workshop.readers.formats.tables import read_book
from upstream_workshop.readers.lists.chosen_lists import read_default
from upstream_workshop.readers.reading import Reading
from upstream_workshop.readers.signup_lists import PersonEntry


def read(shared_data: Path, name: str) -> Reading[PersonEntry]:
    path = shared_data / "signup" / name
    if not path.exists():
        pytest.skip(f"{path} is not here")
    reading: Reading[PersonEntry] = read_default(read_book(path), COLUMNS["people"])
    return reading


def test_a_yes_to_a_refusal_is_a_refusal(shared_data: Path) -> None:
    first, second = read(shared_data, "consent_inverted.csv").entries
    assert (first.photo, first.directory) == ("no", "no")
    assert (second.photo, second.directory) == ("", "")


def test_a_whole_sentence_is_read_by_what_it_says(shared_data: Path) -> None:
    first, second = read(shared_data, "consent_phrases.csv").entries
    assert (first.photo, second.photo) == ("no", "yes")


def test_every_answer_means_what_it_says(shared_data: Path) -> None:
    reading = read(shared_data, "consent_words.csv")
    found = [(one.photo, one.directory) for one in reading.entries]
    assert found == [("no", "no"), ("yes", "yes"), ("no", "no"), ("no", "yes")]
    assert reading.questions == ()


def test_a_conflict_of_interest_is_shown_nowhere(shared_data: Path) -> None:
    (entry,) = read(shared_data, "conflict.csv").entries
    assert (entry.interests, entry.diet, entry.offers, entry.asks) == ((), "", (), ())


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("forms_org_fullname.csv", {"name", "organisation", "e-mail"}),
        ("two_davids.csv", {"name", "organisation", "e-mail", "role"}),
        ("welsh_bilingual.csv", {"name", "organisation", "role", "e-mail", "diet", "offers"}),
        ("teams_20.csv", {"name", "e-mail"}),
        ("mail_a.csv", {"name", "organisation", "e-mail"}),
        ("cancel_b.csv", {"name", "organisation", "e-mail", "status"}),
    ],
)
def test_plain_columns_are_known_and_not_asked_about(
    shared_data: Path, name: str, known: set[str]
) -> None:
    reading = read(shared_data, name)
    assert {field for _, field in reading.columns} - {""} == known
    assert not [one for one in reading.questions if one.key.startswith("meaning")]
