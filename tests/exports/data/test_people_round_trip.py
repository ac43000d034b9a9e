"""The roster survives its way out to CSV and in again, in any order of columns."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from exports.data.csv_tables import people_csv
from upstream_workshop.people import queries, services
from upstream_workshop.people.rules import folded
from upstream_workshop.readers.formats.tables import read_table
from upstream_workshop.readers.reading import ImportOutcome, Reading
from upstream_workshop.readers.signup.names import nobody, without_guests
from upstream_workshop.readers.signup_lists import PersonEntry, read_people
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole.report import read_report

words = st.text(st.sampled_from("abŵÉ '=+,\".x"), min_size=1, max_size=10).map(
    lambda text: " ".join(text.split()).lstrip("=+' ,.")
)
words = words.filter(lambda text: not text or any(map(str.isalpha, text)))  # a sign says nothing
several = st.lists(words.filter(bool), max_size=2, unique_by=folded).map(tuple)
answers = st.sampled_from(["", "yes", "no"])
people = st.builds(
    PersonEntry,
    line=st.just(0),
    # a list with “Ann +1” is asked about
    name=words.filter(lambda name: not nobody(name) and without_guests(name) == name),
    organisation=words,
    role=words,
    email=st.sampled_from(["", "a@x.org", "b@x.org", "c@x.org"]),
    region=words,
    interests=several,
    offers=several,
    asks=several,
    willing_to_lead=st.booleans(),
    photo=answers,
    attribution=answers,
    directory=answers,
    pronouns=st.sampled_from(["", "she/her", "hi / ei hun", "they, or Sam"]),
)
lists = st.lists(
    people,
    min_size=1,
    max_size=6,
    unique_by=lambda one: (folded(one.name), folded(one.organisation)),
)


def take(workshop: Workshop, entries: tuple[PersonEntry, ...]) -> ImportOutcome:
    with workshop.change("Import") as session:
        return services.import_people(session, Reading(entries))


def roster(workshop: Workshop) -> list[queries.ParticipantRow]:
    """Everybody, without the ids a file gives; namesakes by organisation."""
    with workshop.read() as session:
        found = [replace(row, id=0) for row in queries.roster(session)]
    return sorted(found, key=lambda row: (folded(row.name), folded(row.organisation)))


def written(workshop: Workshop) -> list[list[str]]:
    with workshop.read() as session:
        content = people_csv(read_report(session)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content)))


def listed(path: Path, rows: list[list[str]], order: list[int]) -> tuple[PersonEntry, ...]:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([row[at] for at in order] for row in rows)
    reading = read_people(read_table(path))
    assert (reading.refused, reading.unmapped) == ((), ())
    return reading.entries


@settings(max_examples=15, deadline=None)
@given(lists, st.integers(0, 99))
def test_import_export_import_gives_the_same_roster_in_any_order_of_columns(
    entries: list[PersonEntry], seed: int
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder)
        with Workshop.create(path / "one.upstream") as one:
            take(one, tuple(entries))
            before, rows = roster(one), written(one)
            width = len(rows[0])
            plain, shuffled = list(range(width)), random.Random(seed).sample(range(width), width)
            assert take(one, listed(path / "same.csv", rows, plain)) == ImportOutcome(
                unchanged=len(entries)
            )
            assert roster(one) == before
        with Workshop.create(path / "two.upstream") as two:
            take(two, listed(path / "list.csv", rows, shuffled))
            assert roster(two) == before
