"""The verb `tally`: its rules, its budget, what it explains and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.cli.shell import Shell, written

RANKS = """# DATA TYPE: soi
# NUMBER ALTERNATIVES: 4
# NUMBER VOTERS: 13
# ALTERNATIVE NAME 1: Air
# ALTERNATIVE NAME 2: Bread
# ALTERNATIVE NAME 3: Care
# ALTERNATIVE NAME 4: Dew
5: 1,2
3: 1,3
3: 4
2: 3
"""
MONEY = """META
key;value
num_projects;3
num_votes;5
budget;10
vote_type;approval
PROJECTS
project_id;cost;name
1;6;Bridge
2;4;Garden
3;3;Lamps
VOTES
voter_id;vote
a;1
b;1
c;1,2
d;2,3
e;3
"""


@pytest.fixture
def ranked(shell: Shell, tmp_path: Path) -> tuple[str, Path, str, str]:
    return ballot(shell, tmp_path, "ranks.soi", RANKS)


@pytest.fixture
def priced(shell: Shell, tmp_path: Path) -> tuple[str, Path, str, str]:
    return ballot(shell, tmp_path, "money.pb", MONEY)


def ballot(shell: Shell, folder: Path, name: str, text: str) -> tuple[str, Path, str, str]:
    file = folder / "day.upstream"
    shell("new", file)
    papers = written(folder, name, text)
    taken = shell.json("import", file, papers, "--as", "ballot-papers", "--into", "Vote")
    assert taken["added"]
    return "tally", file, "--ballot", "Vote"


def test_the_transferable_vote_round_by_round(shell: Shell, ranked) -> None:
    told = shell.json(*ranked, "--rule", "stv", "--seats", "2", "--explain")
    assert (told["rule"], told["winners"], told["empty"]) == ("stv", ["Air", "Care"], 0)
    assert told["rounds"][:3] == [
        "Papers that elect an option: 5.",
        "First places: Air 8; Dew 3; Care 2; Bread 0.",
        "Elected: Air.",
    ]
    plain = shell(*ranked, "--rule", "stv", "--seats", "2", "--explain")
    assert set(told["rounds"]) < set(plain.splitlines())
    assert "rounds" not in shell.json(*ranked, "--rule", "stv")


def test_a_rule_that_does_not_fit_is_refused_in_a_sentence(shell: Shell, ranked) -> None:
    for rule in ("score", "majority-judgement"):
        assert "needs a ballot on which" in shell(*ranked, "--rule", rule, exit_code=3)
    runoff = ("--rule", "instant-runoff")
    assert "is for one place" in shell(*ranked, *runoff, "--seats", "2", exit_code=3)
    assert shell.json(*ranked, *runoff)["winners"] == ["Air"]
    shares = shell(*ranked, "--rule", "equal-shares", "--budget", "9", exit_code=3)
    assert "4 options have no cost" in shares
    shell(*ranked, "--rule", "plurality", exit_code=2)
    shell(*ranked, "--budget", "0", exit_code=2)


def test_places_that_nobody_supports_stay_empty(shell: Shell, ranked) -> None:
    told = shell.json(*ranked, "--rule", "most-votes", "--seats", "4", "--explain")
    assert (told["winners"], told["empty"]) == (["Air", "Dew", "Care"], 1)
    assert told["rounds"][-1] == "1 place stays empty: no other option has support."


def test_equal_shares_for_money(shell: Shell, priced) -> None:
    told = shell.json(*priced, "--rule", "equal-shares", "--explain")
    assert told["winners"] == ["Bridge", "Lamps"]
    assert told["rounds"][0] == "Each paper has 2 to spend."
    more = shell.json(*priced, "--rule", "equal-shares", "--budget", "13")
    assert more["winners"] == ["Bridge", "Lamps", "Garden"]
    refused = shell(*priced, "--rule", "borda", exit_code=3)
    assert "does not look at costs" in refused
