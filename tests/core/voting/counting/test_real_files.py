"""Files of other people's votes, counted by us and by the oracles."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.voting.counting import slow_counts
from tests.core.voting.counting.profiles import Papers, agrees
from tests.core.voting.counting.test_proportional import ABC, committees
from upstream_workshop.readers.voting.ballots import read_ballots
from upstream_workshop.readers.voting.papers import PapersReading
from upstream_workshop.voting.counting import tallies
from upstream_workshop.voting.counting.ballot_terms import Terms, misfit
from upstream_workshop.voting.kinds import CountingRule, VotingMethod

LARGEST = 6  # options that the slow counts can take


def polis(path: Path) -> Papers:
    """The statements that each participant agreed with, by their place in the file."""
    with path.open(encoding="utf-8", newline="") as text:
        header, *rows = csv.reader(text)
    columns = [at for at, title in enumerate(header) if title.isdigit()]
    return [{at: 1 for at, column in enumerate(columns, 1) if row[column] == "1"} for row in rows]


def read(path: Path) -> tuple[Papers, Terms]:
    found = read_ballots(path)
    assert isinstance(found, PapersReading)
    number = {option.key: at for at, option in enumerate(found.options, 1)}
    papers = [{number[key]: value for key, value in entry.marks} for entry in found.entries]
    costs = tuple((number[option.key], option.cost) for option in found.options if option.cost)
    method = VotingMethod(found.method or "approval")
    seats, budget = found.seats or 3, found.budget or None
    return papers, Terms(method, tuple(number.values()), seats, budget=budget, costs=costs)


def ballots(folder: Path) -> Iterator[Path]:
    for ending in ("yaml", "toi", "soc", "toc", "soi", "cat", "pb", "blt"):
        yield from sorted(folder.rglob(f"*.{ending}"))


@pytest.mark.parametrize("topic", ["london.youth.policing", "scoop-hivemind.ubi"])
@pytest.mark.parametrize("seats", [3, 6])
def test_statements_that_people_agreed_with(shared_data: Path, topic: str, seats: int) -> None:
    papers = polis(shared_data / "polis" / f"{topic}__participants-votes.csv")
    options = tuple(range(1, max(max(marks, default=0) for marks in papers) + 1))
    terms = Terms(VotingMethod.APPROVAL, options, seats)
    for rule in ABC:
        agrees(papers, terms, rule, committees(rule, papers, terms))


def test_every_file_by_every_rule_that_fits(shared_data: Path) -> None:
    compared = set()
    for path in ballots(shared_data):
        papers, terms = read(path)
        for rule in CountingRule:
            if misfit(rule, terms):
                continue
            tally = tallies.tally(papers, terms, rule)
            assert set(tally.winners) <= set(terms.options)
            ends = expected(rule, papers, terms)
            if ends:
                compared.add((path.suffix, rule))
                agrees(papers, terms, rule, ends)
    assert len(compared) >= 9


def expected(rule: CountingRule, papers: Papers, terms: Terms) -> slow_counts.Ends:
    """All ways in which an oracle ends; none if there is no oracle for such a ballot."""
    if terms.budget is not None:
        shares = rule == CountingRule.EQUAL_SHARES and terms.method == VotingMethod.APPROVAL
        return slow_counts.equal_shares(papers, terms) if shares else set()
    if terms.method == VotingMethod.APPROVAL and rule in ABC:
        return committees(rule, papers, terms)
    slow = {
        CountingRule.BORDA: slow_counts.borda,
        CountingRule.SCHULZE: slow_counts.schulze,
        CountingRule.STV: slow_counts.single_transferable_vote,
    }
    fits = rule in slow and terms.method == VotingMethod.RANKED and len(terms.options) <= LARGEST
    return slow[rule](papers, terms) if fits else set()
