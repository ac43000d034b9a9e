"""No copy and no output tells a slip of a secret vote: not alone, not beside any other, at no moment.

`UPSTREAM_LONG=1` walks forty times a hundred steps instead of three times thirty.
"""

from __future__ import annotations

import math
import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from sqlalchemy.orm import Session

from exports.data import csv_tables
from tests.reliability.privacy.secret_vote import OPTIONS, SecretVote
from tests.reliability.privacy.test_secrecy import CERTAIN, correlation, neighbours
from tests.ui.conftest import app as app
from tests.ui.showing import settled
from ui.app import App
from ui.printing import archiving
from upstream_workshop.session_file import opening, secrecy
from upstream_workshop.session_file.copies import backups, withholding
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes import services as themes
from upstream_workshop.voting import model, queries, services
from upstream_workshop.voting.papers import queries as paper_queries
from upstream_workshop.voting.papers import services as paper_services
from upstream_workshop.whole.report import Report, read_report

LONG = bool(os.environ.get("UPSTREAM_LONG"))
WALKS, STEPS = (40, 100) if LONG else (3, 30)
EDITIONS = ("full", "cohort", "redacted")

# what an operator does; S seals all editions
EVENING = """
key key mend keep confirm key spoil keep export S count shut keep export S count undo undo key keep
shut reopen keep key export shut keep reopen withdraw key_again key key keep shut keep reveal keep
export undo redo undo key keep export reveal S
"""
# the more often, the more likely
ACTS = """
key key key key mend confirm spoil withdraw undo undo redo keep keep export count shut shut reopen reveal
key_again
"""


@pytest.fixture
def begin(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[int], SecretVote]]:
    """Begins a vote, its numbers and marks by this seed; what may name somebody is left as it is.

    Its totals are so large that they could be somebody's number.
    """
    monkeypatch.setattr(archiving, "ask_passages", lambda *_: {})
    begun: list[SecretVote] = []

    def one(seed: int) -> SecretVote:
        folder = tmp_path / str(len(begun))
        folder.mkdir()
        begun.append(SecretVote(folder, random.Random(seed)))
        return begun[-1]

    yield one
    for vote in begun:
        vote.close()


def act(vote: SecretVote, name: str) -> None:
    for edition in EDITIONS if name == "S" else ():
        vote.seal(edition)
    if name != "S":
        getattr(vote, name)()


def leaks(vote: SecretVote, acts: list[str]) -> Iterator[str]:
    """What could be read after each act, with the act."""
    for name in acts:
        act(vote, name)
        yield from (f"after {name}: {leak}" for leak in vote.leaks())


def some(seed: int) -> list[str]:
    return random.Random(seed).choices(ACTS.split(), k=STEPS)


def test_an_evening_tells_no_slip(begin: Callable[[int], SecretVote]) -> None:
    vote = begin(1)
    assert list(leaks(vote, EVENING.split())) == []
    assert vote.state == "revealed"
    told = {path.suffix for path in vote.outside.rglob("*") if path.is_file()}
    assert told == {".csv", ".pb", ".json", ".html", ".zip"}
    for folder in (vote.folder / "backups", vote.folder / "stick"):
        assert len(list(folder.rglob("*.upstream"))) > 10
        for backup in folder.rglob("*.upstream"):
            backups.prove(next(b for b in backups.listed(backup.parent) if b.path == backup))


@pytest.mark.parametrize("seed", range(WALKS))
def test_no_walk_tells_a_slip(begin: Callable[[int], SecretVote], seed: int) -> None:
    assert list(leaks(begin(seed), some(seed))) == []


def _close_carelessly(session: Session, ballot_id: int) -> None:
    session.get_one(model.Ballot, ballot_id).state = "closed"


def _remember_typed(written: str) -> str:
    return written


# each guard, the same without it, and what is found then
GUARDS = {
    "numbers are forgotten": (services, "close_ballot", _close_carelessly, "holds slip S"),
    "what was typed is sorted": (services, "without_order", _remember_typed, "holds slip"),
    "copies withhold": (secrecy, "withhold", lambda _file, _told: None, "of the open ballot"),
    "archives wait": (secrecy, "SHOWN", secrecy.SETTLED, "of the open ballot"),
    "backups withhold papers": (
        withholding,
        "withhold_papers",
        lambda *_: frozenset(),
        "versions of the papers",
    ),
    "outputs wait": (
        queries.BallotRow,
        "releasable",
        property(lambda _: True),
        "of the open ballot",
    ),
    "totals wait": (queries.BallotRow, "running", property(lambda _: False), "a total was told"),
    "what was told stands": (Workshop, "settle", lambda *_: False, "of the open ballot"),
}


