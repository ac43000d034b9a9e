"""The command line: its answers, its exit codes, its one-line refusals."""

from __future__ import annotations

import csv
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import psutil
import pytest
from sqlalchemy.orm import Session

from tests.core.workgroups.crowds import crowd
from tests.core.workgroups.test_solving import children
from ui.cli import verbs
from upstream_workshop.people import services as people_services
from upstream_workshop.people.queries import roster
from upstream_workshop.people.services import add_participant, amend_participant
from upstream_workshop.session_file import backups, schema, working_copies
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage import inspection
from upstream_workshop.storage.files import disk
from upstream_workshop.themes.services import add_card
from upstream_workshop.voting import queries as voting
from upstream_workshop.voting import services as voting_services
from upstream_workshop.voting.kinds import CountingRule
from upstream_workshop.whole import sample

PEOPLE = """Name,Organisation,Willing to lead
Siân Prŷs,Denbighshire,yes
Ade Okafor,Kirklees,yes
Marta Brzezińska,Leeds,yes
Jo Tennant,Kirklees,yes
"""
CHOICES = """participant,first,second
Siân Prŷs,Risk,Trust
Ade Okafor,Risk,Trust
Marta Brzezińska,Trust,Risk
Jo Tennant,Trust,Risk
"""


class Shell:
    """Runs commands in-process and keeps what they printed; the app's home is a folder of ours."""

    def __init__(self, capsys: pytest.CaptureFixture[str], home: Path) -> None:
        self._capsys = capsys
        self.home = home
        self.backups = home / "backups"

    def __call__(self, *words: object, exit_code: int = 0) -> str:
        self._capsys.readouterr()
        without_organisation = (
            words[:1] in ((), ("new",), ("verify",), ("demo",)) or "--home" in words
        )
        aside = () if without_organisation else ("--home", self.home)
        try:
            code = verbs.main([str(word) for word in (*words, *aside)])
        except SystemExit as stopped:
            code = stopped.code
        out, err = self._capsys.readouterr()
        assert code == exit_code, err
        if exit_code == 3:
            assert len(err.strip().splitlines()) == 1
            assert "Traceback" not in err
            return err
        return out

    def json(self, *words: object) -> Any:
        return json.loads(self(*words, "--json"))


@pytest.fixture(autouse=True)
def always_answers() -> None:
    """There is no window here that would have to."""


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Shell:
    return Shell(capsys, tmp_path / "home")


@pytest.fixture
def file(shell: Shell, tmp_path: Path) -> Path:
    path = tmp_path / "day.upstream"
    shell("new", path, "--title", "Our residential", "--starts", "2026-12-01")
    return path


