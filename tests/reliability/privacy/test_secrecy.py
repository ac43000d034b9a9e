"""Whoever holds the file cannot tell in which order secret papers were keyed, nor whose a paper is.

Each paper leaves traces: its number, and its id in every mark. If their places in the file followed the
order of keying, ever so loosely, the correlation summed over many ballots would show it.
"""

from __future__ import annotations

import math
import secrets
import sqlite3
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import Integer, select

from exports.data import csv_tables
from tests.traces import stored
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people import services as people
from upstream_workshop.readers.voting.papers import PaperEntry, PapersReading, options_of
from upstream_workshop.session_file import schema
from upstream_workshop.session_file.open_file import OpenFile
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.history import HistoryEntry
from upstream_workshop.themes import services as themes
from upstream_workshop.voting import queries
from upstream_workshop.voting import services as voting
from upstream_workshop.voting.importing import services as papers_in
from upstream_workshop.voting.model import Mark
from upstream_workshop.voting.papers import queries as paper_queries
from upstream_workshop.voting.papers import services as paper_services
from upstream_workshop.whole.report import read_report

BALLOTS = 8
PAPERS = 30
CERTAIN = 5.0  # standard deviations: chance alone goes that far once in two million tests


def keyed(path: Path, shuffled: bool = True) -> list[tuple[bytes, bytes]]:
    """A secret ballot keyed paper by paper; number and id of each as bytes, in the order of keying."""
    found = []
    with Workshop.create(path) as workshop:
        with workshop.change("Make ballot") as session:
            ids = [themes.add_theme(session, f"Theme {number}") for number in range(6)]
            ballot = voting.make_ballot(session, "Vote", ids, secret=True)
            voting.open_ballot(session, ballot)
        for _ in range(PAPERS):
            number = f"S{secrets.randbelow(10**8):08}"
            options = secrets.SystemRandom().sample(range(1, 7), 4)
            with workshop.change("Key paper", number) as session:
                marks, typed = dict.fromkeys(options, 1), " ".join(map(str, options))
                paper = paper_services.key_paper(session, ballot, number, marks, written=typed)
            found.append((number.encode(), stored(paper)))
        with workshop.change("Mend paper") as session:
            paper_services.key_paper(session, ballot, found[3][0].decode(), {1: 2})
        with workshop.change("Key paper") as session:
            paper_services.key_paper(session, ballot, "to be undone", {1: 1})
        workshop.undo()
    return found


def places(content: bytes, token: bytes) -> list[int]:
    """Everywhere a token stands."""
    found, at = [], content.find(token)
    while at >= 0:
        found.append(at)
        at = content.find(token, at + 1)
    return found


def ranks(values: Sequence[int]) -> list[int]:
    order = sorted(range(len(values)), key=values.__getitem__)
    found = [0] * len(values)
    for rank, at in enumerate(order):
        found[at] = rank
    return found


def correlation(places_in_order: Sequence[int]) -> float:
    """Spearman's, in standard deviations of what chance would make it."""
    n = len(places_in_order)
    apart = sum((a - b) ** 2 for a, b in enumerate(ranks(places_in_order)))
    return (1 - 6 * apart / (n * (n * n - 1))) * math.sqrt(n - 1)


def neighbours(places_in_order: Sequence[int]) -> float:
    """How many that were keyed one after the other lie side by side, against 2 in chance's deviations."""
    side_by_side = sum(abs(a - b) == 1 for a, b in pairwise(ranks(places_in_order)))
    return (side_by_side - 2) / math.sqrt(2)


def suspicion(folder: Path) -> dict[str, float]:
    """For each trace and each measure, how far from chance it is over all ballots."""
    summed: dict[str, float] = {}
    for ballot in range(BALLOTS):
        path = folder / f"{ballot}.upstream"
        tokens = keyed(path)
        content = path.read_bytes()
        for kind, column in (("number", 0), ("id", 1)):
            stand = [places(content, token[column]) for token in tokens]
            assert all(stand)
            for name, pick in (("first", min), ("last", max)):
                at = [pick(found) for found in stand]
                for measure in (correlation, neighbours):
                    key = f"{measure.__name__} of {name} {kind}"
                    summed[key] = summed.get(key, 0.0) + measure(at)
    return {key: value / math.sqrt(BALLOTS) for key, value in summed.items()}


