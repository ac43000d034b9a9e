"""The command line: its answers, its exit codes, its one-line refusals."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import psutil
import pytest

from tests.core.workgroups.crowds import crowd
from tests.core.workgroups.test_solving import children
from tests.ui.cli.shell import CHOICES, PAPERS, PEOPLE, Shell, written
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.voting.kinds import CountingRule


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_people_come_in_once(shell: Shell, file: Path, tmp_path: Path, encoding: str) -> None:
    people = written(tmp_path, "people.csv", PEOPLE, encoding)
    rehearsed = shell.json("import", file, people, "--as", "people", "--dry-run")
    first = shell.json("import", file, people, "--as", "people")
    again = shell.json("import", file, people, "--as", "people")
    assert rehearsed == first
    nothing_open = {"refused": [], "unmapped": [], "questions": [], "notes": []}
    assert first == {"added": 4, "updated": 0, "unchanged": 0, **nothing_open}
    assert again["added"] == 0
    assert again["unchanged"] == 4


def test_a_cp1252_list_keeps_its_letters(shell: Shell, file: Path, tmp_path: Path) -> None:
    people = written(tmp_path, "p.csv", "Name;Organisation\nSiân Müller;Gwent\n", "cp1252")
    assert shell.json("import", file, people, "--as", "people")["added"] == 1
    shell("export", file, tmp_path / "out", "--only", "people-csv")
    text = next((tmp_path / "out").rglob("people.csv")).read_text("utf-8")
    assert "Siân Müller" in text


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.csv", b"", "empty"),
        ("nameless.csv", b"Town,Shoe size\nYork,7\n", "name"),
        ("junk.xlsx", b"\x00\x01\x02junk", "junk.xlsx"),
    ],
)
def test_a_bad_list_is_refused_and_changes_nothing(
    shell: Shell, file: Path, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    bad = tmp_path / name
    bad.write_bytes(content)
    before = file.read_bytes()
    said = shell("import", file, bad, "--as", "people", exit_code=3)
    assert name in said
    assert says in said
    assert file.read_bytes() == before


def test_wrong_usage_is_2(shell: Shell, file: Path) -> None:
    shell("import", file, exit_code=2)
    shell("new", file, "--starts", "tomorrow", exit_code=2)
    shell("dance", exit_code=2)
    shell(exit_code=2)


def test_workgroups_are_placed_and_saved(shell: Shell, file: Path, tmp_path: Path) -> None:
    shell("import", file, written(tmp_path, "people.csv", PEOPLE), "--as", "people")
    cards = written(tmp_path, "cards.csv", "text,theme\nA,Risk\nB,Trust\n")
    shell("import", file, cards, "--as", "cards")
    choices = written(tmp_path, "choices.csv", CHOICES)
    assert shell.json("import", file, choices, "--as", "choices")["added"] == 4
    found = shell.json("workgroups", file, "--min", 2, "--max", 2, "--save")
    assert found["status"] == "optimal"
    assert found["objective"] == [0, 1, 4, 0]
    assert {group["theme"]: sorted(group["members"]) for group in found["groups"]} == {
        "Risk": ["Ade Okafor", "Siân Prŷs"],
        "Trust": ["Jo Tennant", "Marta Brzezińska"],
    }
    assert shell.json("workgroups", file, "--repair", "--min", 2, "--max", 2)["moves"] == []
    moves = shell.json(
        *("workgroups", file, "--repair", "--min", 2, "--max", 2),
        *("--apart", "Ade Okafor;Siân Prŷs"),
    )["moves"]
    assert len(moves) == 2
    assert {move["why"] for move in moves} <= {
        "for the rule: at least 2 in a group; at most 2 in a group",
        "for the rule: at most 2 in a group; Ade Okafor and Siân Prŷs apart",
        "for the rule: at least 2 in a group; at most 2 in a group; Ade Okafor and Siân Prŷs apart",
    }
    both = shell.json("workgroups", file, "--per-person", 2, "--spread", "region")
    assert both["objective"][:3] == [0, 1, 12]
    apart = shell.json(
        "workgroups", file, "--min", 2, "--max", 2, "--apart", "Ade Okafor;Siân Prŷs"
    )
    assert apart["objective"] == [0, 2, 6, 0]
    stuck = shell.json(
        "workgroups",
        *(file, "--min", 2, "--max", 2),
        *("--apart", "Ade Okafor;Siân Prŷs", "--together", "Siân Prŷs;Ade Okafor"),
    )
    assert stuck["status"] == "infeasible"
    assert stuck["conflict"]
    assert {way["rule"] for way in stuck["ways_out"]} <= set(stuck["conflict"])
    assert all(way["objective"] for way in stuck["ways_out"])
    shell("workgroups", file, "--together", "Nobody;Siân Prŷs", exit_code=3)


def test_loops(shell: Shell, file: Path, tmp_path: Path) -> None:
    links = "from,to,sign\nA,B,+\nB,A,-\nB,C,+\nC,B,+\nLonely,,\n"
    shell("import", file, written(tmp_path, "m.csv", links), "--as", "map", "--into", "Table 1")
    found = shell.json("loops", file, "--map", "table 1")
    assert found["complete"] is True
    assert sorted((row["kind"], sorted(row["factors"])) for row in found["loops"]) == [
        ("B", ["A", "B"]),
        ("R", ["B", "C"]),
    ]
    assert sorted(row["number"] for row in found["loops"]) == [1, 2]


def test_two_maps_are_compared(shell: Shell, file: Path, tmp_path: Path) -> None:
    first = "from,to,sign\nTrust,Escalation,-\nTrust,Sleep,+\nWaiting times,Trust,-\n"
    second = "from,to,sign\ntrust,escalation,+\nTrust,Cake,+\nWaiting time,Trust,-\n"
    for name, text in (("One", first), ("Two", second)):
        shell("import", file, written(tmp_path, f"{name}.csv", text), "--as", "map", "--into", name)
    found = shell.json("compare", file, "--map", "One", "--map", "Two")
    assert found["opposite"] == [{"from": "Trust", "to": "Escalation", "a": "-", "b": "+"}]
    assert {part["factor"] for part in found["only_a"] if "factor" in part} == {
        "Sleep",
        "Waiting times",
    }
    assert {"from": "trust", "to": "Cake", "sign": "+", "delay": False} in found["only_b"]
    assert found["alike"] == [{"a": "Waiting times", "b": "Waiting time"}]
    same = shell.json("compare", file, "--map", "One", "--map", "one")
    assert not any(same[part] for part in ("only_a", "only_b", "opposite", "alike"))
    shell("compare", file, "--map", "One", exit_code=3)
    shell("compare", file, "--map", "One", "--map", "Nothing", exit_code=3)


@pytest.mark.parametrize(
    ("topic", "papers"), [("london.youth.policing", 26), ("scoop-hivemind.ubi", 234)]
)
def test_a_real_conversation(
    shell: Shell, tmp_path: Path, shared_data: Path, topic: str, papers: int
) -> None:
    file = tmp_path / "real.upstream"
    comments = shared_data / "polis" / f"{topic}__comments.csv"
    votes = shared_data / "polis" / f"{topic}__participants-votes.csv"
    shell("new", file)
    with comments.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    cards = shell.json("import", file, comments, "--as", "cards")
    moderated = sum(row["moderated"] == "-1" for row in rows)
    assert len(cards["refused"]) >= moderated
    assert sum("moderat" in row["why"] for row in cards["refused"]) == moderated
    assert cards["added"] == len(rows) - len(cards["refused"])
    taken = shell.json("import", file, votes, "--as", "ballot-papers", "--into", "Priorities")
    assert taken["added"] == papers
    again = shell.json("import", file, votes, "--as", "ballot-papers", "--into", "Priorities")
    assert (again["added"], again["unchanged"]) == (0, papers)
    count = shell.json("tally", file, "--ballot", "Priorities")
    with votes.open(encoding="utf-8", newline="") as text:
        table = list(csv.reader(text))
    columns = [at for at, title in enumerate(table[0]) if title.isdigit()]
    sums = [sum(row[at] == "1" for row in table[1:]) for at in columns]
    assert sorted(count["scores"].values()) == sorted(sums)
    by_score_or_rank = {CountingRule.SCORE, CountingRule.MAJORITY_JUDGEMENT, CountingRule.STV}
    for rule in CountingRule:
        asked = ("tally", file, "--ballot", "Priorities", "--rule", rule)
        if rule in by_score_or_rank:
            assert "needs a ballot on which people" in shell(*asked, exit_code=3)
        else:
            told = shell.json(*asked, "--explain")
            assert told["winners"]
            assert told["rounds"]
    shell("export", file, tmp_path / "out")
    shell("archive", file, tmp_path / "out.zip")
    assert shell.json("verify", tmp_path / "out.zip")["sound"] is True


def test_a_vote_from_a_file_is_counted_again_and_again(
    shell: Shell, file: Path, tmp_path: Path
) -> None:
    papers = written(tmp_path, "papers.csv", PAPERS)
    asked = ("import", file, papers, "--as", "ballot-papers", "--into", "Vote")
    for expected in ({"added": 2, "unchanged": 0}, {"added": 0, "unchanged": 2}):
        assert shell.json(*asked).items() >= expected.items()
        count = shell.json("tally", file, "--ballot", "Vote")
        assert count["scores"] == {"Roses": 4, "Bread": 2}
    shell("export", file, tmp_path / "out", "--only", "papers-csv", "--only", "session-json")
    (table,) = (tmp_path / "out").rglob("Vote.csv")
    assert table.read_text("utf-8-sig").split() == ["paper,Bread,Roses", "1,2,1", "2,,3"]


@pytest.mark.skipif(sys.platform == "win32", reason="a console's Ctrl+C needs a console")
def test_ctrl_c_ends_a_search_and_says_so_in_a_line(tmp_path: Path) -> None:
    path = tmp_path / "large.upstream"
    with Workshop.create(path) as workshop, workshop.change("Fill") as session:
        crowd(session, 200, 30)
    with subprocess.Popen(
        [sys.executable, "-m", "ui", "workgroups", str(path), "--home", str(tmp_path / "home")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
        start_new_session=True,
        # a suite in the background runs with it ignored
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    ) as command:
        this = psutil.Process(command.pid)
        ends = time.monotonic() + 30
        while not (searches := children(this)) and time.monotonic() < ends:
            time.sleep(0.02)
        os.killpg(command.pid, signal.SIGINT)  # as a terminal does, to all of them
        said, complaint = command.communicate(timeout=10)
    assert (command.returncode, said, complaint) == (130, b"", b"Stopped before it was done.\n")
    search = searches[0]
    assert not search.is_running() or search.status() == psutil.STATUS_ZOMBIE