def written(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_people_come_in_once(shell: Shell, file: Path, tmp_path: Path, encoding: str) -> None:
    people = written(tmp_path, "people.csv", PEOPLE, encoding)
    rehearsed = shell.json("import", file, people, "--as", "people", "--dry-run")
    first = shell.json("import", file, people, "--as", "people")
    again = shell.json("import", file, people, "--as", "people")
    assert rehearsed == first
    nothing_open = {"refused": [], "unmapped": [], "questions": []}
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


def test_refusals_of_the_session_file(shell: Shell, file: Path, tmp_path: Path) -> None:
    people = written(tmp_path, "people.csv", PEOPLE)
    shell("import", tmp_path / "none.upstream", people, "--as", "people", exit_code=3)
    shell("import", people, people, "--as", "people", exit_code=3)
    shell("new", file, exit_code=3)
    shell("new", tmp_path / "no" / "such" / "folder.upstream", exit_code=3)
    shell("new", tmp_path / "x.upstream", "--template", "moon-landing", exit_code=3)
    assert not (tmp_path / "x.upstream").exists()
    shell("tally", file, "--ballot", "Nothing", exit_code=3)
    shell("loops", file, "--map", "Nothing", exit_code=3)


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


def test_a_person_is_erased_once_seen(shell: Shell, file: Path, tmp_path: Path) -> None:
    people = written(tmp_path, "people.csv", PEOPLE)
    shell("import", file, people, "--as", "people")
    asked = ("erase", file, "--person", "ade okafor", "--json")
    rehearsed = json.loads(shell(*asked, "--dry-run"))
    assert rehearsed["person"] == "Ade Okafor"
    assert not rehearsed["erased"]
    done = json.loads(shell(*asked))
    assert done == rehearsed | {"erased": True, "copies": 1}  # the backup the import made
    (folder,) = backups.sessions(shell.backups)
    (made,) = backups.listed(folder)
    assert (made.why, backups.inside(made).people) == ("somebody was erased", 3)
    assert done["goes"][0].startswith("name, organisation")
    assert "There is no person called" in shell(*asked, exit_code=3)


def test_an_archive_says_until_when_it_is_kept(shell: Shell, file: Path, tmp_path: Path) -> None:
    sealed = tmp_path / "kept.zip"
    shell("archive", file, sealed, "--keep-until", "2031-01-31")
    with zipfile.ZipFile(sealed) as opened:
        assert json.loads(opened.read("manifest.json"))["delete by"] == "2031-01-31"
        assert "31 January 2031" in opened.read("README.txt").decode("utf-8-sig")


def test_an_import_is_backed_up_before(shell: Shell, file: Path, tmp_path: Path) -> None:
    people = written(tmp_path, "people.csv", PEOPLE)
    shell("import", file, people, "--as", "people", "--dry-run")
    assert backups.sessions(shell.backups) == ()
    shell("import", file, people, "--as", "people")
    (folder,) = backups.sessions(shell.backups)
    (made,) = backups.listed(folder)
    assert made.why == "before an import"
    assert backups.inside(made).people == 0


def test_a_backup_that_cannot_be_made_holds_nothing_up(
    shell: Shell, file: Path, tmp_path: Path
) -> None:
    shell.home.mkdir()
    shell.backups.write_text("no folder")
    people = written(tmp_path, "people.csv", PEOPLE)
    assert shell.json("import", file, people, "--as", "people")["added"]


def test_a_newer_file_is_read_and_never_written(shell: Shell, file: Path, tmp_path: Path) -> None:
    newer = schema.Version(schema.FORMAT + 1, schema.FORMAT)
    with closing(sqlite3.connect(file)) as opened:
        opened.execute(f"PRAGMA user_version={newer.user_version}")
    before = file.read_bytes()
    people = written(tmp_path, "people.csv", PEOPLE)
    refusal = shell("import", file, people, "--as", "people", exit_code=3)
    assert "newer Upstream Workshop" in refusal
    assert "change nothing" in refusal
    shell("import", file, people, "--as", "people", "--dry-run", exit_code=3)
    shell("export", file, tmp_path / "papers", "--only", "agenda")
    assert list((tmp_path / "papers").iterdir())
    shell("verify", file)
    assert file.read_bytes() == before


def test_a_frozen_app_looks_into_a_file_for_itself(file: Path) -> None:
    """In a process of its own, for it caps its own memory."""
    done = subprocess.run(
        [sys.executable, "-m", "ui", inspection.FLAG, str(file), "ro", "5"],
        input=json.dumps(schema.expected()).encode(),
        capture_output=True,
        check=True,
        timeout=60,
        cwd=Path(verbs.__file__).parents[2],
    )
    assert json.loads(done.stdout)["verdict"] == "ok"


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
    for rule in CountingRule:
        assert shell.json("tally", file, "--ballot", "Priorities", "--rule", rule)["winners"]
    shell("export", file, tmp_path / "out")
    shell("archive", file, tmp_path / "out.zip")
    assert shell.json("verify", tmp_path / "out.zip")["sound"] is True


def test_a_session_on_a_stick_is_worked_on_here_and_brought_back(
    shell: Shell, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = stick / "mine.upstream"
    shell("new", file)
    people = written(tmp_path, "people.csv", PEOPLE)
    touched: list[Path] = []
    settle = disk.settle
    monkeypatch.setattr(
        disk, "settle", lambda draft, target: (touched.append(target), settle(draft, target))[1]
    )
    assert shell.json("import", file, people, "--as", "people")["added"] == 4
    assert file in touched  # put back whole, not edited in place
    assert [path.name for path in stick.iterdir()] == ["mine.upstream"]
    assert list((shell.home / "loans").iterdir()) == []
    assert shell.json("import", file, people, "--as", "people")["unchanged"] == 4


def test_what_changed_on_the_stick_meanwhile_is_not_overwritten(
    shell: Shell, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = stick / "mine.upstream"
    shell("new", file)
    people = written(tmp_path, "people.csv", PEOPLE)
    make_if_needed = working_copies.make_if_needed

    def meanwhile(origin: Path, copies_folder: Path) -> working_copies.WorkingCopy | None:
        working_copy = make_if_needed(origin, copies_folder)
        with Workshop.open(origin) as other, other.change("Add") as session:
            add_participant(session, "Theirs")
        return working_copy

    monkeypatch.setattr(working_copies, "make_if_needed", meanwhile)
    assert "conflicted copy" in shell("import", file, people, "--as", "people", exit_code=3)
    assert len(list(stick.glob("*conflicted copy*"))) == 1
    with Workshop.open(file) as workshop, workshop.read() as session:
        assert [row.name for row in roster(session)] == ["Theirs"]


def test_work_the_app_left_on_this_computer_is_taken_along(
    shell: Shell, stick: Path, tmp_path: Path
) -> None:
    file = stick / "mine.upstream"
    shell("new", file)
    working_copy = working_copies.make_if_needed(file, shell.home / "loans")
    assert working_copy is not None
    with Workshop.open(file, working_copy.copy) as workshop, workshop.change("Add") as session:
        add_participant(session, "Before the crash")
    people = written(tmp_path, "people.csv", PEOPLE)
    shell("import", file, people, "--as", "people")
    with Workshop.open(file) as workshop, workshop.read() as session:
        assert len(roster(session)) == 5


@pytest.mark.parametrize("emptied", [False, True])
def test_a_file_that_vanishes_meanwhile_is_no_success(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, emptied: bool
) -> None:
    path, source = tmp_path / "a.upstream", tmp_path / "people.csv"
    source.write_text(PEOPLE, encoding="utf-8")
    shell("new", path)
    take_in = people_services.import_people

    def disturbed(session: Session, *given: Any) -> Any:
        done = take_in(session, *given)
        if session.get_bind().engine.url.database:  # not the copy it is tried on before
            path.write_bytes(b"") if emptied else path.unlink()
        return done

    monkeypatch.setattr(people_services, "import_people", disturbed)
    said = shell("import", path, source, "--as", "people", exit_code=3)
    assert "so nothing was saved there" in said
    kept = backups.listed(backups.folder_for(shell.backups, path))[0]
    assert str(kept.path) in said
    with Workshop.open(kept.path) as workshop, workshop.read() as session:
        assert len(roster(session)) == 4


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


PAPERS = "paper,Bread,Roses\n7,2,1\n8,,3\n"


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


def test_no_running_total_is_told_and_no_slip_leaves(
    shell: Shell, file: Path, tmp_path: Path
) -> None:
    papers = written(tmp_path, "papers.csv", PAPERS)
    asked = ("import", file, papers, "--as", "ballot-papers", "--into", "Vote")
    shell(*asked)
    with Workshop.open(file) as workshop, workshop.change("Key a slip") as session:
        (ballot,) = voting.ballots(session)
        voting_services.key_paper(session, ballot.id, "S0815", {1: 2, 2: 2})
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
    assert all(backups.inside(made).papers == 0 for made in backups.listed(folder))


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


def test_a_sample_somebody_worked_in_stays(shell: Shell, tmp_path: Path) -> None:
    built = tmp_path / "sample.upstream"
    sample.build(built).close()
    assert sample.make_room(built) == built
    assert not built.exists()  # nobody had touched it
    sample.build(built).close()
    with Workshop.open(built) as workshop, workshop.change("Add") as session:
        add_participant(session, "Mine")
    assert sample.make_room(built).name == "sample 2.upstream"
    assert built.exists()
    (tmp_path / "folder").mkdir()
    assert sample.make_room(tmp_path / "folder").name == "folder 2"
    (tmp_path / "link").symlink_to(built)
    assert sample.make_room(tmp_path / "link").name == "link 2"


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