@pytest.mark.parametrize("number", [2**31, 2**47 - 1, 2**47, 2**62])
def test_ids_are_looked_for_as_they_are_stored(tmp_path: Path, number: int) -> None:
    with sqlite3.connect(tmp_path / "a.db") as file:
        file.execute("CREATE TABLE t (x INTEGER)")
        file.execute("INSERT INTO t VALUES (?)", (number,))
    file.close()
    assert len(places((tmp_path / "a.db").read_bytes(), stored(number))) == 1


def test_where_papers_lie_in_the_file_tells_nothing_of_their_order(tmp_path: Path) -> None:
    found = suspicion(tmp_path)
    assert len(found) == 8
    assert {key: value for key, value in found.items() if abs(value) > CERTAIN} == {}


def test_the_measure_finds_the_order_of_a_file_that_was_only_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OpenFile, "tidy", lambda _self: None)
    found = suspicion(tmp_path)
    assert abs(found["correlation of first number"]) > 2 * CERTAIN
    assert found["neighbours of first number"] > 2 * CERTAIN


def test_ids_come_by_chance_and_no_table_counts_for_us(workshop: Workshop) -> None:
    columns = Base.metadata.tables["ballot_paper"].columns
    assert [c.name for c in columns if isinstance(c.type, Integer)] == [
        "id", "ballot_id", "participant_id",
    ]  # fmt: skip
    for table in schema.PLACELESS - {"ballot"}:
        assert Base.metadata.tables[table].c.id.default is not None
        for column in Base.metadata.tables[table].columns:
            assert "DATE" not in str(column.type).upper()
    with workshop.read() as session:
        found = session.connection().exec_driver_sql("SELECT name FROM sqlite_schema")
        assert "sqlite_sequence" not in {row[0] for row in found}


def test_the_history_says_that_a_paper_was_keyed_never_which(tmp_path: Path) -> None:
    path = tmp_path / "a.upstream"
    numbers = [number.decode() for number, _ in keyed(path)]
    with Workshop.open(path) as workshop, workshop.read() as session:
        said = " ".join(session.scalars(select(HistoryEntry.label)))
    assert said.count("Key paper") > PAPERS
    assert not [number for number in numbers if number in said]


def test_a_closed_paper_no_longer_has_its_slips_number(workshop: Workshop) -> None:
    with workshop.change("Vote") as session:
        ids = [themes.add_theme(session, f"Theme {number}") for number in range(3)]
        ballot = voting.make_ballot(session, "Vote", ids, secret=True, dots=60, cap=60)
        voting.open_ballot(session, ballot)
        for number in range(1, 41):
            paper_services.key_paper(session, ballot, str(number), {1: number})
        voting.issue_papers(session, ballot, 40, 40)
    with workshop.read() as session:
        before = paper_queries.papers(session, ballot)
    assert [row.number for row in before] == [str(number) for number in range(1, 41)]
    with workshop.change("Close") as session:
        voting.close_ballot(session, ballot)
    with workshop.read() as session:
        after = paper_queries.papers(session, ballot)
    assert {row.number for row in after} == {""}
    assert sorted(row.marks for row in after) == sorted(row.marks for row in before)
    assert [row.marks for row in after] != [row.marks for row in before]
    workshop.undo()
    with workshop.read() as session:
        assert paper_queries.papers(session, ballot) == before
    workshop.redo()
    with workshop.change("Reveal") as session:
        voting.reveal_ballot(session, ballot)
    with workshop.read() as session:
        report = read_report(session)
    lines = csv_tables.papers_csv(report, report.votes[-1]).decode().splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == [str(n) for n in range(1, 41)]


