"""Somebody without the program unpacks an archive and finds in it what the residential decided.

Nothing of the program is used to read it: only the page, the dictionary beside the tables, and pandas.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import lxml.html
import pandas as pd
import pytest

from tests import sessions
from tests.exports.sealing import seal_archive
from upstream_workshop.voting.kinds import VotingMethod
from upstream_workshop.whole.report import Report, read_report

Tables = dict[str, pd.DataFrame]
# what the dictionary says a column holds, in the words with which it begins
TYPES: dict[str, Callable[[Any], Any]] = {
    "text": str,
    "several texts": lambda cell: cell.split("\n"),
    "whole number": int,
    "number": float,
    "date and time": pd.Timestamp,
    "date": pd.Timestamp,
    "time of day": lambda cell: pd.Timestamp(f"2000-01-01T{cell}"),
    "yes": {"yes": True}.__getitem__,
}


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """The sample's archive in a folder, and the report that it was made of."""
    folder = tmp_path_factory.mktemp("archive")
    with sessions.opened(folder / "sample.upstream", sessions.with_the_sample) as workshop:
        with workshop.read() as session:
            report = read_report(session)
        seal_archive(workshop, report, folder / "sample.zip", "cohort")
    with zipfile.ZipFile(folder / "sample.zip") as archive:
        archive.extractall(folder / "out")
    return folder / "out", report


def loaded(folder: Path) -> Tables:
    """Every table to which the page leads, with each cell read as the dictionary says."""
    page = lxml.html.fromstring((folder / "README.html").read_bytes())
    names = [link for link in page.xpath("//a/@href") if link.endswith(".csv")]
    paths = [folder / re.sub("%20", " ", name) for name in names]
    assert all(path.is_file() for path in paths)
    dictionary = plain(folder / "data" / "columns.csv")
    return {
        str(path.relative_to(folder / "data")): typed(path, folder, dictionary) for path in paths
    }


def plain(path: Path) -> pd.DataFrame:
    """A table as texts, without the apostrophes of which the page tells."""
    table = pd.read_csv(io.StringIO(path.read_text("utf-8-sig")), dtype=str, keep_default_na=False)
    return table.replace(r"(^|[;|\t\n])'(?=[=+\-@])", r"\1", regex=True)


def typed(path: Path, folder: Path, dictionary: pd.DataFrame) -> pd.DataFrame:
    table = plain(path)
    name = str(path.relative_to(folder / "data"))
    own = dictionary[[Path(name).match(file) for file in dictionary["file"]]]
    told = dict(zip(own["column"], own["type"], strict=True))
    for heading in table.columns:
        said = told.get(heading) or told["(each other column)"]
        read = next(
            TYPES[words] for words in sorted(TYPES, key=len)[::-1] if said.startswith(words)
        )
        table[heading] = [read(cell) if cell else None for cell in table[heading]]
    return table


def test_a_stranger_finds_the_result_of_the_vote(unpacked: tuple[Path, Report]) -> None:
    folder, report = unpacked
    tables = loaded(folder)
    revealed = [
        vote for vote in report.votes if vote.tally and vote.ballot.method == VotingMethod.DOTS
    ]
    assert revealed
    for vote in revealed:
        assert vote.tally
        papers = tables[f"ballot papers/{vote.ballot.name}.csv"].drop(columns="paper")
        counted = papers.sum().astype(int).sort_values(ascending=False, kind="stable")
        told = tables["results.csv"].query("ballot == @vote.ballot.name").set_index("wording")
        assert counted.to_dict() == told["score"].astype(int).to_dict()
        assert (papers.notna().sum() == told["supporters"].reindex(papers.columns)).all()
        wording = {option.number: option.wording for option in vote.ballot.options}
        won = {wording[number] for number in vote.tally.winners}
        assert set(told.index[told["won"].notna()]) == set(counted.index[: len(won)]) == won
        (ballot,) = tables["ballots.csv"].query("ballot == @vote.ballot.name").to_dict("records")
        assert len(papers) == ballot["keyed"] - ballot["spoilt"]


def test_a_stranger_finds_the_groups(unpacked: tuple[Path, Report]) -> None:
    folder, report = unpacked
    tables = loaded(folder)
    members = tables["members.csv"]
    placed = members[members["workgroup"].notna()].groupby("workgroup")["member"].agg(set).to_dict()
    shown = {group.title: len(group.members) for group in report.workgroups}
    assert {title: len(names) for title, names in placed.items()} == shown
    assert set(tables["workgroups.csv"]["workgroup"]) == set(shown)
    leads = members[members["part"] == "lead"].set_index("workgroup")["member"].to_dict()
    groups = tables["workgroups.csv"].dropna(subset="lead").set_index("workgroup")["lead"]
    assert leads == groups.to_dict()
    assert set(tables["commitments.csv"]["workgroup"]) <= set(shown)


def test_what_a_stranger_reads_is_as_the_dictionary_says(unpacked: tuple[Path, Report]) -> None:
    folder, _report = unpacked
    tables = loaded(folder)
    dictionary = plain(folder / "data" / "columns.csv")
    for _at, said in dictionary[dictionary["allowed words"] != ""].iterrows():
        for name, table in tables.items():
            # an edition for others has no column of consents, as the page says
            if Path(name).match(said["file"]) and said["column"] in table:
                found = set(table[said["column"]].dropna())
                assert found <= set(said["allowed words"].split("; ")), (name, said["column"])
