"""Formats of voting research and of count programs: what is read, what is refused, what is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.file_kinds import READERS
from upstream_workshop.readers.voting.ballots import read_ballots
from upstream_workshop.readers.voting.papers import PapersReading

NAMES = "# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n# ALTERNATIVE NAME 3: C\n"
BLT = '3 1\n{}\n0\n"A"\n"B \\"b\\" #1"\n"C"\n"Who?"\n'


def read(folder: Path, name: str, text: str) -> PapersReading:
    path = folder / name
    path.write_text(text, "utf-8")
    found: PapersReading = READERS["ballot-papers"](path)
    return found


def marks(found: PapersReading) -> list[dict[str, int]]:
    return [dict(entry.marks) for entry in found.entries]


def test_the_space_after_the_count_is_no_category(tmp_path: Path) -> None:
    text = "2: {1,2},{3}\n1: 3,{1,2}\n1: {},{1,2,3}\n1:2,{1,3}\n"
    found = read(tmp_path, "a.cat", NAMES + text)
    assert marks(found) == [{"1": 1, "2": 1}] * 2 + [{"3": 1}, {}, {"2": 1}]
    assert (found.refused, found.unmapped) == ((), ())


def test_categories_that_are_not_read_are_said(tmp_path: Path) -> None:
    text = "# CATEGORY NAME 2: Maybe\n# NOTE: x\n4: 1,{2},{3}\n1: {1,2},{},3\n"
    found = read(tmp_path, "a.cat", NAMES + text)
    assert found.unmapped == (
        "NOTE", "the category “Maybe” (on 4 papers)", "the category “3” (on 5 papers)",
    )  # fmt: skip


@pytest.mark.parametrize("ending", ["soc", "soi", "toc", "toi"])
def test_orders_are_counted_from_1_or_0(tmp_path: Path, ending: str) -> None:
    from_one = read(tmp_path, f"a.{ending}", NAMES + "1: 3,{1,2}\n")
    from_zero = read(tmp_path, f"b.{ending}", NAMES + "1: 2,{0,1}\n")
    wording = [
        {option.key: option.wording for option in one.options} for one in (from_one, from_zero)
    ]
    by_name = [
        {names[key]: rank for key, rank in one.entries[0].marks}
        for names, one in zip(wording, (from_one, from_zero), strict=True)
    ]
    assert by_name == [{"C": 1, "A": 2, "B": 2}] * 2
    bare = read(tmp_path, f"c.{ending}", "# NUMBER ALTERNATIVES: 3\n2: 0,2\n")
    assert [option.wording for option in bare.options] == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("1: 1,9", "it names alternative 9, which the file does not have"),
        ("1: 1,2,1", "alternative 1 stands twice on it"),
        ("x: 1", "it is not “count: order” of alternatives named above"),
        ("1: {1,{2}}", "it is not “count: order” of alternatives named above"),
    ],
)
def test_a_line_that_is_no_order_is_refused_alone(tmp_path: Path, line: str, why: str) -> None:
    found = read(tmp_path, "a.toi", f"{NAMES}{line}\n1: 2\n")
    assert [(one.line, one.why) for one in found.refused] == [(4, why)]
    assert marks(found) == [{"2": 1}]


def test_a_count_has_weights_level_ranks_ranks_left_out_and_people_who_withdrew(
    tmp_path: Path,
) -> None:
    papers = "-2\n(a) 2 1 2=3 0\n1 3 - 1 0 # late\n3 2 1 0\n1 0"
    found = read(tmp_path, "a.blt", BLT.format(papers))
    assert [option.wording for option in found.options] == ["A", "C"]
    assert found.question == "Who?"
    assert marks(found) == [{"1": 1, "3": 2}] * 2 + [{"3": 1, "1": 2}] + [{"1": 1}] * 3 + [{}]
    assert found.unmapped == (
        '“B "b" #1”, who withdrew (on 5 papers)',
        "ids of papers, in brackets",
    )
    assert (found.seats, found.method, found.rule, found.refused) == (1, "ranked", "stv", ())
    gaps = read(tmp_path, "b.blt", BLT.format("1 3 - 1 0\n1 2 - - 1 0"))
    assert marks(gaps) == [{"3": 1, "1": 3}, {"2": 1, "1": 2}]


def test_candidates_are_named_by_numbers_or_by_their_nicknames(tmp_path: Path) -> None:
    by_number = read(tmp_path, "a.blt", BLT.format("-2\n2 1 3 0\n1 3=1 0\n1 - 3 0"))
    by_word = read(
        tmp_path, "b.blt", BLT.format("[nick ann bo c]\n-bo\n2 ann c 0\n1 c=ann 0\n1 - c 0")
    )
    assert marks(by_word) == marks(by_number) != []
    assert by_word.options == by_number.options
    assert by_word.unmapped == by_number.unmapped


@pytest.mark.parametrize("nicknames", ["ann bo", "ann bo bo", "1 2 3", "a-b c d", "ann bo c d"])
def test_nicknames_that_name_nobody_are_said(tmp_path: Path, nicknames: str) -> None:
    found = read(tmp_path, "a.blt", BLT.format(f"[nick {nicknames}]\n1 3 1 0\n1 zed 0"))
    assert marks(found) == [{"3": 1, "1": 2}]
    assert [one.line for one in found.refused] == [4]
    assert "[nick]" in found.unmapped


@pytest.mark.parametrize(
    ("paper", "why"),
    [
        ("1 4 0", "“4” is none of its candidates"),
        ("1 1=x 0", "“1=x” is none of its candidates"),
        ("1.5 1 0", "its weight is no whole number"),
        ("1 1 2 1 0", "candidate 1 stands twice on it"),
    ],
)
def test_a_paper_of_a_count_is_refused_alone(tmp_path: Path, paper: str, why: str) -> None:
    found = read(tmp_path, "a.blt", BLT.format(f"{paper}\n1 2 0"))
    assert [(one.line, one.why) for one in found.refused] == [(2, why)]
    assert marks(found) == [{"2": 1}]


@pytest.mark.parametrize("text", ["", "3\n", "x 1\n0\n", "3 1\n1 1 2\n", "0 1\n0\n", "5000 1\n0\n"])
def test_what_is_no_count_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(WorkshopError, match=r"a\.blt, line \d+: a \.blt file begins with"):
        read(tmp_path, "a.blt", text)


def test_profiles_are_read_in_any_style_and_weights_counted(tmp_path: Path) -> None:
    block = "profile:\n- - 0\n  - 2\n- [1]\n-\n  []\nvoter_weights: [2, 1, 1.0]\ncommitteesize: 2\n"
    found = read(tmp_path, "a.abc.yaml", f"{block}compute:\n- rule_id: av\n")
    assert marks(found) == [{"0": 1, "2": 1}] * 2 + [{"1": 1}, {}]
    assert (found.seats, found.unmapped, len(found.options)) == (2, ("compute",), 3)
    with pytest.raises(WorkshopError, match="voter_weights are not one whole number"):
        read(tmp_path, "b.yaml", "profile: [[0], [1]]\nvoter_weights: [0.5, 1]\n")
    with pytest.raises(WorkshopError, match=r"line 2: this is no YAML"):
        read(tmp_path, "c.yaml", "profile: [[0]]\n]: x\n")


def test_an_election_says_what_of_each_section_is_not_taken(tmp_path: Path) -> None:
    text = (
        "META\nkey;value\nbudget;12.50\nvote_type;choose-1\ncountry;Wales\nPROJECTS\n"
        "project_id;cost;name;category\n1;9;A;x\n2;5.5;B;\n2;7;B again;\nVOTES\nvoter_id;age;vote\n"
        "a;70;1\nb;;2,2\nb;;3\nEXTRA\nk;v\n1;2\n"
    )
    found = read(tmp_path, "a.pb", text)
    assert marks(found) == [{"1": 1}]
    assert [(one.line, one.why) for one in found.refused] == [
        (14, "project 2 stands twice in its vote"),
        (15, "its vote names a project that is not in the file"),
    ]
    assert set(found.unmapped) == {
        "META: country", "META: budget (it is no whole number)", "PROJECTS: category", "VOTES: age",
        "EXTRA", "PROJECTS: a project without an id, or with that of another",
        "PROJECTS: the cost of 1 project (it is no whole number)",
    }  # fmt: skip
    with pytest.raises(WorkshopError, match="votes of type “borda” are none we count"):
        read(tmp_path, "b.pb", text.replace("choose-1", "borda"))


def test_the_earlier_form_of_preflib_and_one_without_a_header_are_read(tmp_path: Path) -> None:
    now = read(tmp_path, "a.toi", NAMES + "# NUMBER VOTERS: 3\n2: 1,{2,3}\n1: 3\n")
    before = read(tmp_path, "b.toi", "3\n1,A\n2,B\n3,C\n3,3,2\n2,1,{2,3}\n1,3\n")
    bare = read(tmp_path, "c.toi", "2: 1,{2,3}\n1: 3\n")
    assert marks(now) == marks(before) == marks(bare) == [{"1": 1, "2": 2, "3": 2}] * 2 + [{"3": 1}]
    assert now.options == before.options
    assert [option.wording for option in bare.options] == ["1", "2", "3"]
    assert (before.papers, before.refused) == (3, ())


def test_a_vote_of_a_length_that_its_election_forbids_is_spoilt_and_says_why(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.pb"
    path.write_text(
        "META\nkey;value\nvote_type;approval\nmin_length;2\nmax_length;2\nPROJECTS\nproject_id;cost\n"
        "1;5\n2;6\n3;6\nVOTES\nvoter_id;vote\na;1,2\nb;1,2,3\nc;1\n"
    )
    found = read_ballots(path)
    assert isinstance(found, PapersReading)
    assert [one.spoilt for one in found.entries] == [
        "",
        "it chooses 3 projects where 2 are the most",
        "it chooses 1 project where 2 are the least",
    ]
    assert found.unmapped == ()


def test_a_graph_of_majorities_is_refused_with_what_to_choose_instead(tmp_path: Path) -> None:
    path = tmp_path / "a.wmd"
    path.write_text("# DATA TYPE: wmd\n1,2,1.0\n")
    with pytest.raises(WorkshopError, match="holds no papers: choose the file of orders"):
        read_ballots(path)