def test_papers_without_numbers_are_never_hit_by_one(workshop: Workshop) -> None:
    with workshop.change("Vote") as session:
        ids = [themes.add_theme(session, title) for title in ("Trust", "Time")]
        ballot = voting.make_ballot(session, "Vote", ids, secret=True)
        voting.open_ballot(session, ballot)
        for number in ("1", "2", "3"):
            paper_services.key_paper(session, ballot, number, {1: int(number)})
        voting.issue_papers(session, ballot, 4, 3)
        voting.close_ballot(session, ballot)
        voting.reopen_ballot(session, ballot)
    for number in ("", " ", "1", "None"):
        with pytest.raises(WorkshopError), workshop.change("Withdraw") as session:
            paper_services.withdraw_paper(session, ballot, number)
    entries = (PaperEntry(2, "1", (("Trust", 1),)),)
    with pytest.raises(WorkshopError, match="no numbers"), workshop.change("Import") as session:
        papers_in.import_papers(
            session,
            "Vote",
            PapersReading(
                entries,
                options=options_of(
                    "Trust",
                ),
                method="dots",
            ),
        )
    with workshop.change("Key") as session:
        paper_services.key_paper(session, ballot, "1", {2: 1})
    with workshop.read() as session:
        marks = [(row.number, row.marks) for row in paper_queries.papers(session, ballot)]
    assert sorted(marks) == [
        ("", ((1, 1),)), ("", ((1, 2),)), ("", ((1, 3),)), ("1", ((2, 1),)),
    ]  # fmt: skip
    with workshop.change("Key again") as session:
        assert paper_services.withdraw_papers(session, ballot) == 4
    with workshop.change("Import") as session:
        reading = PapersReading(entries, options=options_of("Trust", "Time"), method="dots")
        assert papers_in.import_papers(session, "Vote", reading).added == 1


def test_a_secret_ballot_keeps_no_paper_under_a_name(workshop: Workshop) -> None:
    with workshop.change("Vote") as session:
        people.add_participant(session, "Siân Prys", email="sian@example.org")
        ids = [themes.add_theme(session, title) for title in ("Trust", "Time")]
        ballot = voting.make_ballot(session, "Vote", ids, secret=True)
        voting.open_ballot(session, ballot)
    for name in ("Siân Prys", " sian prys ", "SIAN@example.org"):
        with pytest.raises(WorkshopError, match="secret"), workshop.change("Key") as session:
            paper_services.key_paper(session, ballot, name, {1: 1})
    entries = (PaperEntry(2, "sian prys", (("Trust", 1),)), PaperEntry(3, "7", (("Trust", 1),)))
    reading = PapersReading(entries, options=options_of("Trust", "Time"), method="dots")
    with workshop.change("Import") as session:
        outcome = papers_in.import_papers(session, "Vote", reading)
        made = papers_in.import_papers(session, "From a file", reading)
    assert (outcome.added, [refusal.line for refusal in outcome.refused]) == (1, [2])
    assert (made.added, made.refused) == (2, ())
    with workshop.read() as session:
        secret = {row.name: row.secret for row in queries.ballots(session)}
    assert secret == {"Vote": True, "From a file": False}


def test_a_full_disk_keeps_the_paper_and_tidies_later(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3

    class Full:
        """A driver whose disk has no room for a second copy of the file."""

        def __init__(self, driver: sqlite3.Connection) -> None:
            self._driver = driver

        def __getattr__(self, name: str) -> object:
            return getattr(self._driver, name)

        def execute(self, statement: str, *values: object) -> object:
            if statement == "VACUUM":
                raise sqlite3.OperationalError("database or disk is full")
            return self._driver.execute(statement, *values)

    whole = workshop._open_file.driver
    with workshop.change("Vote") as session:
        ids = [themes.add_theme(session, title) for title in ("Trust", "Time")]
        ballot = voting.make_ballot(session, "Vote", ids)
        voting.open_ballot(session, ballot)
    monkeypatch.setattr(workshop._open_file._held, "driver", Full(whole))
    with workshop.change("Key") as session:
        paper_services.key_paper(session, ballot, "1", {1: 1})
    assert workshop._open_file.untidy
    monkeypatch.setattr(workshop._open_file._held, "driver", whole)
    with workshop.change("Another") as session:
        themes.add_theme(session, "Third")
    assert not workshop._open_file.untidy
    with workshop.read() as session:
        assert session.scalar(select(Mark.value)) == 1
