"""Whatever window and command line both do leaves the same behind: rows, history, backups, files, places."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, Final

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from sqlalchemy import text

from exports import operations
from exports.editions import passages
from exports.use_cases import USE_CASES
from tests import sessions
from tests.core import foreign
from tests.core.framework.examples import (
    USUAL,
    drafts,
    frame_template,
    slot,
    statements,
)
from tests.core.framework.examples import (
    services as framework,
)
from tests.exports.naming import everywhere
from tests.traces import traces
from tests.ui.importing.choosing import choose
from ui.app import App
from ui.cli import verb_list, verbs
from ui.importing.import_dialog import ImportDialog
from ui.kit.settings import Settings
from ui.maps.page import MapsPage
from ui.people.page import PeoplePage
from ui.people.roster.erase_dialog import EraseDialog
from ui.printing import archiving
from ui.printing.page import PrintingPage
from ui.voting.page import VotePage
from ui.voting.results.bars import BarRow
from ui.workgroups.page import WorkgroupsPage
from ui.workgroups.small_groups import rounds_actions
from upstream_workshop.application.backup_scheduler import BackupScheduler
from upstream_workshop.application.session import OpenSession
from upstream_workshop.maps import queries as maps
from upstream_workshop.people import queries as people
from upstream_workshop.privacy import Edition
from upstream_workshop.session_file import schema
from upstream_workshop.session_file.copies import backups
from upstream_workshop.storage import stamp
from upstream_workshop.workgroups import queries as workgroups
from upstream_workshop.workgroups.following_up.form_codes import FormReference, form_code, form_key
from upstream_workshop.workgroups.services import move_member

NAME: Final = "Siân Prys"
# what two runs of the same use case may differ in: moments, and ids and numbers that are drawn by lot
MOMENTS: Final = {"at", "uid", "left_at", "made_at", "sealed_at", "opened_at", "stamp", "digest"}

DRAWN: Final = {"id", "paper_id"}


@dataclass(frozen=True)
class Place:
    """A session file with a home beside it, and a folder for what comes out."""

    root: Path

    @property
    def file(self) -> Path:
        return self.root / "day.upstream"

    @property
    def home(self) -> Path:
        return self.root / "home"

    @property
    def out(self) -> Path:
        return self.root / "out"

    def command(self, *words: object) -> None:
        assert verbs.main([*map(str, words), "--home", str(self.home)]) == 0

    def window(self, act: Callable[[App], object]) -> None:
        app = App([], Settings(self.home / "settings.ini"))
        app.open(self.file)
        assert app.jobs.settled()
        act(app)
        assert app.jobs.settled(60_000)
        app.close()

    def left(self) -> dict[str, Any]:
        """Everything that can be told of what was done, without what time and lot decide."""
        return {
            "rows": rows(self.file),
            # a window makes one when it opens: what it holds is told only once it differs
            "backups": [kept for kept in map(rows, self._backups()) if kept != rows(self.file)],
            "places": sorted(
                (kind, str(path.relative_to(self.root))) for kind, path in self._places()
            ),
            "files": dict(files(self.out)),
        }

    def _backups(self) -> Iterator[Path]:
        for folder in backups.sessions(self.home / "backups"):
            yield from (one.path for one in backups.listed(folder))

    def _places(self) -> Iterator[tuple[str, Path]]:
        with closing(sqlite3.connect(self.home / "places.sqlite")) as ledger:
            for kind, path in ledger.execute(
                "SELECT kind, path FROM place WHERE kind <> 'settings'"
            ):
                if (found := Path(path.decode())).is_relative_to(self.root):
                    yield kind, found


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, without moments."""
    found = {}
    with closing(sqlite3.connect(path)) as file:
        for table, columns in schema.watched().items():
            left_out = MOMENTS | (DRAWN if table in ("ballot_paper", "mark") else set())
            names = [f'"{column}"' for column in columns if column not in left_out]
            found[table] = sorted(
                file.execute(f'SELECT {", ".join(names)} FROM "{table}"'), key=repr
            )
    return found


