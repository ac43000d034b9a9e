"""Maps on the command line: what is unclear is told in JSON, and answered by --signs."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from tests.core.readers.maps import map_samples
from ui.cli import verbs
from upstream_workshop.maps import queries
from upstream_workshop.maps.map_rows import MapRow
from upstream_workshop.session_file.workshop import Workshop

TABLE = "from,to,sign\nA,B,S\nB,C,S\nC,A,\"O, I think\"\n"  # fmt: skip


@pytest.fixture
def session(tmp_path: Path) -> Path:
    path = tmp_path / "room.upstream"
    assert verbs.main(["new", str(path), "--home", str(tmp_path / "home")]) == 0
    return path


def run(session: Path, name: str, text: str, *more: str) -> int:
    source = session.with_name(name)
    source.write_text(text, "utf-8")
    arguments = ["import", str(session), str(source), "--as", "map", "--json", *more]
    return verbs.main([*arguments, "--home", str(session.with_name("home"))])


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def row(session: Path, title: str) -> MapRow:
    with Workshop.open(session) as workshop, workshop.read() as opened:
        return queries.map_named(opened, title)


def test_unclear_signs_are_told_and_answered(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(session, "table.csv", TABLE, "--strict") == 3
    asked = [{"label": "S", "links": 2}, {"label": "O, I think", "links": 1}]
    assert told(capsys)["asked"] == asked
    assert run(session, "table.csv", TABLE, "--strict", "--signs", "S=+,O, I think=-") == 0
    assert told(capsys)["asked"] == []
    assert [link.sign for link in row(session, "table").links] == ["+", "+", "-"]


def test_maps_are_found_by_names_that_look_alike(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The name of a file may have its accents apart from their letters, as on a Mac."""
    apart = unicodedata.normalize("NFD", "Dŵr")
    assert run(session, "map.csv", f"from,to,sign\n{apart},Llanw,+\n", "--into", apart) == 0
    assert run(session, "map.csv", "from,to,sign\nDŵr,llanw,-\n", "--into", "Table 2") == 0
    capsys.readouterr()
    home = str(session.with_name("home"))
    asked = ["compare", str(session), "--map", "dŵr", "--map", "table  2", "--json", "--home", home]
    assert verbs.main(asked) == 0
    found = told(capsys)
    assert (found["only_a"], found["only_b"], len(found["opposite"])) == ([], [], 1)


def test_unanswered_signs_are_unknown_with_their_word_kept(session: Path) -> None:
    assert run(session, "odd.mmp", map_samples.MENTAL_MODELER) == 0
    (link,) = row(session, "odd").links
    assert (link.sign, link.strength, link.note) == ("", "0.5", "Sign in the file: 0.5")


def test_importing_a_file_again_changes_nothing(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("kumu", "prsm", "yed", "vensim", "drawio", "xmile"):
        assert run(session, f"{name}.dat", map_samples.FILES[name]) == 0
        capsys.readouterr()
        assert run(session, f"{name}.dat", map_samples.FILES[name]) == 0
        again = told(capsys)
        assert (again["added"], again["updated"]) == (0, 0), name


def test_a_sign_for_a_word_that_is_not_asked_is_refused(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(session, "table.csv", TABLE, "--signs", "Z=+") == 3
    assert "“sign Z” is no question about table.csv" in capsys.readouterr().err
    assert run(session, "table.csv", TABLE, "--signs", "S=maybe") == 3
    assert "“S=maybe” gives no sign" in capsys.readouterr().err


def test_a_word_is_asked_about_once_however_it_is_spelt(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spelt = "from,to,sign\nRisk,Trust,S\nTrust,Care,s\nCare,Risk,o\nCare,Trust,O\n"
    capsys.readouterr()
    assert run(session, "table.csv", spelt, "--signs", "s=+") == 0
    assert told(capsys)["asked"] == [{"label": "o", "links": 2}]
    answered = ("--signs", "s=+,O=-", "--into", "other", "--strict")
    assert run(session, "other.csv", spelt, *answered) == 0
    assert told(capsys)["asked"] == []
    assert [link.sign for link in row(session, "other").links] == ["+", "+", "-", "-"]
    assert not any(link.note for link in row(session, "other").links)


@pytest.mark.parametrize(
    "signs",
    [
        ("--signs", "S=+,s=-"),
        ("--signs", "S=+,S=-"),
        ("--signs", "S=+", "--signs", "s=?"),
        ("--signs", "S=-", "--answers", "answers.json"),
        ("--answers", "twice.json"),
    ],
)
def test_two_answers_to_one_question_are_refused(
    session: Path, capsys: pytest.CaptureFixture[str], signs: tuple[str, ...]
) -> None:
    session.with_name("answers.json").write_text('{"sign s": "+"}', "utf-8")
    session.with_name("twice.json").write_text('{"sign S": "+", "sign S": "-"}', "utf-8")
    given = [str(session.with_name(one)) if one.endswith(".json") else one for one in signs]
    assert run(session, "table.csv", TABLE, *given) == 3
    refused = "“sign S” is answered twice, and not alike: answer it once.\n"
    assert capsys.readouterr().err == refused
    with Workshop.open(session) as workshop, workshop.read() as opened:
        assert not queries.maps(opened)


def test_answers_given_apart_are_taken_together(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ("--signs", "S=+", "--signs", "s=+,O, I think=-")
    assert run(session, "table.csv", TABLE, *given) == 0
    assert [link.sign for link in row(session, "table").links] == ["+", "+", "-"]


def test_a_blank_name_is_refused_and_nothing_imported(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script whose variable is not set imported into whichever map was called as the file."""
    assert run(session, "table.csv", TABLE) == 0
    before = row(session, "table")
    capsys.readouterr()
    for blank in ("", "  ", "\u200b"):
        with pytest.raises(SystemExit, match="2"):
            run(session, "table.csv", "from,to\nX,Y\n", "--into", blank)
        assert "a name is wanted" in capsys.readouterr().err
    assert row(session, "table") == before


def test_a_map_without_loops_says_so(session: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(session, "lone.csv", "from\nAlone\n") == 0
    capsys.readouterr()
    home = ("--home", str(session.with_name("home")))
    assert verbs.main(["loops", str(session), "--map", "lone", *home]) == 0
    assert capsys.readouterr().out == "There are no loops on this map.\n"
