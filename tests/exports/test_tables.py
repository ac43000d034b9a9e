"""What we write as CSV our own readers take back without loss, and no spreadsheet runs it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from exports import tables
from tests.exports.conftest import AT
from upstream_workshop.people import services as people
from upstream_workshop.readers.ballots import read_papers
from upstream_workshop.readers.cards import read_cards
from upstream_workshop.readers.choices import read_choices
from upstream_workshop.readers.people import read_people
from upstream_workshop.readers.tables import read_table
from upstream_workshop.report import Report, read_report
from upstream_workshop.themes import services as themes
from upstream_workshop.voting import services as voting
from upstream_workshop.workshop import Workshop


def saved(folder: Path, content: bytes) -> Path:
    path = folder / "table.csv"
    path.write_bytes(content)
    return path


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def told(workshop: Workshop) -> Report:
    with workshop.read() as session:
        return read_report(session, AT)


def test_people_come_back(workshop: Workshop, tmp_path: Path) -> None:
    with workshop.change("Sign up") as session:
        her = people.add_participant(
            session, "Siân Ŵyn, Ŷnys", 'Cyngor "Sir"', "Lead\nof all", "sian@example.org", "Wales",
            ("risk", "trust"), True,
        )  # fmt: skip
        people.add_support(session, her, "offer", "=cmd|' /C calc'!A0")
        people.add_support(session, her, "offer", "a second one")
        people.add_support(session, her, "ask", "-1 is not a number here")
        people.add_participant(session, "Ade")
    report = told(workshop)
    entries = read_people(read_table(saved(tmp_path, tables.people_csv(report)))).entries
    assert len(entries) == len(report.people)
    for entry, row in zip(entries, report.people, strict=True):
        for name in ("name", "organisation", "email", "region", "interests", "offers", "asks"):
            assert getattr(entry, name) == getattr(row, name), name
        assert entry.role.split() == row.role.split()
        assert bool(entry.willing_to_lead) == row.willing_to_lead


def test_cards_come_back(report: Report, tmp_path: Path) -> None:
    entries = read_cards(read_table(saved(tmp_path, tables.cards_csv(report)))).entries
    kept = {(c.text, t.title, c.table, c.author) for t in report.themes for c in t.cards}
    kept |= {(card.text, "", card.table, card.author) for card in report.loose_cards}
    assert {(e.text, e.theme, e.table, e.author) for e in entries} == kept


def test_choices_come_back(report: Report, tmp_path: Path) -> None:
    entries = read_choices(read_table(saved(tmp_path, tables.choices_csv(report)))).entries
    names = {person.id: person.name for person in report.people}
    titles = report.theme_titles()
    kept = [
        (names[row.participant_id], tuple(titles[theme_id] for theme_id in row.ranks))
        for row in report.choices
    ]
    assert [(entry.participant, entry.themes) for entry in entries] == kept


def test_ballot_papers_come_back(report: Report, tmp_path: Path) -> None:
    vote = next(vote for vote in report.votes if vote.papers)
    found = read_papers(saved(tmp_path, tables.papers_csv(report, vote)))
    assert found.options == tuple(option.wording for option in vote.ballot.options)
    wording = {option.number: option.wording for option in vote.ballot.options}
    kept = {
        (paper.number, frozenset((wording[number], value) for number, value in paper.marks))
        for paper in vote.papers
        if not paper.spoilt
    }
    assert {(e.number, frozenset(e.marks)) for e in found.reading.entries} == kept


def test_a_secret_ballot_names_nobody_and_keeps_no_order(workshop: Workshop) -> None:
    with workshop.change("Vote") as session:
        her = people.add_participant(session, "Siân")
        on = [themes.add_theme(session, title) for title in ("Bread", "Roses")]
        ballot = voting.make_ballot(session, "Secret", on, secret=True)
        voting.open_ballot(session, ballot)
        for number in ("10", "9", "2"):
            voting.key_paper(session, ballot, number, {1: 1})
    report = told(workshop)
    (vote,) = report.votes
    assert [row[0] for row in rows(tables.papers_csv(report, vote))] == ["paper", "2", "9", "10"]
    assert her
    assert b"Si\xc3\xa2n" not in tables.papers_csv(report, vote)


def test_no_cell_is_a_formula(hostile: Report) -> None:
    made = [
        tables.people_csv(hostile),
        tables.cards_csv(hostile),
        tables.choices_csv(hostile),
        tables.workgroups_csv(hostile),
        tables.commitments_csv(hostile),
        tables.attendance_csv(hostile),
        *(tables.papers_csv(hostile, vote) for vote in hostile.votes),
        *(tables.map_csv(found.row) for found in hostile.maps),
    ]
    for content in made:
        for row in rows(content):
            for cell in row:
                assert cell in ("+", "-") or not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