def files(folder: Path) -> Iterator[tuple[str, object]]:
    """Names of what was written, with the bytes of tables, and the members of archives."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".csv":
            yield str(path.relative_to(folder)), path.read_bytes()
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as packed:
                yield str(path.relative_to(folder)), sorted(packed.namelist())
        else:
            yield str(path.relative_to(folder)), path.is_file()


def page(app: App) -> PrintingPage:
    found = app.window.go("print")
    assert isinstance(found, PrintingPage)
    assert app.jobs.settled()
    return found


def erase(app: App) -> None:
    people_page = app.window.go("people")
    assert isinstance(people_page, PeoplePage)
    her = next(row.id for row in app.window.desk.ask(people.roster) if row.name == NAME)
    people_page.show_row(her)
    people_page.handlers.erase()
    assert app.jobs.settled()


def form_groups(app: App) -> None:
    page = app.window.go("workgroups")
    assert isinstance(page, WorkgroupsPage)
    page.flow.proposing.propose()
    assert app.jobs.settled(60_000)
    page.proposal.accepted.emit()
    assert app.jobs.settled()


FILES: Final = foreign.files()


KNOWN: Final[dict[str, str]] = {}  # what lines of files name of the sample, once it is made


def source(kind: str, at: Place) -> Path:
    """A file of which some is new to the sample and one line is not taken."""
    path = at.root / "New ones.csv"
    path.write_bytes(FILES[kind].of_sample(KNOWN.get("promise", "")))
    return path


def take_in(app: App, kind: str, at: Place) -> None:
    choose(app.window, kind, source(kind, at))
    assert app.jobs.settled()


def preview(app: App, kind: str, at: Place) -> None:
    """Let the window show what an import would do, and close its dialog without importing."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ImportDialog, "exec", lambda _dialog: False)
        take_in(app, kind, at)


@dataclass(frozen=True)
class Comparison:
    """The same by both: what the window does, and the words of the command."""

    by_window: Callable[[App, Place], object]
    by_command: Callable[[Place], tuple[object, ...]]


