"""A whole residential through the real window, then read back from the file and the papers."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from exports.archive.verify import verify
from tests.exports.printed import pages_of
from ui.app import App
from ui.kit.settings import Settings
from ui.tools import player
from upstream_workshop.agenda import queries as agenda
from upstream_workshop.maps import queries as maps
from upstream_workshop.people import queries as people
from upstream_workshop.people.attendance import queries as attendance_queries
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes import queries as themes
from upstream_workshop.voting import queries as voting
from upstream_workshop.voting import result_queries
from upstream_workshop.voting.papers import queries as paper_queries
from upstream_workshop.whole import sample
from upstream_workshop.workgroups import queries as groups


@pytest.fixture(scope="module")
def played(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, Workshop]]:
    folder = tmp_path_factory.mktemp("residential")
    app = App([], Settings(folder / "settings.ini"))
    session = player.play(app, folder)
    app.close()
    with Workshop.open(session) as workshop:
        yield folder, workshop


def rows(name: str) -> list[dict[str, str]]:
    with sample.source(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_everybody_is_checked_in(played: tuple[Path, Workshop]) -> None:
    with played[1].read() as session:
        names = {row.id: row.name for row in people.roster(session)}
        states = {
            names[who]: row.state for who, row in attendance_queries.attendance(session, 1).items()
        }
    assert set(names.values()) == {row["name"] for row in rows("people.csv")}
    assert {name for name, state in states.items() if state != "here"} == {"Tom Whitby"}
    assert len(states) == len(names)


def test_the_typed_cards_are_there(played: tuple[Path, Workshop]) -> None:
    with played[1].read() as session:
        texts = {card.text for card in themes.cards(session)}
    assert set(player.TYPED_CARDS) <= texts
    assert {row["text"] for row in rows("cards.csv")} <= texts


def test_every_slip_counts_as_it_was_written(played: tuple[Path, Workshop]) -> None:
    slips = rows(sample.plan()["ballot"]["file"])
    with played[1].read() as session:
        (ballot,) = voting.ballots(session)
        papers = paper_queries.papers(session, ballot.id)
        count = result_queries.tally(session, ballot.id)
    assert ballot.state == "revealed"
    assert [row.number for row in papers] == [""] * len(slips)  # nothing says which slip one was
    wording = {option.number: option.wording for option in ballot.options}
    spoilt = {row["paper"] for row in sample.plan()["ballot"]["spoilt"]}
    assert sum(bool(row.spoilt) for row in papers) == len(spoilt)
    for number, score in count.scores:
        valid = (row for row in slips if row["paper"] not in spoilt)
        assert score == sum(int(row[wording[number]] or 0) for row in valid)
    assert {wording[number] for number in count.winners} == chosen_themes(played[1])


def chosen_themes(workshop: Workshop) -> set[str]:
    with workshop.read() as session:
        return {row.title for row in themes.themes(session) if row.state == "chosen"}


def test_the_groups_keep_the_rules(played: tuple[Path, Workshop]) -> None:
    rules = sample.plan()["placing"]
    with played[1].read() as session:
        formed = groups.workgroups(session)
        assert groups.unplaced(session) == ()
    assert len(formed) == 5
    for group in formed:
        assert rules["minimum"] <= len(group.members) <= rules["maximum"]
        homes = [member.organisation for member in group.members]
        assert max(map(homes.count, homes)) <= rules["per_organisation"]


def test_the_map_has_what_was_typed(played: tuple[Path, Workshop]) -> None:
    with played[1].read() as session:
        (drawn,) = maps.maps(session)
    typed = next(row for row in drawn.factors if row.label == player.TYPED_FACTOR)
    assert [(link.target_id, link.sign) for link in drawn.links if link.source_id == typed.id] == [
        (drawn.factors[0].id, "+")
    ]
    assert drawn.table == sample.plan()["maps"][0]["table"]


def test_the_clock_runs(played: tuple[Path, Workshop]) -> None:
    with played[1].read() as session:
        running = agenda.current(session)
    assert running is not None
    assert running.started_at is not None


def test_the_papers_tell_of_people_themes_and_groups(played: tuple[Path, Workshop]) -> None:
    folder = played[0] / "papers"
    with played[1].read() as session:
        roster = people.roster(session)
        formed = groups.workgroups(session)
    packs = list((folder / "packs").rglob("*.pdf")) or list(folder.rglob("*pack*/*.pdf"))
    assert len(packs) == len(roster)
    summary = " ".join(pages_of((folder / "summary.pdf").read_bytes()))
    for word in ("Iwan Rhŷs", "Łukasz Wrona", *(group.title for group in formed)):
        assert word in " ".join(summary.split())
    assert verify(played[0] / "sample-archive.zip").sound