@pytest.mark.parametrize("guard", GUARDS)
def test_without_a_guard_the_leak_is_found(
    begin: Callable[[int], SecretVote], monkeypatch: pytest.MonkeyPatch, guard: str
) -> None:
    owner, name, careless, says = GUARDS[guard]
    monkeypatch.setattr(owner, name, careless)
    quick = EVENING.replace("S", "seal").split()
    assert any(says in leak for leak in leaks(begin(1), quick))


def evening_of(workshop: Workshop, papers: list[dict[int, int]], spoilt: int = 0) -> int:
    """A secret ballot with these papers, keyed in this order under numbers in this order."""
    with workshop.change("Vote") as session:
        on = [themes.add_theme(session, f"Theme {number}") for number in range(OPTIONS)]
        ballot = services.make_ballot(session, "Vote", on, secret=True, dots=10**6, cap=10**6)
        services.open_ballot(session, ballot)
        services.issue_papers(session, ballot, len(papers), len(papers))
        for number, marks in enumerate(papers, 1):
            why = "torn" if number <= spoilt else ""
            paper_services.key_paper(session, ballot, str(number), marks, why)
    return ballot


def close(workshop: Workshop, ballot: int) -> None:
    with workshop.change("Close") as session:
        services.close_ballot(session, ballot)


def report_of(workshop: Workshop) -> Report:
    with workshop.read() as session:
        return replace(read_report(session), made_at=datetime(2026, 12, 2))


SLIPS = st.dictionaries(st.integers(1, OPTIONS), st.integers(1, 9), max_size=OPTIONS)
PILES = st.integers(0, 6).flatmap(
    lambda n: st.tuples(*[st.lists(SLIPS, min_size=n, max_size=n)] * 2, st.integers(0, n))
)


@settings(
    max_examples=100 if LONG else 8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(PILES)
def test_before_the_result_what_slips_say_changes_nothing_that_leaves(
    tmp_path_factory: pytest.TempPathFactory, piles: tuple[list[dict[int, int]], ...]
) -> None:
    one, other, spoilt = piles
    folder = tmp_path_factory.mktemp("piles")
    with Workshop.create(folder / "a.upstream") as a, Workshop.create(folder / "b.upstream") as b:
        made = evening_of(a, one), evening_of(b, other, spoilt)
        assert report_of(a) == report_of(b)
        for workshop, ballot in zip((a, b), made, strict=True):
            close(workshop, ballot)
        assert report_of(a) == report_of(b)


def order_told(folder: Path, ballots: int = 5, papers: int = 30) -> dict[str, float]:
    """How far from chance the rows of the table of papers follow the order of keying."""
    summed = {"correlation": 0.0, "neighbours": 0.0}
    for turn in range(ballots):
        with Workshop.create(folder / f"{turn}.upstream") as workshop:
            values = random.SystemRandom().sample(range(1, 10**5), papers)
            ballot = evening_of(workshop, [{1: value} for value in values])
            close(workshop, ballot)
            with workshop.change("Reveal") as session:
                services.reveal_ballot(session, ballot)
            report = report_of(workshop)
        rows = csv_tables.papers_csv(report, report.votes[0]).decode("utf-8-sig").splitlines()[1:]
        place = {int(row.split(",")[1]): at for at, row in enumerate(rows)}
        places = [place[value] for value in values]
        summed["correlation"] += correlation(places)
        summed["neighbours"] += neighbours(places)
    return {name: value / math.sqrt(ballots) for name, value in summed.items()}


def test_no_table_follows_the_order_of_keying(tmp_path: Path) -> None:
    assert all(abs(value) < CERTAIN for value in order_told(tmp_path).values())


def test_a_table_that_does_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = iter(range(10**6))
    monkeypatch.setattr(model.secrets, "randbelow", lambda _most: next(counted))
    monkeypatch.setattr(paper_queries, "releasable_papers", paper_queries.papers)
    assert order_told(tmp_path)["correlation"] > 2 * CERTAIN


def test_the_original_that_a_migration_keeps_forgets_as_well(app: App, tmp_path: Path) -> None:
    old = Path(__file__).parents[2] / "old_files" / "format-2.upstream"
    shutil.copyfile(old, tmp_path / "day.upstream")
    with closing(sqlite3.connect(old)) as file:
        asked = (
            "SELECT number FROM ballot_paper JOIN ballot ON ballot.id = ballot_id WHERE state = ?"
        )
        assert file.execute(asked, ("closed",)).fetchall() == [("1",)]
        assert file.execute(asked, ("open",)).fetchall() == [("1",), ("2",)]
    app.open(tmp_path / "day.upstream")
    settled(app.jobs)
    with closing(sqlite3.connect(tmp_path / "day.format-2.upstream")) as file:
        ((number,),) = file.execute(asked, ("closed",)).fetchall()
        assert number.startswith("forgotten ")
        assert file.execute(asked, ("open",)).fetchall() == []
        assert file.execute("SELECT count(*) FROM participant").fetchone() != (0,)
    opening.check(tmp_path / "day.format-2.upstream")
