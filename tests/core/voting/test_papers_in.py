"""Papers from files: all or nothing, with everything said, and asked where a file leaves it open."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.core.storage.test_undo import dump
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people import services as people
from upstream_workshop.readers.file_kinds import READERS
from upstream_workshop.readers.voting.papers import PaperEntry, PapersReading, options_of
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes.services import add_theme
from upstream_workshop.voting import queries, result_queries, services
from upstream_workshop.voting.importing import services as papers_in
from upstream_workshop.voting.importing.paper_plan import PaperPlan, planned
from upstream_workshop.voting.papers import queries as paper_queries
from upstream_workshop.voting.queries import BallotRow
from upstream_workshop.whole.rehearsals import Rehearsal, Request

DATA = Path(__file__).parents[4] / "shared" / "data"


def table(tmp_path: Path, text: str, ending: str = "csv") -> PapersReading:
    path = tmp_path / f"Vote.{ending}"
    path.write_text(text, "utf-8")
    found: PapersReading = READERS["ballot-papers"](path)
    return found


def plan(workshop: Workshop, reading: PapersReading, **answers: str) -> PaperPlan:
    with workshop.read() as session:
        return planned(session, "Vote", reading, answers)


def keys(found: PaperPlan) -> dict[str, tuple[str, ...]]:
    return {one.key: tuple(answer for answer, _ in one.choices) for one in found.questions}


def take(session: Session, reading: PapersReading, answers: Mapping[str, str] = {}) -> BallotRow:
    papers_in.import_papers(session, "Vote", reading, answers)
    return next(row for row in queries.ballots(session) if row.name == "Vote")


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        ("1,1,2,3\n2,2,1,3\n", ("ranked", "dots", "score")),
        ("1,5,,\n2,3,2,\n", ("dots", "score")),
        ("1,5,5,5\n2,4,3,1\n3,5,2,2\n", ("score", "dots")),
        ("1,0,1,2\n2,2,0,1\n", ("ranked from 0", "dots", "score")),
        ("1,9,,\n2,3,2,\n", ("dots",)),
        ("1,1,,1\n2,,x,\n", ("approval",)),
    ],
)
def test_what_numbers_mean_is_asked_where_they_fit_two(
    workshop: Workshop, tmp_path: Path, rows: str, kinds: tuple[str, ...]
) -> None:
    reading = table(tmp_path, f"paper,A,B,C\n{rows}")
    found = plan(workshop, reading)
    assert keys(found).get("method", kinds) == kinds
    assert ("method" in keys(found)) == (len(kinds) > 1)
    method = "ranked" if kinds[0] == "ranked from 0" else kinds[0]
    assert found.declared["method"] == method
    for kind in kinds:
        answered = plan(workshop, reading, method=kind)
        assert answered.declared["method"] == kind.removesuffix(" from 0")


def test_the_last_choice_of_most_does_not_win(workshop: Workshop, tmp_path: Path) -> None:
    reading = table(tmp_path, "paper,A,B,C\n1,1,2,3\n2,1,3,2\n3,1,2,3\n4,2,1,3\n")
    with workshop.change("Import") as session:
        ballot = take(session, reading, {"winners": "1"})
        assert result_queries.tally(session, ballot.id).winners == (1,)


def test_ranks_counted_from_0_keep_their_best(workshop: Workshop, tmp_path: Path) -> None:
    reading = table(tmp_path, "paper,A,B,C\n1,0,1,2\n2,2,0,1\n")
    with workshop.change("Import") as session:
        ballot = take(session, reading)
        marks = [dict(paper.marks) for paper in paper_queries.papers(session, ballot.id)]
        assert marks == [{1: 1, 2: 2, 3: 3}, {1: 3, 2: 1, 3: 2}]
        again = papers_in.import_papers(session, "Vote", reading)
        assert (again.added, again.updated, again.unchanged) == (0, 0, 2)


def test_limits_are_asked_and_never_those_of_the_largest_paper(
    workshop: Workshop, tmp_path: Path
) -> None:
    reading = table(tmp_path, "paper,A,B,C\n1,5,,\n2,3,2,\n3,3,3,3\n4,,,\n5,,4,1\n")
    found = plan(workshop, reading)
    assert (found.declared["dots"], found.declared["cap"]) == (5, 5)
    assert keys(found)["dots"] == ("5", "9")
    assert [one.fault for one in found.papers if one.fault] == ["9 dots where 5 are the most"]
    assert found.notes[0] == "1 paper is spoilt (line 4: 9 dots where 5 are the most)."
    assert found.notes[1] == "1 paper is blank."
    strict = plan(workshop, reading, cap="3")
    assert [one.entry.line for one in strict.papers if one.fault] == [2, 4, 6]
    assert plan(workshop, reading, dots="9").declared["dots"] == 9


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=8))
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
def test_nobody_counts_with_more_than_is_declared(
    workshop: Workshop, rows: list[list[int]]
) -> None:
    entries = tuple(
        PaperEntry(line, str(line), tuple(zip("ABC", values, strict=True)))
        for line, values in enumerate(rows, 2)
    )
    found = plan(workshop, PapersReading(entries, options=options_of(*"ABC")))
    dots, cap = found.declared.get("dots", 99), found.declared.get("cap", 99)
    for paper in found.papers:
        if found.declared["method"] == "dots" and not paper.fault:
            assert sum(paper.marks.values()) <= dots
            assert max(paper.marks.values(), default=0) <= cap
    assert len(found.papers) == len(rows)
    for question in found.questions:
        assert question.default in dict(question.choices)


@pytest.mark.parametrize(
    ("content", "ending", "sentence"),
    [
        (
            "paper,A,B\n1,1,torn\n2,lost,1\n",
            "csv",
            "line 2: “torn” under B is not a whole number",
        ),
        ("paper,A,B\n1,,\n2,,\n3,,\n4,1,\n", "csv", "3 of 4 papers say nothing"),
        ("paper,A,B\n1,8,-1\n2,-1,8\n3,-8,9\n", "csv", "3 of 3 papers are spoilt"),
        ("paper,A,B\n7,1,\n7,,1\n7,1,1\n", "csv", "2 of 3 papers are left out"),
        ("paper,A\n1,1\n", "csv", "at least two options"),
    ],
)
def test_a_failed_import_leaves_nothing(
    workshop: Workshop, tmp_path: Path, content: str, ending: str, sentence: str
) -> None:
    before = dump(workshop)
    answers = {"below 0": "spoilt"}
    with pytest.raises(WorkshopError, match=sentence), workshop.change("Import") as session:
        take(session, table(tmp_path, content, ending), answers)
    assert dump(workshop) == before


def test_what_says_mostly_nothing_comes_in_if_that_is_answered(
    workshop: Workshop, tmp_path: Path
) -> None:
    reading = table(tmp_path, "paper,A,B\n1,,\n2,,\n3,,\n4,1,\n")
    refused = plan(workshop, reading)
    assert refused.refusal
    assert keys(refused)["worth"] == ("stop", "go")
    with workshop.change("Import") as session:
        ballot = take(session, reading, {"worth": "go"})
        assert len(paper_queries.papers(session, ballot.id)) == 4


@pytest.mark.parametrize("again", ["01", "1.0", "#1", " 1 "])
def test_a_number_however_written_is_one_slip(
    workshop: Workshop, tmp_path: Path, again: str
) -> None:
    reading = table(tmp_path, f"paper,A,B\n1,1,\n{again},,1\n2,1,\n")
    found = plan(workshop, reading)
    assert keys(found)["twice 1"] == ("first", "last", "all")
    assert [(one.entry.line, one.number) for one in found.papers] == [(2, "1"), (4, "2")]
    assert [one.line for one in found.refused] == [3]
    last = plan(workshop, reading, **{"twice 1": "last"})
    assert [one.entry.line for one in last.papers] == [3, 4]
    every = plan(workshop, reading, **{"twice 1": "all"})
    assert [one.number for one in every.papers] == ["1", "1 (2)", "2"]


def named(session: Session) -> dict[str, int]:
    return {
        name: people.add_participant(session, name, email=email, organisation=place)
        for name, email, place in (
            ("Ann Lee", "ann@x.org", "Leeds"),
            ("Ann Roy", "", "Kent"),
            ("Bob Roy", "bob@x.org", "Kent"),
        )
    }


def test_names_are_matched_and_asked_where_two_fit(workshop: Workshop, tmp_path: Path) -> None:
    with workshop.change("People") as session:
        ids = named(session)
    text = "Name,E-mail,A,B\nANN LEE,,1,\nAnn,,,1\nCat Fox,,1,\n,bob@x.org,1,1\n"
    reading = table(tmp_path, text)
    found = plan(workshop, reading)
    assert not found.secret
    assert [one.voter_id for one in found.papers] == [ids["Ann Lee"], None, None, ids["Bob Roy"]]
    assert set(keys(found)["person ann"]) == {"nobody", str(ids["Ann Lee"]), str(ids["Ann Roy"])}
    assert found.notes[-1].startswith("2 papers are under names that are not on the list")
    roy = plan(workshop, reading, **{"person ann": str(ids["Ann Roy"])})
    assert roy.papers[1].voter_id == ids["Ann Roy"]
    lee = plan(workshop, reading, **{"person ann": str(ids["Ann Lee"])})
    assert keys(lee)[f"twice person {ids['Ann Lee']}"] == ("first", "last")
    assert [one.line for one in lee.refused] == [3]


def test_a_person_has_one_paper_also_from_two_files(workshop: Workshop, tmp_path: Path) -> None:
    with workshop.change("Import") as session:
        ids = named(session)
        ballot = take(session, table(tmp_path, "paper,Name,A,B\n1,Ann Lee,1,\n2,Bob Roy,,1\n"))
        again = table(tmp_path, "paper,Name,A,B\n9,Ann Lee,,1\n")
        outcome = papers_in.import_papers(session, "Vote", again)
        assert (outcome.added, outcome.updated) == (0, 1)
        papers = paper_queries.papers(session, ballot.id)
        assert [(one.number, one.participant_id, one.marks) for one in papers] == [
            ("1", ids["Ann Lee"], ((2, 1),)),
            ("2", ids["Bob Roy"], ((2, 1),)),
        ]


def test_projects_of_one_name_stay_two_with_their_costs(workshop: Workshop, tmp_path: Path) -> None:
    text = (
        "META\nkey;value\nbudget;100\nvote_type;approval\nPROJECTS\nproject_id;cost;name\n"
        "1;10;Playground\n2;20;Playground\n3;30;Library\nVOTES\nvoter_id;vote\na;1,2\nb;2\nb;1\nc;3\n"
    )
    reading = table(tmp_path, text, "pb")
    found = plan(workshop, reading)
    assert found.wordings == ("Playground", "Playground (2)", "Library")
    assert keys(found)["twice b"] == ("first", "last", "all")
    with workshop.change("Import") as session:
        ballot = take(session, reading, {"twice b": "all"})
        assert [option.cost for option in ballot.options] == [10, 20, 30]
        assert ballot.budget == 100
        marks = [paper.marks for paper in paper_queries.papers(session, ballot.id)]
        assert marks == [((1, 1), (2, 1)), ((2, 1),), ((1, 1),), ((3, 1),)]


def test_a_file_of_other_marks_goes_into_no_ballot(workshop: Workshop, tmp_path: Path) -> None:
    with workshop.change("Vote") as session:
        on = [add_theme(session, title) for title in "AB"]
        services.open_ballot(session, services.make_ballot(session, "Vote", on, seats=1))
    ranks = table(tmp_path, '2 1\n1 2 1 0\n0\n"A"\n"B"\n"Vote"\n', "blt")
    assert plan(workshop, ranks).refusal.startswith("“Vote” takes dots, and the file has ranks")


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared data is not here")
def test_all_that_was_made_comes_in_or_is_asked_about(workshop: Workshop) -> None:
    with workshop.change("People") as session:
        for name in ("Ann Lee", "Bob Roy", "Ann Able", "Bob Baker", "Cat Cole"):
            people.add_participant(session, name)
        for title in ("Reframing risk", "Housing", "Care at home", "Care"):
            add_theme(session, title)
    ballots = {"over.csv": 5, "named.csv": 3, "negative.csv": 2, "ranks_1is_best.csv": 4,
               "scores.csv": 3, "samename.pb": 4, "scoring.pb": 3, "complete.soc": 10,
               "forms_rank.csv": 2, "03_gform_grid.csv": 2, "05_msforms.csv": 1,
               "07_one_cell.csv": 2}  # fmt: skip
    choices = {"03_gform_grid.csv": 2, "05_msforms.csv": 1, "07_one_cell.csv": 2}
    with closing(Rehearsal(workshop.snapshot(whole=True))) as rehearsal:
        for kind, files in (("ballot-papers", ballots), ("choices", choices)):
            for name, lines in files.items():
                reading = READERS[kind](DATA / "votes-made" / name)
                preview = rehearsal.preview(Request(kind, name, reading))
                assert preview.outcome is not None, (name, preview.refusal)
                assert (preview.outcome.added, preview.outcome.refused) == (lines, ()), name


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared data is not here")
@pytest.mark.parametrize("name", ["london.youth.policing", "scoop-hivemind.ubi"])
def test_conversations_of_polis_come_in_whole(name: str) -> None:
    reading: Any = READERS["ballot-papers"](DATA / "polis" / f"{name}__participants-votes.csv")
    assert reading.refused == ()
    assert any("disagreements" in one for one in reading.unmapped)


def test_a_thousand_options_are_read(tmp_path: Path) -> None:
    titles = ",".join(f"s{number}" for number in range(1_000))
    reading = table(tmp_path, f"paper,{titles}\n1{',1' * 1_000}\n2{',' * 1_000}\n")
    assert (len(reading.options), len(reading.entries[0].marks)) == (1_000, 1_000)
    with pytest.raises(WorkshopError, match="1,000 options"):
        table(tmp_path, f"paper,{titles},more\n1{',1' * 1_001}\n")


@pytest.mark.parametrize(
    "label", ["Total", "TOTALS:", "Grand total", "Sum", "Average score", "Cyfanswm"]
)
@pytest.mark.parametrize("title", ["paper", "Name"])
def test_a_row_that_adds_up_the_others_is_no_paper(
    workshop: Workshop, tmp_path: Path, label: str, title: str
) -> None:
    text = f"{title},Trust,Time\n1,1,2\n2,2,2\n{label},3,4\n"
    found = plan(workshop, table(tmp_path, text))
    assert [one.number for one in found.papers] == ["1", "2"]
    assert [one.line for one in found.refused] == [4]


@pytest.mark.parametrize("name", ["Sum Yi Wong", "Count Okafor", "Mean Gene", "Total Eclipse Ltd"])
def test_a_voter_whose_name_begins_so_is_one(workshop: Workshop, tmp_path: Path, name: str) -> None:
    found = plan(workshop, table(tmp_path, f"Name,Trust,Time\nAnn,1,2\n{name},2,1\n"))
    assert [one.entry.voter for one in found.papers] == ["Ann", name]


@pytest.mark.parametrize("title", ["spoilt", "Why spoilt", "Void", "Spoilt because", "rejected"])
def test_a_paper_that_its_file_calls_spoilt_counts_nowhere(
    workshop: Workshop, tmp_path: Path, title: str
) -> None:
    text = f"paper,Trust,Time,{title}\n1,1,2,\n2,2,1,no\n3,9,9,two ticks\n4,,,x\n5,1,1,\n"
    reading = table(tmp_path, text)
    with workshop.change("Import") as session:
        ballot = take(session, reading, {"method": "dots"})
    with workshop.read() as session:
        kept = {paper.number: paper.spoilt for paper in paper_queries.papers(session, ballot.id)}
    assert kept == {"1": "", "2": "", "3": "two ticks", "4": "spoilt, as its file says", "5": ""}
    assert (ballot.dots, ballot.cap) == (3, 3)  # nothing is inferred from what does not count


@pytest.mark.parametrize("sign", [";", ", ", "|"])
def test_options_ticked_in_one_cell_are_approvals_unless_their_order_is_said_to_count(
    workshop: Workshop, tmp_path: Path, sign: str
) -> None:
    lists = (("Trust", "Time"), ("Money", "Trust"), ("Time",), ())
    rows = "".join(f'{n},"{sign.join(one)}"\n' for n, one in enumerate(lists, 1))
    reading = table(tmp_path, f"Timestamp,Which would you support?\n{rows}")
    found = plan(workshop, reading)
    assert found.wordings == ("Trust", "Time", "Money")
    assert found.declared["method"] == "approval"
    assert [sorted(one.marks.items()) for one in found.papers] == [
        [(1, 1), (2, 1)], [(1, 1), (3, 1)], [(2, 1)], [],
    ]  # fmt: skip
    ranked = plan(workshop, reading, method="ranked")
    assert [sorted(one.marks.items()) for one in ranked.papers] == [
        [(1, 1), (2, 2)], [(1, 2), (3, 1)], [(2, 1)], [],
    ]  # fmt: skip


def test_an_option_with_a_comma_in_it_stays_one(workshop: Workshop, tmp_path: Path) -> None:
    lists = ("Homes, care and health, Trust", "Trust", "Homes, care and health", "Time, Trust")
    rows = "".join(f'"{one}"\n' for one in lists)
    found = plan(workshop, table(tmp_path, f"Which ones?\n{rows}"))
    assert found.wordings == ("Homes, care and health", "Trust", "Time")


def test_words_of_a_scale_are_scores(workshop: Workshop, tmp_path: Path) -> None:
    text = "paper,Trust,Time\n1,Very good,Poor\n2,Excellent,Fair\n3,Good,\n"
    found = plan(workshop, table(tmp_path, text))
    assert found.declared["method"] == "score"
    assert [dict(one.marks) for one in found.papers] == [{1: 4, 2: 1}, {1: 5, 2: 2}, {1: 3}]


def test_a_count_that_the_file_gives_and_does_not_hold_is_said(
    workshop: Workshop, tmp_path: Path
) -> None:
    names = "# NUMBER VOTERS: 7\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n"
    found = plan(workshop, table(tmp_path, names + "2: 1,2\n3: 2\n", "soi"))
    assert "The file says it has 7 papers, and 5 are there." in found.notes
    votes = (
        "META\nkey;value\nvote_type;scoring\nmax_points;10\nnum_votes;3\nPROJECTS\nproject_id;cost\n"
        "1;1\n2;1\nVOTES\nvoter_id;vote;points\na;1,2;10,3\nb;2;7\n"
    )
    found = plan(workshop, table(tmp_path, votes, "pb"))
    assert "The file says it has 3 papers, and 2 are there." in found.notes
    assert found.declared["method"] == "dots"  # points up to 10 are no scores from 0 to 5
    assert not any(one.fault for one in found.papers)
    assert keys(found)["method"] == ("points", "brought")


@given(
    st.sampled_from((7, 10, 20, 100)),
    st.lists(st.lists(st.integers(0, 100), min_size=3, max_size=3), min_size=2, max_size=6),
)
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
def test_scores_beyond_ours_are_kept_or_brought_and_none_is_spoilt(
    workshop: Workshop, highest: int, rows: list[list[int]]
) -> None:
    rows = [[value % (highest + 1) for value in row] for row in rows]
    entries = tuple(
        PaperEntry(line, str(line), tuple(zip("ABC", row, strict=True)))
        for line, row in enumerate(rows, 2)
    )
    reading = PapersReading(entries, options=options_of(*"ABC"), method="score", cap=highest)
    points = plan(workshop, reading)
    assert [dict(one.marks) for one in points.papers] == [
        {n: value for n, value in enumerate(row, 1) if value} for row in rows
    ]
    scores = plan(workshop, reading, method="brought")
    assert scores.declared["method"] == "score"
    pairs = [
        (one.marks[n], value)
        for one, row in zip(scores.papers, rows, strict=True)
        for n, value in enumerate(row, 1)
    ]
    for found in (points, scores):
        assert not any(one.fault for one in found.papers)
    assert all((mark == 0) == (10 * value < highest) for mark, value in pairs)
    assert [mark for mark, _ in sorted(pairs, key=lambda pair: pair[1])] == sorted(
        mark for mark, _ in pairs
    )
    assert {mark for mark, value in pairs if value == highest} <= {5}


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        ("1,7,4,2\n2,6,1,7\n3,6,5,1\n", ("points", "brought", "dots")),
        ("1,7,1,2\n2,6,1,3\n3,5,4,1\n", ("dots", "points", "brought")),
        ("1,4,2,5\n2,1,5,3\n3,2,2,9\n4,5,4,4\n5,3,1,1\n", ("score", "points", "brought", "dots")),
    ],
)
def test_numbers_above_5_that_look_like_scores_are_asked_about(
    workshop: Workshop, tmp_path: Path, rows: str, kinds: tuple[str, ...]
) -> None:
    reading = table(tmp_path, f"paper,A,B,C\n{rows}")
    assert keys(plan(workshop, reading))["method"] == kinds
    brought = plan(workshop, reading, method="brought")
    assert keys(brought)["highest"][0] in ("7", "9")
    assert any("become scores from 0 to 5" in note for note in brought.notes)
    with workshop.change("Import") as session:
        take(session, reading, {"method": "points"})
        again = papers_in.import_papers(session, "Vote", reading)
    assert again.unchanged == len(reading.entries)
