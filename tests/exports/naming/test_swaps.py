"""What somebody said who is not named beside it reads the same whoever of them said it.

Two sessions differ in nothing but who of those who refuse said which words, and chose and voted for what.
If the editions of both are equal, then no order, no id, no total and no gap tells who it was.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from exports import catalogue
from exports.editions.editions import edited
from tests.exports.naming.test_naming import told
from upstream_workshop.agenda import services as agenda
from upstream_workshop.people import services as people
from upstream_workshop.people.attendance import services as attendance_services
from upstream_workshop.people.kinds import SupportKind
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes import services as themes
from upstream_workshop.themes.cards import services as card_services
from upstream_workshop.voting import services as voting
from upstream_workshop.voting.papers import services as paper_services
from upstream_workshop.whole.report import Report
from upstream_workshop.workgroups import services as workgroups
from upstream_workshop.workgroups.charters import services as charter_services
from upstream_workshop.workgroups.choices import services as choice_services

NAMES = ("Abel", "Bette", "Cyril", "Dora", "Edith", "Frank", "Greta")
REFUSE = {1: "Abel", 2: "Abel Edith", 3: "Abel Dora Edith"}  # so many, named by first name
SAID = tuple(f"{letter * 3} words" for letter in "uvwxyzq")


class Numbered(random.Random):
    """Gives each person the number of what they said, so that redacted sessions can be compared."""

    def __init__(self, said: Sequence[str]) -> None:
        """Take down what each said, in the order of the list of people."""
        super().__init__(1)
        self._numbers = [SAID.index(words) + 1 for words in said]

    def shuffle(self, numbers: list[int]) -> None:  # type: ignore[override]  # of one type alone
        """Put the numbers in the order of the list of people."""
        numbers[:] = self._numbers


def session_in_which(path: Path, said: Sequence[str], refuse: str, consent: str) -> Report:
    """Return the report of a session in which each in the order of `NAMES` said that."""
    with Workshop.create(path) as workshop:
        with workshop.change("Fill") as session:
            agenda.found_residential(session, "Upstream residential")
            theme, other = themes.add_theme(session, "Tides"), themes.add_theme(session, "Sands")
            ballot = voting.make_ballot(session, "Which", [theme, other], seats=1, secret=False)
            voting.open_ballot(session, ballot)
            groups = [workgroups.add_workgroup(session, f"Group {n}") for n in (1, 2)]
            for name, words in zip(NAMES, said, strict=True):
                hidden = consent == "directory" and name in refuse.split()
                her = people.add_participant(
                    session, f"{name} Vane", f"{words} home" if hidden else "Leeds"
                )
                answers = {consent: "no"} if name in refuse.split() else {}
                people.amend_participant(session, her, role=words if hidden else "", **answers)
                attendance_services.check_in(
                    session, her, SAID.index(words) % 2 + 1 if hidden else 1
                )
                group = groups[SAID.index(words) % 2 if hidden else 0]
                workgroups.move_member(session, her, group)
                _say(session, name, her, words, (theme, other), (ballot, groups[0]))
            voting.issue_papers(session, ballot, len(NAMES), len(NAMES))
            voting.close_ballot(session, ballot)
            voting.reveal_ballot(session, ballot)
        return told(workshop)


def _say(
    session: Session,
    name: str,
    her: int,
    words: str,
    both: tuple[int, int],
    places: tuple[int, int],
) -> None:
    """Let somebody say words, choose and vote; `places` are the ballot and a workgroup."""
    first = SAID.index(words) % 2
    people.add_support(session, her, SupportKind.OFFER, words)
    people.add_support(session, her, SupportKind.ASK, words[::-1])
    card_services.add_card(session, f"Card of {words}", author=f"{name} Vane")
    choice_services.set_choices(session, her, both[:: 1 if first else -1])
    charter_services.add_commitment(session, places[1], her, f"Do {words}")
    paper_services.key_paper(session, places[0], f"{len(name)}{her}", {1 + first: 1}, "", her)


def swapped(refuse: str) -> list[tuple[str, ...]]:
    """Return what everybody says, once for each order of what those who refuse say."""
    places = [NAMES.index(name) for name in refuse.split()]
    orders = []
    for order in itertools.permutations(places):
        said = list(SAID)
        for place, other in zip(places, order, strict=True):
            said[place] = SAID[other]
        orders.append(tuple(said))
    return orders


def files(
    report: Report, edition: str, numbers: Sequence[str] = SAID, only: str = ""
) -> dict[str, bytes]:
    """Return the tables, the JSON and the page of an edition whose names begin so.

    numbers: what each person said, by which a redacted edition numbers them.
    """
    shown = edited(report, edition, Numbered(numbers))
    made = catalogue.documents_of(shown, catalogue.KEPT)
    read = (one for one in made if one.name.endswith((".csv", ".json", ".html")))
    return {one.name: one.make() for one in read if one.name.startswith(only)}


@pytest.mark.parametrize("consent", ["attribution", "directory"])
@pytest.mark.parametrize("edition", ["cohort", "redacted"])
@pytest.mark.parametrize("many", [2, 3])
def test_it_reads_the_same_whoever_said_it(
    many: int, edition: str, consent: str, tmp_path: Path
) -> None:
    first, *others = (
        files(
            session_in_which(tmp_path / f"{n}.upstream", said, REFUSE[many], consent),
            edition,
            said if consent == "directory" else SAID,  # who is in no list is a number there
        )
        for n, said in enumerate(swapped(REFUSE[many]))
    )
    for other in others:
        assert first == other


@pytest.mark.parametrize("consent", ["attribution", "directory"])
@pytest.mark.parametrize("files_named", ["data/choices", "data/ballot papers"])
@pytest.mark.parametrize("refuse", ["Abel", "Abel Edith"])
def test_who_is_missing_among_the_named_is_not_known_by_what_is_left(
    refuse: str, files_named: str, consent: str, tmp_path: Path
) -> None:
    """Everybody chooses and votes: a single row without a name is that of whom no row names."""
    first, second = (
        files(session_in_which(tmp_path / name, said, refuse, consent), "cohort", only=files_named)
        for name, said in (("1", SAID), ("2", (SAID[1], SAID[0], *SAID[2:])))
    )
    assert first == second != {}


def test_a_redacted_edition_reads_the_same_whoever_anybody_is(tmp_path: Path) -> None:
    turned = (*SAID[3:], *SAID[:3])
    first, second = (
        files(session_in_which(tmp_path / name, said, "", "photo"), "redacted", said)
        for name, said in (("1", SAID), ("2", turned))
    )
    assert first == second


@pytest.mark.parametrize("edition", ["cohort", "redacted"])
def test_what_those_said_who_agreed_is_theirs(edition: str, tmp_path: Path) -> None:
    """So the comparison sees who said what, where an edition tells it."""
    turned = (*SAID[3:], *SAID[:3])
    first, second = (
        files(session_in_which(tmp_path / name, said, "", "photo"), edition)
        for name, said in (("1", SAID), ("2", turned))
    )
    assert first != second