COMPARED: Final = {
    "export all": Comparison(
        lambda app, at: page(app).write_to(at.out),
        lambda at: ("export", at.file, at.out),
    ),
    "export some": Comparison(
        lambda app, at: page(app).write_to(at.out, ("people-csv", "agenda")),
        lambda at: ("export", at.file, at.out, "--only", "people-csv", "--only", "agenda"),
    ),
    **{
        f"archive {edition}": Comparison(
            lambda app, at, edition=edition: page(app).archive_to(at.out / "a.zip", edition),
            lambda at, edition=edition: (
                "archive", at.file, at.out / "a.zip", "--edition", edition.value
            ),
        )
        for edition in Edition
    },
    **{
        f"import {kind}": Comparison(
            lambda app, at, kind=kind: take_in(app, kind, at),
            lambda at, kind=kind: ("import", at.file, source(kind, at), "--as", kind),
        )
        for kind in FILES
    },
    **{
        f"preview {kind}": Comparison(
            lambda app, at, kind=kind: preview(app, kind, at),
            lambda at, kind=kind: ("import", at.file, source(kind, at), "--as", kind, "--dry-run"),
        )
        for kind in FILES
    },
    "form workgroups": Comparison(
        lambda app, at: form_groups(app),
        lambda at: ("workgroups", at.file, "--save"),
    ),
    "erase": Comparison(
        lambda app, at: erase(app),
        lambda at: ("erase", at.file, "--person", NAME, "--words", "all"),
    ),
}  # fmt: skip
CHANGES: Final = {"form workgroups", "erase", *(f"import {kind}" for kind in FILES)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "day.upstream"
    with (
        sessions.opened(path, sessions.with_the_sample) as workshop,
        workshop.change("Move") as session,
    ):
        first, second, *_ = workgroups.workgroups(session)
        move_member(session, first.members[0].participant_id, second.id)
        frame = framework.make_frame(session, "Our framework", frame_template(USUAL))
        statements.add_statement(session, slot(session, "mindset").id, "We think in wholes")
        drafts.freeze_draft(session, frame, date(2020, 4, 2))  # to which there are responses
        promise = next(one for one in first.commitments if one.participant_id)
        code = form_code(form_key(session), promise.participant_id or 0, 6)
        KNOWN["promise"] = str(FormReference(code, promise.id))
    return path


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Something in every room, and people named everywhere: as many kinds of documents, of fewer people."""
    path = tmp_path_factory.mktemp("few") / "day.upstream"
    with sessions.opened(path, sessions.with_every_room) as workshop:
        everywhere.fill(workshop)
        with workshop.change("Take away") as session:  # what the window's first backup may not hold
            session.execute(text("DELETE FROM ballot_paper WHERE number IS NOT NULL"))
    return path


@pytest.fixture(autouse=True)
def always_answers() -> None:
    """Not watched here: the commands run on the window's thread."""


@pytest.fixture(autouse=True)
def agreed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the window asks is answered as the command line takes it."""

    def take_every_word_out(dialog: EraseDialog) -> QDialog.DialogCode:
        for box in dialog.boxes.values():
            box.setChecked(True)
        return QDialog.DialogCode.Accepted

    def cut(listed: tuple[passages.Passage, ...], *_: object) -> dict[passages.Passage, str]:
        return dict.fromkeys(listed, passages.CUT)

    monkeypatch.setattr(ImportDialog, "exec", lambda _dialog: True)
    monkeypatch.setattr(EraseDialog, "exec", take_every_word_out)
    monkeypatch.setattr(archiving, "ask_passages", cut)


@pytest.mark.parametrize("name", COMPARED)
def test_both_leave_the_same(
    qapp: QApplication, made: Path, few: Path, tmp_path: Path, name: str
) -> None:
    by_window, by_command = Place(tmp_path / "window"), Place(tmp_path / "command")
    for place in (by_window, by_command):
        place.out.mkdir(parents=True)
        shutil.copyfile(few if name.startswith(("export", "archive")) else made, place.file)
    by_window.window(lambda app: COMPARED[name].by_window(app, by_window))
    by_command.command(*COMPARED[name].by_command(by_command))
    assert by_window.left() == by_command.left()
    assert rows(by_command.file) != rows(made) or name not in CHANGES
    if name == "erase":
        assert traces(tmp_path, NAME) == set()


def test_both_repair_the_same(qapp: QApplication, made: Path, tmp_path: Path) -> None:
    by_window, by_command = Place(tmp_path / "window"), Place(tmp_path / "command")
    for place in (by_window, by_command):
        place.root.mkdir()
        shutil.copyfile(made, place.file)
        with closing(sqlite3.connect(place.file)) as file:
            file.execute("PRAGMA ignore_check_constraints=ON")
            file.execute("UPDATE attendance SET day = 99 WHERE id = 1")
            file.execute("UPDATE link SET sign = 'x' WHERE id = 2")
            stamp.restamp(file)
            file.commit()
    copies = [place.file.with_stem("day repaired") for place in (by_window, by_command)]

    def repair(app: App) -> None:
        assert app.start_page is not None
        (way,) = (
            one for one in app.start_page.findChildren(QPushButton) if one.text() == "Repair a copy"
        )
        way.click()
        assert app.jobs.settled()

    by_window.window(repair)
    by_command.command("repair", by_command.file, copies[1])
    assert rows(copies[0]) == rows(copies[1]) != rows(by_window.file)
    assert rows(by_window.file) == rows(by_command.file)


def answered(at: Place, capsys: pytest.CaptureFixture[str], *words: object) -> dict[str, Any]:
    capsys.readouterr()
    at.command(*words, "--json")
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_both_count_the_same(
    qapp: QApplication, made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = Place(tmp_path)
    shutil.copyfile(made, at.file)
    shown: list[str] = []

    def look(app: App) -> None:
        page = app.window.go("vote")
        assert isinstance(page, VotePage)
        assert app.jobs.settled()
        shown.extend(bar.accessibleName() for bar in page.result.chart.findChildren(BarRow))

    at.window(look)
    told = answered(at, capsys, "tally", at.file, "--ballot", "Priorities")
    assert len(shown) == len(told["scores"]) > 5
    for bar, (wording, score) in zip(shown, told["scores"].items(), strict=True):
        assert f"  {wording}: {score} " in bar
        assert bar.endswith(", won") == (wording in told["winners"])
    assert rows(at.file) == rows(made)


def test_both_find_the_same_loops(
    qapp: QApplication, made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = Place(tmp_path)
    shutil.copyfile(made, at.file)
    shown: dict[str, set[tuple[str, frozenset[str]]]] = {}

    def look(app: App) -> None:
        page = app.window.go("maps")
        assert isinstance(page, MapsPage)
        for drawn in app.window.desk.ask(maps.maps):
            page.show_row(drawn.id)
            assert app.jobs.settled()
            label = {factor.id: factor.label for factor in drawn.factors}
            shown[drawn.title] = {
                (str(line.loop.kind), frozenset(label[one] for one in line.loop.factor_ids))
                for line in page.loops.table.rows()
            }

    at.window(look)
    assert sum(map(len, shown.values())) > 10
    for title, loops in shown.items():
        told = answered(at, capsys, "loops", at.file, "--map", title)
        assert {(one["kind"], frozenset(one["factors"])) for one in told["loops"]} == loops
    assert rows(at.file) == rows(made)


def test_both_seat_the_same_small_groups(
    qapp: QApplication,
    made: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = Place(tmp_path)
    shutil.copyfile(made, at.file)
    form = {"size": 3, "rounds": 2, "serve_asks": False, "apart_first": False}
    monkeypatch.setattr(rounds_actions, "ask_form", lambda *_: form)
    shown: list[str] = []

    def look(app: App) -> None:
        page = app.window.go("workgroups")
        assert isinstance(page, WorkgroupsPage)
        page.seat_small_groups()
        assert app.jobs.settled(60_000)
        shown.extend(page.body.rounds.proposal.words().splitlines())

    at.window(look)
    told = answered(at, capsys, "smallgroups", at.file, "--size", "3", "--rounds", "2")
    names = [", ".join(group) for groups in told["rounds"] for group in groups]
    assert [line.partition("   ")[2] for line in shown if "   " in line] == names
    assert len(names) > 20
    assert rows(at.file) == rows(made)


COMPARED_APART: Final = {
    "repair": test_both_repair_the_same,
    "count votes": test_both_count_the_same,
    "find loops": test_both_find_the_same_loops,
}
EVERYWHERE: Final = "part of every comparison here"
IN_EXPORTS: Final = "part of each export and archive that is compared"
IN_BACKUPS: Final = "every comparison here reads the backups that both made"
ONE_CHANGE: Final = "a command makes one change and ends"
NOT_COMPARED: Final = {
    "make a session": "the start page and `new` call it with the same values, and no session is open",
    "make the sample": "the start page and `demo` call it without values",
    "open": EVERYWHERE,
    "close": EVERYWHERE,
    "do": EVERYWHERE,
    "do on a copy what writes many rows, and repeat it": "the same rows as “do”, see test_recorded_steps",
    "do what was recorded on a copy": "the window’s way to each import that is compared",
    "ask": EVERYWHERE,
    "subscribe to changes": "a command shows nothing that would have to be read again",
    "undo of an actor": ONE_CHANGE,
    "redo of an actor": ONE_CHANGE,
    "try a change": "the window alone tries one before it asks; nothing of it is kept",
    "end undo of what was given out": IN_EXPORTS,
    "read the report": IN_EXPORTS,
    "copy for trying imports": "part of each preview that is compared",
    "preview erasing": "part of erasing",
    "clear copies of an erased name": "part of erasing",
    "resume erasing": "both do it before they open a session",
    "retry erasing": "part of closing a session",
    "end undo before an export": IN_EXPORTS,
    "note what was written": IN_EXPORTS,
    "count people named": "a sentence before an archive, which writes nothing",
    "find passages that name": "part of each archive that is compared",
    "prove an archive just written": "part of each archive that is compared",
    "verify": "it reads one file, and no session is open",
    "back up": IN_BACKUPS,
    "back up on another thread": IN_BACKUPS,
    "back up before a service": IN_BACKUPS,
    "back up after a change": IN_BACKUPS,
    "back up again": "the window alone stays open while a disk is mended",
    "list folders of backups": "it writes nothing",
    "restore a backup": "there is no command for it",
    "copy a backup to a stick": "there is no command for it",
}


def test_every_use_case_is_compared_or_has_a_reason() -> None:
    named = [case.name for case in USE_CASES]
    assert len(named) == len(set(named))
    compared = COMPARED.keys() | COMPARED_APART.keys()
    assert compared | NOT_COMPARED.keys() == set(named)
    assert not compared & NOT_COMPARED.keys()


def test_every_function_of_the_application_layer_is_a_use_case() -> None:
    public = {
        member
        for owner in (OpenSession, BackupScheduler, operations)
        for name, member in vars(owner).items()
        if not name.startswith("_")
        if isinstance(member, FunctionType | classmethod) and member.__module__ == home(owner)
    }
    assert len(public) > 20
    listed = {getattr(case.function, "__func__", case.function) for case in USE_CASES}
    assert {getattr(one, "__func__", one) for one in public} - listed == set()


def home(owner: type | ModuleType) -> str:
    """Return the name of the module in which a class is written, or of the module itself."""
    return owner.__module__ if isinstance(owner, type) else owner.__name__


# commands without a counterpart in the window of an open session
# the last counts by the rules that its page uses, and writes nothing
ALONE: Final = {"new", "verify", "demo", "compare", "patterns"}


def test_every_command_is_compared_with_the_window() -> None:
    compared = {
        str(one.by_command(Place(Path("x")))[0])
        for name, one in COMPARED.items()
        if not name.startswith(("import", "preview"))
    }
    compared |= {"import", "repair", "tally", "loops", "smallgroups"}
    assert compared | ALONE == {verb.name for verb in verb_list.VERBS}
    assert not compared & ALONE
