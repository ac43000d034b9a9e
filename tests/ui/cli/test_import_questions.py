"""The command line says what a file leaves open, takes answers, and is strict where it is asked to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ui.cli import verbs
from upstream_workshop.people import queries
from upstream_workshop.people.attendance import queries as attendance_queries
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes import services as themes
from upstream_workshop.voting import services as voting

LIST = """Name,Email,Photo consent,Status
Ana Luz,a@x.org,only in groups,Attending
Bo Sten +1,b@x.org,hm,Pending
"""


@pytest.fixture
def session(tmp_path: Path) -> Path:
    path = tmp_path / "room.upstream"
    assert verbs.main(["new", str(path), "--home", str(tmp_path / "home")]) == 0
    return path


def run(session: Path, text: str, *more: str) -> int:
    source = session.with_name("list.csv")
    source.write_text(text, "utf-8")
    home = str(session.with_name("home"))
    arguments = ["import", str(session), str(source), "--as", "people", "--home", home, *more]
    return verbs.main(arguments)


def people(session: Path) -> dict[str, str]:
    with Workshop.open(session) as workshop, workshop.read() as opened:
        return {row.name: row.photo for row in queries.roster(opened)}


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_what_is_open_is_in_the_json_with_line_and_choices(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(session, LIST, "--json") == 0
    asked = {one["key"]: one for one in told(capsys)["questions"]}
    assert sorted(asked) == ["comes Status pending", "guests 3", "photo 3 Photo consent"]
    assert asked["photo 3 Photo consent"]["line"] == 3
    assert asked["photo 3 Photo consent"]["default"] in asked["photo 3 Photo consent"]["choices"]
    assert people(session) == {"Ana Luz": "no", "Bo Sten": "no"}


def test_strict_imports_nothing_while_a_question_is_open(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(session, LIST, "--json", "--strict") == 3
    asked = told(capsys)["questions"]
    assert people(session) == {}
    answers = session.with_name("answers.json")
    answers.write_text(json.dumps({one["key"]: one["default"] for one in asked}), "utf-8")
    assert run(session, LIST, "--json", "--strict", "--answers", str(answers)) == 0
    assert told(capsys)["questions"] == []
    assert sorted(people(session)) == ["Ana Luz", "Bo Sten"]


def test_answers_are_heeded(session: Path) -> None:
    answers = session.with_name("answers.json")
    given = {"photo 3 Photo consent": "yes", "comes Status pending": "comes", "guests 3": "taken"}
    answers.write_text(json.dumps(given), "utf-8")
    assert run(session, LIST, "--answers", str(answers)) == 0
    assert people(session) == {"Ana Luz": "no", "Bo Sten": "yes"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"photo 3 Photo consent": "perhaps"}', "“perhaps” is no answer"),
        ("{", "no JSON"),
        ("[1]", "no JSON object"),
        (
            '{"photo 9 Photo consent": "yes"}',
            "no question about list.csv; it asks “comes Status pending”",
        ),
    ],
)
def test_unfit_answers_are_refused_in_a_sentence(
    session: Path, capsys: pytest.CaptureFixture[str], text: str, says: str
) -> None:
    answers = session.with_name("answers.json")
    answers.write_text(text, "utf-8")
    assert run(session, LIST, "--answers", str(answers)) == 3
    assert says in capsys.readouterr().err
    assert people(session) == {}


def test_who_cancelled_is_withdrawn_unless_it_is_kept(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = "Name,Email,Status\nAna Luz,a@x.org,Attending\nBo Sten,b@x.org,Attending\n"
    again = first.replace("b@x.org,Attending", "b@x.org,Cancelled")
    assert run(session, first) == 0
    capsys.readouterr()
    answers = session.with_name("answers.json")
    answers.write_text('{"withdraw 3": "keep"}', "utf-8")
    assert run(session, again, "--answers", str(answers)) == 0
    assert presence(session) == 2
    capsys.readouterr()
    assert run(session, again, "--json") == 0
    said = told(capsys)
    assert (said["updated"], said["refused"]) == (1, [])
    assert [one["key"] for one in said["questions"]] == ["withdraw 3"]
    assert presence(session) == 1
    capsys.readouterr()
    assert run(session, again, "--json") == 0
    assert told(capsys)["questions"] == []


def presence(session: Path) -> int:
    with Workshop.open(session) as workshop, workshop.read() as opened:
        return attendance_queries.presence(opened, 1).expected


def test_an_archive_says_how_many_said_yes_only_with_a_condition(
    session: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = (
        "Name,May we list you in the directory?,Photo consent,Willing to lead?\n"
        'Ann Made-Up,"Yes, but not my e-mail",Yes,maybe\n'
        "Bob Invented,Yes,only in groups,Yes\n"
        "Cat Fictional,Yes,Yes,if asked\n"
    )
    assert run(session, listed) == 0
    asked = ["archive", session, tmp_path / "a.zip", "--edition", "cohort"]
    capsys.readouterr()
    assert verbs.main([*map(str, asked), "--home", str(session.with_name("home"))]) == 0
    assert "2 people said yes only with a condition" in capsys.readouterr().out


def test_a_file_without_questions_takes_no_answers(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = session.with_name("answers.json")
    answers.write_text('{"into": "Running"}', "utf-8")
    assert run(session, "Name\nAna Luz\n", "--answer", str(answers)) == 3
    assert "“into” is no question about list.csv; it leaves nothing open" in capsys.readouterr().err
    assert people(session) == {}


def test_a_refused_file_still_says_what_may_be_answered(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Papers named after a ballot that is closed may go into another."""
    with Workshop.open(session) as workshop, workshop.change("Vote") as opened:
        on = [themes.add_theme(opened, title) for title in ("Tides", "Sands")]
        for name in ("Over", "Running"):
            ballot = voting.make_ballot(opened, name, on, seats=1)
            voting.open_ballot(opened, ballot)
            if name == "Over":
                voting.issue_papers(opened, ballot, 0, 0)
                voting.close_ballot(opened, ballot)
    source = session.with_name("Over.csv")
    source.write_text("paper,Tides,Sands\n901,1,\n", "utf-8")
    capsys.readouterr()
    home = str(session.with_name("home"))
    asked = ["import", str(session), str(source), "--as", "ballot-papers", "--json", "--home", home]
    assert verbs.main(asked) == 3
    said = capsys.readouterr()
    assert "Over" in said.err
    (question,) = json.loads(said.out)["questions"]
    answers = session.with_name("answers.json")
    answers.write_text(json.dumps({question["key"]: "Running"}), "utf-8")
    assert verbs.main([*asked, "--answer", str(answers), "--strict"]) == 0
    assert json.loads(capsys.readouterr().out)["added"] == 1
