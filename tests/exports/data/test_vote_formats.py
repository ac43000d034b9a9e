"""Papers in the formats of others: what is written reads back, here and in the tools they are of."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

import abcvoting.fileio
import pabutools.election
import preflibtools.instances
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.data.csv_tables import papers_csv
from exports.data.vote_formats.abc_papers import fits_abc, write_abc
from exports.data.vote_formats.blt_papers import fits_blt, write_blt
from exports.data.vote_formats.pabulib_papers import fits_pabulib, write_pabulib
from exports.data.vote_formats.preflib_papers import fits_preflib, preflib_type, write_preflib
from upstream_workshop.readers.file_kinds import READERS
from upstream_workshop.readers.voting.papers import PapersReading
from upstream_workshop.voting.kinds import BallotState, VotingMethod
from upstream_workshop.voting.papers.queries import PaperRow
from upstream_workshop.voting.queries import OptionRow

WORDS = st.text("aŵ “”\"\\#;:,=-0{}[]|é中😀'", min_size=1, max_size=8).filter(str.strip)
NOBODY: Any = SimpleNamespace(people=())


@st.composite
def votes(draw: st.DrawFn, method: VotingMethod, priced: bool = False) -> Any:
    """Revealed secret ballots of one method, with papers that count, as the report has them."""
    wordings = draw(
        st.lists(
            WORDS.map(lambda text: " ".join(text.split())),
            min_size=2,
            max_size=5,
            unique_by=str.casefold,
        )
    )
    cost = st.integers(2, 99) if priced else st.none()
    options = tuple(
        OptionRow(number, number, wording, None, draw(cost))
        for number, wording in enumerate(wordings, 1)
    )
    numbers = [option.number for option in options]
    highest = {VotingMethod.DOTS: 3, VotingMethod.SCORE: 5, VotingMethod.APPROVAL: 1}
    value = st.integers(1, highest.get(method, len(options)))
    marks = st.dictionaries(st.sampled_from(numbers), value).map(
        lambda one: tuple(sorted(one.items()))
    )
    papers = tuple(
        PaperRow(place, str(place), None, "", "", False, own)
        for place, own in enumerate(sorted(draw(st.lists(marks, min_size=1, max_size=6))), 1)
    )
    ballot: Any = SimpleNamespace(
        name="Vote",
        question=draw(st.sampled_from(["", "What first?"])),
        method=method,
        options=options,
        seats=draw(st.integers(1, len(options))),
        dots=15,
        cap=3,
        secret=True,
        releasable=True,
        budget=100 if priced else None,
        state=BallotState.REVEALED,
    )
    return SimpleNamespace(ballot=ballot, papers=papers)  # fmt: skip


def read(content: bytes, ending: str) -> PapersReading:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{ending}"
        path.write_bytes(content)
        found: PapersReading = READERS["ballot-papers"](path)
    assert (found.refused, found.unmapped) == ((), ())
    return found


def in_file(found: PapersReading, dense: bool = False) -> Counter[tuple[tuple[str, int], ...]]:
    """The papers read, by the wordings of their options."""
    wording = {option.key: option.wording for option in found.options}
    return Counter(
        _ranked({wording[key]: value for key, value in one.marks}, dense) for one in found.entries
    )


def in_report(vote: Any, dense: bool = False) -> Counter[tuple[tuple[str, int], ...]]:
    wording = {option.number: option.wording for option in vote.ballot.options}
    return Counter(
        _ranked({wording[number]: value for number, value in one.marks}, dense)
        for one in vote.papers
    )


def _ranked(marks: dict[str, int], dense: bool) -> tuple[tuple[str, int], ...]:
    places = {value: place for place, value in enumerate(sorted(set(marks.values())), 1)}
    return tuple(sorted((key, places[value] if dense else value) for key, value in marks.items()))


def same_ballot(found: PapersReading, vote: Any) -> None:
    assert [one.wording for one in found.options] == [one.wording for one in vote.ballot.options]
    assert found.question == (vote.ballot.question or vote.ballot.name)


@given(votes(VotingMethod.RANKED))
@settings(max_examples=60)
def test_orders_come_back_from_preflib(vote: Any) -> None:
    assert fits_preflib(vote)
    found = read(write_preflib(vote), preflib_type(vote))
    same_ballot(found, vote)
    assert found.method == "ranked"
    assert in_file(found, dense=True) == in_report(vote, dense=True)


@given(votes(VotingMethod.APPROVAL))
@settings(max_examples=60)
def test_approvals_come_back_from_categories_and_profiles(vote: Any) -> None:
    for content, ending in ((write_preflib(vote), "cat"), (write_abc(vote), "abc.yaml")):
        found = read(content, ending)
        same_ballot(found, vote)
        assert found.method == "approval"
        assert in_file(found) == in_report(vote)
    assert found.seats == vote.ballot.seats


@given(votes(VotingMethod.RANKED))
@settings(max_examples=60)
def test_counts_come_back_with_level_ranks_and_ranks_left_out(vote: Any) -> None:
    assert fits_blt(vote)
    found = read(write_blt(vote), "blt")
    same_ballot(found, vote)
    assert (found.method, found.seats) == ("ranked", vote.ballot.seats)
    assert in_file(found) == in_report(vote)


@given(st.one_of(*(votes(method, priced) for method in VotingMethod for priced in (True, False))))
@settings(max_examples=100)
def test_elections_come_back_from_pabulib(vote: Any) -> None:
    if not fits_pabulib(vote):
        return
    found = read(write_pabulib(NOBODY, vote), "pb")
    same_ballot(found, vote)
    ballot, ranked = vote.ballot, vote.ballot.method == VotingMethod.RANKED
    assert found.method == ballot.method
    assert in_file(found, ranked) == in_report(vote, ranked)
    assert [one.cost or None for one in found.options] == [one.cost for one in ballot.options]
    assert (found.budget or None) == ballot.budget
    if ballot.budget is None:
        assert found.seats == ballot.seats
    if ballot.method == VotingMethod.DOTS:
        assert (found.dots, found.cap) == (ballot.dots, ballot.cap)


@given(st.one_of(*map(votes, VotingMethod)))
@settings(max_examples=100)
def test_papers_of_every_kind_come_back_from_our_own_table(vote: Any) -> None:
    found = read(papers_csv(NOBODY, vote), "csv")
    assert [one.wording for one in found.options] == [one.wording for one in vote.ballot.options]
    assert in_file(found) == in_report(vote)
    assert [one.number for one in found.entries] == [one.number for one in vote.papers]


def plain(method: VotingMethod, *marks: dict[int, int], cost: int | None = None) -> Any:
    """A ballot on three options that other tools read too."""
    options = tuple(OptionRow(n, n, word, None, cost) for n, word in enumerate("ABC", 1))
    ballot = SimpleNamespace(
        name="Vote",
        question="",
        method=method,
        options=options,
        seats=2,
        dots=5,
        cap=3,
        secret=True,
        releasable=True,
        budget=cost and 2 * cost,
    )
    papers = tuple(
        PaperRow(n, str(n), None, "", "", False, tuple(one.items()))
        for n, one in enumerate(marks, 1)
    )
    return SimpleNamespace(ballot=ballot, papers=papers)  # fmt: skip


def test_the_tools_themselves_read_them(tmp_path: Path) -> None:
    approvals = plain(VotingMethod.APPROVAL, {1: 1, 2: 1}, {3: 1}, {3: 1}, cost=10)
    (tmp_path / "a.abc.yaml").write_bytes(write_abc(approvals))
    profile, seats, *_ = abcvoting.fileio.read_abcvoting_yaml_file(tmp_path / "a.abc.yaml")
    assert (sorted(map(sorted, (one.approved for one in profile))), seats) == (
        [[0, 1], [2], [2]],
        2,
    )
    (tmp_path / "a.pb").write_bytes(write_pabulib(NOBODY, approvals))
    instance, ballots = pabutools.election.parse_pabulib(str(tmp_path / "a.pb"))
    assert (instance.budget_limit, {int(one.cost) for one in instance}) == (20, {10})
    assert sorted(sorted(one.name for one in ballot) for ballot in ballots) == [
        ["1", "2"],
        ["3"],
        ["3"],
    ]
    ranks = plain(VotingMethod.RANKED, {1: 1, 2: 2, 3: 3}, {2: 1, 1: 2, 3: 3}, {2: 1, 1: 2, 3: 3})
    (tmp_path / "a.soc").write_bytes(write_preflib(ranks))
    orders = preflibtools.instances.OrdinalInstance(str(tmp_path / "a.soc"))
    assert orders.multiplicity == {((2,), (1,), (3,)): 2, ((1,), (2,), (3,)): 1}
    assert orders.alternatives_name == {1: "A", 2: "B", 3: "C"}


@pytest.mark.parametrize("method", VotingMethod)
def test_only_what_a_format_can_hold_is_written(method: VotingMethod) -> None:
    vote = plain(method, {1: 1, 2: 1})
    assert fits_abc(vote) == (method == VotingMethod.APPROVAL)
    assert fits_blt(vote) == (method == VotingMethod.RANKED)
    assert fits_preflib(vote) == (method in (VotingMethod.RANKED, VotingMethod.APPROVAL))
    assert fits_pabulib(vote) == (method != VotingMethod.RANKED), "two options are level"
    vote.ballot.releasable = False
    assert not any(fits(vote) for fits in (fits_abc, fits_blt, fits_preflib, fits_pabulib))
