"""What the command line seals and exports, and whom that names."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.ui.cli.shell import PAPERS, PEOPLE, Shell, written
from ui.cli import verbs
from upstream_workshop.people.queries import roster
from upstream_workshop.people.services import add_participant, amend_participant
from upstream_workshop.session_file.copies import backup_contents, backups
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes.cards.services import add_card
from upstream_workshop.voting import queries as voting
from upstream_workshop.voting.kinds import CountingRule
from upstream_workshop.voting.papers import services as paper_services


def test_an_archive_proves_itself(shell: Shell, file: Path, tmp_path: Path) -> None:
    shell("import", file, written(tmp_path, "people.csv", PEOPLE), "--as", "people")
    sealed = tmp_path / "out.zip"
    shell("archive", file, sealed)
    assert shell.json("verify", sealed)["sound"] is True
    assert shell.json("verify", file)["sound"] is True
    raw = bytearray(sealed.read_bytes())
    raw[len(raw) // 2] ^= 1
    sealed.write_bytes(raw)
    shell("verify", sealed, exit_code=3)


def test_an_output_with_nothing_in_it_yet_is_named(
    shell: Shell, file: Path, tmp_path: Path
) -> None:
    only = ("--only", "planned-against-actual", "--only", "agenda-csv")
    told = shell.json("export", file, tmp_path / "out", *only)
    assert (told["blank"], len(told["files"])) == (["planned-against-actual"], 1)
    assert "planned-against-actual: there is nothing" in shell(
        "export", file, tmp_path / "2", *only
    )


def test_an_archive_says_until_when_it_is_kept(shell: Shell, file: Path, tmp_path: Path) -> None:
    sealed = tmp_path / "kept.zip"
    shell("archive", file, sealed, "--keep-until", "2031-01-31")
    with zipfile.ZipFile(sealed) as opened:
        assert json.loads(opened.read("manifest.json"))["delete by"] == "2031-01-31"
        assert "31 January 2031" in opened.read("README.txt").decode("utf-8-sig")


def test_an_archive_replaces_nothing_but_an_archive_and_that_when_asked(
    shell: Shell, file: Path, tmp_path: Path
) -> None:
    before = file.read_bytes()
    (tmp_path / "linked").symlink_to(file)
    (tmp_path / "theirs.zip").write_bytes(b"PK\3\4 of somebody else")
    for target in (file, tmp_path / "linked", tmp_path / "theirs.zip", tmp_path):
        for force in ((), ("--force",)):
            assert "choose" in shell("archive", file, target, *force, exit_code=3)
    assert file.read_bytes() == before
    sealed = tmp_path / "a.zip"
    shell("archive", file, sealed)
    kept = sealed.read_bytes()
    assert "--force" in shell("archive", file, sealed, exit_code=3)
    assert sealed.read_bytes() == kept
    shell("archive", file, sealed, "--force", "--edition", "cohort")
    assert sealed.read_bytes() != kept


def test_a_redacted_archive_cuts_what_may_name_somebody_and_lists_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "day.upstream"
    with Workshop.create(path) as workshop, workshop.change("Write") as session:
        add_participant(session, "Zebedee Prys", "Lighthouse Solo Trust")
        add_card(session, "We asked Zebby from our Lighthouse Solo Trust toolkit")
    home = ("--home", str(tmp_path / "home"))
    for extra, done, left in (
        ((), "cut", "We asked […] from"),
        (("--keep-passages",), "kept", "Zebby"),
    ):
        sealed_to = tmp_path / f"{done}.zip"
        asked = ["archive", str(path), str(sealed_to), "--edition", "redacted", "--json"]
        assert verbs.main([*asked, *home, *extra]) == 0
        (passage,) = json.loads(capsys.readouterr().out)["passages"]
        assert (passage["where"], passage["text"], passage["done"]) == ("Card", "Zebby", done)
        assert passage["why"]
        with zipfile.ZipFile(sealed_to) as sealed:
            cards = sealed.read("data/cards.csv").decode("utf-8-sig")
        assert left in cards
        assert "Lighthouse" not in cards


def test_who_refused_is_cut_from_the_cohort_edition_unless_kept(
    tmp_path: Path, shell: Shell, file: Path
) -> None:
    with Workshop.open(file) as workshop, workshop.change("Sign up") as session:
        for name, asked in (("Zebedee Prys", "no"), ("Samuel Okonkwo", "yes")):
            amend_participant(session, add_participant(session, name), attribution=asked)
        add_card(session, "We asked Zebby and Samuel Okonkwo")
    for extra, done, left in ((), "cut", "[…]"), (("--keep-passages",), "kept", "Zebby"):
        sealed_to = tmp_path / f"{done}.zip"
        asked = ("archive", file, sealed_to, "--edition", "cohort", *extra)
        (passage,) = shell.json(*asked)["passages"]
        assert (passage["where"], passage["text"], passage["done"]) == ("Card", "Zebby", done)
        with zipfile.ZipFile(sealed_to) as sealed:
            cards = sealed.read("data/cards.csv").decode("utf-8-sig")
        assert f"We asked {left} and Samuel Okonkwo" in cards


def test_export_and_archive_say_how_many_people_are_named(
    tmp_path: Path, shell: Shell, file: Path
) -> None:
    with Workshop.open(file) as workshop, workshop.change("Sign up") as session:
        for name, asked in (("Zebedee Prys", "no"), ("Samuel Okonkwo", "yes"), ("Una Vane", "")):
            her = add_participant(session, name)
            amend_participant(session, her, directory=asked, attribution=asked)
    with Workshop.open(file) as workshop, workshop.read() as session:
        others = len(roster(session)) - 3
    only = ("--only", "people-csv", "--only", "summary-page")
    said = shell.json("export", file, tmp_path / "out", *only)["names"]
    everybody = {"people": 3 + others, "not_asked": 1 + others, "refused": {"directory": 1}}
    assert said["people-csv"] == everybody
    assert said["summary-page"]["refused"] == {}
    for edition, people, refused in (
        ("full", 3 + others, {"directory": 1}),
        ("cohort", 2 + others, {}),
        ("redacted", 0, {}),
    ):
        asked = ("archive", file, tmp_path / f"{edition}.zip", "--edition", edition)
        found = shell.json(*asked)["names"]
        assert (found["people"], found["refused"]) == (people, refused), edition
    told = shell("archive", file, tmp_path / "again.zip", "--edition", "cohort")
    assert "Names 2 people; 1 has not been asked." in told


def test_no_running_total_is_told_and_no_slip_leaves(
    shell: Shell, file: Path, tmp_path: Path
) -> None:
    papers = written(tmp_path, "papers.csv", PAPERS)
    asked = ("import", file, papers, "--as", "ballot-papers", "--into", "Vote")
    shell(*asked)
    with Workshop.open(file) as workshop, workshop.change("Key a slip") as session:
        (ballot,) = voting.ballots(session)
        paper_services.key_paper(session, ballot.id, "S0815", {1: 2, 2: 2})
    shell(*asked)
    for rule in CountingRule:
        refused = shell("tally", file, "--ballot", "Vote", "--rule", rule, exit_code=3)
        assert "is open and its slips are being keyed" in refused
    shell("export", file, tmp_path / "out", "--only", "papers-csv", "--only", "session-json")
    assert not list((tmp_path / "out").rglob("Vote.csv"))
    told = json.loads((tmp_path / "out" / "data" / "session.json").read_text("utf-8"))
    (vote,) = told["votes"]
    assert (vote["keyed"], vote["papers"], vote["tally"]) == (3, [], None)
    shell("archive", file, tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert b"S0815" not in b"".join(map(archive.read, archive.namelist()))
    assert shell.json("verify", tmp_path / "all.zip")["sound"] is True
    (folder,) = backups.sessions(shell.backups)
    assert all(backup_contents.inside(made).papers == 0 for made in backups.listed(folder))


def test_a_document_that_cannot_be_drawn_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.upstream"
    Workshop.create(file).close()
    source = (
        "import sys\nfrom exports import summary\nfrom ui.__main__ import main\n"
        "def broken(*_): raise ValueError('Siân')\nsummary.write_summary = broken\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    command = [
        "export",
        str(file),
        str(tmp_path / "out"),
        "--only",
        "summary",
        "--home",
        str(tmp_path),
    ]
    done = subprocess.run(
        [sys.executable, "-c", source, *command],
        capture_output=True,
        cwd=Path(__file__).parents[3],
        text=True,
    )
    assert done.returncode == 3
    (line,) = done.stderr.splitlines()
    assert "cannot be drawn" in line
