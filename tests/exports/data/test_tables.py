"""What we write as CSV our own readers take back without loss, and no spreadsheet runs it."""

from __future__ import annotations

import csv
import io
import itertools
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from exports import catalogue
from exports.data import csv_tables
from tests.exports.conftest import AT, MEANINGFUL, mapped
from upstream_workshop.people import services as people
from upstream_workshop.readers.cards import read_cards
from upstream_workshop.readers.file_kinds import READERS
from upstream_workshop.readers.formats.formulas import unguarded
from upstream_workshop.readers.formats.tables import read_table
from upstream_workshop.readers.signup_lists import read_people
from upstream_workshop.readers.voting.papers import options_of
from upstream_workshop.readers.workgroups.choices import read_choices
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes import services as themes
from upstream_workshop.voting import services as voting
from upstream_workshop.voting.papers import services as paper_services
from upstream_workshop.whole.report import Report, read_report


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
    entries = read_people(read_table(saved(tmp_path, csv_tables.people_csv(report)))).entries
    assert len(entries) == len(report.people)
    for entry, row in zip(entries, report.people, strict=True):
        for name in ("name", "organisation", "email", "region", "interests", "offers", "asks"):
            assert getattr(entry, name) == getattr(row, name), name
        assert entry.role.split() == row.role.split()
        assert bool(entry.willing_to_lead) == row.willing_to_lead


def test_cards_come_back(report: Report, tmp_path: Path) -> None:
    entries = read_cards(read_table(saved(tmp_path, csv_tables.cards_csv(report)))).entries
    held = [(card, theme.title) for theme in report.themes for card in theme.cards]
    held += [(card, "") for card in report.loose_cards]
    kept = {
        (one.text, title, one.table, one.author, "" if one is card else card.text)
        for card, title in held
        for one in (card, *card.others)
    }
    assert {(e.text, e.theme, e.table, e.author, e.same_as) for e in entries} == kept


def test_choices_come_back(report: Report, tmp_path: Path) -> None:
    entries = read_choices(read_table(saved(tmp_path, csv_tables.choices_csv(report)))).entries
    names = {person.id: person.name for person in report.people}
    titles = report.theme_titles()
    kept = [
        (names[row.participant_id], tuple(titles[theme_id] for theme_id in row.ranks))
        for row in report.choices
    ]
    assert [(entry.participant, entry.themes) for entry in entries] == kept


def test_ballot_papers_come_back(report: Report, tmp_path: Path) -> None:
    vote = next(vote for vote in report.votes if vote.papers)
    found = READERS["ballot-papers"](saved(tmp_path, csv_tables.papers_csv(report, vote)))
    assert found.options == options_of(*(option.wording for option in vote.ballot.options))
    wording = {option.number: option.wording for option in vote.ballot.options}
    kept = {
        (paper.number, frozenset((wording[number], value) for number, value in paper.marks))
        for paper in vote.papers
        if not paper.spoilt
    }
    assert {(e.number, frozenset(e.marks)) for e in found.entries} == kept


def test_a_secret_ballot_tells_nothing_before_its_result_and_then_no_slip(
    workshop: Workshop,
) -> None:
    with workshop.change("Vote") as session:
        her = people.add_participant(session, "Siân")
        on = [themes.add_theme(session, title) for title in ("Bread", "Roses")]
        ballot = voting.make_ballot(session, "Secret", on, secret=True)
        voting.open_ballot(session, ballot)
        for number, marks in (("10", {2: 1}), ("9", {1: 3}), ("2", {1: 1})):
            paper_services.key_paper(session, ballot, number, marks)
        voting.issue_papers(session, ballot, 3, 3)
    (vote,) = told(workshop).votes
    assert (vote.keyed, vote.papers, vote.tally) == (3, (), None)
    with workshop.change("Close") as session:
        voting.close_ballot(session, ballot)
    (vote,) = told(workshop).votes
    assert (vote.keyed, vote.papers, vote.tally) == (3, (), None)
    with workshop.change("Reveal") as session:
        voting.reveal_ballot(session, ballot)
    report = told(workshop)
    written = rows(csv_tables.papers_csv(report, report.votes[0]))
    assert written[1:] == [["1", "1", ""], ["2", "3", ""], ["3", "", "1"]]
    assert her
    assert b"Si\xc3\xa2n" not in csv_tables.papers_csv(report, vote)


TYPED = st.lists(
    st.text(
        st.sampled_from("=+-@＝＋－'\";|\t\n\ufeff\u200b\u00a0 a1") | st.characters(codec="utf-8")
    ),
    min_size=1,
    max_size=6,
)


NUMBER = re.compile(r"-?\d+(\.\d+)?")  # a place on a map


def every_table(report: Report) -> list[bytes]:
    """All the CSV we write."""
    return [
        document.make() for document in catalogue.documents_of(report) if ".csv" in document.name
    ]


def typed_over(report: Report, words: list[str]) -> Report:
    """The report with these in turn in place of everything anybody typed."""
    turn = itertools.cycle(words)
    return mapped(report, lambda was: was if was in MEANINGFUL else next(turn))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(words=TYPED)
@example(words=["＝1+1"])
@example(words=["\ufeff=1", "x;=1+1", "x\n=1", "x\t\u00a0@a"])
@example(words=["'=1", "''=1", "-5", "-"])
def test_no_spreadsheet_runs_a_cell_and_every_cell_comes_back(
    report: Report, words: list[str]
) -> None:
    whole = typed_over(report, words)
    plain = {cell for content in every_table(whole) for row in rows(content) for cell in row}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_tables, "guarded", str)
        bare = [rows(content) for content in every_table(whole)]
    assert [[list(map(unguarded, row)) for row in rows(one)] for one in every_table(whole)] == bare
    ours = {cell for cell in plain if NUMBER.fullmatch(cell) and cell not in words}
    for cell in plain - ours:
        for piece in re.split("[;|\t\r\n]", cell):
            seen = piece.lstrip('\ufeff\u200b\u00a0 "')
            assert seen.strip() in ("+", "-") or not seen.startswith(tuple("=+-@＝＋－＠"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_another_spreadsheets_delimiter_makes_no_formula_of_a_cell(
    hostile: Report, delimiter: str
) -> None:
    whole = mapped(hostile, lambda was: was if was in MEANINGFUL else f"{was};=1|+1\t@a\n=1")
    for content in every_table(whole):
        text = content.decode("utf-8-sig")
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            assert not [
                cell for cell in row if cell.lstrip().startswith(("=", "@")) or "\n=" in cell
            ]


def test_numbers_of_ours_stay_numbers() -> None:
    assert (
        csv_tables.written_csv(("a",), [(-5,), ("-5",)]).decode("utf-8-sig") == "a\r\n-5\r\n'-5\r\n"
    )
